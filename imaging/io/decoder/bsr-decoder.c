#include "bsr-decoder.h"

#include <malloc.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "bsr-confinement.h"
#include "bsr-error.h"
#include "bsr-image-kind.h"
#include "bsr-shared-planes.h"

/* Exit statuses, for who looks; the answer in the page is what counts. */
#define EXIT_ANSWERED 0
#define EXIT_NO_PAGE 1
#define EXIT_GAVE_UP 2

static void
refuse (BsrDecoderPage *page, BsrDecoderState state, const GError *error)
{
  page->answer.domain
      = error->domain == G_FILE_ERROR ? BSR_DECODER_DOMAIN_FILE : BSR_DECODER_DOMAIN_BSR;
  page->answer.code = error->code;
  g_strlcpy (page->answer.text, error->message, sizeof page->answer.text);
  page->answer.state = state;
}

void
bsr_decoder_refuse (BsrDecoder *decoder, const GError *error)
{
  refuse (decoder->page, BSR_DECODER_REFUSED, error);
  _exit (EXIT_GAVE_UP);
}

/* What GLib says before it ends the process, for want of memory above all, is the answer. */
static GLogWriterOutput
give_up_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  BsrDecoderPage *page = data;
  if ((level & (G_LOG_LEVEL_ERROR | G_LOG_FLAG_FATAL)) == 0)
    return G_LOG_WRITER_HANDLED;
  page->answer.domain = BSR_DECODER_DOMAIN_BSR;
  page->answer.code = BSR_ERROR_ENVIRONMENT;
  g_strlcpy (page->answer.text, "not enough memory to decode the file", sizeof page->answer.text);
  page->answer.state = BSR_DECODER_REFUSED;
  _exit (EXIT_GAVE_UP);
}

static BsrImageSources *
open_sources (const BsrDecoderOrder *order, GError **error)
{
  g_autoptr (BsrImageSources) sources = g_new0 (BsrImageSources, 1);
  char kind[sizeof order->kind];
  g_strlcpy (kind, order->kind, sizeof kind);
  sources->kind = bsr_image_kind_by_id (kind);
  sources->raw = order->raw;
  if (sources->kind == NULL || order->n_files < 1 || order->n_files > BSR_IMAGE_MAX_PLANES)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED, "the decoder does not know this kind");
      return NULL;
    }
  for (int i = 0; i < order->n_files; i++)
    {
      sources->files[i] = bsr_file_source_new (BSR_DECODER_FD_FILES + i, error);
      if (sources->files[i] == NULL)
        return NULL;
      sources->n_files++;
    }
  return g_steal_pointer (&sources);
}

static gpointer
nothing (gpointer data)
{
  return NULL;
}

void
bsr_decoder_begin (BsrDecoder *decoder)
{
  g_autoptr (GError) error = NULL;
  BsrDecoderPage *page
      = mmap (NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED, BSR_DECODER_FD_MEMORY, 0);
  if (page == MAP_FAILED)
    _exit (EXIT_NO_PAGE);
  g_log_set_writer_func (give_up_cb, page, NULL);
  /* One pool of memory: each more would take 64 MiB of addresses for every thread. */
  mallopt (M_ARENA_MAX, 1);
  g_thread_join (g_thread_new ("warm-up", nothing, NULL)); /* the first sets up a signal */
  bsr_error_quark ();
  g_io_error_quark ();
  g_file_error_quark ();
  decoder->page = page;
  decoder->sources = open_sources (&page->order, &error);
  if (decoder->sources == NULL)
    bsr_decoder_refuse (decoder, error);
}

void
bsr_decoder_confine (BsrDecoder *decoder)
{
  BsrDecoderPage *page = decoder->page;
  const BsrDecoderOrder *order = &page->order;
  g_autoptr (GError) error = NULL;
  const BsrConfinement confinement = {
    .memory_fd = BSR_DECODER_FD_MEMORY,
    .progress_fd = BSR_DECODER_FD_PROGRESS,
    .address_bytes = order->plane_bytes + order->scratch_bytes,
    .file_bytes = BSR_DECODER_PAGE_BYTES + order->plane_bytes,
    .cpu_seconds = order->cpu_seconds,
  };

  if (bsr_confinement_bound (&confinement, order->parent, &error)
      && bsr_confinement_enter (&confinement, &error))
    {
      page->answer.confined = 1;
      return;
    }
  if (order->unconfined_allowed)
    return;
  refuse (page, BSR_DECODER_NOT_CONFINED, error);
  _exit (EXIT_GAVE_UP);
}

static void
progress_cb (double fraction, gpointer data)
{
  guint8 *last = data;
  guint8 percent = (guint8) (CLAMP (fraction, 0.0, 1.0) * 100.0);

  if (percent == *last)
    return;
  *last = percent;
  if (write (BSR_DECODER_FD_PROGRESS, &percent, 1) < 0)
    return; /* nobody who looks */
}

static gboolean
describe (BsrDecoderPage *page, BsrImage *image, const BsrSharedPlanes *planes, GError **error)
{
  BsrDecoderAnswer *answer = &page->answer;
  answer->n_planes = bsr_image_n_planes (image);
  answer->width = bsr_image_width (image);
  answer->height = bsr_image_height (image);
  answer->bits = bsr_image_bits (image);
  answer->is_float = bsr_plane_format (bsr_image_plane (image, 0)) == BSR_FORMAT_F32;
  answer->is_colour = bsr_image_is_colour (image);
  for (int i = 0; i < answer->n_planes; i++)
    {
      answer->offset[i] = bsr_shared_planes_offset (planes, bsr_image_plane (image, i));
      if (answer->offset[i] < 0)
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED, "plane %d is not in place", i + 1);
          return FALSE;
        }
    }
  answer->state = BSR_DECODER_READ;
  return TRUE;
}

static void
refuse_kind (BsrDecoder *decoder)
{
  g_autoptr (GError) error
      = g_error_new (BSR_ERROR, BSR_ERROR_UNSUPPORTED, "nothing of the sort is in files of its kind (%s)",
                     decoder->sources->kind->id);
  bsr_decoder_refuse (decoder, error);
}

static void
answer_report (BsrDecoder *decoder, BsrReportRead report)
{
  BsrDecoderPage *page = decoder->page;
  const BsrReadLimits limits = page->order.limits;
  g_autoptr (GError) error = NULL;

  if (report == NULL)
    refuse_kind (decoder);
  if (!report (decoder->sources->files[0], &limits, &page->answer.report, &error))
    bsr_decoder_refuse (decoder, error);
  page->answer.state = BSR_DECODER_REPORTED;
  _exit (EXIT_ANSWERED);
}

void
bsr_decoder_answer (BsrDecoder *decoder, BsrImageRead read, BsrReportRead report)
{
  BsrDecoderPage *page = decoder->page;
  const BsrImageSources *sources = decoder->sources;
  g_autoptr (GError) error = NULL;
  guint8 last = 0;
  BsrSharedPlanes planes = { .fd = BSR_DECODER_FD_MEMORY,
                             .end = BSR_DECODER_PAGE_BYTES,
                             .most = BSR_DECODER_PAGE_BYTES + page->order.plane_bytes };
  const BsrReadLimits limits = page->order.limits;
  const BsrReading reading = { .limits = &limits,
                               .n_threads = page->order.n_threads,
                               .new_plane = bsr_shared_planes_new_plane,
                               .put_rows = bsr_shared_planes_put_rows,
                               .plane_data = &planes,
                               .progress = progress_cb,
                               .progress_data = &last,
                               .notes = &page->answer.notes };

  if (page->order.wants_report != 0)
    answer_report (decoder, report);
  if (sources->kind->read != NULL)
    read = sources->kind->read;
  if (read == NULL)
    refuse_kind (decoder);
  bsr_image_notes_clear (&page->answer.notes);
  g_autoptr (BsrImage) image = read (sources, &reading, &error);
  if (image == NULL || !describe (page, image, &planes, &error))
    refuse (page, BSR_DECODER_REFUSED, error);
  /* The system takes all back faster than we can give it back. */
  _exit (EXIT_ANSWERED);
}

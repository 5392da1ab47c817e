#include "bsr-image-decoder.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "bsr-decoder-answer.h"
#include "bsr-decoder-process.h"
#include "bsr-decoder-program.h"
#include "bsr-error.h"
#include "bsr-image-kind.h"
#include "bsr-thread-team.h"

/* Time that decoding may take; bsr_image_decode() says why so much. */
#define BASE_SECONDS 5
#define STORED_BYTES_PER_SECOND 2000000
#define DECODED_BYTES_PER_SECOND 100000000
#define CLOCK_OF_PROCESSOR 6

/* Memory beside the planes: a PNG's samples once more, unpacked; chunks being decoded
 * (BSR_TIFF_MAX_CHUNK_BYTES of all threads together), the same again stored, and libraries' own. */
#define SCRATCH_BYTES (G_GINT64_CONSTANT (640) << 20)
/* A thread's stack, and what the allocator sets aside for it. */
#define THREAD_BYTES (G_GINT64_CONSTANT (16) << 20)

/* How long its memory is waited for when it has ended: 1 s. */
#define SEAL_TRIES 1000
#define SEAL_PAUSE_US 1000

static void
set_failed (const char *what, GError **error)
{
  g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "%s: %s", what, g_strerror (errno));
}

static void
fill_order (BsrDecoderOrder *order, const BsrImageSources *sources, const BsrDecoding *decoding)
{
  const BsrReadLimits *limits
      = decoding->limits != NULL ? decoding->limits : &bsr_read_limits_default;
  gint64 stored = 0;
  for (int i = 0; i < sources->n_files; i++)
    stored += bsr_file_source_size (sources->files[i]);
  gint64 most = limits->max_bytes;
  if (limits->max_shrinkage > 0 && stored < most / limits->max_shrinkage)
    most = MIN (most, MAX (limits->trusted_bytes, stored * limits->max_shrinkage));

  order->parent = getpid ();
  g_strlcpy (order->kind, sources->kind->id, sizeof order->kind);
  order->n_files = sources->n_files;
  order->raw = sources->raw;
  order->limits = *limits;
  order->n_threads = bsr_thread_team_size (decoding->n_threads);
  /* Rows and planes begin on borders, which small pictures pay for. */
  order->plane_bytes = most + most / 8 + BSR_IMAGE_MAX_PLANES * BSR_DECODER_PAGE_BYTES;
  order->scratch_bytes = SCRATCH_BYTES + stored + most + order->n_threads * THREAD_BYTES;
  order->cpu_seconds = (gint32) MIN (BASE_SECONDS + stored / STORED_BYTES_PER_SECOND
                                         + most / DECODED_BYTES_PER_SECOND,
                                     G_MAXINT / (2 * CLOCK_OF_PROCESSOR));
  order->unconfined_allowed = decoding->unconfined_allowed;
}

/* Memory to share, with @page at its beginning. Returns: a descriptor, or -1. */
static int
make_memory (const BsrDecoderPage *page, GError **error)
{
  int fd = memfd_create ("basira-scan", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (fd >= 0 && ftruncate (fd, BSR_DECODER_PAGE_BYTES) == 0
      && pwrite (fd, page, sizeof *page, 0) == (ssize_t) sizeof *page)
    return fd;
  set_failed ("no memory to share with the decoder can be made", error);
  if (fd >= 0)
    close (fd);
  return -1;
}

static void
explain_signal (int number, GError **error)
{
  if (number == SIGKILL)
    g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                 "the decoder was killed from outside, perhaps because the computer has too little "
                 "memory");
  else if (number == SIGSYS)
    g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                 "the file made the decoder do what reading a scan never needs, so it was stopped");
  else if (number == SIGXCPU)
    g_set_error (
        error, BSR_ERROR, BSR_ERROR_LIMIT,
        "decoding the file takes more computing than any scan of its size, so it was stopped");
  else if (number == SIGXFSZ)
    g_set_error (
        error, BSR_ERROR, BSR_ERROR_LIMIT,
        "decoding the file takes more memory than any scan of its size, so it was stopped");
  else
    g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "the file made the decoder fail (%s)",
                 strsignal (number));
}

/* The decoder's memory is gone with it, but for who looks at a process just then (ps(1), say),
 * which holds its mappings for a moment more. */
static gboolean
seal (int fd)
{
  for (int i = 0; i < SEAL_TRIES; i++)
    {
      if (fcntl (fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0)
        return TRUE;
      if (errno != EBUSY)
        return FALSE;
      g_usleep (SEAL_PAUSE_US);
    }
  errno = EBUSY;
  return FALSE;
}

/* Takes what a decoder that has ended left in @fd. No process can change it any more. */
static gboolean
take_page (int fd, const BsrDecoderOrder *order, BsrDecoderPage *page, gboolean *confined,
           GError **error)
{
  if (!seal (fd))
    {
      set_failed ("the decoder's memory cannot be sealed", error);
      return FALSE;
    }
  if (pread (fd, page, sizeof *page, 0) != (ssize_t) sizeof *page)
    memset (page, 0, sizeof *page);
  if (confined != NULL)
    *confined = page->answer.confined != 0;
  gboolean done
      = page->answer.state == BSR_DECODER_READ || page->answer.state == BSR_DECODER_REPORTED;
  if (done && page->answer.confined == 0 && !order->unconfined_allowed)
    page->answer.state = BSR_DECODER_SILENT;
  return TRUE;
}

/* Has the decoder fill @page, whose memory is @fd. */
static gboolean
decode (int fd, const BsrImageSources *sources, BsrDecoderPage *page, const BsrDecoding *decoding,
        gboolean *confined, GCancellable *cancellable, GError **error)
{
  int files[BSR_IMAGE_MAX_PLANES], signal_number = 0;
  for (int i = 0; i < sources->n_files; i++)
    files[i] = bsr_file_source_fd (sources->files[i]);
  g_autofree char *program
      = decoding->program != NULL ? g_strdup (decoding->program) : bsr_decoder_program (sources->kind->decoder);
  g_autoptr (BsrDecoderProcess) process
      = bsr_decoder_process_start (program, fd, files, sources->n_files, error);
  if (process == NULL)
    return FALSE;

  const BsrDecoderOrder order = page->order;
  int seconds = decoding->seconds > 0 ? decoding->seconds : order.cpu_seconds * CLOCK_OF_PROCESSOR;
  switch (bsr_decoder_process_wait (process, seconds, decoding->progress, decoding->progress_data,
                                    cancellable, &signal_number))
    {
    case BSR_DECODER_ENDED:
      return take_page (fd, &order, page, confined, error);
    case BSR_DECODER_SIGNALLED:
      explain_signal (signal_number, error);
      return FALSE;
    case BSR_DECODER_TIMED_OUT:
      g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
                   "decoding the file took longer than %d seconds, so it was stopped", seconds);
      return FALSE;
    case BSR_DECODER_CANCELLED:
    default:
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return FALSE;
    }
}

/* Has @page answered; @wants_report: instead of pixels. Returns: the descriptor of its memory, which the
 * caller closes, or -1. */
static int
ask (const BsrImageSources *sources, gboolean wants_report, BsrDecoderPage *page,
     const BsrDecoding *decoding, gboolean *confined, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  *page = (BsrDecoderPage){ .answer.state = BSR_DECODER_SILENT };
  bsr_image_notes_clear (&page->answer.notes);
  fill_order (&page->order, sources, decoding);
  page->order.wants_report = wants_report;
  int fd = make_memory (page, error);
  if (fd >= 0 && !decode (fd, sources, page, decoding, confined, cancellable, error))
    {
      close (fd);
      fd = -1;
    }
  return fd;
}

static const BsrDecoding default_decoding = { .program = NULL };

BsrImage *
bsr_image_decode (const BsrImageSources *sources, const BsrDecoding *decoding, gboolean *confined,
                  GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (sources != NULL, NULL);

  if (decoding == NULL)
    decoding = &default_decoding;
  g_autofree BsrDecoderPage *page = g_new0 (BsrDecoderPage, 1);
  int fd = ask (sources, FALSE, page, decoding, confined, cancellable, error);
  if (fd < 0)
    return NULL;
  if (decoding->notes != NULL)
    {
      *decoding->notes = page->answer.notes;
      bsr_image_notes_distrust (decoding->notes);
    }
  BsrImage *image = bsr_decoder_answer_take (&page->answer, &page->order, fd, error);
  close (fd);
  return image;
}

gboolean
bsr_image_decode_report (const BsrImageSources *sources, const BsrDecoding *decoding,
                         BsrDicosReport *report, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (sources != NULL && report != NULL, FALSE);

  g_autofree BsrDecoderPage *page = g_new0 (BsrDecoderPage, 1);
  int fd = ask (sources, TRUE, page, decoding != NULL ? decoding : &default_decoding, NULL,
                cancellable, error);
  if (fd < 0)
    return FALSE;
  close (fd);
  return bsr_decoder_answer_take_report (&page->answer, report, error);
}

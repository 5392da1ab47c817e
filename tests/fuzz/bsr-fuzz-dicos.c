#include "bsr-fuzz-dicos.h"

#include <string.h>

#include "bsr-dicos-fixture.h"
#include "bsr-dicos-reader.h"
#include "bsr-dicos-report-reader.h"
#include "bsr-dicos-set.h"
#include "bsr-fuzz-images.h"
#include "bsr-fuzz-reader.h"
#include "bsr-image-kind.h"

#define RLE "1.2.840.10008.1.2.5"

/* DCMTK's dictionary and decoders, once. */
static void
prepare (void)
{
  static gsize done;
  if (g_once_init_enter (&done))
    {
      g_autoptr (GError) error = NULL;
      gboolean good = bsr_dicos_prepare (&error);
      bsr_test_assert_no_error (error);
      g_once_init_leave (&done, good);
    }
}

void
bsr_fuzz_dicom (const guint8 *bytes, gsize n)
{
  prepare ();
  g_autoptr (BsrImageSources) sources = g_new0 (BsrImageSources, 1);
  BsrFileSource *file = bsr_file_source_new (bsr_fuzz_file_new (bytes, n), NULL);
  if (file == NULL)
    return;
  sources->files[sources->n_files++] = file;
  sources->kind = bsr_image_kind_by_id ("dicom");
  bsr_fuzz_read_image (sources, bsr_dicos_read);
}

void
bsr_fuzz_tdr (const guint8 *bytes, gsize n)
{
  prepare ();
  g_autoptr (BsrFileSource) file = bsr_file_source_new (bsr_fuzz_file_new (bytes, n), NULL);
  if (file == NULL)
    return;
  g_autoptr (GError) error = NULL;
  g_autofree BsrDicosReport *report = g_new0 (BsrDicosReport, 1);
  gboolean good = bsr_dicos_report_read (file, &bsr_fuzz_limits, report, &error);
  bsr_fuzz_check (good ? report : NULL, error);
  /* What our own decoder says is believed as little as what another would. */
  if (good)
    g_assert_true (bsr_dicos_report_distrust (report));
}

void
bsr_fuzz_dicom_seeds (GPtrArray *seeds)
{
  guint8 encoded[512];
  DicosFixture all[8];
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    all[i] = bsr_dicos_fixture_plain ();
  all[1].allocated = all[1].stored = 8;
  all[1].high_bit = 7;
  all[2].is_signed = 1;
  all[2].slope = "2";
  all[2].intercept = "-1000";
  all[3].slope = "0.25";
  all[4].photometric = "MONOCHROME1";
  all[4].sign = "1";
  all[5].n_frames = 2;
  all[6].stored = 12;
  all[6].high_bit = 11;
  all[7].syntax = RLE;
  all[7].encoded_bytes = bsr_dicos_fixture_make_rle (encoded, all[7].width * all[7].height);
  all[7].encoded = (const char *) encoded;
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    g_ptr_array_add (seeds, g_byte_array_free_to_bytes (bsr_dicos_fixture_bytes (&all[i])));
}

void
bsr_fuzz_tdr_seeds (GPtrArray *seeds)
{
  BsrImageNotes notes;
  g_autofree BsrDicosReport *report = g_new0 (BsrDicosReport, 1);
  char *folder = bsr_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "seed.dcs", NULL);
  g_autoptr (GError) error = NULL;
  char *bytes;
  gsize n;

  bsr_image_notes_clear (&notes);
  report->n_threats = 2;
  for (int i = 0; i < report->n_threats; i++)
    {
      report->threats[i] = (BsrDicosThreat){ .box = { 3 + i, 4, 20, 10 }, .probability = 0.75,
                                             .assessment = BSR_DICOS_ASSESSMENT_THREAT };
      g_strlcpy (report->threats[i].category, "ANOMALY", sizeof report->threats[i].category);
      g_strlcpy (report->threats[i].description, "denser than what is around it",
                 sizeof report->threats[i].description);
    }
  g_strlcpy (report->algorithm, "of a test", sizeof report->algorithm);
  bsr_dicos_report_save (report, &notes, path, &error);
  bsr_test_assert_no_error (error);
  g_file_get_contents (path, &bytes, &n, &error);
  bsr_test_assert_no_error (error);
  g_ptr_array_add (seeds, g_bytes_new_take (bytes, n));
  bsr_test_folder_remove (folder);
}

#include "bsr-dicos-fixture.h"

#include <math.h>
#include <string.h>

#include "bsr-dicos-elements.h"
#include "bsr-dicos-report.h"
#include "bsr-dicos-tags.h"
#include "bsr-error.h"
#include "bsr-image-decoder.h"
#include "bsr-image-writer.h"
#include "bsr-plane-hash.h"

typedef struct
{
  char *folder, *path;
} Fixture;

static int
set_up (void **state)
{
  Fixture *f = g_new0 (Fixture, 1);
  f->folder = bsr_test_folder_new ();
  f->path = g_build_filename (f->folder, "scan.dcs", NULL);
  *state = f;
  return 0;
}

static int
tear_down (void **state)
{
  Fixture *f = *state;
  bsr_test_folder_remove (f->folder);
  g_free (f->path);
  g_free (f);
  return 0;
}

static BsrImage *
make_image (int width, int height, int n_planes, int bits)
{
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES] = { NULL };
  for (int i = 0; i < n_planes; i++)
    {
      planes[i] = bsr_plane_new (BSR_FORMAT_U16, width, height, NULL);
      for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
          bsr_plane_row_u16 (planes[i], y)[x]
              = bsr_dicos_fixture_sample (x + 31 * y + 977 * i) & ((1 << bits) - 1);
    }
  BsrImage *image = bsr_image_new (planes, n_planes, bits, NULL);
  for (int i = 0; i < n_planes; i++)
    bsr_plane_unref (planes[i]);
  return image;
}

static BsrImageNotes
some_notes (void)
{
  BsrImageNotes notes;
  bsr_image_notes_clear (&notes);
  notes.polarity = BSR_POLARITY_TRANSMISSION;
  notes.energy_mv[0] = 6.0;
  notes.energy_mv[1] = 4.5;
  notes.pitch_x_mm = 8.6;
  notes.pitch_y_mm = 4.25;
  strcpy (notes.acquired, "2024-06-03T08:15:30+02:00");
  strcpy (notes.container, "MSCU1234566");
  strcpy (notes.site, "MAPTM");
  strcpy (notes.scanner, "portal \303\251");
  return notes;
}

static void
assert_same_notes (const BsrImageNotes *a, const BsrImageNotes *b, int n_planes)
{
  assert_int_equal (a->polarity, b->polarity);
  bsr_test_assert_close (a->pitch_x_mm, b->pitch_x_mm, 0.0);
  bsr_test_assert_close (a->pitch_y_mm, b->pitch_y_mm, 0.0);
  for (int i = 0; i < n_planes; i++)
    bsr_test_assert_close (a->energy_mv[i], b->energy_mv[i], 0.0);
  assert_string_equal (a->acquired, b->acquired);
  assert_string_equal (a->container, b->container);
  assert_string_equal (a->site, b->site);
  assert_string_equal (a->scanner, b->scanner);
}

/* By the decoder that opens what others have written. */
static void
what_is_written_is_read_back (void **state)
{
  static const struct
  {
    int width, height, n_planes, bits;
  } sizes[] = { { 37, 23, 2, 16 }, { 1, 1, 1, 8 }, { 7, 3, 2, 8 }, { 5, 4, 1, 12 }, { 3, 3, 4, 16 } };
  const Fixture *f = *state;
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrImage) image
          = make_image (sizes[i].width, sizes[i].height, sizes[i].n_planes, sizes[i].bits);
      BsrImageNotes notes = some_notes (), read_notes;
      notes.polarity = i % 2 ? BSR_POLARITY_ABSORPTION : BSR_POLARITY_TRANSMISSION;
      bsr_image_write_dicos (image, &notes, f->path, &error);
      bsr_test_assert_no_error (error);
      const BsrDecoding decoding = { .notes = &read_notes };
      g_autoptr (BsrImageSources) sources = bsr_image_sources_open (f->path, &error);
      g_autoptr (BsrImage) read = bsr_image_decode (sources, &decoding, NULL, NULL, &error);
      bsr_test_assert_no_error (error);
      assert_int_equal (bsr_image_n_planes (read), sizes[i].n_planes);
      assert_int_equal (bsr_image_bits (read), sizes[i].bits);
      for (int k = 0; k < sizes[i].n_planes; k++)
        {
          g_autofree char *a = bsr_plane_sha256 (bsr_image_plane (image, k));
          g_autofree char *b = bsr_plane_sha256 (bsr_image_plane (read, k));
          assert_string_equal (a, b);
        }
      assert_same_notes (&read_notes, &notes, MIN (sizes[i].n_planes, 2));
    }
}

/* The same scan has the same file, whenever and wherever it is written. */
static void
nothing_is_left_to_chance (void **state)
{
  const Fixture *f = *state;
  g_autoptr (BsrImage) image = make_image (9, 4, 2, 16);
  const BsrImageNotes notes = some_notes ();
  g_autofree char *texts[2] = { NULL, NULL };
  gsize sizes[2];
  for (int i = 0; i < 2; i++)
    {
      assert_true (bsr_image_write_dicos (image, &notes, f->path, NULL));
      assert_true (g_file_get_contents (f->path, &texts[i], &sizes[i], NULL));
    }
  assert_int_equal (sizes[0], sizes[1]);
  assert_memory_equal (texts[0], texts[1], sizes[0]);
  g_free (g_steal_pointer (&texts[1]));
}

static void
what_dicos_cannot_hold_is_refused (void **state)
{
  const Fixture *f = *state;
  const BsrImageNotes notes = some_notes ();
  g_autoptr (BsrPlane) floats = bsr_plane_new (BSR_FORMAT_F32, 3, 3, NULL);
  g_autoptr (BsrImage) of_floats = bsr_image_new (&floats, 1, 32, NULL);
  g_autoptr (BsrImage) wide = make_image (65536, 1, 1, 8);
  g_autoptr (BsrImage) one = make_image (3, 3, 1, 8);
  BsrPlane *rgb[] = { bsr_image_plane (one, 0), bsr_image_plane (one, 0), bsr_image_plane (one, 0) };
  g_autoptr (BsrImage) coloured = bsr_image_new_colour (rgb, 8, NULL);
  BsrImage *const images[] = { of_floats, wide, coloured };
  const char *const parts[] = { "floating point", "65535 pixels", "colours" };
  for (gsize i = 0; i < G_N_ELEMENTS (images); i++)
    {
      g_autoptr (GError) error = NULL;
      assert_false (bsr_image_write_dicos (images[i], &notes, f->path, &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED, parts[i]);
      assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
    }
}

static BsrDicosReport *
read_report (const Fixture *f, GError **error)
{
  g_autofree BsrDicosReport *report = g_new0 (BsrDicosReport, 1);
  g_autoptr (BsrImageSources) sources = bsr_image_sources_open (f->path, error);
  return sources != NULL && bsr_image_decode_report (sources, NULL, report, NULL, error)
             ? g_steal_pointer (&report)
             : NULL;
}

static void
reports_are_read_back (void **state)
{
  const Fixture *f = *state;
  const BsrImageNotes notes = some_notes ();
  g_autofree BsrDicosReport *report = g_new0 (BsrDicosReport, 1);
  g_autoptr (GError) error = NULL;
  report->n_threats = BSR_DICOS_MAX_THREATS;
  strcpy (report->algorithm, "Basira 1");
  strcpy (report->image, "2.25.77");
  for (int i = 0; i < report->n_threats; i++)
    {
      BsrDicosThreat *threat = &report->threats[i];
      threat->box = (BsrBox){ 3 * i, i, 5 + i, 1 + i };
      threat->probability = i == 1 ? (double) NAN : 0.25;
      threat->assessment = i % 4;
      strcpy (threat->category, "ANOMALY");
      g_snprintf (threat->description, sizeof threat->description, "number %d, 40 mm \303\240 c\303\264t\303\251", i);
    }
  assert_true (bsr_dicos_report_save (report, &notes, f->path, NULL));
  g_autofree BsrDicosReport *read = read_report (f, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (read->n_threats, report->n_threats);
  assert_int_equal (read->n_left_out, 0);
  assert_string_equal (read->algorithm, report->algorithm);
  assert_string_equal (read->image, report->image);
  for (int i = 0; i < report->n_threats; i++)
    {
      const BsrDicosThreat *a = &report->threats[i], *b = &read->threats[i];
      assert_memory_equal (&a->box, &b->box, sizeof a->box);
      assert_int_equal (a->assessment, b->assessment);
      assert_true (i == 1 ? isnan (b->probability) : b->probability == a->probability);
      assert_string_equal (a->description, b->description);
      assert_string_equal (a->category, b->category);
    }

  report->n_threats = 0;
  assert_true (bsr_dicos_report_save (report, &notes, f->path, NULL));
  g_autofree BsrDicosReport *none = read_report (f, &error);
  assert_int_equal (none->n_threats, 0);
}

/* What has no place in the image is counted, and what is an image is no report. */
static void
odd_reports_are_told (void **state)
{
  const Fixture *f = *state;
  const float base[][3] = { { -3.5f, 2.0f, 0 }, { 1e30f, 0, 0 }, { NAN, 0, 0 }, { 4.5f, 6, 0 } };
  const float extents[][3] = { { 10, 10, 1 }, { 5, 5, 1 }, { 5, 5, 1 }, { 0, 5, 1 } };
  GByteArray *objects[4];
  g_autoptr (GError) error = NULL;
  for (int i = 0; i < 4; i++)
    {
      GByteArray *roi = g_byte_array_new (), *where = g_byte_array_new ();
      bsr_dicos_put_floats (roi, BSR_TAG_ROI_BASE, base[i], 3);
      bsr_dicos_put_floats (roi, BSR_TAG_ROI_EXTENTS, extents[i], 3);
      bsr_dicos_put_sequence (where, BSR_TAG_ROI, &roi, 1);
      objects[i] = g_byte_array_new ();
      bsr_dicos_put_sequence (objects[i], BSR_TAG_REPRESENTATIONS, &where, 1);
    }
  g_autoptr (GByteArray) set = bsr_dicos_file_begin (BSR_DICOS_REPORT, "2.25.3");
  bsr_dicos_put_text (set, BSR_TAG_SOP_CLASS, "UI", BSR_DICOS_REPORT);
  bsr_dicos_put_sequence (set, BSR_TAG_THREATS, objects, 4);
  bsr_dicos_fixture_put (f->path, set, set->len);
  g_autofree BsrDicosReport *read = read_report (f, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (read->n_threats, 1);
  assert_int_equal (read->n_left_out, 3);
  const BsrBox cut = { 0, 2, 7, 10 };
  assert_memory_equal (&read->threats[0].box, &cut, sizeof cut);

  DicosFixture image = bsr_dicos_fixture_plain ();
  bsr_dicos_fixture_write (&image, f->path);
  assert_null (read_report (f, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED, "no threat detection report");
}

int
main (void)
{
#define TEST(name) cmocka_unit_test_setup_teardown (name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (what_is_written_is_read_back), TEST (nothing_is_left_to_chance),
    TEST (what_dicos_cannot_hold_is_refused), TEST (reports_are_read_back),
    TEST (odd_reports_are_told),
  };
  return cmocka_run_group_tests_name ("dicos-writer", tests, NULL, NULL);
}

#include "bsr-dicos-fixture.h"

#include <math.h>
#include <string.h>

#include "bsr-dicos-elements.h"
#include "bsr-dicos-kind.h"
#include "bsr-dicos-reader.h"
#include "bsr-dicos-set.h"
#include "bsr-dicos-tags.h"
#include "bsr-error.h"
#include "bsr-image-decoder.h"
#include "bsr-jpeg-size.h"

#define RLE "1.2.840.10008.1.2.5"

typedef struct
{
  char *folder, *path, *low;
} Fixture;

static int
set_up (void **state)
{
  Fixture *f = g_new0 (Fixture, 1);
  f->folder = bsr_test_folder_new ();
  f->path = g_build_filename (f->folder, "scan.dcs", NULL);
  f->low = g_build_filename (f->folder, "scan.low.dcs", NULL);
  *state = f;
  return 0;
}

static int
tear_down (void **state)
{
  Fixture *f = *state;
  bsr_test_folder_remove (f->folder);
  g_free (f->path);
  g_free (f->low);
  g_free (f);
  return 0;
}

/* Reads in this process, where the sanitizers look. */
static BsrImage *
read_scan (const Fixture *f, const BsrReadLimits *limits, BsrImageNotes *notes, GError **error)
{
  static gsize prepared;
  if (g_once_init_enter (&prepared))
    {
      assert_true (bsr_dicos_prepare (NULL));
      g_once_init_leave (&prepared, 1);
    }
  BsrImageNotes unused;
  const BsrReading reading = { .limits = limits != NULL ? limits : &bsr_read_limits_default,
                               .notes = notes != NULL ? notes : &unused };
  bsr_image_notes_clear (reading.notes);
  g_autoptr (BsrImageSources) sources = bsr_image_sources_open (f->path, error);
  if (sources == NULL)
    return NULL;
  assert_string_equal (sources->kind->id, "dicom");
  return bsr_dicos_read (sources, &reading, error);
}

static BsrImage *
read_fixture (const Fixture *f, const DicosFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  bsr_dicos_fixture_write (fixture, f->path);
  BsrImage *image = read_scan (f, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  return image;
}

static void
put_bytes (const Fixture *f, const GByteArray *bytes)
{
  bsr_dicos_fixture_put (f->path, bytes, bytes->len);
}

static double
value_at (BsrImage *image, int plane, int index)
{
  BsrPlane *samples = bsr_image_plane (image, plane);
  int x = index % bsr_image_width (image), y = index / bsr_image_width (image);
  return bsr_plane_format (samples) == BSR_FORMAT_U16
             ? (double) bsr_plane_row_u16 (samples, y)[x]
             : (double) bsr_plane_row_f32 (samples, y)[x];
}

/* What the sample at @index means, computed as the standard's words have it. */
static double
meant (const DicosFixture *fixture, int index)
{
  int bits = bsr_dicos_fixture_sample (index) & ((1 << fixture->allocated) - 1);
  int value = bits >> (fixture->high_bit + 1 - fixture->stored) & ((1 << fixture->stored) - 1);
  int least = 0, most = (1 << fixture->stored) - 1;
  if (fixture->is_signed)
    {
      least = -(1 << (fixture->stored - 1));
      most = -least - 1;
      value = value > most ? value - (1 << fixture->stored) : value;
    }
  if (strcmp (fixture->photometric, "MONOCHROME1") == 0)
    value = least + most - value;
  return value * (fixture->slope != NULL ? g_ascii_strtod (fixture->slope, NULL) : 1.0)
         + (fixture->intercept != NULL ? g_ascii_strtod (fixture->intercept, NULL) : 0.0);
}

static void
samples_are_what_they_mean (void **state)
{
  static const struct
  {
    int allocated, stored, high_bit, is_signed;
    gboolean inverted;
    const char *slope, *intercept;
    int bits; /* of the image; 32: floats */
  } variants[] = {
    { 16, 16, 15, 0, FALSE, NULL, NULL, 16 },   { 16, 16, 15, 0, TRUE, NULL, NULL, 16 },
    { 16, 12, 11, 0, FALSE, NULL, NULL, 12 },   { 16, 12, 11, 0, TRUE, NULL, NULL, 12 },
    { 16, 12, 15, 0, FALSE, NULL, NULL, 12 },   { 16, 10, 12, 0, FALSE, NULL, NULL, 12 },
    { 8, 8, 7, 0, FALSE, NULL, NULL, 8 },       { 8, 6, 5, 0, TRUE, NULL, NULL, 8 },
    { 16, 16, 15, 1, FALSE, NULL, NULL, 32 },   { 16, 12, 11, 1, FALSE, NULL, NULL, 32 },
    { 16, 12, 11, 1, TRUE, NULL, NULL, 32 },    { 16, 12, 11, 1, FALSE, "1", "2048", 16 },
    { 16, 12, 11, 0, FALSE, "2", "-100", 32 },  { 16, 12, 11, 0, FALSE, "2", "5", 16 },
    { 16, 12, 11, 0, FALSE, "0.25", "0", 32 },  { 8, 8, 7, 1, FALSE, "-1", "127", 16 },
    { 16, 16, 15, 0, FALSE, "2", "0", 32 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      DicosFixture fixture = bsr_dicos_fixture_plain ();
      fixture.allocated = variants[i].allocated;
      fixture.stored = variants[i].stored;
      fixture.high_bit = variants[i].high_bit;
      fixture.is_signed = variants[i].is_signed;
      fixture.slope = variants[i].slope;
      fixture.intercept = variants[i].intercept;
      fixture.photometric = variants[i].inverted ? "MONOCHROME1" : "MONOCHROME2";
      fixture.n_frames = i % 2 ? 2 : 0;
      g_autoptr (BsrImage) image = read_fixture (*state, &fixture);
      int n = fixture.width * fixture.height;
      assert_int_equal (bsr_image_bits (image), variants[i].bits);
      assert_int_equal (bsr_image_n_planes (image), i % 2 ? 2 : 1);
      for (int k = 0; k < n * bsr_image_n_planes (image); k++)
        bsr_test_assert_close (value_at (image, k / n, k % n), meant (&fixture, k), 0.0);
    }
}

/* Files of one energy each, in whatever order they say that they are. */
static void
the_higher_energy_comes_first (void **state)
{
  const Fixture *f = *state;
  DicosFixture high = bsr_dicos_fixture_plain (), low = high;
  low.slope = "1";
  low.photometric = "MONOCHROME1";
  for (int i = 0; i < 3; i++)
    {
      high.type = i == 0 ? NULL : "HIGH ENERGY";
      low.type = i == 0 ? NULL : "LOW ENERGY";
      bsr_dicos_fixture_write (i == 2 ? &low : &high, f->path);
      bsr_dicos_fixture_write (i == 2 ? &high : &low, f->low);
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrImage) image = read_scan (f, NULL, NULL, &error);
      bsr_test_assert_no_error (error);
      assert_int_equal (bsr_image_n_planes (image), 2);
      bsr_test_assert_close (value_at (image, 0, 3), meant (&high, 3), 0.0);
      bsr_test_assert_close (value_at (image, 1, 3), meant (&low, 3), 0.0);
    }
  g_autoptr (GError) error = NULL;
  low.width = 6;
  bsr_dicos_fixture_write (&low, f->low);
  assert_null (read_scan (f, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "plane 2, the .low file beside: it is of 6 x 5");
}

static void
polarity_is_that_of_the_planes (void **state)
{
  static const struct
  {
    const char *sign, *photometric;
    int polarity;
  } cases[] = {
    { NULL, "MONOCHROME2", BSR_NOTE_UNSTATED },
    { "1", "MONOCHROME2", BSR_POLARITY_TRANSMISSION },
    { "-1", "MONOCHROME2", BSR_POLARITY_ABSORPTION },
    { "1", "MONOCHROME1", BSR_POLARITY_ABSORPTION },
    { "-1", "MONOCHROME1", BSR_POLARITY_TRANSMISSION },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Fixture *f = *state;
      DicosFixture fixture = bsr_dicos_fixture_plain ();
      BsrImageNotes notes;
      fixture.sign = cases[i].sign;
      fixture.photometric = cases[i].photometric;
      bsr_dicos_fixture_write (&fixture, f->path);
      g_autoptr (BsrImage) image = read_scan (f, NULL, &notes, NULL);
      assert_non_null (image);
      assert_int_equal (notes.polarity, cases[i].polarity);
      assert_true (isnan (notes.pitch_x_mm));
    }
}

static void
run_lengths_are_decoded_also_by_the_sandboxed_program (void **state)
{
  const Fixture *f = *state;
  guint8 encoded[512];
  DicosFixture fixture = bsr_dicos_fixture_plain ();
  fixture.syntax = RLE;
  fixture.encoded_bytes = bsr_dicos_fixture_make_rle (encoded, fixture.width * fixture.height);
  fixture.encoded = (const char *) encoded;
  for (int i = 0; i < 2; i++)
    {
      gboolean confined = FALSE;
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrImage) image = NULL;
      if (i == 0)
        image = read_fixture (f, &fixture);
      else
        {
          g_autoptr (BsrImageSources) sources = bsr_image_sources_open (f->path, NULL);
          image = bsr_image_decode (sources, NULL, &confined, NULL, &error);
          bsr_test_assert_no_error (error);
          assert_true (confined);
        }
      for (int k = 0; k < 35; k++)
        bsr_test_assert_close (value_at (image, 0, k), bsr_dicos_fixture_sample (k), 0.0);
    }
}

static void
assert_refused (const Fixture *f, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  assert_null (read_scan (f, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, code, part);
}

static void
what_cannot_be_read_is_refused_in_one_sentence (void **state)
{
  static const struct
  {
    DicosFixture fixture; /* what is not zero differs from the plain one */
    int code;
    const char *part;
  } cases[] = {
    { { .width = -1 }, BSR_ERROR_DAMAGED, "the number of columns (0028,0011) is 0" },
    { { .height = -1 }, BSR_ERROR_DAMAGED, "the number of rows (0028,0010) is 0" },
    { { .n_frames = 3, .n_bytes = 140 }, BSR_ERROR_DAMAGED, "3 frames of 7 x 5 pixels are described but only 140" },
    { { .n_frames = 5 }, BSR_ERROR_UNSUPPORTED, "it has 5 frames" },
    { { .allocated = 32, .stored = 32, .high_bit = 31 }, BSR_ERROR_UNSUPPORTED, "take 32 bits" },
    { { .stored = 17 }, BSR_ERROR_DAMAGED, "17 bits up to bit" },
    { { .high_bit = 16 }, BSR_ERROR_DAMAGED, "cannot lie in samples of 16 bits" },
    { { .photometric = "RGB" }, BSR_ERROR_UNSUPPORTED, "its pixels are colours (RGB)" },
    { { .slope = "0" }, BSR_ERROR_DAMAGED, "rescaled by 0" },
    { { .slope = "1e300" }, BSR_ERROR_DAMAGED, "rescaled by 1e+300" },
    { { .syntax = "1.2.840.10008.1.2.9" }, BSR_ERROR_UNSUPPORTED, "none that is known" },
    { { .syntax = RLE, .encoded = "\xfe\xff\x00\xe0\x00\x00\x00\x00\xfe\xff\xdd\xe0\x00\x00\x00\x00", .encoded_bytes = 16 },
      BSR_ERROR_DAMAGED, "frame 1 is missing" },
    { { .width = 65535, .height = 65535, .syntax = RLE, .encoded = "\xfe\xff\x00\xe0\x00\x00\x00\x00", .encoded_bytes = 8 },
      BSR_ERROR_LIMIT, "over the limit" },
    { { .width = 20000, .height = 20000, .syntax = RLE, .encoded = "\xfe\xff\x00\xe0\x00\x00\x00\x00\xfe\xff\xdd\xe0\x00\x00\x00\x00", .encoded_bytes = 16 },
      BSR_ERROR_LIMIT, "claims to hold 800000000 bytes" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const DicosFixture *c = &cases[i].fixture;
      DicosFixture fixture = bsr_dicos_fixture_plain ();
      fixture.width = c->width != 0 ? MAX (c->width, 0) : fixture.width;
      fixture.height = c->height != 0 ? MAX (c->height, 0) : fixture.height;
      fixture.n_frames = c->n_frames;
      fixture.allocated = c->allocated != 0 ? c->allocated : fixture.allocated;
      fixture.stored = c->stored != 0 ? c->stored : fixture.stored;
      fixture.high_bit = c->high_bit != 0 ? c->high_bit : fixture.high_bit;
      fixture.photometric = c->photometric != NULL ? c->photometric : fixture.photometric;
      fixture.slope = c->slope;
      fixture.syntax = c->syntax;
      fixture.n_bytes = c->n_bytes != 0 ? c->n_bytes : fixture.n_bytes;
      fixture.encoded = c->encoded;
      fixture.encoded_bytes = c->encoded_bytes;
      bsr_dicos_fixture_write (&fixture, ((const Fixture *) *state)->path);
      assert_refused (*state, cases[i].code, cases[i].part);
    }
}

/* Whatever is missing at the end, there is no image: also where a header still looks whole. */
static void
cut_files_are_damaged (void **state)
{
  const Fixture *f = *state;
  DicosFixture fixture = bsr_dicos_fixture_plain ();
  g_autoptr (GByteArray) bytes = bsr_dicos_fixture_bytes (&fixture);
  for (guint cut = 132; cut < bytes->len; cut += cut < bytes->len - 80 ? 7 : 1)
    {
      g_autoptr (GError) error = NULL;
      bsr_dicos_fixture_put (f->path, bytes, cut);
      g_autoptr (BsrImage) image = read_scan (f, NULL, NULL, &error);
      if (image != NULL)
        fail_msg ("cut after %u of %u bytes, it is read", cut, bytes->len);
      assert_true (error->domain == BSR_ERROR && error->code != BSR_ERROR_ENVIRONMENT);
    }
}

/* One byte changed: read or refused, in this process. */
static void
changed_files_do_no_harm (void **state)
{
  const Fixture *f = *state;
  guint64 seed = bsr_test_number ("BASIRA_FAULT_SEED", 20240613);
  guint64 rounds = bsr_test_number ("BASIRA_FAULT_ROUNDS", 500);
  guint8 encoded[512];
  DicosFixture fixture = bsr_dicos_fixture_plain ();
  int n_read = 0;
  print_message ("seed %" G_GUINT64_FORMAT "\n", seed);
  for (guint64 i = 0; i < rounds; i++)
    {
      fixture.encoded = i % 2 ? (const char *) encoded : NULL;
      fixture.syntax = i % 2 ? RLE : NULL;
      fixture.encoded_bytes = bsr_dicos_fixture_make_rle (encoded, 35);
      g_autoptr (GByteArray) bytes = bsr_dicos_fixture_bytes (&fixture);
      for (int k = 0; k < 1 + (int) (i % 3); k++)
        bytes->data[132 + (guint) (bsr_test_random (&seed) * (bytes->len - 132))]
            = (guint8) (bsr_test_random (&seed) * 256.0);
      g_autoptr (GError) error = NULL;
      put_bytes (f, bytes);
      g_autoptr (BsrImage) image = read_scan (f, NULL, NULL, &error);
      n_read += image != NULL;
      assert_true ((image != NULL) == (error == NULL));
    }
  print_message ("%d of %d read\n", n_read, (int) rounds);
}

/* Sequences in sequences, each without an end. */
static void
depth_and_headers_are_bounded (void **state)
{
  const Fixture *f = *state;
  static const guint8 deeper[] = { 0x40, 0, 0x10, 1, 'S', 'Q', 0, 0, 0xff, 0xff, 0xff, 0xff,
                                   0xfe, 0xff, 0, 0xe0, 0xff, 0xff, 0xff, 0xff };
  static const guint8 small[] = { 0x09, 0, 0x01, 0x10, 'U', 'S', 2, 0, 1, 0 };
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GByteArray) bytes = bsr_dicos_file_begin (BSR_DICOS_DX_FOR_PRESENTATION, "2.25.1");
      for (int k = 0; k < (i == 0 ? 20000 : 430000); k++)
        g_byte_array_append (bytes, i == 0 ? deeper : small, i == 0 ? sizeof deeper : sizeof small);
      put_bytes (f, bytes);
      assert_refused (f, BSR_ERROR_LIMIT, i == 0 ? "sequences lie in sequences deeper" : "headers are longer");
      /* And so where nothing else can be done. */
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrImageSources) sources = bsr_image_sources_open (f->path, NULL);
      assert_null (bsr_image_decode (sources, NULL, NULL, NULL, &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_LIMIT, i == 0 ? "deeper" : "longer");
    }
}

static void
preambles_that_are_programs_are_refused (void **state)
{
  const Fixture *f = *state;
  static const struct
  {
    const char *bytes;
    const char *what; /* NULL: read */
  } preambles[] = { { "MZ", "a Windows or DOS program" }, { "\177ELF", "a Linux program" },
                    { "#!/bin/sh", "a script" },          { "%PDF-1.4", "a PDF document" },
                    { "\x89PNG", "a PNG file" },          { "II*", NULL },
                    { "DICOM", NULL } };
  DicosFixture fixture = bsr_dicos_fixture_plain ();
  for (gsize i = 0; i < G_N_ELEMENTS (preambles); i++)
    {
      g_autoptr (GByteArray) bytes = bsr_dicos_fixture_bytes (&fixture);
      g_autoptr (GError) error = NULL;
      memcpy (bytes->data, preambles[i].bytes, strlen (preambles[i].bytes));
      put_bytes (f, bytes);
      g_autoptr (BsrImage) image = read_scan (f, NULL, NULL, &error);
      assert_true ((image != NULL) == (preambles[i].what == NULL));
      if (preambles[i].what != NULL)
        bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED, preambles[i].what);
    }
}

static void
content_tells_what_is_dicom (void **state)
{
  static const struct
  {
    const char *bytes;
    int size;
    gboolean is_one;
  } beginnings[] = {
    { "\x08\0\x05\0CS\x0a\0ISO_IR 100\x08\0\x08\0CS\x02\0AB", 28, TRUE },
    { "\0\x08\0\x05""CS\0\x0aISO_IR 100\0\x08\0\x08""CS\0\x02""AB", 28, TRUE },
    { "\x08\0\x05\0\x0a\0\0\0ISO_IR 100\x08\0\x08\0\x02\0\0\0AB", 28, TRUE },
    { "\x08\0\x05\0CS\x0a\0ISO_IR 100\x08\0\x04\0CS\x02\0AB", 28, FALSE }, /* falls */
    { "\x08\0\x05\0CS\x0a\0ISO_IR 100", 18, FALSE },                        /* one alone */
    { "\x08\0\x05\0XX\x0a\0ISO_IR 100\x08\0\x08\0XX\x02\0AB", 28, FALSE },
    { "{\"format\": \"basira-scan/1\"}", 26, FALSE },
    { "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 28, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (bsr_dicos_kind.matches ((const guint8 *) beginnings[i].bytes, (gsize) beginnings[i].size)
        != beginnings[i].is_one)
      fail_msg ("beginning %d", (int) i);
}

/* A data set alone, as devices store it that know no files. */
static void
data_sets_without_a_header_are_read (void **state)
{
  const Fixture *f = *state;
  DicosFixture fixture = bsr_dicos_fixture_plain ();
  fixture.type = "HIGH ENERGY";
  g_autoptr (GByteArray) bytes = bsr_dicos_fixture_bytes (&fixture);
  static const guint8 first[] = { 0x08, 0, 0x08, 0, 'C', 'S' };
  guint8 *at = memmem (bytes->data, bytes->len, first, sizeof first);
  g_byte_array_remove_range (bytes, 0, (guint) (at - bytes->data));
  g_autoptr (GError) error = NULL;
  put_bytes (f, bytes);
  g_autoptr (BsrImage) image = read_scan (f, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  bsr_test_assert_close (value_at (image, 0, 9), bsr_dicos_fixture_sample (9), 0.0);
}

static void
jpeg_streams_say_their_size (void **state)
{
  static const guint8 stream[] = { 0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc3, 0, 11, 16, 1, 2, 3, 4, 1, 1, 0x11, 0 };
  int width = 0, height = 0;
  assert_true (bsr_jpeg_size (stream, sizeof stream, &width, &height));
  assert_int_equal (width, 0x304);
  assert_int_equal (height, 0x102);
  for (gsize cut = 0; cut < 18; cut++)
    assert_false (bsr_jpeg_size (stream, cut, &width, &height));
  assert_false (bsr_jpeg_size (stream + 1, sizeof stream - 1, &width, &height));
}

int
main (void)
{
#define TEST(name) cmocka_unit_test_setup_teardown (name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (samples_are_what_they_mean),
    TEST (the_higher_energy_comes_first),
    TEST (polarity_is_that_of_the_planes),
    TEST (run_lengths_are_decoded_also_by_the_sandboxed_program),
    TEST (what_cannot_be_read_is_refused_in_one_sentence),
    TEST (cut_files_are_damaged),
    TEST (changed_files_do_no_harm),
    TEST (depth_and_headers_are_bounded),
    TEST (preambles_that_are_programs_are_refused),
    TEST (content_tells_what_is_dicom),
    TEST (data_sets_without_a_header_are_read),
    TEST (jpeg_streams_say_their_size),
  };
  return cmocka_run_group_tests_name ("dicos-reader", tests, NULL, NULL);
}

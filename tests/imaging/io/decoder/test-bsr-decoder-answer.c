#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "bsr-test.h"
#include "bsr-decoder-answer.h"
#include "bsr-error.h"

enum
{
  WIDTH = 100,
  HEIGHT = 70
};

#define PLANE_BYTES ((gint64) bsr_plane_bytes (BSR_FORMAT_U16, WIDTH, HEIGHT))
#define SECOND_OFFSET (2 * BSR_DECODER_PAGE_BYTES)
#define MEMORY_BYTES (3 * BSR_DECODER_PAGE_BYTES)

/* Two planes of 16 bits, as an honest decoder describes them. */
static BsrDecoderAnswer
honest (void)
{
  return (BsrDecoderAnswer){ .state = BSR_DECODER_READ,
                             .confined = 1,
                             .n_planes = 2,
                             .width = WIDTH,
                             .height = HEIGHT,
                             .bits = 16,
                             .offset = { BSR_DECODER_PAGE_BYTES, SECOND_OFFSET } };
}

/* Memory whose samples are all @sample. */
static int
make_memory (guint16 sample)
{
  int fd = memfd_create ("test", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  assert_int_equal (ftruncate (fd, MEMORY_BYTES), 0);
  guint16 *samples = g_new (guint16, MEMORY_BYTES / 2);
  for (int i = 0; i < MEMORY_BYTES / 2; i++)
    samples[i] = sample;
  assert_int_equal (pwrite (fd, samples, MEMORY_BYTES, 0), MEMORY_BYTES);
  assert_int_equal (fcntl (fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW), 0);
  g_free (samples);
  return fd;
}

static BsrImage *
take (const BsrDecoderAnswer *answer, guint16 sample, GError **error)
{
  const BsrDecoderOrder order = { .limits = { .max_pixels = 1 << 20, .max_bytes = 1 << 22 } };
  int fd = make_memory (sample);
  BsrImage *image = bsr_decoder_answer_take (answer, &order, fd, error);
  close (fd);
  return image;
}

static void
assert_refused (const BsrDecoderAnswer *answer, guint16 sample, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = take (answer, sample, &error);
  if (image != NULL)
    fail_msg ("believed: %s", part);
  bsr_test_assert_error (error, BSR_ERROR, code, part);
}

static void
an_honest_answer_is_believed (void **state)
{
  g_autoptr (GError) error = NULL;
  BsrDecoderAnswer answer = honest ();
  g_autoptr (BsrImage) image = take (&answer, 0x1234, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_image_n_planes (image), 2);
  assert_int_equal (bsr_image_width (image), WIDTH);
  assert_int_equal (bsr_image_height (image), HEIGHT);
  assert_false (bsr_image_is_colour (image));
  assert_int_equal (bsr_plane_row_u16 (bsr_image_plane (image, 1), HEIGHT - 1)[WIDTH - 1], 0x1234);
}

static void
lies_about_numbers_are_not_believed (void **state)
{
  static const gint32 numbers[] = { -1, 0, 5, G_MAXINT32, G_MININT32 };
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      BsrDecoderAnswer answer = honest ();
      answer.n_planes = numbers[i];
      assert_refused (&answer, 0, BSR_ERROR_DAMAGED, "number of planes");
      answer = honest ();
      answer.bits = numbers[i];
      assert_refused (&answer, 0, BSR_ERROR_DAMAGED, "type of samples");
      answer = honest ();
      answer.is_colour = numbers[i] | 1;
      assert_refused (&answer, 0, BSR_ERROR_DAMAGED, "number of planes");
    }
  BsrDecoderAnswer answer = honest ();
  answer.is_float = 1;
  assert_refused (&answer, 0, BSR_ERROR_DAMAGED, "type of samples");
}

static void
lies_about_sizes_are_not_believed (void **state)
{
  static const gint32 none[] = { 0, -1, G_MININT32 };
  static const gint32 much[] = { G_MAXINT32, 1 << 28, (1 << 20) + 1 };
  for (gsize i = 0; i < 3; i++)
    {
      BsrDecoderAnswer answer = honest ();
      answer.width = none[i];
      assert_refused (&answer, 0, BSR_ERROR_DAMAGED, "no sense (size)");
      answer = honest ();
      answer.height = none[i];
      assert_refused (&answer, 0, BSR_ERROR_DAMAGED, "no sense (size)");
      answer = honest ();
      answer.width = much[i];
      assert_refused (&answer, 0, BSR_ERROR_LIMIT, "over the limit");
      answer.height = much[i];
      assert_refused (&answer, 0, BSR_ERROR_LIMIT, "over the limit");
    }
  /* Within the limits, and more than there is. */
  BsrDecoderAnswer answer = honest ();
  answer.height = 1000;
  assert_refused (&answer, 0, BSR_ERROR_DAMAGED, "place of a plane");
}

static void
lies_about_places_are_not_believed (void **state)
{
  const gint64 places[] = {
    -1,
    G_MININT64,
    G_MAXINT64,
    G_MAXINT64 / BSR_DECODER_PAGE_BYTES * BSR_DECODER_PAGE_BYTES,
    0,                    /* the page itself */
    SECOND_OFFSET + 4096, /* on no border */
    SECOND_OFFSET + 1,
    MEMORY_BYTES,           /* behind the end */
    BSR_DECODER_PAGE_BYTES, /* over the first */
  };
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      BsrDecoderAnswer answer = honest ();
      answer.offset[1] = places[i];
      assert_refused (&answer, 0, BSR_ERROR_DAMAGED, "place of a plane");
    }
  BsrDecoderAnswer answer = honest ();
  answer.offset[0] = 0;
  assert_refused (&answer, 0, BSR_ERROR_DAMAGED, "place of a plane");
}

static void
samples_that_their_bits_cannot_hold_are_not_believed (void **state)
{
  BsrDecoderAnswer answer = honest ();
  answer.bits = 12;
  g_autoptr (BsrImage) good = take (&answer, 4095, NULL);
  assert_non_null (good);
  assert_refused (&answer, 4096, BSR_ERROR_DAMAGED, "samples out of their range");
  answer.bits = 8;
  assert_refused (&answer, 256, BSR_ERROR_DAMAGED, "samples out of their range");

  /* 0x7f80 twice is no number; 0x3f80 is 1.0003. */
  answer = honest ();
  answer.n_planes = 1;
  answer.bits = 32;
  answer.is_float = 1;
  g_autoptr (BsrImage) floats = take (&answer, 0x3f80, NULL);
  assert_non_null (floats);
  assert_refused (&answer, 0x7f80, BSR_ERROR_DAMAGED, "samples out of their range");
}

static void
errors_are_handed_on_as_one_line (void **state)
{
  BsrDecoderAnswer answer = { .state = BSR_DECODER_REFUSED,
                              .domain = BSR_DECODER_DOMAIN_BSR,
                              .code = BSR_ERROR_LIMIT,
                              .text = "too\nlarge\033[31m \xff" };
  assert_refused (&answer, 0, BSR_ERROR_LIMIT, "too large [31m ");
  memset (answer.text, 'x', sizeof answer.text); /* without an end */
  assert_refused (&answer, 0, BSR_ERROR_LIMIT, "xxx");

  answer.code = BSR_ERROR_INVALID; /* which would blame the caller */
  assert_refused (&answer, 0, BSR_ERROR_DAMAGED, "an unknown error");
  answer.code = 4711;
  assert_refused (&answer, 0, BSR_ERROR_DAMAGED, "an unknown error");
  answer.domain = 7;
  assert_refused (&answer, 0, BSR_ERROR_DAMAGED, "an unknown error");
  answer.domain = BSR_DECODER_DOMAIN_FILE;
  answer.code = -1;
  assert_refused (&answer, 0, BSR_ERROR_DAMAGED, "an unknown error");
  answer.state = 4711;
  assert_refused (&answer, 0, BSR_ERROR_DAMAGED, "of an unknown sort");
  answer.state = BSR_DECODER_SILENT;
  assert_refused (&answer, 0, BSR_ERROR_DAMAGED, "without an answer");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (an_honest_answer_is_believed),
    cmocka_unit_test (lies_about_numbers_are_not_believed),
    cmocka_unit_test (lies_about_sizes_are_not_believed),
    cmocka_unit_test (lies_about_places_are_not_believed),
    cmocka_unit_test (samples_that_their_bits_cannot_hold_are_not_believed),
    cmocka_unit_test (errors_are_handed_on_as_one_line),
  };
  return cmocka_run_group_tests_name ("decoder-answer", tests, NULL, NULL);
}

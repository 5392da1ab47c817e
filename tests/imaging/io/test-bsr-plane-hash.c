#include "bsr-test.h"
#include "bsr-plane-hash.h"

/* FIPS 180-2, appendix B.2: 56 bytes, here in rows that the plane pads to 64. */
#define MESSAGE "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
#define DIGEST "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"

static void
assert_hash (BsrFormat format, int width, int height)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (format, width, height, NULL);
  gsize row_bytes = (gsize) width * bsr_plane_sample_size (plane);
  const guint8 *message = (const guint8 *) MESSAGE;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint8 *bytes = message + (gsize) y * row_bytes;
        if (format == BSR_FORMAT_U8)
          bsr_plane_row_u8 (plane, y)[x] = bytes[x];
        else if (format == BSR_FORMAT_U16)
          bsr_plane_row_u16 (plane, y)[x] = (guint16) (bytes[2 * x] | bytes[2 * x + 1] << 8);
        else
          {
            guint32 bits = (guint32) bytes[4 * x] | (guint32) bytes[4 * x + 1] << 8
                           | (guint32) bytes[4 * x + 2] << 16 | (guint32) bytes[4 * x + 3] << 24;
            memcpy (bsr_plane_row_f32 (plane, y) + x, &bits, 4);
          }
      }
  g_autofree char *hash = bsr_plane_sha256 (plane);
  assert_string_equal (hash, DIGEST);
}

static void
little_endian_samples_without_padding_are_hashed (void **state)
{
  assert_hash (BSR_FORMAT_U8, 56, 1);
  assert_hash (BSR_FORMAT_U8, 7, 8);
  assert_hash (BSR_FORMAT_U16, 28, 1);
  assert_hash (BSR_FORMAT_U16, 7, 4);
  assert_hash (BSR_FORMAT_U16, 1, 28);
  assert_hash (BSR_FORMAT_F32, 14, 1);
  assert_hash (BSR_FORMAT_F32, 2, 7);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (little_endian_samples_without_padding_are_hashed),
  };
  return cmocka_run_group_tests_name ("plane-hash", tests, NULL, NULL);
}

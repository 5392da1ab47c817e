#include "bsr-fuzz-mutation.h"

#include <string.h>

#include "bsr-test.h"

/* Changes of one file. */
#define MOST_CHANGES 4
/* Longest piece that is moved, bytes; longest file. */
#define MOST_PIECE 64
#define MOST_BYTES 65536

/* A whole number below @n, which is not 0. */
static gsize
below (guint64 *state, gsize n)
{
  return (gsize) (bsr_test_random (state) * (double) n);
}

static void
insert (GByteArray *bytes, gsize at, const guint8 *piece, gsize n)
{
  guint old = bytes->len;
  g_byte_array_set_size (bytes, old + (guint) n);
  memmove (bytes->data + at + n, bytes->data + at, old - at);
  memcpy (bytes->data + at, piece, n);
}

/* A number at which something may go over, of 1, 2, 4 or 8 bytes in either order. */
static void
put_border (GByteArray *bytes, gsize at, guint64 *state)
{
  static const guint64 borders[]
      = { 0,          1,          2,          127,        128,        255,        256,
          32767,      32768,      65535,      65536,      0x0fffffff, 0x10000000, 0x7fffffff,
          0x80000000, 0xfffffffe, 0xffffffff, G_MAXINT64, G_MAXUINT64 };
  guint64 number = borders[below (state, G_N_ELEMENTS (borders))];
  gsize size = (gsize) 1 << below (state, 4);
  gboolean big = below (state, 2) == 1;
  for (gsize i = 0; i < size && at + i < bytes->len; i++)
    bytes->data[at + i] = (guint8) (number >> 8 * (big ? size - 1 - i : i));
}

static void
change (GByteArray *bytes, GBytes *other, guint64 *state)
{
  gsize at = below (state, bytes->len), n_other;
  gsize n = 1 + below (state, MIN (MOST_PIECE, bytes->len - at));
  const guint8 *from = g_bytes_get_data (other, &n_other);
  guint8 piece[MOST_PIECE];

  switch (below (state, 7))
    {
    case 0:
      bytes->data[at] ^= (guint8) (1 << below (state, 8));
      break;
    case 1:
      bytes->data[at] = (guint8) below (state, 256);
      break;
    case 2:
    case 3:
      put_border (bytes, at, state);
      break;
    case 4:
      g_byte_array_remove_range (bytes, (guint) at, (guint) n);
      break;
    case 5:
      memcpy (piece, bytes->data + at, n);
      if (bytes->len < MOST_BYTES)
        insert (bytes, below (state, bytes->len), piece, n);
      break;
    default:
      n = MIN (n, n_other);
      if (n > 0)
        memcpy (bytes->data + at, from + below (state, n_other - n + 1), n);
      break;
    }
}

GByteArray *
bsr_fuzz_mutation_new (GBytes *seed, GBytes *other, guint64 *state)
{
  GByteArray *bytes = g_byte_array_new ();
  gsize n;
  const guint8 *data = g_bytes_get_data (seed, &n);
  g_byte_array_append (bytes, data, (guint) n);
  gsize n_changes = 1 + below (state, MOST_CHANGES);
  for (gsize i = 0; i < n_changes && bytes->len > 0; i++)
    change (bytes, other, state);
  return bytes;
}

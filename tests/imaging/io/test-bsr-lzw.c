#include "bsr-test.h"

#include <string.h>

#include "bsr-lzw.h"

#define CLEAR 256
#define END 257

/* A stream of codes as TIFF 6.0 section 13 has it. */
typedef struct
{
  GByteArray *bytes;
  guint n_bits;      /* of the whole */
  guint width, next; /* as the decoder has them */
  gboolean has_string;
} Stream;

static void
put (Stream *stream, guint code)
{
  for (guint i = stream->width; i-- > 0; stream->n_bits++)
    {
      if (stream->n_bits % 8 == 0)
        g_byte_array_append (stream->bytes, (const guint8 *) "", 1);
      stream->bytes->data[stream->n_bits / 8]
          |= (guint8) ((code >> i & 1) << (7 - stream->n_bits % 8));
    }
  if (code == CLEAR)
    *stream = (Stream){ stream->bytes, stream->n_bits, 9, 258, FALSE };
  else if (stream->has_string)
    stream->next++;
  else
    stream->has_string = TRUE;
  if (stream->next + 1 >= 1u << stream->width && stream->width < 12)
    stream->width++;
}

static Stream
stream_new (void)
{
  Stream stream = { g_byte_array_new (), 0, 9, 258, FALSE };
  put (&stream, CLEAR);
  return stream;
}

/* Whether the stream, of its own size, gives the @n bytes of @expected. */
static gboolean
gives (const guint8 *packed, gsize n_packed, const guint8 *expected, gsize n)
{
  g_autofree guint8 *input = g_malloc0 (n_packed + BSR_LZW_INPUT_BEHIND);
  g_autofree guint8 *memory = g_malloc (BSR_LZW_BYTES_BEFORE + n + BSR_LZW_BYTES_BEHIND);
  memcpy (input, packed, n_packed);
  return bsr_lzw_decode (input, n_packed, memory + BSR_LZW_BYTES_BEFORE, n)
         && memcmp (memory + BSR_LZW_BYTES_BEFORE, expected, n) == 0;
}

static gboolean
stream_gives (const Stream *stream, const char *expected)
{
  return gives (stream->bytes->data, stream->bytes->len, (const guint8 *) expected,
                strlen (expected));
}

static void
strings_are_made_of_what_was_before (void **state)
{
  Stream stream = stream_new ();
  put (&stream, 'a');
  put (&stream, 'b');
  put (&stream, 258); /* ab */
  put (&stream, 260); /* the one that this very code makes: aba */
  put (&stream, CLEAR);
  put (&stream, 'c');
  put (&stream, 258); /* cc, again */
  put (&stream, END);
  assert_true (stream_gives (&stream, "abababaccc"));
  assert_true (stream_gives (&stream, "ababa")); /* more than was asked for */
  assert_false (stream_gives (&stream, "abababacccc"));
  g_byte_array_unref (stream.bytes);
}

static void
codes_that_cannot_stand_there_are_refused (void **state)
{
  const guint wrong[][2] = { { 258, 'a' }, { 'a', 259 }, { END, 'a' }, { 'a', 511 } };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      Stream stream = stream_new ();
      put (&stream, wrong[i][0]);
      put (&stream, wrong[i][1]);
      put (&stream, 'a');
      assert_false (stream_gives (&stream, "aaa"));
      g_byte_array_unref (stream.bytes);
    }
  const guint8 no_clear[] = { 'a' >> 1, 0, 0, 0 }, nothing[] = { 0 };
  assert_false (gives (no_clear, sizeof no_clear, (const guint8 *) "a", 1));
  assert_false (gives (nothing, 0, (const guint8 *) "a", 1));
}

/* The plain way to compress: looks for the longest string. Few values make long strings, many make
 * a full table. */
static Stream
compress (const guint8 *data, gsize n)
{
  Stream stream = stream_new ();
  g_autoptr (GHashTable) codes = g_hash_table_new (NULL, NULL); /* string before * 256 + byte */
  guint string = data[0], made = 258;
  for (gsize i = 1; i < n; i++)
    {
      gpointer key = GUINT_TO_POINTER (string << 8 | data[i]);
      guint longer = GPOINTER_TO_UINT (g_hash_table_lookup (codes, key));
      if (longer != 0)
        {
          string = longer;
          continue;
        }
      put (&stream, string);
      g_hash_table_insert (codes, key, GUINT_TO_POINTER (made++));
      if (made == 4095)
        {
          put (&stream, CLEAR);
          g_hash_table_remove_all (codes);
          made = 258;
        }
      string = data[i];
    }
  put (&stream, string);
  put (&stream, END);
  return stream;
}

static void
what_was_compressed_comes_back (void **state)
{
  const int n_values[] = { 1, 2, 7, 256 };
  guint64 seed = 5;
  print_message ("seed %d\n", (int) seed);
  for (gsize v = 0; v < G_N_ELEMENTS (n_values); v++)
    for (gsize n = 1; n < 100000; n = n * 7 + 1)
      {
        g_autofree guint8 *data = g_malloc (n);
        for (gsize i = 0; i < n; i++)
          data[i] = (guint8) (bsr_test_random (&seed) * n_values[v]);
        Stream stream = compress (data, n);
        assert_true (gives (stream.bytes->data, stream.bytes->len, data, n));
        if (stream.bytes->len > 4)
          assert_false (gives (stream.bytes->data, stream.bytes->len - 4, data, n));
        g_byte_array_unref (stream.bytes);
      }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (strings_are_made_of_what_was_before),
    cmocka_unit_test (codes_that_cannot_stand_there_are_refused),
    cmocka_unit_test (what_was_compressed_comes_back),
  };
  return cmocka_run_group_tests_name ("lzw", tests, NULL, NULL);
}

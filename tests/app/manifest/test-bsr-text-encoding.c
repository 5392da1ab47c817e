#include "bsr-test.h"

#include <string.h>

#include "bsr-text-encoding.h"

static void
encodings_are_decoded (void **state)
{
  const struct
  {
    BsrTextEncoding encoding;
    const char *bytes;
    gsize n;
    const char *text;
  } rows[] = {
    { BSR_TEXT_ENCODING_UTF_8, "Caf\xc3\xa9", 5, "Café" },
    { BSR_TEXT_ENCODING_UTF_8,
      "a\xe9\xff"
      "b",
      4,
      "a\ufffd\ufffd"
      "b" },
    { BSR_TEXT_ENCODING_WINDOWS_1252, "Caf\xe9 \x80\x9f\x81", 8, "Café €Ÿ\ufffd" },
    { BSR_TEXT_ENCODING_ISO_8859_15, "\xa4\xbd\xe9\xa5", 4, "€œé¥" },
    { BSR_TEXT_ENCODING_WINDOWS_1256, "\xc8\xd6\xc7\xda\xc9 \xe9", 7, "بضاعة é" },
    { BSR_TEXT_ENCODING_UTF_16_LE, "a\0\xac\x20\x3d\xd8\x00\xde", 8, "a€😀" },
    { BSR_TEXT_ENCODING_UTF_16_BE, "\0a\x20\xac\xd8\x3d\xde\x00", 8, "a€😀" },
    { BSR_TEXT_ENCODING_UTF_16_LE,
      "\x3d\xd8"
      "a\0\x00\xde"
      "b",
      7,
      "\ufffd"
      "a\ufffd\ufffd" },
    { BSR_TEXT_ENCODING_UTF_16_BE, "", 0, "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize length;
      g_autofree char *text = bsr_text_decode (rows[i].encoding, rows[i].bytes, rows[i].n, &length);
      assert_string_equal (text, rows[i].text);
      assert_int_equal (length, strlen (text));
    }
}

static void
every_byte_becomes_valid_text (void **state)
{
  char bytes[512];
  for (int i = 0; i < 512; i++)
    bytes[i] = (char) (i * 7 + i / 256);
  for (int e = 0; e < BSR_N_TEXT_ENCODINGS; e++)
    for (gsize n = 0; n <= sizeof bytes; n++)
      {
        gsize length;
        g_autofree char *text = bsr_text_decode ((BsrTextEncoding) e, bytes, n, &length);
        g_autofree char *without_nul = g_strndup (text, length);
        assert_true (length <= 3 * n);
        assert_true (g_utf8_validate (without_nul, -1, NULL));
        assert_int_equal (text[length], '\0');
      }
}

static void
marks_and_names_tell_the_encoding (void **state)
{
  BsrTextEncoding encoding = BSR_TEXT_ENCODING_UTF_8;
  assert_int_equal (bsr_text_encoding_of_mark ("\xef\xbb\xbf<", 4, &encoding), 3);
  assert_int_equal (encoding, BSR_TEXT_ENCODING_UTF_8);
  assert_int_equal (bsr_text_encoding_of_mark ("\xff\xfe<", 3, &encoding), 2);
  assert_int_equal (encoding, BSR_TEXT_ENCODING_UTF_16_LE);
  assert_int_equal (bsr_text_encoding_of_mark ("\0<\0?", 4, &encoding), 0);
  assert_int_equal (encoding, BSR_TEXT_ENCODING_UTF_16_BE);
  assert_int_equal (bsr_text_encoding_of_mark ("<\0?\0", 4, &encoding), 0);
  assert_int_equal (encoding, BSR_TEXT_ENCODING_UTF_16_LE);
  assert_int_equal (bsr_text_encoding_of_mark ("<?xm", 4, &encoding), -1);
  assert_int_equal (bsr_text_encoding_of_mark ("\0\0\0\0", 4, &encoding), -1);
  assert_int_equal (bsr_text_encoding_of_mark (NULL, 0, &encoding), -1);
  assert_true (bsr_text_encoding_from_name ("ISO-8859-1", &encoding));
  assert_string_equal (bsr_text_encoding_to_string (encoding), "Windows-1252");
  assert_true (bsr_text_encoding_from_name ("CP1256", &encoding));
  assert_string_equal (bsr_text_encoding_to_string (encoding), "Windows-1256");
  assert_false (bsr_text_encoding_from_name ("koi8-r", &encoding));
}

static void
first_wrong_line_is_told (void **state)
{
  int line;
  assert_true (bsr_text_is_utf8 ("é\n", 3, &line));
  assert_true (bsr_text_is_utf8 (NULL, 0, &line));
  assert_false (bsr_text_is_utf8 ("a\nb\n\xe9\n", 6, &line));
  assert_int_equal (line, 3);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (encodings_are_decoded),
    cmocka_unit_test (every_byte_becomes_valid_text),
    cmocka_unit_test (marks_and_names_tell_the_encoding),
    cmocka_unit_test (first_wrong_line_is_told),
  };
  return cmocka_run_group_tests_name ("text encoding", tests, NULL, NULL);
}

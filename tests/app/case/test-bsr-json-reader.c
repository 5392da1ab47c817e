#include "bsr-test.h"

#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "bsr-error.h"
#include "bsr-json-number.h"
#include "bsr-json-reader.h"
#include "bsr-json-writer.h"

static void
what_is_no_json_is_refused (void **state)
{
  const struct
  {
    const char *text;
    int code;
    const char *part;
  } rows[] = {
    { "", BSR_ERROR_DAMAGED, "JSON" },
    { "   ", BSR_ERROR_DAMAGED, "JSON" },
    { "{", BSR_ERROR_DAMAGED, "brackets" },
    { "{}}", BSR_ERROR_DAMAGED, "bracket" },
    { "[1, 2]", BSR_ERROR_DAMAGED, "object" },
    { "null", BSR_ERROR_DAMAGED, "object" },
    { "{\"a\": 1,}", BSR_ERROR_DAMAGED, "JSON" },
    { "{\"a\": NaN}", BSR_ERROR_DAMAGED, "stands for nothing" },
    { "{\"a\": -Infinity}", BSR_ERROR_DAMAGED, "stands for nothing" },
    { "{ // no\n}", BSR_ERROR_DAMAGED, "stands for nothing" },
    { "{'a': 1}", BSR_ERROR_DAMAGED, "stands for nothing" },
    { "{\n\n\"a\": \"x\ty\"}", BSR_ERROR_DAMAGED, "line 3" },
    { "{\"a\": \"x", BSR_ERROR_DAMAGED, "does not end" },
    { "{\"a\": \"x\\", BSR_ERROR_DAMAGED, "does not end" },
    { "{\"a\": \"\\u0000\"}", BSR_ERROR_DAMAGED, "NUL" },
    { "{\"a\": \"\\305\"}", BSR_ERROR_DAMAGED, "escapes nothing" },
    { "{\"a\": \"\xff\"}", BSR_ERROR_DAMAGED, "UTF-8" },
    { "\xef\xbb\xbf", BSR_ERROR_DAMAGED, "JSON" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      print_message ("%s\n", rows[i].text);
      assert_null (bsr_json_reader_new (rows[i].text, -1, &error));
      bsr_test_assert_error (error, BSR_ERROR, rows[i].code, rows[i].part);
      assert_null (strchr (error->message, '\n'));
    }
}

static void
nesting_and_size_have_limits (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *deep = g_strnfill (100000, '[');
  assert_null (bsr_json_reader_new (deep, -1, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "deeper than 64");
  g_clear_error (&error);

  gsize size = BSR_JSON_MAX_BYTES + 1;
  g_autofree char *large = g_strnfill (size, ' ');
  large[0] = '{';
  large[size - 1] = '}';
  assert_null (bsr_json_reader_new (large, -1, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "16 MiB");
}

static void
the_first_wrong_member_is_named_and_kept (void **state)
{
  g_autoptr (GError) error = NULL;
  const char *json = "{\"a\": {\"b\": [{\"c\": 1}, {\"c\": \"x\"}]}, \"d\": 1e999}";
  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (json, -1, &error);
  bsr_test_assert_no_error (error);
  assert_true (bsr_json_reader_enter (reader, "a"));
  assert_true (bsr_json_reader_enter_element (reader, "b", 1));
  assert_true (isnan (bsr_json_reader_number (reader, "c", TRUE, bsr_json_not_negative)));
  bsr_json_reader_leave (reader);
  bsr_json_reader_leave (reader);
  assert_true (isnan (bsr_json_reader_number (reader, "d", TRUE, bsr_json_any)));
  assert_false (bsr_json_reader_ok (reader));
  assert_false (bsr_json_reader_finish (reader, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                         "a.b[1].c: must be a number >= 0, is \"x\"");
}

static void
numbers_are_finite_and_whole_ones_may_be_written_as_decimals (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (
      "{\"huge\": 1e999, \"whole\": 12.0, \"part\": 12.5, \"big\": 99999999999999999999}", -1, NULL);
  assert_int_equal (bsr_json_reader_integer (reader, "whole", TRUE, 0, 20, -1), 12);
  bsr_test_assert_close (bsr_json_reader_number (reader, "whole", TRUE, bsr_json_any), 12.0, 0.0);
  assert_int_equal (bsr_json_reader_integer (reader, "absent", FALSE, 0, 20, -7), -7);
  assert_true (bsr_json_reader_ok (reader));
  bsr_json_reader_number (reader, "huge", TRUE, bsr_json_any);
  assert_false (bsr_json_reader_finish (reader, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "huge: must be a finite number");
  g_clear_error (&error);
  bsr_json_reader_integer (reader, "part", TRUE, 0, 20, -1);
  assert_false (bsr_json_reader_finish (reader, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                         "part: must be a whole number from 0 to 20, is 12.5");
  g_clear_error (&error);
  bsr_json_reader_integer (reader, "big", TRUE, 0, G_MAXINT64, -1);
  assert_false (bsr_json_reader_finish (reader, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "big: must be a whole number");
}

static void
strings_are_unicode (void **state)
{
  g_autoptr (BsrJsonReader) reader =
      bsr_json_reader_new ("{\"good\": \"\\u0628\\ud83d\\udce6\\\"\"}", -1, NULL);
  g_autofree char *good = bsr_json_reader_string (reader, "good", TRUE);
  assert_string_equal (good, "ب📦\"");
  const char *const halves[] = { "\\ud83d", "\\ud83d\\n", "\\ud83d\\u0041", "\\udce6", "\\ud83d\\ud83d",
                                 "\\u12", "\\u12g4", "\\" };
  for (gsize i = 0; i < G_N_ELEMENTS (halves); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *json = g_strdup_printf ("{\"half\": \"%s\"}", halves[i]);
      print_message ("%s\n", json);
      assert_null (bsr_json_reader_new (json, -1, &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "not JSON");
    }
}

static void
moments_need_a_date_a_time_and_an_offset (void **state)
{
  const struct
  {
    const char *text;
    gboolean good;
  } rows[] = {
    { "2026-11-03T21:00:00Z", TRUE },        { "2026-11-03t21:00:00.125z", TRUE },
    { "2026-11-03T21:00:00+01:00", TRUE },   { "2026-11-03", FALSE },
    { "2026-11-03T21:00:00", FALSE },        { "20261103T210000Z", FALSE },
    { "2026-02-30T21:00:00Z", FALSE },       { "2026-11-03T25:00:00Z", FALSE },
    { "2026-W45-2T21:00:00Z", FALSE },       { "2026-11-03T21:00:00Z\\n", FALSE },
    { "", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"at\": \"%s\"}", rows[i].text);
      print_message ("%s\n", json);
      g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (json, -1, NULL);
      g_autoptr (GDateTime) at = bsr_json_reader_date_time (reader, "at", TRUE);
      assert_int_equal (at != NULL, rows[i].good);
      assert_int_equal (bsr_json_reader_ok (reader), rows[i].good);
    }
}

static void
only_regular_files_are_loaded (void **state)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  char *folder = bsr_test_folder_new ();
  g_autofree char *fifo = g_build_filename (folder, "pipe.json", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing.json", NULL);
  assert_int_equal (mkfifo (fifo, 0600), 0);

  assert_null (bsr_json_load_file (folder, &length, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "regular");
  g_clear_error (&error);
  assert_null (bsr_json_load_file (fifo, &length, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "regular");
  g_clear_error (&error);
  assert_null (bsr_json_load_file (missing, &length, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "No such file");
  bsr_test_folder_remove (folder);
}

static void
numbers_are_written_short_and_exact (void **state)
{
  const struct
  {
    double value;
    const char *text;
  } rows[] = { { 0.41, "0.41" }, { 25300.0, "25300" }, { 1.0 / 3.0, "0.3333333333333333" },
               { 1e-7, "1e-07" }, { 0.1 + 0.2, "0.30000000000000004" } };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = bsr_json_number_to_string (rows[i].value);
      assert_string_equal (text, rows[i].text);
    }
}

static void
what_is_written_reads_back_and_what_is_nothing_is_left_out (void **state)
{
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "words", "a \"b\" \\ c\n\x01 \xff");
  bsr_json_writer_string (writer, "none", NULL);
  bsr_json_writer_number (writer, "infinite", INFINITY);
  bsr_json_writer_number (writer, "nan", NAN);
  bsr_json_writer_begin_array (writer, "empty");
  bsr_json_writer_end_array (writer);
  bsr_json_writer_numbers (writer, "box", (double[]){ 1, 2.5, -3 }, 3);
  bsr_json_writer_begin_object (writer, "inner");
  bsr_json_writer_boolean (writer, "yes", TRUE);
  bsr_json_writer_null (writer, "nothing");
  bsr_json_writer_end_object (writer);
  g_autofree char *json = bsr_json_writer_finish (writer);

  g_autoptr (GError) error = NULL;
  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (json, -1, &error);
  bsr_test_assert_no_error (error);
  g_autofree char *words = bsr_json_reader_string (reader, "words", TRUE);
  assert_string_equal (words, "a \"b\" \\ c\n\x01 \xef\xbf\xbd");
  assert_false (bsr_json_reader_has (reader, "none"));
  assert_false (bsr_json_reader_has (reader, "infinite"));
  assert_false (bsr_json_reader_has (reader, "nan"));
  double box[3];
  assert_true (bsr_json_reader_tuple (reader, "box", -1, bsr_json_any, box, 3));
  bsr_test_assert_close (box[1], 2.5, 0.0);
  assert_true (bsr_json_reader_enter (reader, "inner"));
  assert_true (bsr_json_reader_boolean (reader, "yes", FALSE));
  assert_true (bsr_json_reader_is_null (reader, "nothing"));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (what_is_no_json_is_refused),
    cmocka_unit_test (nesting_and_size_have_limits),
    cmocka_unit_test (the_first_wrong_member_is_named_and_kept),
    cmocka_unit_test (numbers_are_finite_and_whole_ones_may_be_written_as_decimals),
    cmocka_unit_test (strings_are_unicode),
    cmocka_unit_test (moments_need_a_date_a_time_and_an_offset),
    cmocka_unit_test (only_regular_files_are_loaded),
    cmocka_unit_test (numbers_are_written_short_and_exact),
    cmocka_unit_test (what_is_written_reads_back_and_what_is_nothing_is_left_out),
  };
  return cmocka_run_group_tests_name ("json-reader", tests, NULL, NULL);
}

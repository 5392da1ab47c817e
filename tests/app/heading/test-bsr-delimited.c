#include "bsr-test.h"

#include <string.h>

#include "bsr-delimited.h"
#include "bsr-error.h"

static BsrDelimited *
open_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  BsrDelimited *table = bsr_delimited_new (text, strlen (text), &error);
  bsr_test_assert_no_error (error);
  return table;
}

/* The next record has @fields ("a|b") and begins in @line. */
static void
check_next (BsrDelimited *table, int line, const char *fields)
{
  g_autoptr (GError) error = NULL;
  const char *const *record = bsr_delimited_next (table, &error);
  bsr_test_assert_no_error (error);
  assert_non_null (record);
  g_autofree char *joined = g_strjoinv ("|", (char **) record);
  assert_string_equal (joined, fields);
  assert_int_equal (bsr_delimited_line (table), line);
  assert_int_equal (bsr_delimited_n_fields (table), g_strv_length ((char **) record));
}

static void
check_end (BsrDelimited *table)
{
  g_autoptr (GError) error = NULL;
  assert_null (bsr_delimited_next (table, &error));
  bsr_test_assert_no_error (error);
}

static void
records_are_walked (void **state)
{
  g_autoptr (BsrDelimited) table = open_text (
      "\xef\xbb\xbf# remark, no record\n\ncode, name \r\n \r\n1,\"a, \"\"b\"\"\nc\" ,\n2\"5,é");
  check_next (table, 3, "code|name");
  check_next (table, 5, "1|a, \"b\"\nc|");
  check_next (table, 7, "2\"5|é");
  check_end (table);
  check_end (table);
}

static void
separator_is_found_in_the_first_record (void **state)
{
  g_autoptr (BsrDelimited) tabs = open_text ("code\tname\n\t x,y; \n");
  check_next (tabs, 1, "code|name");
  check_next (tabs, 2, "|x,y;");
  check_end (tabs);
  g_autoptr (BsrDelimited) semicolons = open_text ("code;a,b\r1;2,5\r");
  check_next (semicolons, 1, "code|a,b");
  check_next (semicolons, 2, "1|2,5");
  check_end (semicolons);
  g_autoptr (BsrDelimited) nothing = open_text ("# remark");
  check_end (nothing);
}

/* After one good record, the next is refused with @message. */
static void
check_refused (const char *text, int code, const char *message)
{
  g_autoptr (BsrDelimited) table = open_text (text);
  g_autoptr (GError) error = NULL;
  assert_non_null (bsr_delimited_next (table, &error));
  assert_null (bsr_delimited_next (table, &error));
  bsr_test_assert_error (error, BSR_ERROR, code, message);
}

static void
damage_is_named_with_its_line (void **state)
{
  check_refused ("a,b\n\n1,\"x\ny\n", BSR_ERROR_DAMAGED, "line 3: a quotation mark is not closed");
  check_refused ("a,b\n\"x\"y,1\n", BSR_ERROR_DAMAGED,
                 "line 2: text behind a closing quotation mark");
  check_refused ("a,b\nx\x01,1\n", BSR_ERROR_DAMAGED, "line 2: holds a control character");

  g_autoptr (GError) error = NULL;
  assert_null (bsr_delimited_new ("a\nb\n\xff", 5, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "line 3: is not UTF-8");
  g_clear_error (&error);
  assert_null (bsr_delimited_new ("a\0b", 3, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "line 1: is not UTF-8");
}

static void
limits_are_kept (void **state)
{
  g_autofree char *commas = g_strnfill (BSR_DELIMITED_MAX_FIELDS - 1, ',');
  g_autofree char *most = g_strconcat ("a,b\n", commas, "x\n", NULL);
  g_autofree char *too_many = g_strconcat ("a,b\n,", commas, "x\n", NULL);
  g_autoptr (BsrDelimited) table = open_text (most);
  assert_non_null (bsr_delimited_next (table, NULL));
  assert_non_null (bsr_delimited_next (table, NULL));
  assert_int_equal (bsr_delimited_n_fields (table), BSR_DELIMITED_MAX_FIELDS);
  check_refused (too_many, BSR_ERROR_LIMIT, "line 2: more than 64 fields");

  g_autofree char *field = g_strnfill (BSR_DELIMITED_MAX_FIELD_BYTES + 1, 'x');
  g_autofree char *too_long = g_strconcat ("a,b\n", field, NULL);
  check_refused (too_long, BSR_ERROR_LIMIT, "line 2: a field is longer than 16384 bytes");

  g_autofree char *lines = g_strnfill (BSR_DELIMITED_MAX_LINES - 1, '\n');
  g_autofree char *last = g_strconcat ("a,b", lines, "x,y", NULL);
  g_autofree char *behind = g_strconcat ("a,b\n", lines, "x,y", NULL);
  g_autoptr (BsrDelimited) long_table = open_text (last);
  check_next (long_table, 1, "a|b");
  check_next (long_table, BSR_DELIMITED_MAX_LINES, "x|y");
  check_refused (behind, BSR_ERROR_LIMIT, "more than the 200000 lines");
}

/* What other programs write is mended, and said. */
static void
lenient_tables_are_mended (void **state)
{
  const struct
  {
    const char *text, *fields, *flaw; /* of the first record */
  } rows[] = {
    { "a|b\n", "a/b", NULL },
    { "#;b\n", "#/b", NULL },
    { "a;\"b;\"\"c\"\"\"\r\n", "a/b;\"c\"", NULL },
    { "a;\"b\nc\";d\n", "a/b\nc/d", NULL },
    { "a;\"b\" c;d\n", "a/bc/d", "text behind a closing quotation mark" },
    { "a;\"b;c\n", "a/\"b/c", "a quotation mark is not closed" },
    { "a;\"b;c\nd;\"e\"\n", "a/\"b/c", "a quotation mark is not closed" },
    { "a\001b;c\n", "a b/c", NULL },
    { "\u00a0a\u2003;\xc2\x85\n", "a/", NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      const char separator = strchr (rows[i].text, '|') != NULL ? '|' : ';';
      g_autoptr (BsrDelimited) table
          = bsr_delimited_new_lenient (rows[i].text, strlen (rows[i].text), separator);
      const char *const *record = bsr_delimited_next (table, &error);
      bsr_test_assert_no_error (error);
      g_autofree char *joined = g_strjoinv ("/", (char **) record);
      assert_string_equal (joined, rows[i].fields);
      assert_true (g_strcmp0 (bsr_delimited_flaw (table), rows[i].flaw) == 0);
    }
}

/* A mark that is not closed costs its own line, not those behind it. */
static void
lenient_tables_go_on_behind_a_flaw (void **state)
{
  static const char text[] = "a;\"b\nc;d\n\"e\";f\n";
  g_autoptr (BsrDelimited) table = bsr_delimited_new_lenient (text, sizeof text - 1, ';');
  check_next (table, 1, "a|\"b");
  assert_non_null (bsr_delimited_flaw (table));
  check_next (table, 2, "c|d");
  assert_null (bsr_delimited_flaw (table));
  check_next (table, 3, "e|f");
  check_end (table);
}

static void
lenient_tables_have_limits_too (void **state)
{
  g_autoptr (GString) text = g_string_new ("\"");
  while (text->len <= BSR_DELIMITED_MAX_FIELD_BYTES)
    g_string_append (text, "é");
  g_string_append (text, ";b");
  for (int i = 0; i < BSR_DELIMITED_MAX_LENIENT_FIELDS; i++)
    g_string_append (text, ";c");
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrDelimited) table = bsr_delimited_new_lenient (text->str, text->len, ';');
  const char *const *record = bsr_delimited_next (table, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_delimited_n_fields (table), BSR_DELIMITED_MAX_LENIENT_FIELDS);
  assert_true (strlen (record[0]) <= BSR_DELIMITED_MAX_FIELD_BYTES);
  assert_true (g_utf8_validate (record[0], -1, NULL));
  assert_string_equal (record[1], "b");
  assert_non_null (bsr_delimited_flaw (table));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (records_are_walked),
    cmocka_unit_test (separator_is_found_in_the_first_record),
    cmocka_unit_test (damage_is_named_with_its_line),
    cmocka_unit_test (limits_are_kept),
    cmocka_unit_test (lenient_tables_are_mended),
    cmocka_unit_test (lenient_tables_go_on_behind_a_flaw),
    cmocka_unit_test (lenient_tables_have_limits_too),
  };
  return cmocka_run_group_tests_name ("delimited", tests, NULL, NULL);
}

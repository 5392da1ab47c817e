#include "bsr-test.h"

#include <string.h>

#include "bsr-edifact-scanner.h"
#include "bsr-edifact.h"
#include "bsr-error.h"

static const char *const documents[] = { "85", NULL };
static const BsrEdifactKind kind = { .type = "CUSCAR", .documents = documents };

typedef struct
{
  BsrManifest *manifest;
  BsrEdifact *edifact;
  char *bytes;
} Fixture;

static int
set_up (void **state)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  fixture->manifest = bsr_manifest_new (BSR_MANIFEST_CUSCAR, "CUSCAR");
  *state = fixture;
  return 0;
}

static void
close_file (Fixture *fixture)
{
  g_clear_pointer (&fixture->edifact, bsr_edifact_free);
  g_clear_pointer (&fixture->bytes, g_free);
}

static int
tear_down (void **state)
{
  Fixture *fixture = *state;
  close_file (fixture);
  bsr_manifest_free (fixture->manifest);
  g_free (fixture);
  return 0;
}

/* In memory of its own size. */
static void
open_bytes (Fixture *fixture, const char *bytes, gsize n)
{
  g_autoptr (GError) error = NULL;
  close_file (fixture);
  fixture->bytes = g_memdup2 (bytes, n);
  fixture->edifact = bsr_edifact_new (fixture->bytes, n, &kind, fixture->manifest, &error);
  bsr_test_assert_no_error (error);
}

static void
open_text (Fixture *fixture, const char *text)
{
  open_bytes (fixture, text, strlen (text));
}

static int
count_all (Fixture *fixture)
{
  int n = 0;
  while (bsr_edifact_next (fixture->edifact))
    n++;
  return n;
}

static void
assert_value (const Fixture *fixture, int element, int component, const char *expected)
{
  assert_string_equal (bsr_edifact_value (fixture->edifact, element, component), expected);
}

/* The remark of @index: "LINE PLACE: REASON". */
static void
assert_remark (const Fixture *fixture, guint index, const char *expected)
{
  assert_true (index < fixture->manifest->remarks->len);
  const BsrManifestRemark *remark = fixture->manifest->remarks->pdata[index];
  g_autofree char *text
      = g_strdup_printf ("%d %s: %s", remark->line, remark->place, remark->reason);
  assert_string_equal (text, expected);
}

#define BEGIN "UNB+UNOC:3+A+B+261105:0810+7'UNH+1+CUSCAR:D:95B:UN'"
#define END "UNT+3+1'UNZ+1+7'"

static void
segments_have_values_lines_and_numbers (void **state)
{
  Fixture *fixture = *state;
  open_text (fixture, "UNB+UNOC:3+A+B+261105:0810+7'\r\nUNH+1+CUSCAR:D:95B:UN'\n\n\tMEA+AAE+G+KGM:"
                      "14\r\n182,5'" END);
  assert_true (bsr_edifact_next (fixture->edifact));
  assert_true (bsr_edifact_is (fixture->edifact, "UNH"));
  assert_int_equal (bsr_edifact_line (fixture->edifact), 2);
  assert_true (bsr_edifact_next (fixture->edifact));
  assert_true (bsr_edifact_is (fixture->edifact, "MEA"));
  assert_int_equal (bsr_edifact_line (fixture->edifact), 4);
  assert_value (fixture, 1, 1, "AAE");
  assert_value (fixture, 3, 2, "14182,5"); /* lines end anywhere */
  assert_value (fixture, 3, 3, "");
  assert_value (fixture, 9, 1, "");
  bsr_edifact_remark (fixture->edifact, NULL, TRUE, "x");
  assert_remark (fixture, 0, "4 MEA #3: x");
  assert_false (bsr_edifact_next (fixture->edifact));
  assert_int_equal (fixture->manifest->remarks->len, 1);
  assert_string_equal (fixture->manifest->dialect, "CUSCAR D.95B");
}

static void
separators_may_be_released_or_others (void **state)
{
  Fixture *fixture = *state;
  open_text (fixture, BEGIN "FTX+AAA+++A?+B?:C??D?'E:F'" END);
  bsr_edifact_next (fixture->edifact);
  bsr_edifact_next (fixture->edifact);
  assert_value (fixture, 4, 1, "A+B:C?D'E");
  assert_value (fixture, 4, 2, "F");
  open_text (fixture, "UNA^|.\\ "
                      "~\nUNB|UNOA^4|A|B|261105^0810|7~UNH|1|CUSCAR^D^03B^UN~FTX|AAA|||A\\|B'+:?^F~"
                      "UNT|3|1~UNZ|1|7~");
  bsr_edifact_next (fixture->edifact);
  bsr_edifact_next (fixture->edifact);
  assert_value (fixture, 4, 1, "A|B'+:?");
  assert_value (fixture, 4, 2, "F");
  assert_false (bsr_edifact_next (fixture->edifact));
  assert_int_equal (fixture->manifest->remarks->len, 0);
  open_text (fixture, "UNA:+.  \nUNB+UNOA:1\n\nUNH+1+CUSCAR:D:95B\r\nFTX+A?+B\nUNT+3+1\nUNZ+1+7\n");
  assert_int_equal (count_all (fixture), 2);
  assert_int_equal (fixture->manifest->remarks->len, 0);
}

static void
a_service_string_may_not_contradict_itself (void **state)
{
  static const char *const wrong[]
      = { "UNA::.? 'UNB", "UNA:+.+ 'UNB", "UNAA+.? 'UNB", "UNA:+.? +UNB" };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      assert_null (bsr_edifact_new (wrong[i], strlen (wrong[i]), &kind, NULL, &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "UNA:");
    }
}

static void
numbers_have_one_decimal_mark (void **state)
{
  Fixture *fixture = *state;
  const struct
  {
    const char *text;
    double number; /* below -1000: none */
  } rows[] = { { "14182.000", 14182.0 },
               { ",5", 0.5 },
               { "-2.5", -2.5 },
               { " 7 ", 7.0 },
               { "1.234,5", -2e3 },
               { "1e5", -2e3 },
               { "", -2e3 },
               { "-", -2e3 },
               { "0x10", -2e3 },
               { "inf", -2e3 },
               { "1234567890123456789", -2e3 } };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf (BEGIN "MEA+%s'" END, rows[i].text);
      double number = -2e3;
      open_text (fixture, text);
      bsr_edifact_next (fixture->edifact);
      bsr_edifact_next (fixture->edifact);
      assert_int_equal (bsr_edifact_number (fixture->edifact, 1, 1, &number),
                        rows[i].number > -1e3);
      bsr_test_assert_close (number, rows[i].number, 0.0);
    }
}

static void
trailers_are_held_against_what_was_counted (void **state)
{
  Fixture *fixture = *state;
  open_text (fixture, BEGIN "BGM'UNT+4+1'\nUNH+2+CUSCAR:D:95B:UN'UNT+2+3'\nUNZ+3+7'");
  assert_int_equal (count_all (fixture), 3);
  assert_remark (fixture, 0, "1 UNT #4: counts 4 where there are 3");
  assert_remark (fixture, 1, "2 UNT #6: ends message \"3\" where \"2\" began");
  assert_remark (fixture, 2, "3 UNZ #7: counts 3 where there are 2");
  assert_int_equal (fixture->manifest->remarks->len, 3);
}

static void
groups_are_counted (void **state)
{
  Fixture *fixture = *state;
  open_text (fixture, "UNB+UNOA:1'UNG+CUSCAR'UNH+1+CUSCAR:D:95B'UNT+2+1'UNH+2+CUSCAR:D:95B'UNT+2+2'"
                      "UNE+2+1'UNZ+1+7'");
  assert_int_equal (count_all (fixture), 2);
  assert_int_equal (fixture->manifest->remarks->len, 0);
}

static void
what_is_missing_is_told (void **state)
{
  Fixture *fixture = *state;
  open_text (fixture, BEGIN "BGM'UNH+2+COPRAR:D:95B'EQD+CN'UNT+3+2'\nXX+1'\nBGM'MEA+AAE+G+KGM:14");
  assert_int_equal (count_all (fixture), 2);
  assert_remark (fixture, 0, "1 UNH #4: message \"1\" does not end with UNT");
  assert_remark (fixture, 1, "1 UNH #4: the message is of type \"COPRAR\", not CUSCAR");
  assert_remark (fixture, 2, "2 ? #7: does not begin with the three letters of a segment");
  assert_remark (fixture, 3, "3 BGM #8: stands outside a message");
  assert_remark (fixture, 4, "3 MEA #9: the file ends within this segment");
  assert_remark (fixture, 5,
                 "3 UNZ: the interchange does not end with UNZ: more may have followed");
}

static void
characters_are_those_that_unb_names (void **state)
{
  Fixture *fixture = *state;
  const struct
  {
    const char *set, *bytes, *text;
    guint n_remarks;
  } rows[] = {
    { "UNOC", "caf\xe9", "caf\u00e9", 0 },     { "UNOE", "\xbc\xd0\xe0", "\u041c\u0430\u0440", 0 },
    { "UNOI", "\xe3\xe6", "\u0643\u0646", 0 }, { "UNOW", "caf\u00e9", "caf\u00e9", 0 },
    { "UNOY", "caf\xe9", "caf\u00e9", 1 },     { "UNOA", "caf\u00e9", "caf\u00e9", 1 },
    { "UNOX", "caf\xe9", "caf\u00e9", 1 },     { "UNOX", "cafe", "cafe", 0 },
    { "UNOB", "caf\xe9", "caf\u00e9", 1 },     { "WXYZ", "a\tb\x01", "a b ", 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("UNB+%s:3'UNH+1+CUSCAR:D:95B'FTX+%s+%s'" END,
                                               rows[i].set, rows[i].bytes, rows[i].bytes);
      guint before = fixture->manifest->remarks->len;
      open_text (fixture, text);
      bsr_edifact_next (fixture->edifact);
      bsr_edifact_next (fixture->edifact);
      assert_value (fixture, 1, 1, rows[i].text);
      assert_int_equal (fixture->manifest->remarks->len - before, rows[i].n_remarks);
    }
}

static void
long_segments_are_cut (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GString) text = g_string_new (BEGIN "FTX+");
  for (int i = 0; i < 100000; i++)
    g_string_append (text, "x");
  g_string_append (text, "'LOC");
  for (int i = 0; i < 1000; i++)
    g_string_append_printf (text, "+%d", i);
  g_string_append (text, "'UNT+4+1'UNZ+1+7'");
  open_text (fixture, text->str);
  bsr_edifact_next (fixture->edifact);
  bsr_edifact_next (fixture->edifact);
  assert_true (strlen (bsr_edifact_value (fixture->edifact, 1, 1)) <= BSR_EDIFACT_MOST_BYTES);
  bsr_edifact_next (fixture->edifact);
  assert_value (fixture, 100, 1, "99");
  assert_value (fixture, 900, 1, "");
  assert_false (bsr_edifact_next (fixture->edifact));
  assert_int_equal (fixture->manifest->remarks->len, 2);
}

static void
the_content_tells_the_message (void **state)
{
  const struct
  {
    const char *text;
    gboolean is_one;
  } rows[] = {
    { BEGIN END, TRUE },
    { "\xef\xbb\xbf\r\n UNA:+.? '\r\n" BEGIN, TRUE },
    { "UNH+1+CUSCAR:D:95B:UN'", TRUE },
    { "UNB+UNOA:1'UNH+1+COPRAR:D:95B:UN'UNT+2+1'UNH+2+CUSCAR:D:95B:UN'", TRUE },
    { "UNB+UNOA:1'UNH+1+BAPLIE:D:95B:UN'UNT+2+1'", FALSE },
    { "UNH+1+:D:95B:UN'\r\nBGM+85+1'", TRUE }, /* no type, but its document */
    { "UNH+1+:D:95B:UN'BGM+23+1'", FALSE },
    { "UNH+1+:D:95B:UN'", FALSE },
    { "CUSCAR", FALSE },
    { "Container;UNH+1+CUSCAR'", FALSE },
    { "", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_int_equal (bsr_edifact_probe (rows[i].text, strlen (rows[i].text), &kind),
                      rows[i].is_one);
}

/* Syntax version 4 repeats elements by a star, or by what UNA says: the first counts. */
static void
of_repeated_elements_the_first_is_read (void **state)
{
  Fixture *fixture = *state;
#define MESSAGE "UNH+1+CUSCAR:D:03B:UN'FTX+A*B+C:D*E:F+G?*H'UNT+3+1'UNZ+1+7'"
  const struct
  {
    const char *text, *first, *third; /* values (1, 1) and (3, 1) */
    const char *second[2];            /* (2, 1) and (2, 2) */
    gboolean is_told;
  } rows[] = {
    { "UNB+UNOC:4'" MESSAGE, "A", "G*H", { "C", "D" }, TRUE },
    { "UNA:+.?*'UNB+UNOC:4'" MESSAGE, "A", "G*H", { "C", "D" }, TRUE },
    { "UNB+UNOC:3'" MESSAGE, "A*B", "G*H", { "C", "D*E" }, FALSE },
    { "UNA:+.?*'UNB+UNOC:3'" MESSAGE, "A*B", "G*H", { "C", "D*E" }, FALSE },
    { "UNA:+.? 'UNB+UNOC:4'" MESSAGE, "A*B", "G*H", { "C", "D*E" }, FALSE },
    { "UNA:+.?+'UNB+UNOC:4'" MESSAGE, "A*B", "G*H", { "C", "D*E" }, FALSE },
    { "UNA:+.?D'UNB+UNOC:4'" MESSAGE, "A*B", "G*H", { "C", "D*E" }, FALSE },
    { "UNA:+.?^'UNB+UNOY:4'UNH+1+CUSCAR:D:03B:UN'FTX+A^B+C:D^E:F^G+G^'UNT+3+1'UNZ+1+7'",
      "A",
      "G",
      { "C", "D" },
      TRUE },
    /* The next interchange is of another version. */
    { "UNB+UNOC:4'UNZ+0+6'UNB+UNOC:3'" MESSAGE, "A*B", "G*H", { "C", "D*E" }, FALSE },
  };
#undef MESSAGE
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint before = fixture->manifest->remarks->len;
      open_text (fixture, rows[i].text);
      bsr_edifact_next (fixture->edifact);
      bsr_edifact_next (fixture->edifact);
      assert_value (fixture, 1, 1, rows[i].first);
      assert_value (fixture, 2, 1, rows[i].second[0]);
      assert_value (fixture, 2, 2, rows[i].second[1]);
      assert_value (fixture, 3, 1, rows[i].third);
      assert_int_equal (fixture->manifest->remarks->len - before, rows[i].is_told);
      assert_false (bsr_edifact_next (fixture->edifact));
      assert_int_equal (fixture->manifest->remarks->len - before, rows[i].is_told);
    }
  assert_remark (fixture, 0,
                 "1 FTX #3: an element is repeated: its first was read, the others were left out");
}

/* What is done with the segments that are taken. */
typedef struct
{
  int n, most, failing; /* @failing: which one fails; 0: none */
  GCancellable *cancellable;
} Taking;

static gboolean
take_cb (gpointer data, GError **error)
{
  Taking *taking = data;
  if (++taking->n == 2 && taking->cancellable != NULL)
    g_cancellable_cancel (taking->cancellable);
  if (taking->n == taking->failing)
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_LIMIT, "too much");
  return taking->n != taking->failing && taking->n < taking->most;
}

static void
segments_are_taken_until_it_is_enough (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const struct
  {
    const char *text;
    Taking taking;
    int n, code; /* @code: -1: none */
    const char *message;
  } rows[] = {
    { BEGIN "BGM'LOC'" END, { .most = 9 }, 3, -1, NULL },
    { BEGIN "BGM'LOC'" END, { .most = 2 }, 2, -1, NULL },
    { BEGIN "BGM'LOC'" END, { .most = 9, .failing = 2 }, 2, BSR_ERROR_LIMIT, "too much" },
    { "UNB+UNOA:1'UNZ+0+7'",
      { .most = 9 },
      0,
      BSR_ERROR_DAMAGED,
      "no CUSCAR message begins in it" },
    { BEGIN "BGM'LOC'" END,
      { .most = 9, .cancellable = cancellable },
      2,
      G_IO_ERROR_CANCELLED,
      NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      Taking taking = rows[i].taking;
      open_text (fixture, rows[i].text);
      gboolean ok
          = bsr_edifact_take_all (fixture->edifact, take_cb, &taking, taking.cancellable, &error);
      assert_int_equal (taking.n, rows[i].n);
      assert_int_equal (ok, rows[i].code < 0);
      if (rows[i].code >= 0)
        bsr_test_assert_error (error, taking.cancellable != NULL ? G_IO_ERROR : BSR_ERROR,
                               rows[i].code, rows[i].message);
    }
}

/* UNOX: its own set is read, others that it switches to are not. */
static void
characters_that_switch_sets_are_refused (void **state)
{
  Fixture *fixture = *state;
  const struct
  {
    const char *text;
    gboolean is_read;
  } rows[] = {
    { "UNB+UNOX:3'\nUNH+1+CUSCAR:D:95B'\nFTX+PLAIN'\n" END, TRUE },
    { "UNB+UNOX:3'\nUNH+1+CUSCAR:D:95B'\nFTX+\x1b$B%F%9%H'\n" END, FALSE },
    { "UNB+UNOC:3'\nUNH+1+CUSCAR:D:95B'\nFTX+\x1b$B%F%9%H'\n" END, TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      Taking taking = { .most = 9 };
      open_text (fixture, rows[i].text);
      assert_int_equal (bsr_edifact_take_all (fixture->edifact, take_cb, &taking, NULL, &error),
                        rows[i].is_read);
      if (!rows[i].is_read)
        bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                               "line 3: its characters (UNOX) switch between sets by ISO 2022");
    }
}

#define FILE_TEST(f) cmocka_unit_test_setup_teardown (f, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    FILE_TEST (segments_have_values_lines_and_numbers),
    FILE_TEST (separators_may_be_released_or_others),
    FILE_TEST (a_service_string_may_not_contradict_itself),
    FILE_TEST (numbers_have_one_decimal_mark),
    FILE_TEST (trailers_are_held_against_what_was_counted),
    FILE_TEST (groups_are_counted),
    FILE_TEST (what_is_missing_is_told),
    FILE_TEST (characters_are_those_that_unb_names),
    FILE_TEST (long_segments_are_cut),
    FILE_TEST (the_content_tells_the_message),
    FILE_TEST (of_repeated_elements_the_first_is_read),
    FILE_TEST (segments_are_taken_until_it_is_enough),
    FILE_TEST (characters_that_switch_sets_are_refused),
  };
  return cmocka_run_group_tests_name ("EDIFACT", tests, NULL, NULL);
}

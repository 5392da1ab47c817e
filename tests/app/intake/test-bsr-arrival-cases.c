#include "bsr-drop-fixture.h"

#include <string.h>

#include "bsr-arrival-cases.h"

static void
reads (const char *name, const char *container, const char *wanted)
{
  g_autoptr (BsrScan) scan = bsr_scan_new (name);
  scan->container = g_strdup (container);
  g_auto (GStrv) found = bsr_arrival_read_containers (scan);
  g_autofree char *joined = g_strjoinv (" ", found);
  assert_string_equal (joined, wanted);
}

static void
numbers_are_the_scanner_s_else_the_name_s (void **state)
{
  reads ("drop/lane2.tiff", NULL, "");
  reads ("drop/" BOX ".tiff", NULL, BOX);
  reads ("drop/" BOX "_" OTHER_BOX ".tiff", NULL, BOX " " OTHER_BOX);
  reads (OTHER_BOX "/a.tiff", NULL, ""); /* a folder's name is none of the file's */
  reads (BOX ".tiff", "zepu 003725-5", OTHER_BOX);
  reads (BOX ".tiff", "CSQU3054383 / ZEPU0037255", BOX " " OTHER_BOX);
  reads (BOX ".tiff", "", BOX);
  reads (BOX ".tiff", " - ", BOX);
  reads (BOX ".tiff", "un readable?", "UNREADABLE?");
  reads (BOX ".tiff", "\xd8\xb4\xd8\xa7\xd8\xad\xd9\x86\xd8\xa9", "\xd8\xb4\xd8\xa7\xd8\xad\xd9\x86\xd8\xa9");
}

static void
word_that_is_no_number_is_cut (void **state)
{
  g_autofree char *many = g_strnfill (5000, 'x');
  g_autoptr (BsrScan) scan = bsr_scan_new ("a.tiff");
  scan->container = g_steal_pointer (&many);
  g_auto (GStrv) found = bsr_arrival_read_containers (scan);
  assert_int_equal (g_strv_length (found), 1);
  assert_int_equal (strlen (found[0]), 32);
}

static void
decides (Drop *drop, const char *const *containers, const char *cases, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = NULL;
  g_autofree char *why = NULL;
  bsr_arrival_find_cases (drop->store, containers, &ids, &why, &error);
  bsr_test_assert_no_error (error);
  g_autofree char *joined = g_strjoinv (" ", ids);
  assert_string_equal (joined, cases);
  assert_string_equal (why, reason);
}

#define OF(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void
only_what_is_certain_is_linked (void **state)
{
  Drop *drop = *state;
  drop_list_case (drop, "T-1", BOX, 1);
  drop_list_case (drop, "T-2", OTHER_BOX, 2);
  drop_list_case (drop, "T-3", MISREAD_BOX, 3);
  decides (drop, OF (BOX), "T-1", "");
  decides (drop, OF (BOX, OTHER_BOX), "T-1 T-2", "");
  decides (drop, OF (OTHER_BOX, BOX), "T-2 T-1", "");
  /* A case that is listed under the wrong number does not make it right. */
  decides (drop, OF (MISREAD_BOX), "", "the check digit of " MISREAD_BOX " is wrong: it was misread");
  decides (drop, OF (MISREAD_BOX, "CSQU3054403"), "",
           "the check digit of " MISREAD_BOX " is wrong: it was misread;"
           " the check digit of CSQU3054403 is wrong: it was misread");
  decides (drop, OF (NULL), "", "no container number is known of it");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (numbers_are_the_scanner_s_else_the_name_s),
    cmocka_unit_test (word_that_is_no_number_is_cut),
    cmocka_unit_test_setup_teardown (only_what_is_certain_is_linked, drop_set_up, drop_tear_down),
  };
  return cmocka_run_group_tests_name ("arrival cases", tests, NULL, NULL);
}

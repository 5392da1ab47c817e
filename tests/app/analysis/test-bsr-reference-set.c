#include "bsr-test.h"

#include <math.h>

#include "bsr-error.h"
#include "bsr-reference-set.h"

/* The only band that the loads reach. */
#define BAND 4

static int
set_up (void **state)
{
  *state = bsr_test_folder_new ();
  return 0;
}

static int
tear_down (void **state)
{
  bsr_test_folder_remove (*state);
  return 0;
}

static void
put_file (const char *folder, const char *name, const char *ending, const char *text)
{
  g_autofree char *file = g_strconcat (name, ending, NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* (transfer full): the analysis of scan @scan (a number of one digit), whose load shows @mm; @empty
 * and @with_profile as the names say. */
static char *
document (int scan, double mm, gboolean empty, gboolean with_profile)
{
  g_autoptr (GString) profile = g_string_new (with_profile ? ", \"profile\": [" : "");
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  for (int i = 0; with_profile && i < BSR_LOAD_PROFILE_BANDS; i++)
    g_string_append_printf (profile, "%s[%d, %s, 2]", i > 0 ? ", " : "", i == BAND ? 20 : 0,
                            g_ascii_dtostr (number, sizeof number, mm));
  return g_strdup_printf (
      "{\"format\": \"basira-analysis/1\", \"scan\": {\"file\": \"a.tiff\", \"sha256\": \"%064d\","
      " \"width\": 10, \"height\": 10, \"planes\": 1}, \"load\": {\"empty\": %s%s%s},"
      " \"anomalies\": [], \"engine\": {\"version\": \"1\", \"elapsed_ms\": 1}}",
      scan, empty ? "true" : "false", profile->str, with_profile ? "]" : "");
}

static void
put_case (const char *folder, const char *name, const char *hs)
{
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"basira-case/1\", \"case\": \"%s\", \"container\": \"CSQU3054383\","
      " \"items\": [%s]}", name, hs);
  put_file (folder, name, ".case.json", json);
}

/* One earlier load, declared as @hs: the items' inner part. */
static void
put_load (const char *folder, const char *name, int scan, double mm, const char *hs)
{
  g_autofree char *json = document (scan, mm, FALSE, TRUE);
  put_file (folder, name, ".analysis.json", json);
  put_case (folder, name, hs);
}

static BsrReferenceSet *
read_set (const char *folder)
{
  g_autoptr (GError) error = NULL;
  BsrReferenceSet *set = bsr_reference_set_read (folder, NULL, &error);
  bsr_test_assert_no_error (error);
  return set;
}

/* (transfer full): of scan @scan. */
static char *
sha256_of (int scan)
{
  return g_strdup_printf ("%064d", scan);
}

static double
mean_of (const BsrReference *reference)
{
  double mean_mm = NAN, spread_mm;
  assert_non_null (reference);
  assert_true (bsr_reference_expect (reference, BAND, &mean_mm, &spread_mm));
  return mean_mm;
}

static void
loads_of_one_heading_are_one_reference (void **state)
{
  const char *folder = *state;
  put_load (folder, "a", 1, 30.0, "{\"hs\": \"080390\"}");
  put_load (folder, "b", 2, 40.0, "{\"hs\": \"0803\"}");
  put_load (folder, "c", 3, 50.0, "{\"hs\": \"08039010\"}, {\"hs\": \"080310\"}");
  put_load (folder, "d", 4, 500.0, "{\"hs\": \"0805\"}");
  put_load (folder, "e", 5, 500.0, "{\"hs\": \"080390\"}, {\"hs\": \"0805\"}");
  put_load (folder, "f", 6, 500.0, "{\"hs\": \"08\"}");
  g_autoptr (BsrReferenceSet) set = read_set (folder);
  g_autoptr (BsrReference) reference = bsr_reference_set_get (set, "0803", NULL);
  assert_int_equal (bsr_reference_n_loads (reference), 3);
  bsr_test_assert_close (mean_of (reference), 40.0, 1e-9);
  assert_int_equal (bsr_reference_set_count (set, "0803", NULL), 3);
  assert_int_equal (bsr_reference_set_count (set, "0805", NULL), 1);
  assert_int_equal (bsr_reference_set_count (set, "0801", NULL), 0);
  assert_null (bsr_reference_set_get (set, "0805", NULL));
}

static void
a_scan_is_never_its_own_reference (void **state)
{
  const char *folder = *state;
  for (int i = 1; i <= 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d", i);
      put_load (folder, name, i, 10.0 * i, "{\"hs\": \"0803\"}");
    }
  g_autofree char *own = sha256_of (4);
  g_autoptr (BsrReferenceSet) set = read_set (folder);
  g_autoptr (BsrReference) others = bsr_reference_set_get (set, "0803", own);
  assert_int_equal (bsr_reference_n_loads (others), 3);
  bsr_test_assert_close (mean_of (others), 20.0, 1e-9);
  assert_int_equal (bsr_reference_set_count (set, "0803", own), 3);
}

/* The first by name stands. */
static void
a_scan_counts_once (void **state)
{
  const char *folder = *state;
  put_load (folder, "a", 1, 30.0, "{\"hs\": \"0803\"}");
  put_load (folder, "b", 2, 40.0, "{\"hs\": \"0803\"}");
  put_load (folder, "c", 3, 50.0, "{\"hs\": \"0803\"}");
  put_load (folder, "z", 1, 99.0, "{\"hs\": \"0803\"}");
  g_autoptr (BsrReferenceSet) set = read_set (folder);
  g_autoptr (BsrReference) reference = bsr_reference_set_get (set, "0803", NULL);
  assert_int_equal (bsr_reference_n_loads (reference), 3);
  bsr_test_assert_close (mean_of (reference), 40.0, 1e-9);
}

static void
what_shows_no_load_is_passed_over (void **state)
{
  const char *folder = *state;
  g_autofree char *empty = document (1, 40.0, TRUE, TRUE);
  g_autofree char *old = document (2, 40.0, FALSE, FALSE);
  g_autofree char *alone = document (3, 40.0, FALSE, TRUE);
  put_file (folder, "empty", ".analysis.json", empty);
  put_case (folder, "empty", "{\"hs\": \"0803\"}");
  put_file (folder, "old", ".analysis.json", old);
  put_case (folder, "old", "{\"hs\": \"0803\"}");
  put_file (folder, "alone", ".analysis.json", alone);
  put_case (folder, "case-alone", "{\"hs\": \"0803\"}");
  g_autoptr (BsrReferenceSet) set = read_set (folder);
  assert_int_equal (bsr_reference_set_count (set, "0803", NULL), 0);
  assert_null (bsr_reference_set_get (set, "0803", NULL));
}

/* The same bits, whatever the files are called. */
static void
names_change_nothing (void **state)
{
  const char *folder = *state;
  g_autofree char *other = g_build_filename (folder, "other", NULL);
  assert_int_equal (g_mkdir_with_parents (other, 0700), 0);
  const double mm[] = { 30.1, 40.7, 1e6, 0.3, 17.9 };
  for (int i = 0; i < (int) G_N_ELEMENTS (mm); i++)
    {
      g_autofree char *up = g_strdup_printf ("n%d", i), *down = g_strdup_printf ("n%d", 9 - i);
      put_load (folder, up, i, mm[i], "{\"hs\": \"0803\"}");
      put_load (other, down, i, mm[i], "{\"hs\": \"0803\"}");
    }
  g_autoptr (BsrReferenceSet) first = read_set (folder), second = read_set (other);
  g_autoptr (BsrReference) a = bsr_reference_set_get (first, "0803", NULL);
  g_autoptr (BsrReference) b = bsr_reference_set_get (second, "0803", NULL);
  bsr_test_assert_close (mean_of (a), mean_of (b), 0.0);
}

static void
damaged_files_are_named (void **state)
{
  const char *folder = *state;
  const struct
  {
    const char *ending, *text;
    int code;
    const char *part;
  } rows[] = {
    { ".analysis.json", "{", BSR_ERROR_DAMAGED, "n.analysis.json: " },
    { ".analysis.json", "{\"format\": \"basira-analysis/1\"}", BSR_ERROR_DAMAGED,
      "n.analysis.json: scan: is missing" },
    { ".analysis.json", "{\"format\": \"basira-case/1\"}", BSR_ERROR_UNKNOWN_KIND,
      "n.analysis.json: format" },
    { ".case.json", "{\"format\": \"basira-case/1\"}", BSR_ERROR_DAMAGED, "n.case.json: case" },
    { ".case.json", "{\"format\": \"basira-case/9\"}", BSR_ERROR_UNKNOWN_KIND,
      "n.case.json: format" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      put_load (folder, "n", 1, 40.0, "{\"hs\": \"0803\"}");
      put_file (folder, "n", rows[i].ending, rows[i].text);
      assert_null (bsr_reference_set_read (folder, NULL, &error));
      print_message ("%s\n", error != NULL ? error->message : "no error");
      bsr_test_assert_error (error, BSR_ERROR, rows[i].code, rows[i].part);
    }
}

static void
a_folder_that_cannot_be_read_is_the_environment_s (void **state)
{
  g_autofree char *nowhere = g_build_filename (*state, "nowhere", NULL);
  g_autoptr (GError) error = NULL, cancelled = NULL;
  assert_null (bsr_reference_set_read (nowhere, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "the folder cannot be read");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  put_load (*state, "a", 1, 30.0, "{\"hs\": \"0803\"}");
  g_cancellable_cancel (cancellable);
  assert_null (bsr_reference_set_read (*state, cancellable, &cancelled));
  bsr_test_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
}

#define FOLDER_TEST(f) cmocka_unit_test_setup_teardown (f, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    FOLDER_TEST (loads_of_one_heading_are_one_reference),
    FOLDER_TEST (a_scan_is_never_its_own_reference),
    FOLDER_TEST (a_scan_counts_once),
    FOLDER_TEST (what_shows_no_load_is_passed_over),
    FOLDER_TEST (names_change_nothing),
    FOLDER_TEST (damaged_files_are_named),
    FOLDER_TEST (a_folder_that_cannot_be_read_is_the_environment_s),
  };
  return cmocka_run_group_tests_name ("reference-set", tests, NULL, NULL);
}

#include "bsr-library-fixture.h"

#include <math.h>
#include <string.h>

#include "bsr-error.h"

#define SCAN_A "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static void
entry_says_what_it_was_given (void **state)
{
  g_autoptr (GError) error = NULL;
  BsrLoadDescriptor descriptor = bsr_load_descriptor_blank ();
  descriptor.values[BSR_LOAD_MEASURE_GAPS] = 0.41f;
  descriptor.values[BSR_LOAD_MEASURE_MATERIAL] = INFINITY;
  g_autoptr (BsrLibraryEntry) entry
      = bsr_library_entry_new ("0803", SCAN_A, "2024-02-29", &descriptor, &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (entry->heading, "0803");
  assert_string_equal (entry->scan, SCAN_A);
  assert_string_equal (entry->when, "2024-02-29");
  assert_true (bsr_library_entry_is_usable (entry));
  assert_true (entry->descriptor.values[BSR_LOAD_MEASURE_GAPS] == 0.41f);
  assert_true (isnan (entry->descriptor.values[BSR_LOAD_MEASURE_MATERIAL]));

  /* The id is the hash of the form that the header gives. */
  g_autofree char *expected = g_compute_checksum_for_string (
      G_CHECKSUM_SHA256,
      "basira-contribution/1\n4:0803,64:" SCAN_A ",10:2024-02-29,1:1,13:{\"gaps\":0.41},", -1);
  assert_string_equal (entry->id, expected);
}

static void
wrong_entries_are_refused (void **state)
{
  const struct { const char *heading, *scan, *when, *part; } wrong[] = {
    { "080", SCAN_A, "2024-05-03", "'080' is no heading" },
    { "08 3", SCAN_A, "2024-05-03", "is no heading" },
    { "080390", SCAN_A, "2024-05-03", "is no heading" },
    { "0803", "0011", "2024-05-03", "'0011' is no scan" },
    { "0803", SCAN_A, "2024-02-30", "'2024-02-30' is no date" },
    { "0803", SCAN_A, "2024-5-003", "is no date" },
    { "0803", SCAN_A, "", "is no date" },
  };
  BsrLoadDescriptor descriptor = bsr_load_descriptor_blank ();
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      assert_null (bsr_library_entry_new (wrong[i].heading, wrong[i].scan, wrong[i].when,
                                          &descriptor, &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, wrong[i].part);
    }
}

static void
lists_are_by_heading_and_sorted (void **state)
{
  g_autoptr (BsrLibrary) library = library_fixture_new (30, 3);
  assert_int_equal (bsr_library_count (library), 30);
  g_auto (GStrv) headings = bsr_library_headings (library);
  assert_int_equal (g_strv_length (headings), 3);
  assert_string_equal (headings[0], "0800");
  assert_string_equal (headings[2], "0802");
  g_autoptr (GPtrArray) one = bsr_library_list (library, "0801");
  assert_int_equal (one->len, 10);
  for (guint i = 0; i < one->len; i++)
    assert_string_equal (((BsrLibraryEntry *) one->pdata[i])->heading, "0801");
  g_autoptr (GPtrArray) all = bsr_library_list (library, NULL);
  assert_int_equal (all->len, 30);
  for (guint i = 1; i < all->len; i++)
    assert_true (strcmp (((BsrLibraryEntry *) all->pdata[i - 1])->id,
                         ((BsrLibraryEntry *) all->pdata[i])->id) < 0);
  g_autoptr (GPtrArray) none = bsr_library_list (library, "9999");
  assert_int_equal (none->len, 0);
}

static void
a_load_is_there_once (void **state)
{
  g_autoptr (BsrLibrary) library = bsr_library_new ();
  g_autoptr (BsrLibraryEntry) own = library_fixture_entry ("0803", 1, "supervisor 1");
  g_autoptr (BsrLibraryEntry) foreign = library_fixture_entry ("0803", 1, NULL);
  assert_string_equal (own->id, foreign->id);
  assert_true (bsr_library_add (library, foreign));
  assert_false (bsr_library_add (library, own)); /* not new, but says who confirmed it */
  assert_false (bsr_library_add (library, foreign));
  assert_int_equal (bsr_library_count (library), 1);
  assert_ptr_equal (bsr_library_get (library, own->id), own);

  assert_true (bsr_library_withdraw (library, own->id));
  assert_false (bsr_library_withdraw (library, own->id));
  assert_int_equal (bsr_library_count (library), 0);
  assert_null (bsr_library_get (library, own->id));
  g_auto (GStrv) headings = bsr_library_headings (library);
  assert_null (headings[0]);
}

static void
assert_same_sums (const BsrLibrarySums *a, const BsrLibrarySums *b)
{
  assert_int_equal (a->n_loads, b->n_loads);
  assert_memory_equal (a->n, b->n, sizeof a->n);
  assert_memory_equal (a->mean, b->mean, sizeof a->mean);
  assert_memory_equal (a->squares, b->squares, sizeof a->squares);
}

static void
sums_do_not_depend_on_what_came_before (void **state)
{
  g_autoptr (BsrLibrary) library = library_fixture_new (60, 3), backwards = bsr_library_new ();
  BsrLibrarySums before = bsr_library_sums (library, "0801", NULL);
  assert_int_equal (before.n_loads, 20);
  g_autoptr (GPtrArray) all = bsr_library_list (library, NULL);
  for (guint i = all->len; i > 0; i--)
    bsr_library_add (backwards, all->pdata[i - 1]);
  BsrLibrarySums other = bsr_library_sums (backwards, "0801", NULL);
  assert_same_sums (&before, &other);

  for (int number = 100; number < 120; number++)
    {
      g_autoptr (BsrLibraryEntry) entry = library_fixture_entry ("0801", number, NULL);
      assert_true (bsr_library_add (library, entry));
      BsrLibrarySums with = bsr_library_sums (library, "0801", NULL);
      assert_int_equal (with.n_loads, 21);
      assert_memory_not_equal (with.mean, before.mean, sizeof with.mean);
      BsrLibrarySums without = bsr_library_sums (library, "0801", entry->scan);
      assert_same_sums (&before, &without);
      assert_true (bsr_library_withdraw (library, entry->id));
      BsrLibrarySums after = bsr_library_sums (library, "0801", NULL);
      assert_same_sums (&before, &after);
    }
}

static void
sums_are_mean_and_squares (void **state)
{
  g_autoptr (BsrLibrary) library = library_fixture_new (50, 2);
  g_autoptr (GPtrArray) entries = bsr_library_list (library, "0800");
  BsrLibrarySums sums = bsr_library_sums (library, "0800", NULL);
  for (int m = 0; m < BSR_N_LOAD_MEASURES; m++)
    {
      double sum = 0.0, squares = 0.0;
      int n = 0;
      for (guint i = 0; i < entries->len; i++)
        {
          double value = (double) ((BsrLibraryEntry *) entries->pdata[i])->descriptor.values[m];
          if (isnan (value))
            continue;
          sum += value;
          squares += value * value;
          n++;
        }
      assert_int_equal (sums.n[m], n);
      assert_in_range (n, 10, 25);
      bsr_test_assert_close (sums.mean[m], sum / n, 1e-12);
      bsr_test_assert_close (sums.squares[m], squares - sum * sum / n, 1e-9);
    }
}

static void
merging_is_a_union (void **state)
{
  g_autoptr (BsrLibrary) a = library_fixture_new (12, 3), b = bsr_library_new ();
  for (int number = 6; number < 18; number++)
    {
      char heading[5];
      library_fixture_heading (number % 3, heading);
      g_autoptr (BsrLibraryEntry) entry = library_fixture_entry (heading, number, NULL);
      bsr_library_add (b, entry);
    }
  g_autoptr (BsrLibrary) ab = bsr_library_new (), ba = bsr_library_new ();
  assert_int_equal (bsr_library_merge (ab, a), 12);
  assert_int_equal (bsr_library_merge (ab, b), 6);
  assert_int_equal (bsr_library_merge (ab, b), 0);
  bsr_library_merge (ba, b);
  bsr_library_merge (ba, a);
  g_autoptr (GPtrArray) one = bsr_library_list (ab, NULL), other = bsr_library_list (ba, NULL);
  assert_int_equal (one->len, 18);
  assert_int_equal (other->len, 18);
  for (guint i = 0; i < one->len; i++)
    assert_string_equal (((BsrLibraryEntry *) one->pdata[i])->id,
                         ((BsrLibraryEntry *) other->pdata[i])->id);
  /* Whichever came first, who confirmed it is known where either knew. */
  for (guint i = 0; i < one->len; i++)
    assert_true (((BsrLibraryEntry *) one->pdata[i])->supervisor
                 == ((BsrLibraryEntry *) other->pdata[i])->supervisor);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (entry_says_what_it_was_given),
    cmocka_unit_test (wrong_entries_are_refused),
    cmocka_unit_test (lists_are_by_heading_and_sorted),
    cmocka_unit_test (a_load_is_there_once),
    cmocka_unit_test (sums_do_not_depend_on_what_came_before),
    cmocka_unit_test (sums_are_mean_and_squares),
    cmocka_unit_test (merging_is_a_union),
  };
  return cmocka_run_group_tests_name ("library", tests, NULL, NULL);
}

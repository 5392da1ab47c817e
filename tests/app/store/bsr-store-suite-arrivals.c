#include "bsr-store-staff.h"

#include <glib/gstdio.h>

#include "bsr-error.h"
#include "bsr-file-hash.h"
#include "bsr-right.h"
#include "bsr-scan-file.h"
#include "bsr-store-arrivals.h"

/* Scans that come by themselves. */

#define NUMBER "CSQU3054383"
#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const char *const nobody[] = { NULL };
static const char *const first[] = { "T-1", NULL };
static const char *const second[] = { "T-2", NULL };
static const char *const both[] = { "T-1", "T-2", NULL };
static const char *const numbers[] = { NUMBER, "MSKU6011672", NULL };

/* (transfer full): a scan as it comes: its file was read through. */
static BsrScan *
arriving (Fixture *fixture, const char *name, int seed, gboolean described)
{
  g_autoptr (GError) error = NULL;
  BsrScan *scan = bsr_store_suite_scan (fixture->folder, name, seed, described);
  scan->sha256 = bsr_file_sha256 (scan->path, NULL, &error);
  bsr_test_assert_no_error (error);
  return scan;
}

static gint64
take (Fixture *fixture, BsrScan *scan, const char *const *case_ids, GError **error)
{
  return bsr_store_take_arrival (fixture->store, ACTOR, scan, numbers, case_ids,
                                 case_ids[0] == NULL ? "its number cannot be read" : "", error);
}

/* One that waits. */
static gint64
take_waiting (Fixture *fixture, const char *name, int seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrScan) scan = arriving (fixture, name, seed, TRUE);
  gint64 id = take (fixture, scan, nobody, &error);
  bsr_test_assert_no_error (error);
  assert_true (id > 0);
  return id;
}

/* (transfer full): the only one that stands so. */
static BsrArrival *
only (Fixture *fixture, BsrArrivalStanding standing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = bsr_store_list_arrivals (fixture->store, standing, 10, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (list->len, 1);
  return g_ptr_array_steal_index (list, 0);
}

static void
assert_waiting (Fixture *fixture, int n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list
      = bsr_store_list_arrivals (fixture->store, BSR_ARRIVAL_WAITING, 10, &error);
  assert_int_equal (bsr_store_count_waiting (fixture->store, &error), n);
  bsr_test_assert_no_error (error);
  assert_int_equal (list->len, n);
}

static guint
n_scans (Fixture *fixture, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, case_id, &error);
  bsr_test_assert_no_error (error);
  return scans->len;
}

static void
what_waits_comes_back_whole (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrScan) scan = arriving (fixture, "a.tiff", 1, TRUE);
  gint64 id = take (fixture, scan, nobody, &error);
  bsr_test_assert_no_error (error);
  fixture_reopen (fixture);
  assert_waiting (fixture, 1);
  g_autoptr (BsrArrival) listed = only (fixture, BSR_ARRIVAL_WAITING);
  g_autoptr (BsrArrival) found
      = bsr_store_find_arrival (fixture->store, scan->sha256, NULL, &error);
  bsr_test_assert_no_error (error);
  const BsrArrival *arrivals[] = { listed, found };
  for (int i = 0; i < 2; i++)
    {
      const BsrArrival *arrival = arrivals[i];
      assert_int_equal (arrival->id, id);
      assert_int_equal (arrival->standing, BSR_ARRIVAL_WAITING);
      assert_true (g_strv_equal ((const char *const *) arrival->containers, numbers));
      assert_int_equal (g_strv_length (arrival->case_ids), 0);
      assert_string_equal (arrival->reason, "its number cannot be read");
      assert_string_equal (arrival->officer, ACTOR->officer);
      assert_non_null (arrival->taken);
      assert_int_equal (arrival->scan->id, 0);
      assert_string_equal (arrival->scan->name, "a.tiff");
      assert_string_equal (arrival->scan->sha256, scan->sha256);
      assert_string_equal (arrival->scan->container, NUMBER);
      assert_string_equal (arrival->scan->site, "MAPTM");
      assert_true (g_date_time_equal (arrival->scan->acquired, scan->acquired));
    }
  assert_true (g_file_test (found->scan->path, G_FILE_TEST_IS_REGULAR));
  assert_string_not_equal (found->scan->path, scan->path);
  assert_null (bsr_store_find_arrival (fixture->store, HASH, NULL, &error));
  bsr_test_assert_no_error (error);
}

static void
same_content_is_taken_once (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  fixture_put_case (fixture, "T-1");
  gint64 id = take_waiting (fixture, "a.tiff", 1);
  gint64 before = fixture_entries (fixture);
  g_autoptr (BsrScan) renamed = arriving (fixture, "b.tiff", 1, FALSE);
  assert_int_equal (take (fixture, renamed, nobody, &error), id);
  assert_int_equal (take (fixture, renamed, first, &error), id);
  bsr_test_assert_no_error (error);
  assert_int_equal (fixture_entries (fixture), before);
  assert_int_equal (n_scans (fixture, "T-1"), 0);

  /* Of another second energy it is another scan. */
  g_autoptr (BsrScan) single = arriving (fixture, "c.png", 3, FALSE);
  gint64 without = take (fixture, single, nobody, &error);
  g_autoptr (BsrScan) low = arriving (fixture, "c.low.png", 7, FALSE);
  g_autoptr (BsrScan) dual = arriving (fixture, "c.png", 3, FALSE);
  gint64 other = take (fixture, dual, nobody, &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (dual->sha256, single->sha256);
  assert_true (without > id && other > without);
  assert_int_equal (take (fixture, dual, nobody, &error), other);
  g_autoptr (BsrArrival) found
      = bsr_store_find_arrival (fixture->store, dual->sha256, low->sha256, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (found->id, other);
  assert_string_equal (found->scan->low_sha256, low->sha256);
  assert_waiting (fixture, 3);
}

static void
one_scan_goes_to_two_cases_at_once (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  fixture_put_case (fixture, "T-1");
  fixture_put_case (fixture, "T-2");
  g_autoptr (BsrScan) scan = arriving (fixture, "a.tiff", 1, TRUE);
  gint64 id = take (fixture, scan, both, &error);
  bsr_test_assert_no_error (error);
  assert_true (id > 0);
  assert_int_equal (fixture_entries (fixture), 2 + 1 + 2);
  assert_int_equal (take (fixture, scan, nobody, &error), id);
  assert_int_equal (fixture_entries (fixture), 5);
  assert_waiting (fixture, 0);
  g_autoptr (BsrArrival) linked = only (fixture, BSR_ARRIVAL_LINKED);
  assert_true (g_strv_equal ((const char *const *) linked->case_ids, both));
  assert_string_equal (linked->reason, "");

  g_autoptr (GPtrArray) cases = fixture_list (fixture);
  assert_int_equal (cases->len, 2);
  for (guint i = 0; i < cases->len; i++)
    {
      const BsrCaseSummary *summary = cases->pdata[i];
      assert_int_equal (summary->n_scans, 1);
      assert_int_equal (summary->state, BSR_STATE_SCANNED);
      assert_true (summary->queued);
      g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, summary->id, &error);
      bsr_test_assert_no_error (error);
      assert_string_equal (((BsrScan *) scans->pdata[0])->sha256, scan->sha256);
      assert_true (((BsrScan *) scans->pdata[0])->id > 0);
    }
}

static void
what_cannot_be_linked_whole_leaves_nothing (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL, later = NULL;
  const char *const half[] = { "T-1", "T-9", NULL };
  fixture_put_case (fixture, "T-1");
  g_autoptr (BsrScan) scan = arriving (fixture, "a.tiff", 1, TRUE);
  assert_int_equal (take (fixture, scan, half, &error), 0);
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "no case 'T-9'");
  assert_int_equal (fixture_entries (fixture), 1);
  assert_waiting (fixture, 0);
  gint64 id = take (fixture, scan, nobody, NULL);
  assert_false (bsr_store_link_arrival (fixture->store, ACTOR, id, half, &later));
  bsr_test_assert_error (later, BSR_ERROR, BSR_ERROR_INVALID, "no case 'T-9'");
  assert_int_equal (fixture_entries (fixture), 2);
  assert_int_equal (n_scans (fixture, "T-1"), 0);
  assert_waiting (fixture, 1);
}

static void
scan_that_was_added_by_hand_is_linked (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  fixture_put_case (fixture, "T-1");
  fixture_put_case (fixture, "T-2");
  g_autoptr (BsrScan) before = arriving (fixture, "a.tiff", 1, TRUE);
  g_autoptr (BsrScan) after = arriving (fixture, "b.tiff", 2, TRUE);
  gint64 by_hand = bsr_store_add_scan (fixture->store, ACTOR, "T-1", before, &error);
  gint64 id = take (fixture, before, both, &error);
  bsr_test_assert_no_error (error);
  assert_true (by_hand > 0 && id > by_hand);
  assert_int_equal (fixture_entries (fixture), 2 + 1 + 2);
  assert_int_equal (n_scans (fixture, "T-1"), 1);
  assert_int_equal (n_scans (fixture, "T-2"), 1);

  take (fixture, after, nobody, &error);
  assert_waiting (fixture, 1);
  assert_true (bsr_store_add_scan (fixture->store, ACTOR, "T-2", after, &error) > 0);
  bsr_test_assert_no_error (error);
  assert_waiting (fixture, 0);
  assert_int_equal (fixture_entries (fixture), 5 + 2);
}

static void
picture_of_one_case_does_not_become_another_s (void **state)
{
  static const char *const other[] = { "T-2", NULL };
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  fixture_put_case (fixture, "T-1");
  fixture_put_case (fixture, "T-2");
  g_autoptr (BsrScan) scan = arriving (fixture, "a.tiff", 1, TRUE);
  assert_true (bsr_store_add_scan (fixture->store, ACTOR, "T-1", scan, &error) > 0);
  assert_true (take (fixture, scan, other, &error) > 0);
  bsr_test_assert_no_error (error);
  assert_int_equal (n_scans (fixture, "T-1"), 1);
  assert_int_equal (n_scans (fixture, "T-2"), 0);
  g_autoptr (BsrArrival) arrival = only (fixture, BSR_ARRIVAL_LINKED);
  assert_string_equal (arrival->case_ids[0], "T-1");
  assert_null (arrival->case_ids[1]);
}

static void
linking_tells_what_others_did_meanwhile (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL, conflict = NULL, aside = NULL, unknown = NULL;
  const BsrActor other = { "officer 9", "lane 1" };
  fixture_put_case (fixture, "T-1");
  fixture_put_case (fixture, "T-2");
  gint64 id = take_waiting (fixture, "a.tiff", 1);
  assert_true (bsr_store_link_arrival (fixture->store, &other, id, first, &error));
  bsr_test_assert_no_error (error);
  gint64 n = fixture_entries (fixture);
  assert_int_equal (n, 4);
  assert_true (bsr_store_link_arrival (fixture->store, ACTOR, id, first, &error)); /* no act */
  assert_false (bsr_store_link_arrival (fixture->store, ACTOR, id, second, &conflict));
  bsr_test_assert_error (conflict, BSR_ERROR, BSR_ERROR_CONFLICT, "linked to case T-1 meanwhile");
  assert_false (bsr_store_set_aside_arrival (fixture->store, ACTOR, id, "calibration", &aside));
  bsr_test_assert_error (aside, BSR_ERROR, BSR_ERROR_CONFLICT, "T-1");
  assert_false (bsr_store_link_arrival (fixture->store, ACTOR, id + 50, first, &unknown));
  bsr_test_assert_error (unknown, BSR_ERROR, BSR_ERROR_INVALID, "no scan");
  assert_int_equal (fixture_entries (fixture), n);
  g_autoptr (BsrArrival) linked = only (fixture, BSR_ARRIVAL_LINKED);
  assert_string_equal (linked->officer, "officer 9");

  /* The other box of the same picture. */
  assert_true (bsr_store_link_arrival (fixture->store, ACTOR, id, both, &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (fixture_entries (fixture), n + 1);
  assert_int_equal (n_scans (fixture, "T-2"), 1);
}

static void
what_is_set_aside_can_be_taken_back (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL, wordless = NULL;
  const BsrActor other = { "officer 9", "lane 1" };
  gint64 id = take_waiting (fixture, "a.tiff", 1);
  assert_false (bsr_store_set_aside_arrival (fixture->store, ACTOR, id, "  ", &wordless));
  bsr_test_assert_error (wordless, BSR_ERROR, BSR_ERROR_INVALID, "reason");
  assert_true (bsr_store_set_aside_arrival (fixture->store, &other, id, "calibration", &error));
  assert_true (bsr_store_set_aside_arrival (fixture->store, ACTOR, id, "again", &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (fixture_entries (fixture), 2);
  assert_waiting (fixture, 0);
  {
    g_autoptr (BsrArrival) aside = only (fixture, BSR_ARRIVAL_SET_ASIDE);
    assert_string_equal (aside->reason, "calibration");
    assert_string_equal (aside->officer, "officer 9");
  }
  assert_true (bsr_store_take_back_arrival (fixture->store, ACTOR, id, "", &error));
  assert_true (bsr_store_take_back_arrival (fixture->store, ACTOR, id, "", &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (fixture_entries (fixture), 3);
  assert_waiting (fixture, 1);
  g_autoptr (BsrArrival) back = only (fixture, BSR_ARRIVAL_WAITING);
  assert_string_equal (back->reason, "its number cannot be read");
  assert_string_equal (back->officer, ACTOR->officer);

  /* From there too it finds its case. */
  fixture_put_case (fixture, "T-1");
  assert_true (bsr_store_set_aside_arrival (fixture->store, ACTOR, id, "calibration", &error));
  assert_true (bsr_store_link_arrival (fixture->store, ACTOR, id, first, &error));
  bsr_test_assert_no_error (error);
  g_autoptr (BsrArrival) linked = only (fixture, BSR_ARRIVAL_LINKED);
  assert_string_equal (linked->reason, "");
}

static void
list_is_newest_first_and_not_longer_than_asked (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 ids[3];
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.tiff", i);
      ids[i] = take_waiting (fixture, name, i);
    }
  g_autoptr (GPtrArray) list
      = bsr_store_list_arrivals (fixture->store, BSR_ARRIVAL_WAITING, 2, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (list->len, 2);
  assert_int_equal (((BsrArrival *) list->pdata[0])->id, ids[2]);
  assert_int_equal (((BsrArrival *) list->pdata[1])->id, ids[1]);
  assert_int_equal (bsr_store_count_waiting (fixture->store, &error), 3);
}

static gboolean
describe (Fixture *fixture, gint64 id, BsrScan *scan, GError **error)
{
  return bsr_store_describe_arrival (fixture->store, ACTOR, id, scan, numbers, " no case yet ",
                                     error);
}

/* Has the scan say another site than what lies beside it. */
static void
change_site (BsrScan *scan)
{
  g_autofree char *sidecar = bsr_scan_sidecar_path (scan->path);
  assert_int_equal (g_remove (sidecar), 0);
  g_free (scan->site);
  scan->site = g_strdup ("MACAS");
}

static void
late_description_is_the_scan_s (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL, other = NULL, pixels = NULL, nobody_s = NULL, aside = NULL;
  g_autoptr (BsrScan) bare = arriving (fixture, "a.tiff", 1, FALSE);
  gint64 id = bsr_store_take_arrival (fixture->store, ACTOR, bare, nobody, nobody, "x", &error);
  g_autoptr (BsrScan) scan = arriving (fixture, "a.tiff", 1, TRUE);
  assert_true (describe (fixture, id, scan, &error));
  gint64 n = fixture_entries (fixture);
  assert_int_equal (n, 2);
  assert_true (describe (fixture, id, scan, &error)); /* no act */
  bsr_test_assert_no_error (error);
  fixture_reopen (fixture);
  {
    g_autoptr (BsrArrival) waiting = only (fixture, BSR_ARRIVAL_WAITING);
    g_autoptr (BsrArrival) found
        = bsr_store_find_arrival (fixture->store, bare->sha256, NULL, &error);
    assert_int_equal (waiting->id, id);
    assert_true (g_strv_equal ((const char *const *) waiting->containers, numbers));
    assert_string_equal (waiting->reason, "no case yet");
    assert_string_equal (waiting->scan->site, "MAPTM");
    assert_true (bsr_scan_check (found->scan, NULL, &error));
    bsr_test_assert_no_error (error);
  }
  /* It stands. */
  change_site (scan);
  assert_false (describe (fixture, id, scan, &other));
  bsr_test_assert_error (other, BSR_ERROR, BSR_ERROR_CONFLICT, "another description");
  g_autoptr (BsrScan) strange = arriving (fixture, "b.tiff", 2, TRUE);
  assert_false (describe (fixture, id, strange, &pixels));
  bsr_test_assert_error (pixels, BSR_ERROR, BSR_ERROR_INVALID, "other pixels");
  assert_false (describe (fixture, id + 50, strange, &nobody_s));
  bsr_test_assert_error (nobody_s, BSR_ERROR, BSR_ERROR_INVALID, "no scan");
  gint64 later = take_waiting (fixture, "b.tiff", 2);
  assert_true (bsr_store_set_aside_arrival (fixture->store, ACTOR, later, "x", &error));
  change_site (strange);
  assert_false (describe (fixture, later, strange, &aside));
  bsr_test_assert_error (aside, BSR_ERROR, BSR_ERROR_CONFLICT, "set aside meanwhile");
  assert_int_equal (fixture_entries (fixture), n + 2);

  fixture_put_case (fixture, "T-1");
  assert_true (bsr_store_link_arrival (fixture->store, ACTOR, id, first, &error));
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, "T-1", &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (((BsrScan *) scans->pdata[0])->site, "MAPTM");
}

static void
waiting_of_a_container_are_listed_the_first_first (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  const char *const asked[][3]
      = { { "msku 601167-2", NULL }, { "TGHU0000000", NUMBER, NULL }, { "CSQU305438", NULL } };
  fixture_put_case (fixture, "T-1");
  gint64 id = take_waiting (fixture, "a.tiff", 1), later = take_waiting (fixture, "b.tiff", 2);
  gint64 aside = take_waiting (fixture, "c.tiff", 3);
  assert_true (bsr_store_set_aside_arrival (fixture->store, ACTOR, aside, "x", &error));
  g_autoptr (BsrScan) scan = arriving (fixture, "d.tiff", 4, TRUE);
  assert_true (take (fixture, scan, first, &error) > 0);
  for (gsize i = 0; i <= G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (GPtrArray) list = bsr_store_list_waiting_of (
          fixture->store, i < G_N_ELEMENTS (asked) ? asked[i] : NULL, &error);
      bsr_test_assert_no_error (error);
      assert_int_equal (list->len, i == 2 ? 0 : 2);
      if (i == 2)
        continue;
      assert_int_equal (((BsrArrival *) list->pdata[0])->id, id);
      assert_int_equal (((BsrArrival *) list->pdata[1])->id, later);
      assert_string_equal (((BsrArrival *) list->pdata[1])->scan->name, "b.tiff");
    }
}

static void
only_what_still_waits_is_linked_unasked (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL, conflict = NULL, again = NULL;
  fixture_put_case (fixture, "T-1");
  gint64 id = take_waiting (fixture, "a.tiff", 1);
  assert_true (bsr_store_set_aside_arrival (fixture->store, ACTOR, id, "calibration", &error));
  assert_false (bsr_store_link_waiting_arrival (fixture->store, ACTOR, id, first, &conflict));
  bsr_test_assert_error (conflict, BSR_ERROR, BSR_ERROR_CONFLICT, "set aside meanwhile");
  assert_true (bsr_store_take_back_arrival (fixture->store, ACTOR, id, "", &error));
  assert_true (bsr_store_link_waiting_arrival (fixture->store, ACTOR, id, first, &error));
  bsr_test_assert_no_error (error);
  gint64 n = fixture_entries (fixture);
  assert_false (bsr_store_link_waiting_arrival (fixture->store, ACTOR, id, first, &again));
  bsr_test_assert_error (again, BSR_ERROR, BSR_ERROR_CONFLICT, "linked to case T-1 meanwhile");
  assert_int_equal (fixture_entries (fixture), n);
  assert_int_equal (n_scans (fixture, "T-1"), 1);
}

static void
what_cannot_be_taken_is_refused (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) changed = NULL, wordless = NULL, named = NULL, nowhere = NULL, numbered = NULL;
  const char *const broken[] = { "\xff", NULL };
  g_autoptr (BsrScan) scan = arriving (fixture, "a.tiff", 1, TRUE);
  g_autoptr (BsrScan) other = arriving (fixture, "a.tiff", 2, TRUE);
  assert_int_equal (take (fixture, scan, nobody, &changed), 0);
  bsr_test_assert_error (changed, BSR_ERROR, BSR_ERROR_DAMAGED, "has changed");
  assert_int_equal (
      bsr_store_take_arrival (fixture->store, ACTOR, other, numbers, nobody, " ", &wordless), 0);
  bsr_test_assert_error (wordless, BSR_ERROR, BSR_ERROR_INVALID, "needs a reason");
  assert_int_equal (
      bsr_store_take_arrival (fixture->store, ACTOR, other, broken, nobody, "x", &numbered), 0);
  bsr_test_assert_error (numbered, BSR_ERROR, BSR_ERROR_INVALID, "UTF-8");
  assert_false (bsr_store_link_arrival (fixture->store, ACTOR, 1, nobody, &nowhere));
  bsr_test_assert_error (nowhere, BSR_ERROR, BSR_ERROR_INVALID, "one case");
  g_free (other->name);
  other->name = g_strdup ("\xff.tiff");
  assert_int_equal (take (fixture, other, nobody, &named), 0);
  bsr_test_assert_error (named, BSR_ERROR, BSR_ERROR_INVALID, "UTF-8");
  assert_int_equal (fixture_entries (fixture), 0);
}

static void
put_raised (Fixture *fixture, const char *id, const char *container, GDateTime *raised)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_store_suite_case (id);
  g_free (flagged->container);
  flagged->container = g_strdup (container);
  if (raised != NULL)
    flagged->raised = g_date_time_ref (raised);
  flagged->shipper = g_strdup ("Shipper One");
  assert_true (bsr_store_put_case (fixture->store, ACTOR, flagged, &error));
  bsr_test_assert_no_error (error);
}

static void
cases_of_a_container_come_newest_first (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) early = g_date_time_new_utc (2024, 1, 1, 0, 0, 0);
  g_autoptr (GDateTime) late = g_date_time_new_utc (2024, 6, 1, 0, 0, 0.5);
  put_raised (fixture, "T-1", NUMBER, late);
  put_raised (fixture, "T-2", NUMBER, early);
  put_raised (fixture, "T-3", NUMBER, late);
  put_raised (fixture, "T-4", "MSKU6011672", late);
  put_raised (fixture, "T-5", NUMBER, NULL); /* now, that is */
  bsr_store_suite_close (fixture->store, "T-3");
  g_autoptr (GPtrArray) cases = bsr_store_list_cases_of (fixture->store, "csqu 305438-3", &error);
  bsr_test_assert_no_error (error);
  const char *ids[] = { "T-5", "T-3", "T-1", "T-2" };
  assert_int_equal (cases->len, G_N_ELEMENTS (ids));
  for (guint i = 0; i < cases->len; i++)
    {
      const BsrCaseOf *of = cases->pdata[i];
      assert_string_equal (of->case_id, ids[i]);
      assert_int_equal (of->open, i != 1);
      assert_int_equal (of->state, i == 1 ? BSR_STATE_CLOSED : BSR_STATE_FLAGGED);
    }
  g_autoptr (GPtrArray) none = bsr_store_list_cases_of (fixture->store, "TGHU0000000", &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (none->len, 0);
}

static void
who_brings_nothing_in_does_not_touch_the_tray (void **state)
{
  Fixture *fixture = *state;
  fixture_put_case (fixture, "T-1");
  g_autoptr (BsrScan) bare = arriving (fixture, "a.tiff", 1, FALSE);
  gint64 id = take (fixture, bare, nobody, NULL);
  g_autoptr (BsrScan) same = arriving (fixture, "a.tiff", 1, TRUE);
  g_autoptr (BsrScan) scan = arriving (fixture, "b.tiff", 2, TRUE);
  g_autoptr (BsrCaseReport) taken
      = bsr_case_report_new (BSR_CASE_REPORT_STOWAGE, "a.edi", HASH, "{}");
  staff_make (fixture);
  for (gsize i = 0; i < STAFF_MEMBERS; i++)
    {
      if (bsr_right_is_of (BSR_RIGHT_BRING_IN, staff_members[i].role))
        continue;
      const BsrActor actor = { staff_members[i].name, STATION };
      staff_sign_in (fixture, actor.officer);
      gint64 n = fixture_entries (fixture);
      for (int act = 0; act < 7; act++)
        {
          g_autoptr (GError) error = NULL;
          BsrStore *store = fixture->store;
          gboolean done
              = act == 0
                    ? bsr_store_take_arrival (store, &actor, scan, numbers, nobody, "x", &error)
                          != 0
                : act == 1 ? bsr_store_link_arrival (store, &actor, id, first, &error)
                : act == 2 ? bsr_store_set_aside_arrival (store, &actor, id, "x", &error)
                : act == 3 ? bsr_store_note_refusal (store, &actor, "x", HASH, "x", &error)
                : act == 4 ? bsr_store_add_report (store, &actor, "T-1", taken, &error)
                : act == 5
                    ? bsr_store_describe_arrival (store, &actor, id, same, numbers, "", &error)
                    : bsr_store_take_arrival (store, &actor, scan, numbers, first, "", &error) != 0;
          assert_false (done);
          assert_string_equal (error->message, bsr_right_refusal (BSR_RIGHT_BRING_IN));
        }
      assert_int_equal (fixture_entries (fixture), n);
    }
}

/* Two handles on one store: two programs, as far as the store can tell. */
static void
two_programs_have_one_tray (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL, conflict = NULL;
  fixture_put_case (fixture, "T-1");
  fixture_put_case (fixture, "T-2");
  g_autoptr (BsrStore) other = fixture->factory (fixture->folder, &error);
  gint64 id = take_waiting (fixture, "a.tiff", 1);
  assert_int_equal (bsr_store_count_waiting (other, &error), 1);
  assert_true (bsr_store_link_arrival (other, ACTOR, id, second, &error));
  bsr_test_assert_no_error (error);
  assert_waiting (fixture, 0);
  assert_false (bsr_store_link_arrival (fixture->store, ACTOR, id, first, &conflict));
  bsr_test_assert_error (conflict, BSR_ERROR, BSR_ERROR_CONFLICT, "T-2");
}

const struct CMUnitTest store_suite_arrival_tests[] = {
  cmocka_unit_test (what_waits_comes_back_whole),
  cmocka_unit_test (same_content_is_taken_once),
  cmocka_unit_test (one_scan_goes_to_two_cases_at_once),
  cmocka_unit_test (what_cannot_be_linked_whole_leaves_nothing),
  cmocka_unit_test (scan_that_was_added_by_hand_is_linked),
  cmocka_unit_test (picture_of_one_case_does_not_become_another_s),
  cmocka_unit_test (linking_tells_what_others_did_meanwhile),
  cmocka_unit_test (what_is_set_aside_can_be_taken_back),
  cmocka_unit_test (list_is_newest_first_and_not_longer_than_asked),
  cmocka_unit_test (late_description_is_the_scan_s),
  cmocka_unit_test (waiting_of_a_container_are_listed_the_first_first),
  cmocka_unit_test (only_what_still_waits_is_linked_unasked),
  cmocka_unit_test (what_cannot_be_taken_is_refused),
  cmocka_unit_test (cases_of_a_container_come_newest_first),
  cmocka_unit_test (who_brings_nothing_in_does_not_touch_the_tray),
  cmocka_unit_test (two_programs_have_one_tray),
};
const gsize store_suite_n_arrival_tests = G_N_ELEMENTS (store_suite_arrival_tests);

#include "bsr-store-fixture.h"

#include <string.h>

#include "bsr-error.h"
#include "bsr-store-access.h"

/* Personal data of traders, and how they expire. */

static BsrCase *
case_of_traders (const char *id, const char *shipper)
{
  BsrCase *flagged = bsr_store_suite_case (id);
  flagged->shipper = g_strdup (shipper);
  flagged->consignee = g_strdup ("Karim, 4 Harbour Street");
  return flagged;
}

static void
put (Fixture *fixture, const char *id, const char *shipper)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = case_of_traders (id, shipper);
  bsr_store_put_case (fixture->store, ACTOR, flagged, &error);
  bsr_test_assert_no_error (error);
}

static BsrCase *
get (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  BsrCase *flagged = bsr_store_get_case (fixture->store, id, &error);
  bsr_test_assert_no_error (error);
  return flagged;
}

/* Of what is older than tomorrow, or than 2001. */
static int
expire (Fixture *fixture, gboolean all)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc (), tomorrow = g_date_time_add_days (now, 1);
  g_autoptr (GDateTime) early = g_date_time_new_utc (2001, 1, 1, 0, 0, 0.0);
  int n = -1;
  bsr_store_expire_personal (fixture->store, ACTOR, all ? tomorrow : early, &n, &error);
  bsr_test_assert_no_error (error);
  return n;
}

static void
traders_come_back_as_they_were_put (void **state)
{
  Fixture *fixture = *state;
  put (fixture, "T-1", "Salim & Sons");
  put (fixture, "T-1", "Salim & Sons");
  g_autoptr (BsrCase) flagged = get (fixture, "T-1");
  assert_string_equal (flagged->shipper, "Salim & Sons");
  assert_string_equal (flagged->consignee, "Karim, 4 Harbour Street");
  assert_null (flagged->notify_party);
  assert_null (flagged->personal_expired);
  assert_int_equal (fixture_entries (fixture), 1);
  put (fixture, "T-1", "Somebody else");
  fixture_reopen (fixture);
  g_autoptr (BsrCase) changed = get (fixture, "T-1");
  assert_string_equal (changed->shipper, "Somebody else");
  assert_int_equal (fixture_entries (fixture), 2);
}

static void
only_closed_and_old_cases_expire (void **state)
{
  Fixture *fixture = *state;
  put (fixture, "T-1", "Salim & Sons");
  put (fixture, "T-2", "Hassan Trading");
  bsr_store_suite_close (fixture->store, "T-1");
  gint64 n = fixture_entries (fixture);
  assert_int_equal (expire (fixture, FALSE), 0);
  assert_int_equal (fixture_entries (fixture), n);
  assert_int_equal (expire (fixture, TRUE), 1);
  assert_int_equal (expire (fixture, TRUE), 0);
  assert_int_equal (fixture_entries (fixture), n + 1);
  fixture_reopen (fixture);
  g_autoptr (BsrCase) gone = get (fixture, "T-1");
  g_autoptr (BsrCase) kept = get (fixture, "T-2");
  assert_null (gone->shipper);
  assert_null (gone->consignee);
  assert_non_null (gone->personal_expired);
  assert_string_equal (kept->shipper, "Hassan Trading");
  assert_null (kept->personal_expired);
}

/* That nothing is to be done on a case does not close it. */
static void
what_no_supervisor_has_closed_stays (void **state)
{
  Fixture *fixture = *state;
  const BsrActor supervisor = { "supervisor 1", "lane 2" };
  put (fixture, "T-1", "Salim & Sons");
  put (fixture, "T-2", "Hassan Trading");
  bsr_store_suite_close (fixture->store, "T-1");
  assert_true (
      fixture_decide_as (fixture, &supervisor, "T-1", BSR_DECISION_REOPEN, "record-wrong", NULL));
  assert_true (
      fixture_decide_as (fixture, ACTOR, "T-2", BSR_DECISION_WAIVE, "flag-withdrawn", NULL));
  assert_int_equal (expire (fixture, TRUE), 0);
  assert_true (fixture_decide_as (fixture, &supervisor, "T-2", BSR_DECISION_CLOSE, NULL, NULL));
  assert_int_equal (expire (fixture, TRUE), 1);
}

static void
what_a_court_needs_stays (void **state)
{
  Fixture *fixture = *state;
  put (fixture, "T-1", "Salim & Sons");
  bsr_store_suite_hold (fixture->store, "T-1", TRUE);
  bsr_store_suite_close (fixture->store, "T-1");
  assert_int_equal (expire (fixture, TRUE), 0);
  bsr_store_suite_hold (fixture->store, "T-1", FALSE);
  assert_int_equal (expire (fixture, TRUE), 1);
  g_autoptr (GError) error = NULL;
  assert_true (bsr_store_verify_audit (fixture->store, NULL, &error));
  bsr_test_assert_no_error (error);
}

/* A folder that is read again does not bring back what has expired; another declaration is one. */
static void
what_has_expired_does_not_come_back_by_itself (void **state)
{
  Fixture *fixture = *state;
  put (fixture, "T-1", "Salim & Sons");
  bsr_store_suite_close (fixture->store, "T-1");
  expire (fixture, TRUE);
  gint64 n = fixture_entries (fixture);
  put (fixture, "T-1", "Salim & Sons");
  assert_int_equal (fixture_entries (fixture), n);
  g_autoptr (BsrCase) changed = case_of_traders ("T-1", "Salim & Sons");
  changed->risk = 0.99;
  assert_true (bsr_store_put_case (fixture->store, ACTOR, changed, NULL));
  g_autoptr (BsrCase) again = get (fixture, "T-1");
  assert_string_equal (again->shipper, "Salim & Sons");
  assert_int_equal (fixture_entries (fixture), n + 1);
}

static void
cases_without_traders_have_nothing_to_expire (void **state)
{
  Fixture *fixture = *state;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_true (fixture_decide (fixture, "T-1", BSR_DECISION_RELEASE, NULL));
  assert_int_equal (expire (fixture, TRUE), 0);
  g_autoptr (BsrCase) flagged = get (fixture, "T-1");
  assert_null (flagged->personal_expired);
}

const struct CMUnitTest store_suite_personal_tests[] = {
  cmocka_unit_test (traders_come_back_as_they_were_put),
  cmocka_unit_test (only_closed_and_old_cases_expire),
  cmocka_unit_test (what_no_supervisor_has_closed_stays),
  cmocka_unit_test (what_a_court_needs_stays),
  cmocka_unit_test (what_has_expired_does_not_come_back_by_itself),
  cmocka_unit_test (cases_without_traders_have_nothing_to_expire),
};
const gsize store_suite_n_personal_tests = G_N_ELEMENTS (store_suite_personal_tests);

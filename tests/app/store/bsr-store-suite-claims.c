#include "bsr-store-fixture.h"

#include <string.h>

#include "bsr-error.h"
#include "bsr-store-claims.h"

/* The part of the suite on who has which case. A lease of no seconds has ended by the time that somebody
 * else asks. */

#define LEASE_S 3600

static const BsrActor other_actor = { "officer 9", "lane 1" };

static BsrCaseClaim *
claim (Fixture *fixture, const BsrActor *actor, int lease_s)
{
  g_autoptr (GError) error = NULL;
  BsrCaseClaim *claimed = bsr_store_claim_case (fixture->store, actor, "T-1", lease_s, &error);
  bsr_test_assert_no_error (error);
  return claimed;
}

static gboolean
is_claimed (Fixture *fixture, const BsrActor *actor, int lease_s)
{
  g_autoptr (BsrCaseClaim) claimed = claim (fixture, actor, lease_s);
  return claimed->mine;
}

static gboolean
is_held (Fixture *fixture, const BsrActor *actor)
{
  g_autoptr (GError) error = NULL;
  gboolean held = FALSE;
  assert_true (bsr_store_renew_claim (fixture->store, actor, "T-1", LEASE_S, &held, &error));
  bsr_test_assert_no_error (error);
  return held;
}

static gboolean
decide (Fixture *fixture, const BsrActor *actor, GError **error)
{
  return bsr_store_decide (fixture->store, actor, "T-1", BSR_DECISION_RELEASE, "as declared", error);
}

static guint
n_live (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) claims = bsr_store_list_claims (fixture->store, &error);
  bsr_test_assert_no_error (error);
  return claims->len;
}

static void
who_claims_decides_alone (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  gint64 before = fixture_entries (fixture);
  assert_true (is_claimed (fixture, &other_actor, LEASE_S));
  assert_int_equal (fixture_entries (fixture), before + 1);

  g_autoptr (BsrCaseClaim) theirs = claim (fixture, ACTOR, LEASE_S);
  assert_false (theirs->mine);
  assert_string_equal (theirs->officer, "officer 9");
  assert_string_equal (theirs->station, "lane 1");
  assert_false (decide (fixture, ACTOR, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_CONFLICT,
                         "officer 9 at lane 1 has had this case since ");
  g_clear_error (&error);
  const BsrActor elsewhere = { other_actor.officer, "lane 2" };
  assert_false (decide (fixture, &elsewhere, NULL)); /* nor he himself at another station */
  assert_int_equal (fixture_entries (fixture), before + 1);
  assert_int_equal (fixture_state_of (fixture, "T-1"), BSR_STATE_SCANNED);
  assert_true (decide (fixture, &other_actor, &error));
  assert_int_equal (fixture_entries (fixture), before + 2);
}

static void
claim_is_given_back_by_its_officer (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_true (is_claimed (fixture, &other_actor, LEASE_S));
  gint64 before = fixture_entries (fixture);
  assert_true (bsr_store_give_back_case (fixture->store, ACTOR, "T-1", &error));
  assert_int_equal (n_live (fixture), 1);
  assert_int_equal (fixture_entries (fixture), before);
  assert_true (bsr_store_give_back_case (fixture->store, &other_actor, "T-1", &error));
  assert_int_equal (n_live (fixture), 0);
  assert_int_equal (fixture_entries (fixture), before + 1);
  assert_true (bsr_store_give_back_case (fixture->store, &other_actor, "T-1", &error));
  assert_int_equal (fixture_entries (fixture), before + 1);
  assert_false (is_held (fixture, &other_actor)); /* renewing makes none anew */
  assert_int_equal (n_live (fixture), 0);
  assert_true (decide (fixture, ACTOR, &error));
}

static void
renewing_is_no_act (void **state)
{
  Fixture *fixture = *state;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_true (is_claimed (fixture, ACTOR, LEASE_S));
  gint64 before = fixture_entries (fixture);
  assert_true (is_held (fixture, ACTOR));
  assert_true (is_claimed (fixture, ACTOR, LEASE_S));
  assert_false (is_held (fixture, &other_actor));
  assert_int_equal (fixture_entries (fixture), before);
}

static void
claim_of_a_crashed_station_returns (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_true (is_claimed (fixture, &other_actor, 0));
  assert_int_equal (n_live (fixture), 0);
  assert_true (is_held (fixture, &other_actor)); /* late, but nobody else has it */
  assert_int_equal (n_live (fixture), 1);
  assert_true (is_claimed (fixture, &other_actor, 0));
  gint64 before = fixture_entries (fixture);
  assert_true (is_claimed (fixture, ACTOR, LEASE_S));
  assert_int_equal (fixture_entries (fixture), before + 2); /* that it lapsed, and the new one */
  assert_false (is_held (fixture, &other_actor));
  assert_false (decide (fixture, &other_actor, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_CONFLICT, "officer 7 at lane 2");
}

static void
supervisor_takes_over (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  const BsrActor supervisor = { "supervisor 1", "office" };
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_true (is_claimed (fixture, &other_actor, LEASE_S));
  gint64 before = fixture_entries (fixture);
  assert_null (bsr_store_take_over_case (fixture->store, &supervisor, "T-1", LEASE_S, " ", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "needs a reason in words");
  g_clear_error (&error);
  g_autoptr (BsrCaseClaim) taken = bsr_store_take_over_case (
      fixture->store, &supervisor, "T-1", LEASE_S, "the shift has ended", &error);
  bsr_test_assert_no_error (error);
  assert_true (taken->mine);
  assert_int_equal (fixture_entries (fixture), before + 2);
  assert_false (is_held (fixture, &other_actor));
  assert_false (decide (fixture, &other_actor, NULL));
  assert_true (decide (fixture, &supervisor, &error));
}

static void
claims_are_of_cases_that_are_there (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  assert_null (bsr_store_claim_case (fixture->store, ACTOR, "T-1", LEASE_S, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "there is no case 'T-1'");
}

static void
claims_are_listed (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  const char *ids[] = { "T-2", "T-1", "T-3" };
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      bsr_store_suite_scanned_case (fixture->store, fixture->folder, ids[i]);
      bsr_case_claim_free (bsr_store_claim_case (fixture->store, i == 0 ? ACTOR : &other_actor,
                                                 ids[i], i < 2 ? LEASE_S : 0, &error));
    }
  fixture_reopen (fixture);
  g_autoptr (GPtrArray) claims = bsr_store_list_claims (fixture->store, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (claims->len, 2);
  const BsrCaseClaim *first = claims->pdata[0], *second = claims->pdata[1];
  assert_string_equal (first->case_id, "T-1");
  assert_string_equal (first->officer, "officer 9");
  assert_string_equal (second->case_id, "T-2");
  assert_true (g_date_time_compare (first->since, first->until) < 0);
}

static void
cases_in_hand_say_whose (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  const char *ids[] = { "T-1", "T-2", "T-3" };
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    bsr_store_suite_scanned_case (fixture->store, fixture->folder, ids[i]);
  bsr_case_claim_free (bsr_store_claim_case (fixture->store, ACTOR, "T-1", LEASE_S, &error));
  bsr_case_claim_free (bsr_store_claim_case (fixture->store, &other_actor, "T-2", LEASE_S, &error));
  g_autoptr (GPtrArray) cases = fixture_list (fixture);
  assert_true (bsr_store_add_holders (fixture->store, cases, NULL, &error));
  bsr_test_assert_no_error (error);
  for (guint i = 0; i < cases->len; i++)
    {
      const BsrCaseSummary *summary = cases->pdata[i];
      assert_int_equal (summary->holder != NULL, !g_str_equal (summary->id, "T-3"));
      if (g_str_equal (summary->id, "T-2"))
        assert_string_equal (summary->holder, "officer 9, lane 1");
    }
  assert_true (bsr_store_add_holders (fixture->store, cases, other_actor.station, &error));
  for (guint i = 0; i < cases->len; i++)
    {
      const BsrCaseSummary *summary = cases->pdata[i];
      assert_int_equal (summary->holder != NULL, g_str_equal (summary->id, "T-1"));
    }
}

/* Several officers want the same case at once, each with a handle of his own. */
static gpointer
claim_and_decide (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = fixture->factory (fixture->folder, &error);
  g_autofree char *station = g_strdup_printf ("lane %p", (gpointer) g_thread_self ());
  const BsrActor actor = { "officer 7", station };
  g_autoptr (BsrCaseClaim) claimed = bsr_store_claim_case (store, &actor, "T-1", LEASE_S, &error);
  bsr_test_assert_no_error (error);
  gboolean decided
      = bsr_store_decide (store, &actor, "T-1", BSR_DECISION_RELEASE, "as declared", &error);
  return GINT_TO_POINTER (claimed->mine == decided ? decided : -1);
}

static void
one_of_many_decides (void **state)
{
  Fixture *fixture = *state;
  GThread *threads[6];
  int n = 0;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("officer", claim_and_decide, fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      int decided = GPOINTER_TO_INT (g_thread_join (threads[i]));
      assert_true (decided >= 0);
      n += decided;
    }
  assert_int_equal (n, 1);
}

static void
sentence_says_since_when (void **state)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (2 * 3600);
  g_autoptr (BsrCaseClaim) claimed = g_new0 (BsrCaseClaim, 1);
  claimed->officer = g_strdup ("officer 9");
  claimed->station = g_strdup ("lane 1");
  claimed->since = g_date_time_new_utc (2024, 5, 3, 8, 42, 30);
  g_autoptr (GDateTime) same_day = g_date_time_new (zone, 2024, 5, 3, 11, 0, 0);
  g_autoptr (GDateTime) next_day = g_date_time_new (zone, 2024, 5, 4, 0, 30, 0); /* the 3rd in UTC */
  g_autofree char *today = bsr_case_claim_sentence (claimed, same_day);
  g_autofree char *yesterday = bsr_case_claim_sentence (claimed, next_day);
  assert_string_equal (today, "officer 9 at lane 1 has had this case since 10:42");
  assert_string_equal (yesterday, "officer 9 at lane 1 has had this case since 2024-05-03 10:42");
}

const struct CMUnitTest store_suite_claim_tests[] = {
  cmocka_unit_test (who_claims_decides_alone),
  cmocka_unit_test (claim_is_given_back_by_its_officer),
  cmocka_unit_test (renewing_is_no_act),
  cmocka_unit_test (claim_of_a_crashed_station_returns),
  cmocka_unit_test (supervisor_takes_over),
  cmocka_unit_test (claims_are_of_cases_that_are_there),
  cmocka_unit_test (claims_are_listed),
  cmocka_unit_test (cases_in_hand_say_whose),
  cmocka_unit_test (one_of_many_decides),
  cmocka_unit_test (sentence_says_since_when),
};
const gsize store_suite_n_claim_tests = G_N_ELEMENTS (store_suite_claim_tests);

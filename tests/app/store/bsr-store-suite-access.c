#include "bsr-store-staff.h"

#include <string.h>

#include "bsr-error.h"
#include "bsr-store-claims.h"
#include "bsr-throttle.h"

/* Accounts, and signing in. */

/* --- the open desk --- */

static void
a_store_without_accounts_is_an_open_desk (void **state)
{
  Fixture *fixture = *state;
  gboolean has = TRUE;
  assert_true (bsr_store_has_accounts (fixture->store, &has, NULL));
  assert_false (has);
  assert_false (bsr_store_is_guarded (fixture->store));
  assert_null (bsr_store_get_signed_in (fixture->store));
  for (int right = 0; right < BSR_N_RIGHTS; right++)
    assert_true (bsr_store_may (fixture->store, (BsrRight) right, NULL));
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_true (fixture_decide (fixture, "T-1", BSR_DECISION_RELEASE, NULL));
  assert_true (bsr_store_leave (fixture->store, STATION, BSR_LEAVE_LOCK, NULL));
  assert_int_equal (fixture_entries (fixture), 3);
}

static void
the_first_account_closes_it (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrPassword) password = bsr_password_new (RIGHT_WORDS);
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_false (bsr_store_create_account (fixture->store, &staff_nobody, "Amal", BSR_ROLE_OFFICER,
                                          password, &staff_cheap, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "must be an administrator's");
  staff_create (fixture, &staff_nobody, "Chief", BSR_ROLE_ADMINISTRATOR);
  gboolean has = FALSE;
  assert_true (bsr_store_has_accounts (fixture->store, &has, &error));
  assert_true (has && bsr_store_is_guarded (fixture->store));

  g_clear_error (&error);
  assert_false (fixture_decide (fixture, "T-1", BSR_DECISION_RELEASE, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "sign in first");
  g_clear_error (&error);
  assert_false (bsr_store_create_account (fixture->store, &staff_nobody, "Another",
                                          BSR_ROLE_ADMINISTRATOR, password, &staff_cheap, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "sign in first");
  fixture_reopen (fixture);
  assert_true (bsr_store_is_guarded (fixture->store));
  g_clear_error (&error);
  assert_false (fixture_decide (fixture, "T-1", BSR_DECISION_RELEASE, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "sign in first");
  assert_int_equal (fixture_entries (fixture), 3);
}

/* --- accounts --- */

static void
accounts_are_listed_and_changed (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  staff_make (fixture);
  g_autoptr (BsrAccount) changed = bsr_account_new ("AMAL", BSR_ROLE_SUPERVISOR, TRUE);
  assert_true (bsr_store_change_account (fixture->store, &staff_chief, changed, &error));
  gint64 n = fixture_entries (fixture);
  assert_true (bsr_store_change_account (fixture->store, &staff_chief, changed, &error));
  assert_int_equal (fixture_entries (fixture), n);
  fixture_reopen (fixture);
  g_autoptr (GPtrArray) accounts = bsr_store_list_accounts (fixture->store, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (accounts->len, 5);
  BsrAccount *first = accounts->pdata[0];
  assert_string_equal (first->name, "Amal");
  assert_int_equal (first->role, BSR_ROLE_SUPERVISOR);
  assert_true (first->disabled);
  staff_is_refused (fixture, "Amal", RIGHT_WORDS, NOON, "has been disabled");
  staff_is_refused (fixture, "Amal", WRONG_WORDS, NOON, "name or the password is wrong");
}

static void
cannot_create (Fixture *fixture, const char *name, const char *words, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrPassword) password = bsr_password_new (words);
  assert_false (bsr_store_create_account (fixture->store, &staff_chief, name, BSR_ROLE_OFFICER, password,
                                          &staff_cheap, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, part);
}

static void
what_cannot_be_an_account_is_refused (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  staff_make (fixture);
  gint64 n = fixture_entries (fixture);
  cannot_create (fixture, "amal", RIGHT_WORDS, "there is an account 'Amal' already");
  cannot_create (fixture, " x", RIGHT_WORDS, "begins or ends with a blank");
  cannot_create (fixture, "Nadia", "short", "at least 15");
  g_autoptr (BsrAccount) none = bsr_account_new ("Nadia", BSR_ROLE_OFFICER, FALSE);
  assert_false (bsr_store_change_account (fixture->store, &staff_chief, none, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "there is no account 'Nadia'");
  assert_int_equal (fixture_entries (fixture), n);
}

static void
the_last_administrator_stays (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  staff_make (fixture);
  g_autoptr (BsrAccount) disabled = bsr_account_new ("Chief", BSR_ROLE_ADMINISTRATOR, TRUE);
  g_autoptr (BsrAccount) lowered = bsr_account_new ("Chief", BSR_ROLE_OFFICER, FALSE);
  assert_false (bsr_store_change_account (fixture->store, &staff_chief, disabled, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "the last administrator");
  g_clear_error (&error);
  assert_false (bsr_store_change_account (fixture->store, &staff_chief, lowered, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "the last administrator");
  staff_create (fixture, &staff_chief, "Deputy", BSR_ROLE_ADMINISTRATOR);
  g_clear_error (&error);
  assert_true (bsr_store_change_account (fixture->store, &staff_chief, lowered, &error));
}

/* Who has been disabled, or has lost his role, is stopped at his next act. */
static void
what_is_taken_away_is_gone_at_once (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  staff_make (fixture);
  staff_sign_in (fixture, "Amal");
  const BsrActor amal = { "Amal", STATION };
  g_autoptr (BsrCase) flagged = bsr_store_suite_case ("T-1");
  assert_true (bsr_store_put_case (fixture->store, &amal, flagged, &error));

  g_autoptr (BsrStore) office = fixture->factory (fixture->folder, &error);
  g_autoptr (BsrPassword) password = bsr_password_new (RIGHT_WORDS);
  const BsrSignIn request = { "Chief", password, "office", &staff_cheap, NOON };
  g_autoptr (BsrAccount) administrator = bsr_store_sign_in (office, &request, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (BsrAccount) partner = bsr_account_new ("Amal", BSR_ROLE_PARTNER, FALSE);
  assert_true (bsr_store_change_account (office, &staff_chief, partner, &error));
  assert_false (bsr_store_decide (fixture->store, &amal, "T-1", BSR_DECISION_EXAMINE, "x", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "only officers and supervisors decide");
  g_clear_error (&error);
  g_autoptr (BsrAccount) disabled = bsr_account_new ("Amal", BSR_ROLE_OFFICER, TRUE);
  assert_true (bsr_store_change_account (office, &staff_chief, disabled, &error));
  assert_false (bsr_store_note_view (fixture->store, &amal, "T-1", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "has been disabled");
}

/* Whoever leaves the desk has nothing in hand there; whoever only locks it has. */
static void
what_is_in_hand_is_given_back_on_leaving (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  staff_make (fixture);
  staff_sign_in (fixture, "Amal");
  const BsrActor amal = { "Amal", STATION };
  g_autoptr (BsrCaseClaim) claim
      = bsr_store_claim_case (fixture->store, &amal, "T-1", 3600, &error);
  assert_true (bsr_store_leave (fixture->store, STATION, BSR_LEAVE_LOCK, &error));
  g_autoptr (GPtrArray) locked = bsr_store_list_claims (fixture->store, &error);
  assert_int_equal (locked->len, 1);
  staff_sign_in (fixture, "Salma");
  g_autoptr (GPtrArray) after = bsr_store_list_claims (fixture->store, &error);
  assert_int_equal (after->len, 0);
  const BsrActor salma = { "Salma", STATION };
  g_autoptr (BsrCaseClaim) next
      = bsr_store_claim_case (fixture->store, &salma, "T-1", 3600, &error);
  assert_true (bsr_store_leave (fixture->store, STATION, BSR_LEAVE_SIGN_OUT, &error));
  g_autoptr (GPtrArray) end = bsr_store_list_claims (fixture->store, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (end->len, 0);
}

/* --- passwords --- */

static void
set_password (Fixture *fixture, const BsrActor *actor, const char *name, const char *words,
              GError **error)
{
  g_autoptr (BsrPassword) password = bsr_password_new (words);
  bsr_store_set_password (fixture->store, actor, name, password, &staff_cheap, error);
}

static void
a_password_is_ones_own_or_an_administrators (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  const BsrActor amal = { "Amal", STATION };
  staff_make (fixture);
  staff_sign_in (fixture, "Amal");
  set_password (fixture, &amal, "Amal", WRONG_WORDS, &error);
  bsr_test_assert_no_error (error);
  staff_is_refused (fixture, "Amal", RIGHT_WORDS, NOON, "password is wrong");
  set_password (fixture, &amal, "Salma", WRONG_WORDS, &error);
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "only administrators");
  g_clear_error (&error);
  set_password (fixture, &staff_chief, "Amal", RIGHT_WORDS, &error);
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "'Amal' is signed in");
  g_clear_error (&error);
  staff_sign_in (fixture, "Chief");
  set_password (fixture, &staff_chief, "Amal", RIGHT_WORDS, &error);
  bsr_test_assert_no_error (error);
  staff_sign_in (fixture, "Amal");
  fixture_entries (fixture);
}

static void
a_cheap_verifier_is_made_dearer_at_the_next_sign_in (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  const BsrPasswordCost dearer = { 2, 16384 };
  staff_create (fixture, &staff_nobody, "Chief", BSR_ROLE_ADMINISTRATOR);
  g_autoptr (BsrPassword) password = bsr_password_new (RIGHT_WORDS);
  const BsrSignIn request = { "Chief", password, STATION, &dearer, NOON };
  g_autoptr (BsrAccount) account = bsr_store_sign_in (fixture->store, &request, &error);
  bsr_test_assert_no_error (error);
  /* Created, made dearer, signed in. */
  assert_int_equal (fixture_entries (fixture), 3);
  g_autoptr (BsrAccount) again = bsr_store_sign_in (fixture->store, &request, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (fixture_entries (fixture), 4);
}

/* --- signing in and out --- */

static void
signing_in_and_out_is_in_the_log (void **state)
{
  Fixture *fixture = *state;
  staff_make (fixture);
  gint64 n = fixture_entries (fixture);
  staff_sign_in (fixture, "aMAL");
  assert_int_equal (fixture_entries (fixture), n + 2); /* Chief out, Amal in */
  g_autoptr (BsrAccount) amal = bsr_store_get_signed_in (fixture->store);
  assert_string_equal (amal->name, "Amal");
  assert_true (bsr_store_leave (fixture->store, STATION, BSR_LEAVE_LOCK, NULL));
  staff_is_refused (fixture, "Amal", WRONG_WORDS, NOON, "the name or the password is wrong");
  staff_sign_in (fixture, "Amal");
  assert_int_equal (fixture_entries (fixture), n + 5);
  assert_true (bsr_store_leave (fixture->store, STATION, BSR_LEAVE_SIGN_OUT, NULL));
  assert_null (bsr_store_get_signed_in (fixture->store));
  assert_true (bsr_store_leave (fixture->store, STATION, BSR_LEAVE_SIGN_OUT, NULL));
  assert_int_equal (fixture_entries (fixture), n + 6);
}

/* Somebody else's wrong password does not put who is at the desk out of it. */
static void
a_failed_attempt_leaves_who_is_there (void **state)
{
  Fixture *fixture = *state;
  staff_make (fixture);
  staff_sign_in (fixture, "Amal");
  staff_is_refused (fixture, "Salma", WRONG_WORDS, NOON, "password is wrong");
  g_autoptr (BsrAccount) amal = bsr_store_get_signed_in (fixture->store);
  assert_string_equal (amal->name, "Amal");
}

static void
an_unknown_name_gets_the_sentence_of_a_wrong_password (void **state)
{
  Fixture *fixture = *state;
  staff_make (fixture);
  for (int i = 0; i <= BSR_THROTTLE_FREE + 1; i++)
    {
      g_autofree char *known = staff_attempt (fixture, "Amal", WRONG_WORDS, "desk 2", NOON);
      g_autofree char *unknown = staff_attempt (fixture, "Nadia", WRONG_WORDS, "desk 3", NOON);
      assert_string_equal (known, unknown);
    }
}

static void
failures_make_one_wait_longer_and_longer (void **state)
{
  Fixture *fixture = *state;
  staff_make (fixture);
  for (int i = 0; i <= BSR_THROTTLE_FREE; i++)
    staff_is_refused (fixture, "Amal", WRONG_WORDS, NOON, "password is wrong");
  gint64 n = fixture_entries (fixture);
  staff_is_refused (fixture, "Amal", RIGHT_WORDS, NOON, "try again in 30 seconds");
  /* Another program, another day, another form of the name: the store remembers. */
  fixture_reopen (fixture);
  staff_is_refused (fixture, "AMAL", RIGHT_WORDS, NOON + 29 * SECOND, "try again in 1 second");
  assert_int_equal (fixture_entries (fixture), n);
  staff_is_refused (fixture, "Amal", WRONG_WORDS, NOON + 30 * SECOND, "password is wrong");
  staff_is_refused (fixture, "Amal", RIGHT_WORDS, NOON + 31 * SECOND, "try again in 59 seconds");
  g_autofree char *refusal
      = staff_attempt (fixture, "Amal", RIGHT_WORDS, STATION, NOON + 91 * SECOND);
  assert_null (refusal);
  staff_is_refused (fixture, "Amal", WRONG_WORDS, NOON + 92 * SECOND, "password is wrong");
  staff_is_refused (fixture, "Amal", WRONG_WORDS, NOON + 92 * SECOND, "password is wrong");
}

static void
many_names_at_one_station_wait_as_well (void **state)
{
  Fixture *fixture = *state;
  staff_make (fixture);
  for (int i = 0; i <= BSR_THROTTLE_FREE_STATION; i++)
    {
      g_autofree char *name = g_strdup_printf ("guess %d", i);
      staff_is_refused (fixture, name, WRONG_WORDS, NOON, "password is wrong");
    }
  staff_is_refused (fixture, "Amal", RIGHT_WORDS, NOON, "try again in 30 seconds");
  g_autofree char *elsewhere = staff_attempt (fixture, "Amal", RIGHT_WORDS, "desk 2", NOON);
  assert_null (elsewhere);
}

static void
a_hundred_failures_need_an_administrator (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  staff_make (fixture);
  gint64 now = NOON;
  for (int i = 0; i < BSR_THROTTLE_MOST; i++, now += 3601 * SECOND)
    staff_is_refused (fixture, "Amal", WRONG_WORDS, now, "password is wrong");
  staff_is_refused (fixture, "Amal", RIGHT_WORDS, now, "an administrator must set a new password");
  g_autofree char *chief_in = staff_attempt (fixture, "Chief", RIGHT_WORDS, STATION, now);
  assert_null (chief_in);
  set_password (fixture, &staff_chief, "Amal", RIGHT_WORDS, &error);
  bsr_test_assert_no_error (error);
  g_autofree char *amal_in = staff_attempt (fixture, "Amal", RIGHT_WORDS, STATION, now);
  assert_null (amal_in);
}

const struct CMUnitTest store_suite_access_tests[] = {
  cmocka_unit_test (a_store_without_accounts_is_an_open_desk),
  cmocka_unit_test (the_first_account_closes_it),
  cmocka_unit_test (accounts_are_listed_and_changed),
  cmocka_unit_test (what_cannot_be_an_account_is_refused),
  cmocka_unit_test (the_last_administrator_stays),
  cmocka_unit_test (what_is_taken_away_is_gone_at_once),
  cmocka_unit_test (what_is_in_hand_is_given_back_on_leaving),
  cmocka_unit_test (a_password_is_ones_own_or_an_administrators),
  cmocka_unit_test (a_cheap_verifier_is_made_dearer_at_the_next_sign_in),
  cmocka_unit_test (signing_in_and_out_is_in_the_log),
  cmocka_unit_test (a_failed_attempt_leaves_who_is_there),
  cmocka_unit_test (an_unknown_name_gets_the_sentence_of_a_wrong_password),
  cmocka_unit_test (failures_make_one_wait_longer_and_longer),
  cmocka_unit_test (many_names_at_one_station_wait_as_well),
  cmocka_unit_test (a_hundred_failures_need_an_administrator),
};
const gsize store_suite_n_access_tests = G_N_ELEMENTS (store_suite_access_tests);

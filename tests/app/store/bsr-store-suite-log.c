#include "bsr-store-fixture.h"

#include <string.h>

#include "bsr-deposit.h"
#include "bsr-error.h"
#include "bsr-notary.h"

/* The part of the suite on the log: checkpoints, and acts that leave nothing but their entry. */

static BsrSigningKey *
make_key (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  BsrSigningKey *key = bsr_signing_key_make (path, NULL, &error);
  bsr_test_assert_no_error (error);
  return key;
}

static gint64
attend (Fixture *fixture, BsrSigningKey *key, gboolean anyway, const char *successor)
{
  const BsrAuditSettings settings = { .every_entries = 3, .every_hours = 24 };
  g_autoptr (GError) error = NULL;
  gint64 up_to = -1;
  bsr_notary_attend (fixture->store, ACTOR, &settings, key,
                     (BsrSealing){ .anyway = anyway, .successor = successor }, &up_to, &error);
  bsr_test_assert_no_error (error);
  return up_to;
}

static void
log_is_signed_when_it_is_time (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrSigningKey) key = make_key (fixture, "key");
  assert_int_equal (attend (fixture, key, FALSE, NULL), 0); /* an empty log */
  assert_int_equal (attend (fixture, key, TRUE, NULL), 0);
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_int_equal (attend (fixture, key, FALSE, NULL), 0);
  assert_true (bsr_store_note_view (fixture->store, ACTOR, "T-1", &error));
  assert_int_equal (attend (fixture, key, FALSE, NULL), 3);
  assert_int_equal (attend (fixture, key, TRUE, NULL), 0); /* its own entry needs no other */
  assert_true (bsr_store_note_view (fixture->store, ACTOR, "T-1", &error));
  assert_int_equal (attend (fixture, key, TRUE, NULL), 5);
  fixture_reopen (fixture);
  assert_int_equal (fixture_entries (fixture), 6);

  g_auto (BsrAuditHead) head = { 0 };
  assert_true (bsr_store_read_head (fixture->store, &head, &error));
  assert_int_equal (head.sequence, 6);
  assert_int_equal (head.n_checkpoints, 2);
  assert_int_equal (head.n_unsigned, 0);
  assert_null (head.unsigned_since);
  assert_string_equal (head.next_key, bsr_signing_key_public (key));
  g_autoptr (GPtrArray) checkpoints = bsr_store_list_checkpoints (fixture->store, &error);
  assert_int_equal (checkpoints->len, 2);
  assert_string_equal (((BsrCheckpoint *) checkpoints->pdata[1])->store, head.store);
}

static void
old_entries_are_signed_though_they_are_few (void **state)
{
  Fixture *fixture = *state;
  const BsrAuditSettings settings = { .every_entries = 100, .every_hours = 2 };
  g_auto (BsrAuditHead) head = { 0 };
  g_autoptr (GError) error = NULL;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_true (bsr_store_read_head (fixture->store, &head, &error));
  g_autoptr (GDateTime) since = g_date_time_new_from_iso8601 (head.unsigned_since, NULL);
  g_autoptr (GDateTime) early = g_date_time_add_seconds (since, 2.0 * 3600.0 - 1.0);
  g_autoptr (GDateTime) late = g_date_time_add_hours (since, 2);
  g_autoptr (GDateTime) before = g_date_time_add_hours (since, -1);
  assert_false (bsr_notary_is_due (&head, &settings, early));
  assert_true (bsr_notary_is_due (&head, &settings, late));
  assert_true (bsr_notary_is_due (&head, &settings, before)); /* the clock was set back */
}

static void
office_is_handed_over_and_no_other_key_taken (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  const BsrAuditSettings settings = { .every_entries = 1, .every_hours = 1 };
  g_autoptr (BsrSigningKey) old = make_key (fixture, "old"), new = make_key (fixture, "new");
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_int_equal (attend (fixture, old, TRUE, NULL), 2);
  bsr_store_note_view (fixture->store, ACTOR, "T-1", &error);
  assert_false (bsr_notary_attend (fixture->store, ACTOR, &settings, new,
                                   (BsrSealing){ .anyway = TRUE }, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "this key may not sign the log");
  g_clear_error (&error);
  assert_int_equal (attend (fixture, old, TRUE, bsr_signing_key_public (new)), 4);
  bsr_store_note_view (fixture->store, ACTOR, "T-1", &error);
  assert_int_equal (attend (fixture, new, TRUE, NULL), 6);
  assert_int_equal (fixture_entries (fixture), 7);
}

static void
checkpoint_that_does_not_fit_is_refused (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrSigningKey) key = make_key (fixture, "key");
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  g_auto (BsrAuditHead) head = { 0 };
  assert_true (bsr_store_read_head (fixture->store, &head, &error));
  g_autoptr (BsrCheckpoint) checkpoint = g_new0 (BsrCheckpoint, 1);
  checkpoint->number = 1;
  checkpoint->sequence = 1; /* with the hash of another entry */
  checkpoint->hash = g_strdup (head.hash);
  checkpoint->at = g_strdup ("2024-05-01T00:00:00.000000Z");
  checkpoint->store = g_strdup (head.store);
  assert_true (bsr_checkpoint_sign (checkpoint, key, &error));
  assert_false (bsr_store_add_checkpoint (fixture->store, ACTOR, checkpoint, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "does not fit the log");
  g_clear_error (&error);
  checkpoint->sequence = 2; /* no longer what was signed */
  assert_false (bsr_store_add_checkpoint (fixture->store, ACTOR, checkpoint, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "its signature does not fit");
  assert_true (bsr_checkpoint_sign (checkpoint, key, NULL));
  assert_true (bsr_store_add_checkpoint (fixture->store, ACTOR, checkpoint, NULL));
  assert_int_equal (fixture_entries (fixture), 3);
}

static void
deposit_shows_another_history (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "deposit", NULL);
  g_autoptr (BsrSigningKey) key = make_key (fixture, "key");
  guint n_added = 0;
  assert_false (bsr_notary_deposit (fixture->store, ACTOR, path, &n_added, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "no checkpoint");
  g_clear_error (&error);
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  attend (fixture, key, TRUE, NULL);
  assert_true (bsr_notary_deposit (fixture->store, ACTOR, path, &n_added, &error));
  assert_int_equal (n_added, 1);
  assert_int_equal (fixture_entries (fixture), 4); /* that it was deposited is an act */
  assert_true (bsr_notary_deposit (fixture->store, ACTOR, path, &n_added, &error));
  assert_int_equal (n_added, 0);
  assert_int_equal (fixture_entries (fixture), 4);

  g_autoptr (GPtrArray) checkpoints = bsr_store_list_checkpoints (fixture->store, &error);
  g_autoptr (GPtrArray) deposited
      = bsr_deposit_read (path, ((BsrCheckpoint *) checkpoints->pdata[0])->store, &error);
  bsr_test_assert_no_error (error);
  assert_true (bsr_deposit_compare (deposited, checkpoints, NULL));
}

static void
looks_and_exports_are_entries (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  const BsrExport export = { "case:T-1", "picture", "/tmp/a.png", 0 };
  assert_true (bsr_store_note_scan_view (fixture->store, ACTOR, scan, "window", &error));
  assert_true (bsr_store_note_export (fixture->store, ACTOR, &export, &error));
  assert_true (bsr_store_note_restore (fixture->store, ACTOR, "/backup", &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (fixture_entries (fixture), 5);
  assert_false (bsr_store_note_scan_view (fixture->store, ACTOR, 99, "window", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "99");
  assert_int_equal (fixture_entries (fixture), 5);
}

const struct CMUnitTest store_suite_log_tests[] = {
  cmocka_unit_test (log_is_signed_when_it_is_time),
  cmocka_unit_test (old_entries_are_signed_though_they_are_few),
  cmocka_unit_test (office_is_handed_over_and_no_other_key_taken),
  cmocka_unit_test (checkpoint_that_does_not_fit_is_refused),
  cmocka_unit_test (deposit_shows_another_history),
  cmocka_unit_test (looks_and_exports_are_entries),
};
const gsize store_suite_n_log_tests = G_N_ELEMENTS (store_suite_log_tests);

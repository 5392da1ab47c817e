#include "bsr-tampering.h"

#include <math.h>
#include <string.h>

#include "bsr-test.h"
#include "bsr-notary.h"
#include "bsr-store-access.h"
#include "bsr-store-suite.h"

#define ACTOR (&bsr_store_suite_actor)

/* Tables that are not spoken for by the log: they say what is being done now, and what is done the
 * log says. */
static const char *const outside[] = { "analysis_jobs", "case_claims", "sign_in_failures", NULL };

/* What only stores of an earlier form have rows in: see sqlite/test-bsr-sqlite-personal.c. */
static const char *const of_old_stores[] = { "personal_redactions", NULL };

void
tamper_cell_free (TamperCell *cell)
{
  g_free (cell->table);
  g_free (cell->column);
  g_free (cell->name);
  g_clear_pointer (&cell->value.text, g_bytes_unref);
  g_free (cell);
}

static void
sign (BsrStore *store, const char *folder)
{
  g_autoptr (GError) error = NULL;
  const BsrAuditSettings settings = { .every_entries = 1, .every_hours = 1 };
  g_autofree char *path = g_build_filename (folder, "key", NULL);
  g_autoptr (BsrSigningKey) key = bsr_signing_key_make (path, NULL, &error);
  bsr_test_assert_no_error (error);
  for (int i = 0; i < 2; i++)
    {
      assert_true (bsr_store_note_view (store, ACTOR, "T-1", &error));
      assert_true (bsr_notary_attend (store, ACTOR, &settings, key, (BsrSealing){ .anyway = TRUE },
                                      NULL, &error));
    }
  bsr_test_assert_no_error (error);
}

/* A case that was looked through, decided and examined. */
static void
work (BsrStore *store, const char *folder)
{
  g_autoptr (GError) error = NULL;
  const BsrPoint corners[] = { { 1, 2 }, { 3, 4 } };
  gint64 scan = bsr_store_suite_scanned_case (store, folder, "T-1");
  g_autofree char *json = bsr_store_suite_analysis ((double[]){ 0.8, 0.6 }, 2, 10.0);
  g_autoptr (BsrAnnotation) mark
      = bsr_annotation_new (NULL, BSR_SHAPE_RECTANGLE, BSR_CATEGORY_NOTE, corners, 2, "see");
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (BsrContest) contest = bsr_contest_new ("mass", -1, "no step wedge", "officer 9", at);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, "T-1", &error);
  BsrLook look = bsr_look_default ();
  const BsrViewPlace place = { 4.0, 2.0, 8.0, 1.0, 640, 480 };
  g_autoptr (BsrViewState) view = bsr_view_state_new (((BsrScan *) scans->pdata[0])->sha256, &look,
                                                      &place, BSR_OVERLAY_MARKS);
  g_autoptr (BsrDecision) decision
      = bsr_decision_new (BSR_DECISION_EXAMINE, "dense", ACTOR->officer, at);
  bsr_decision_set_code (decision, "density-anomaly");
  bsr_decision_set_seen (decision, view);
  g_autoptr (BsrPhysicalExamination) examination = bsr_physical_examination_new ();
  g_ptr_array_add (examination->seals, bsr_seal_new ("CU-77", TRUE, TRUE, "officer 3", at));
  g_autoptr (BsrOutcome) outcome
      = bsr_outcome_new (BSR_OUTCOME_PROHIBITED, BSR_EXTENT_FULL, "parcels", 12.5, "officer 9", at);
  bsr_outcome_set_examination (outcome, examination);
  assert_true (bsr_store_note_view (store, ACTOR, "T-1", &error));
  assert_true (bsr_store_save_analysis (store, ACTOR, scan, json, &error));
  assert_true (bsr_store_put_annotation (store, ACTOR, scan, mark, &error));
  assert_true (bsr_store_weigh_finding (store, ACTOR, scan, 1, BSR_WEIGHT_CONFIRMED, &error));
  assert_true (bsr_store_contest_check (store, ACTOR, scan, contest, &error));
  assert_true (bsr_store_keep_view (store, ACTOR, "T-1", "Doors", view, &error));
  bsr_store_suite_handle (store, folder, "T-1");
  assert_true (bsr_store_record_decision (store, ACTOR, "T-1", decision, &error));
  assert_true (bsr_store_record_outcome (store, ACTOR, "T-1", outcome, &error));
  bsr_test_assert_no_error (error);
}

/* Personal data of traders: of T-4, which is closed and whose have expired, and of T-1. */
static void
declare_traders (BsrStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) later = g_date_time_new_utc (2999, 1, 1, 0, 0, 0);
  g_autoptr (BsrCase) closed = bsr_store_suite_case ("T-4");
  g_autoptr (BsrCase) open = bsr_store_suite_case ("T-1");
  int n = 0;
  closed->shipper = g_strdup ("Shipper Four");
  open->consignee = g_strdup ("Consignee One");
  assert_true (bsr_store_put_case (store, ACTOR, closed, &error));
  assert_true (bsr_store_put_case (store, ACTOR, open, &error));
  bsr_store_suite_close (store, "T-4");
  assert_true (bsr_store_expire_personal (store, ACTOR, later, &n, &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (n, 1);
}

void
tampering_fill_accounts (BsrStore *store)
{
  /* As cheap as libsodium takes it. */
  const BsrPasswordCost cheap = { 1, 8192 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrPassword) password = bsr_password_new ("four words of a sentence");
  g_autoptr (BsrPassword) wrong = bsr_password_new ("three words of another");
  const BsrActor amal = { "Amal", "lane 2" };
  const BsrSignIn request = { "Amal", password, amal.station, &cheap, 0 };
  const BsrSignIn mistyped = { "Amal", wrong, amal.station, &cheap, 0 };
  assert_true (bsr_store_create_account (store, ACTOR, "Amal", BSR_ROLE_ADMINISTRATOR, password,
                                         &cheap, &error));
  assert_null (bsr_store_sign_in (store, &mistyped, NULL));
  g_autoptr (BsrAccount) in = bsr_store_sign_in (store, &request, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (BsrAccount) officer = bsr_account_new ("Idir", BSR_ROLE_PARTNER, FALSE);
  assert_true (bsr_store_create_account (store, &amal, "Idir", BSR_ROLE_OFFICER, password, &cheap,
                                         &error));
  assert_true (bsr_store_change_account (store, &amal, officer, &error));
  assert_true (bsr_store_set_password (store, &amal, "Amal", password, &cheap, &error));
  assert_true (bsr_store_leave (store, amal.station, BSR_LEAVE_LOCK, &error));
  g_autoptr (BsrAccount) back = bsr_store_sign_in (store, &request, &error);
  assert_true (bsr_store_leave (store, amal.station, BSR_LEAVE_SIGN_OUT, &error));
  bsr_test_assert_no_error (error);
}

void
tampering_fill (BsrStore *store, const char *folder)
{
  tampering_fill_casework (store, folder);
  tampering_fill_accounts (store);
}

void
tampering_fill_casework (BsrStore *store, const char *folder)
{
  g_autoptr (GError) error = NULL;
  const BsrActor supervisor = { "supervisor 1", "lane 2" };
  work (store, folder);
  bsr_store_suite_contribute (store, folder, "T-2", 0.5f);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, "T-2", &error);
  g_autofree char *id = NULL;
  g_autoptr (BsrContribution) contribution
      = bsr_store_get_contribution (store, ((BsrScan *) scans->pdata[0])->sha256, &id, &error);
  assert_true (bsr_store_withdraw_load (store, &supervisor, id, "mixed up", &error));
  bsr_test_assert_no_error (error);
  bsr_store_suite_arrive (store, folder, "T-2");
  declare_traders (store);
  sign (store, folder);
}

static BsrStore *
open_filled (const TamperEngine *engine, const char *folder)
{
  g_autoptr (GError) error = NULL;
  BsrStore *store = engine->open (folder, &error);
  bsr_test_assert_no_error (error);
  tampering_fill (store, folder);
  assert_true (bsr_store_verify_audit (store, NULL, &error));
  bsr_test_assert_no_error (error);
  return store;
}

/* Whether @message says which row it is: by its audit entry (one that has lost its number is named
 * by what is missing in its place or stands there), its checkpoint, its table, its case, or the
 * scan that it keeps. */
static gboolean
names_row (const char *message, const TamperCell *cell)
{
  g_autofree char *entry = g_strdup_printf ("entry %" G_GINT64_FORMAT, cell->entry);
  return (cell->entry > 0 && strstr (message, entry) != NULL)
         || strstr (message, cell->table) != NULL
         || (g_str_equal (cell->table, "arrival_lines") && strstr (message, "line in the tray") != NULL)
         || (g_str_equal (cell->table, "checkpoints") && strstr (message, "checkpoint ") != NULL)
         || (g_str_equal (cell->table, "personal_data") && strstr (message, "personal data ") != NULL)
         || (g_str_has_prefix (cell->table, "account") && strstr (message, "account '") != NULL)
         || (g_str_equal (cell->table, "cases") && strstr (message, "case 'T-") != NULL)
         || (g_str_equal (cell->table, "vault_files")
             && (strstr (message, "the scan was changed") != NULL
                 || strstr (message, "the photograph was changed") != NULL))
         || (g_str_equal (cell->table, "audit") && strstr (message, "audit entry ") != NULL);
}

/* Tries one change; whether it could be made. */
static gboolean
try_change (const TamperEngine *engine, gpointer raw, BsrStore *store, const TamperCell *cell,
            const TamperValue *to, const char *how)
{
  g_autoptr (GError) error = NULL;
  if (!engine->put (raw, cell, &cell->value, to))
    return FALSE;
  if (bsr_store_verify_audit (store, NULL, &error))
    fail_msg ("not found: %s of %s, %s", cell->column, cell->name, how);
  if (!names_row (error->message, cell))
    fail_msg ("not named: %s of %s, %s: '%s'", cell->column, cell->name, how, error->message);
  if (!engine->put (raw, cell, to, &cell->value))
    fail_msg ("%s of %s cannot be put back", cell->column, cell->name);
  return TRUE;
}

/* One bit of byte @byte of a value of @n_bytes; null becomes a value. */
static gboolean
change_byte (const TamperEngine *engine, gpointer raw, BsrStore *store, const TamperCell *cell,
             gsize byte, int bit)
{
  TamperValue to = cell->value;
  g_autoptr (GBytes) text = NULL;
  guint64 bits;
  if (cell->value.kind == TAMPER_NULL)
    {
      to = (TamperValue){ cell->column_kind, 1, 1.0, NULL };
      to.text = text = g_bytes_new_static ("x", 1);
    }
  else if (cell->value.kind == TAMPER_INTEGER)
    to.integer = cell->value.integer ^ (gint64) ((guint64) 1 << (byte * 8 + (gsize) bit));
  else if (cell->value.kind == TAMPER_REAL)
    {
      memcpy (&bits, &to.real, sizeof bits);
      bits ^= (guint64) 1 << (byte * 8 + (gsize) bit);
      memcpy (&to.real, &bits, sizeof bits);
    }
  else
    {
      gsize size;
      const guint8 *bytes = g_bytes_get_data (cell->value.text, &size);
      g_autofree guint8 *changed = g_memdup2 (bytes, size);
      changed[byte] ^= (guint8) (1 << bit);
      to.text = text = g_bytes_new (changed, size);
    }
  g_autofree char *how = g_strdup_printf ("byte %" G_GSIZE_FORMAT ", bit %d", byte, bit);
  return try_change (engine, raw, store, cell, &to, how);
}

static gsize
size_of (const TamperCell *cell)
{
  switch (cell->value.kind)
    {
    case TAMPER_TEXT:
      return g_bytes_get_size (cell->value.text);
    case TAMPER_INTEGER:
    case TAMPER_REAL:
      return sizeof (gint64);
    case TAMPER_NULL:
    default:
      return 1;
    }
}

static GPtrArray *
all_cells (const TamperEngine *engine, gpointer raw)
{
  g_autoptr (GPtrArray) tables = engine->tables (raw);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) tamper_cell_free);
  for (guint t = 0; t < tables->len; t++)
    {
      if (g_strv_contains (outside, tables->pdata[t]))
        continue;
      g_autoptr (GPtrArray) cells = engine->cells (raw, tables->pdata[t]);
      if (cells->len == 0 && !g_strv_contains (of_old_stores, tables->pdata[t]))
        fail_msg ("tampering_fill() puts no row into %s", (char *) tables->pdata[t]);
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&cells));
    }
  return all;
}

void
tampering_every_cell (const TamperEngine *engine, const char *folder)
{
  g_autoptr (BsrStore) store = open_filled (engine, folder);
  gpointer raw = engine->connect (folder);
  g_autoptr (GPtrArray) cells = all_cells (engine, raw);
  int n_found = 0, n_impossible = 0;
  for (guint i = 0; i < cells->len; i++)
    {
      const TamperCell *cell = cells->pdata[i];
      gsize size = size_of (cell);
      if (size > 0 && change_byte (engine, raw, store, cell, size - 1, 0))
        n_found++;
      else if (size > 0)
        n_impossible++;
    }
  engine->disconnect (raw);
  assert_true (bsr_store_verify_audit (store, NULL, NULL));
  print_message ("%u values: %d changes found and named, %d could not be made\n", cells->len,
                 n_found, n_impossible);
  assert_true (n_found > 0);
}

void
tampering_random_bytes (const TamperEngine *engine, const char *folder, guint64 seed, int n_rounds)
{
  guint64 random = seed;
  print_message ("seed %" G_GUINT64_FORMAT "\n", seed);
  g_autoptr (BsrStore) store = open_filled (engine, folder);
  gpointer raw = engine->connect (folder);
  g_autoptr (GPtrArray) cells = all_cells (engine, raw);
  int n_found = 0;
  for (int round = 0; round < n_rounds; round++)
    {
      const TamperCell *cell = cells->pdata[(guint) (bsr_test_random (&random) * cells->len)];
      gsize byte = (gsize) (bsr_test_random (&random) * (double) size_of (cell));
      int bit = (int) (bsr_test_random (&random) * 8);
      if (size_of (cell) > 0)
        n_found += change_byte (engine, raw, store, cell, byte, bit);
    }
  engine->disconnect (raw);
  assert_true (bsr_store_verify_audit (store, NULL, NULL));
  print_message ("%d rounds, %d changes found and named, %d could not be made\n", n_rounds, n_found,
                 n_rounds - n_found);
}

static void
change_file (BsrStore *store, const char *path, int *n)
{
  g_autofree char *content = NULL;
  gsize length;
  assert_true (g_file_get_contents (path, &content, &length, NULL));
  for (gsize at = 0; at < length; at += 1 + length / 5)
    {
      g_autoptr (GError) error = NULL;
      content[at] ^= 1;
      assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
      if (bsr_store_verify_audit (store, NULL, &error))
        fail_msg ("not found: byte %" G_GSIZE_FORMAT " of %s", at, path);
      if (strstr (error->message, "audit entry ") == NULL
          || (strstr (error->message, "the scan was changed") == NULL
              && strstr (error->message, "the photograph was changed") == NULL))
        fail_msg ("not named: byte %" G_GSIZE_FORMAT " of %s: '%s'", at, path, error->message);
      content[at] ^= 1;
      (*n)++;
    }
  assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
}

static void
change_files_below (BsrStore *store, const char *folder, gboolean in_vault, int *n)
{
  const char *name;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        change_files_below (store, path, in_vault || g_str_has_suffix (name, ".vault"), n);
      else if (in_vault)
        change_file (store, path, n);
    }
}

void
tampering_every_vault_file (const TamperEngine *engine, const char *folder)
{
  int n = 0;
  g_autoptr (BsrStore) store = open_filled (engine, folder);
  change_files_below (store, folder, FALSE, &n);
  assert_true (n > 0);
  assert_true (bsr_store_verify_audit (store, NULL, NULL));
  print_message ("%d bytes of the vault changed, all found and named\n", n);
}

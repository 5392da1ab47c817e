#include "bsr-test.h"
#include <string.h>
#include "bsr-audit.h"
#include "bsr-error.h"

#define N_ENTRIES 5

static BsrAuditEntry *
entry_after (const BsrAuditEntry *previous, const char *act, const char *detail)
{
  BsrAuditEntry *entry = g_new0 (BsrAuditEntry, 1);
  entry->sequence = previous != NULL ? previous->sequence + 1 : 1;
  entry->at = g_strdup ("2024-05-01T11:30:00.000001Z");
  entry->actor = g_strdup ("officer 7");
  entry->station = g_strdup ("lane 2");
  entry->act = g_strdup (act);
  entry->subject = g_strdup ("case:T-1");
  entry->detail = g_strdup (detail);
  entry->previous = g_strdup (previous != NULL ? previous->hash : BSR_AUDIT_ORIGIN);
  entry->hash = bsr_audit_entry_compute_hash (entry);
  return entry;
}

static GPtrArray *
chain (void)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_audit_entry_free);
  for (int i = 0; i < N_ENTRIES; i++)
    {
      g_autofree char *detail = g_strdup_printf ("{\"step\":%d}", i);
      g_ptr_array_add (entries,
                       entry_after (i > 0 ? entries->pdata[i - 1] : NULL, "noted", detail));
    }
  return entries;
}

static gboolean
walk (GPtrArray *entries, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    if (!bsr_audit_entry_follows (entries->pdata[i], i > 0 ? entries->pdata[i - 1] : NULL, error))
      return FALSE;
  return TRUE;
}

static void
hash_is_that_of_the_documented_form (void **state)
{
  g_autoptr (BsrAuditEntry) entry = entry_after (NULL, "noted", "{}");
  const char form[] = "basira-audit/1\n1:1,27:2024-05-01T11:30:00.000001Z,9:officer 7,6:lane 2,"
                      "5:noted,8:case:T-1,2:{},64:" BSR_AUDIT_ORIGIN ",";
  g_autofree char *expected = g_compute_checksum_for_string (G_CHECKSUM_SHA256, form, -1);
  assert_string_equal (entry->hash, expected);
  /* The same, by sha256sum of coreutils: the form does not change by mistake. */
  assert_string_equal (entry->hash,
                       "fc153c229fa2846b5c0bcd0cca03835d838e66ab52c3e20adcb2f08c1e9dd7e2");
}

static void
netstrings_keep_fields_apart (void **state)
{
  g_autoptr (GString) a = g_string_new (NULL), b = g_string_new (NULL);
  bsr_audit_append_netstring (a, "ab", -1);
  bsr_audit_append_netstring (a, "c", -1);
  bsr_audit_append_netstring (b, "a", -1);
  bsr_audit_append_netstring (b, "bc", -1);
  assert_string_equal (a->str, "2:ab,1:c,");
  assert_string_not_equal (a->str, b->str);

  g_string_truncate (a, 0);
  bsr_audit_append_netstring (a, "x\0y", 3);
  assert_int_equal (a->len, 6);
  assert_memory_equal (a->str, "3:x\0y,", 6);
}

static void
moving_bytes_between_members_changes_the_hash (void **state)
{
  g_autoptr (BsrAuditEntry) a = entry_after (NULL, "noted", "{}");
  g_free (a->act);
  g_free (a->station);
  a->act = g_strdup ("oted");
  a->station = g_strdup ("lane 2n");
  g_autofree char *hash = bsr_audit_entry_compute_hash (a);
  assert_string_not_equal (hash, a->hash);
}

static void
whole_chain_holds (void **state)
{
  g_autoptr (GPtrArray) entries = chain ();
  g_autoptr (GError) error = NULL;
  assert_true (walk (entries, &error));
  bsr_test_assert_no_error (error);
}

/* Flips the lowest bit of each byte of each member of each entry in turn. */
static void
any_changed_byte_is_found_and_its_entry_named (void **state)
{
  g_autoptr (GPtrArray) entries = chain ();
  int n_changes = 0;
  for (guint i = 0; i < entries->len; i++)
    {
      BsrAuditEntry *entry = entries->pdata[i];
      char *members[] = { entry->at,      entry->actor,  entry->station,  entry->act,
                          entry->subject, entry->detail, entry->previous, entry->hash };
      g_autofree char *name = g_strdup_printf ("audit entry %u ", i + 1);
      for (gsize m = 0; m < G_N_ELEMENTS (members); m++)
        for (char *byte = members[m]; *byte != '\0'; byte++)
          {
            g_autoptr (GError) error = NULL;
            *byte ^= 1;
            assert_false (walk (entries, &error));
            bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, name);
            *byte ^= 1;
            n_changes++;
          }
    }
  print_message ("%d changed bytes, all found\n", n_changes);
  assert_true (walk (entries, NULL));
}

static void
changed_sequence_is_found (void **state)
{
  g_autoptr (GPtrArray) entries = chain ();
  ((BsrAuditEntry *) entries->pdata[2])->sequence = 7;
  g_autoptr (GError) error = NULL;
  assert_false (walk (entries, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "entry 3 is missing");
}

static void
removed_entry_is_found (void **state)
{
  for (guint i = 0; i + 1 < N_ENTRIES; i++)
    {
      g_autoptr (GPtrArray) entries = chain ();
      g_autofree char *name = g_strdup_printf ("entry %u is missing", i + 1);
      g_ptr_array_remove_index (entries, i);
      g_autoptr (GError) error = NULL;
      assert_false (walk (entries, &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, name);
    }
}

/* A forger who computes the hash of what he changed breaks the next link. */
static void
forged_entry_with_its_own_right_hash_breaks_the_link (void **state)
{
  g_autoptr (GPtrArray) entries = chain ();
  BsrAuditEntry *forged = entries->pdata[1];
  forged->detail[1] = ' ';
  g_free (forged->hash);
  forged->hash = bsr_audit_entry_compute_hash (forged);
  g_autoptr (GError) error = NULL;
  assert_false (walk (entries, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "entry 3 is not linked");
}

static void
first_entry_must_begin_the_chain (void **state)
{
  g_autoptr (BsrAuditEntry) entry = entry_after (NULL, "noted", "{}");
  memset (entry->previous, 'a', strlen (entry->previous));
  g_free (entry->hash);
  entry->hash = bsr_audit_entry_compute_hash (entry);
  g_autoptr (GError) error = NULL;
  assert_false (bsr_audit_entry_follows (entry, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "entry 1 is not linked");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (hash_is_that_of_the_documented_form),
    cmocka_unit_test (netstrings_keep_fields_apart),
    cmocka_unit_test (moving_bytes_between_members_changes_the_hash),
    cmocka_unit_test (whole_chain_holds),
    cmocka_unit_test (any_changed_byte_is_found_and_its_entry_named),
    cmocka_unit_test (changed_sequence_is_found),
    cmocka_unit_test (removed_entry_is_found),
    cmocka_unit_test (forged_entry_with_its_own_right_hash_breaks_the_link),
    cmocka_unit_test (first_entry_must_begin_the_chain),
  };
  return cmocka_run_group_tests_name ("audit", tests, NULL, NULL);
}

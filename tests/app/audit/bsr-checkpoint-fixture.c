#include "bsr-checkpoint-fixture.h"

#define HASH_DIGITS 64

BsrSigningKey *
checkpoint_fixture_key (const char *folder, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, name, NULL);
  BsrSigningKey *key = g_file_test (path, G_FILE_TEST_EXISTS)
                           ? bsr_signing_key_open (path, NULL, &error)
                           : bsr_signing_key_make (path, NULL, &error);
  bsr_test_assert_no_error (error);
  return key;
}

BsrCheckpoint *
checkpoint_fixture_new (gint64 number, gint64 sequence, BsrSigningKey *key, BsrSigningKey *next)
{
  g_autoptr (GError) error = NULL;
  BsrCheckpoint *checkpoint = g_new0 (BsrCheckpoint, 1);
  checkpoint->number = number;
  checkpoint->sequence = sequence;
  checkpoint->hash = g_strnfill (HASH_DIGITS, (char) ('0' + sequence / 10 % 10));
  checkpoint->at = g_strdup_printf ("2024-05-01T11:%02d:00.000000Z", (int) number);
  checkpoint->store = g_strnfill (HASH_DIGITS, 'a');
  checkpoint->next_key = next != NULL ? g_strdup (bsr_signing_key_public (next)) : NULL;
  assert_true (bsr_checkpoint_sign (checkpoint, key, &error));
  bsr_test_assert_no_error (error);
  return checkpoint;
}

GPtrArray *
checkpoint_fixture_list (BsrSigningKey *key, int n)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_checkpoint_free);
  for (int i = 1; i <= n; i++)
    g_ptr_array_add (list, checkpoint_fixture_new (i, 10 * i, key, NULL));
  return list;
}

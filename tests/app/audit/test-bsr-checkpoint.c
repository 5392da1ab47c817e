#include "bsr-checkpoint-fixture.h"

#include <string.h>

#include "bsr-error.h"

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
broken (const BsrCheckpoint *checkpoint, const BsrCheckpoint *previous, const char *part)
{
  g_autoptr (GError) error = NULL;
  assert_false (bsr_checkpoint_follows (checkpoint, previous, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, part);
}

static void
signature_is_of_the_documented_form (void **state)
{
  g_autoptr (BsrSigningKey) key = checkpoint_fixture_key (*state, "key");
  g_autoptr (BsrCheckpoint) checkpoint = checkpoint_fixture_new (1, 10, key, NULL);
  const char *public_key = bsr_signing_key_public (key);
  g_autofree char *form = g_strdup_printf (
      "basira-checkpoint/1\n1:1,2:10,64:%s,27:2024-05-01T11:01:00.000000Z,64:%s,64:%s,64:%s,",
      checkpoint->hash, checkpoint->store, public_key, public_key);
  assert_true (bsr_signature_holds (checkpoint->signature, public_key, form, strlen (form)));
}

static void
any_changed_byte_is_found (void **state)
{
  g_autoptr (BsrSigningKey) key = checkpoint_fixture_key (*state, "key");
  g_autoptr (GPtrArray) list = checkpoint_fixture_list (key, 3);
  BsrCheckpoint *checkpoint = list->pdata[1];
  char *members[] = { checkpoint->hash, checkpoint->at,       checkpoint->store,
                      checkpoint->key,  checkpoint->next_key, checkpoint->signature };
  for (gsize m = 0; m < G_N_ELEMENTS (members); m++)
    for (char *byte = members[m]; *byte != '\0'; byte++)
      {
        *byte ^= 1;
        broken (checkpoint, list->pdata[0], "checkpoint 2 at audit entry 20 was changed");
        *byte ^= 1;
      }
  checkpoint->sequence = 21;
  broken (checkpoint, list->pdata[0], "checkpoint 2 at audit entry 21 was changed");
  checkpoint->sequence = 20;
  assert_true (bsr_checkpoint_follows (checkpoint, list->pdata[0], NULL));
}

static void
missing_or_misplaced_one_is_found (void **state)
{
  g_autoptr (BsrSigningKey) key = checkpoint_fixture_key (*state, "key");
  g_autoptr (GPtrArray) list = checkpoint_fixture_list (key, 3);
  broken (list->pdata[2], list->pdata[0], "checkpoint 2 is missing");
  broken (list->pdata[1], NULL, "checkpoint 1 is missing");
  g_autoptr (BsrCheckpoint) back = checkpoint_fixture_new (2, 10, key, NULL);
  broken (back, list->pdata[0], "does not come after the one before it");
}

static void
key_is_handed_over_by_the_old_one_alone (void **state)
{
  g_autoptr (BsrSigningKey) old = checkpoint_fixture_key (*state, "old");
  g_autoptr (BsrSigningKey) new = checkpoint_fixture_key (*state, "new");
  g_autoptr (BsrCheckpoint) first = checkpoint_fixture_new (1, 10, old, NULL);
  g_autoptr (BsrCheckpoint) usurper = checkpoint_fixture_new (2, 20, new, NULL);
  broken (usurper, first, "a key that the one before it does not name");

  g_autoptr (BsrCheckpoint) over = checkpoint_fixture_new (2, 20, old, new);
  g_autoptr (BsrCheckpoint) third = checkpoint_fixture_new (3, 30, new, NULL);
  g_autoptr (BsrCheckpoint) late = checkpoint_fixture_new (3, 30, old, NULL);
  assert_true (bsr_checkpoint_follows (over, first, NULL));
  assert_true (bsr_checkpoint_follows (third, over, NULL));
  broken (late, over, "a key that the one before it does not name");
}

static void
line_holds_all_of_it (void **state)
{
  g_autoptr (BsrSigningKey) key = checkpoint_fixture_key (*state, "key");
  g_autoptr (BsrCheckpoint) checkpoint = checkpoint_fixture_new (3, 170, key, NULL);
  g_autofree char *line = bsr_checkpoint_to_line (checkpoint);
  g_strchomp (line);
  g_autoptr (BsrCheckpoint) read = bsr_checkpoint_from_line (line);
  assert_true (bsr_checkpoint_is_same (read, checkpoint));
  g_autofree char *more = g_strconcat (line, " x", NULL);
  g_autofree char *less = g_strndup (line, strlen (line) - 1);
  assert_null (bsr_checkpoint_from_line (more));
  assert_null (bsr_checkpoint_from_line (less));
  assert_null (bsr_checkpoint_from_line (""));
  line[0] = 'B';
  assert_null (bsr_checkpoint_from_line (line));
}

#define CHECKPOINT_TEST(f) cmocka_unit_test_setup_teardown (f, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    CHECKPOINT_TEST (signature_is_of_the_documented_form),
    CHECKPOINT_TEST (any_changed_byte_is_found),
    CHECKPOINT_TEST (missing_or_misplaced_one_is_found),
    CHECKPOINT_TEST (key_is_handed_over_by_the_old_one_alone),
    CHECKPOINT_TEST (line_holds_all_of_it),
  };
  return cmocka_run_group_tests_name ("checkpoint", tests, NULL, NULL);
}

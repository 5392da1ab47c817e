#include "bsr-dossier-fixture.h"

/* Random steps: against a model that keeps every state whole, and against a store that fails. */

#define N_ROUNDS 6
#define N_STEPS 120
#define SEED 4711

typedef struct
{
  GPtrArray *past, *future; /* descriptions; the last of past is what is shown */
} Model;

static void
model_step (Model *model, Fixture *fixture)
{
  g_ptr_array_add (model->past, fixture_describe (fixture));
  g_ptr_array_set_size (model->future, 0);
}

static void
model_move (Model *model, GPtrArray *from, GPtrArray *to, guint keep)
{
  if (from->len > keep)
    g_ptr_array_add (to, g_ptr_array_steal_index (from, from->len - 1));
}

static char *
random_id (Fixture *fixture, guint64 *random)
{
  GListModel *list = bsr_dossier_annotations (fixture->dossier);
  guint n = g_list_model_get_n_items (list);
  if (n == 0)
    return NULL;
  g_autoptr (BsrAnnotation) a
      = g_list_model_get_item (list, (guint) (bsr_test_random (random) * n));
  return g_strdup (bsr_annotation_id (a));
}

/* One random step; @model (NULL: none) is told. */
static void
random_step (Fixture *fixture, Model *model, guint64 *random, int number)
{
  double choice = bsr_test_random (random);
  g_autofree char *text = g_strdup_printf ("t%d", number);
  g_autofree char *id = random_id (fixture, random);
  if (choice < 0.25)
    fixture_add (fixture, text, text);
  else if (choice < 0.4 && id != NULL)
    {
      g_autoptr (BsrAnnotation) changed = fixture_mark (id, text);
      bsr_dossier_change_annotation (fixture->dossier, changed);
    }
  else if (choice < 0.5 && id != NULL)
    bsr_dossier_remove_annotation (fixture->dossier, id);
  else if (choice < 0.55)
    {
      int check = (int) (bsr_test_random (random) * N_CHECKS);
      const char *reason = bsr_test_random (random) < 0.5 ? text : NULL;
      if (reason == NULL
          && bsr_dossier_contest (fixture->dossier, fixture_checks[check], fixture_items[check])
                 == NULL)
        return; /* no step */
      bsr_dossier_contest_check (fixture->dossier, fixture_checks[check], fixture_items[check],
                                 reason);
    }
  else if (choice < 0.62)
    {
      int finding = 1 + (int) (bsr_test_random (random) * N_FINDINGS);
      BsrFindingWeight weight = (BsrFindingWeight) (bsr_test_random (random) * 3);
      if (bsr_dossier_weight (fixture->dossier, finding) == weight)
        return; /* no step */
      bsr_dossier_weigh_finding (fixture->dossier, finding, weight);
    }
  else
    {
      gboolean redo = choice >= 0.85;
      if (redo)
        bsr_dossier_redo (fixture->dossier);
      else
        bsr_dossier_undo (fixture->dossier);
      if (model != NULL && redo)
        model_move (model, model->future, model->past, 0);
      else if (model != NULL)
        model_move (model, model->past, model->future, 1);
      return;
    }
  if (model != NULL)
    model_step (model, fixture);
}

static void
random_steps_agree_with_the_model (void **state)
{
  Fixture *fixture = *state;
  guint64 random = SEED;
  print_message ("seed %d\n", SEED);
  Model model
      = { g_ptr_array_new_with_free_func (g_free), g_ptr_array_new_with_free_func (g_free) };
  g_ptr_array_add (model.past, fixture_describe (fixture));
  for (int i = 0; i < N_ROUNDS * N_STEPS; i++)
    {
      random_step (fixture, &model, &random, i);
      g_autofree char *shown = fixture_describe (fixture);
      assert_string_equal (shown, model.past->pdata[model.past->len - 1]);
      assert_int_equal (fixture_flag (fixture, "can-undo"), model.past->len > 1);
      assert_int_equal (fixture_flag (fixture, "can-redo"), model.future->len > 0);
      if (i % N_STEPS == 0)
        fixture_flush_well (fixture);
    }
  fixture_flush_well (fixture);
  fixture_assert_shown_is_kept (fixture);
  g_autofree char *before = fixture_describe (fixture);
  fixture_reopen (fixture);
  g_autofree char *after = fixture_describe (fixture);
  assert_string_equal (before, after);
  g_ptr_array_unref (model.past);
  g_ptr_array_unref (model.future);
}

/* Whatever fails whenever: after it what is shown is what is kept, and undo leads back. */
static void
random_failures_leave_what_is_kept (void **state)
{
  Fixture *fixture = *state;
  guint64 random = SEED + 1;
  int n_failures = 0;
  print_message ("seed %d\n", SEED + 1);
  for (int round = 0; round < 10 * N_ROUNDS; round++)
    {
      int n = (int) (bsr_test_random (&random) * 12);
      if (round % 2 == 0)
        bsr_failing_store_fail_after (fixture->store, n);
      else
        bsr_failing_store_fail_once_after (fixture->store, n);
      for (int i = 0; i < 12; i++)
        {
          random_step (fixture, NULL, &random, round * 100 + i);
          if (bsr_test_random (&random) < 0.2)
            g_main_context_iteration (NULL, FALSE);
        }
      n_failures += !fixture_flush (fixture, NULL);
      fixture_assert_shown_is_kept (fixture);
    }
  assert_true (n_failures > N_ROUNDS);
  bsr_failing_store_fail_after (fixture->store, -1);
  while (fixture_flag (fixture, "can-undo"))
    bsr_dossier_undo (fixture->dossier);
  fixture_flush_well (fixture);
  g_autofree char *shown = fixture_describe (fixture);
  assert_string_equal (shown, "1:open 2:open 3:open ");
  fixture_assert_shown_is_kept (fixture);
  assert_true (bsr_store_verify_audit (fixture->inner, NULL, NULL));
}

int
main (void)
{
#define TEST(function) cmocka_unit_test_setup_teardown (function, fixture_set_up, fixture_tear_down)
  const struct CMUnitTest tests[] = {
    TEST (random_steps_agree_with_the_model),
    TEST (random_failures_leave_what_is_kept),
  };
#undef TEST
  return cmocka_run_group_tests_name ("random dossier", tests, NULL, NULL);
}

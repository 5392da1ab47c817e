#include "bsr-test.h"

#include "bsr-dossier.h"
#include "bsr-error.h"
#include "bsr-failing-store.h"
#include "bsr-store-suite.h"

#define ACTOR (&bsr_store_suite_actor)
#define CASE_ID "T-1"
#define N_FINDINGS 3
#define N_ROUNDS 6
#define N_STEPS 120
#define SEED 4711

typedef struct
{
  char *folder;
  BsrStore *inner;
  BsrFailingStore *store;
  gint64 scan;
  BsrDossier *dossier;
  GString *failures; /* messages of the signal */
} Fixture;

/* --- Waiting --------------------------------------------------------------------------------- */

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
failed_cb (BsrDossier *dossier, const GError *error, gpointer data)
{
  Fixture *fixture = data;
  g_string_append_printf (fixture->failures, "%s;", error->message);
}

static BsrDossier *
open_dossier (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  bsr_dossier_open_async (BSR_STORE (fixture->store), ACTOR, CASE_ID, NULL, finished_cb, &result);
  return bsr_dossier_open_finish (wait_for (&result), error);
}

static gboolean
flush (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  bsr_dossier_flush_async (fixture->dossier, finished_cb, &result);
  return bsr_dossier_flush_finish (fixture->dossier, wait_for (&result), error);
}

static void
reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_clear_object (&fixture->dossier);
  fixture->dossier = open_dossier (fixture, &error);
  bsr_test_assert_no_error (error);
  g_signal_connect (fixture->dossier, "failed", G_CALLBACK (failed_cb), fixture);
}

static void
flush_well (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gboolean good = flush (fixture, &error);
  bsr_test_assert_no_error (error);
  assert_true (good);
}

static BsrAnalysis *
analysis (const double *scores, int n, double elapsed_ms)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = bsr_store_suite_analysis (scores, n, elapsed_ms);
  BsrAnalysis *made = bsr_analysis_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  return made;
}

static int
set_up (void **state)
{
  g_autoptr (GError) error = NULL;
  const double scores[N_FINDINGS] = { 0.9, 0.6, 0.3 };
  Fixture *fixture = g_new0 (Fixture, 1);
  fixture->folder = bsr_test_folder_new ();
  g_autofree char *url = g_strconcat ("sqlite:", fixture->folder, "/store.db", NULL);
  fixture->inner = bsr_store_open (url, &error);
  bsr_test_assert_no_error (error);
  fixture->store = bsr_failing_store_new (fixture->inner);
  fixture->scan = bsr_store_suite_scanned_case (fixture->inner, fixture->folder, CASE_ID);
  g_autofree char *json = bsr_store_suite_analysis (scores, N_FINDINGS, 5.0);
  bsr_store_save_analysis (fixture->inner, ACTOR, fixture->scan, json, &error);
  bsr_test_assert_no_error (error);
  fixture->failures = g_string_new (NULL);
  reopen (fixture);
  *state = fixture;
  return 0;
}

static int
tear_down (void **state)
{
  Fixture *fixture = *state;
  bsr_failing_store_open_gate (fixture->store);
  flush (fixture, NULL);
  g_clear_object (&fixture->dossier);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->inner);
  g_string_free (fixture->failures, TRUE);
  bsr_test_folder_remove (fixture->folder);
  g_free (fixture);
  return 0;
}

/* --- What is shown, as one text -------------------------------------------------------------- */

static char *
describe_list (GListModel *list, BsrDossier *dossier)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (BsrAnnotation) a = g_list_model_get_item (list, i);
      g_string_append_printf (text, "%s=%s ", bsr_annotation_id (a), bsr_annotation_text (a));
    }
  for (int id = 1; id <= N_FINDINGS; id++)
    g_string_append_printf (text, "%d:%s ", id,
                            bsr_finding_weight_to_string (bsr_dossier_weight (dossier, id)));
  return g_string_free (text, FALSE);
}

static char *
describe (Fixture *fixture)
{
  return describe_list (bsr_dossier_annotations (fixture->dossier), fixture->dossier);
}

static char *
describe_kept (Fixture *fixture)
{
  g_autoptr (GPtrArray) marks = bsr_store_list_annotations (fixture->inner, fixture->scan, NULL);
  g_autoptr (GArray) weights = bsr_store_list_weights (fixture->inner, fixture->scan, NULL);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < marks->len; i++)
    g_string_append_printf (text, "%s=%s ", bsr_annotation_id (marks->pdata[i]),
                            bsr_annotation_text (marks->pdata[i]));
  for (int id = 1; id <= N_FINDINGS; id++)
    {
      BsrFindingWeight weight = BSR_WEIGHT_OPEN;
      for (guint i = 0; i < weights->len; i++)
        if (g_array_index (weights, BsrWeighedFinding, i).finding_id == id)
          weight = g_array_index (weights, BsrWeighedFinding, i).weight;
      g_string_append_printf (text, "%d:%s ", id, bsr_finding_weight_to_string (weight));
    }
  return g_string_free (text, FALSE);
}

static void
assert_shown_is_kept (Fixture *fixture)
{
  g_autofree char *shown = describe (fixture), *kept = describe_kept (fixture);
  assert_string_equal (shown, kept);
}

static BsrAnnotation *
mark (const char *id, const char *text)
{
  const BsrPoint corners[] = { { 1, 1 }, { 5, 3 } };
  return bsr_annotation_new (id, BSR_SHAPE_RECTANGLE, BSR_CATEGORY_SUSPICIOUS, corners, 2, text);
}

static void
add (Fixture *fixture, const char *id, const char *text)
{
  g_autoptr (BsrAnnotation) a = mark (id, text);
  bsr_dossier_add_annotation (fixture->dossier, a);
}

static gboolean
flag (Fixture *fixture, const char *property)
{
  gboolean value;
  g_object_get (fixture->dossier, property, &value, NULL);
  return value;
}

/* --- Tests ----------------------------------------------------------------------------------- */

static void
opening_reads_the_whole_case_and_notes_the_view (void **state)
{
  Fixture *fixture = *state;
  BsrDossier *dossier = fixture->dossier;
  gint64 n = 0;
  assert_string_equal (bsr_dossier_case (dossier)->id, CASE_ID);
  assert_int_equal (bsr_dossier_state (dossier), BSR_STATE_SCANNED);
  assert_int_equal (bsr_dossier_n_scans (dossier), 1);
  assert_int_equal (bsr_dossier_scan_index (dossier), 0);
  assert_int_equal (bsr_dossier_scan (dossier, 0)->id, fixture->scan);
  assert_int_equal (bsr_analysis_n_findings (bsr_dossier_analysis (dossier)), N_FINDINGS);
  assert_int_equal (bsr_dossier_decisions (dossier)->len, 0);
  assert_false (flag (fixture, "can-undo") || flag (fixture, "can-redo")
                || flag (fixture, "saving"));
  assert_true (bsr_store_verify_audit (fixture->inner, &n, NULL));
  assert_int_equal (n, 4); /* case, scan, analysis, view */
}

static void
opening_what_is_not_there_fails (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  bsr_dossier_open_async (fixture->inner, ACTOR, "T-9", NULL, finished_cb, &result);
  assert_null (bsr_dossier_open_finish (wait_for (&result), &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "no case 'T-9'");
}

static void
case_without_a_scan_opens (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_store_suite_case ("T-2");
  bsr_store_put_case (fixture->inner, ACTOR, flagged, NULL);
  bsr_dossier_open_async (fixture->inner, ACTOR, "T-2", NULL, finished_cb, &result);
  g_autoptr (BsrDossier) dossier = bsr_dossier_open_finish (wait_for (&result), &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_dossier_scan_index (dossier), -1);
  assert_null (bsr_dossier_analysis (dossier));
  assert_int_equal (g_list_model_get_n_items (bsr_dossier_annotations (dossier)), 0);
  assert_int_equal (bsr_dossier_weight (dossier, 1), BSR_WEIGHT_OPEN);
}

static void
changes_are_shown_at_once_and_saved_behind (void **state)
{
  Fixture *fixture = *state;
  bsr_failing_store_close_gate (fixture->store); /* the store answers nobody now */
  add (fixture, "a", "one");
  add (fixture, "b", "two");
  g_autoptr (BsrAnnotation) changed = mark (NULL, "x");
  g_autoptr (BsrAnnotation) other = mark ("a", "three");
  bsr_dossier_change_annotation (fixture->dossier, other);
  bsr_dossier_remove_annotation (fixture->dossier, "b");
  bsr_dossier_weigh_finding (fixture->dossier, 2, BSR_WEIGHT_CONFIRMED);
  g_autofree char *shown = describe (fixture);
  assert_string_equal (shown, "a=three 1:open 2:confirmed 3:open ");
  assert_true (flag (fixture, "saving"));
  g_autofree char *kept = describe_kept (fixture);
  assert_string_equal (kept, "1:open 2:open 3:open ");

  bsr_failing_store_open_gate (fixture->store);
  flush_well (fixture);
  assert_false (flag (fixture, "saving"));
  assert_shown_is_kept (fixture);
  assert_int_equal (fixture->failures->len, 0);
}

static void
undo_and_redo_say_what_they_do_and_are_saved (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *undo = NULL, *redo = NULL, *none = NULL;
  add (fixture, "a", "one");
  bsr_dossier_weigh_finding (fixture->dossier, 1, BSR_WEIGHT_EXPLAINED);
  bsr_dossier_undo (fixture->dossier);
  g_object_get (fixture->dossier, "undo-label", &undo, "redo-label", &redo, NULL);
  assert_string_equal (undo, "Add rectangle");
  assert_string_equal (redo, "Explain finding");
  bsr_dossier_undo (fixture->dossier);
  bsr_dossier_undo (fixture->dossier); /* nothing left: nothing happens */
  g_object_get (fixture->dossier, "undo-label", &none, NULL);
  assert_null (none);
  flush_well (fixture);
  assert_shown_is_kept (fixture);
  bsr_dossier_redo (fixture->dossier);
  flush_well (fixture);
  g_autofree char *kept = describe_kept (fixture);
  assert_string_equal (kept, "a=one 1:open 2:open 3:open ");

  add (fixture, "b", "two"); /* a new step: nothing can be redone any more */
  assert_false (flag (fixture, "can-redo"));
  gint64 n = 0;
  flush_well (fixture);
  assert_true (bsr_store_verify_audit (fixture->inner, &n, NULL));
  assert_int_equal (n, 4 + 6); /* two steps, both undone, one redone, one more */
}

static void
decisions_and_outcomes_move_the_state_and_stay (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (BsrOutcome) outcome = bsr_outcome_new (BSR_OUTCOME_CONFORMING, BSR_EXTENT_DOOR,
                                                    "as declared", 0.5, "officer 9", at);
  bsr_dossier_decide (fixture->dossier, BSR_DECISION_EXAMINE, "dense block");
  assert_int_equal (bsr_dossier_state (fixture->dossier), BSR_STATE_TO_BE_EXAMINED);
  bsr_dossier_record_outcome (fixture->dossier, outcome);
  assert_int_equal (bsr_dossier_state (fixture->dossier), BSR_STATE_EXAMINED);
  assert_false (flag (fixture, "can-undo"));
  flush_well (fixture);
  reopen (fixture);
  assert_int_equal (bsr_dossier_state (fixture->dossier), BSR_STATE_EXAMINED);
  BsrDecision *decision = bsr_dossier_decisions (fixture->dossier)->pdata[0];
  assert_string_equal (decision->reason, "dense block");
  assert_string_equal (decision->officer, "officer 7");
  assert_int_equal (bsr_dossier_outcomes (fixture->dossier)->len, 1);
}

static void
refused_decision_is_taken_back (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  bsr_dossier_decide (fixture->dossier, BSR_DECISION_RELEASE, "fine");
  bsr_dossier_decide (fixture->dossier, BSR_DECISION_EXAMINE, "  ");
  assert_int_equal (bsr_dossier_state (fixture->dossier), BSR_STATE_TO_BE_EXAMINED);
  assert_false (flush (fixture, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "needs a reason");
  assert_string_equal (fixture->failures->str, "a decision needs a reason in words;");
  assert_int_equal (bsr_dossier_state (fixture->dossier), BSR_STATE_RELEASED);
  assert_int_equal (bsr_dossier_decisions (fixture->dossier)->len, 1);
}

static void
failed_act_takes_back_all_that_builds_on_it (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  add (fixture, "a", "one");
  add (fixture, "b", "two");
  bsr_dossier_undo (fixture->dossier);
  flush_well (fixture);

  bsr_failing_store_close_gate (fixture->store);
  bsr_failing_store_fail_after (fixture->store, 1);
  bsr_dossier_weigh_finding (fixture->dossier, 1, BSR_WEIGHT_CONFIRMED); /* is still saved */
  bsr_dossier_undo (fixture->dossier);                                   /* fails */
  bsr_dossier_redo (fixture->dossier);
  add (fixture, "c", "three");
  g_autoptr (BsrAnnotation) moved = mark ("c", "moved");
  bsr_dossier_change_annotation (fixture->dossier, moved);
  bsr_dossier_decide (fixture->dossier, BSR_DECISION_RELEASE, "fine");
  bsr_dossier_undo (fixture->dossier);
  bsr_failing_store_open_gate (fixture->store);
  assert_false (flush (fixture, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "disk is full");
  assert_string_equal (fixture->failures->str, "the disk is full;"); /* told once */

  g_autofree char *shown = describe (fixture);
  assert_string_equal (shown, "a=one 1:confirmed 2:open 3:open ");
  assert_shown_is_kept (fixture);
  assert_int_equal (bsr_dossier_state (fixture->dossier), BSR_STATE_SCANNED);
  assert_int_equal (bsr_dossier_decisions (fixture->dossier)->len, 0);
  g_autofree char *undo = NULL;
  g_object_get (fixture->dossier, "undo-label", &undo, NULL);
  assert_string_equal (undo, "Confirm finding");
  assert_false (flag (fixture, "can-redo")); /* the weight had made "b" unredoable */

  bsr_failing_store_fail_after (fixture->store, -1);
  add (fixture, "d", "four");
  flush_well (fixture);
  assert_shown_is_kept (fixture);
}

static void
failed_step_gives_back_what_could_be_redone (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *redo = NULL;
  add (fixture, "a", "one");
  bsr_dossier_undo (fixture->dossier);
  flush_well (fixture);
  bsr_failing_store_fail_after (fixture->store, 0);
  bsr_dossier_weigh_finding (fixture->dossier, 1, BSR_WEIGHT_CONFIRMED);
  assert_false (flag (fixture, "can-redo"));
  assert_false (flush (fixture, NULL));
  g_object_get (fixture->dossier, "redo-label", &redo, NULL);
  assert_string_equal (redo, "Add rectangle");
  bsr_failing_store_fail_after (fixture->store, -1);
  bsr_dossier_redo (fixture->dossier);
  flush_well (fixture);
  g_autofree char *kept = describe_kept (fixture);
  assert_string_equal (kept, "a=one 1:open 2:open 3:open ");
}

static void
same_analysis_keeps_weights_and_another_opens_all_again (void **state)
{
  Fixture *fixture = *state;
  gint64 before = 0, after = 0;
  g_autoptr (BsrAnalysis) same = analysis ((double[]){ 0.9, 0.6, 0.3 }, N_FINDINGS, 77.0);
  g_autoptr (BsrAnalysis) other = analysis ((double[]){ 0.9, 0.2 }, 2, 5.0);
  bsr_dossier_weigh_finding (fixture->dossier, 1, BSR_WEIGHT_CONFIRMED);
  flush_well (fixture);
  bsr_store_verify_audit (fixture->inner, &before, NULL);
  bsr_dossier_set_analysis (fixture->dossier, same);
  flush_well (fixture);
  bsr_store_verify_audit (fixture->inner, &after, NULL);
  assert_int_equal (before, after);
  assert_ptr_equal (bsr_dossier_analysis (fixture->dossier), same);
  assert_int_equal (bsr_dossier_weight (fixture->dossier, 1), BSR_WEIGHT_CONFIRMED);

  bsr_dossier_set_analysis (fixture->dossier, other);
  assert_int_equal (bsr_dossier_weight (fixture->dossier, 1), BSR_WEIGHT_OPEN);
  assert_false (flag (fixture, "can-undo")); /* that finding is not there any more */
  bsr_dossier_weigh_finding (fixture->dossier, 2, BSR_WEIGHT_EXPLAINED);
  flush_well (fixture);
  reopen (fixture);
  assert_int_equal (bsr_analysis_n_findings (bsr_dossier_analysis (fixture->dossier)), 2);
  assert_int_equal (bsr_dossier_weight (fixture->dossier, 2), BSR_WEIGHT_EXPLAINED);
}

static void
each_scan_has_its_own_marks (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrScan) second = bsr_store_suite_scan (fixture->folder, "second.tiff", 2, TRUE);
  bsr_store_add_scan (fixture->inner, ACTOR, CASE_ID, second, NULL);
  reopen (fixture);
  GListModel *shown = bsr_dossier_annotations (fixture->dossier);
  assert_int_equal (bsr_dossier_scan_index (fixture->dossier), 1); /* the last one at first */
  add (fixture, "on second", "2");
  bsr_dossier_set_scan_index (fixture->dossier, 0);
  assert_ptr_equal (shown, bsr_dossier_annotations (fixture->dossier));
  assert_int_equal (g_list_model_get_n_items (shown), 0);
  add (fixture, "on first", "1");
  bsr_dossier_undo (fixture->dossier);
  bsr_dossier_undo (fixture->dossier); /* on the second scan: goes there */
  assert_int_equal (bsr_dossier_scan_index (fixture->dossier), 1);
  assert_int_equal (g_list_model_get_n_items (shown), 0);
  bsr_dossier_redo (fixture->dossier);
  flush_well (fixture);
  assert_int_equal (g_list_model_get_n_items (shown), 1);
}

static gboolean
tick_cb (gpointer data)
{
  (*(int *) data)++;
  return G_SOURCE_CONTINUE;
}

/* While the store does not answer at all, the loop runs on and flush waits. */
static void
main_loop_goes_on_while_acts_wait (void **state)
{
  Fixture *fixture = *state;
  int ticks = 0;
  g_autoptr (GAsyncResult) result = NULL;
  guint source = g_idle_add (tick_cb, &ticks);
  bsr_failing_store_close_gate (fixture->store);
  for (int i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%d", i);
      add (fixture, id, "x");
    }
  bsr_dossier_flush_async (fixture->dossier, finished_cb, &result);
  while (ticks < 100)
    g_main_context_iteration (NULL, TRUE);
  assert_null (result);
  assert_true (flag (fixture, "saving"));
  bsr_failing_store_open_gate (fixture->store);
  assert_true (bsr_dossier_flush_finish (fixture->dossier, wait_for (&result), NULL));
  g_source_remove (source);
  assert_shown_is_kept (fixture);
}

static void
dossier_that_nobody_holds_still_saves (void **state)
{
  Fixture *fixture = *state;
  add (fixture, "a", "last words");
  BsrDossier *dossier = g_steal_pointer (&fixture->dossier);
  g_object_add_weak_pointer (G_OBJECT (dossier), (gpointer *) &dossier);
  g_object_unref (dossier);
  while (dossier != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_autofree char *kept = describe_kept (fixture);
  assert_string_equal (kept, "a=last words 1:open 2:open 3:open ");
  reopen (fixture);
}

/* --- Random steps against a model that keeps every state whole ------------------------------- */

typedef struct
{
  GPtrArray *past, *future; /* descriptions; the last of past is what is shown */
} Model;

static void
model_step (Model *model, Fixture *fixture)
{
  g_ptr_array_add (model->past, describe (fixture));
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
    add (fixture, text, text);
  else if (choice < 0.4 && id != NULL)
    {
      g_autoptr (BsrAnnotation) changed = mark (id, text);
      bsr_dossier_change_annotation (fixture->dossier, changed);
    }
  else if (choice < 0.5 && id != NULL)
    bsr_dossier_remove_annotation (fixture->dossier, id);
  else if (choice < 0.6)
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
  g_ptr_array_add (model.past, describe (fixture));
  for (int i = 0; i < N_ROUNDS * N_STEPS; i++)
    {
      random_step (fixture, &model, &random, i);
      g_autofree char *shown = describe (fixture);
      assert_string_equal (shown, model.past->pdata[model.past->len - 1]);
      assert_int_equal (flag (fixture, "can-undo"), model.past->len > 1);
      assert_int_equal (flag (fixture, "can-redo"), model.future->len > 0);
      if (i % N_STEPS == 0)
        flush_well (fixture);
    }
  flush_well (fixture);
  assert_shown_is_kept (fixture);
  g_autofree char *before = describe (fixture);
  reopen (fixture);
  g_autofree char *after = describe (fixture);
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
      bsr_failing_store_fail_after (fixture->store, (int) (bsr_test_random (&random) * 12));
      for (int i = 0; i < 12; i++)
        {
          random_step (fixture, NULL, &random, round * 100 + i);
          if (bsr_test_random (&random) < 0.2)
            g_main_context_iteration (NULL, FALSE);
        }
      n_failures += !flush (fixture, NULL);
      assert_shown_is_kept (fixture);
    }
  assert_true (n_failures > N_ROUNDS);
  bsr_failing_store_fail_after (fixture->store, -1);
  while (flag (fixture, "can-undo"))
    bsr_dossier_undo (fixture->dossier);
  flush_well (fixture);
  g_autofree char *shown = describe (fixture);
  assert_string_equal (shown, "1:open 2:open 3:open ");
  assert_shown_is_kept (fixture);
  assert_true (bsr_store_verify_audit (fixture->inner, NULL, NULL));
}

int
main (void)
{
#define TEST(function) cmocka_unit_test_setup_teardown (function, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (opening_reads_the_whole_case_and_notes_the_view),
    TEST (opening_what_is_not_there_fails),
    TEST (case_without_a_scan_opens),
    TEST (changes_are_shown_at_once_and_saved_behind),
    TEST (undo_and_redo_say_what_they_do_and_are_saved),
    TEST (decisions_and_outcomes_move_the_state_and_stay),
    TEST (refused_decision_is_taken_back),
    TEST (failed_act_takes_back_all_that_builds_on_it),
    TEST (failed_step_gives_back_what_could_be_redone),
    TEST (same_analysis_keeps_weights_and_another_opens_all_again),
    TEST (each_scan_has_its_own_marks),
    TEST (main_loop_goes_on_while_acts_wait),
    TEST (dossier_that_nobody_holds_still_saves),
    TEST (random_steps_agree_with_the_model),
    TEST (random_failures_leave_what_is_kept),
  };
#undef TEST
  return cmocka_run_group_tests_name ("dossier", tests, NULL, NULL);
}

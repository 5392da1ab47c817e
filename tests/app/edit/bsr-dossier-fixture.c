#include "bsr-dossier-fixture.h"

/* --- Waiting --------------------------------------------------------------------------------- */

void
fixture_finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

GAsyncResult *
fixture_wait_for (GAsyncResult **result)
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
  bsr_dossier_open_async (BSR_STORE (fixture->store), ACTOR, CASE_ID, NULL, fixture_finished_cb,
                          &result);
  return bsr_dossier_open_finish (fixture_wait_for (&result), error);
}

gboolean
fixture_flush (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  bsr_dossier_flush_async (fixture->dossier, fixture_finished_cb, &result);
  return bsr_dossier_flush_finish (fixture->dossier, fixture_wait_for (&result), error);
}

void
fixture_reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_clear_object (&fixture->dossier);
  fixture->dossier = open_dossier (fixture, &error);
  bsr_test_assert_no_error (error);
  g_signal_connect (fixture->dossier, "failed", G_CALLBACK (failed_cb), fixture);
}

void
fixture_flush_well (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gboolean good = fixture_flush (fixture, &error);
  bsr_test_assert_no_error (error);
  assert_true (good);
}

BsrAnalysis *
fixture_analysis (const double *scores, int n, double elapsed_ms)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = bsr_store_suite_analysis (scores, n, elapsed_ms);
  BsrAnalysis *made = bsr_analysis_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  return made;
}

int
fixture_set_up (void **state)
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
  fixture_reopen (fixture);
  *state = fixture;
  return 0;
}

int
fixture_tear_down (void **state)
{
  Fixture *fixture = *state;
  bsr_failing_store_open_gate (fixture->store);
  fixture_flush (fixture, NULL);
  g_clear_object (&fixture->dossier);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->inner);
  g_string_free (fixture->failures, TRUE);
  bsr_test_folder_remove (fixture->folder);
  g_free (fixture);
  return 0;
}

const char *const fixture_checks[N_CHECKS] = { "mass", "material" };
const int fixture_items[N_CHECKS] = { -1, 0 };

/* --- What is shown, as one text -------------------------------------------------------------- */

static void
append_contest (GString *text, const BsrContest *contest)
{
  if (contest != NULL)
    g_string_append_printf (text, "%s=%s by %s ", contest->check, contest->reason,
                            contest->officer);
}

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
  for (int i = 0; i < N_CHECKS; i++)
    append_contest (text, bsr_dossier_contest (dossier, fixture_checks[i], fixture_items[i]));
  return g_string_free (text, FALSE);
}

char *
fixture_describe (Fixture *fixture)
{
  return describe_list (bsr_dossier_annotations (fixture->dossier), fixture->dossier);
}

char *
fixture_describe_kept (Fixture *fixture)
{
  g_autoptr (GPtrArray) marks = bsr_store_list_annotations (fixture->inner, fixture->scan, NULL);
  g_autoptr (GArray) weights = bsr_store_list_weights (fixture->inner, fixture->scan, NULL);
  g_autoptr (GPtrArray) contests = bsr_store_list_contests (fixture->inner, fixture->scan, NULL);
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
  for (int c = 0; c < N_CHECKS; c++)
    for (guint i = 0; i < contests->len; i++)
      if (bsr_contest_is_of (contests->pdata[i], fixture_checks[c], fixture_items[c]))
        append_contest (text, contests->pdata[i]);
  return g_string_free (text, FALSE);
}

void
fixture_assert_shown_is_kept (Fixture *fixture)
{
  g_autofree char *shown = fixture_describe (fixture), *kept = fixture_describe_kept (fixture);
  assert_string_equal (shown, kept);
}

BsrAnnotation *
fixture_mark (const char *id, const char *text)
{
  const BsrPoint corners[] = { { 1, 1 }, { 5, 3 } };
  return bsr_annotation_new (id, BSR_SHAPE_RECTANGLE, BSR_CATEGORY_SUSPICIOUS, corners, 2, text);
}

void
fixture_add (Fixture *fixture, const char *id, const char *text)
{
  g_autoptr (BsrAnnotation) a = fixture_mark (id, text);
  bsr_dossier_add_annotation (fixture->dossier, a);
}

gboolean
fixture_flag (Fixture *fixture, const char *property)
{
  gboolean value;
  g_object_get (fixture->dossier, property, &value, NULL);
  return value;
}

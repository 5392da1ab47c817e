#include "bsr-test.h"

#include <json-glib/json-glib.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "bsr-analysis.h"
#include "bsr-case-file.h"
#include "bsr-error.h"
#include "bsr-scan-file.h"
#include "bsr-test-scan.h"

#define SEED 20261124

static const char sha256[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static BsrScan *
make_scan (void)
{
  g_autoptr (GError) error = NULL;
  BsrScan *scan = bsr_scan_from_json ("/nowhere/test.tiff", bsr_test_scan_description, -1, &error);
  bsr_test_assert_no_error (error);
  scan->sha256 = g_strdup (sha256);
  return scan;
}

static BsrAnalysis *
analyze (gboolean with_case)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrScan) scan = make_scan ();
  g_autoptr (BsrImage) image = bsr_test_scan_new (2, TRUE, SEED);
  g_autoptr (BsrCase) flagged =
      with_case ? bsr_case_from_json (bsr_test_scan_case, -1, &error) : NULL;
  BsrAnalysis *analysis = bsr_analysis_new (scan, image, flagged, NULL, NULL, 2, NULL, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  return analysis;
}

static void
assert_finite_tree (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));
      for (GList *link = values; link != NULL; link = link->next)
        assert_finite_tree (link->data);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      assert_finite_tree (json_array_get_element (json_node_get_array (node), i));
  else
    {
      assert_false (JSON_NODE_HOLDS_NULL (node));
      if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
        assert_true (isfinite (json_node_get_double (node)));
    }
}

static void
the_document_is_as_the_contract_has_it (void **state)
{
  print_message ("seed %d\n", SEED);
  g_autoptr (BsrAnalysis) analysis = analyze (TRUE);
  g_autofree char *json = bsr_analysis_to_json (analysis);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = json_from_string (json, &error);
  bsr_test_assert_no_error (error);
  assert_finite_tree (root);

  JsonObject *top = json_node_get_object (root);
  assert_string_equal (json_object_get_string_member (top, "format"), "basira-analysis/1");
  JsonObject *scan = json_object_get_object_member (top, "scan");
  assert_string_equal (json_object_get_string_member (scan, "file"), "test.tiff");
  assert_string_equal (json_object_get_string_member (scan, "sha256"), sha256);
  assert_int_equal (json_object_get_int_member (scan, "width"), 760);
  assert_int_equal (json_object_get_int_member (scan, "planes"), 2);
  JsonArray *anomalies = json_object_get_array_member (top, "anomalies");
  double before = 1.0;
  for (guint i = 0; i < json_array_get_length (anomalies); i++)
    {
      JsonObject *anomaly = json_array_get_object_element (anomalies, i);
      assert_int_equal (json_object_get_int_member (anomaly, "id"), i + 1);
      assert_int_equal (json_array_get_length (json_object_get_array_member (anomaly, "box")), 4);
      double score = json_object_get_double_member (anomaly, "score");
      assert_true (score <= before && score >= 0.05);
      before = score;
      assert_non_null (json_object_get_string_member (anomaly, "reason"));
    }
  JsonObject *load = json_object_get_object_member (top, "load");
  JsonArray *profile = json_object_get_array_member (load, "profile");
  assert_int_equal (json_array_get_length (profile), BSR_LOAD_PROFILE_BANDS);
  JsonObject *manifest = json_object_get_object_member (top, "manifest");
  assert_true (json_object_has_member (manifest, "score"));
  assert_true (json_object_has_member (manifest, "verdict"));
  JsonArray *checks = json_object_get_array_member (manifest, "checks");
  assert_int_equal (json_array_get_length (checks), 5); /* neither mass nor packages are declared */
  JsonObject *engine = json_object_get_object_member (top, "engine");
  assert_string_equal (json_object_get_string_member (engine, "version"), BSR_VERSION);
  assert_true (json_object_get_double_member (engine, "elapsed_ms") > 0.0);
  assert_int_equal (json_object_get_int_member (engine, "threads"), 2);
}

static void
without_a_manifest_there_is_none_in_the_document (void **state)
{
  g_autoptr (BsrAnalysis) analysis = analyze (FALSE);
  g_autofree char *json = bsr_analysis_to_json (analysis);
  assert_int_equal (bsr_analysis_n_checks (analysis), -1);
  assert_null (strstr (json, "\"manifest\""));
}

static void
an_analysis_reads_back_as_it_was (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrAnalysis) first = analyze (TRUE);
  g_autofree char *json = bsr_analysis_to_json (first);
  g_autoptr (BsrAnalysis) second = bsr_analysis_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  g_autofree char *again = bsr_analysis_to_json (second);
  assert_string_equal (json, again);
  assert_null (bsr_analysis_inspection (second));
  assert_non_null (bsr_analysis_inspection (first));
  assert_int_equal (bsr_analysis_n_findings (second), bsr_analysis_n_findings (first));
  for (int i = 0; i < bsr_analysis_n_findings (first); i++)
    assert_string_equal (bsr_analysis_finding (first, i)->detector,
                         bsr_analysis_finding (second, i)->detector);
  assert_int_equal (bsr_analysis_n_checks (second), 5);
  assert_null (bsr_analysis_remarks (second)[0]);
}

static void
an_unknown_upper_mass_stays_unknown (void **state)
{
  static const char json[] =
      "{\"format\": \"basira-analysis/1\", \"scan\": {\"file\": \"a.tiff\", \"sha256\": "
      "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\", \"width\": 10,"
      " \"height\": 10, \"planes\": 1}, \"load\": {\"mass_kg\": 5000, \"mass_kg_low\": 4000,"
      " \"penetrated\": false}, \"anomalies\": [], \"manifest\": {\"score\": 0.1, \"verdict\":"
      " \"consistent\", \"checks\": [{\"check\": \"mass\", \"verdict\": \"consistent\", \"score\": 0.1,"
      " \"declared\": 5100, \"observed\": 5000, \"observed_low\": 4000, \"unit\": \"kg\", \"reason\":"
      " \"r\"}, {\"check\": \"volume\", \"verdict\": \"inconclusive\", \"score\": 0, \"declared\":"
      " {\"of\": \"others\"}, \"reason\": \"r\"}]},"
      " \"engine\": {\"version\": \"9\", \"elapsed_ms\": 1}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrAnalysis) analysis = bsr_analysis_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  BsrBox box;
  assert_false (bsr_analysis_container (analysis, &box));
  assert_int_equal (box.width, 10);
  assert_true (isinf (bsr_analysis_load (analysis)->mass_kg_high));
  assert_true (isinf (bsr_analysis_check (analysis, 0)->observed_high));
  assert_string_equal (bsr_analysis_check (analysis, 0)->unit, "kg");
  assert_string_equal (bsr_analysis_check (analysis, 1)->check, "volume");
  g_autofree char *again = bsr_analysis_to_json (analysis);
  assert_null (strstr (again, "mass_kg_high"));
  assert_null (strstr (again, "inf"));
}

/* A profile in front of the one that is there, which then has another name. */
#define FLAT_BANDS "[0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0], "
#define WITH_BAND(band)                                                                           \
  "\"profile\": [" FLAT_BANDS "[0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0], " band "], \"old\": ["

static void
each_wrong_member_is_named (void **state)
{
  g_autoptr (BsrAnalysis) analysis = analyze (TRUE);
  g_autofree char *whole = bsr_analysis_to_json (analysis);
  assert_true (bsr_analysis_n_findings (analysis) > 0);
  const struct
  {
    const char *from, *to;
    int code;
    const char *part;
  } rows[] = {
    { "basira-analysis/1", "basira-analysis/2", BSR_ERROR_UNKNOWN_KIND, "format:" },
    { "\"scan\"", "\"Scan\"", BSR_ERROR_DAMAGED, "scan: is missing" },
    { "\"width\": 760", "\"width\": 0", BSR_ERROR_DAMAGED, "scan.width:" },
    { "\"sha256\": \"0", "\"sha256\": \"g", BSR_ERROR_DAMAGED, "scan.sha256:" },
    { "\"anomalies\"", "\"Anomalies\"", BSR_ERROR_DAMAGED, "anomalies: is missing" },
    { "\"id\": 1", "\"id\": 1.5", BSR_ERROR_DAMAGED, "anomalies[0].id:" },
    { "\"score\": ", "\"score\": 7", BSR_ERROR_DAMAGED, "anomalies[0].score:" },
    { "\"verdict\": \"", "\"verdict\": \"x", BSR_ERROR_DAMAGED, "manifest.verdict:" },
    { "\"check\": \"container-number\"", "\"check\": \"colour\"", BSR_ERROR_DAMAGED,
      "manifest.checks[0].check:" },
    { "\"profile\": [", "\"profile\": [[1, 2, 3], ", BSR_ERROR_DAMAGED, "load.profile:" },
    { "\"profile\": [", "\"profile\": 5, \"old\": [", BSR_ERROR_DAMAGED, "load.profile:" },
    { "\"profile\": [", WITH_BAND ("[1, 2]"), BSR_ERROR_DAMAGED, "load.profile[11]:" },
    { "\"profile\": [", WITH_BAND ("[1.5, 2, 3]"), BSR_ERROR_DAMAGED, "load.profile[11]:" },
    { "\"profile\": [", WITH_BAND ("[1e10, 2, 3]"), BSR_ERROR_DAMAGED, "load.profile[11]:" },
    { "\"profile\": [", WITH_BAND ("[1, 2, -3]"), BSR_ERROR_DAMAGED, "load.profile[11]:" },
    { "\"profile\": [", WITH_BAND ("[1, \"2\", 3]"), BSR_ERROR_DAMAGED, "load.profile[11][1]:" },
    { "\"engine\"", "\"Engine\"", BSR_ERROR_DAMAGED, "engine: is missing" },
    { "\"elapsed_ms\"", "\"elapsed\"", BSR_ERROR_DAMAGED, "engine.elapsed_ms: is missing" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) json = g_string_new (whole);
      assert_int_not_equal (g_string_replace (json, rows[i].from, rows[i].to, 1), 0);
      assert_null (bsr_analysis_from_json (json->str, -1, &error));
      print_message ("%s\n", error != NULL ? error->message : "no error");
      bsr_test_assert_error (error, BSR_ERROR, rows[i].code, rows[i].part);
    }
}

/* To the thousandth that is written. */
static void
the_load_s_profile_is_kept (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrAnalysis) first = analyze (FALSE);
  g_autofree char *json = bsr_analysis_to_json (first);
  g_autoptr (BsrAnalysis) second = bsr_analysis_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (bsr_analysis_sha256 (second), sha256);
  BsrLoadProfile measured, kept, inspected
      = bsr_inspection_profile (bsr_analysis_inspection (first));
  assert_true (bsr_analysis_profile (first, &measured));
  assert_true (bsr_analysis_profile (second, &kept));
  int n_windows = 0;
  for (int i = 0; i < BSR_LOAD_PROFILE_BANDS; i++)
    {
      n_windows += kept.bands[i].n;
      assert_int_equal (kept.bands[i].n, inspected.bands[i].n);
      assert_int_equal (measured.bands[i].n, inspected.bands[i].n);
      bsr_test_assert_close (kept.bands[i].mean_mm, inspected.bands[i].mean_mm, 0.00051);
      bsr_test_assert_close (kept.bands[i].spread_mm, inspected.bands[i].spread_mm, 0.00051);
    }
  assert_true (n_windows > 100);

  g_autoptr (GString) old = g_string_new (json);
  assert_int_equal (g_string_replace (old, "\"profile\"", "\"of-others\"", 0), 1);
  g_autoptr (BsrAnalysis) without = bsr_analysis_from_json (old->str, -1, &error);
  bsr_test_assert_no_error (error);
  assert_false (bsr_analysis_profile (without, &kept));
  g_autofree char *again = bsr_analysis_to_json (without);
  assert_null (strstr (again, "\"profile\""));
}

static void
earlier_loads_are_held_against (void **state)
{
  BsrLoadProfile profiles[3];
  g_autoptr (BsrAnalysis) alone = analyze (FALSE);
  assert_true (bsr_analysis_profile (alone, &profiles[0]));
  profiles[1] = profiles[2] = profiles[0];
  g_autoptr (BsrReference) reference = bsr_reference_new (profiles, 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrScan) scan = make_scan ();
  g_autoptr (BsrImage) image = bsr_test_scan_new (2, TRUE, SEED);
  g_autoptr (BsrAnalysis) analysis
      = bsr_analysis_new (scan, image, NULL, reference, NULL, 2, NULL, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_analysis_n_reference_loads (alone), 0);
  assert_int_equal (bsr_analysis_n_reference_loads (analysis), 3);
  assert_int_equal (bsr_inspection_n_reference_loads (bsr_analysis_inspection (analysis)), 3);
  g_autofree char *without = bsr_analysis_to_json (alone);
  g_autofree char *json = bsr_analysis_to_json (analysis);
  assert_null (strstr (without, "reference_loads"));
  assert_non_null (strstr (json, "\"reference_loads\": 3"));
  g_autoptr (BsrAnalysis) back = bsr_analysis_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_analysis_n_reference_loads (back), 3);
}

/* (nullable): a locale of this machine that writes a decimal comma. */
static const char *
find_comma_locale (void)
{
  static const char *const locales[] = { "fr_FR.UTF-8", "de_DE.UTF-8", "ar_MA.UTF-8", "es_ES.UTF-8" };
  const char *found = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (locales) && found == NULL; i++)
    if (setlocale (LC_NUMERIC, locales[i]) != NULL && localeconv ()->decimal_point[0] == ',')
      found = locales[i];
  setlocale (LC_NUMERIC, "C");
  return found;
}

static void
numbers_have_a_point_in_every_locale (void **state)
{
  const char *locale = find_comma_locale ();
  if (locale == NULL)
    {
      print_message ("skipped: no locale with a decimal comma here\n");
      skip ();
    }
  g_autoptr (BsrAnalysis) analysis = analyze (TRUE);
  g_autofree char *plain = bsr_analysis_to_json (analysis);
  setlocale (LC_NUMERIC, locale);
  g_autofree char *json = bsr_analysis_to_json (analysis);
  setlocale (LC_NUMERIC, "C");
  assert_string_equal (json, plain);
}

typedef struct
{
  GMainLoop *loop;
  BsrAnalysis *analysis;
  GError *error;
  GThread *main_thread;
  int n_progress;
  double fraction;
  gboolean done;
} Waiter;

static void
progress_cb (double fraction, const char *stage, gpointer data)
{
  Waiter *waiter = data;
  assert_ptr_equal (g_thread_self (), waiter->main_thread);
  assert_false (waiter->done);
  assert_true (fraction >= waiter->fraction && fraction <= 1.0);
  waiter->fraction = fraction;
  waiter->n_progress++;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Waiter *waiter = data;
  waiter->done = TRUE;
  waiter->analysis = bsr_analysis_new_finish (result, &waiter->error);
  g_main_loop_quit (waiter->loop);
}

static void
off_the_main_thread_it_is_the_same (void **state)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Waiter waiter = { .loop = loop, .main_thread = g_thread_self () };
  g_autoptr (BsrScan) scan = make_scan ();
  g_autoptr (BsrImage) image = bsr_test_scan_new (2, TRUE, SEED);
  const BsrLoadProfile profiles[3] = { 0 };
  g_autoptr (BsrReference) reference = bsr_reference_new (profiles, 3);
  bsr_analysis_new_async (scan, image, NULL, reference, NULL, 1, progress_cb, &waiter, NULL, done_cb,
                          &waiter);
  g_main_loop_run (loop);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  bsr_test_assert_no_error (waiter.error);
  assert_true (waiter.n_progress > 0);
  assert_int_equal (bsr_analysis_n_reference_loads (waiter.analysis), 3);
  g_autoptr (BsrAnalysis) blocking = analyze (FALSE);
  assert_int_equal (bsr_analysis_n_findings (waiter.analysis), bsr_analysis_n_findings (blocking));
  for (int i = 0; i < bsr_analysis_n_findings (blocking); i++)
    bsr_test_assert_close (bsr_analysis_finding (waiter.analysis, i)->score,
                           bsr_analysis_finding (blocking, i)->score, 0.0);
  bsr_analysis_unref (waiter.analysis);
}

static void
a_cancelled_analysis_says_so_and_nothing_else (void **state)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Waiter waiter = { .loop = loop, .main_thread = g_thread_self () };
  g_autoptr (BsrScan) scan = make_scan ();
  g_autoptr (BsrImage) image = bsr_test_scan_new (2, TRUE, SEED);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_cancellable_cancel (cancellable);
  bsr_analysis_new_async (scan, image, NULL, NULL, NULL, 1, NULL, NULL, cancellable, done_cb, &waiter);
  g_main_loop_run (loop);
  assert_null (waiter.analysis);
  bsr_test_assert_error (waiter.error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
  g_clear_error (&waiter.error);
}

static void
a_scan_whose_file_is_gone_is_an_environment_error (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrScan) scan = make_scan ();
  g_clear_pointer (&scan->sha256, g_free);
  g_autoptr (BsrImage) image = bsr_test_scan_new (2, FALSE, SEED);
  assert_null (bsr_analysis_new (scan, image, NULL, NULL, NULL, 1, NULL, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "cannot be read");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_document_is_as_the_contract_has_it),
    cmocka_unit_test (without_a_manifest_there_is_none_in_the_document),
    cmocka_unit_test (an_analysis_reads_back_as_it_was),
    cmocka_unit_test (an_unknown_upper_mass_stays_unknown),
    cmocka_unit_test (each_wrong_member_is_named),
    cmocka_unit_test (the_load_s_profile_is_kept),
    cmocka_unit_test (earlier_loads_are_held_against),
    cmocka_unit_test (numbers_have_a_point_in_every_locale),
    cmocka_unit_test (off_the_main_thread_it_is_the_same),
    cmocka_unit_test (a_cancelled_analysis_says_so_and_nothing_else),
    cmocka_unit_test (a_scan_whose_file_is_gone_is_an_environment_error),
  };
  return cmocka_run_group_tests_name ("analysis", tests, NULL, NULL);
}

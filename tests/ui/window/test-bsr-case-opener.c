#include "bsr-ui-test.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "bsr-case-opener.h"
#include "bsr-file-hash.h"
#include "bsr-image-writer.h"

typedef struct
{
  char *folder;
  BsrStore *store;
  BsrSession *session;
  BsrCaseOpener *opener;
  char *failure; /* the last sentence */
} Desk;

static void
failed_cb (BsrCaseOpener *opener, const char *sentence, Desk *desk)
{
  g_free (desk->failure);
  desk->failure = g_strdup (sentence);
}

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  desk->session = bsr_session_new ();
  desk->opener = bsr_case_opener_new (desk->session, "officer 7", "lane 2");
  bsr_case_opener_set_store (desk->opener, desk->store);
  g_signal_connect (desk->opener, "failed", G_CALLBACK (failed_cb), desk);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  BsrDossier *dossier = bsr_session_dossier (desk->session);
  if (dossier != NULL)
    bsr_ui_test_flush (dossier);
  g_object_unref (desk->opener);
  g_object_unref (desk->session);
  g_object_unref (desk->store);
  bsr_ui_test_settle ();
  bsr_test_folder_remove (desk->folder);
  g_free (desk->failure);
  g_free (desk);
  return 0;
}

static gboolean
is_idle (gpointer data)
{
  Desk *desk = data;
  gboolean busy;
  g_object_get (desk->session, "busy", &busy, NULL);
  return !busy;
}

static gboolean
has_pixels (gpointer data)
{
  return bsr_session_scene (((Desk *) data)->session) != NULL;
}

static gboolean
is_analysing (gpointer data)
{
  return bsr_case_opener_analysing (((Desk *) data)->opener);
}

static gint64
n_audit_entries (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 0;
  bsr_store_verify_audit (desk->store, &n, &error);
  bsr_test_assert_no_error (error);
  return n;
}

static void
open_and_wait (Desk *desk, const char *id)
{
  bsr_case_opener_open (desk->opener, id);
  assert_false (is_idle (desk));
  bsr_ui_test_wait (is_idle, desk);
  if (bsr_session_dossier (desk->session) != NULL)
    bsr_ui_test_flush (bsr_session_dossier (desk->session));
}

static void
test_opens_step_by_step (void **state)
{
  Desk *desk = *state;
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  open_and_wait (desk, "7");
  assert_null (desk->failure);
  assert_non_null (bsr_session_dossier (desk->session));
  assert_true (bsr_scene_has_physics (bsr_session_scene (desk->session)));
  BsrAnalysis *analysis = bsr_case_opener_analysis (desk->opener);
  assert_non_null (analysis);
  assert_non_null (bsr_analysis_inspection (analysis));
  assert_true (bsr_analysis_n_checks (analysis) > 0);
  assert_false (bsr_case_opener_can_analyse (desk->opener));

  g_autoptr (GError) error = NULL;
  gint64 scan_id = bsr_dossier_scan (bsr_session_dossier (desk->session), 0)->id;
  g_autofree char *stored = bsr_store_get_analysis (desk->store, scan_id, &error);
  bsr_test_assert_no_error (error);
  assert_non_null (stored);
}

static void
test_same_analysis_is_not_stored_again (void **state)
{
  Desk *desk = *state;
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  open_and_wait (desk, "7");
  gint64 before = n_audit_entries (desk);
  open_and_wait (desk, "7");
  /* That the case was looked at, and its scan. */
  assert_int_equal (n_audit_entries (desk), before + 2);
  assert_non_null (bsr_analysis_inspection (bsr_case_opener_analysis (desk->opener)));
}

static void
test_stored_findings_come_first (void **state)
{
  Desk *desk = *state;
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  open_and_wait (desk, "7");
  bsr_case_opener_open (desk->opener, "7");
  bsr_ui_test_wait (has_pixels, desk);
  if (bsr_case_opener_analysing (desk->opener))
    assert_non_null (bsr_case_opener_analysis (desk->opener));
  bsr_ui_test_wait (is_idle, desk);
}

/* In colours: shown, said to be for looking only, and neither analysed nor analysable. */
static void
test_a_picture_in_colours_is_only_looked_at (void **state)
{
  Desk *desk = *state;
  g_autofree char *path = g_build_filename (desk->folder, "export.png", NULL);
  guint8 rgba[4 * 4 * 4] = { 200, 10, 20, 255 };
  g_autoptr (GError) error = NULL;
  assert_true (bsr_rgba_write_png (rgba, 4, 4, 16, path, &error));
  g_autoptr (BsrCase) flagged = bsr_case_new ("8", "CSQU3054383");
  assert_true (bsr_store_put_case (desk->store, &bsr_ui_test_actor, flagged, &error));
  g_autoptr (BsrScan) scan = bsr_scan_new (path);
  scan->sha256 = bsr_file_sha256 (path, NULL, &error);
  assert_true (bsr_store_add_scan (desk->store, &bsr_ui_test_actor, "8", scan, &error) != 0);
  bsr_test_assert_no_error (error);

  open_and_wait (desk, "8");
  assert_true (bsr_scene_is_colour (bsr_session_scene (desk->session)));
  assert_false (bsr_case_opener_analysing (desk->opener));
  assert_false (bsr_case_opener_can_analyse (desk->opener));
  assert_null (bsr_case_opener_analysis (desk->opener));
  assert_non_null (strstr (desk->failure, "no density, material or mass can be computed"));
  assert_string_equal (bsr_session_caution (desk->session), "In colours: for looking only");

  /* The words go with the picture. */
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  open_and_wait (desk, "7");
  assert_null (bsr_session_caution (desk->session));
}

static void
test_cancelling_leaves_all_as_it_was (void **state)
{
  Desk *desk = *state;
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  bsr_case_opener_open (desk->opener, "7");
  bsr_ui_test_wait (is_analysing, desk);
  bsr_case_opener_cancel (desk->opener);
  bsr_ui_test_wait (is_idle, desk);
  assert_null (desk->failure);
  assert_null (bsr_case_opener_analysis (desk->opener));
  assert_null (bsr_dossier_analysis (bsr_session_dossier (desk->session)));
  assert_false (bsr_scene_has_physics (bsr_session_scene (desk->session)));
  assert_true (bsr_case_opener_can_analyse (desk->opener));

  bsr_case_opener_analyse (desk->opener);
  bsr_ui_test_wait (is_idle, desk);
  assert_non_null (bsr_case_opener_analysis (desk->opener));
}

static void
test_another_case_takes_over (void **state)
{
  Desk *desk = *state;
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  bsr_ui_test_put_case (desk->store, desk->folder, "8", FALSE);
  bsr_case_opener_open (desk->opener, "7");
  bsr_ui_test_wait (has_pixels, desk);
  open_and_wait (desk, "8");
  bsr_ui_test_settle ();
  assert_null (desk->failure);
  assert_string_equal (bsr_dossier_case (bsr_session_dossier (desk->session))->id, "8");
  assert_null (bsr_session_scene (desk->session));
  assert_null (bsr_case_opener_analysis (desk->opener));
  assert_false (bsr_case_opener_can_analyse (desk->opener));
}

static void
test_damaged_scan_is_said (void **state)
{
  Desk *desk = *state;
  g_autoptr (GError) error = NULL;
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  g_autoptr (BsrDossier) dossier = bsr_ui_test_open (desk->store, "7");
  const char *path = bsr_dossier_scan (dossier, 0)->path;
  bsr_ui_test_flush (dossier);
  g_remove (path);
  g_file_set_contents (path, "II*", 3, &error);
  bsr_test_assert_no_error (error);
  open_and_wait (desk, "7");
  assert_non_null (desk->failure);
  assert_true (g_str_has_prefix (desk->failure, "7.tiff could not be read: "));
  assert_true (g_str_has_suffix (desk->failure, "."));
  assert_non_null (bsr_session_dossier (desk->session));
}

static void
note_scene_cb (BsrSession *session, GParamSpec *pspec, GPtrArray *seen)
{
  BsrScene *scene = bsr_session_scene (session);
  g_ptr_array_add (seen, scene != NULL ? bsr_scene_ref (scene) : NULL);
}

static void
unref_scene (gpointer scene)
{
  if (scene != NULL)
    bsr_scene_unref (scene);
}

/* The picture does not wait for its file to be hashed; when that is not the stored one it goes again. */
static void
test_changed_scan_is_taken_away (void **state)
{
  Desk *desk = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (unref_scene);
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  g_autoptr (BsrDossier) dossier = bsr_ui_test_open (desk->store, "7");
  const char *path = bsr_dossier_scan (dossier, 0)->path;
  bsr_ui_test_flush (dossier);
  g_autofree char *bytes = NULL;
  gsize length;
  g_file_get_contents (path, &bytes, &length, &error);
  bytes = g_realloc (bytes, length + 1);
  bytes[length] = 0; /* behind all that a reader looks at */
  g_file_set_contents (path, bytes, (gssize) length + 1, &error);
  bsr_test_assert_no_error (error);

  g_signal_connect (desk->session, "notify::scene", G_CALLBACK (note_scene_cb), seen);
  open_and_wait (desk, "7");
  assert_string_equal (desk->failure,
                       "7.tiff could not be read: its file was changed since the scan was stored.");
  assert_null (bsr_session_scene (desk->session));
  assert_false (bsr_case_opener_can_analyse (desk->opener));
  assert_true (seen->len >= 2 && seen->pdata[seen->len - 1] == NULL);
  assert_non_null (seen->pdata[seen->len - 2]);
}

static void
test_unknown_case_is_said (void **state)
{
  Desk *desk = *state;
  open_and_wait (desk, "none");
  assert_true (g_str_has_prefix (desk->failure, "The case could not be opened: "));
  assert_null (bsr_session_dossier (desk->session));
}

/* A case of the same goods as all of this test's, examined and found as declared. */
static void
put_examined (Desk *desk, int index)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_strdup_printf ("earlier-%d", index);
  bsr_ui_test_put_case (desk->store, desk->folder, id, TRUE);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (desk->store, id, &error);
  bsr_test_assert_no_error (error);
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"basira-analysis/1\", \"scan\": {\"file\": \"a.tiff\", \"sha256\": \"%064d\","
      " \"width\": 10, \"height\": 10, \"planes\": 1}, \"load\": {\"profile\": [[0, 0, 0], [0, 0, 0],"
      " [0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0], [9, 40, 2], [9, 40, 2], [9, 40, 2], [9, 40, 2],"
      " [0, 0, 0], [0, 0, 0]]}, \"anomalies\": [],"
      " \"engine\": {\"version\": \"1\", \"elapsed_ms\": 1}}",
      index);
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 15, 30.0);
  g_autoptr (BsrOutcome) outcome = bsr_outcome_new (BSR_OUTCOME_CONFORMING, BSR_EXTENT_FULL,
                                                    "as declared", NAN, "officer 9", at);
  gint64 scan_id = ((BsrScan *) scans->pdata[0])->id;
  assert_true (bsr_store_save_analysis (desk->store, &bsr_ui_test_actor, scan_id, json, &error));
  assert_true (bsr_store_decide (desk->store, &bsr_ui_test_actor, id, BSR_DECISION_EXAMINE, "dense",
                                 &error));
  assert_true (bsr_store_record_outcome (desk->store, &bsr_ui_test_actor, id, outcome, &error));
  bsr_test_assert_no_error (error);
}

static void
test_earlier_loads_of_the_station_are_held_against (void **state)
{
  Desk *desk = *state;
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  put_examined (desk, 1);
  put_examined (desk, 2);
  open_and_wait (desk, "7");
  assert_int_equal (bsr_analysis_n_reference_loads (bsr_case_opener_analysis (desk->opener)), 0);
  put_examined (desk, 3);
  open_and_wait (desk, "7");
  assert_null (desk->failure);
  assert_int_equal (bsr_analysis_n_reference_loads (bsr_case_opener_analysis (desk->opener)), 3);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_opens_step_by_step, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_same_analysis_is_not_stored_again, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_stored_findings_come_first, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_a_picture_in_colours_is_only_looked_at, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_cancelling_leaves_all_as_it_was, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_another_case_takes_over, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_damaged_scan_is_said, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_changed_scan_is_taken_away, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_unknown_case_is_said, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_earlier_loads_of_the_station_are_held_against, set_up,
                                     tear_down),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}

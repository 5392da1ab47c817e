#include "bsr-ui-test.h"

#include <string.h>

#include "bsr-columns-dialog.h"
#include "bsr-decision-form.h"
#include "bsr-sign-in-page.h"
#include "bsr-store-access.h"
#include "bsr-tool-strip.h"
#include "bsr-tray-line.h"
#include "bsr-window.h"

/* Who is at the window: an open desk, accounts, the lock, another officer. */

#define WORDS "four plain words here"
#define STATION "lane 2"

static const BsrPasswordCost cheap = { 1, 8192 };

typedef struct
{
  char *folder;
  BsrStore *store;
  BsrWindow *window;
} Desk;

static void
create (Desk *desk, const char *by, const char *name, BsrRole role)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrPassword) password = bsr_password_new (WORDS);
  const BsrActor actor = { by, STATION };
  bsr_store_create_account (desk->store, &actor, name, role, password, &cheap, &error);
  bsr_test_assert_no_error (error);
}

static int
set_up_store (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  *state = desk;
  return 0;
}

static void
open_window (Desk *desk)
{
  desk->window = g_object_ref (bsr_window_new (NULL, "officer 7", STATION));
  bsr_duty_set_cost (bsr_window_duty (desk->window), &cheap);
  gtk_window_present (GTK_WINDOW (desk->window));
  bsr_window_set_store (desk->window, desk->store);
}

static int
set_up (void **state)
{
  set_up_store (state);
  open_window (*state);
  return 0;
}

static int
set_up_staff (void **state)
{
  set_up_store (state);
  Desk *desk = *state;
  g_autoptr (GError) error = NULL;
  bsr_ui_test_take_arrival (desk->store, desk->folder, "stray", NULL, "no number was read");
  create (desk, "installer", "Chief", BSR_ROLE_ADMINISTRATOR);
  g_autoptr (BsrPassword) password = bsr_password_new (WORDS);
  const BsrSignIn request = { "Chief", password, STATION, &cheap, 0 };
  g_autoptr (BsrAccount) account = bsr_store_sign_in (desk->store, &request, &error);
  bsr_test_assert_no_error (error);
  create (desk, "Chief", "Amal", BSR_ROLE_OFFICER);
  create (desk, "Chief", "Paul", BSR_ROLE_PARTNER);
  bsr_store_leave (desk->store, STATION, BSR_LEAVE_SIGN_OUT, &error);
  bsr_test_assert_no_error (error);
  open_window (desk);
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  bsr_ui_test_close_window (GTK_WINDOW (desk->window));
  g_object_unref (desk->store);
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}

static gboolean
is_idle (gpointer window)
{
  return !bsr_duty_is_busy (bsr_window_duty (window));
}

/* Types into the page as it stands, and waits for what comes of it. */
static void
type (Desk *desk, const char *name, const char *words)
{
  GtkWidget *page = bsr_ui_test_find (GTK_WIDGET (desk->window), BSR_TYPE_SIGN_IN_PAGE);
  GtkWidget *list = bsr_ui_test_find (page, GTK_TYPE_LIST_BOX), *last = NULL;
  assert_true (gtk_widget_get_mapped (page));
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_visible (row))
      {
        gtk_editable_set_text (GTK_EDITABLE (row),
                               ADW_IS_PASSWORD_ENTRY_ROW (row) ? words : name);
        last = row;
      }
  g_signal_emit_by_name (last, "entry-activated");
  bsr_ui_test_wait (is_idle, desk->window);
}

static BsrDutyState
state_of (Desk *desk)
{
  return bsr_duty_state (bsr_window_duty (desk->window));
}

typedef struct
{
  Desk *desk;
  const char *name;
} Awaited;

static gboolean
is_there (gpointer data)
{
  const Awaited *awaited = data;
  return state_of (awaited->desk) == BSR_DUTY_SIGNED_IN
         && g_strcmp0 (bsr_duty_officer (bsr_window_duty (awaited->desk->window)), awaited->name) == 0;
}

/* Somebody who comes in another's place may wait until that one's acts are saved. */
static void
sign_in (Desk *desk, const char *name)
{
  Awaited awaited = { desk, name };
  type (desk, name, WORDS);
  bsr_ui_test_wait (is_there, &awaited);
}

static gboolean
has_physics (gpointer window)
{
  BsrScene *scene = bsr_session_scene (bsr_window_session (window));
  return scene != NULL && bsr_scene_has_physics (scene);
}

static void
open_case (Desk *desk)
{
  bsr_window_open_case (desk->window, "7");
  bsr_ui_test_wait (has_physics, desk->window);
}

/* Whether a label that is on the screen holds @part. */
static gboolean
says (GtkWidget *root, const char *part)
{
  if (!gtk_widget_get_mapped (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_label (GTK_LABEL (root)), part) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, part))
      return TRUE;
  return FALSE;
}

static BsrDecisionForm *
form_of (Desk *desk)
{
  return BSR_DECISION_FORM (
      bsr_ui_test_find (GTK_WIDGET (desk->window), BSR_TYPE_DECISION_FORM));
}

static void
lock (Desk *desk)
{
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.lock", NULL);
  bsr_ui_test_wait (is_idle, desk->window);
}

/* --- the tests --- */

static void
test_an_open_desk_says_so_and_does_not_lock (void **state)
{
  Desk *desk = *state;
  assert_int_equal (state_of (desk), BSR_DUTY_OPEN_DESK);
  assert_true (says (GTK_WIDGET (desk->window), "Open desk"));
  lock (desk);
  assert_int_equal (state_of (desk), BSR_DUTY_OPEN_DESK);
  open_case (desk);
}

static void
test_sets_up_the_first_account (void **state)
{
  Desk *desk = *state;
  open_case (desk);
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.set-up-accounts", NULL);
  type (desk, "Chief", "short");
  assert_true (says (GTK_WIDGET (desk->window), "at least 15 characters:"));
  type (desk, "Chief", WORDS);
  assert_int_equal (state_of (desk), BSR_DUTY_SIGNED_IN);
  /* An administrator sees accounts, and no case. */
  assert_true (says (GTK_WIDGET (desk->window), "Accounts"));
  assert_false (says (GTK_WIDGET (desk->window), "CSQU3054383"));
  assert_null (bsr_session_dossier (bsr_window_session (desk->window)));
}

static void
test_nothing_is_shown_before_somebody_signs_in (void **state)
{
  Desk *desk = *state;
  bsr_window_open_case (desk->window, "7");
  bsr_ui_test_settle ();
  assert_null (bsr_session_dossier (bsr_window_session (desk->window)));
  assert_false (says (GTK_WIDGET (desk->window), "CSQU3054383"));
  type (desk, "Amal", "four wrong words here");
  assert_true (says (GTK_WIDGET (desk->window), "The name or the password is wrong."));
  assert_int_equal (state_of (desk), BSR_DUTY_SIGNED_OUT);
  type (desk, "amal", WORDS);
  assert_int_equal (state_of (desk), BSR_DUTY_SIGNED_IN);
  assert_string_equal (bsr_duty_officer (bsr_window_duty (desk->window)), "Amal");
  open_case (desk);
  assert_true (says (GTK_WIDGET (desk->window), "CSQU3054383"));
}

/* What was open stays, unseen, and so does what was written. */
static void
test_locks_and_unlocks (void **state)
{
  Desk *desk = *state;
  type (desk, "Amal", WORDS);
  open_case (desk);
  bsr_decision_form_choose (form_of (desk), BSR_DECISION_EXAMINE);
  bsr_decision_form_set_reason (form_of (desk), "density-anomaly", "dense behind the doors");
  lock (desk);
  assert_int_equal (state_of (desk), BSR_DUTY_LOCKED);
  assert_false (says (GTK_WIDGET (desk->window), "CSQU3054383"));
  assert_string_equal (gtk_window_get_title (GTK_WINDOW (desk->window)), "Basira");
  type (desk, "Amal", "four wrong words here");
  assert_int_equal (state_of (desk), BSR_DUTY_LOCKED);
  type (desk, "Amal", WORDS);
  assert_int_equal (state_of (desk), BSR_DUTY_SIGNED_IN);
  assert_string_equal (gtk_window_get_title (GTK_WINDOW (desk->window)), "CSQU3054383 – Basira");
  assert_true (bsr_decision_form_is_complete (form_of (desk)));
}

static gboolean
is_asked (gpointer unused)
{
  return bsr_ui_test_window (BSR_TYPE_COLUMNS_DIALOG) != NULL;
}

/* What is asked about a table is asked again of who comes back. */
static void
test_a_question_outlives_the_lock (void **state)
{
  Desk *desk = *state;
  g_autofree char *path = g_build_filename (desk->folder, "one.csv", NULL);
  const char *const paths[] = { path, NULL };
  assert_true (g_file_set_contents (path, "Boîte;Teint\nCSQU3054383;red\n", -1, NULL));
  type (desk, "Amal", WORDS);
  bsr_window_import (desk->window, paths);
  bsr_ui_test_wait (is_asked, NULL);
  lock (desk);
  assert_false (is_asked (NULL));
  type (desk, "Amal", WORDS);
  bsr_ui_test_wait (is_asked, NULL);
}

static gint64
late (gpointer data)
{
  return *(gint64 *) data;
}

static void
test_locks_by_itself_when_nobody_is_there (void **state)
{
  Desk *desk = *state;
  type (desk, "Amal", WORDS);
  gint64 now = 1000;
  /* The window's own watch, under a clock of the test's. */
  g_autoptr (BsrIdleWatch) watch = bsr_idle_watch_new (late, &now);
  g_signal_connect_object (watch, "idle", G_CALLBACK (bsr_duty_lock), bsr_window_duty (desk->window),
                           G_CONNECT_SWAPPED);
  bsr_idle_watch_set_limit (watch, 900);
  bsr_idle_watch_look (watch);
  assert_int_equal (state_of (desk), BSR_DUTY_SIGNED_IN);
  now += 900;
  bsr_idle_watch_look (watch);
  assert_int_equal (state_of (desk), BSR_DUTY_LOCKED);
  bsr_ui_test_wait (is_idle, desk->window);
}

/* The former officer's case is closed, and what he had written waits for him. */
static void
test_another_officer_takes_over (void **state)
{
  Desk *desk = *state;
  type (desk, "Amal", WORDS);
  open_case (desk);
  bsr_decision_form_choose (form_of (desk), BSR_DECISION_EXAMINE);
  bsr_decision_form_set_reason (form_of (desk), "density-anomaly", "dense behind the doors");
  lock (desk);
  sign_in (desk, "Paul");
  assert_string_equal (bsr_duty_officer (bsr_window_duty (desk->window)), "Paul");
  assert_null (bsr_session_dossier (bsr_window_session (desk->window)));
  open_case (desk);
  assert_false (bsr_decision_form_is_complete (form_of (desk)));
  lock (desk);
  sign_in (desk, "Amal");
  open_case (desk);
  assert_true (bsr_decision_form_is_complete (form_of (desk)));
}

static void
test_a_partner_is_told_why_he_cannot (void **state)
{
  Desk *desk = *state;
  type (desk, "Paul", WORDS);
  open_case (desk);
  GtkWidget *form = GTK_WIDGET (form_of (desk));
  assert_false (gtk_widget_is_sensitive (form));
  assert_string_equal (gtk_widget_get_tooltip_text (form),
                       bsr_right_refusal (BSR_RIGHT_DECIDE));
  /* What the program does by itself is not done in his name, and he is not told that it failed. */
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (desk->store, "7", &error);
  g_autofree char *analysis
      = bsr_store_get_analysis (desk->store, ((BsrScan *) scans->pdata[0])->id, &error);
  bsr_test_assert_no_error (error);
  assert_null (analysis);
  assert_false (says (GTK_WIDGET (desk->window), "Not saved"));
}

static gboolean
is_visible (gpointer widget)
{
  return gtk_widget_get_visible (widget);
}

/* Who may not bring in is not told of scans that wait. */
static void
test_the_tray_is_for_who_brings_in (void **state)
{
  Desk *desk = *state;
  GtkWidget *line = bsr_ui_test_find (GTK_WIDGET (desk->window), BSR_TYPE_TRAY_LINE);
  type (desk, "Amal", WORDS);
  bsr_ui_test_wait (is_visible, line);
  lock (desk);
  sign_in (desk, "Paul");
  assert_false (gtk_widget_get_visible (line));
  assert_false (gtk_widget_get_sensitive (bsr_ui_test_find (line, GTK_TYPE_BUTTON)));
}

static void
test_signs_out (void **state)
{
  Desk *desk = *state;
  type (desk, "Amal", WORDS);
  open_case (desk);
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.sign-out", NULL);
  while (state_of (desk) != BSR_DUTY_SIGNED_OUT)
    g_main_context_iteration (NULL, TRUE);
  assert_null (bsr_session_dossier (bsr_window_session (desk->window)));
  assert_false (says (GTK_WIDGET (desk->window), "CSQU3054383"));
  g_autoptr (BsrAccount) account = bsr_store_get_signed_in (desk->store);
  assert_null (account);
}

/* A server that asks who comes: the store is opened when he has said so. */
static void
test_a_servers_store_is_opened_by_signing_in (void **state)
{
  Desk *desk = *state;
  desk->window = g_object_ref (bsr_window_new (NULL, "officer 7", STATION));
  gtk_window_present (GTK_WINDOW (desk->window));
  bsr_window_ask_who (desk->window, "postgresql://%2Fno%2Fsuch%2Fplace/port");
  assert_int_equal (state_of (desk), BSR_DUTY_SIGNED_OUT);
  type (desk, "Amal", WORDS);
  assert_true (says (GTK_WIDGET (desk->window), "The store's server cannot be reached"));
  assert_int_equal (state_of (desk), BSR_DUTY_SIGNED_OUT);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_an_open_desk_says_so_and_does_not_lock, set_up,
                                     tear_down),
    cmocka_unit_test_setup_teardown (test_sets_up_the_first_account, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_nothing_is_shown_before_somebody_signs_in, set_up_staff,
                                     tear_down),
    cmocka_unit_test_setup_teardown (test_locks_and_unlocks, set_up_staff, tear_down),
    cmocka_unit_test_setup_teardown (test_a_question_outlives_the_lock, set_up_staff, tear_down),
    cmocka_unit_test_setup_teardown (test_locks_by_itself_when_nobody_is_there, set_up_staff,
                                     tear_down),
    cmocka_unit_test_setup_teardown (test_another_officer_takes_over, set_up_staff, tear_down),
    cmocka_unit_test_setup_teardown (test_a_partner_is_told_why_he_cannot, set_up_staff, tear_down),
    cmocka_unit_test_setup_teardown (test_the_tray_is_for_who_brings_in, set_up_staff, tear_down),
    cmocka_unit_test_setup_teardown (test_signs_out, set_up_staff, tear_down),
    cmocka_unit_test_setup_teardown (test_a_servers_store_is_opened_by_signing_in, set_up_store,
                                     tear_down),
  };
  return cmocka_run_group_tests_name ("duty", tests, bsr_ui_test_init, NULL);
}

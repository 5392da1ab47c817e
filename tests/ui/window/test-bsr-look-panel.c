#include "bsr-ui-test.h"

#include <adwaita.h>
#include <stdio.h>
#include <string.h>

#include "bsr-look-panel.h"
#include "bsr-look-row.h"
#include "bsr-look-words.h"
#include "bsr-replay-bar.h"
#include "bsr-scan-view.h"
#include "bsr-scan-view.h"
#include "bsr-tone-bar.h"
#include "bsr-tone-legend.h"
#include "bsr-view-transform.h"
#include "bsr-window.h"

/* Device pixels of the pictures that are compared, whatever the size of the view. */
#define WIDTH 400
#define HEIGHT 240
/* Logical pixels: more than the window needs, so that margins are the view's loss. */
#define WINDOW_WIDTH 1340
#define WINDOW_HEIGHT 760
/* Logical pixels that the officer's view is smaller than the supervisor's, who so has room for all
 * of it whatever else the window has to say. */
#define MARGIN 60

/* The panel, the legend, the keys and what is kept of a look, in the real window. */

typedef struct
{
  char *folder;
  BsrStore *store;
  BsrWindow *window;
  BsrSession *session;
} Desk;

static gboolean
has_physics (gpointer session)
{
  BsrScene *scene = bsr_session_scene (session);
  return scene != NULL && bsr_scene_has_physics (scene);
}

static void
open_window (Desk *desk, int margin)
{
  desk->window = g_object_ref (bsr_window_new (NULL, "officer 7", "lane 2"));
  desk->session = bsr_window_session (desk->window);
  GtkWidget *view = bsr_ui_test_find (GTK_WIDGET (desk->window), BSR_TYPE_SCAN_VIEW);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), WINDOW_WIDTH, WINDOW_HEIGHT);
  gtk_widget_set_margin_end (view, margin);
  gtk_widget_set_margin_bottom (view, margin);
  gtk_window_present (GTK_WINDOW (desk->window));
  bsr_window_set_store (desk->window, desk->store);
  bsr_window_open_case (desk->window, "7");
  bsr_ui_test_wait (has_physics, desk->session);
  bsr_ui_test_settle ();
}

static void
close_window (Desk *desk)
{
  bsr_ui_test_close_window (GTK_WINDOW (desk->window));
}

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  open_window (desk, MARGIN);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  close_window (desk);
  g_object_unref (desk->store);
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}

static void
act (Desk *desk, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (desk->window), action, NULL);
}

static void
enhance (Desk *desk, BsrEnhancement kind)
{
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.enhance", "i", kind);
}

static GtkWidget *
panel_of (Desk *desk)
{
  return bsr_ui_test_find (GTK_WIDGET (desk->window), BSR_TYPE_LOOK_PANEL);
}

static int
count (GtkWidget *root, GType type)
{
  int n = g_type_is_a (G_OBJECT_TYPE (root), type);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count (child, type);
  return n;
}

/* What the session's view shows in its middle, drawn without the view. */
static GBytes *
picture (Desk *desk)
{
  g_autoptr (BsrViewState) state = bsr_session_view_state (desk->session);
  BsrScene *scene = bsr_session_scene (desk->session);
  const BsrViewPlace *place = &state->place;
  const BsrViewTransform transform = { place->zoom,
                                       place->aspect,
                                       place->x,
                                       place->y,
                                       WIDTH,
                                       HEIGHT,
                                       bsr_scene_width (scene),
                                       bsr_scene_height (scene) };
  double x, y;
  gsize stride = (gsize) WIDTH * 4;
  guint8 *pixels = g_malloc (stride * HEIGHT);
  bsr_view_transform_origin (&transform, &x, &y);
  bsr_scene_render (scene, bsr_session_look (desk->session), x, y,
                    bsr_view_transform_scale_x (&transform), place->zoom, pixels, WIDTH, HEIGHT,
                    stride);
  return g_bytes_new_take (pixels, stride * HEIGHT);
}

static void
the_stack_is_seen_and_turned (void **state)
{
  Desk *desk = *state;
  GtkWidget *panel = panel_of (desk);
  assert_false (gtk_widget_get_visible (panel));
  act (desk, "win.look-panel");
  assert_true (gtk_widget_get_visible (panel));
  enhance (desk, BSR_ENHANCE_SHARPEN);
  enhance (desk, BSR_ENHANCE_EDGES);
  assert_int_equal (count (panel, BSR_TYPE_LOOK_ROW), 2);
  GtkWidget *row = bsr_ui_test_find (panel, BSR_TYPE_LOOK_ROW);
  assert_int_equal (bsr_look_row_kind (BSR_LOOK_ROW (row)), BSR_ENHANCE_SHARPEN);

  GtkWidget *scale = bsr_ui_test_find (row, GTK_TYPE_SCALE);
  gtk_range_set_value (GTK_RANGE (scale), 200.0);
  gtk_range_set_value (GTK_RANGE (scale), 300.0);
  bsr_test_assert_close (bsr_session_look (desk->session)->steps[0].amount, 300.0, 1e-9);
  act (desk, "win.undo"); /* both ways of the slider at once */
  bsr_test_assert_close (bsr_session_look (desk->session)->steps[0].amount,
                         bsr_enhancement_kind (BSR_ENHANCE_SHARPEN)->usual, 0.0);
  bsr_test_assert_close (gtk_range_get_value (GTK_RANGE (scale)), 100.0, 1e-9);

  GtkWidget *check = bsr_ui_test_find (row, GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  assert_false (bsr_session_look (desk->session)->steps[0].enabled);
  act (desk, "win.reset-look");
  assert_int_equal (bsr_session_look (desk->session)->n_steps, 0);
  assert_int_equal (count (panel, BSR_TYPE_LOOK_ROW), 0);
  act (desk, "win.undo");
  assert_int_equal (count (panel, BSR_TYPE_LOOK_ROW), 2);
  act (desk, "win.look-panel");
  assert_false (gtk_widget_get_visible (panel));
  assert_int_equal (bsr_session_look (desk->session)->n_steps, 2); /* what is on stays on */
}

/* Presses a key on the row. */
static void
press (GtkWidget *row, guint keyval, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (row);
  gboolean taken = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, modifiers, &taken);
    }
  assert_true (taken);
}

static void
rows_are_moved_and_taken_out_by_key (void **state)
{
  Desk *desk = *state;
  act (desk, "win.look-panel");
  enhance (desk, BSR_ENHANCE_SHARPEN);
  enhance (desk, BSR_ENHANCE_EDGES);
  enhance (desk, BSR_ENHANCE_DARK);
  GtkWidget *sharpen = bsr_ui_test_find (panel_of (desk), BSR_TYPE_LOOK_ROW);
  press (sharpen, GDK_KEY_Down, GDK_ALT_MASK);
  assert_int_equal (bsr_session_look (desk->session)->steps[0].kind, BSR_ENHANCE_EDGES);
  press (sharpen, GDK_KEY_Down, GDK_ALT_MASK); /* not past the window */
  assert_int_equal (bsr_session_look (desk->session)->steps[1].kind, BSR_ENHANCE_SHARPEN);
  press (sharpen, GDK_KEY_Up, GDK_ALT_MASK);
  assert_int_equal (bsr_session_look (desk->session)->steps[0].kind, BSR_ENHANCE_SHARPEN);
  press (sharpen, GDK_KEY_Delete, 0);
  assert_int_equal (bsr_look_find (bsr_session_look (desk->session), BSR_ENHANCE_SHARPEN), -1);
  assert_int_equal (count (panel_of (desk), BSR_TYPE_LOOK_ROW), 2);
}

static void
keys_of_the_tone_are_steps_of_undo (void **state)
{
  Desk *desk = *state;
  const BsrLook opened = *bsr_session_look (desk->session);
  act (desk, "win.invert");
  act (desk, "win.logarithmic");
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.window-preset", "i",
                              BSR_TONE_PRESET_DENSE);
  bsr_test_assert_close (bsr_session_tone (desk->session)->high, 0.2, 0.0);
  act (desk, "win.undo");
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.window-preset", "i",
                              BSR_TONE_PRESET_FULL);
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.window-step", "i", 1);
  bsr_test_assert_close (bsr_session_tone (desk->session)->high, 0.2, 0.0);
  act (desk, "win.undo");
  act (desk, "win.undo");
  act (desk, "win.redo");
  act (desk, "win.redo");
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.colours", "i", 1);
  assert_string_not_equal (bsr_session_tone (desk->session)->palette->id, "grey");
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.view", "i", BSR_VIEW_STEEL << 1);
  assert_int_equal (bsr_session_tone (desk->session)->mode, BSR_VIEW_STEEL);
  for (int i = 0; i < 6; i++)
    act (desk, "win.undo");
  assert_true (bsr_look_equal (bsr_session_look (desk->session), &opened));
  for (int i = 0; i < 6; i++)
    act (desk, "win.redo");
  assert_int_equal (bsr_session_tone (desk->session)->mode, BSR_VIEW_STEEL);
}

static void
steel_has_its_colours_and_a_legend (void **state)
{
  Desk *desk = *state;
  GtkWidget *legend = bsr_ui_test_find (GTK_WIDGET (desk->window), BSR_TYPE_TONE_LEGEND);
  assert_false (gtk_widget_get_visible (legend));
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.view", "i", BSR_VIEW_STEEL << 1);
  assert_true (gtk_widget_get_visible (legend));
  assert_string_equal (bsr_session_tone (desk->session)->palette->id, "cubehelix");
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.view", "i", BSR_VIEW_PLANE << 1);
  assert_false (gtk_widget_get_visible (legend));
  assert_string_equal (bsr_session_tone (desk->session)->palette->id, "grey");
}

static void
a_legend_writes_round_numbers (void **state)
{
  double values[6];
  BsrTone steel = bsr_tone_default ();
  steel.mode = BSR_VIEW_STEEL;
  steel.high = 237.0;
  int n = bsr_tone_legend_ticks (&steel, values, 6);
  assert_int_equal (n, 5);
  for (int i = 0; i < n; i++)
    bsr_test_assert_close (values[i], 50.0 * i, 1e-9);
  bsr_test_assert_close (bsr_tone_legend_share (&steel, 118.5), 0.5, 1e-9);

  BsrTone log = bsr_tone_default ();
  log.logarithmic = TRUE;
  log.low = 0.001;
  n = bsr_tone_legend_ticks (&log, values, 6);
  assert_int_equal (n, 4);
  bsr_test_assert_close (values[0], 0.001, 1e-9);
  bsr_test_assert_close (values[3], 1.0, 1e-9);
  bsr_test_assert_close (bsr_tone_legend_share (&log, 0.1), 2.0 / 3.0, 1e-9);
  log.low = 0.2;
  n = bsr_tone_legend_ticks (&log, values, 6);
  assert_int_equal (n, 3); /* 0.2, 0.5, 1 */
  bsr_test_assert_close (values[1], 0.5, 1e-9);
}

static void
assert_key_told (GtkWidget *panel, const BsrCommand *command, const char *hint, const char *key)
{
  GtkWidget *button = bsr_ui_test_find_named (panel, command->id, GTK_TYPE_TOGGLE_BUTTON);
  GtkWidget *label = bsr_ui_test_find_named (panel, command->id, GTK_TYPE_LABEL);
  g_autofree char *tip = key != NULL ? g_strdup_printf ("%s (%s)", hint, key) : g_strdup (hint);
  assert_string_equal (gtk_widget_get_tooltip_text (button), tip);
  assert_string_equal (gtk_label_get_label (GTK_LABEL (label)), key != NULL ? key : "");
}

/* The letters beside the enhancements and in their tooltips are those that work now. */
static void
the_keys_in_force_are_told (void **state)
{
  Desk *desk = *state;
  BsrKeyMap *keys = bsr_window_keys (desk->window);
  GtkWidget *panel = panel_of (desk);
  for (int kind = 0; kind < BSR_N_ENHANCEMENTS; kind++)
    {
      const BsrCommand *command = bsr_command_of ("win.enhance", kind);
      g_autofree char *key = bsr_key_map_label (keys, command);
      assert_key_told (panel, command, bsr_look_words_hint ((BsrEnhancement) kind), key);
    }
  const BsrCommand *sharpen = bsr_command_of ("win.enhance", BSR_ENHANCE_SHARPEN);
  const char *hint = bsr_look_words_hint (BSR_ENHANCE_SHARPEN);
  bsr_key_map_assign (keys, sharpen, 0, (BsrKey){ GDK_KEY_9, 0 }, FALSE);
  bsr_ui_test_settle ();
  assert_key_told (panel, sharpen, hint, "9");
  bsr_key_map_remove (keys, sharpen, 0);
  bsr_ui_test_settle ();
  assert_key_told (panel, sharpen, hint, NULL);
}

/* A tooltip that changes with the scan keeps its key, whichever that is then. */
static void
a_tooltip_that_changes_keeps_its_key (void **state)
{
  Desk *desk = *state;
  BsrKeyMap *keys = bsr_window_keys (desk->window);
  GtkWidget *bar = bsr_ui_test_find (GTK_WIDGET (desk->window), BSR_TYPE_TONE_BAR);
  GtkWidget *button = bsr_ui_test_find_named (bar, "view-material", GTK_TYPE_TOGGLE_BUTTON);
  assert_string_equal (gtk_widget_get_tooltip_text (button),
                       "This scan's energies do not tell materials apart (F5)");
  bsr_key_map_assign (keys, bsr_command_find ("view-material"), 0, (BsrKey){ GDK_KEY_9, 0 }, FALSE);
  bsr_ui_test_settle ();
  assert_string_equal (gtk_widget_get_tooltip_text (button),
                       "This scan's energies do not tell materials apart (9)");
}

static void
set_place (Desk *desk, double x, double zoom)
{
  bsr_session_set_zoom (desk->session, zoom);
  bsr_session_reveal (desk->session, (BsrBox){ (int) x, 20, 4, 4 });
}

static gboolean
is_decided (gpointer dossier)
{
  gboolean saving;
  g_object_get (dossier, "saving", &saving, NULL);
  return !saving;
}

/* The button of the record's newest act. */
static GtkWidget *
find_show_button (GtkWidget *root)
{
  const char *icon = GTK_IS_BUTTON (root) ? gtk_button_get_icon_name (GTK_BUTTON (root)) : NULL;
  if (g_strcmp0 (icon, "bsr-seen-symbolic") == 0)
    return root;
  GtkWidget *found = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_show_button (child);
  return found;
}

typedef struct
{
  Desk *desk;
  GBytes *picture;
} Awaited;

static gboolean
shows_picture (gpointer data)
{
  const Awaited *awaited = data;
  g_autoptr (GBytes) now = picture (awaited->desk);
  return g_bytes_equal (now, awaited->picture);
}

/* (nullable): what is said over the scan of whose view it is. */
static const char *
replay_words (Desk *desk)
{
  GtkWidget *bar = bsr_ui_test_find (GTK_WIDGET (desk->window), BSR_TYPE_REPLAY_BAR);
  GtkWidget *label = bsr_ui_test_find (bar, GTK_TYPE_LABEL);
  return gtk_widget_get_visible (bar) ? gtk_label_get_label (GTK_LABEL (label)) : NULL;
}

static gboolean
is_said_to_be_smaller (gpointer desk)
{
  const char *words = replay_words (desk);
  int percent;
  return words != NULL && sscanf (words, "As officer 7 saw it, at %d %% of its size", &percent) == 1
         && percent > 40 && percent < 90;
}

/* A supervisor opens the case on another day and asks for what the officer saw: the same bytes. */
static void
what_the_officer_saw_is_drawn_again_to_the_last_byte (void **state)
{
  Desk *desk = *state;
  set_place (desk, 60.0, 12.0);
  enhance (desk, BSR_ENHANCE_LOCAL_EQUALISE);
  enhance (desk, BSR_ENHANCE_SHARPEN);
  enhance (desk, BSR_ENHANCE_DENOISE);
  g_autoptr (GBytes) seen = picture (desk);
  BsrDossier *dossier = bsr_session_dossier (desk->session);
  bsr_session_note_view (desk->session); /* as the decision's panel does */
  bsr_dossier_decide (dossier, BSR_DECISION_EXAMINE, "dense");
  bsr_ui_test_wait (is_decided, dossier);
  act (desk, "win.reset-look");
  set_place (desk, 20.0, 3.0);
  g_autoptr (GBytes) other = picture (desk);
  assert_false (g_bytes_equal (seen, other));
  close_window (desk);

  open_window (desk, 0);
  /* The officer's own last look comes back, once the view has its size. */
  bsr_ui_test_wait (shows_picture, &(Awaited){ desk, other });
  GtkWidget *button = find_show_button (GTK_WIDGET (desk->window));
  assert_non_null (button);
  g_signal_emit_by_name (button, "clicked");
  bsr_ui_test_wait (shows_picture, &(Awaited){ desk, seen });
  assert_string_equal (replay_words (desk), "As officer 7 saw it");
  GtkWidget *view = bsr_ui_test_find (GTK_WIDGET (desk->window), BSR_TYPE_SCAN_VIEW);
  int width = gtk_widget_get_width (view);
  gtk_widget_set_margin_end (view, width / 3);
  bsr_ui_test_wait (is_said_to_be_smaller, desk);
  gtk_widget_set_margin_end (view, 0);
  bsr_ui_test_wait (shows_picture, &(Awaited){ desk, seen });
  assert_string_equal (replay_words (desk), "As officer 7 saw it");

  /* Gone when he moves on; and the way back is still there. */
  bsr_session_set_zoom (desk->session, 5.0);
  assert_null (replay_words (desk));
  gtk_widget_activate_action (view, "scan.own-view", NULL);
  assert_int_equal (bsr_session_look (desk->session)->n_steps, 0);
  /* But for what the panels around have taken of the view's height meanwhile. */
  bsr_test_assert_close (bsr_session_zoom (desk->session), 3.0, 0.15);
  g_signal_emit_by_name (button, "clicked");
  bsr_ui_test_wait (shows_picture, &(Awaited){ desk, seen });
  act (desk, "win.undo"); /* back to his own look */
  assert_null (replay_words (desk));
  assert_int_equal (bsr_session_look (desk->session)->n_steps, 0);
}

static void
a_view_is_saved_by_name (void **state)
{
  Desk *desk = *state;
  act (desk, "win.save-view");
  GtkWidget *entry = bsr_ui_test_find (panel_of (desk), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Left door");
  g_signal_emit_by_name (entry, "activate");
  assert_string_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), "");
  BsrDossier *dossier = bsr_session_dossier (desk->session);
  bsr_ui_test_wait (is_decided, dossier);
  g_autoptr (GPtrArray) views = bsr_store_list_views (desk->store, "7", NULL);
  assert_int_equal (views->len, 1);
  assert_string_equal (((BsrKeptView *) views->pdata[0])->name, "Left door");
  assert_non_null (find_show_button (GTK_WIDGET (desk->window)));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_legend_writes_round_numbers),
    cmocka_unit_test_setup_teardown (the_keys_in_force_are_told, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_tooltip_that_changes_keeps_its_key, set_up, tear_down),
    cmocka_unit_test_setup_teardown (the_stack_is_seen_and_turned, set_up, tear_down),
    cmocka_unit_test_setup_teardown (rows_are_moved_and_taken_out_by_key, set_up, tear_down),
    cmocka_unit_test_setup_teardown (keys_of_the_tone_are_steps_of_undo, set_up, tear_down),
    cmocka_unit_test_setup_teardown (steel_has_its_colours_and_a_legend, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_the_officer_saw_is_drawn_again_to_the_last_byte, set_up,
                                     tear_down),
    cmocka_unit_test_setup_teardown (a_view_is_saved_by_name, set_up, tear_down),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}

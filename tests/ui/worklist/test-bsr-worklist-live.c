#include "bsr-ui-test.h"

#include "bsr-worklist-read.h"
#include "bsr-worklist-row.h"
#include "bsr-worklist.h"

/* The list on a screen, while other stations change what is in it. */

/* More than a page, and more than the pages that are kept. */
#define SHORT (BSR_WORKLIST_PAGE + 10)
#define LONG (6 * BSR_WORKLIST_PAGE)
/* Pixels. */
#define WIDTH 280
#define HEIGHT 440
/* Frames in which a list has laid itself out, and followed its adjustment. */
#define FRAMES 3

typedef struct
{
  char *folder;
  BsrStore *store;
  GtkWidget *window;
  BsrWorklist *worklist;
  GtkListView *list_view;
} Desk;

static void
put (Desk *desk, int i, BsrPriority priority)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_strdup_printf ("%04d", i);
  g_autoptr (BsrCase) flagged = bsr_case_new (id, "CSQU3054383");
  bsr_case_add_item (flagged, "4407")->description = g_strdup (i % 2 == 0 ? "sand" : "paper");
  flagged->priority = priority;
  assert_true (bsr_store_put_case (desk->store, &bsr_ui_test_actor, flagged, &error));
  bsr_test_assert_no_error (error);
}

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer left)
{
  return --*(int *) left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
is_zero (gpointer left)
{
  return *(int *) left <= 0;
}

static gboolean
is_read (gpointer worklist)
{
  return !bsr_worklist_model_reading (bsr_worklist_model (worklist));
}

/* Until the list has laid itself out, which may ask for another page, and nothing is being read. */
static void
settle (Desk *desk)
{
  do
    {
      int left = FRAMES;
      bsr_ui_test_wait (is_read, desk->worklist);
      gtk_widget_add_tick_callback (GTK_WIDGET (desk->worklist), frame_cb, &left, NULL);
      bsr_ui_test_wait (is_zero, &left);
    }
  while (!is_read (desk->worklist));
}

static void
reload (Desk *desk)
{
  bsr_worklist_model_reload (bsr_worklist_model (desk->worklist));
  settle (desk);
}

static GtkListView *
list_view_of (BsrWorklist *worklist)
{
  GtkWidget *stack = gtk_widget_get_last_child (GTK_WIDGET (worklist));
  assert_true (GTK_IS_STACK (stack));
  return GTK_LIST_VIEW (bsr_ui_test_find (stack, GTK_TYPE_LIST_VIEW));
}

static void
set_up_of (void **state, int n_cases)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  for (int i = 0; i < n_cases; i++)
    put (desk, 2 * i, BSR_PRIORITY_ROUTINE);
  desk->worklist = g_object_new (BSR_TYPE_WORKLIST, NULL);
  desk->list_view = list_view_of (desk->worklist);
  desk->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (desk->window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (desk->window), GTK_WIDGET (desk->worklist));
  bsr_worklist_filter_set_sort (bsr_worklist_filter (desk->worklist), BSR_CASE_SORT_CASE, FALSE);
  bsr_worklist_model_set_store (bsr_worklist_model (desk->worklist), desk->store);
  gtk_window_present (GTK_WINDOW (desk->window));
  reload (desk);
  *state = desk;
}

static int
set_up (void **state)
{
  set_up_of (state, SHORT);
  return 0;
}

static int
set_up_long (void **state)
{
  set_up_of (state, LONG);
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  gtk_window_destroy (GTK_WINDOW (desk->window));
  bsr_ui_test_settle ();
  g_object_unref (desk->store);
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}

/* (nullable): the line of a case that is laid out. */
static GtkWidget *
row_of (Desk *desk, const char *id)
{
  for (GtkWidget *line = gtk_widget_get_first_child (GTK_WIDGET (desk->list_view)); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    {
      GtkWidget *row = gtk_widget_get_first_child (line);
      if (gtk_widget_get_child_visible (line)
          && g_strcmp0 (gtk_widget_get_tooltip_text (row), id) == 0)
        return row;
    }
  return NULL;
}

/* Pixels from the top of what is seen of the list to a case's line. */
static double
height_of (Desk *desk, const char *id)
{
  graphene_rect_t bounds;
  GtkWidget *row = row_of (desk, id);
  assert_non_null (row);
  assert_true (gtk_widget_compute_bounds (row, GTK_WIDGET (desk->list_view), &bounds));
  return bounds.origin.y;
}

static guint
position_of (Desk *desk, const char *id)
{
  GListModel *model = G_LIST_MODEL (bsr_worklist_model (desk->worklist));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (BsrWorklistItem) item = g_list_model_get_item (model, i);
      if (g_str_equal (bsr_worklist_item_summary (item)->id, id))
        return i;
    }
  fail_msg ("case '%s' is not in the list", id);
  return 0;
}

/* (transfer full) (nullable) */
static char *
selected (Desk *desk)
{
  GtkSelectionModel *model = gtk_list_view_get_model (desk->list_view);
  BsrWorklistItem *item = gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model));
  return item != NULL ? g_strdup (bsr_worklist_item_summary (item)->id) : NULL;
}

/* (nullable): the case whose line has the focus. */
static const char *
focused (Desk *desk)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (desk->window));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;
  return row != NULL && BSR_IS_WORKLIST_ROW (row) ? gtk_widget_get_tooltip_text (row) : NULL;
}

/* As the officer does who goes to a case with the keys. */
static void
go_to (Desk *desk, const char *id)
{
  guint position = position_of (desk, id);
  gtk_widget_activate_action (GTK_WIDGET (desk->list_view), "list.scroll-to-item", "u", position);
  settle (desk);
  position = position_of (desk, id); /* pages may have come */
  gtk_widget_activate_action (GTK_WIDGET (desk->list_view), "list.select-item", "(ubb)", position,
                              FALSE, FALSE);
  assert_true (gtk_widget_grab_focus (gtk_widget_get_parent (row_of (desk, id))));
  settle (desk);
}

static void
assert_at (Desk *desk, const char *id, double height)
{
  g_autofree char *chosen = selected (desk);
  assert_string_equal (chosen, id);
  assert_string_equal (focused (desk), id);
  double now = height_of (desk, id);
  if (now < height - 1.0 || now > height + 1.0)
    fail_msg ("case '%s' was at %g and is at %g", id, height, now);
}

static void
test_place_selection_and_focus_stay (void **state)
{
  Desk *desk = *state;
  bsr_worklist_set_current (desk->worklist, "0000"); /* open, and not what he has gone to */
  go_to (desk, "0080");
  double height = height_of (desk, "0080");
  assert_at (desk, "0080", height);

  for (int i = 3; i < 60; i += 10) /* come above */
    put (desk, i, BSR_PRIORITY_HIGH);
  put (desk, 81, BSR_PRIORITY_HIGH); /* and just below */
  reload (desk);
  assert_at (desk, "0080", height);
  put (desk, 80, BSR_PRIORITY_URGENT); /* the case itself is another */
  reload (desk);
  assert_at (desk, "0080", height);
  put (desk, 78, BSR_PRIORITY_URGENT); /* and the one above it */
  reload (desk);
  assert_at (desk, "0080", height);
}

static void
test_focus_goes_with_the_case (void **state)
{
  Desk *desk = *state;
  bsr_worklist_filter_set_sort (bsr_worklist_filter (desk->worklist), BSR_CASE_SORT_URGENCY, FALSE);
  settle (desk);
  go_to (desk, "0060");
  put (desk, 60, BSR_PRIORITY_HIGH); /* to the list's beginning */
  reload (desk);
  g_autofree char *chosen = selected (desk);
  assert_int_equal (position_of (desk, "0060"), 0);
  assert_string_equal (chosen, "0060");
  assert_string_equal (focused (desk), "0060");
}

static void
test_typing_goes_on (void **state)
{
  Desk *desk = *state;
  GtkWidget *entry = bsr_ui_test_find (GTK_WIDGET (desk->worklist), GTK_TYPE_SEARCH_ENTRY);
  bsr_worklist_focus_search (desk->worklist);
  gtk_editable_set_text (GTK_EDITABLE (entry), "san");
  gtk_editable_set_position (GTK_EDITABLE (entry), 2);
  put (desk, 1, BSR_PRIORITY_HIGH);
  reload (desk);
  put (desk, 5, BSR_PRIORITY_HIGH);
  reload (desk);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (desk->window));
  assert_true (focus != NULL && gtk_widget_is_ancestor (focus, entry));
  assert_string_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), "san");
  assert_int_equal (gtk_editable_get_position (GTK_EDITABLE (entry)), 2);
}

/* Scrolling on brings pages and drops others: the line that is looked at stays where it is. */
static void
test_pages_come_without_a_jump (void **state)
{
  Desk *desk = *state;
  for (int i = BSR_WORKLIST_PAGE - 3; i < LONG; i += BSR_WORKLIST_PAGE)
    {
      g_autofree char *id = g_strdup_printf ("%04d", 2 * i);
      go_to (desk, id);
      double height = height_of (desk, id);
      reload (desk);
      assert_at (desk, id, height);
    }
  GListModel *model = G_LIST_MODEL (bsr_worklist_model (desk->worklist));
  assert_int_equal (g_list_model_get_n_items (model), 5 * BSR_WORKLIST_PAGE);
}

static void
test_other_list_is_shown_from_its_beginning (void **state)
{
  Desk *desk = *state;
  go_to (desk, "0080");
  bsr_worklist_filter_set_sort (bsr_worklist_filter (desk->worklist), BSR_CASE_SORT_CASE, TRUE);
  settle (desk);
  g_autofree char *last = g_strdup_printf ("%04d", 2 * (SHORT - 1));
  assert_int_equal (position_of (desk, last), 0);
  assert_true (height_of (desk, last) >= 0.0);
  /* Also where what was at the beginning has gone elsewhere. */
  bsr_worklist_filter_set_sort (bsr_worklist_filter (desk->worklist), BSR_CASE_SORT_CASE, FALSE);
  settle (desk);
  assert_int_equal (position_of (desk, "0000"), 0);
  assert_true (height_of (desk, "0000") >= 0.0);
}

int
main (void)
{
#define TEST(name) cmocka_unit_test_setup_teardown (name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (test_place_selection_and_focus_stay),
    TEST (test_focus_goes_with_the_case),
    TEST (test_typing_goes_on),
    cmocka_unit_test_setup_teardown (test_pages_come_without_a_jump, set_up_long, tear_down),
    TEST (test_other_list_is_shown_from_its_beginning),
  };
#undef TEST
  return cmocka_run_group_tests_name ("worklist, live", tests, bsr_ui_test_init, NULL);
}

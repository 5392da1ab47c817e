#include "bsr-worklist.h"

#include <glib/gi18n.h>

#include "bsr-worklist-row.h"

/* How near to an end of what is there, in screens, the next page is read: before it is reached. */
#define SCREENS_AHEAD 1.5

struct _BsrWorklist
{
  GtkWidget parent;
  BsrWorklistFilter *filter;
  BsrTrayLine *tray_line;
  GtkLabel *none_label, *failed_label;
  GtkButton *all_button;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkListView *list_view;

  BsrWorklistModel *model;
  GtkSingleSelection *selection;
  char *current; /* id of the open case */
  gboolean fresh; /* the list is another: it is shown from its beginning */
  guint look_source;
};

G_DEFINE_FINAL_TYPE (BsrWorklist, bsr_worklist, GTK_TYPE_WIDGET)

static const char *
id_at (BsrWorklist *self, guint position)
{
  g_autoptr (BsrWorklistItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  return item != NULL ? bsr_worklist_item_summary (item)->id : NULL;
}

static void
select_current (BsrWorklist *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint selected = GTK_INVALID_LIST_POSITION;
  for (guint i = 0; self->current != NULL && i < n; i++)
    if (g_strcmp0 (id_at (self, i), self->current) == 0)
      selected = i;
  gtk_single_selection_set_selected (self->selection, selected);
}

static void
show_page (BsrWorklist *self)
{
  gboolean more;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  int count = bsr_worklist_model_count (self->model, &more);
  gboolean narrows = bsr_worklist_filter_narrows (self->filter);
  bsr_worklist_filter_show_count (self->filter, count, more);
  gtk_label_set_label (self->none_label, narrows ? _ ("No case fits what is asked for.")
                                                 : _ ("No cases yet. Open a scan, a case file "
                                                      "or a folder of them."));
  gtk_widget_set_visible (GTK_WIDGET (self->all_button), narrows);
  if (n > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (count >= 0 || bsr_worklist_model_store (self->model) == NULL)
    gtk_stack_set_visible_child_name (self->stack, "none");
}

/* Reads on where the officer comes near to an end. */
static gboolean
look_ahead_cb (gpointer user_data)
{
  BsrWorklist *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  double page = gtk_adjustment_get_page_size (adjustment), value = gtk_adjustment_get_value (adjustment);
  self->look_source = 0;
  if (gtk_adjustment_get_upper (adjustment) - value - page < SCREENS_AHEAD * page)
    bsr_worklist_model_read_after (self->model);
  else if (value < SCREENS_AHEAD * page)
    bsr_worklist_model_read_before (self->model);
  return G_SOURCE_REMOVE;
}

static void
look_ahead (BsrWorklist *self)
{
  /* Later: the list may be laying itself out just now. */
  if (self->look_source == 0)
    self->look_source = g_idle_add (look_ahead_cb, self);
}

static void
loaded_cb (BsrWorklist *self)
{
  show_page (self);
  /* What the officer has selected himself stays so while the list is read again. */
  if (self->fresh
      || gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION)
    select_current (self);
  if (self->fresh && g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", 0u);
  self->fresh = FALSE;
  look_ahead (self);
}

static void
failed_cb (BsrWorklist *self, const GError *error)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    return; /* what is there stays; the window says it */
  g_autofree char *sentence
      = g_strdup_printf (_ ("The list of cases could not be read: %s."), error->message);
  gtk_label_set_label (self->failed_label, sentence);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
filter_changed_cb (BsrWorklist *self, BsrWorklistFilter *filter)
{
  g_autoptr (BsrCaseQuery) query = bsr_worklist_filter_query (filter);
  self->fresh = TRUE;
  bsr_worklist_filter_show_count (filter, -1, FALSE);
  bsr_worklist_model_set_query (self->model, query);
}

static void
open_at (BsrWorklist *self, guint position)
{
  g_autofree char *id = g_strdup (id_at (self, position));
  if (id != NULL)
    g_signal_emit_by_name (self, "open-case", id);
}

static void
filter_activate_cb (BsrWorklist *self, BsrWorklistFilter *filter)
{
  open_at (self, 0);
}

static void
filter_down_cb (BsrWorklist *self, BsrWorklistFilter *filter)
{
  gtk_widget_child_focus (GTK_WIDGET (self->list_view), GTK_DIR_TAB_FORWARD);
}

static void
activate_cb (BsrWorklist *self, guint position, GtkListView *list_view)
{
  open_at (self, position);
}

static void
row_open_cb (BsrWorklistRow *row, GtkListItem *list_item)
{
  GtkWidget *worklist = gtk_widget_get_ancestor (GTK_WIDGET (row), BSR_TYPE_WORKLIST);
  if (worklist != NULL)
    open_at (BSR_WORKLIST (worklist), gtk_list_item_get_position (list_item));
}

static void
all_cb (BsrWorklist *self, GtkButton *button)
{
  bsr_worklist_filter_reset (self->filter);
}

static void
again_cb (BsrWorklist *self, GtkButton *button)
{
  bsr_worklist_model_reload (self->model);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer unused)
{
  GtkWidget *row = bsr_worklist_row_new ();
  g_signal_connect_object (row, "open", G_CALLBACK (row_open_cb), list_item, 0);
  gtk_list_item_set_child (list_item, row);
}

static void
show_item (GtkListItem *list_item)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  bsr_worklist_row_bind (BSR_WORKLIST_ROW (gtk_list_item_get_child (list_item)),
                         gtk_list_item_get_item (list_item), now);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer unused)
{
  show_item (list_item);
  g_signal_connect_object (gtk_list_item_get_item (list_item), "changed", G_CALLBACK (show_item),
                           list_item, G_CONNECT_SWAPPED);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer unused)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (list_item), list_item);
}

static void
bsr_worklist_dispose (GObject *object)
{
  BsrWorklist *self = BSR_WORKLIST (object);
  GtkWidget *child;
  g_clear_handle_id (&self->look_source, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  if (self->model != NULL)
    bsr_worklist_model_set_store (self->model, NULL);
  g_clear_object (&self->model);
  g_clear_pointer (&self->current, g_free);
  G_OBJECT_CLASS (bsr_worklist_parent_class)->dispose (object);
}

static void
bsr_worklist_class_init (BsrWorklistClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_worklist_dispose;
  g_type_ensure (BSR_TYPE_WORKLIST_FILTER);
  g_type_ensure (BSR_TYPE_TRAY_LINE);
  g_signal_new ("open-case", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/worklist/bsr-worklist.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrWorklist, filter);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklist, tray_line);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklist, none_label);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklist, failed_label);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklist, all_button);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklist, stack);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklist, scrolled);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklist, list_view);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_down_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
bsr_worklist_init (BsrWorklist *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->model = bsr_worklist_model_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);

  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  gtk_list_view_set_factory (self->list_view, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));

  g_signal_connect_object (self->model, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled), "value-changed",
                           G_CALLBACK (look_ahead), self, G_CONNECT_SWAPPED);
  show_page (self);
}

BsrWorklistModel *
bsr_worklist_model (BsrWorklist *self)
{
  g_return_val_if_fail (BSR_IS_WORKLIST (self), NULL);
  return self->model;
}

BsrWorklistFilter *
bsr_worklist_filter (BsrWorklist *self)
{
  g_return_val_if_fail (BSR_IS_WORKLIST (self), NULL);
  return self->filter;
}

BsrTrayLine *
bsr_worklist_tray_line (BsrWorklist *self)
{
  g_return_val_if_fail (BSR_IS_WORKLIST (self), NULL);
  return self->tray_line;
}

void
bsr_worklist_focus_search (BsrWorklist *self)
{
  g_return_if_fail (BSR_IS_WORKLIST (self));
  bsr_worklist_filter_focus_search (self->filter);
}

void
bsr_worklist_set_current (BsrWorklist *self, const char *case_id)
{
  g_return_if_fail (BSR_IS_WORKLIST (self));
  g_free (self->current);
  self->current = g_strdup (case_id);
  select_current (self);
}

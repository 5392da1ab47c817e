#include "bsr-worklist.h"

#include <glib/gi18n.h>

#include "bsr-worklist-row.h"

struct _BsrWorklist
{
  GtkWidget parent;
  GtkSearchEntry *search_entry;
  GtkDropDown *scope_drop_down;
  GtkLabel *count_label, *none_label;
  GtkStack *stack;
  GtkListView *list_view;

  BsrWorklistModel *model;
  GtkFilterListModel *shown;
  GtkCustomFilter *filter;
  GtkSingleSelection *selection;
  char *current; /* id of the open case */
};

G_DEFINE_FINAL_TYPE (BsrWorklist, bsr_worklist, GTK_TYPE_WIDGET)

static const char *
id_at (BsrWorklist *self, guint position)
{
  g_autoptr (BsrWorklistItem) item =
      g_list_model_get_item (G_LIST_MODEL (self->shown), position);
  return item != NULL ? bsr_worklist_item_summary (item)->id : NULL;
}

static void
select_current (BsrWorklist *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  guint selected = GTK_INVALID_LIST_POSITION;
  for (guint i = 0; self->current != NULL && i < n; i++)
    if (g_strcmp0 (id_at (self, i), self->current) == 0)
      selected = i;
  gtk_single_selection_set_selected (self->selection, selected);
}

static void
shown_changed_cb (BsrWorklist *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  guint n_all = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "none");
  gtk_label_set_label (self->none_label, n_all > 0 ? _ ("No case fits the search")
                                                   : _ ("No cases yet. Open a scan, a case file "
                                                        "or a folder of them."));
  g_autofree char *count =
      n < n_all ? g_strdup_printf (_ ("%u of %u"), n, n_all)
                : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u case", "%u cases", n), n);
  gtk_label_set_label (self->count_label, count);
  select_current (self);
}

static void
open_at (BsrWorklist *self, guint position)
{
  g_autofree char *id = g_strdup (id_at (self, position));
  if (id != NULL)
    g_signal_emit_by_name (self, "open-case", id);
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
search_changed_cb (BsrWorklist *self, GtkSearchEntry *entry)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
search_activate_cb (BsrWorklist *self, GtkSearchEntry *entry)
{
  open_at (self, 0);
}

static void
scope_changed_cb (BsrWorklist *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  if (self->filter != NULL)
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  BsrWorklist *self = user_data;
  return bsr_worklist_item_matches (item, gtk_drop_down_get_selected (self->scope_drop_down),
                                    gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer unused)
{
  GtkWidget *row = bsr_worklist_row_new ();
  g_signal_connect_object (row, "open", G_CALLBACK (row_open_cb), list_item, 0);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer unused)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  bsr_worklist_row_bind (BSR_WORKLIST_ROW (gtk_list_item_get_child (list_item)),
                         gtk_list_item_get_item (list_item), now);
}

static void
bsr_worklist_dispose (GObject *object)
{
  BsrWorklist *self = BSR_WORKLIST (object);
  GtkWidget *child;
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->model);
  g_clear_pointer (&self->current, g_free);
  G_OBJECT_CLASS (bsr_worklist_parent_class)->dispose (object);
}

static void
bsr_worklist_class_init (BsrWorklistClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_worklist_dispose;
  g_signal_new ("open-case", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/worklist/bsr-worklist.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrWorklist, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklist, scope_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklist, count_label);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklist, none_label);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklist, stack);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklist, list_view);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, scope_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
bsr_worklist_init (BsrWorklist *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->model = bsr_worklist_model_new ();
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  GtkSortListModel *sorted = gtk_sort_list_model_new (
      g_object_ref (G_LIST_MODEL (self->model)),
      GTK_SORTER (gtk_custom_sorter_new (bsr_worklist_item_compare, NULL, NULL)));
  self->shown = gtk_filter_list_model_new (G_LIST_MODEL (sorted),
                                           g_object_ref (GTK_FILTER (self->filter)));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);

  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  gtk_list_view_set_factory (self->list_view, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));

  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (shown_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (shown_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  shown_changed_cb (self);
}

BsrWorklistModel *
bsr_worklist_model (BsrWorklist *self)
{
  g_return_val_if_fail (BSR_IS_WORKLIST (self), NULL);
  return self->model;
}

GListModel *
bsr_worklist_shown (BsrWorklist *self)
{
  g_return_val_if_fail (BSR_IS_WORKLIST (self), NULL);
  return G_LIST_MODEL (self->shown);
}

void
bsr_worklist_set_scope (BsrWorklist *self, BsrWorklistScope scope)
{
  g_return_if_fail (BSR_IS_WORKLIST (self));
  gtk_drop_down_set_selected (self->scope_drop_down, scope);
}

void
bsr_worklist_set_search (BsrWorklist *self, const char *search)
{
  g_return_if_fail (BSR_IS_WORKLIST (self));
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), search);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

void
bsr_worklist_focus_search (BsrWorklist *self)
{
  g_return_if_fail (BSR_IS_WORKLIST (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
bsr_worklist_set_current (BsrWorklist *self, const char *case_id)
{
  g_return_if_fail (BSR_IS_WORKLIST (self));
  g_free (self->current);
  self->current = g_strdup (case_id);
  select_current (self);
}

char *
bsr_worklist_next_case (BsrWorklist *self, const char *case_id)
{
  g_return_val_if_fail (BSR_IS_WORKLIST (self), NULL);
  BsrWorklistItem *best = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BsrWorklistItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), i);
      const BsrCaseSummary *summary = bsr_worklist_item_summary (item);
      if (g_strcmp0 (summary->id, case_id) != 0 && summary->n_scans > 0 &&
          summary->holder == NULL &&
          bsr_worklist_item_matches (item, BSR_WORKLIST_OPEN, NULL) &&
          (best == NULL || bsr_worklist_item_compare (item, best, NULL) < 0))
        best = item;
    }
  return best != NULL ? g_strdup (bsr_worklist_item_summary (best)->id) : NULL;
}

#include "bsr-tray-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "bsr-arrival-detail.h"
#include "bsr-arrival-row.h"
#include "bsr-station-tray.h"
#include "bsr-tray-words.h"

struct _BsrTrayPage
{
  GtkWidget parent;
  GtkStack *stack;
  AdwStatusPage *none_page;
  GtkLabel *failed_label, *more_label;
  GtkListView *list_view;
  BsrArrivalDetail *detail;

  BsrTrayModel *model;
  BsrArrivalPictures *pictures;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (BsrTrayPage, bsr_tray_page, GTK_TYPE_WIDGET)

/* --- the list --- */

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, BsrTrayPage *self)
{
  gtk_list_item_set_child (list_item, bsr_arrival_row_new ());
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, BsrTrayPage *self)
{
  BsrArrivalItem *item = gtk_list_item_get_item (list_item);
  bsr_arrival_row_bind (BSR_ARRIVAL_ROW (gtk_list_item_get_child (list_item)), item);
  bsr_arrival_pictures_ask (self->pictures, item);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, BsrTrayPage *self)
{
  bsr_arrival_row_bind (BSR_ARRIVAL_ROW (gtk_list_item_get_child (list_item)), NULL);
  bsr_arrival_pictures_forget (self->pictures, gtk_list_item_get_item (list_item));
}

static void
selected_cb (BsrTrayPage *self)
{
  BsrArrivalItem *item = gtk_single_selection_get_selected_item (self->selection);
  if (item != NULL)
    bsr_arrival_pictures_ask (self->pictures, item);
  bsr_arrival_detail_show (self->detail, item);
}

static void
activate_cb (BsrTrayPage *self, guint position, GtkListView *list_view)
{
  bsr_arrival_detail_focus (self->detail);
}

static void
loaded_cb (BsrTrayPage *self)
{
  guint n = g_list_model_get_n_items (bsr_tray_model_items (self->model));
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "none");
  gtk_widget_set_visible (GTK_WIDGET (self->more_label), n >= BSR_STATION_TRAY_MOST);
  selected_cb (self);
}

static void
failed_cb (BsrTrayPage *self, const GError *error)
{
  g_autofree char *sentence
      = g_strdup_printf (_ ("The tray could not be read: %s."), error->message);
  if (g_list_model_get_n_items (bsr_tray_model_items (self->model)) > 0)
    {
      g_signal_emit_by_name (self, "say", sentence);
      return;
    }
  gtk_label_set_label (self->failed_label, sentence);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

/* What was looked at is gone from the list: keys go on in it. */
static void
done_cb (BsrTrayPage *self, const char *sentence)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
  selected_cb (self);
  g_signal_emit_by_name (self, "say", sentence);
}

static void
refused_cb (BsrTrayPage *self, const char *sentence)
{
  selected_cb (self);
  g_signal_emit_by_name (self, "say", sentence);
}

static void
again_cb (BsrTrayPage *self, GtkButton *button)
{
  bsr_tray_model_reload (self->model);
}

/* --- the object --- */

void
bsr_tray_page_set_model (BsrTrayPage *self, BsrTrayModel *model, BsrArrivalPictures *pictures,
                         const char *none_title, const char *none_text)
{
  g_return_if_fail (BSR_IS_TRAY_PAGE (self) && self->model == NULL);
  self->model = g_object_ref (model);
  self->pictures = g_object_ref (pictures);
  adw_status_page_set_title (self->none_page, none_title);
  adw_status_page_set_description (self->none_page, none_text);
  bsr_arrival_detail_set_model (self->detail, model);

  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, 0);
  gtk_list_view_set_factory (self->list_view, factory);
  g_object_unref (factory);
  self->selection = gtk_single_selection_new (g_object_ref (bsr_tray_model_items (model)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
}

BsrTrayModel *
bsr_tray_page_model (BsrTrayPage *self)
{
  g_return_val_if_fail (BSR_IS_TRAY_PAGE (self), NULL);
  return self->model;
}

void
bsr_tray_page_select (BsrTrayPage *self, gint64 id)
{
  g_return_if_fail (BSR_IS_TRAY_PAGE (self) && self->model != NULL);
  GListModel *items = bsr_tray_model_items (self->model);
  guint n = g_list_model_get_n_items (items);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BsrArrivalItem) item = g_list_model_get_item (items, i);
      if (bsr_arrival_item_arrival (item)->id == id)
        gtk_single_selection_set_selected (self->selection, i);
    }
}

static void
bsr_tray_page_dispose (GObject *object)
{
  BsrTrayPage *self = BSR_TRAY_PAGE (object);
  GtkWidget *child;
  if (self->model != NULL)
    bsr_tray_model_close (self->model);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->pictures);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (bsr_tray_page_parent_class)->dispose (object);
}

static void
bsr_tray_page_class_init (BsrTrayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_tray_page_dispose;
  g_type_ensure (BSR_TYPE_ARRIVAL_DETAIL);
  g_signal_new ("say", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/intake/bsr-tray-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrTrayPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BsrTrayPage, none_page);
  gtk_widget_class_bind_template_child (widget_class, BsrTrayPage, failed_label);
  gtk_widget_class_bind_template_child (widget_class, BsrTrayPage, more_label);
  gtk_widget_class_bind_template_child (widget_class, BsrTrayPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, BsrTrayPage, detail);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
bsr_tray_page_init (BsrTrayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_autofree char *more = g_strdup_printf (_ ("The newest %d are shown"), BSR_STATION_TRAY_MOST);
  gtk_label_set_label (self->more_label, more);
}

#include "bsr-tray-window.h"

#include <glib/gi18n.h>

#include "bsr-folder-page.h"

/* Seconds that a sentence stays on the screen: long enough to be read twice. */
#define TOAST_SECONDS 10

struct _BsrTrayWindow
{
  AdwWindow parent;
  AdwToastOverlay *toast_overlay;
  AdwViewStackPage *waiting_stack_page, *folder_stack_page;
  BsrTrayPage *waiting_page, *aside_page;
  BsrFolderPage *folder_page;

  BsrArrivalPictures *pictures;
  char *said; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (BsrTrayWindow, bsr_tray_window, ADW_TYPE_WINDOW)

static void
say_cb (BsrTrayWindow *self, const char *sentence)
{
  g_autofree char *markup = g_markup_escape_text (sentence, -1);
  AdwToast *toast = adw_toast_new (markup);
  adw_toast_set_timeout (toast, TOAST_SECONDS);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
  g_free (self->said);
  self->said = g_strdup (sentence);
}

static void
waiting_changed_cb (BsrTrayWindow *self)
{
  GListModel *waiting = bsr_tray_model_items (bsr_tray_page_model (self->waiting_page));
  adw_view_stack_page_set_badge_number (self->waiting_stack_page,
                                        g_list_model_get_n_items (waiting));
}

BsrTrayPage *
bsr_tray_window_page (BsrTrayWindow *self, BsrArrivalStanding standing)
{
  g_return_val_if_fail (BSR_IS_TRAY_WINDOW (self) && standing != BSR_ARRIVAL_LINKED, NULL);
  return standing == BSR_ARRIVAL_SET_ASIDE ? self->aside_page : self->waiting_page;
}

const char *
bsr_tray_window_said (BsrTrayWindow *self)
{
  g_return_val_if_fail (BSR_IS_TRAY_WINDOW (self), NULL);
  return self->said;
}

static void
bsr_tray_window_dispose (GObject *object)
{
  BsrTrayWindow *self = BSR_TRAY_WINDOW (object);
  if (self->pictures != NULL)
    bsr_arrival_pictures_cancel (self->pictures);
  g_clear_object (&self->pictures);
  g_clear_pointer (&self->said, g_free);
  G_OBJECT_CLASS (bsr_tray_window_parent_class)->dispose (object);
}

static void
bsr_tray_window_class_init (BsrTrayWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_tray_window_dispose;
  g_type_ensure (BSR_TYPE_FOLDER_PAGE);
  g_type_ensure (BSR_TYPE_TRAY_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/intake/bsr-tray-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrTrayWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, BsrTrayWindow, waiting_stack_page);
  gtk_widget_class_bind_template_child (widget_class, BsrTrayWindow, folder_stack_page);
  gtk_widget_class_bind_template_child (widget_class, BsrTrayWindow, folder_page);
  gtk_widget_class_bind_template_child (widget_class, BsrTrayWindow, waiting_page);
  gtk_widget_class_bind_template_child (widget_class, BsrTrayWindow, aside_page);
  gtk_widget_class_bind_template_callback (widget_class, say_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bsr_tray_window_init (BsrTrayWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->pictures = bsr_arrival_pictures_new ();
}

static void
set_page (BsrTrayWindow *self, BsrTrayPage *page, BsrTrayModel *model, const char *title,
          const char *text)
{
  bsr_tray_page_set_model (page, model, self->pictures, title, text);
  g_object_unref (model);
}

GtkWidget *
bsr_tray_window_new (BsrStore *store, const char *officer, const char *station,
                     GSettings *settings)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && officer != NULL && station != NULL, NULL);
  BsrTrayWindow *self = g_object_new (BSR_TYPE_TRAY_WINDOW, NULL);
  set_page (self, self->waiting_page,
            bsr_tray_model_new (store, officer, station, BSR_ARRIVAL_WAITING),
            _ ("No scan waits for a case"),
            _ ("Scans that come by themselves go to their cases. One whose case is not certain "
               "waits here for you."));
  set_page (self, self->aside_page,
            bsr_tray_model_new (store, officer, station, BSR_ARRIVAL_SET_ASIDE),
            _ ("No scan is set aside"),
            _ ("Scans that belong to no case are kept here, and can be taken back."));
  adw_view_stack_page_set_visible (self->folder_stack_page, settings != NULL);
  if (settings != NULL)
    bsr_folder_page_set_settings (self->folder_page, settings);
  g_signal_connect_object (bsr_tray_page_model (self->waiting_page), "loaded",
                           G_CALLBACK (waiting_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

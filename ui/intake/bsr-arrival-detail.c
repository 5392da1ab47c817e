#include "bsr-arrival-detail.h"

#include <glib/gi18n.h>

#include "bsr-case-choice.h"
#include "bsr-form.h"
#include "bsr-station-tray.h"
#include "bsr-tray-words.h"

struct _BsrArrivalDetail
{
  GtkWidget parent;
  GtkPicture *picture;
  GtkLabel *numbers_label, *facts_label, *reason_label, *picture_label;
  GtkWidget *waiting_box, *aside_box;
  BsrCaseChoice *choice;
  GtkSearchEntry *search_entry;
  GtkButton *link_button;
  GtkEditable *reason_entry, *back_entry;
  GtkWidget *aside_button, *back_button;
  GtkLabel *refusal_label;

  BsrTrayModel *model;
  BsrArrivalItem *item; /* (nullable) */
  GSignalGroup *item_signals;
  GCancellable *offering, *searching; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (BsrArrivalDetail, bsr_arrival_detail, GTK_TYPE_WIDGET)

/* --- what can be done --- */

static void
update (BsrArrivalDetail *self)
{
  g_auto (GStrv) chosen = bsr_case_choice_chosen (self->choice);
  guint n = g_strv_length (chosen);
  g_autofree char *label = bsr_tray_words_link (n);
  g_autofree char *aside = bsr_form_written (self->reason_entry);
  g_autofree char *back = bsr_form_written (self->back_entry);
  gboolean idle = self->item != NULL && !bsr_tray_model_acting (self->model);
  gtk_button_set_label (self->link_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->link_button), idle && n > 0);
  gtk_widget_set_sensitive (self->aside_button, idle && *aside != '\0');
  gtk_widget_set_sensitive (self->back_button, idle && *back != '\0');
}

static void
choice_changed_cb (BsrArrivalDetail *self)
{
  bsr_form_refuse (self->refusal_label, NULL);
  if (self->model != NULL)
    update (self);
}

static void
link_cb (BsrArrivalDetail *self)
{
  g_auto (GStrv) chosen = bsr_case_choice_chosen (self->choice);
  if (self->item != NULL && *chosen != NULL)
    bsr_tray_model_link (self->model, bsr_arrival_item_arrival (self->item)->id,
                         (const char *const *) chosen);
  update (self);
}

static void
aside_cb (BsrArrivalDetail *self)
{
  g_autofree char *reason = bsr_form_written (self->reason_entry);
  if (self->item != NULL && *reason != '\0')
    bsr_tray_model_set_aside (self->model, bsr_arrival_item_arrival (self->item)->id, reason);
  update (self);
}

static void
back_cb (BsrArrivalDetail *self)
{
  g_autofree char *reason = bsr_form_written (self->back_entry);
  if (self->item != NULL && *reason != '\0')
    bsr_tray_model_take_back (self->model, bsr_arrival_item_arrival (self->item)->id, reason);
  update (self);
}

/* --- cases --- */

static void
renew (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
  *cancellable = g_cancellable_new ();
}

static void
offered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsrArrivalDetail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) offered = bsr_station_tray_cases_finish (result, &error);
  if (self->offering != g_task_get_cancellable (G_TASK (result)))
    return;
  if (offered != NULL)
    bsr_case_choice_offer (self->choice, offered);
  else
    bsr_form_refuse (self->refusal_label, error->message);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsrArrivalDetail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = bsr_station_tray_cases_finish (result, &error);
  if (self->searching != g_task_get_cancellable (G_TASK (result)))
    return;
  if (found != NULL)
    bsr_case_choice_show_found (self->choice, found);
  else
    bsr_form_refuse (self->refusal_label, error->message);
}

static void
search_cb (BsrArrivalDetail *self)
{
  g_autofree char *text = bsr_form_written (GTK_EDITABLE (self->search_entry));
  if (self->model == NULL)
    return;
  renew (&self->searching);
  if (*text == '\0')
    bsr_case_choice_show_found (self->choice, NULL);
  else
    bsr_station_tray_cases_async (bsr_tray_model_store (self->model), NULL, text, self->searching,
                                  found_cb, g_object_ref (self));
}

static void
offer (BsrArrivalDetail *self, const BsrArrival *arrival)
{
  renew (&self->offering);
  renew (&self->searching);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  bsr_case_choice_offer (self->choice, NULL);
  if (arrival != NULL && arrival->standing == BSR_ARRIVAL_WAITING)
    bsr_station_tray_cases_async (bsr_tray_model_store (self->model),
                                  (const char *const *) arrival->containers, NULL, self->offering,
                                  offered_cb, g_object_ref (self));
}

/* --- what is known --- */

static void
show_picture (BsrArrivalDetail *self)
{
  GdkTexture *texture = bsr_arrival_item_picture (self->item);
  const char *problem = bsr_arrival_item_problem (self->item);
  g_autofree char *sentence
      = problem != NULL ? g_strdup_printf (_ ("The scan cannot be shown: %s."), problem) : NULL;
  gtk_picture_set_paintable (self->picture, texture != NULL ? GDK_PAINTABLE (texture) : NULL);
  gtk_label_set_label (self->picture_label,
                       sentence != NULL ? sentence : _ ("Reading the scan…"));
  gtk_widget_set_visible (GTK_WIDGET (self->picture_label), texture == NULL);
}

static void
show_words (BsrArrivalDetail *self)
{
  const BsrArrival *arrival = bsr_arrival_item_arrival (self->item);
  g_autofree char *numbers = bsr_tray_words_numbers (arrival);
  g_autofree char *facts = bsr_tray_words_facts (arrival);
  g_autofree char *reason = bsr_tray_words_reason (arrival);
  gtk_label_set_label (self->numbers_label, numbers);
  gtk_label_set_label (self->facts_label, facts);
  gtk_label_set_label (self->reason_label, reason);
  gtk_picture_set_alternative_text (self->picture, numbers);
  gtk_widget_set_visible (self->waiting_box, arrival->standing == BSR_ARRIVAL_WAITING);
  gtk_widget_set_visible (self->aside_box, arrival->standing == BSR_ARRIVAL_SET_ASIDE);
}

void
bsr_arrival_detail_show (BsrArrivalDetail *self, BsrArrivalItem *item)
{
  g_return_if_fail (BSR_IS_ARRIVAL_DETAIL (self) && self->model != NULL);
  if (self->item == item)
    {
      update (self);
      return;
    }
  g_set_object (&self->item, item);
  g_signal_group_set_target (self->item_signals, item);
  gtk_widget_set_visible (GTK_WIDGET (self), item != NULL);
  gtk_editable_set_text (self->reason_entry, "");
  gtk_editable_set_text (self->back_entry, "");
  bsr_form_refuse (self->refusal_label, NULL);
  offer (self, item != NULL ? bsr_arrival_item_arrival (item) : NULL);
  if (item != NULL)
    {
      show_words (self);
      show_picture (self);
    }
  update (self);
}

void
bsr_arrival_detail_focus (BsrArrivalDetail *self)
{
  g_return_if_fail (BSR_IS_ARRIVAL_DETAIL (self));
  gboolean waits = gtk_widget_get_visible (self->waiting_box);
  if (!waits)
    gtk_widget_grab_focus (GTK_WIDGET (self->back_entry));
  else if (!gtk_widget_child_focus (GTK_WIDGET (self->choice), GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* --- the object --- */

void
bsr_arrival_detail_set_model (BsrArrivalDetail *self, BsrTrayModel *model)
{
  g_return_if_fail (BSR_IS_ARRIVAL_DETAIL (self) && self->model == NULL);
  self->model = g_object_ref (model);
  update (self);
}

static void
bsr_arrival_detail_dispose (GObject *object)
{
  BsrArrivalDetail *self = BSR_ARRIVAL_DETAIL (object);
  GtkWidget *child;
  g_cancellable_cancel (self->offering);
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->offering);
  g_clear_object (&self->searching);
  g_clear_object (&self->item_signals);
  g_clear_object (&self->item);
  g_clear_object (&self->model);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (bsr_arrival_detail_parent_class)->dispose (object);
}

static void
bsr_arrival_detail_class_init (BsrArrivalDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_arrival_detail_dispose;
  g_type_ensure (BSR_TYPE_CASE_CHOICE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/basira/Basira/intake/bsr-arrival-detail.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, BsrArrivalDetail, child)
  BIND (picture);
  BIND (numbers_label);
  BIND (facts_label);
  BIND (reason_label);
  BIND (picture_label);
  BIND (waiting_box);
  BIND (aside_box);
  BIND (choice);
  BIND (search_entry);
  BIND (link_button);
  BIND (reason_entry);
  BIND (back_entry);
  BIND (aside_button);
  BIND (back_button);
  BIND (refusal_label);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
  gtk_widget_class_bind_template_callback (widget_class, aside_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
bsr_arrival_detail_init (BsrArrivalDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->item_signals = g_signal_group_new (BSR_TYPE_ARRIVAL_ITEM);
  g_signal_group_connect_swapped (self->item_signals, "notify::picture", G_CALLBACK (show_picture),
                                  self);
  g_signal_group_connect_swapped (self->item_signals, "notify::problem", G_CALLBACK (show_picture),
                                  self);
  g_signal_group_connect_swapped (self->item_signals, "changed", G_CALLBACK (show_words), self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

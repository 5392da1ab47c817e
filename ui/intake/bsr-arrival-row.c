#include "bsr-arrival-row.h"

#include "bsr-tray-words.h"

struct _BsrArrivalRow
{
  GtkWidget parent;
  GtkPicture *picture;
  GtkLabel *numbers_label, *when_label, *name_label, *reason_label;
  GSignalGroup *item_signals;
};

G_DEFINE_FINAL_TYPE (BsrArrivalRow, bsr_arrival_row, GTK_TYPE_WIDGET)

static void
show_picture (BsrArrivalRow *self, GParamSpec *pspec, BsrArrivalItem *item)
{
  const char *problem = bsr_arrival_item_problem (item);
  GdkTexture *texture = bsr_arrival_item_picture (item);
  gtk_picture_set_paintable (self->picture, texture != NULL ? GDK_PAINTABLE (texture) : NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->picture), problem);
}

static void
show_words (BsrArrivalRow *self, BsrArrivalItem *item)
{
  const BsrArrival *arrival = bsr_arrival_item_arrival (item);
  g_autofree char *numbers = bsr_tray_words_numbers (arrival);
  g_autofree char *when = bsr_tray_words_when (arrival);
  gtk_label_set_label (self->numbers_label, numbers);
  gtk_label_set_label (self->when_label, when);
  gtk_label_set_label (self->name_label, arrival->scan->name);
  gtk_label_set_label (self->reason_label, arrival->reason);
}

void
bsr_arrival_row_bind (BsrArrivalRow *self, BsrArrivalItem *item)
{
  g_return_if_fail (BSR_IS_ARRIVAL_ROW (self));
  g_signal_group_set_target (self->item_signals, item);
  if (item == NULL)
    return;
  show_words (self, item);
  show_picture (self, NULL, item);
}

static void
bsr_arrival_row_dispose (GObject *object)
{
  BsrArrivalRow *self = BSR_ARRIVAL_ROW (object);
  GtkWidget *child;
  g_clear_object (&self->item_signals);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (bsr_arrival_row_parent_class)->dispose (object);
}

static void
bsr_arrival_row_class_init (BsrArrivalRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_arrival_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/intake/bsr-arrival-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrArrivalRow, picture);
  gtk_widget_class_bind_template_child (widget_class, BsrArrivalRow, numbers_label);
  gtk_widget_class_bind_template_child (widget_class, BsrArrivalRow, when_label);
  gtk_widget_class_bind_template_child (widget_class, BsrArrivalRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, BsrArrivalRow, reason_label);
}

static void
bsr_arrival_row_init (BsrArrivalRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->item_signals = g_signal_group_new (BSR_TYPE_ARRIVAL_ITEM);
  g_signal_group_connect_swapped (self->item_signals, "notify::picture", G_CALLBACK (show_picture),
                                  self);
  g_signal_group_connect_swapped (self->item_signals, "changed", G_CALLBACK (show_words), self);
}

GtkWidget *
bsr_arrival_row_new (void)
{
  return g_object_new (BSR_TYPE_ARRIVAL_ROW, NULL);
}

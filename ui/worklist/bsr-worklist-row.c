#include "bsr-worklist-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-vocabulary.h"

struct _BsrWorklistRow
{
  GtkWidget parent;
  GtkWidget *priority_bar, *caveat_image;
  GtkLabel *container_label, *state_label, *goods_label;
  GtkLabel *priority_label, *cut_off_label, *risk_label;
  GtkWidget *holder_box;
  GtkLabel *holder_label;
};

G_DEFINE_FINAL_TYPE (BsrWorklistRow, bsr_worklist_row, GTK_TYPE_WIDGET)

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, BsrWorklistRow *self)
{
  if (n_press == 1 && gtk_widget_contains (GTK_WIDGET (self), x, y))
    g_signal_emit_by_name (self, "open");
}

static void
bsr_worklist_row_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (bsr_worklist_row_parent_class)->dispose (object);
}

static void
bsr_worklist_row_class_init (BsrWorklistRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_worklist_row_dispose;
  g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/basira/Basira/worklist/bsr-worklist-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistRow, priority_bar);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistRow, caveat_image);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistRow, container_label);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistRow, goods_label);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistRow, priority_label);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistRow, cut_off_label);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistRow, risk_label);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistRow, holder_box);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistRow, holder_label);
}

static void
bsr_worklist_row_init (BsrWorklistRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  GtkGesture *click = gtk_gesture_click_new ();
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
bsr_worklist_row_new (void)
{
  return g_object_new (BSR_TYPE_WORKLIST_ROW, NULL);
}

static void
bind_priority (BsrWorklistRow *self, BsrPriority priority)
{
  GtkWidget *widgets[] = { self->priority_bar, GTK_WIDGET (self->priority_label) };
  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    {
      gtk_widget_remove_css_class (widgets[i], "urgent");
      gtk_widget_remove_css_class (widgets[i], "high");
      if (priority == BSR_PRIORITY_URGENT)
        gtk_widget_add_css_class (widgets[i], "urgent");
      else if (priority == BSR_PRIORITY_HIGH)
        gtk_widget_add_css_class (widgets[i], "high");
    }
  gtk_label_set_label (self->priority_label, bsr_vocabulary_priority (priority));
}

static void
bind_cut_off (BsrWorklistRow *self, const BsrCaseSummary *summary, GDateTime *now)
{
  g_autofree char *text =
      summary->cut_off != NULL ? bsr_vocabulary_cut_off (summary->cut_off, now) : NULL;
  gtk_label_set_label (self->cut_off_label, text != NULL ? text : "");
}

void
bsr_worklist_row_bind (BsrWorklistRow *self, BsrWorklistItem *item, GDateTime *now)
{
  g_return_if_fail (BSR_IS_WORKLIST_ROW (self));
  if (item == NULL)
    return;
  const BsrCaseSummary *summary = bsr_worklist_item_summary (item);
  gtk_label_set_label (self->container_label, summary->container);
  BsrCaseState state
      = bsr_case_state_at_work (summary->state, summary->queued, summary->holder != NULL);
  gtk_label_set_label (self->state_label, bsr_vocabulary_state (state));
  const char *chip[] = { "chip", bsr_vocabulary_state_style (state), NULL };
  gtk_widget_set_css_classes (GTK_WIDGET (self->state_label), chip);
  gtk_label_set_label (self->goods_label,
                       summary->goods[0] != '\0' ? summary->goods : _ ("No goods declared"));
  bind_priority (self, summary->priority);
  bind_cut_off (self, summary, now);

  /* Translators: risk from targeting, 0 to 1. */
  g_autofree char *risk =
      isnan (summary->risk) ? g_strdup ("") : g_strdup_printf (_ ("Risk %.2f"), summary->risk);
  gtk_label_set_label (self->risk_label, risk);
  gtk_widget_set_visible (self->holder_box, summary->holder != NULL);
  gtk_label_set_label (self->holder_label, summary->holder != NULL ? summary->holder : "");
  gtk_widget_set_visible (self->caveat_image, summary->n_caveats > 0);
  if (bsr_worklist_item_is_done (item))
    gtk_widget_add_css_class (GTK_WIDGET (self), "closed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "closed");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), summary->id);
}

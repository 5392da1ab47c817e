#include "bsr-check-group.h"

#include "bsr-hint.h"

struct _BsrCheckGroup
{
  GtkWidget parent;
  GtkWidget *heading_button, *no_checks_label;
  GtkLabel *title_label, *facts_label;
  GtkListBox *list_box;

  BsrSession *session;
  BsrBox box;
};

G_DEFINE_FINAL_TYPE (BsrCheckGroup, bsr_check_group, GTK_TYPE_WIDGET)

static void
heading_clicked_cb (BsrCheckGroup *self, GtkButton *button)
{
  if (!bsr_box_is_empty (self->box))
    bsr_session_reveal (self->session, self->box);
}

static void
row_selected_cb (BsrCheckGroup *self, GtkListBoxRow *row, GtkListBox *list_box)
{
  if (row == NULL)
    return;
  g_signal_emit_by_name (self, "selected");
  BsrBox box = bsr_check_row_box (BSR_CHECK_ROW (row));
  if (!bsr_box_is_empty (box))
    bsr_session_reveal (self->session, box);
}

static void
bsr_check_group_dispose (GObject *object)
{
  BsrCheckGroup *self = BSR_CHECK_GROUP (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bsr_check_group_parent_class)->dispose (object);
}

static void
bsr_check_group_class_init (BsrCheckGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_check_group_dispose;
  g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/inspector/bsr-check-group.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrCheckGroup, heading_button);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckGroup, no_checks_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckGroup, title_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckGroup, facts_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckGroup, list_box);
  gtk_widget_class_bind_template_callback (widget_class, heading_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
bsr_check_group_init (BsrCheckGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_row (BsrCheckGroup *self, BsrCheckRow *row)
{
  BsrBox box = bsr_check_row_box (row);
  self->box = bsr_box_union (self->box, box);
  bsr_hint_attach (GTK_WIDGET (row), self->session, box);
  gtk_list_box_append (self->list_box, GTK_WIDGET (row));
}

GtkWidget *
bsr_check_group_new (BsrSession *session, const char *title, const char *facts, GPtrArray *rows)
{
  static const BsrVerdict order[] = { BSR_VERDICT_MISMATCH, BSR_VERDICT_INCONCLUSIVE,
                                      BSR_VERDICT_CONSISTENT };
  g_return_val_if_fail (BSR_IS_SESSION (session) && title != NULL && rows != NULL, NULL);

  BsrCheckGroup *self = g_object_new (BSR_TYPE_CHECK_GROUP, NULL);
  self->session = g_object_ref (session);
  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->facts_label, facts != NULL ? facts : "");
  gtk_widget_set_visible (GTK_WIDGET (self->facts_label), facts != NULL);
  for (guint v = 0; v < G_N_ELEMENTS (order); v++)
    for (guint i = 0; i < rows->len; i++)
      if (bsr_check_row_verdict (rows->pdata[i]) == order[v])
        add_row (self, rows->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->list_box), rows->len > 0);
  gtk_widget_set_visible (self->no_checks_label, rows->len == 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  g_autofree char *words = facts != NULL ? g_strdup_printf ("%s, %s", title, facts) : NULL;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->heading_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words != NULL ? words : title, -1);
  gboolean is_somewhere = !bsr_box_is_empty (self->box);
  gtk_widget_set_can_target (self->heading_button, is_somewhere);
  gtk_widget_set_focusable (self->heading_button, is_somewhere);
  bsr_hint_attach (self->heading_button, session, self->box);
  return GTK_WIDGET (self);
}

BsrCheckRow *
bsr_check_group_row (BsrCheckGroup *self, int index)
{
  g_return_val_if_fail (BSR_IS_CHECK_GROUP (self), NULL);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list_box, index);
  return row != NULL ? BSR_CHECK_ROW (row) : NULL;
}

BsrBox
bsr_check_group_box (BsrCheckGroup *self)
{
  g_return_val_if_fail (BSR_IS_CHECK_GROUP (self), (BsrBox){ 0 });
  return self->box;
}

void
bsr_check_group_unselect (BsrCheckGroup *self)
{
  g_return_if_fail (BSR_IS_CHECK_GROUP (self));
  gtk_list_box_unselect_all (self->list_box);
}

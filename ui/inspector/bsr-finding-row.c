#include "bsr-finding-row.h"

#include "bsr-right-guard.h"
#include "bsr-vocabulary.h"

struct _BsrFindingRow
{
  GtkListBoxRow parent;
  GtkLabel *id_label, *score_label, *reason_label, *material_label;
  GtkLevelBar *score_bar;
  GtkToggleButton *confirmed_button, *explained_button;

  int id;
  double score;
  BsrFindingWeight weight;
  gboolean setting; /* the toggles are being set, not pressed */
};

G_DEFINE_FINAL_TYPE (BsrFindingRow, bsr_finding_row, GTK_TYPE_LIST_BOX_ROW)

static void
toggled_cb (BsrFindingRow *self, GtkToggleButton *button)
{
  if (self->setting)
    return;
  BsrFindingWeight weight = BSR_WEIGHT_OPEN;
  if (gtk_toggle_button_get_active (button))
    weight = button == self->confirmed_button ? BSR_WEIGHT_CONFIRMED : BSR_WEIGHT_EXPLAINED;
  bsr_finding_row_set_weight (self, weight);
  g_signal_emit_by_name (self, "weighed", (int) weight);
}

static void
bsr_finding_row_class_init (BsrFindingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  g_signal_new ("weighed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/inspector/bsr-finding-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrFindingRow, id_label);
  gtk_widget_class_bind_template_child (widget_class, BsrFindingRow, score_label);
  gtk_widget_class_bind_template_child (widget_class, BsrFindingRow, reason_label);
  gtk_widget_class_bind_template_child (widget_class, BsrFindingRow, material_label);
  gtk_widget_class_bind_template_child (widget_class, BsrFindingRow, score_bar);
  gtk_widget_class_bind_template_child (widget_class, BsrFindingRow, confirmed_button);
  gtk_widget_class_bind_template_child (widget_class, BsrFindingRow, explained_button);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
bsr_finding_row_init (BsrFindingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* One offset instead of GTK's low, high and full: the alarm line. */
  gtk_level_bar_remove_offset_value (self->score_bar, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->score_bar, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (self->score_bar, GTK_LEVEL_BAR_OFFSET_FULL);
}

GtkWidget *
bsr_finding_row_new (BsrAnalysis *analysis, int index)
{
  g_return_val_if_fail (analysis != NULL, NULL);
  BsrFindingRow *self = g_object_new (BSR_TYPE_FINDING_ROW, NULL);
  const BsrFinding *finding = bsr_analysis_finding (analysis, index);
  self->id = bsr_analysis_finding_id (analysis, index);
  self->score = finding->score;

  g_autofree char *id = g_strdup_printf ("%d", self->id);
  g_autofree char *score = g_strdup_printf ("%.2f", finding->score);
  gtk_label_set_label (self->id_label, id);
  gtk_label_set_label (self->score_label, score);
  gtk_label_set_label (self->reason_label, bsr_analysis_finding_reason (analysis, index));
  gtk_label_set_label (self->material_label, bsr_vocabulary_material (finding->material));
  gtk_level_bar_set_value (self->score_bar, finding->score);
  gtk_widget_add_css_class (GTK_WIDGET (self), bsr_finding_row_is_alarm (self) ? "alarm" : "minor");
  return GTK_WIDGET (self);
}

int
bsr_finding_row_id (BsrFindingRow *self)
{
  g_return_val_if_fail (BSR_IS_FINDING_ROW (self), 0);
  return self->id;
}

gboolean
bsr_finding_row_is_alarm (BsrFindingRow *self)
{
  g_return_val_if_fail (BSR_IS_FINDING_ROW (self), FALSE);
  return self->score >= BSR_SCORE_ALARM;
}

BsrFindingWeight
bsr_finding_row_weight (BsrFindingRow *self)
{
  g_return_val_if_fail (BSR_IS_FINDING_ROW (self), BSR_WEIGHT_OPEN);
  return self->weight;
}

void
bsr_finding_row_set_weight (BsrFindingRow *self, BsrFindingWeight weight)
{
  g_return_if_fail (BSR_IS_FINDING_ROW (self));
  self->weight = weight;
  self->setting = TRUE;
  gtk_toggle_button_set_active (self->confirmed_button, weight == BSR_WEIGHT_CONFIRMED);
  gtk_toggle_button_set_active (self->explained_button, weight == BSR_WEIGHT_EXPLAINED);
  self->setting = FALSE;
  if (weight == BSR_WEIGHT_EXPLAINED)
    gtk_widget_add_css_class (GTK_WIDGET (self), "explained");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "explained");
}

void
bsr_finding_row_guard (BsrFindingRow *self, BsrDossier *dossier)
{
  g_return_if_fail (BSR_IS_FINDING_ROW (self));
  bsr_right_guard (GTK_WIDGET (self->confirmed_button), dossier, BSR_RIGHT_MARK);
  bsr_right_guard (GTK_WIDGET (self->explained_button), dossier, BSR_RIGHT_MARK);
}

#include "bsr-outcome-form.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-examination-details.h"
#include "bsr-form.h"
#include "bsr-vocabulary.h"

struct _BsrOutcomeForm
{
  GtkWidget parent;
  GtkDropDown *result_drop_down, *extent_drop_down;
  GtkEditable *found_entry, *quantity_entry;
  BsrExaminationDetails *details;
  GtkLabel *refusal_label;
  GtkWidget *record_button;
  char *officer;
};

G_DEFINE_FINAL_TYPE (BsrOutcomeForm, bsr_outcome_form, GTK_TYPE_WIDGET)

gboolean
bsr_outcome_form_parse_quantity (const char *text, double *kg)
{
  g_return_val_if_fail (text != NULL && kg != NULL, FALSE);
  g_autofree char *number = g_strdelimit (g_strstrip (g_strdup (text)), ",", '.');
  *kg = NAN;
  if (*number == '\0')
    return TRUE;
  for (const char *c = number; *c != '\0'; c++)
    if (!g_ascii_isdigit (*c) && *c != '.')
      return FALSE;
  char *end;
  double value = g_ascii_strtod (number, &end);
  if (*end != '\0' || end == number)
    return FALSE;
  *kg = value;
  return TRUE;
}

/* The mass of all that was seized; NAN where some of it is not a mass, or nothing was. */
static double
seized_kg (const BsrPhysicalExamination *examination)
{
  double kg = 0.0;
  if (examination->seizures->len == 0)
    return NAN;
  for (guint i = 0; i < examination->seizures->len; i++)
    kg += bsr_seizure_kg (examination->seizures->pdata[i]);
  return kg;
}

/* What the form says; %NULL while it is not complete, with @error only where something in it is wrong.
 * The first line of each list asks for a choice and is none. */
static BsrOutcome *
outcome_of (BsrOutcomeForm *self, GError **error)
{
  g_autoptr (BsrPhysicalExamination) examination
      = bsr_examination_details_read (self->details, error);
  if (examination == NULL)
    return NULL;
  guint result = gtk_drop_down_get_selected (self->result_drop_down);
  guint extent = gtk_drop_down_get_selected (self->extent_drop_down);
  g_autofree char *found = bsr_form_written (self->found_entry);
  double quantity_kg;
  if (result == 0 || result == GTK_INVALID_LIST_POSITION || extent == 0 ||
      extent == GTK_INVALID_LIST_POSITION ||
      !bsr_outcome_form_parse_quantity (gtk_editable_get_text (self->quantity_entry), &quantity_kg))
    return NULL;
  if (*found == '\0' && result - 1 != BSR_OUTCOME_CONFORMING)
    return NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  BsrOutcome *outcome = bsr_outcome_new (
      result - 1, extent - 1, found, isnan (quantity_kg) ? seized_kg (examination) : quantity_kg,
      self->officer != NULL ? self->officer : "", now);
  if (!bsr_physical_examination_is_blank (examination))
    bsr_outcome_set_examination (outcome, examination);
  return outcome;
}

static void
update (BsrOutcomeForm *self)
{
  double kg;
  g_autoptr (GError) problem = NULL;
  g_autoptr (BsrOutcome) outcome = outcome_of (self, &problem);
  gboolean is_mass
      = bsr_outcome_form_parse_quantity (gtk_editable_get_text (self->quantity_entry), &kg);
  const char *wrong = problem != NULL ? problem->message
                      : is_mass       ? NULL
                                      : _ ("the quantity is a mass in kg, such as 12.5");
  bsr_form_refuse (self->refusal_label, wrong);
  gtk_widget_set_sensitive (self->record_button, outcome != NULL);
  if (is_mass)
    gtk_widget_remove_css_class (GTK_WIDGET (self->quantity_entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->quantity_entry), "error");
}

static void
details_changed_cb (BsrOutcomeForm *self, BsrExaminationDetails *details)
{
  update (self);
}

static void
selected_cb (BsrOutcomeForm *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  update (self);
}

static void
changed_cb (BsrOutcomeForm *self, GtkEntry *entry)
{
  update (self);
}

static void
activate_cb (BsrOutcomeForm *self, GtkEntry *entry)
{
  bsr_outcome_form_submit (self);
}

static void
record_clicked_cb (BsrOutcomeForm *self, GtkButton *button)
{
  bsr_outcome_form_submit (self);
}

static gboolean
bsr_outcome_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BSR_OUTCOME_FORM (widget)->result_drop_down));
}

static void
bsr_outcome_form_dispose (GObject *object)
{
  BsrOutcomeForm *self = BSR_OUTCOME_FORM (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->officer, g_free);
  G_OBJECT_CLASS (bsr_outcome_form_parent_class)->dispose (object);
}

static void
bsr_outcome_form_class_init (BsrOutcomeFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_outcome_form_dispose;
  widget_class->grab_focus = bsr_outcome_form_grab_focus;
  g_type_ensure (BSR_TYPE_EXAMINATION_DETAILS);
  g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/decision/bsr-outcome-form.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrOutcomeForm, result_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BsrOutcomeForm, extent_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BsrOutcomeForm, found_entry);
  gtk_widget_class_bind_template_child (widget_class, BsrOutcomeForm, quantity_entry);
  gtk_widget_class_bind_template_child (widget_class, BsrOutcomeForm, details);
  gtk_widget_class_bind_template_child (widget_class, BsrOutcomeForm, refusal_label);
  gtk_widget_class_bind_template_child (widget_class, BsrOutcomeForm, record_button);
  gtk_widget_class_bind_template_callback (widget_class, details_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_clicked_cb);
}

static void
bsr_outcome_form_init (BsrOutcomeForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_autoptr (GtkStringList) results = gtk_string_list_new (NULL);
  gtk_string_list_append (results, _ ("Result…"));
  for (int i = BSR_OUTCOME_CONFORMING; i <= BSR_OUTCOME_INCONCLUSIVE; i++)
    gtk_string_list_append (results, bsr_vocabulary_outcome (i));
  gtk_drop_down_set_model (self->result_drop_down, G_LIST_MODEL (results));
  g_autoptr (GtkStringList) extents = gtk_string_list_new (NULL);
  gtk_string_list_append (extents, _ ("Extent…"));
  for (int i = BSR_EXTENT_DOOR; i <= BSR_EXTENT_FULL; i++)
    gtk_string_list_append (extents, bsr_vocabulary_extent (i));
  gtk_drop_down_set_model (self->extent_drop_down, G_LIST_MODEL (extents));
}

void
bsr_outcome_form_set_officer (BsrOutcomeForm *self, const char *officer)
{
  g_return_if_fail (BSR_IS_OUTCOME_FORM (self));
  g_free (self->officer);
  self->officer = g_strdup (officer);
  bsr_examination_details_set_officer (self->details, officer);
}

void
bsr_outcome_form_set_declared_seals (BsrOutcomeForm *self, const char *const *numbers)
{
  g_return_if_fail (BSR_IS_OUTCOME_FORM (self));
  bsr_examination_details_set_declared_seals (self->details, numbers);
}

GtkWidget *
bsr_outcome_form_new (void)
{
  return g_object_new (BSR_TYPE_OUTCOME_FORM, NULL);
}

gboolean
bsr_outcome_form_is_blank (BsrOutcomeForm *self)
{
  g_return_val_if_fail (BSR_IS_OUTCOME_FORM (self), TRUE);
  return gtk_drop_down_get_selected (self->result_drop_down) == 0
         && gtk_drop_down_get_selected (self->extent_drop_down) == 0
         && *gtk_editable_get_text (self->found_entry) == '\0'
         && *gtk_editable_get_text (self->quantity_entry) == '\0'
         && bsr_examination_details_is_blank (self->details);
}

void
bsr_outcome_form_clear (BsrOutcomeForm *self)
{
  g_return_if_fail (BSR_IS_OUTCOME_FORM (self));
  gtk_drop_down_set_selected (self->result_drop_down, 0);
  gtk_drop_down_set_selected (self->extent_drop_down, 0);
  gtk_editable_set_text (self->found_entry, "");
  gtk_editable_set_text (self->quantity_entry, "");
  bsr_examination_details_clear (self->details);
}

void
bsr_outcome_form_fill (BsrOutcomeForm *self, BsrOutcomeResult result, BsrExaminationExtent extent,
                       const char *found, const char *quantity)
{
  g_return_if_fail (BSR_IS_OUTCOME_FORM (self));
  gtk_drop_down_set_selected (self->result_drop_down, result + 1);
  gtk_drop_down_set_selected (self->extent_drop_down, extent + 1);
  gtk_editable_set_text (self->found_entry, found);
  gtk_editable_set_text (self->quantity_entry, quantity);
}

gboolean
bsr_outcome_form_is_complete (BsrOutcomeForm *self)
{
  g_return_val_if_fail (BSR_IS_OUTCOME_FORM (self), FALSE);
  g_autoptr (BsrOutcome) outcome = outcome_of (self, NULL);
  return outcome != NULL;
}

void
bsr_outcome_form_submit (BsrOutcomeForm *self)
{
  g_return_if_fail (BSR_IS_OUTCOME_FORM (self));
  g_autoptr (BsrOutcome) outcome = outcome_of (self, NULL);
  if (outcome != NULL)
    g_signal_emit_by_name (self, "found", outcome);
}

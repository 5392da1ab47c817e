#include "bsr-check-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-vocabulary.h"

struct _BsrCheckRow
{
  GtkListBoxRow parent;
  GtkImage *verdict_image;
  GtkLabel *name_label, *verdict_label, *declared_label, *observed_label, *reason_label;
  BsrBox box;
};

G_DEFINE_FINAL_TYPE (BsrCheckRow, bsr_check_row, GTK_TYPE_LIST_BOX_ROW)

static void
bsr_check_row_class_init (BsrCheckRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/inspector/bsr-check-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, verdict_image);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, declared_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, observed_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCheckRow, reason_label);
}

static void
bsr_check_row_init (BsrCheckRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The document's words for a fact, translated; what is no such word (a number, a name) as it is. */
static char *
fact (const char *text)
{
  if (g_str_equal (text, "empty"))
    return g_strdup (C_ ("container", "empty"));
  if (g_str_equal (text, "loaded"))
    return g_strdup (C_ ("container", "loaded"));
  return g_strdup (text);
}

/* A number with its unit, with as many decimals as its unit needs. */
static char *
quantity (double value, const char *unit)
{
  if (g_strcmp0 (unit, "kg") == 0)
    return bsr_vocabulary_mass (round (value));
  /* Shares and scores lie within 0 to 1, where whole numbers would say nothing. */
  const char *space = unit != NULL && *unit != '\0' ? " " : "";
  if (fabs (value) < 10.0 && fabs (value - round (value)) > 0.005)
    return g_strdup_printf ("%.2f%s%s", value, space, unit != NULL ? unit : "");
  return g_strdup_printf ("%.0f%s%s", value, space, unit != NULL ? unit : "");
}

char *
bsr_check_row_declared_text (const BsrCheckResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);
  if (result->declared_text != NULL)
    return fact (result->declared_text);
  return isnan (result->declared) ? g_strdup ("–") : quantity (result->declared, result->unit);
}

char *
bsr_check_row_observed_text (const BsrCheckResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);
  if (result->observed_text != NULL)
    return fact (result->observed_text);
  if (isinf (result->observed_high) && !isnan (result->observed_low))
    {
      g_autofree char *low = quantity (result->observed_low, result->unit);
      /* Translators: a quantity of which only the lower bound is known. */
      return g_strdup_printf (_ ("at least %s"), low);
    }
  if (isnan (result->observed))
    return g_strdup ("–");
  g_autofree char *observed = quantity (result->observed, result->unit);
  if (isnan (result->observed_low) || isnan (result->observed_high))
    return g_steal_pointer (&observed);
  g_autofree char *low = quantity (result->observed_low, NULL);
  g_autofree char *high = quantity (result->observed_high, NULL);
  /* Translators: a measured quantity and its interval: "18200 kg (16900 to 19500)". */
  return g_strdup_printf (_ ("%s (%s to %s)"), observed, low, high);
}

GtkWidget *
bsr_check_row_new (const BsrCheckResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);
  BsrCheckRow *self = g_object_new (BSR_TYPE_CHECK_ROW, NULL);
  self->box = result->box;
  g_autofree char *declared = bsr_check_row_declared_text (result);
  g_autofree char *observed = bsr_check_row_observed_text (result);
  gtk_image_set_from_icon_name (self->verdict_image, bsr_vocabulary_verdict_icon (result->verdict));
  gtk_label_set_label (self->name_label, bsr_vocabulary_check (result->check));
  gtk_label_set_label (self->verdict_label, bsr_vocabulary_verdict (result->verdict));
  gtk_label_set_label (self->declared_label, declared);
  gtk_label_set_label (self->observed_label, observed);
  gtk_label_set_label (self->reason_label, result->reason);
  gtk_widget_add_css_class (GTK_WIDGET (self), bsr_vocabulary_verdict_style (result->verdict));
  return GTK_WIDGET (self);
}

BsrBox
bsr_check_row_box (BsrCheckRow *self)
{
  g_return_val_if_fail (BSR_IS_CHECK_ROW (self), (BsrBox){ 0 });
  return self->box;
}

#include "bsr-consignment-line.h"

#include <glib/gi18n.h>

#include "bsr-check-words.h"

struct _BsrConsignmentLine
{
  GtkWidget parent;
  GtkLabel *label;
  GCancellable *cancellable; /* (nullable): of what is being asked */
};

G_DEFINE_FINAL_TYPE (BsrConsignmentLine, bsr_consignment_line, GTK_TYPE_WIDGET)

/* The value in its unit. */
static char *
quantity (double value, BsrConsignmentMeasure measure)
{
  switch (measure)
    {
    case BSR_CONSIGNMENT_MASS:
      return bsr_check_words_quantity (value, "kg");
    case BSR_CONSIGNMENT_MASS_THICKNESS:
      return bsr_check_words_quantity (value, "g/cm2");
    case BSR_CONSIGNMENT_FILL_HEIGHT:
      /* Translators: a share. */
      return g_strdup_printf (_ ("%.0f %%"), 100.0 * value);
    case BSR_CONSIGNMENT_MATERIAL:
    case BSR_CONSIGNMENT_N_MEASURES:
    default:
      return g_strdup_printf ("%.2f", value);
    }
}

char *
bsr_consignment_line_words (const BsrOddBox *odd)
{
  g_return_val_if_fail (odd != NULL, NULL);
  g_autofree char *value = quantity (odd->value, odd->measure);
  g_autofree char *median = quantity (odd->median, odd->measure);
  switch (odd->measure)
    {
    case BSR_CONSIGNMENT_MASS:
      /* Translators: a container's number and two masses. */
      return g_strdup_printf (_ ("%s is unlike the other boxes of its bill of lading: its load weighs "
                                 "%s, theirs about %s."),
                              odd->container, value, median);
    case BSR_CONSIGNMENT_MASS_THICKNESS:
      /* Translators: a container's number and two masses by area. */
      return g_strdup_printf (_ ("%s is unlike the other boxes of its bill of lading: the beam goes "
                                 "through %s of its load, through about %s of theirs."),
                              odd->container, value, median);
    case BSR_CONSIGNMENT_FILL_HEIGHT:
      /* Translators: a container's number and two shares of the height. */
      return g_strdup_printf (_ ("%s is unlike the other boxes of its bill of lading: it is filled to "
                                 "%s of its height, they to about %s."),
                              odd->container, value, median);
    case BSR_CONSIGNMENT_MATERIAL:
    case BSR_CONSIGNMENT_N_MEASURES:
    default:
      /* Translators: a container's number and two numbers. */
      return g_strdup_printf (_ ("%s is unlike the other boxes of its bill of lading: where organic "
                                 "is at 0 and steel at 1, its load is at %s, theirs at about %s."),
                              odd->container, value, median);
    }
}

static void
show_odd (BsrConsignmentLine *self, const BsrOddBox *odd)
{
  g_autofree char *words = odd != NULL ? bsr_consignment_line_words (odd) : g_strdup ("");
  gtk_label_set_label (self->label, words);
  gtk_widget_set_visible (GTK_WIDGET (self), odd != NULL);
  if (odd == NULL)
    return;
  g_autofree char *compared = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d box of the consignment was compared",
                   "%d boxes of the consignment were compared", (gulong) odd->n_boxes),
      odd->n_boxes);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), compared);
}

/* What a worker's answer belongs to. */
typedef struct
{
  BsrConsignmentLine *self;
  GCancellable *cancellable;
} Question;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (BsrConsignmentLine) self = question->self;
  gboolean is_wanted = self->cancellable == question->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrOddBox) odd = bsr_station_consignment_find_odd_finish (result, &error);
  g_object_unref (question->cancellable);
  g_free (question);
  if (!is_wanted)
    return;
  g_clear_object (&self->cancellable);
  show_odd (self, odd);
  if (error == NULL)
    return;
  /* Translators: one sentence of what is wrong. */
  g_autofree char *words = g_strdup_printf (
      _ ("The boxes of the bill of lading could not be compared: %s."), error->message);
  gtk_label_set_label (self->label, words);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
forget_question (BsrConsignmentLine *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
bsr_consignment_line_show (BsrConsignmentLine *self, BsrStore *store, BsrCase *flagged,
                           BsrAnalysis *analysis)
{
  g_return_if_fail (BSR_IS_CONSIGNMENT_LINE (self));
  forget_question (self);
  show_odd (self, NULL);
  if (store == NULL || flagged == NULL || analysis == NULL)
    return;
  Question *question = g_new (Question, 1);
  self->cancellable = g_cancellable_new ();
  *question = (Question){ g_object_ref (self), g_object_ref (self->cancellable) };
  bsr_station_consignment_find_odd_async (store, flagged, analysis, self->cancellable, answered_cb,
                                          question);
}

static void
bsr_consignment_line_dispose (GObject *object)
{
  BsrConsignmentLine *self = BSR_CONSIGNMENT_LINE (object);
  GtkWidget *child;
  forget_question (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (bsr_consignment_line_parent_class)->dispose (object);
}

static void
bsr_consignment_line_class_init (BsrConsignmentLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_consignment_line_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
bsr_consignment_line_init (BsrConsignmentLine *self)
{
  GtkWidget *image = gtk_image_new_from_icon_name ("bsr-mismatch-symbolic");
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_set_parent (image, GTK_WIDGET (self));
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "consignment-line");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

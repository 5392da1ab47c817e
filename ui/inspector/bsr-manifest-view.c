#include "bsr-manifest-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-check-row.h"
#include "bsr-vocabulary.h"

struct _BsrManifestView
{
  GtkWidget parent;
  GtkListBox *checks_list, *items_list;
  GtkWidget *papers_heading;
  GtkGrid *papers_grid;
  BsrSession *session;
};

G_DEFINE_FINAL_TYPE (BsrManifestView, bsr_manifest_view, GTK_TYPE_WIDGET)

static void
check_selected_cb (BsrManifestView *self, GtkListBoxRow *row, GtkListBox *list_box)
{
  if (row == NULL || self->session == NULL)
    return;
  BsrBox box = bsr_check_row_box (BSR_CHECK_ROW (row));
  if (!bsr_box_is_empty (box))
    bsr_session_reveal (self->session, box);
}

static void
bsr_manifest_view_dispose (GObject *object)
{
  BsrManifestView *self = BSR_MANIFEST_VIEW (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bsr_manifest_view_parent_class)->dispose (object);
}

static void
bsr_manifest_view_class_init (BsrManifestViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_manifest_view_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/basira/Basira/inspector/bsr-manifest-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrManifestView, checks_list);
  gtk_widget_class_bind_template_child (widget_class, BsrManifestView, items_list);
  gtk_widget_class_bind_template_child (widget_class, BsrManifestView, papers_heading);
  gtk_widget_class_bind_template_child (widget_class, BsrManifestView, papers_grid);
  gtk_widget_class_bind_template_callback (widget_class, check_selected_cb);
}

static void
bsr_manifest_view_init (BsrManifestView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bsr_manifest_view_set_session (BsrManifestView *self, BsrSession *session)
{
  g_return_if_fail (BSR_IS_MANIFEST_VIEW (self) && self->session == NULL);
  self->session = g_object_ref (session);
}

static void
clear_list (GtkListBox *list_box)
{
  GtkListBoxRow *row;
  while ((row = gtk_list_box_get_row_at_index (list_box, 0)) != NULL)
    gtk_list_box_remove (list_box, GTK_WIDGET (row));
}

static void
show_checks (BsrManifestView *self, BsrAnalysis *analysis)
{
  static const BsrVerdict order[] = { BSR_VERDICT_MISMATCH, BSR_VERDICT_INCONCLUSIVE,
                                      BSR_VERDICT_CONSISTENT };
  clear_list (self->checks_list);
  int n = analysis != NULL ? bsr_analysis_n_checks (analysis) : 0;
  for (guint v = 0; v < G_N_ELEMENTS (order); v++)
    for (int i = 0; i < n; i++)
      {
        const BsrCheckResult *result = bsr_analysis_check (analysis, i);
        if (result->verdict == order[v])
          gtk_list_box_append (self->checks_list, bsr_check_row_new (result));
      }
}

static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_item (BsrManifestView *self, const BsrManifestItem *item)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);
  /* Translators: a code of the Harmonized System. */
  g_ptr_array_add (facts, g_strdup_printf (_ ("HS %s"), item->hs));
  if (item->packages >= 0)
    g_ptr_array_add (facts, g_strdup_printf ("%" G_GINT64_FORMAT " %s", item->packages,
                                             item->package_type != NULL ? item->package_type
                                                                        : _ ("packages")));
  if (!isnan (item->gross_kg))
    g_ptr_array_add (facts, bsr_vocabulary_mass (item->gross_kg));
  if (item->origin != NULL)
    /* Translators: country of origin. */
    g_ptr_array_add (facts, g_strdup_printf (_ ("from %s"), item->origin));
  g_ptr_array_add (facts, NULL);
  g_autofree char *line = g_strjoinv (" · ", (char **) facts->pdata);

  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_box_append (GTK_BOX (box), label_new (item->description != NULL ? item->description
                                                                      : _ ("No description"),
                                            NULL));
  GtkWidget *label = label_new (line, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_append (self->items_list, box);
}

static void
add_paper (BsrManifestView *self, int *row, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  GtkWidget *name_label = label_new (name, "caption");
  gtk_widget_add_css_class (name_label, "dim-label");
  gtk_widget_set_valign (name_label, GTK_ALIGN_START);
  GtkWidget *value_label = label_new (value, NULL);
  gtk_widget_set_hexpand (value_label, TRUE);
  gtk_grid_attach (self->papers_grid, name_label, 0, *row, 1, 1);
  gtk_grid_attach (self->papers_grid, value_label, 1, *row, 1, 1);
  (*row)++;
}

static void
show_papers (BsrManifestView *self, BsrCase *flagged)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->papers_grid))) != NULL)
    gtk_grid_remove (self->papers_grid, child);
  int row = 0;
  if (flagged != NULL)
    {
      g_autofree char *gross = isnan (flagged->gross_kg) ? NULL
                                                         : bsr_vocabulary_mass (flagged->gross_kg);
      g_autofree char *tare = isnan (flagged->tare_kg) ? NULL
                                                       : bsr_vocabulary_mass (flagged->tare_kg);
      g_autofree char *seals = g_strjoinv (_ (", "), flagged->seals);
      add_paper (self, &row, _ ("Gross mass"), gross);
      add_paper (self, &row, _ ("Tare"), tare);
      add_paper (self, &row, _ ("Seals"), seals);
      add_paper (self, &row, _ ("Shipper"), flagged->shipper);
      add_paper (self, &row, _ ("Consignee"), flagged->consignee);
      add_paper (self, &row, _ ("Notify party"), flagged->notify_party);
      add_paper (self, &row, _ ("Bill of lading"), flagged->bill_of_lading);
    }
  gtk_widget_set_visible (self->papers_heading, row > 0);
}

void
bsr_manifest_view_show (BsrManifestView *self, BsrCase *flagged, BsrAnalysis *analysis)
{
  g_return_if_fail (BSR_IS_MANIFEST_VIEW (self));
  show_checks (self, analysis);
  clear_list (self->items_list);
  if (flagged != NULL && flagged->empty)
    gtk_list_box_append (self->items_list, label_new (_ ("Declared empty"), NULL));
  for (guint i = 0; flagged != NULL && i < flagged->items->len; i++)
    add_item (self, g_ptr_array_index (flagged->items, i));
  show_papers (self, flagged);
}

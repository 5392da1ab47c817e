#include "bsr-report-view.h"

#include <glib/gi18n.h>

#include "bsr-report-words.h"

/* Remarks of one file that are shown at once: what is read through; so many more, about as long as a reader
 * of manifests lists goods of one container, are unfolded. */
#define REMARKS_MOST 12
#define REMARKS_UNFOLDED 300

struct _BsrReportView
{
  GtkWidget parent;
};

G_DEFINE_FINAL_TYPE (BsrReportView, bsr_report_view, GTK_TYPE_WIDGET)

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
append (GtkWidget *box, const char *text, const char *style)
{
  gtk_box_append (GTK_BOX (box), label_new (text, style));
}

/* A frame with @title and whose word it is. */
static GtkWidget *
group_new (BsrReportView *self, const char *title, const BsrReported *reported)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *origin = bsr_report_words_origin (reported->report);
  gtk_widget_add_css_class (group, "check-group");
  gtk_widget_add_css_class (group, "report-group");
  append (group, title, "heading");
  append (group, origin, "caption");
  gtk_widget_add_css_class (gtk_widget_get_last_child (group), "dim-label");
  gtk_widget_set_parent (group, GTK_WIDGET (self));
  return group;
}

static void
add_facts (GtkWidget *group, GPtrArray *facts)
{
  GtkWidget *grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  for (guint i = 0; i < facts->len; i++)
    {
      const BsrReportFact *fact = facts->pdata[i];
      GtkWidget *name = label_new (fact->name, "caption"), *value = label_new (fact->value, NULL);
      gtk_widget_add_css_class (name, "dim-label");
      gtk_widget_set_valign (name, GTK_ALIGN_START);
      gtk_widget_set_hexpand (value, TRUE);
      gtk_grid_attach (GTK_GRID (grid), name, 0, (int) i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), value, 1, (int) i, 1, 1);
    }
  gtk_box_append (GTK_BOX (group), grid);
}

static void
add_radiation (BsrReportView *self, const BsrReported *reported)
{
  GtkWidget *group = group_new (self, _ ("Radiation"), reported);
  g_autoptr (GPtrArray) facts = bsr_report_words_radiation (reported->radiation);
  g_autofree char *alarm = bsr_report_words_alarm (reported);
  append (group, alarm, reported->radiation->alarm == 1 ? "radiation-alarm" : "body");
  add_facts (group, facts);
}

static void
add_stowage (BsrReportView *self, const BsrReported *reported)
{
  GtkWidget *group = group_new (self, _ ("Stowage"), reported);
  g_autoptr (GPtrArray) facts = bsr_report_words_stowage (reported->stowage);
  add_facts (group, facts);
}

static void
append_remarks (GtkWidget *box, const BsrReported *reported, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      g_autofree char *remark = bsr_report_words_remark (reported->remarks->pdata[i]);
      append (box, remark, "report-remark");
    }
}

/* (transfer full) */
static char *
more_words (guint n)
{
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "and %u more remark", "and %u more remarks", n), n);
}

static void
add_remarks (BsrReportView *self, const BsrReported *reported)
{
  guint n = reported->remarks->len;
  if (n == 0)
    return;
  GtkWidget *group = group_new (self, _ ("Remarks on the manifest"), reported);
  append_remarks (group, reported, 0, MIN (n, REMARKS_MOST));
  if (n <= REMARKS_MOST)
    return;
  g_autofree char *more = more_words (n - REMARKS_MOST);
  GtkWidget *expander = gtk_expander_new (more);
  GtkWidget *rest = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  append_remarks (rest, reported, REMARKS_MOST, MIN (n, REMARKS_MOST + REMARKS_UNFOLDED));
  if (n > REMARKS_MOST + REMARKS_UNFOLDED)
    {
      g_autofree char *beyond = more_words (n - REMARKS_MOST - REMARKS_UNFOLDED);
      append (rest, beyond, "caption");
    }
  gtk_expander_set_child (GTK_EXPANDER (expander), rest);
  gtk_box_append (GTK_BOX (group), expander);
}

static void
add_problem (BsrReportView *self, const BsrReported *reported)
{
  GtkWidget *group = group_new (self, _ ("Report"), reported);
  g_autofree char *sentence
      = g_strdup_printf (_ ("This report cannot be read: %s."), reported->problem);
  append (group, sentence, "refusal");
}

/* The last plan alone: a container stands in one place. */
static void
add_kind (BsrReportView *self, GPtrArray *reports, BsrCaseReportKind kind)
{
  gboolean stowed = FALSE;
  for (guint i = 0; i < reports->len; i++)
    {
      const BsrReported *reported = reports->pdata[i];
      if (reported->report->kind != kind)
        continue;
      if (reported->problem != NULL)
        add_problem (self, reported);
      else if (reported->radiation != NULL)
        add_radiation (self, reported);
      else if (reported->remarks != NULL)
        add_remarks (self, reported);
      else if (reported->stowage != NULL && !stowed)
        {
          add_stowage (self, reported);
          stowed = TRUE;
        }
    }
}

void
bsr_report_view_show (BsrReportView *self, GPtrArray *reports)
{
  g_return_if_fail (BSR_IS_REPORT_VIEW (self));
  static const BsrCaseReportKind order[]
      = { BSR_CASE_REPORT_RADIATION, BSR_CASE_REPORT_STOWAGE, BSR_CASE_REPORT_MANIFEST };
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  for (guint i = 0; reports != NULL && i < G_N_ELEMENTS (order); i++)
    add_kind (self, reports, order[i]);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL);
}

static void
bsr_report_view_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (bsr_report_view_parent_class)->dispose (object);
}

static void
bsr_report_view_class_init (BsrReportViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bsr_report_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
bsr_report_view_init (BsrReportView *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "check-groups");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reported by other systems"), -1);
  bsr_report_view_show (self, NULL);
}

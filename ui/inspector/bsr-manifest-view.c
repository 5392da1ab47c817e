#include "bsr-manifest-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-check-group.h"
#include "bsr-check-words.h"
#include "bsr-consignment-line.h"
#include "bsr-doubt-list.h"
#include "bsr-fact-line.h"
#include "bsr-part-list.h"
#include "bsr-report-view.h"
#include "bsr-reported.h"
#include "bsr-vocabulary.h"

struct _BsrManifestView
{
  GtkWidget parent;
  GtkWidget *summary_box, *summary_lines, *groups_box, *papers_heading;
  GtkImage *verdict_image;
  GtkLabel *verdict_label, *score_label, *counts_label, *contested_label;
  GtkGrid *papers_grid;
  BsrConsignmentLine *consignment_line;
  BsrDoubtList *doubt_list;
  BsrPartList *part_list;
  BsrReportView *report_view;

  BsrSession *session;
  BsrStore *store; /* (nullable) */
  BsrCodeList *codes; /* (nullable) */
  GPtrArray *groups; /* BsrCheckGroup, as they are shown */
};

G_DEFINE_FINAL_TYPE (BsrManifestView, bsr_manifest_view, GTK_TYPE_WIDGET)

static void
bsr_manifest_view_dispose (GObject *object)
{
  BsrManifestView *self = BSR_MANIFEST_VIEW (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_object (&self->session);
  g_clear_object (&self->store);
  g_clear_pointer (&self->codes, bsr_code_list_unref);
  G_OBJECT_CLASS (bsr_manifest_view_parent_class)->dispose (object);
}

static void
bsr_manifest_view_class_init (BsrManifestViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_manifest_view_dispose;
  g_type_ensure (BSR_TYPE_CONSIGNMENT_LINE);
  g_type_ensure (BSR_TYPE_DOUBT_LIST);
  g_type_ensure (BSR_TYPE_PART_LIST);
  g_type_ensure (BSR_TYPE_REPORT_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/basira/Basira/inspector/bsr-manifest-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrManifestView, summary_box);
  gtk_widget_class_bind_template_child (widget_class, BsrManifestView, summary_lines);
  gtk_widget_class_bind_template_child (widget_class, BsrManifestView, groups_box);
  gtk_widget_class_bind_template_child (widget_class, BsrManifestView, verdict_image);
  gtk_widget_class_bind_template_child (widget_class, BsrManifestView, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, BsrManifestView, score_label);
  gtk_widget_class_bind_template_child (widget_class, BsrManifestView, counts_label);
  gtk_widget_class_bind_template_child (widget_class, BsrManifestView, contested_label);
  gtk_widget_class_bind_template_child (widget_class, BsrManifestView, papers_heading);
  gtk_widget_class_bind_template_child (widget_class, BsrManifestView, papers_grid);
  gtk_widget_class_bind_template_child (widget_class, BsrManifestView, consignment_line);
  gtk_widget_class_bind_template_child (widget_class, BsrManifestView, doubt_list);
  gtk_widget_class_bind_template_child (widget_class, BsrManifestView, part_list);
  gtk_widget_class_bind_template_child (widget_class, BsrManifestView, report_view);
}

static void
bsr_manifest_view_init (BsrManifestView *self)
{
  self->groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bsr_manifest_view_set_session (BsrManifestView *self, BsrSession *session)
{
  g_return_if_fail (BSR_IS_MANIFEST_VIEW (self) && self->session == NULL);
  self->session = g_object_ref (session);
}

void
bsr_manifest_view_set_store (BsrManifestView *self, BsrStore *store)
{
  g_return_if_fail (BSR_IS_MANIFEST_VIEW (self));
  g_set_object (&self->store, store);
}

void
bsr_manifest_view_set_codes (BsrManifestView *self, BsrCodeList *codes)
{
  g_return_if_fail (BSR_IS_MANIFEST_VIEW (self));
  BsrCodeList *kept = codes != NULL ? bsr_code_list_ref (codes) : NULL;
  g_clear_pointer (&self->codes, bsr_code_list_unref);
  self->codes = kept;
}

/* --- The declaration as a whole -------------------------------------------------------------- */

/* How many checks answered what: "Does not fit: 3 · Inconclusive: 1 · Consistent: 5". */
static void
show_counts (BsrManifestView *self, BsrAnalysis *analysis)
{
  static const BsrVerdict order[] = { BSR_VERDICT_MISMATCH, BSR_VERDICT_INCONCLUSIVE,
                                      BSR_VERDICT_CONSISTENT };
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint v = 0; v < G_N_ELEMENTS (order); v++)
    {
      int n = 0;
      for (int i = 0; i < bsr_analysis_n_checks (analysis); i++)
        n += bsr_analysis_check (analysis, i)->verdict == order[v];
      if (n == 0)
        continue;
      g_string_append (text, text->len > 0 ? " · " : "");
      /* Translators: a verdict and how many checks came to it. */
      g_string_append_printf (text, _ ("%s: %d"), bsr_vocabulary_verdict (order[v]), n);
    }
  gtk_label_set_label (self->counts_label, text->str);
}

static void
show_summary (BsrManifestView *self, BsrAnalysis *analysis)
{
  gboolean checked = analysis != NULL && bsr_analysis_n_checks (analysis) > 0;
  BsrVerdict verdict
      = checked ? bsr_analysis_manifest_verdict (analysis) : BSR_VERDICT_INCONCLUSIVE;
  for (int v = BSR_VERDICT_CONSISTENT; v <= BSR_VERDICT_INCONCLUSIVE; v++)
    gtk_widget_remove_css_class (self->summary_box, bsr_vocabulary_verdict_style (v));
  gtk_widget_add_css_class (self->summary_box, bsr_vocabulary_verdict_style (verdict));
  gtk_image_set_from_icon_name (self->verdict_image, bsr_vocabulary_verdict_icon (verdict));
  gtk_label_set_label (self->verdict_label,
                       checked ? bsr_vocabulary_verdict (verdict) : _ ("Not checked"));
  gtk_widget_set_visible (GTK_WIDGET (self->score_label), checked);
  gtk_widget_set_visible (self->summary_lines, checked);
  if (!checked)
    return;
  /* Translators: of the whole declaration, from 0 to 1. */
  g_autofree char *score
      = g_strdup_printf (_ ("score %.2f"), bsr_analysis_manifest_score (analysis));
  gtk_label_set_label (self->score_label, score);
  show_counts (self, analysis);
}

/* --- Checks and what is said against them ---------------------------------------------------- */

static BsrDossier *
dossier_of (BsrManifestView *self)
{
  return self->session != NULL ? bsr_session_dossier (self->session) : NULL;
}

static void
contested_cb (BsrCheckRow *row, const char *reason, BsrManifestView *self)
{
  BsrDossier *dossier = dossier_of (self);
  if (dossier != NULL)
    bsr_dossier_contest_check (dossier, bsr_check_row_check (row), bsr_check_row_item (row),
                               reason);
}

void
bsr_manifest_view_update_contests (BsrManifestView *self)
{
  g_return_if_fail (BSR_IS_MANIFEST_VIEW (self));
  BsrDossier *dossier = dossier_of (self);
  BsrCheckRow *row;
  int n = 0;
  for (guint g = 0; dossier != NULL && g < self->groups->len; g++)
    for (int i = 0; (row = bsr_check_group_row (self->groups->pdata[g], i)) != NULL; i++)
      {
        const BsrContest *contest
            = bsr_dossier_contest (dossier, bsr_check_row_check (row), bsr_check_row_item (row));
        bsr_check_row_set_contest (row, contest);
        n += contest != NULL;
      }
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d check contested", "%d checks contested", (gulong) n), n);
  gtk_label_set_label (self->contested_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->contested_label), n > 0);
}

/* One check is selected at a time, whichever card it is on. */
static void
group_selected_cb (BsrCheckGroup *group, BsrManifestView *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    if (self->groups->pdata[i] != group)
      bsr_check_group_unselect (self->groups->pdata[i]);
}

static void
add_group (BsrManifestView *self, const char *title, const char *facts, GPtrArray *rows)
{
  GtkWidget *group = bsr_check_group_new (self->session, title, facts, rows);
  g_signal_connect_object (group, "selected", G_CALLBACK (group_selected_cb), self, 0);
  g_ptr_array_add (self->groups, group);
  gtk_box_append (GTK_BOX (self->groups_box), group);
}

/* --- Declared items -------------------------------------------------------------------------- */

/* (transfer full) (nullable): what the station's list says of a code. */
static char *
describe_code (const BsrManifestView *self, const char *hs)
{
  int n_digits = 0;
  const char *meaning
      = self->codes != NULL ? bsr_code_list_describe (self->codes, hs, NULL, &n_digits) : NULL;
  /* Translators: the digits of a tariff code that the station's list knows, and what they mean. */
  return meaning != NULL ? g_strdup_printf (_ ("%.*s: %s"), n_digits, hs, meaning) : NULL;
}

static char *
describe_item (const BsrManifestView *self, const BsrManifestItem *item)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (facts, *item->hs != '\0' ? bsr_vocabulary_heading (item->hs) : g_strdup ("-"));
  char *code = describe_code (self, item->hs);
  if (code != NULL)
    g_ptr_array_add (facts, code);
  if (item->packages >= 0 && item->package_type != NULL)
    g_ptr_array_add (facts, g_strdup_printf ("%" G_GINT64_FORMAT " %s", item->packages,
                                             item->package_type));
  else if (item->packages >= 0)
    g_ptr_array_add (facts, bsr_check_words_quantity ((double) item->packages, "packages"));
  if (!isnan (item->gross_kg))
    g_ptr_array_add (facts, bsr_check_words_quantity (item->gross_kg, "kg"));
  if (item->origin != NULL)
    /* Translators: country of origin. */
    g_ptr_array_add (facts, g_strdup_printf (_ ("from %s"), item->origin));
  g_ptr_array_add (facts, NULL);
  return bsr_fact_line ((const char *const *) facts->pdata, gtk_widget_get_default_direction ());
}

/* The checks of one item (-1: of the whole declaration, and of items that it does not have). */
static GPtrArray *
rows_of_item (BsrManifestView *self, BsrAnalysis *analysis, int item, const BsrCase *flagged)
{
  GPtrArray *rows = g_ptr_array_new ();
  int n_items = flagged != NULL ? (int) flagged->items->len : 0;
  int n = analysis != NULL ? bsr_analysis_n_checks (analysis) : 0;
  for (int i = 0; i < n; i++)
    {
      const BsrCheckResult *result = bsr_analysis_check (analysis, i);
      if ((result->item < n_items ? result->item : -1) != item)
        continue;
      const BsrManifestItem *declared
          = item >= 0 ? g_ptr_array_index (flagged->items, item) : NULL;
      GtkWidget *row = bsr_check_row_new (result, declared != NULL ? declared->hs : NULL);
      g_signal_connect_object (row, "contested", G_CALLBACK (contested_cb), self, 0);
      bsr_check_row_guard (BSR_CHECK_ROW (row), self->session != NULL ? bsr_session_dossier (self->session)
                                                                      : NULL);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

static void
add_whole (BsrManifestView *self, BsrCase *flagged, BsrAnalysis *analysis)
{
  g_autoptr (GPtrArray) rows = rows_of_item (self, analysis, -1, flagged);
  gboolean empty = flagged != NULL && flagged->empty;
  if (rows->len > 0 || empty)
    add_group (self, _ ("The whole declaration"), empty ? _ ("Declared empty") : NULL, rows);
}

static void
add_item (BsrManifestView *self, BsrCase *flagged, int index, GPtrArray *rows)
{
  const BsrManifestItem *item = g_ptr_array_index (flagged->items, index);
  const char *name = item->description != NULL ? item->description : _ ("No description");
  g_autofree char *facts = describe_item (self, item);
  /* Translators: number and name of a declared item. */
  g_autofree char *title = flagged->items->len > 1
                               ? g_strdup_printf (_ ("%d. %s"), index + 1, name)
                               : g_strdup (name);
  add_group (self, title, facts, rows);
}

static gboolean
any_misfit (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (bsr_check_row_verdict (rows->pdata[i]) == BSR_VERDICT_MISMATCH)
      return TRUE;
  return FALSE;
}

/* Those with a misfit first, else as declared. */
static void
add_items (BsrManifestView *self, BsrCase *flagged, BsrAnalysis *analysis)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < flagged->items->len; i++)
    g_ptr_array_add (items, rows_of_item (self, analysis, (int) i, flagged));
  for (int misfit = 1; misfit >= 0; misfit--)
    for (guint i = 0; i < items->len; i++)
      if (any_misfit (items->pdata[i]) == misfit)
        add_item (self, flagged, (int) i, items->pdata[i]);
}

static void
clear_groups (BsrManifestView *self)
{
  GtkWidget *child;
  g_ptr_array_set_size (self->groups, 0);
  while ((child = gtk_widget_get_first_child (self->groups_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->groups_box), child);
  bsr_session_set_hint_box (self->session, (BsrBox){ 0 });
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
      g_autofree char *gross = isnan (flagged->gross_kg)
                                   ? NULL
                                   : bsr_check_words_quantity (flagged->gross_kg, "kg");
      g_autofree char *tare
          = isnan (flagged->tare_kg) ? NULL : bsr_check_words_quantity (flagged->tare_kg, "kg");
      g_autofree char *seals = g_strjoinv (_ (", "), flagged->seals);
      add_paper (self, &row, _ ("Gross mass"), gross);
      add_paper (self, &row, _ ("Tare"), tare);
      add_paper (self, &row, _ ("Seals"), seals);
      add_paper (self, &row, _ ("Shipper"), flagged->shipper);
      add_paper (self, &row, _ ("Consignee"), flagged->consignee);
      add_paper (self, &row, _ ("Notify party"), flagged->notify_party);
      /* Translators: personal data of traders, which are not kept for ever; a time. */
      g_autofree char *expired = flagged->personal_expired != NULL
                                     ? bsr_vocabulary_time (flagged->personal_expired)
                                     : NULL;
      g_autofree char *traders = expired != NULL ? g_strdup_printf (_ ("expired on %s"), expired) : NULL;
      add_paper (self, &row, _ ("Traders' names"), traders);
      add_paper (self, &row, _ ("Bill of lading"), flagged->bill_of_lading);
    }
  gtk_widget_set_visible (self->papers_heading, row > 0);
}

void
bsr_manifest_view_show (BsrManifestView *self, BsrCase *flagged, BsrAnalysis *analysis)
{
  g_return_if_fail (BSR_IS_MANIFEST_VIEW (self) && self->session != NULL);
  clear_groups (self);
  show_summary (self, analysis);
  add_whole (self, flagged, analysis);
  if (flagged != NULL)
    add_items (self, flagged, analysis);
  bsr_part_list_show (self->part_list, self->session, analysis);
  show_papers (self, flagged);
  BsrDossier *dossier = bsr_session_dossier (self->session);
  GPtrArray *reports = dossier != NULL ? bsr_dossier_reports (dossier) : NULL;
  bsr_doubt_list_show (self->doubt_list, flagged,
                       flagged != NULL ? bsr_reported_other_bill (reports, flagged) : NULL);
  bsr_report_view_show (self->report_view, reports);
  bsr_consignment_line_show (self->consignment_line, self->store, flagged, analysis);
  bsr_manifest_view_update_contests (self);
}

#include "bsr-record-list.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-fact-line.h"
#include "bsr-record-words.h"
#include "bsr-term.h"
#include "bsr-viewing-words.h"
#include "bsr-vocabulary.h"

struct _BsrRecordList
{
  GtkWidget parent;
  GtkListBox *list_box;
};

G_DEFINE_FINAL_TYPE (BsrRecordList, bsr_record_list, GTK_TYPE_WIDGET)

static void
bsr_record_list_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (bsr_record_list_parent_class)->dispose (object);
}

static void
bsr_record_list_class_init (BsrRecordListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_record_list_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/inspector/bsr-record-list.ui");
  g_signal_new ("show-view", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_STRING);
  gtk_widget_class_bind_template_child (widget_class, BsrRecordList, list_box);
}

static void
bsr_record_list_init (BsrRecordList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
show_clicked_cb (BsrRecordList *self, GtkWidget *button)
{
  g_signal_emit_by_name (self, "show-view",
                         g_object_get_data (G_OBJECT (button), "bsr-view-state"),
                         g_object_get_data (G_OBJECT (button), "bsr-officer"));
}

/* Shows what @officer saw; the button keeps both. */
static GtkWidget *
show_button_new (BsrRecordList *self, const BsrViewState *seen, const char *officer)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("bsr-seen-symbolic");
  /* Translators: the name of an officer. */
  g_autofree char *tooltip = g_strdup_printf (
      _ ("Show exactly what %s saw: the part of the scan, its look and what lay over it"), officer);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show what was seen"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "bsr-view-state", bsr_view_state_copy (seen),
                          (GDestroyNotify) bsr_view_state_free);
  g_object_set_data_full (G_OBJECT (button), "bsr-officer", g_strdup (officer), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (show_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  return button;
}

/* @seen: (nullable) */
static void
add_act (BsrRecordList *self, const char *icon, const char *what, const char *why,
         const char *officer, GDateTime *at, const BsrViewState *seen)
{
  g_autofree char *time = bsr_vocabulary_time (at);
  const char *const facts[] = { officer, time, NULL };
  g_autofree char *who = bsr_fact_line (facts, gtk_widget_get_default_direction ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), label_new (what, "heading"));
  if (why != NULL && *why != '\0')
    gtk_box_append (GTK_BOX (words), label_new (why, NULL));
  GtkWidget *who_label = label_new (who, "caption");
  gtk_widget_add_css_class (who_label, "dim-label");
  gtk_box_append (GTK_BOX (words), who_label);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), words);
  if (seen != NULL)
    gtk_box_append (GTK_BOX (box), show_button_new (self, seen, officer));
  gtk_list_box_append (self->list_box, box);
}

static void
add_decision (BsrRecordList *self, const BsrDecision *decision)
{
  /* Translators: "Decision: Release". */
  g_autofree char *what =
      g_strdup_printf (_ ("Decision: %s"), bsr_vocabulary_decision (decision->kind));
  g_autofree char *viewing
      = decision->viewing != NULL ? bsr_viewing_words_record (decision->viewing) : NULL;
  g_autofree char *reason = bsr_record_words_decision (decision);
  g_autofree char *why = viewing != NULL ? g_strdup_printf ("%s\n%s", reason, viewing) : NULL;
  add_act (self, bsr_vocabulary_decision_icon (decision->kind), what, why != NULL ? why : reason,
           decision->officer, decision->at, decision->seen);
}

static void
add_view (BsrRecordList *self, const BsrKeptView *view)
{
  /* Translators: "View: left door", by the name that the officer gave it. */
  g_autofree char *what = g_strdup_printf (_ ("View: %s"), view->name);
  add_act (self, "bsr-seen-symbolic", what, NULL, view->officer, view->at, view->state);
}

static void
add_outcome (BsrRecordList *self, const BsrOutcome *outcome)
{
  /* Translators: "Outcome: Misdeclared". */
  g_autofree char *what =
      g_strdup_printf (_ ("Outcome: %s"), bsr_vocabulary_outcome (outcome->result));
  g_autofree char *found = bsr_record_words_outcome (outcome);
  add_act (self, "bsr-record-symbolic", what, found, outcome->officer, outcome->at,
           NULL);
}

static void
add_contribution (BsrRecordList *self, const BsrContribution *contribution)
{
  add_act (self, "bsr-confirmed-symbolic", _ ("Reference load confirmed"), NULL,
           contribution->supervisor, contribution->at, NULL);
}

static void
add_contest (BsrRecordList *self, const BsrContest *contest)
{
  /* Translators: "Check contested: Mass of the load". */
  g_autofree char *what
      = g_strdup_printf (_ ("Check contested: %s"), bsr_vocabulary_check (contest->check));
  add_act (self, "bsr-manifest-symbolic", what, contest->reason, contest->officer, contest->at,
           NULL);
}

static void
add_caveat (BsrRecordList *self, const BsrCaveat *caveat)
{
  const char *kind = bsr_term_word (BSR_TERMS_CAVEAT, caveat->kind);
  /* Translators: a handling caveat: "Caveat: Third-party rule". */
  g_autofree char *what = caveat->in_force ? g_strdup_printf (_ ("Caveat: %s"), kind)
                                           : g_strdup_printf (_ ("Caveat lifted: %s"), kind);
  add_act (self, "bsr-caveat-symbolic", what, caveat->text, caveat->officer, caveat->at, NULL);
}

static void
add_photograph (BsrRecordList *self, const BsrPhotograph *photograph)
{
  /* Translators: "Photograph: left door", or the name of its file. */
  g_autofree char *what = g_strdup_printf (
      _ ("Photograph: %s"), *photograph->caption != '\0' ? photograph->caption : photograph->name);
  /* Translators: the beginning of a file's hash. */
  g_autofree char *hash = g_strdup_printf (_ ("SHA-256 %.16s…"), photograph->sha256);
  add_act (self, "image-x-generic-symbolic", what, hash, photograph->officer, photograph->at, NULL);
}

static void
add_declaration (BsrRecordList *self, BsrDossier *dossier, guint version)
{
  GPtrArray *versions = bsr_dossier_declarations (dossier);
  const BsrDeclaration *declaration = versions->pdata[version];
  g_autofree char *what = g_strdup_printf (_ ("Declaration, version %u"), version + 1);
  g_autofree char *changes = bsr_record_words_declaration (
      version > 0 ? versions->pdata[version - 1] : NULL, declaration);
  add_act (self, "bsr-manifest-symbolic", what, changes, declaration->officer, declaration->at,
           NULL);
}

/* One act, of which one is set. */
typedef struct
{
  GDateTime *at;
  const BsrDecision *decision;
  const BsrOutcome *outcome;
  const BsrContribution *contribution;
  const BsrContest *contest;
  const BsrKeptView *view;
  const BsrCaveat *caveat;
  const BsrPhotograph *photograph;
  guint declaration; /* its version, counted from 1; 0: none */
} Entry;

static int
compare_latest_first (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (((const Entry *) b)->at, ((const Entry *) a)->at);
}

/* The current scan's, as far as they stand. */
static void
take_contests (GArray *entries, BsrDossier *dossier)
{
  BsrAnalysis *analysis = bsr_dossier_analysis (dossier);
  int n = analysis != NULL ? bsr_analysis_n_checks (analysis) : 0;
  for (int i = 0; i < n; i++)
    {
      const BsrCheckResult *check = bsr_analysis_check (analysis, i);
      const BsrContest *contest = bsr_dossier_contest (dossier, check->check, check->item);
      if (contest != NULL)
        g_array_append_val (entries, ((Entry){ .at = contest->at, .contest = contest }));
    }
}

/* Those with a name: how somebody left the scan is his own affair. */
static void
take_views (GArray *entries, BsrDossier *dossier)
{
  GPtrArray *views = bsr_dossier_views (dossier);
  for (guint i = views->len; i-- > 0;)
    {
      const BsrKeptView *view = views->pdata[i];
      if (view->name != NULL)
        g_array_append_val (entries, ((Entry){ .at = view->at, .view = view }));
    }
}

static void
take_what_is_kept_beside (GArray *entries, BsrDossier *dossier)
{
  GPtrArray *caveats = bsr_dossier_caveats (dossier);
  GPtrArray *photographs = bsr_dossier_photographs (dossier);
  GPtrArray *declarations = bsr_dossier_declarations (dossier);
  for (guint i = caveats->len; i-- > 0;)
    {
      const BsrCaveat *caveat = caveats->pdata[i];
      g_array_append_val (entries, ((Entry){ .at = caveat->at, .caveat = caveat }));
    }
  for (guint i = photographs->len; i-- > 0;)
    {
      const BsrPhotograph *photograph = photographs->pdata[i];
      g_array_append_val (entries, ((Entry){ .at = photograph->at, .photograph = photograph }));
    }
  /* A declaration that never changed is what the page of the manifest shows. */
  for (guint i = declarations->len > 1 ? declarations->len : 0; i-- > 0;)
    {
      const BsrDeclaration *declaration = declarations->pdata[i];
      g_array_append_val (entries, ((Entry){ .at = declaration->at, .declaration = i + 1 }));
    }
}

/* What was done later comes first; sorting keeps the order of acts of one moment. */
static GArray *
entries_of (BsrDossier *dossier)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  GPtrArray *decisions = bsr_dossier_decisions (dossier);
  GPtrArray *outcomes = bsr_dossier_outcomes (dossier);
  const BsrContribution *contribution = bsr_dossier_contribution (dossier);
  if (contribution != NULL)
    g_array_append_val (entries,
                        ((Entry){ .at = contribution->at, .contribution = contribution }));
  for (guint i = outcomes->len; i-- > 0;)
    {
      const BsrOutcome *outcome = outcomes->pdata[i];
      g_array_append_val (entries, ((Entry){ .at = outcome->at, .outcome = outcome }));
    }
  for (guint i = decisions->len; i-- > 0;)
    {
      const BsrDecision *decision = decisions->pdata[i];
      g_array_append_val (entries, ((Entry){ .at = decision->at, .decision = decision }));
    }
  take_contests (entries, dossier);
  take_views (entries, dossier);
  take_what_is_kept_beside (entries, dossier);
  g_array_sort (entries, compare_latest_first);
  return entries;
}

int
bsr_record_list_show (BsrRecordList *self, BsrDossier *dossier)
{
  g_return_val_if_fail (BSR_IS_RECORD_LIST (self), 0);
  GtkListBoxRow *row;
  while ((row = gtk_list_box_get_row_at_index (self->list_box, 0)) != NULL)
    gtk_list_box_remove (self->list_box, GTK_WIDGET (row));
  if (dossier == NULL)
    return 0;
  g_autoptr (GArray) entries = entries_of (dossier);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      if (entry->decision != NULL)
        add_decision (self, entry->decision);
      else if (entry->outcome != NULL)
        add_outcome (self, entry->outcome);
      else if (entry->contribution != NULL)
        add_contribution (self, entry->contribution);
      else if (entry->view != NULL)
        add_view (self, entry->view);
      else if (entry->caveat != NULL)
        add_caveat (self, entry->caveat);
      else if (entry->photograph != NULL)
        add_photograph (self, entry->photograph);
      else if (entry->declaration > 0)
        add_declaration (self, dossier, entry->declaration - 1);
      else
        add_contest (self, entry->contest);
    }
  return (int) entries->len;
}

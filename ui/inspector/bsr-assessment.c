#include "bsr-assessment.h"

#include <glib/gi18n.h>

#include "bsr-vocabulary.h"

struct _BsrAssessment
{
  GtkWidget parent;
  GtkWidget *findings_button, *manifest_button, *judged_box;
  GtkImage *findings_image, *manifest_image, *judged_image;
  GtkLabel *findings_label, *manifest_label, *judged_label, *remarks_label;
};

G_DEFINE_FINAL_TYPE (BsrAssessment, bsr_assessment, GTK_TYPE_WIDGET)

/* Share of the container below which "could not be seen through" is said as "less than". */
#define SMALLEST_SHARE_SAID 0.001

static void
findings_clicked_cb (BsrAssessment *self, GtkButton *button)
{
  g_signal_emit_by_name (self, "show-page", "findings");
}

static void
manifest_clicked_cb (BsrAssessment *self, GtkButton *button)
{
  g_signal_emit_by_name (self, "show-page", "manifest");
}

static void
bsr_assessment_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (bsr_assessment_parent_class)->dispose (object);
}

static void
bsr_assessment_class_init (BsrAssessmentClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_assessment_dispose;
  g_signal_new ("show-page", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/inspector/bsr-assessment.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrAssessment, findings_button);
  gtk_widget_class_bind_template_child (widget_class, BsrAssessment, manifest_button);
  gtk_widget_class_bind_template_child (widget_class, BsrAssessment, judged_box);
  gtk_widget_class_bind_template_child (widget_class, BsrAssessment, findings_image);
  gtk_widget_class_bind_template_child (widget_class, BsrAssessment, manifest_image);
  gtk_widget_class_bind_template_child (widget_class, BsrAssessment, judged_image);
  gtk_widget_class_bind_template_child (widget_class, BsrAssessment, findings_label);
  gtk_widget_class_bind_template_child (widget_class, BsrAssessment, manifest_label);
  gtk_widget_class_bind_template_child (widget_class, BsrAssessment, judged_label);
  gtk_widget_class_bind_template_child (widget_class, BsrAssessment, remarks_label);
  gtk_widget_class_bind_template_callback (widget_class, findings_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, manifest_clicked_cb);
}

static void
bsr_assessment_init (BsrAssessment *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Sets one line; @style is "consistent", "mismatch" or "inconclusive". */
static void
set_line (GtkWidget *line, GtkImage *image, GtkLabel *label, const char *icon, const char *style,
          const char *text)
{
  static const char *const styles[] = { "consistent", "mismatch", "inconclusive" };
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_strcmp0 (styles[i], style) == 0)
      gtk_widget_add_css_class (line, styles[i]);
    else
      gtk_widget_remove_css_class (line, styles[i]);
  gtk_image_set_from_icon_name (image, icon);
  gtk_label_set_label (label, text);
}

static void
set_verdict_line (GtkWidget *line, GtkImage *image, GtkLabel *label, BsrVerdict verdict,
                  const char *text)
{
  set_line (line, image, label, bsr_vocabulary_verdict_icon (verdict),
            bsr_vocabulary_verdict_style (verdict), text);
}

static void
show_findings (BsrAssessment *self, BsrAnalysis *analysis)
{
  int n = bsr_analysis_n_findings (analysis), n_alarms = 0;
  for (int i = 0; i < n; i++)
    n_alarms += bsr_analysis_finding (analysis, i)->score >= BSR_SCORE_ALARM;
  g_autofree char *text = NULL;
  if (n_alarms > 0)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%d finding above the alarm line, score %.2f",
                                         "%d findings above the alarm line, highest score %.2f",
                                         n_alarms),
                            n_alarms, bsr_analysis_finding (analysis, 0)->score);
  else if (!bsr_analysis_load (analysis)->penetrated)
    text = g_strdup (_ ("No alarm where the beam got through"));
  else if (n > 0)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "No finding above the alarm line; %d below it",
                                         "No finding above the alarm line; %d below it", n),
                            n);
  else
    text = g_strdup (_ ("Nothing strange was found"));
  /* What could not be seen must not read as clean. */
  BsrVerdict verdict = n_alarms > 0                                  ? BSR_VERDICT_MISMATCH
                       : bsr_analysis_load (analysis)->penetrated ? BSR_VERDICT_CONSISTENT
                                                                     : BSR_VERDICT_INCONCLUSIVE;
  set_verdict_line (self->findings_button, self->findings_image, self->findings_label, verdict, text);
}

/* Names of the checks that answered @verdict: "mass of the load, goods". */
static char *
names_of_checks (BsrAnalysis *analysis, BsrVerdict verdict)
{
  g_autoptr (GString) names = g_string_new (NULL);
  for (int i = 0; i < bsr_analysis_n_checks (analysis); i++)
    {
      const BsrCheckResult *check = bsr_analysis_check (analysis, i);
      if (check->verdict != verdict)
        continue;
      if (names->len > 0)
        /* Translators: between the members of a list. */
        g_string_append (names, _ (", "));
      g_string_append (names, bsr_vocabulary_check (check->check));
    }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static void
show_manifest (BsrAssessment *self, BsrAnalysis *analysis)
{
  g_autofree char *misfits = names_of_checks (analysis, BSR_VERDICT_MISMATCH);
  g_autofree char *open = names_of_checks (analysis, BSR_VERDICT_INCONCLUSIVE);
  g_autofree char *text = NULL;
  BsrVerdict verdict = bsr_analysis_manifest_verdict (analysis);
  if (bsr_analysis_n_checks (analysis) <= 0)
    {
      verdict = BSR_VERDICT_INCONCLUSIVE;
      text = g_strdup (_ ("No declaration to hold the scan against"));
    }
  else if (misfits != NULL)
    {
      verdict = BSR_VERDICT_MISMATCH;
      /* Translators: a list of manifest checks follows. */
      text = g_strdup_printf (_ ("Does not fit the manifest: %s"), misfits);
    }
  else if (open != NULL && verdict != BSR_VERDICT_CONSISTENT)
    {
      verdict = BSR_VERDICT_INCONCLUSIVE;
      text = g_strdup_printf (_ ("Manifest: could not be decided: %s"), open);
    }
  else
    text = g_strdup (_ ("Fits the manifest as far as checked"));
  set_verdict_line (self->manifest_button, self->manifest_image, self->manifest_label, verdict,
                    text);
}

static void
show_judged (BsrAssessment *self, BsrAnalysis *analysis)
{
  const BsrLoad *load = bsr_analysis_load (analysis);
  const char *const *remarks = bsr_analysis_remarks (analysis);
  g_autofree char *text = NULL;
  if (load == NULL)
    text = g_strdup (_ ("The load could not be described"));
  else if (!load->penetrated && remarks != NULL && *remarks != NULL)
    /* Translators: a heading over sentences on what was opaque or assumed. */
    text = g_strdup (_ ("Not everything could be judged"));
  else if (load->penetrated)
    text = g_strdup (_ ("The beam got through all of the load"));
  else if (!(load->opaque_fraction > 0.0)) /* not stated */
    text = g_strdup (_ ("Part of the load could not be seen through"));
  else if (load->opaque_fraction < SMALLEST_SHARE_SAID)
    /* xgettext:no-c-format */
    text = g_strdup (_ ("Less than 0.1 % of the container could not be seen through"));
  else
    text = g_strdup_printf (_ ("%.1f %% of the container could not be seen through"),
                            100.0 * load->opaque_fraction);
  if (load != NULL && load->penetrated)
    set_verdict_line (self->judged_box, self->judged_image, self->judged_label,
                      BSR_VERDICT_CONSISTENT, text);
  else
    set_line (self->judged_box, self->judged_image, self->judged_label, "bsr-opaque-symbolic",
              "inconclusive", text);
}

static void
show_remarks (BsrAssessment *self, BsrAnalysis *analysis)
{
  const char *const *remarks = analysis != NULL ? bsr_analysis_remarks (analysis) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  for (; remarks != NULL && *remarks != NULL; remarks++)
    g_string_append_printf (text, "%s• %s", text->len > 0 ? "\n" : "", *remarks);
  gtk_label_set_label (self->remarks_label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->remarks_label), text->len > 0);
}

void
bsr_assessment_show_analysis (BsrAssessment *self, BsrAnalysis *analysis, gboolean running,
                              gboolean in_colours)
{
  g_return_if_fail (BSR_IS_ASSESSMENT (self));
  show_remarks (self, analysis);
  gtk_widget_set_visible (self->manifest_button, analysis != NULL);
  gtk_widget_set_visible (self->judged_box, analysis != NULL);
  if (analysis == NULL)
    {
      set_verdict_line (self->findings_button, self->findings_image, self->findings_label,
                        BSR_VERDICT_INCONCLUSIVE,
                        running      ? _ ("Being analysed")
                        : in_colours ? _ ("Cannot be analysed: a picture in colours")
                                     : _ ("Not analysed yet"));
      return;
    }
  show_findings (self, analysis);
  show_manifest (self, analysis);
  show_judged (self, analysis);
}

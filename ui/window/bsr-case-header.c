#include "bsr-case-header.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "bsr-fact-line.h"
#include "bsr-report-words.h"
#include "bsr-vocabulary.h"

struct _BsrCaseHeader
{
  GtkWidget parent;
  GtkLabel *container_label, *state_label, *priority_label, *simulated_label, *alarm_label;
  GtkLabel *flag_label, *facts_label, *status_label;
  GtkDropDown *scan_drop_down;
  GtkWidget *busy_box, *cancel_button, *again_button;
  GtkProgressBar *progress_bar;

  BsrSession *session;
  GSignalGroup *dossier_signals;
  gboolean filling; /* the list of scans is being made */
};

G_DEFINE_FINAL_TYPE (BsrCaseHeader, bsr_case_header, GTK_TYPE_WIDGET)

gboolean
bsr_case_header_is_simulated (const BsrScan *scan)
{
  g_return_val_if_fail (scan != NULL, FALSE);
  g_autofree char *name = g_ascii_strdown (scan->scanner != NULL ? scan->scanner : "", -1);
  return strstr (name, "simulated") != NULL;
}

static void
set_chip (GtkLabel *label, const char *text, const char *style)
{
  const char *classes[] = { "chip", style, NULL };
  gtk_label_set_label (label, text);
  gtk_widget_set_css_classes (GTK_WIDGET (label), classes);
}

/* Why the container was flagged: "Risk 0.55: vague goods description, route change". */
static char *
flag_text (const BsrCase *flagged)
{
  g_autofree char *reasons = g_strjoinv (_ (", "), flagged->flag_reasons);
  if (isnan (flagged->risk))
    return *reasons != '\0' ? g_steal_pointer (&reasons)
                            : g_strdup (_ ("Flagged without a stated reason"));
  if (*reasons == '\0')
    return g_strdup_printf (_ ("Risk %.2f"), flagged->risk);
  /* Translators: risk from targeting, 0 to 1, and the reasons it gave. */
  return g_strdup_printf (_ ("Risk %.2f: %s"), flagged->risk, reasons);
}

static void
add_fact (GPtrArray *facts, char *fact)
{
  if (fact != NULL && *fact != '\0')
    g_ptr_array_add (facts, fact);
  else
    g_free (fact);
}

/* Case, container type, voyage and scan in one line. */
static char *
facts_text (const BsrCase *flagged, const BsrScan *scan)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  add_fact (facts, g_strdup (flagged->id));
  add_fact (facts, g_strdup (flagged->size_type));
  if (flagged->cut_off != NULL)
    add_fact (facts, bsr_vocabulary_cut_off (flagged->cut_off, now));
  if (flagged->port_of_lading != NULL && flagged->port_of_discharge != NULL)
    add_fact (facts, bsr_fact_way (flagged->port_of_lading, flagged->port_of_discharge,
                                   gtk_widget_get_default_direction ()));
  if (flagged->vessel != NULL)
    add_fact (facts, flagged->voyage != NULL
                         ? g_strdup_printf ("%s %s", flagged->vessel, flagged->voyage)
                         : g_strdup (flagged->vessel));
  if (scan != NULL)
    {
      add_fact (facts, g_strdup (scan->scanner));
      if (scan->acquired != NULL)
        add_fact (facts, bsr_vocabulary_time (scan->acquired));
    }
  g_ptr_array_add (facts, NULL);
  return bsr_fact_line ((const char *const *) facts->pdata, gtk_widget_get_default_direction ());
}

static BsrScan *
current_scan (BsrDossier *dossier)
{
  int index = bsr_dossier_scan_index (dossier);
  return index >= 0 ? bsr_dossier_scan (dossier, index) : NULL;
}

/* An instrument's alarm is never taken for a finding of ours. Names of makers and models may be
 * longer than the header: which instrument it is says the tooltip, and the manifest's page. */
static void
show_alarm (BsrCaseHeader *self, BsrDossier *dossier)
{
  const BsrReported *alarm = bsr_reported_alarm (bsr_dossier_reports (dossier));
  g_autofree char *words = alarm != NULL ? bsr_report_words_alarm (alarm) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->alarm_label), words != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->alarm_label), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->alarm_label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words != NULL ? words : "",
                                  -1);
}

static void
show_case (BsrCaseHeader *self)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  if (dossier == NULL)
    return;
  const BsrCase *flagged = bsr_dossier_case (dossier);
  const BsrScan *scan = current_scan (dossier);
  BsrCaseState state = bsr_dossier_state (dossier);
  g_autofree char *flag = flag_text (flagged);
  g_autofree char *facts = facts_text (flagged, scan);
  gtk_label_set_label (self->container_label, flagged->container);
  set_chip (self->state_label, bsr_vocabulary_state (state), bsr_vocabulary_state_style (state));
  set_chip (self->priority_label, bsr_vocabulary_priority (flagged->priority),
            flagged->priority == BSR_PRIORITY_URGENT ? "urgent"
            : flagged->priority == BSR_PRIORITY_HIGH ? "high"
                                                     : "routine");
  gtk_widget_set_visible (GTK_WIDGET (self->simulated_label),
                          scan != NULL && bsr_case_header_is_simulated (scan));
  show_alarm (self, dossier);
  gtk_label_set_label (self->flag_label, flag);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->flag_label), flag);
  gtk_label_set_label (self->facts_label, facts);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->facts_label), facts);
}

static void
fill_scans (BsrCaseHeader *self)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  int n = dossier != NULL ? bsr_dossier_n_scans (dossier) : 0;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  for (int i = 0; i < n; i++)
    {
      const BsrScan *scan = bsr_dossier_scan (dossier, i);
      g_autofree char *time =
          scan->acquired != NULL ? bsr_vocabulary_time (scan->acquired) : g_strdup (scan->name);
      /* Translators: the number of a scan of the case, and when it was taken. */
      g_autofree char *name = g_strdup_printf (_ ("Scan %d · %s"), i + 1, time);
      gtk_string_list_append (names, name);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->scan_drop_down, G_LIST_MODEL (names));
  if (n > 0)
    gtk_drop_down_set_selected (self->scan_drop_down, (guint) bsr_dossier_scan_index (dossier));
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->scan_drop_down), n > 1);
}

static void
scan_selected_cb (BsrCaseHeader *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  guint selected = gtk_drop_down_get_selected (drop_down);
  if (!self->filling && self->session != NULL && selected != GTK_INVALID_LIST_POSITION)
    bsr_dossier_set_scan_index (bsr_session_dossier (self->session), (int) selected);
}

static void
dossier_changed_cb (BsrCaseHeader *self)
{
  g_signal_group_set_target (self->dossier_signals, bsr_session_dossier (self->session));
  fill_scans (self);
  show_case (self);
}

static void
busy_changed_cb (BsrCaseHeader *self)
{
  gboolean busy;
  double progress;
  g_autofree char *status = NULL;
  g_object_get (self->session, "busy", &busy, "progress", &progress, "status", &status, NULL);
  gtk_widget_set_visible (self->busy_box, busy);
  if (progress > 0.0)
    {
      /* Translators: what is being done, and how far it is. */
      g_autofree char *text = g_strdup_printf (_ ("%s, %.0f %%"), status, 100.0 * progress);
      gtk_label_set_label (self->status_label, text);
    }
  else
    gtk_label_set_label (self->status_label, status != NULL ? status : "");
  gtk_progress_bar_set_fraction (self->progress_bar, progress);
}

void
bsr_case_header_show_analysing (BsrCaseHeader *self, gboolean analysing, gboolean can_analyse)
{
  g_return_if_fail (BSR_IS_CASE_HEADER (self));
  gtk_widget_set_visible (self->cancel_button, analysing);
  gtk_widget_set_visible (self->again_button, can_analyse);
}

static void
bsr_case_header_dispose (GObject *object)
{
  BsrCaseHeader *self = BSR_CASE_HEADER (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->dossier_signals);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bsr_case_header_parent_class)->dispose (object);
}

static void
bsr_case_header_class_init (BsrCaseHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_case_header_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/window/bsr-case-header.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrCaseHeader, container_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCaseHeader, state_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCaseHeader, priority_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCaseHeader, simulated_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCaseHeader, alarm_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCaseHeader, flag_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCaseHeader, facts_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCaseHeader, status_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCaseHeader, scan_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BsrCaseHeader, busy_box);
  gtk_widget_class_bind_template_child (widget_class, BsrCaseHeader, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, BsrCaseHeader, again_button);
  gtk_widget_class_bind_template_child (widget_class, BsrCaseHeader, progress_bar);
  gtk_widget_class_bind_template_callback (widget_class, scan_selected_cb);
}

static void
bsr_case_header_init (BsrCaseHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->dossier_signals = g_signal_group_new (BSR_TYPE_DOSSIER);
  g_signal_group_connect_swapped (self->dossier_signals, "notify::state", G_CALLBACK (show_case),
                                  self);
  g_signal_group_connect_swapped (self->dossier_signals, "notify::scan-index",
                                  G_CALLBACK (show_case), self);
}

void
bsr_case_header_set_session (BsrCaseHeader *self, BsrSession *session)
{
  g_return_if_fail (BSR_IS_CASE_HEADER (self) && self->session == NULL);
  static const char *const busy_properties[] = { "notify::busy", "notify::progress",
                                                 "notify::status" };
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::dossier", G_CALLBACK (dossier_changed_cb), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (busy_properties); i++)
    g_signal_connect_object (session, busy_properties[i], G_CALLBACK (busy_changed_cb), self,
                             G_CONNECT_SWAPPED);
  dossier_changed_cb (self);
  busy_changed_cb (self);
}

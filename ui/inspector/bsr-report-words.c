#include "bsr-report-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "bsr-check-words.h"
#include "bsr-vocabulary.h"

/* Digits of a position of ISO 9711-1: bay (3), row (2), tier (2). */
#define POSITION_DIGITS 7

static void
fact_free (gpointer data)
{
  BsrReportFact *fact = data;
  g_free (fact->name);
  g_free (fact->value);
  g_free (fact);
}

/* @value: (transfer full) (nullable): not stated */
static void
add (GPtrArray *facts, const char *name, char *value)
{
  if (value == NULL || *value == '\0')
    {
      g_free (value);
      return;
    }
  BsrReportFact *fact = g_new (BsrReportFact, 1);
  *fact = (BsrReportFact){ g_strdup (name), value };
  g_ptr_array_add (facts, fact);
}

static char *
join (const char *const *parts)
{
  return g_strjoinv (_ (", "), (char **) parts);
}

static char *
mass (double kg)
{
  return isnan (kg) ? NULL : bsr_check_words_quantity (kg, "kg");
}

char *
bsr_report_words_position (const char *position)
{
  if (position == NULL)
    return NULL;
  if (strlen (position) != POSITION_DIGITS || strspn (position, "0123456789") != POSITION_DIGITS)
    return g_strdup (position);
  /* Translators: where a container stands aboard a ship. */
  return g_strdup_printf (_ ("bay %.3s, row %.2s, tier %.2s"), position, position + 3, position + 5);
}

static char *
voyage (const BsrStowage *stowage)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *imo = stowage->imo != NULL ? g_strdup_printf ("IMO %s", stowage->imo) : NULL;
  const char *all[] = { stowage->vessel, imo, stowage->voyage };
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] != NULL)
      g_strv_builder_add (parts, all[i]);
  g_auto (GStrv) said = g_strv_builder_end (parts);
  return join ((const char *const *) said);
}

GPtrArray *
bsr_report_words_stowage (const BsrStowage *stowage)
{
  g_return_val_if_fail (stowage != NULL, NULL);
  GPtrArray *facts = g_ptr_array_new_with_free_func (fact_free);
  add (facts, _ ("Dangerous goods"), join ((const char *const *) stowage->dangerous));
  add (facts, _ ("Position"), bsr_report_words_position (stowage->position));
  /* Translators: of a container with its load, as SOLAS demands it. */
  add (facts, _ ("Verified gross mass"), mass (stowage->vgm_kg));
  add (facts, _ ("Gross mass"), mass (stowage->gross_kg));
  add (facts, _ ("Loaded in"), g_strdup (stowage->port_of_lading));
  add (facts, _ ("Discharged in"), g_strdup (stowage->port_of_discharge));
  add (facts, _ ("Ship"), voyage (stowage));
  add (facts, _ ("Size and type"), g_strdup (stowage->size_type));
  if (stowage->empty >= 0)
    add (facts, _ ("Carried as"), g_strdup (stowage->empty ? _ ("empty") : _ ("full")));
  return facts;
}

char *
bsr_report_words_ratio (double counts, double seconds, double background, double background_s)
{
  if (!(counts >= 0.0) || !(seconds > 0.0) || !(background >= 0.0) || !(background_s > 0.0))
    return NULL;
  if (background <= 0.0)
    return g_strdup (counts > 0.0 ? _ ("no background was counted") : _ ("as the background"));
  double ratio = counts / seconds / (background / background_s);
  if (ratio >= 0.95 && ratio < 1.05)
    return g_strdup (_ ("as the background"));
  /* Translators: how much was counted, against what is counted without a container. */
  return g_strdup_printf (_ ("%.1f times the background"), ratio);
}

static char *
counted (double counts, const BsrRadiation *radiation, double background)
{
  if (isnan (counts))
    return NULL;
  g_autofree char *number = bsr_check_words_quantity (counts, NULL);
  g_autofree char *ratio = bsr_report_words_ratio (counts, radiation->duration_s, background,
                                                   radiation->background_s);
  /* Translators: counts of an instrument, and how they are to the background. */
  return ratio != NULL ? g_strdup_printf (_ ("%s, %s"), number, ratio)
                       : g_steal_pointer (&number);
}

GPtrArray *
bsr_report_words_radiation (const BsrRadiation *radiation)
{
  g_return_val_if_fail (radiation != NULL, NULL);
  GPtrArray *facts = g_ptr_array_new_with_free_func (fact_free);
  add (facts, _ ("Alarms"), join ((const char *const *) radiation->alarms));
  add (facts, _ ("Nuclides named"), join ((const char *const *) radiation->nuclides));
  add (facts, _ ("Gamma counts"), counted (radiation->gamma, radiation, radiation->background_gamma));
  add (facts, _ ("Neutron counts"),
       counted (radiation->neutron, radiation, radiation->background_neutron));
  add (facts, _ ("Measured"), radiation->at != NULL ? bsr_vocabulary_time (radiation->at) : NULL);
  if (!isnan (radiation->duration_s))
    /* Translators: how long was measured, seconds. */
    add (facts, _ ("Duration"), g_strdup_printf (_ ("%.1f s"), radiation->duration_s));
  add (facts, _ ("Instrument"), g_strdup (radiation->instrument));
  return facts;
}

char *
bsr_report_words_source (const BsrReported *reported)
{
  g_return_val_if_fail (reported != NULL, NULL);
  const char *instrument = reported->radiation != NULL ? reported->radiation->instrument : NULL;
  return g_strdup (instrument != NULL ? instrument : reported->report->source);
}

char *
bsr_report_words_alarm (const BsrReported *reported)
{
  g_return_val_if_fail (reported != NULL && reported->radiation != NULL, NULL);
  g_autofree char *source = bsr_report_words_source (reported);
  /* Translators: %s: an instrument, by maker and model, or the file of a measurement. */
  if (reported->radiation->alarm == 1)
    return g_strdup_printf (_ ("Radiation alarm reported by %s"), source);
  if (reported->radiation->alarm == 0)
    /* Translators: the same. */
    return g_strdup_printf (_ ("No radiation alarm reported by %s"), source);
  /* Translators: the same. */
  return g_strdup_printf (_ ("%s does not say whether there was an alarm"), source);
}

char *
bsr_report_words_remark (const BsrManifestRemark *remark)
{
  g_return_val_if_fail (remark != NULL, NULL);
  g_autofree char *line
      /* Translators: a line of a file. */
      = remark->line > 0 ? g_strdup_printf (_ ("line %d"), remark->line) : NULL;
  g_autofree char *member
      = remark->line == 0 && remark->place != NULL ? bsr_vocabulary_member (remark->place) : NULL;
  const char *all[] = { line, remark->place, NULL };
  g_autofree char *place = line != NULL ? join (all) : g_steal_pointer (&member);
  const char *fate = remark->kept ? _ ("kept as it stands") : _ ("left out");
  if (place == NULL)
    return g_strdup_printf ("%s · %s", remark->reason, fate);
  /* Translators: a place in a file, what is wrong there, and what was done with it. */
  return g_strdup_printf (_ ("%s: %s · %s"), place, remark->reason, fate);
}

char *
bsr_report_words_origin (const BsrCaseReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  g_autofree char *at = report->at != NULL ? bsr_vocabulary_time (report->at) : NULL;
  if (report->officer == NULL || at == NULL)
    return g_strdup (report->source);
  /* Translators: a file, who brought it in, and when. */
  return g_strdup_printf (_ ("%s · brought in by %s, %s"), report->source, report->officer, at);
}

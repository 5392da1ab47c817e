#include "bsr-record-reports.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-case-report.h"
#include "bsr-intake-result.h"
#include "bsr-manifest-remarks.h"
#include "bsr-record-extras.h"

void
bsr_record_reports_write (BsrJsonWriter *writer, GPtrArray *reports)
{
  g_return_if_fail (writer != NULL && reports != NULL);
  bsr_json_writer_begin_array (writer, "reports");
  for (guint i = 0; i < reports->len; i++)
    {
      const BsrCaseReport *report = reports->pdata[i];
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "kind", bsr_case_report_kind_to_string (report->kind));
      bsr_json_writer_string (writer, "source", report->source);
      bsr_json_writer_string (writer, "sha256", report->sha256);
      bsr_json_writer_string (writer, "officer", report->officer);
      bsr_json_writer_date_time (writer, "at", report->at);
      bsr_json_writer_document (writer, "report", report->json);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

/* Adds "label value" to a list of facts, where there is a value. */
static void
add_text (GStrvBuilder *facts, const char *label, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_autofree char *fact = g_strdup_printf ("%s %s", label, value);
  g_strv_builder_add (facts, fact);
}

static void
add_number (GStrvBuilder *facts, const char *label, double value, const char *unit)
{
  if (isnan (value))
    return;
  g_autofree char *text = g_strdup_printf ("%.10g%s", value, unit);
  add_text (facts, label, text);
}

static void
append_facts (GString *text, const char *label, GStrvBuilder *facts)
{
  g_auto (GStrv) words = g_strv_builder_end (facts);
  g_autofree char *line = g_strjoinv (", ", words);
  bsr_record_extras_append_line (text, label, *line != '\0' ? line : _ ("nothing stated"));
}

static void
append_stowage (GString *text, const BsrCaseReport *report)
{
  g_autoptr (BsrStowage) stowage = bsr_stowage_from_json (report->json, -1, NULL);
  if (stowage == NULL)
    return;
  g_autoptr (GStrvBuilder) facts = g_strv_builder_new ();
  g_autofree char *dangerous = g_strjoinv (" ", stowage->dangerous);
  add_text (facts, _ ("position"), stowage->position);
  add_text (facts, _ ("vessel"), stowage->vessel);
  add_text (facts, _ ("voyage"), stowage->voyage);
  add_text (facts, _ ("from"), stowage->port_of_lading);
  add_text (facts, _ ("to"), stowage->port_of_discharge);
  add_number (facts, _ ("gross"), stowage->gross_kg, " kg");
  add_number (facts, _ ("verified gross"), stowage->vgm_kg, " kg");
  add_text (facts, _ ("dangerous"), dangerous);
  if (stowage->empty >= 0)
    g_strv_builder_add (facts, stowage->empty ? _ ("empty") : _ ("full"));
  append_facts (text, _ ("Stowage"), facts);
}

static void
append_radiation (GString *text, const BsrCaseReport *report)
{
  g_autoptr (BsrRadiation) radiation = bsr_radiation_from_json (report->json, -1, NULL);
  if (radiation == NULL)
    return;
  g_autoptr (GStrvBuilder) facts = g_strv_builder_new ();
  g_autofree char *at = radiation->at != NULL ? g_date_time_format_iso8601 (radiation->at) : NULL;
  g_autofree char *alarms = g_strjoinv ("; ", radiation->alarms);
  g_autofree char *nuclides = g_strjoinv (" ", radiation->nuclides);
  if (radiation->alarm >= 0)
    g_strv_builder_add (facts, radiation->alarm ? _ ("ALARM") : _ ("no alarm"));
  add_text (facts, _ ("said"), alarms);
  add_text (facts, _ ("nuclides"), nuclides);
  add_number (facts, _ ("gamma"), radiation->gamma, "");
  add_number (facts, _ ("neutrons"), radiation->neutron, "");
  add_number (facts, _ ("in"), radiation->duration_s, " s");
  add_number (facts, _ ("background gamma"), radiation->background_gamma, "");
  add_number (facts, _ ("background neutrons"), radiation->background_neutron, "");
  add_number (facts, _ ("background in"), radiation->background_s, " s");
  add_text (facts, _ ("at"), at);
  add_text (facts, _ ("by"), radiation->instrument);
  append_facts (text, _ ("Radiation"), facts);
}

static void
append_remarks (GString *text, const BsrCaseReport *report)
{
  g_autoptr (GPtrArray) remarks = bsr_manifest_remarks_from_json (report->json, -1, NULL);
  for (guint i = 0; remarks != NULL && i < remarks->len; i++)
    {
      BsrIntakeRemark remark = { report->source, remarks->pdata[i] };
      g_autofree char *line = bsr_intake_remark_to_string (&remark);
      bsr_record_extras_append_line (text, _ ("Remark"), line);
    }
}

void
bsr_record_reports_append (GString *text, GPtrArray *reports)
{
  g_return_if_fail (text != NULL && reports != NULL);
  static void (*const append[]) (GString *, const BsrCaseReport *) = {
    [BSR_CASE_REPORT_MANIFEST] = append_remarks,
    [BSR_CASE_REPORT_STOWAGE] = append_stowage,
    [BSR_CASE_REPORT_RADIATION] = append_radiation,
  };
  for (guint i = 0; i < reports->len; i++)
    {
      const BsrCaseReport *report = reports->pdata[i];
      append[report->kind](text, report);
      bsr_record_extras_append_line (text, _ ("  From"), report->source);
    }
}

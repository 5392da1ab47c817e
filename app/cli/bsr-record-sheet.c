#include "bsr-record-sheet.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-analysis.h"
#include "bsr-case-file.h"
#include "bsr-console.h"
#include "bsr-declared-text.h"
#include "bsr-json-writer.h"
#include "bsr-record-extras.h"
#include "bsr-scan-file.h"
#include "bsr-store-arrivals.h"
#include "bsr-store-handling.h"
#include "bsr-term.h"

static gboolean
read_scan (BsrRecordSheet *sheet, BsrStore *store, const BsrScan *scan, GError **error)
{
  g_autoptr (GError) problem = NULL;
  char *analysis = bsr_store_get_analysis (store, scan->id, &problem);
  g_ptr_array_add (sheet->analyses, analysis);
  g_autoptr (GPtrArray) marks
      = problem == NULL ? bsr_store_list_annotations (store, scan->id, &problem) : NULL;
  g_autoptr (GPtrArray) contests
      = problem == NULL ? bsr_store_list_contests (store, scan->id, &problem) : NULL;
  g_autoptr (BsrContribution) reference
      = problem == NULL ? bsr_store_get_contribution (store, scan->sha256, NULL, &problem) : NULL;
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  g_ptr_array_add (sheet->annotations, g_steal_pointer (&marks));
  g_ptr_array_add (sheet->contests, g_steal_pointer (&contests));
  /* The same pixels may stand in the library for another case. */
  gboolean is_own
      = reference != NULL && g_str_equal (reference->case_id, sheet->flagged->id);
  g_ptr_array_add (sheet->references, is_own ? g_steal_pointer (&reference) : NULL);
  return TRUE;
}

static void
contribution_free (gpointer contribution)
{
  bsr_contribution_free (contribution);
}

gboolean
bsr_record_sheet_read (BsrRecordSheet *sheet, BsrStore *store, const char *case_id, GError **error)
{
  g_return_val_if_fail (sheet != NULL && store != NULL && case_id != NULL, FALSE);

  *sheet = (BsrRecordSheet){
    .analyses = g_ptr_array_new_with_free_func (g_free),
    .annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref),
    .contests = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref),
    .references = g_ptr_array_new_with_free_func (contribution_free),
  };
  sheet->flagged = bsr_store_get_case (store, case_id, error);
  if (sheet->flagged == NULL || !bsr_store_get_state (store, case_id, &sheet->state, error)
      || (sheet->scans = bsr_store_list_scans (store, case_id, error)) == NULL
      || (sheet->decisions = bsr_store_list_decisions (store, case_id, error)) == NULL
      || (sheet->outcomes = bsr_store_list_outcomes (store, case_id, error)) == NULL
      || (sheet->views = bsr_store_list_views (store, case_id, error)) == NULL
      || (sheet->caveats = bsr_store_list_caveats (store, case_id, error)) == NULL
      || (sheet->photographs = bsr_store_list_photographs (store, case_id, error)) == NULL
      || (sheet->declarations = bsr_store_list_declarations (store, case_id, error)) == NULL
      || (sheet->reports = bsr_store_list_reports (store, case_id, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < sheet->scans->len; i++)
    if (!read_scan (sheet, store, g_ptr_array_index (sheet->scans, i), error))
      return FALSE;
  return TRUE;
}

void
bsr_record_sheet_clear (BsrRecordSheet *sheet)
{
  g_return_if_fail (sheet != NULL);

  g_clear_pointer (&sheet->flagged, bsr_case_unref);
  GPtrArray **arrays[] = { &sheet->scans, &sheet->analyses, &sheet->annotations, &sheet->contests,
                           &sheet->references, &sheet->decisions, &sheet->outcomes, &sheet->views,
                           &sheet->caveats, &sheet->photographs, &sheet->declarations,
                           &sheet->reports };
  for (gsize i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_clear_pointer (arrays[i], g_ptr_array_unref);
}

static void
write_annotation (BsrJsonWriter *writer, BsrAnnotation *annotation)
{
  int n_points;
  const BsrPoint *points = bsr_annotation_points (annotation, &n_points);
  bsr_json_writer_begin_object (writer, NULL);
  bsr_json_writer_string (writer, "id", bsr_annotation_id (annotation));
  bsr_json_writer_string (writer, "shape", bsr_shape_to_string (bsr_annotation_shape (annotation)));
  bsr_json_writer_string (writer, "category",
                          bsr_category_to_string (bsr_annotation_category (annotation)));
  bsr_json_writer_begin_array (writer, "points");
  for (int i = 0; i < n_points; i++)
    bsr_json_writer_numbers (writer, NULL, (double[]){ points[i].x, points[i].y }, 2);
  bsr_json_writer_end_array (writer);
  bsr_json_writer_string (writer, "text", bsr_annotation_text (annotation));
  bsr_json_writer_end_object (writer);
}

static void
write_contest (BsrJsonWriter *writer, const BsrContest *contest)
{
  bsr_json_writer_begin_object (writer, NULL);
  bsr_json_writer_string (writer, "check", contest->check);
  if (contest->item >= 0)
    bsr_json_writer_integer (writer, "item", contest->item);
  bsr_json_writer_string (writer, "reason", contest->reason);
  bsr_json_writer_string (writer, "officer", contest->officer);
  bsr_json_writer_date_time (writer, "at", contest->at);
  bsr_json_writer_end_object (writer);
}

/* Left out where the load does not stand in the library. */
static void
write_reference (BsrJsonWriter *writer, const BsrContribution *reference)
{
  if (reference == NULL)
    return;
  bsr_json_writer_begin_object (writer, "reference");
  bsr_json_writer_string (writer, "supervisor", reference->supervisor);
  bsr_json_writer_date_time (writer, "at", reference->at);
  bsr_json_writer_end_object (writer);
}

static void
write_scan (BsrJsonWriter *writer, const BsrRecordSheet *sheet, guint index)
{
  const BsrScan *scan = g_ptr_array_index (sheet->scans, index);
  const char *analysis = g_ptr_array_index (sheet->analyses, index);
  GPtrArray *marks = g_ptr_array_index (sheet->annotations, index);
  GPtrArray *contests = g_ptr_array_index (sheet->contests, index);
  g_autofree char *description = bsr_scan_to_json (scan);

  bsr_json_writer_begin_object (writer, NULL);
  bsr_json_writer_string (writer, "file", scan->name);
  bsr_json_writer_string (writer, "sha256", scan->sha256);
  if (scan->described)
    bsr_json_writer_document (writer, "description", description);
  if (analysis != NULL)
    bsr_json_writer_document (writer, "analysis", analysis);
  bsr_json_writer_begin_array (writer, "annotations");
  for (guint i = 0; i < marks->len; i++)
    write_annotation (writer, g_ptr_array_index (marks, i));
  bsr_json_writer_end_array (writer);
  bsr_json_writer_begin_array (writer, "contests");
  for (guint i = 0; i < contests->len; i++)
    write_contest (writer, g_ptr_array_index (contests, i));
  bsr_json_writer_end_array (writer);
  write_reference (writer, g_ptr_array_index (sheet->references, index));
  bsr_json_writer_end_object (writer);
}

/* Left out where @state is NULL. */
static void
write_view_state (BsrJsonWriter *writer, const char *member, const BsrViewState *state)
{
  g_autofree char *json = state != NULL ? bsr_view_state_to_json (state) : NULL;
  if (json != NULL)
    bsr_json_writer_document (writer, member, json);
}

/* Those with a name, and how officers left the scans. */
static void
write_views (BsrJsonWriter *writer, const BsrRecordSheet *sheet)
{
  bsr_json_writer_begin_array (writer, "views");
  for (guint i = 0; i < sheet->views->len; i++)
    {
      const BsrKeptView *view = g_ptr_array_index (sheet->views, i);
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "name", view->name);
      bsr_json_writer_string (writer, "officer", view->officer);
      bsr_json_writer_date_time (writer, "at", view->at);
      write_view_state (writer, "view", view->state);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

static void
write_acts (BsrJsonWriter *writer, const BsrRecordSheet *sheet)
{
  bsr_json_writer_begin_array (writer, "decisions");
  for (guint i = 0; i < sheet->decisions->len; i++)
    {
      const BsrDecision *decision = g_ptr_array_index (sheet->decisions, i);
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "decision", bsr_decision_kind_to_string (decision->kind));
      bsr_json_writer_string (writer, "reason", decision->reason);
      bsr_json_writer_string (writer, "code", decision->code);
      bsr_json_writer_string (writer, "officer", decision->officer);
      bsr_json_writer_date_time (writer, "at", decision->at);
      bsr_viewing_write (writer, "viewing", decision->viewing);
      write_view_state (writer, "seen", decision->seen);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
  bsr_json_writer_begin_array (writer, "outcomes");
  for (guint i = 0; i < sheet->outcomes->len; i++)
    {
      const BsrOutcome *outcome = g_ptr_array_index (sheet->outcomes, i);
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "result", bsr_outcome_result_to_string (outcome->result));
      bsr_json_writer_string (writer, "extent", bsr_examination_extent_to_string (outcome->extent));
      bsr_json_writer_string (writer, "found", outcome->found);
      bsr_json_writer_number (writer, "quantity_kg", outcome->quantity_kg);
      bsr_json_writer_string (writer, "officer", outcome->officer);
      bsr_json_writer_date_time (writer, "at", outcome->at);
      bsr_physical_examination_write (writer, "examination", outcome->examination);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

char *
bsr_record_sheet_to_json (const BsrRecordSheet *sheet)
{
  g_return_val_if_fail (sheet != NULL, NULL);

  g_autofree char *flagged = bsr_case_to_json (sheet->flagged);
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", "basira-record/1");
  bsr_json_writer_string (writer, "state", bsr_case_state_to_string (sheet->state));
  bsr_json_writer_document (writer, "case", flagged);
  bsr_record_extras_write_doubts (writer, sheet);
  bsr_json_writer_begin_array (writer, "scans");
  for (guint i = 0; i < sheet->scans->len; i++)
    write_scan (writer, sheet, i);
  bsr_json_writer_end_array (writer);
  write_acts (writer, sheet);
  write_views (writer, sheet);
  bsr_record_extras_write (writer, sheet);
  return bsr_json_writer_finish (writer);
}

static void
append_items (GString *text, const BsrCase *flagged, const BsrCodeList *codes)
{
  for (guint i = 0; i < flagged->items->len; i++)
    {
      g_autofree char *line = bsr_declared_to_text (g_ptr_array_index (flagged->items, i), codes);
      bsr_record_extras_append_line (text, _ ("Declared"), line);
    }
  if (flagged->empty)
    bsr_record_extras_append_line (text, _ ("Declared"), _ ("empty"));
}

/* "2026-11-05 08:15  OFFICER  WHAT: WHY" */
static void
append_act (GString *text, const char *label, GDateTime *at, const char *officer, const char *what,
            const char *why)
{
  g_autofree char *when = g_date_time_format (at, "%Y-%m-%d %H:%M");
  g_autofree char *line = g_strdup_printf ("%s  %s  %s: %s", when, officer, what, why);
  bsr_record_extras_append_line (text, label, line);
}

static void
append_scan (GString *text, const BsrRecordSheet *sheet, guint index)
{
  const BsrScan *scan = g_ptr_array_index (sheet->scans, index);
  const char *json = g_ptr_array_index (sheet->analyses, index);
  GPtrArray *marks = g_ptr_array_index (sheet->annotations, index);
  GPtrArray *contests = g_ptr_array_index (sheet->contests, index);
  g_autoptr (BsrAnalysis) analysis = json != NULL ? bsr_analysis_from_json (json, -1, NULL) : NULL;
  bsr_record_extras_append_line (text, _ ("Scan"), scan->name);
  if (analysis != NULL && bsr_analysis_n_findings (analysis) > 0)
    {
      g_autofree char *line =
          g_strdup_printf (_ ("%d findings, the strongest %.2f: %s"), bsr_analysis_n_findings (analysis),
                           bsr_analysis_finding (analysis, 0)->score,
                           bsr_analysis_finding_reason (analysis, 0));
      bsr_record_extras_append_line (text, _ ("  Analysis"), line);
    }
  else
    bsr_record_extras_append_line (text, _ ("  Analysis"), analysis != NULL ? _ ("no findings") : _ ("none yet"));
  for (guint i = 0; i < marks->len; i++)
    {
      BsrAnnotation *mark = g_ptr_array_index (marks, i);
      BsrShape shape = bsr_annotation_shape (mark);
      gboolean is_measurement = bsr_shape_is_measurement (shape);
      g_autofree char *line = g_strdup_printf (
          "%s: %s",
          is_measurement ? bsr_shape_to_string (shape)
                         : bsr_category_to_string (bsr_annotation_category (mark)),
          bsr_annotation_text (mark));
      bsr_record_extras_append_line (text, is_measurement ? _ ("  Measurement") : _ ("  Mark"), line);
    }
  for (guint i = 0; i < contests->len; i++)
    {
      const BsrContest *contest = g_ptr_array_index (contests, i);
      append_act (text, _ ("  Contested"), contest->at, contest->officer, contest->check,
                  contest->reason);
    }
  const BsrContribution *reference = g_ptr_array_index (sheet->references, index);
  if (reference != NULL)
    append_act (text, _ ("  Reference"), reference->at, reference->supervisor, _ ("confirmed"),
                _ ("in the library of loads"));
}

static void
append_viewing (GString *text, const BsrViewing *viewing)
{
  if (viewing == NULL)
    return;
  /* Translators: shares of the container; then the object, by its edge and its steel equivalent. */
  g_autofree char *line = g_strdup_printf (
      _ ("displayed %.0f %%, not penetrated %.0f %% (for an object of %.0f mm, %.0f mm of steel)"),
      100.0 * viewing->displayed, 100.0 * viewing->not_penetrated, viewing->object_mm,
      viewing->object_steel_mm);
  bsr_record_extras_append_line (text, _ ("  Looked at"), line);
}

char *
bsr_record_sheet_to_text (const BsrRecordSheet *sheet, const BsrCodeList *codes)
{
  g_return_val_if_fail (sheet != NULL, NULL);

  const BsrCase *flagged = sheet->flagged;
  GString *text = g_string_new (NULL);
  bsr_record_extras_append_line (text, _ ("Case"), flagged->id);
  bsr_record_extras_append_line (text, _ ("Container"), flagged->container);
  bsr_record_extras_append_line (text, _ ("State"), bsr_case_state_to_string (sheet->state));
  bsr_record_extras_append_caveats (text, sheet);
  bsr_record_extras_append_line (text, _ ("Priority"), bsr_priority_to_string (flagged->priority));
  bsr_record_extras_append_line (text, _ ("Shipper"), flagged->shipper);
  bsr_record_extras_append_line (text, _ ("Consignee"), flagged->consignee);
  g_autofree char *expired = flagged->personal_expired != NULL
                                 ? g_date_time_format (flagged->personal_expired,
                                                       _ ("expired on %Y-%m-%d"))
                                 : NULL;
  bsr_record_extras_append_line (text, _ ("Traders' names"), expired);
  append_items (text, flagged, codes);
  bsr_record_extras_append_doubts (text, sheet);
  for (guint i = 0; i < sheet->scans->len; i++)
    append_scan (text, sheet, i);
  for (guint i = 0; i < sheet->decisions->len; i++)
    {
      const BsrDecision *decision = g_ptr_array_index (sheet->decisions, i);
      append_act (text, _ ("Decision"), decision->at, decision->officer,
                  bsr_decision_kind_to_string (decision->kind), decision->reason);
      if (decision->code != NULL
          && !g_str_equal (bsr_term_word (BSR_TERMS_REASON, decision->code), decision->reason))
        bsr_record_extras_append_line (text, _ ("  Reason"), bsr_term_word (BSR_TERMS_REASON, decision->code));
      append_viewing (text, decision->viewing);
    }
  for (guint i = 0; i < sheet->outcomes->len; i++)
    {
      const BsrOutcome *outcome = g_ptr_array_index (sheet->outcomes, i);
      append_act (text, _ ("Outcome"), outcome->at, outcome->officer,
                  bsr_outcome_result_to_string (outcome->result), outcome->found);
      bsr_record_extras_append_examination (text, outcome->examination);
    }
  bsr_record_extras_append (text, sheet);
  return g_string_free (text, FALSE);
}

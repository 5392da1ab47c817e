#include <glib/gi18n-lib.h>

#include "bsr-act.h"
#include "bsr-annotation-record.h"
#include "bsr-error.h"
#include "bsr-findings.h"
#include "bsr-sql-jobs.h"
#include "bsr-sql-line.h"
#include "bsr-sql-store-private.h"
#include "bsr-sql-versions.h"

/* Acts on what is said of a scan: analyses, annotations, weights. */

/* The last analysis of a scan: its entry, or 0; -1 with @error. */
static gint64
read_last_analysis (BsrSql *sql, gint64 scan_id, char **json, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error, "SELECT entry, json FROM analyses WHERE scan_id = ? ORDER BY entry DESC LIMIT 1",
      "i", scan_id);
  if (rows == NULL)
    return -1;
  if (bsr_sql_next (sql, rows, &problem))
    {
      *json = g_strdup (bsr_rows_text (rows, 1));
      return bsr_rows_integer (rows, 0);
    }
  if (problem == NULL)
    return 0;
  g_propagate_error (error, problem);
  return -1;
}

gboolean
bsr_sql_store_save_analysis (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                             const char *json, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  g_autoptr (BsrFindings) findings = bsr_findings_read (json, error);
  g_auto (BsrAct) act = { 0 };
  if (findings == NULL || !bsr_act_begin (&act, sql, actor, error))
    return FALSE;
  g_autofree char *last = NULL;
  if (read_last_analysis (sql, scan_id, &last, error) < 0)
    return FALSE;
  if (g_strcmp0 (last, json) == 0)
    return TRUE;
  if (!bsr_sql_check_analysis (&act, scan_id, error))
    return FALSE;
  return bsr_sql_commit_analysis (&act, scan_id, json, findings, error);
}

gboolean
bsr_sql_commit_analysis (BsrAct *act, gint64 scan_id, const char *json, const BsrFindings *findings,
                         GError **error)
{
  g_autofree char *case_id = bsr_sql_read_case_of_scan (act->sql, scan_id, error);
  g_autofree char *last = NULL;
  gint64 before = case_id != NULL ? read_last_analysis (act->sql, scan_id, &last, error) : -1;
  if (before < 0)
    return FALSE;
  bsr_json_writer_string (act->detail, "case", case_id);
  if (before > 0)
    bsr_json_writer_integer (act->detail, "from", before); /* the entry of the one that stood */
  bsr_json_writer_integer (act->detail, "to", act->entry);
  bsr_json_writer_string (act->detail, "engine", findings->engine);
  bsr_json_writer_integer (act->detail, "findings", findings->ids->len);
  bsr_json_writer_number (act->detail, "top_score", findings->top_score);
  g_autofree char *subject = bsr_sql_subject_of_scan (scan_id);
  return bsr_sql_run (act->sql, error,
                      "INSERT INTO analyses (entry, scan_id, json, findings, top_score)"
                      " VALUES (?, ?, ?, ?, ?)",
                      "iittr", act->entry, scan_id, json, findings->digest, findings->top_score)
         && bsr_sql_line_refresh (act->sql, case_id, error)
         && bsr_sql_close_job (act->sql, scan_id, error)
         && bsr_act_commit (act, "analysis-saved", subject,
                            &(BsrRecordKind){ BSR_RECORD_ANALYSIS }, error);
}

/* (transfer full) (nullable): the annotation as it stands; NULL without @error: not there. */
static BsrAnnotation *
read_annotation (BsrSql *sql, gint64 scan_id, const char *id, GError **error)
{
  g_autoptr (BsrRows) rows
      = bsr_sql_query (sql, error,
                       "SELECT removed, shape, category, points, text FROM annotation_versions"
                       " WHERE scan_id = ? AND annotation_id = ? ORDER BY entry DESC LIMIT 1",
                       "it", scan_id, id);
  if (rows == NULL || !bsr_sql_next (sql, rows, error) || bsr_rows_integer (rows, 0) != 0)
    return NULL;
  return bsr_annotation_record_read (id, bsr_rows_text (rows, 1), bsr_rows_text (rows, 2),
                                     bsr_rows_text (rows, 3), bsr_rows_text (rows, 4), error);
}

static gboolean
is_same (BsrAnnotation *a, BsrAnnotation *b)
{
  g_autofree char *points_a = bsr_annotation_record_points (a);
  g_autofree char *points_b = bsr_annotation_record_points (b);
  return bsr_annotation_shape (a) == bsr_annotation_shape (b)
         && bsr_annotation_category (a) == bsr_annotation_category (b)
         && g_str_equal (bsr_annotation_text (a), bsr_annotation_text (b))
         && g_str_equal (points_a, points_b);
}

/* (transfer full): in few words what an officer sees of it; (nullable): it is not there. */
static char *
words_of (BsrAnnotation *annotation)
{
  if (annotation == NULL)
    return g_strdup (_ ("removed"));
  const char *shape = bsr_shape_words (bsr_annotation_shape (annotation));
  const char *text = bsr_annotation_text (annotation);
  return *text != '\0' ? g_strdup_printf ("%s: %s", shape, text) : g_strdup (shape);
}

/* Holds the version that the actor had before him against the one that stands. */
static gboolean
check_annotation (BsrAct *act, gint64 scan_id, const char *id, BsrAnnotation *theirs,
                  BsrAnnotation *yours, GError **error)
{
  g_autofree char *their_words = words_of (theirs);
  g_autofree char *your_words = words_of (yours);
  return bsr_sql_check_annotation (act, scan_id, id, their_words, your_words, error);
}

/* What the log says of an annotation; nothing where it is %NULL. */
static void
describe (BsrJsonWriter *writer, const char *member, BsrAnnotation *annotation)
{
  if (annotation == NULL)
    return;
  g_autofree char *points = bsr_annotation_record_points (annotation);
  bsr_json_writer_begin_object (writer, member);
  bsr_json_writer_string (writer, "shape",
                          bsr_shape_to_string (bsr_annotation_shape (annotation)));
  bsr_json_writer_string (writer, "category",
                          bsr_category_to_string (bsr_annotation_category (annotation)));
  bsr_json_writer_string (writer, "points", points);
  bsr_json_writer_string (writer, "text", bsr_annotation_text (annotation));
  bsr_json_writer_end_object (writer);
}

/* Writes the version that makes @before (%NULL: there was none) into @after (%NULL: it is removed), and
 * ends the act. */
static gboolean
write_annotation (BsrAct *act, const char *case_id, gint64 scan_id, BsrAnnotation *before,
                  BsrAnnotation *after, GError **error)
{
  BsrAnnotation *annotation = after != NULL ? after : before;
  const char *name = after == NULL    ? "annotation-removed"
                     : before == NULL ? "annotation-added"
                                      : "annotation-changed";
  const char *shape = bsr_shape_to_string (bsr_annotation_shape (annotation));
  const char *category = bsr_category_to_string (bsr_annotation_category (annotation));
  g_autofree char *points = bsr_annotation_record_points (annotation);
  bsr_json_writer_string (act->detail, "case", case_id);
  bsr_json_writer_string (act->detail, "annotation", bsr_annotation_id (annotation));
  describe (act->detail, "from", before);
  describe (act->detail, "to", after);
  g_autofree char *subject = bsr_sql_subject_of_scan (scan_id);
  return bsr_sql_run (act->sql, error,
                      "INSERT INTO annotation_versions (entry, scan_id, annotation_id, removed,"
                      " shape, category, points, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                      "iititttt", act->entry, scan_id, bsr_annotation_id (annotation),
                      (gint64) (after == NULL), shape, category, points, bsr_annotation_text (annotation))
         && bsr_act_commit (act, name, subject, &(BsrRecordKind){ BSR_RECORD_ANNOTATION_VERSION },
                            error);
}

gboolean
bsr_sql_store_put_annotation (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                              BsrAnnotation *annotation, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error))
    return FALSE;
  g_autofree char *case_id = bsr_sql_read_case_of_scan (sql, scan_id, error);
  if (case_id == NULL)
    return FALSE;
  g_autoptr (BsrAnnotation) before
      = read_annotation (sql, scan_id, bsr_annotation_id (annotation), &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (before != NULL && is_same (before, annotation))
    return TRUE;
  if (!check_annotation (&act, scan_id, bsr_annotation_id (annotation), before, annotation, error))
    return FALSE;
  return write_annotation (&act, case_id, scan_id, before, annotation, error);
}

gboolean
bsr_sql_store_remove_annotation (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                 const char *id, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error))
    return FALSE;
  g_autofree char *case_id = bsr_sql_read_case_of_scan (sql, scan_id, error);
  if (case_id == NULL)
    return FALSE;
  g_autoptr (BsrAnnotation) before = read_annotation (sql, scan_id, id, &problem);
  if (problem == NULL)
    check_annotation (&act, scan_id, id, before, NULL, &problem);
  if (problem == NULL && before == NULL)
    g_set_error (&problem, BSR_ERROR, BSR_ERROR_INVALID, _ ("scan %lld has no annotation '%s'"),
                 (long long) scan_id, id);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  return write_annotation (&act, case_id, scan_id, before, NULL, error);
}

/* How the finding is weighed now; -1 with @error. */
static int
read_weight (BsrSql *sql, gint64 scan_id, int finding_id, const char *digest, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT weights.weight FROM weights JOIN analyses ON analyses.entry = weights.analysis"
      " WHERE weights.scan_id = ? AND weights.finding_id = ? AND analyses.findings = ?"
      " ORDER BY weights.entry DESC LIMIT 1",
      "iit", scan_id, (gint64) finding_id, digest);
  if (rows == NULL)
    return -1;
  gboolean any = bsr_sql_next (sql, rows, &problem);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return any               ? MAX (bsr_finding_weight_from_string (bsr_rows_text (rows, 0)), 0)
         : problem == NULL ? (int) BSR_WEIGHT_OPEN
                           : -1;
}

gboolean
bsr_sql_store_weigh_finding (BsrStore *store, const BsrActor *actor, gint64 scan_id, int finding_id,
                             BsrFindingWeight weight, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error))
    return FALSE;
  g_autofree char *case_id = bsr_sql_read_case_of_scan (sql, scan_id, error);
  g_autofree char *json = NULL;
  gint64 analysis = case_id != NULL ? read_last_analysis (sql, scan_id, &json, error) : -1;
  if (analysis < 0)
    return FALSE;
  g_autoptr (BsrFindings) findings = json != NULL ? bsr_findings_read (json, error) : NULL;
  if (json != NULL && findings == NULL)
    return FALSE;
  if (findings == NULL || !bsr_findings_have (findings, finding_id))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("scan %lld has no finding %d"),
                   (long long) scan_id, finding_id);
      return FALSE;
    }
  int before = read_weight (sql, scan_id, finding_id, findings->digest, error);
  if (before < 0 || before == (int) weight)
    return before >= 0;

  const char *name = bsr_finding_weight_to_string (weight);
  if (!bsr_sql_check_weight (&act, scan_id, finding_id,
                             bsr_finding_weight_words ((BsrFindingWeight) before),
                             bsr_finding_weight_words (weight), error))
    return FALSE;
  bsr_json_writer_string (act.detail, "case", case_id);
  bsr_json_writer_integer (act.detail, "finding", finding_id);
  bsr_json_writer_string (act.detail, "from",
                          bsr_finding_weight_to_string ((BsrFindingWeight) before));
  bsr_json_writer_string (act.detail, "to", name);
  g_autofree char *subject = bsr_sql_subject_of_scan (scan_id);
  return bsr_sql_run (sql, error,
                      "INSERT INTO weights (entry, scan_id, analysis, finding_id, weight)"
                      " VALUES (?, ?, ?, ?, ?)",
                      "iiiit", act.entry, scan_id, analysis, (gint64) finding_id, name)
         && bsr_act_commit (&act, "finding-weighed", subject, &(BsrRecordKind){ BSR_RECORD_WEIGHT },
                            error);
}

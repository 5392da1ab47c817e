#include "bench-cases.h"

#include <math.h>
#include <string.h>

#include "bsr-act.h"
#include "bsr-case-file.h"
#include "bsr-container-number.h"
#include "bsr-findings.h"
#include "bsr-sql-line.h"
#include "bsr-sql-store-private.h"

/* Cases in one transaction: as many as one fits well into memory. */
#define BATCH 2000
/* One case in so many is open. */
#define OPEN 100
#define N_OFFICERS 40
/* One in so many scans waits to be analysed anew; so many stations have a case in hand. */
#define QUEUED 100
#define CLAIMED 50
#define RARE 10
#define PIXELS "bench.tiff"
/* 2024-01-01 00:00 UTC; the cases of a year, one after the other. */
#define BEGIN_S G_GINT64_CONSTANT (1704067200)
#define YEAR_S (365 * 24 * 3600)

static const struct
{
  const char *hs, *description;
} goods[] = {
  { "080390", "Fresh bananas in cartons" },
  { "440710", "Sawn pine, planed" },
  { "870899", "Parts and accessories of vehicles" },
  { "640399", "Chaussures en cuir pour hommes" },
  { "070200", "Tomates fraîches, calibre 57-67" },
  { "220421", "Vin rouge en bouteilles de 75 cl" },
  { "610910", "قمصان قطنية للرجال" },
  { "100630", "أرز أبيض طويل الحبة" },
  { "690721", "بلاط سيراميك مزجج" },
  { "847130", "Portable computers with chargers" },
  { "720839", "Hot-rolled steel in coils" },
  { "392410", "Vaisselle en matières plastiques" },
  { "090111", "بن أخضر غير محمص" },
  { "401110", "New pneumatic tyres for motor cars" },
  { "940360", "Meubles en bois pour chambres" },
  { "252329", "أسمنت بورتلاند في أكياس" },
};
static const char *const sorts[]
    = { "grade A", "second choix", "درجة أولى",  "for retail sale",
        "en vrac", "للتصدير",      "palletised", "sous emballage carton" };
static const char *const ladings[]
    = { "CNSHA", "ECGYE", "FRLEH", "TRMER", "INNSA", "BRSSZ", "EGALY", "ESVLC" };
static const char *const discharges[] = { "MAPTM", "MACAS", "MAAGA" };
static const char *const origins[]
    = { "CN", "EC", "FR", "TR", "IN", "BR", "EG", "ES", "FI", "VN", "ID" };
static const char *const owners[]
    = { "MSCU", "CSQU", "TGHU", "CMAU", "HLXU", "MAEU", "OOLU", "TCLU" };

/* A number below @below that depends on @i and @what alone: SplitMix64 (Steele, Lea and Flood
 * 2014). */
static guint
draw (int i, int what, guint below)
{
  guint64 z = ((guint64) i * 64 + (guint64) what + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return (guint) ((z ^ (z >> 31)) % below);
}

static char *
container_number (int i)
{
  int digit = 0;
  g_autofree char *number = g_strdup_printf ("%s%06u0", owners[draw (i, 1, G_N_ELEMENTS (owners))],
                                             draw (i, 2, 1000000));
  bsr_container_number_check (number, &digit);
  number[strlen (number) - 1] = (char) ('0' + digit);
  return g_steal_pointer (&number);
}

BsrCase *
bench_case (int i, int n)
{
  g_autofree char *id = g_strdup_printf ("MAPTM-2024-%07d", i);
  g_autofree char *container = container_number (i);
  BsrCase *flagged = bsr_case_new (id, container);
  guint kind = draw (i, 3, G_N_ELEMENTS (goods));
  BsrManifestItem *item = bsr_case_add_item (flagged, goods[kind].hs);
  gboolean rare = i % MAX (n / RARE, 1) == MAX (n / RARE, 1) / 2;
  item->description = g_strdup_printf ("%s, %s, lot %u%s", goods[kind].description,
                                       sorts[draw (i, 4, G_N_ELEMENTS (sorts))], draw (i, 5, 10000),
                                       rare ? " " BENCH_RARE_WORD : "");
  item->origin = g_strdup (origins[draw (i, 6, G_N_ELEMENTS (origins))]);
  item->gross_kg = 1000.0 + draw (i, 7, 22000);
  guint luck = draw (i, 8, 100);
  flagged->priority = luck < 4    ? BSR_PRIORITY_URGENT
                      : luck < 20 ? BSR_PRIORITY_HIGH
                                  : BSR_PRIORITY_ROUTINE;
  flagged->risk = luck % 10 == 9 ? (double) NAN : draw (i, 9, 1000) / 1000.0;
  gint64 raised = BEGIN_S + (gint64) ((double) i / n * YEAR_S);
  flagged->cut_off = g_date_time_new_from_unix_utc (raised + 3600 * (6 + draw (i, 10, 96)));
  flagged->bill_of_lading = g_strdup_printf ("MEDU%07d", i / 3);
  flagged->port_of_lading = g_strdup (ladings[draw (i, 11, G_N_ELEMENTS (ladings))]);
  flagged->port_of_discharge = g_strdup (discharges[draw (i, 12, G_N_ELEMENTS (discharges))]);
  flagged->size_type = g_strdup (i % 2 == 0 ? "22G1" : "45G1");
  return flagged;
}

/* One store being filled. */
typedef struct
{
  BsrSqlStore *store;
  BsrAct act;
  BsrActor actor;
  int n, i;
  gboolean same_pixels, last;
  char *case_id, *pixels;
} Fill;

/* Ends the entry that is open; the last one of a transaction commits it. */
static gboolean
write_entry (Fill *fill, const char *name, gint64 scan, const BsrRecordKind *kind, gboolean last,
             GError **error)
{
  g_autofree char *subject = scan != 0 ? g_strdup_printf ("scan:%" G_GINT64_FORMAT, scan)
                                       : g_strconcat ("case:", fill->case_id, NULL);
  return last && fill->last ? bsr_act_commit (&fill->act, name, subject, kind, error)
                            : bsr_act_write (&fill->act, name, subject, kind, error);
}

static gboolean
declare (Fill *fill, const BsrCase *flagged, GError **error)
{
  g_autofree char *json = bsr_case_to_json (flagged);
  bsr_json_writer_string (fill->act.detail, "container", flagged->container);
  bsr_json_writer_integer (fill->act.detail, "version", 1);
  return bsr_sql_run (fill->act.sql, error,
                      "INSERT INTO case_versions (entry, case_id, json) VALUES (?, ?, ?)", "itt",
                      fill->act.entry, flagged->id, json)
         && bsr_sql_run (fill->act.sql, error,
                         "INSERT INTO cases (id, declaration, arrival, container, goods, risk, "
                         "priority, cut_off)"
                         " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                         "tiittrii", flagged->id, fill->act.entry, fill->act.entry,
                         flagged->container, bsr_sql_goods (flagged), flagged->risk,
                         (gint64) flagged->priority, bsr_sql_cut_off (flagged))
         && write_entry (fill, "case-imported", 0, &(BsrRecordKind){ BSR_RECORD_CASE_VERSION },
                         FALSE, error);
}

static gboolean
add_scan (Fill *fill, gint64 *scan, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s.tiff", fill->case_id);
  g_autofree char *content = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
  const char *pixels = fill->same_pixels ? fill->pixels : content;
  *scan = fill->act.entry;
  bsr_json_writer_string (fill->act.detail, "case", fill->case_id);
  bsr_json_writer_string (fill->act.detail, "name", name);
  return bsr_sql_run (fill->act.sql, error,
                      "INSERT INTO scans (entry, case_id, name, file, sha256, content)"
                      " VALUES (?, ?, ?, ?, ?, ?)",
                      "ittttt", *scan, fill->case_id, name, PIXELS, pixels, content)
         && write_entry (fill, "scan-added", *scan, &(BsrRecordKind){ BSR_RECORD_SCAN }, FALSE,
                         error);
}

static gboolean
analyse (Fill *fill, gint64 scan, GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_string_append_printf (
      json,
      "{\"format\": \"basira-analysis/1\", \"scan\": {\"file\": \"%s.tiff\", \"sha256\": \"%s\","
      " \"width\": 2048, \"height\": 768, \"planes\": 2}, \"anomalies\": [",
      fill->case_id, fill->pixels);
  for (int f = 0; f < 3; f++)
    g_string_append_printf (json,
                            "%s{\"id\": %d, \"box\": [%u, %u, 60, 40], \"score\": 0.%03u,"
                            " \"reason\": \"Denser than its surroundings\"}",
                            f > 0 ? ", " : "", f + 1, draw (fill->i, 20 + f, 1900),
                            draw (fill->i, 30 + f, 700), 50 + draw (fill->i, 40 + f, 900));
  g_string_append (json, "], \"engine\": {\"version\": \"1\", \"elapsed_ms\": 900}}");
  g_autoptr (BsrFindings) findings = bsr_findings_read (json->str, error);
  if (findings == NULL)
    return FALSE;
  bsr_json_writer_string (fill->act.detail, "case", fill->case_id);
  bsr_json_writer_integer (fill->act.detail, "findings", findings->ids->len);
  return bsr_sql_run (fill->act.sql, error,
                      "INSERT INTO analyses (entry, scan_id, json, findings, top_score) VALUES (?, "
                      "?, ?, ?, ?)",
                      "iittr", fill->act.entry, scan, json->str, findings->digest,
                      findings->top_score)
         && write_entry (fill, "analysis-saved", scan, &(BsrRecordKind){ BSR_RECORD_ANALYSIS },
                         FALSE, error);
}

static gboolean
decide (Fill *fill, const char *kind, GError **error)
{
  bsr_json_writer_string (fill->act.detail, "decision", kind);
  return bsr_sql_run (fill->act.sql, error,
                      "INSERT INTO decisions (entry, case_id, kind, reason, officer, at) VALUES "
                      "(?, ?, ?, ?, ?, ?)",
                      "ittttt", fill->act.entry, fill->case_id, kind, "as seen in the image",
                      fill->actor.officer, fill->act.at)
         && write_entry (fill, "decided", 0, &(BsrRecordKind){ BSR_RECORD_DECISION }, FALSE, error);
}

static gboolean
look (Fill *fill, gboolean last, GError **error)
{
  return write_entry (fill, "case-viewed", 0, NULL, last, error);
}

static gboolean
examine (Fill *fill, GError **error)
{
  const char *result = draw (fill->i, 13, 8) == 0 ? "misdeclared" : "conforming";
  bsr_json_writer_string (fill->act.detail, "result", result);
  return bsr_sql_run (fill->act.sql, error,
                      "INSERT INTO outcomes (entry, case_id, result, extent, found, officer, at)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?)",
                      "itttttt", fill->act.entry, fill->case_id, result, "full", "",
                      fill->actor.officer, fill->act.at)
         && write_entry (fill, "outcome-recorded", 0, &(BsrRecordKind){ BSR_RECORD_OUTCOME }, TRUE,
                         error);
}

static gboolean
add_case (Fill *fill, GError **error)
{
  g_autoptr (BsrCase) flagged = bench_case (fill->i, fill->n);
  gboolean open = fill->i % OPEN == OPEN - 1, scanned = !open || draw (fill->i, 14, 5) > 0;
  gboolean examined = draw (fill->i, 15, 10) == 0;
  gint64 scan = 0;
  g_free (fill->case_id);
  fill->case_id = g_strdup (flagged->id);
  if (!declare (fill, flagged, error))
    return FALSE;
  if (!scanned)
    return look (fill, FALSE, error) && look (fill, FALSE, error) && look (fill, FALSE, error)
           && look (fill, TRUE, error);
  if (!add_scan (fill, &scan, error) || !analyse (fill, scan, error))
    return FALSE;
  if (open && draw (fill->i, 16, 4) > 0)
    return look (fill, FALSE, error) && look (fill, TRUE, error);
  if (open)
    return decide (fill, draw (fill->i, 17, 2) == 0 ? "second-opinion" : "examine", error)
           && look (fill, TRUE, error);
  return examined ? decide (fill, "examine", error) && examine (fill, error)
                  : decide (fill, "release", error) && look (fill, TRUE, error);
}

static gboolean
add_batch (Fill *fill, int end, GError **error)
{
  memset (&fill->act, 0, sizeof fill->act);
  if (!bsr_act_begin (&fill->act, fill->store->sql, &fill->actor, error))
    return FALSE;
  gboolean good = TRUE;
  for (; good && fill->i < end; fill->i++)
    {
      g_autofree char *officer = g_strdup_printf ("officer %u", draw (fill->i, 18, N_OFFICERS));
      fill->actor.officer = officer;
      fill->last = fill->i + 1 == end;
      good = add_case (fill, error);
    }
  bsr_act_clear (&fill->act);
  return good;
}

/* (transfer full): how the indexes of the list are made, which are dropped: a million lines are
 * written faster without. The one that a constraint needs stays. */
static GStrv
drop_indexes (BsrSql *sql, GError **error)
{
  GError *problem = NULL;
  g_autoptr (GStrvBuilder) made = g_strv_builder_new ();
  g_autoptr (GString) drops = g_string_new (NULL);
  {
    g_autoptr (BsrRows) rows = bsr_sql_query (
        sql, error,
        bsr_sql_engine (sql) == BSR_SQL_SQLITE
            ? "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'cases' AND "
              "sql IS NOT NULL"
              " AND name <> 'cases_declaration'"
            : "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema ()"
              " AND tablename = 'cases' AND indexname <> 'cases_pkey'",
        "");
    while (rows != NULL && bsr_sql_next (sql, rows, &problem))
      {
        g_string_append_printf (drops, "DROP INDEX %s;", bsr_rows_text (rows, 0));
        g_strv_builder_add (made, bsr_rows_text (rows, 1));
      }
  }
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL && bsr_sql_execute (sql, drops->str, error) ? g_strv_builder_end (made)
                                                                     : NULL;
}

/* What follows from the records, all at once; and the indexes. */
static gboolean
finish (BsrSql *sql, GStrv indexes, GError **error)
{
  gboolean good = bsr_sql_begin (sql, BSR_SQL_WRITE, error) && bsr_sql_line_fill (sql, error)
                  && bsr_sql_execute (sql,
                                      "UPDATE cases SET (state, n_scans, top_score, n_caveats) ="
                                      " (SELECT state, n_scans, top_score, n_caveats FROM case_standing"
                                      " WHERE case_standing.id = cases.id);"
                                      " UPDATE cases SET (officer, found, found_entry) ="
                                      " (SELECT officer, found, found_entry FROM case_marks"
                                      " WHERE case_marks.id = cases.id)",
                                      error);
  good = good
         && bsr_sql_run (sql, error,
                         "INSERT INTO analysis_jobs (scan_id, state, priority, cut_off)"
                         " SELECT scans.entry, CASE WHEN scans.entry % ? = 0 THEN 'waiting' ELSE 'done' END,"
                         " priority, cut_off FROM scans JOIN cases ON cases.id = case_id",
                         "i", (gint64) QUEUED)
         && bsr_sql_run (sql, error,
                         "INSERT INTO case_claims (case_id, officer, station, since, lease_until)"
                         " SELECT id, 'officer 9', id, '2024-01-01T00:00:00Z', '9999-01-01T00:00:00Z'"
                         " FROM cases WHERE work = 0 ORDER BY urgency LIMIT ?",
                         "i", (gint64) CLAIMED);
  good = good && bsr_sql_commit (sql, error) && bsr_sql_begin (sql, BSR_SQL_WRITE, error);
  for (; good && *indexes != NULL; indexes++)
    good = bsr_sql_execute (sql, *indexes, error);
  good = good && bsr_sql_commit (sql, error);
  bsr_sql_rollback (sql);
  return good
         && (bsr_sql_engine (sql) == BSR_SQL_SQLITE || bsr_sql_execute (sql, "ANALYZE", error));
}

gboolean
bench_cases_fill (BsrStore *store, int n, gboolean same_pixels, GError **error)
{
  g_return_val_if_fail (BSR_IS_SQL_STORE (store) && n >= RARE, FALSE);
  Fill fill = { .store = BSR_SQL_STORE (store),
                .n = n,
                .same_pixels = same_pixels,
                .actor = { "officer 0", "lane 2" } };
  g_autofree char *path = bsr_vault_path (fill.store->vault, PIXELS);
  g_autofree char *folder = g_path_get_dirname (path);
  g_mkdir_with_parents (folder, 0700);
  gboolean good = g_file_set_contents (path, PIXELS, -1, error);
  fill.pixels = g_compute_checksum_for_string (G_CHECKSUM_SHA256, PIXELS, -1);
  BsrSql *sql = fill.store->sql;
  if (good && bsr_sql_engine (sql) == BSR_SQL_SQLITE)
    good = bsr_sql_execute (
        sql,
        "PRAGMA cache_size = -1000000; PRAGMA synchronous = NORMAL; PRAGMA temp_store = memory",
        error);
  g_auto (GStrv) indexes = good ? drop_indexes (sql, error) : NULL;
  good = indexes != NULL;
  while (good && fill.i < n)
    good = add_batch (&fill, MIN (fill.i + BATCH, n), error);
  good = good && finish (sql, indexes, error);
  g_free (fill.case_id);
  g_free (fill.pixels);
  return good;
}

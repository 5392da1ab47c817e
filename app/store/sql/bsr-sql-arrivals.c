#include "bsr-sql-arrivals.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-sql-again.h"
#include "bsr-sql-store-private.h"

/* Acts on what comes by itself: a scan is taken, linked, set aside, taken back; a file is refused.
 */

static char *
subject_of_arrival (gint64 id)
{
  return g_strdup_printf ("arrival:%" G_GINT64_FORMAT, id);
}

static const char *
low_of (const BsrVaultItem *item)
{
  return item->low_sha256 != NULL ? item->low_sha256 : "";
}

/* What came by itself with these pixels: its id, or 0; -1 with @error. */
static gint64
find_arrival (BsrSql *sql, const BsrVaultItem *item, GError **error)
{
  return bsr_sql_find (sql, error,
                       "SELECT entry FROM arrivals"
                       " WHERE sha256 = ? AND coalesce (low_sha256, '') = ?",
                       "tt", item->sha256, low_of (item));
}

gboolean
bsr_sql_refresh_arrival (BsrSql *sql, const BsrVaultItem *item, GError **error)
{
  gint64 id = find_arrival (sql, item, error);
  return id == 0
         || (id > 0
             && bsr_sql_run (sql, error,
                             "UPDATE arrival_lines SET standing ="
                             " (SELECT standing FROM arrival_standing WHERE arrival = ?1)"
                             " WHERE arrival = ?1",
                             "i", id));
}

/* --- Linking --------------------------------------------------------------------------------- */

/* (transfer full): those of @case_ids that have no scan of these pixels yet, each once; %NULL with
 * _INVALID: there is no such case. */
static GPtrArray *
list_unlinked (BsrSql *sql, const BsrVaultItem *item, const char *const *case_ids, GError **error)
{
  g_autoptr (GPtrArray) unlinked = g_ptr_array_new ();
  for (; *case_ids != NULL; case_ids++)
    {
      BsrCaseState state;
      if (!bsr_sql_read_state (sql, *case_ids, &state, error))
        return NULL;
      gint64 scan = bsr_sql_find (sql, error,
                                  "SELECT entry FROM scans WHERE sha256 = ?"
                                  " AND coalesce (low_sha256, '') = ? AND case_id = ?",
                                  "ttt", item->sha256, low_of (item), *case_ids);
      if (scan < 0)
        return NULL;
      if (scan == 0 && !g_ptr_array_find_with_equal_func (unlinked, *case_ids, g_str_equal, NULL))
        g_ptr_array_add (unlinked, (gpointer) *case_ids);
    }
  return g_steal_pointer (&unlinked);
}

/* Ends @act with a scan of each case of @case_ids, which are not none, each under an entry of its
 * own. */
static gboolean
commit_links (BsrAct *act, gint64 id, const BsrVaultItem *item, GPtrArray *case_ids, GError **error)
{
  const BsrRecordKind record = BSR_RECORD_SCAN;
  for (guint i = 0; i < case_ids->len; i++)
    {
      const char *case_id = case_ids->pdata[i];
      BsrCaseState state;
      g_autofree char *subject = bsr_sql_subject_of_scan (act->entry);
      bsr_json_writer_integer (act->detail, "arrival", id);
      if (!bsr_sql_read_state (act->sql, case_id, &state, error)
          || !bsr_sql_write_scan (act, case_id, item, state, error))
        return FALSE;
      if (i + 1 == case_ids->len)
        return bsr_act_commit (act, "scan-linked", subject, &record, error);
      if (!bsr_act_write (act, "scan-linked", subject, &record, error))
        return FALSE;
    }
  return TRUE;
}

/* --- Taking ---------------------------------------------------------------------------------- */

/* Writes what is said of the scan into the entry. (transfer full): @containers, as a record has
 * them. */
static char *
note_statement (BsrAct *act, const BsrVaultItem *item, const char *const *containers,
                const char *reason)
{
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_strings (writer, "containers", containers);
  bsr_json_writer_string (act->detail, "name", item->name);
  bsr_json_writer_string (act->detail, "pixels", item->sha256);
  bsr_json_writer_strings (act->detail, "containers", containers);
  bsr_json_writer_string (act->detail, "reason", reason);
  return bsr_json_writer_finish (writer);
}

static gboolean
write_arrival (BsrAct *act, const BsrVaultItem *item, const char *const *containers,
               const char *reason, GError **error)
{
  g_autofree char *json = note_statement (act, item, containers, reason);
  return bsr_sql_run (act->sql, error,
                      "INSERT INTO arrivals (entry, name, file, sha256, low_sha256, description,"
                      " content, containers, reason, officer, at)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      "itttttttttt", act->entry, item->name, item->file, item->sha256,
                      item->low_sha256, item->description, item->content, json, reason,
                      act->actor->officer, act->at)
         && bsr_sql_run (act->sql, error,
                         "INSERT INTO arrival_lines (arrival, standing)"
                         " SELECT arrival, standing FROM arrival_standing WHERE arrival = ?",
                         "i", act->entry);
}

/* Whether a case that is none of @case_ids has these pixels: -1 with @error. */
static int
is_elsewhere (BsrSql *sql, const BsrVaultItem *item, const char *const *case_ids, GError **error)
{
  g_auto (GStrv) linked = bsr_sql_read_linked_cases (sql, item->sha256, item->low_sha256, error);
  if (linked == NULL)
    return -1;
  for (int i = 0; linked[i] != NULL; i++)
    if (!g_strv_contains (case_ids, linked[i]))
      return TRUE;
  return FALSE;
}

static gint64
take_once (BsrStore *store, const BsrActor *actor, const BsrScan *scan,
           const char *const *containers, const char *const *case_ids, const char *reason,
           GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  const BsrRecordKind record = BSR_RECORD_ARRIVAL;
  /* Copied before the act begins: nobody else waits while it is. */
  g_autoptr (BsrVaultItem) item = bsr_vault_take (self->vault, scan, error);
  g_auto (BsrAct) act = { 0 };
  if (item == NULL || !bsr_act_begin (&act, self->sql, actor, error))
    return 0;
  gint64 known = find_arrival (self->sql, item, error);
  if (known != 0)
    return MAX (known, 0);
  g_autoptr (GPtrArray) unlinked = list_unlinked (self->sql, item, case_ids, error);
  int elsewhere = unlinked != NULL ? is_elsewhere (self->sql, item, case_ids, error) : -1;
  if (elsewhere > 0)
    g_ptr_array_set_size (unlinked, 0); /* a picture of one container does not become another's by its name */
  gint64 id = act.entry;
  g_autofree char *subject = subject_of_arrival (id);
  if (elsewhere < 0 || !write_arrival (&act, item, containers, reason, error))
    return 0;
  if (unlinked->len == 0)
    return bsr_act_commit (&act, "scan-taken", subject, &record, error) ? id : 0;
  return bsr_act_write (&act, "scan-taken", subject, &record, error)
                 && commit_links (&act, id, item, unlinked, error)
             ? id
             : 0;
}

/* Whether all cases are there: asked before anything is copied. */
static gboolean
has_cases (BsrStore *store, const char *const *case_ids, GError **error)
{
  BsrCaseState state;
  for (; *case_ids != NULL; case_ids++)
    if (!bsr_store_get_state (store, *case_ids, &state, error))
      return FALSE;
  return TRUE;
}

static gint64
take (BsrStore *store, const BsrActor *actor, const BsrScan *scan, const char *const *containers,
      const char *const *case_ids, const char *reason, GError **error)
{
  if (!has_cases (store, case_ids, error))
    return 0;
  BSR_SQL_AGAIN (store, actor,
                 take_once (store, &own, scan, containers, case_ids, reason, &problem));
}

/* --- What is done with one that is there ----------------------------------------------------- */

/* One that came by itself, as it stands. */
typedef struct
{
  BsrVaultItem *item;
  BsrArrivalStanding standing;
  GStrv case_ids;
} Arrival;

static void
arrival_clear (Arrival *arrival)
{
  g_clear_pointer (&arrival->item, bsr_vault_item_free);
  g_clear_pointer (&arrival->case_ids, g_strfreev);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arrival, arrival_clear)

static gboolean
read_arrival (BsrSql *sql, gint64 id, Arrival *arrival, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows
      = bsr_sql_query (sql, error,
                       "SELECT standing, name, file, sha256, low_sha256, description, content"
                       " FROM arrival_contents JOIN arrival_lines ON arrival = entry"
                       " WHERE entry = ?",
                       "i", id);
  if (rows == NULL)
    return FALSE;
  if (bsr_sql_next (sql, rows, &problem))
    {
      int standing = bsr_sql_arrival_standing_from_name (bsr_rows_text (rows, 0));
      if (standing < 0)
        return bsr_sql_damaged_record (id, error) != NULL;
      arrival->standing = (BsrArrivalStanding) standing;
      arrival->item = bsr_sql_read_vault_item (rows, 1);
      g_clear_pointer (&rows, bsr_rows_end);
      arrival->case_ids = bsr_sql_read_linked_cases (sql, arrival->item->sha256,
                                                     arrival->item->low_sha256, error);
      return arrival->case_ids != NULL;
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  else
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                 _ ("no scan %lld came into the store by itself"), (long long) id);
  return FALSE;
}

static gboolean
refuse_linked (const Arrival *arrival, GError **error)
{
  g_autofree char *cases = g_strjoinv (", ", arrival->case_ids);
  g_set_error (error, BSR_ERROR, BSR_ERROR_CONFLICT,
               _ ("the scan '%s' has been linked to case %s meanwhile"), arrival->item->name,
               cases);
  return FALSE;
}

/* Whether nobody linked it or set it aside; else _CONFLICT. */
static gboolean
check_waiting (const Arrival *arrival, GError **error)
{
  if (arrival->standing == BSR_ARRIVAL_LINKED)
    return refuse_linked (arrival, error);
  if (arrival->standing == BSR_ARRIVAL_SET_ASIDE)
    g_set_error (error, BSR_ERROR, BSR_ERROR_CONFLICT,
                 _ ("the scan '%s' has been set aside meanwhile"), arrival->item->name);
  return arrival->standing == BSR_ARRIVAL_WAITING;
}

static gboolean
link_once (BsrStore *store, const BsrActor *actor, gint64 id, const char *const *case_ids,
           gboolean only_waiting, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  g_auto (Arrival) arrival = { 0 };
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error) || !read_arrival (sql, id, &arrival, error)
      || (only_waiting && !check_waiting (&arrival, error)))
    return FALSE;
  g_autoptr (GPtrArray) unlinked = list_unlinked (sql, arrival.item, case_ids, error);
  if (unlinked == NULL || unlinked->len == 0)
    return unlinked != NULL;
  for (int i = 0; arrival.case_ids[i] != NULL; i++)
    if (!g_strv_contains (case_ids, arrival.case_ids[i]))
      return refuse_linked (&arrival, error);
  return commit_links (&act, id, arrival.item, unlinked, error);
}

static gboolean
link_to (BsrStore *store, const BsrActor *actor, gint64 id, const char *const *case_ids,
         gboolean only_waiting, GError **error)
{
  BSR_SQL_AGAIN (store, actor, link_once (store, &own, id, case_ids, only_waiting, &problem));
}

/* Whether @item may become what is known of @arrival. @known: (out): it is. */
static gboolean
check_description (const Arrival *arrival, const BsrVaultItem *item, gboolean *known,
                   GError **error)
{
  *known = g_str_equal (arrival->item->content, item->content);
  if (!g_str_equal (arrival->item->sha256, item->sha256)
      || !g_str_equal (low_of (arrival->item), low_of (item)))
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                 _ ("the description is of other pixels than those of the scan '%s'"),
                 arrival->item->name);
  else if (*known)
    return TRUE;
  else if (!check_waiting (arrival, error))
    return FALSE;
  else if (arrival->item->description != NULL)
    g_set_error (error, BSR_ERROR, BSR_ERROR_CONFLICT,
                 _ ("the scan '%s' has another description already"), arrival->item->name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
describe_once (BsrStore *store, const BsrActor *actor, gint64 id, const BsrScan *scan,
               const char *const *containers, const char *reason, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  const BsrRecordKind record = BSR_RECORD_ARRIVAL_DESCRIPTION;
  g_autoptr (BsrVaultItem) item = bsr_vault_take (self->vault, scan, error);
  g_auto (Arrival) arrival = { 0 };
  g_auto (BsrAct) act = { 0 };
  gboolean known;
  if (item == NULL || !bsr_act_begin (&act, self->sql, actor, error)
      || !read_arrival (self->sql, id, &arrival, error)
      || !check_description (&arrival, item, &known, error))
    return FALSE;
  if (known)
    return TRUE;
  g_autofree char *subject = subject_of_arrival (id);
  g_autofree char *json = note_statement (&act, arrival.item, containers, reason);
  return bsr_sql_run (
             self->sql, error,
             "INSERT INTO arrival_descriptions (entry, arrival, file, description, content,"
             " containers, reason, officer, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
             "iittttttt", act.entry, id, item->file, item->description, item->content, json, reason,
             act.actor->officer, act.at)
         && bsr_act_commit (&act, "scan-described", subject, &record, error);
}

static gboolean
describe (BsrStore *store, const BsrActor *actor, gint64 id, const BsrScan *scan,
          const char *const *containers, const char *reason, GError **error)
{
  BSR_SQL_AGAIN (store, actor, describe_once (store, &own, id, scan, containers, reason, &problem));
}

/* Says where one stands that is linked to no case. */
static gboolean
stand_once (BsrStore *store, const BsrActor *actor, gint64 id, BsrArrivalStanding standing,
            const char *reason, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  const BsrRecordKind record = BSR_RECORD_ARRIVAL_STANDING;
  const char *name = bsr_sql_arrival_standing_name (standing);
  g_auto (Arrival) arrival = { 0 };
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error) || !read_arrival (sql, id, &arrival, error))
    return FALSE;
  if (arrival.standing == BSR_ARRIVAL_LINKED)
    return refuse_linked (&arrival, error);
  if (arrival.standing == standing)
    return TRUE;
  g_autofree char *subject = subject_of_arrival (id);
  bsr_json_writer_string (act.detail, "name", arrival.item->name);
  bsr_json_writer_string (act.detail, "reason", reason);
  return bsr_sql_run (
             sql, error,
             "INSERT INTO arrival_standings (entry, arrival, standing, reason, officer, at)"
             " VALUES (?, ?, ?, ?, ?, ?)",
             "iitttt", act.entry, id, name, reason, act.actor->officer, act.at)
         && bsr_sql_refresh_arrival (sql, arrival.item, error)
         && bsr_act_commit (
             &act, standing == BSR_ARRIVAL_SET_ASIDE ? "scan-set-aside" : "scan-taken-back",
             subject, &record, error);
}

static gboolean
set_aside (BsrStore *store, const BsrActor *actor, gint64 id, const char *reason, GError **error)
{
  BSR_SQL_AGAIN (store, actor,
                 stand_once (store, &own, id, BSR_ARRIVAL_SET_ASIDE, reason, &problem));
}

static gboolean
take_back (BsrStore *store, const BsrActor *actor, gint64 id, const char *reason, GError **error)
{
  BSR_SQL_AGAIN (store, actor, stand_once (store, &own, id, BSR_ARRIVAL_WAITING, reason, &problem));
}

/* --- Files that were refused ----------------------------------------------------------------- */

static gboolean
refuse_once (BsrStore *store, const BsrActor *actor, const char *name, const char *sha256,
             const char *reason, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  const BsrRecordKind record = BSR_RECORD_FILE_REFUSAL;
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error))
    return FALSE;
  gint64 known
      = bsr_sql_find (sql, error, "SELECT entry FROM file_refusals WHERE sha256 = ? AND reason = ?",
                      "tt", sha256, reason);
  if (known != 0)
    return known > 0;
  bsr_json_writer_string (act.detail, "name", name);
  bsr_json_writer_string (act.detail, "reason", reason);
  g_autofree char *subject = g_strconcat ("file:", sha256, NULL);
  return bsr_sql_run (sql, error,
                      "INSERT INTO file_refusals (entry, name, sha256, reason, officer, at)"
                      " VALUES (?, ?, ?, ?, ?, ?)",
                      "ittttt", act.entry, name, sha256, reason, act.actor->officer, act.at)
         && bsr_act_commit (&act, "file-refused", subject, &record, error);
}

static gboolean
note_refusal (BsrStore *store, const BsrActor *actor, const char *name, const char *sha256,
              const char *reason, GError **error)
{
  BSR_SQL_AGAIN (store, actor, refuse_once (store, &own, name, sha256, reason, &problem));
}

static gboolean
add_reports (BsrStore *store, const BsrActor *actor, const char *const *case_ids,
             const BsrCaseReport *const *reports, guint n_reports, GError **error)
{
  BSR_SQL_AGAIN (store, actor,
                 bsr_sql_store_add_reports (store, &own, case_ids, reports, n_reports, &problem));
}

void
bsr_sql_store_arrivals_interface_init (BsrStoreArrivalsInterface *iface)
{
  iface->take = take;
  iface->link = link_to;
  iface->describe = describe;
  iface->set_aside = set_aside;
  iface->take_back = take_back;
  iface->note_refusal = note_refusal;
  iface->list = bsr_sql_store_list_arrivals;
  iface->list_waiting_of = bsr_sql_store_list_waiting_of;
  iface->count_waiting = bsr_sql_store_count_waiting;
  iface->find = bsr_sql_store_find_arrival;
  iface->list_cases_of = bsr_sql_store_list_cases_of;
  iface->add_reports = add_reports;
  iface->list_reports = bsr_sql_store_list_reports;
}

#include "bsr-sql-ladder.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-resource.h"
#include "bsr-sql-line.h"
#include "bsr-store-resources.h"

static const char *const steps[] = {
  "001-initial.sql",  "002-contests.sql", "003-library.sql", "004-view-states.sql",
  "005-coverage.sql", "006-act-keys.sql", "007-work.sql",    "008-checkpoints.sql",
  "009-model.sql",    "010-search.sql",  "011-access.sql",  "012-arrivals.sql",
  "013-descriptions.sql",
};

static const char *const folders[] = {
  [BSR_SQL_SQLITE] = "/org/basira/store/",
  [BSR_SQL_POSTGRESQL] = "/org/basira/store/postgres/",
};

int
bsr_sql_ladder_newest (void)
{
  return (int) G_N_ELEMENTS (steps);
}

gboolean
bsr_sql_ladder_knows (gint64 form, GError **error)
{
  if (form <= bsr_sql_ladder_newest ())
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
               _ ("the store has form %lld but this program knows forms up to %d: "
                  "a newer program made it"),
               (long long) form, bsr_sql_ladder_newest ());
  return FALSE;
}

gboolean
bsr_sql_ladder_run (BsrSql *sql, const char *path, GError **error)
{
  g_autoptr (GBytes) script = bsr_resource_load (bsr_store_resources_get_resource (), path, error);
  return script != NULL && bsr_sql_execute (sql, g_bytes_get_data (script, NULL), error);
}

static gboolean
take_step (BsrSql *sql, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (folders[bsr_sql_engine (sql)], name, NULL);
  return bsr_sql_ladder_run (sql, path, error);
}

gboolean
bsr_sql_ladder_climb (BsrSql *sql, gint64 form, GError **error)
{
  for (gint64 i = form; i < bsr_sql_ladder_newest (); i++)
    if (!take_step (sql, steps[i], error))
      return FALSE;
  return bsr_sql_line_fill (sql, error);
}

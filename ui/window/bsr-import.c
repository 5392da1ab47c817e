#include "bsr-import.h"

#include <glib/gi18n.h>

#include "bsr-error.h"
#include "bsr-intake.h"
#include "bsr-manifest-intake.h"

typedef struct
{
  BsrStore *store;
  char *officer, *station;
  GStrv paths;
  BsrCsvColumns *columns; /* (nullable): of the first path */
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->store);
  g_free (job->officer);
  g_free (job->station);
  g_strfreev (job->paths);
  g_clear_pointer (&job->columns, bsr_csv_columns_unref);
  g_free (job);
}

void
bsr_import_free (BsrImport *import)
{
  bsr_intake_result_clear (&import->result);
  g_free (import->case_id);
  g_free (import->table);
  g_clear_pointer (&import->unknown, g_ptr_array_unref);
  g_clear_pointer (&import->columns, bsr_csv_columns_unref);
  g_free (import);
}

static gboolean
is_table (const char *path)
{
  BsrManifestKind kind;
  return bsr_manifest_intake_probe (path, &kind) && kind == BSR_MANIFEST_CSV;
}

/* Whether @path, which @problem says cannot be read, is a table that only wants to be told what its
 * columns are: it is put aside then. */
static gboolean
put_aside (BsrImport *import, const char *path, const char *tables, const GError *problem)
{
  if (!g_error_matches (problem, BSR_ERROR, BSR_ERROR_DAMAGED) || !is_table (path))
    return FALSE;
  g_autoptr (BsrCsvColumns) columns = bsr_csv_columns_read (path, tables, NULL);
  if (columns == NULL || bsr_csv_columns_are_known (columns))
    return FALSE;
  if (import->unknown == NULL)
    import->unknown = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (import->unknown, g_strdup (path));
  if (import->columns == NULL)
    import->columns = g_steal_pointer (&columns);
  return TRUE;
}

/* A single table can be asked about again: what was said of its columns may have been wrong. */
static void
note_table (BsrImport *import, const char *path, const char *tables)
{
  if (!is_table (path))
    return;
  import->columns = bsr_csv_columns_read (path, tables, NULL);
  import->table = import->columns != NULL ? g_strdup (path) : NULL;
}

/* Adds what one path brought to @import. @columns: (nullable) */
static void
import_path (BsrImport *import, const Job *job, const char *path, const BsrCsvColumns *columns,
             GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *case_id = NULL, *tables = bsr_csv_mapping_folder ();
  const BsrActor actor = { .officer = job->officer, .station = job->station };
  const BsrIntakeOptions options
      = { .mapping = columns != NULL ? bsr_csv_columns_mapping (columns) : NULL, .tables = tables };
  if (bsr_intake_import_with (job->store, &actor, path, &options, &import->result, &case_id,
                              cancellable, &error))
    {
      if (case_id != NULL)
        {
          g_free (import->case_id);
          import->case_id = g_steal_pointer (&case_id);
        }
      if (job->paths[1] == NULL)
        note_table (import, path, tables);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
           && (columns != NULL || !put_aside (import, path, tables, error)))
    bsr_intake_result_refuse (&import->result, path, error);
}

static void
import_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  BsrImport *import = g_new0 (BsrImport, 1);
  for (char **path = job->paths; *path != NULL && !g_cancellable_is_cancelled (cancellable); path++)
    import_path (import, job, *path, path == job->paths ? job->columns : NULL, cancellable);
  g_task_return_pointer (task, import, (GDestroyNotify) bsr_import_free);
}

void
bsr_import_table_async (BsrStore *store, const char *officer, const char *station,
                        const char *const *paths, BsrCsvColumns *columns, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (BSR_IS_STORE (store) && officer != NULL && station != NULL && paths != NULL);
  Job *job = g_new0 (Job, 1);
  job->store = g_object_ref (store);
  job->officer = g_strdup (officer);
  job->station = g_strdup (station);
  job->paths = g_strdupv ((char **) paths);
  job->columns = columns != NULL ? bsr_csv_columns_ref (columns) : NULL;
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, bsr_import_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, import_in_thread);
}

void
bsr_import_async (BsrStore *store, const char *officer, const char *station,
                  const char *const *paths, GCancellable *cancellable, GAsyncReadyCallback callback,
                  gpointer user_data)
{
  bsr_import_table_async (store, officer, station, paths, NULL, cancellable, callback, user_data);
}

BsrImport *
bsr_import_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, bsr_import_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* (transfer full) (nullable): of scans that waited in the tray for what was imported. */
static char *
linked_sentence (const BsrIntakeResult *result)
{
  guint n = result->linked != NULL ? result->linked->len : 0;
  if (n == 0)
    return NULL;
  if (n > 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u scan from the tray was linked.",
                                         "%u scans from the tray were linked.", n),
                            n);
  const BsrIntakeLink *link = result->linked->pdata[0];
  /* Translators: a scan in the tray, "linked to case T-1" */
  return g_strdup_printf (_ ("%s: %s."), link->name, link->words);
}

/* (transfer full) (nullable): what an import could not take or did; %NULL when the case that opens
 * says enough. */
static char *
brought_sentence (const BsrIntakeResult *result)
{
  guint n = result->refused != NULL ? result->refused->len : 0;
  if (n == 1)
    return g_strdup_printf (_ ("Not taken: %s."), (char *) g_ptr_array_index (result->refused, 0));
  if (n > 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Not taken: %s, and %u more file.",
                                         "Not taken: %s, and %u more files.", n - 1),
                            (char *) g_ptr_array_index (result->refused, 0), n - 1);
  if (result->n_manifests > 0 && result->n_manifests == result->n_unchanged
      && result->n_cases + result->n_scans == 0)
    return g_strdup (_ ("Nothing new: all of it was brought in before."));
  /* A case and its scan, which then open. */
  if (result->n_cases + result->n_scans <= 2 && result->n_reports == 0)
    return NULL;
  g_autofree char *cases = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d case", "%d cases", result->n_cases), result->n_cases);
  g_autofree char *scans = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d scan", "%d scans", result->n_scans), result->n_scans);
  if (result->n_reports == 0)
    /* Translators: "3 cases" and "3 scans". */
    return g_strdup_printf (_ ("Brought in: %s, %s."), cases, scans);
  g_autofree char *reports = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d report", "%d reports", result->n_reports),
      result->n_reports);
  /* Translators: "3 cases", "3 scans" and "2 reports": what other systems say of containers. */
  return g_strdup_printf (_ ("Brought in: %s, %s, %s."), cases, scans, reports);
}

char *
bsr_import_sentence (const BsrImport *import)
{
  g_return_val_if_fail (import != NULL, NULL);
  char *sentences[] = { brought_sentence (&import->result), linked_sentence (&import->result) };
  if (sentences[0] == NULL || sentences[1] == NULL)
    return sentences[0] != NULL ? sentences[0] : sentences[1];
  char *both = g_strconcat (sentences[0], " ", sentences[1], NULL);
  g_free (sentences[0]);
  g_free (sentences[1]);
  return both;
}

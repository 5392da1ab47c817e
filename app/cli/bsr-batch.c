#include "bsr-batch.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "bsr-analysis.h"
#include "bsr-case-file.h"
#include "bsr-claim.h"
#include "bsr-console.h"
#include "bsr-document.h"
#include "bsr-error.h"
#include "bsr-references.h"
#include "bsr-scan-file.h"
#include "bsr-scan-input.h"
#include "bsr-scan-name.h"

typedef struct
{
  const char *folder, *out;
  const BsrReferenceSet *references; /* (nullable) */
  int n_threads;
  gint64 began; /* real time, us */
  int n_done, n_elsewhere, n_refused;
} Batch;

/* One file that can be the pixels of a scan. */
typedef struct
{
  char *name; /* "NAME.tiff" */
  char *stem; /* "NAME" */
  int rank;   /* of its ending */
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;
  g_free (entry->name);
  g_free (entry->stem);
  g_free (entry);
}

/* (transfer full) (nullable): NULL for what is no pixels. */
static Entry *
entry_new (const char *name)
{
  int rank = bsr_scan_name_rank (name);
  if (rank < 0)
    return NULL;
  Entry *entry = g_new (Entry, 1);
  gsize stem_length = strlen (name) - strlen (bsr_scan_name_endings[rank]);
  *entry = (Entry){ g_strdup (name), g_strndup (name, stem_length), rank };
  return entry;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *first = *(Entry *const *) a, *second = *(Entry *const *) b;
  int order = strcmp (first->stem, second->stem);
  return order != 0 ? order : first->rank - second->rank;
}

/* (transfer full) (nullable): the Entry of each scan in @folder, sorted. */
static GPtrArray *
list_scans (const char *folder, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &problem);
  if (dir == NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the folder cannot be read: %s"),
                   g_strerror (errno));
      return NULL;
    }
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);
  const char *name;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      Entry *entry = entry_new (name);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (entry != NULL && !g_file_test (path, G_FILE_TEST_IS_DIR))
        g_ptr_array_add (entries, entry);
      else
        g_clear_pointer (&entry, entry_free);
    }
  g_ptr_array_sort (entries, compare_entries);
  return entries;
}

/* Whether somebody else put @path there since this process began. */
static gboolean
is_done (const Batch *batch, const char *path)
{
  GStatBuf status;
  return g_stat (path, &status) == 0
         && (gint64) status.st_mtim.tv_sec * G_USEC_PER_SEC + status.st_mtim.tv_nsec / 1000
                >= batch->began;
}

/* (transfer full): the declaration beside a scan. %FALSE with an error when it is no good. */
static gboolean
find_case (const char *path_of_stem, BsrCase **flagged, GError **error)
{
  g_autofree char *path = g_strconcat (path_of_stem, ".case.json", NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return TRUE;
  *flagged = bsr_case_read (path, error);
  if (*flagged != NULL)
    return TRUE;
  g_autofree char *name = g_path_get_basename (path);
  g_prefix_error (error, "%s: ", name);
  return FALSE;
}

static gboolean
analyze (const Batch *batch, const char *path, const char *path_of_stem, const char *result,
         GCancellable *cancellable, GError **error)
{
  g_autoptr (BsrCase) flagged = NULL;
  g_autoptr (BsrImage) image = NULL;
  if (!find_case (path_of_stem, &flagged, error))
    return FALSE;
  g_autoptr (BsrScan) scan = bsr_scan_input_load (path, &image, cancellable, error);
  g_autoptr (BsrReference) reference = NULL;
  if (scan == NULL
      || !bsr_references_choose (batch->references, flagged, scan, path, &reference, cancellable,
                                 error))
    return FALSE;
  g_autoptr (BsrKnownGoods) goods = batch->references != NULL && flagged != NULL
                                        ? bsr_reference_set_goods (batch->references, NULL, scan->sha256)
                                        : NULL;
  g_autoptr (BsrAnalysis) analysis
      = bsr_analysis_new (scan, image, flagged, reference, goods, batch->n_threads,
                          bsr_console_progress_cb, NULL, cancellable, error);
  bsr_console_progress_end ();
  if (analysis == NULL)
    return FALSE;
  const char *const *remarks = bsr_analysis_remarks (analysis);
  for (int i = 0; remarks[i] != NULL; i++)
    bsr_console_warn (path, remarks[i]);
  g_autofree char *json = bsr_analysis_to_json (analysis);
  return bsr_document_write (result, json, error);
}

static BsrStatus
take (Batch *batch, const Entry *entry, GCancellable *cancellable)
{
  g_autofree char *path = g_build_filename (batch->folder, entry->name, NULL);
  g_autofree char *path_of_stem = g_build_filename (batch->folder, entry->stem, NULL);
  g_autofree char *result_name = g_strconcat (entry->stem, ".analysis.json", NULL);
  g_autofree char *result = g_build_filename (batch->out, result_name, NULL);

  g_autoptr (GError) error = NULL;
  g_autoptr (BsrClaim) claim = bsr_claim_new (result, &error);
  if (claim == NULL && error != NULL)
    return bsr_console_fail (result, error);
  if (claim == NULL || is_done (batch, result))
    {
      batch->n_elsewhere++;
      return BSR_STATUS_DONE;
    }
  if (analyze (batch, path, path_of_stem, result, cancellable, &error))
    {
      batch->n_done++;
      return BSR_STATUS_DONE;
    }
  if (g_cancellable_is_cancelled (cancellable))
    return BSR_STATUS_ENVIRONMENT;
  batch->n_refused++;
  return bsr_console_fail (path, error);
}

/* NAME.tiff and NAME.png would have one result: the later one is refused. */
static BsrStatus
refuse_twin (Batch *batch, const Entry *entry)
{
  g_autoptr (GError) error = g_error_new (BSR_ERROR, BSR_ERROR_DAMAGED,
                                          _ ("another scan of the folder has the same name"));
  g_autofree char *path = g_build_filename (batch->folder, entry->name, NULL);
  batch->n_refused++;
  return bsr_console_fail (path, error);
}

BsrStatus
bsr_batch_analyze (const char *folder, const char *out, const BsrReferenceSet *references,
                   int n_threads, GCancellable *cancellable)
{
  g_return_val_if_fail (folder != NULL && out != NULL, BSR_STATUS_ENVIRONMENT);

  Batch batch = { .folder = folder,
                  .out = out,
                  .references = references,
                  .n_threads = n_threads,
                  .began = g_get_real_time () };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = list_scans (folder, &error);
  if (entries == NULL)
    return bsr_console_fail (folder, error);
  if (g_mkdir_with_parents (out, 0777) != 0)
    {
      g_set_error (&error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the folder cannot be made: %s"),
                   g_strerror (errno));
      return bsr_console_fail (out, error);
    }
  BsrStatus status = BSR_STATUS_DONE;
  for (guint i = 0; i < entries->len && status != BSR_STATUS_ENVIRONMENT
                    && !g_cancellable_is_cancelled (cancellable);
       i++)
    {
      const Entry *entry = g_ptr_array_index (entries, i);
      const Entry *before = i > 0 ? g_ptr_array_index (entries, i - 1) : NULL;
      gboolean twin = before != NULL && g_str_equal (before->stem, entry->stem);
      status = bsr_status_worse (status, twin ? refuse_twin (&batch, entry)
                                              : take (&batch, entry, cancellable));
    }
  bsr_console_note (_ ("%u scans: %d analysed, %d left to other processes, %d refused"), entries->len,
                    batch.n_done, batch.n_elsewhere, batch.n_refused);
  return status;
}

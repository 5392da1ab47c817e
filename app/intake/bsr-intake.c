#include "bsr-intake.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-arrival-linking.h"
#include "bsr-case-file.h"
#include "bsr-container-number.h"
#include "bsr-csv-mapping.h"
#include "bsr-error.h"
#include "bsr-file-hash.h"
#include "bsr-low-file.h"
#include "bsr-manifest-intake.h"
#include "bsr-raw-file.h"
#include "bsr-raw-staging.h"
#include "bsr-report-intake.h"
#include "bsr-scan-file.h"
#include "bsr-sibling.h"
#include "bsr-store-arrivals.h"

/* Digits of the hash that tell cases without a declaration apart. */
#define UNLISTED_DIGITS 12
/* See turn_of(). */
#define LAST_TURN 4

/* One import under way. */
typedef struct
{
  BsrStore *store;
  const BsrActor *actor;
  const BsrIntakeOptions *options; /* (nullable) */
  BsrIntakeResult *result;
  char *case_id;     /* (nullable): of the last file taken */
  GHashTable *taken; /* paths of pixels that need not be looked at again */
  GPtrArray *containers; /* char *: of the cases that were put */
  GCancellable *cancellable;
} Intake;

static void
set_case_id (Intake *intake, const char *case_id)
{
  g_free (intake->case_id);
  intake->case_id = g_strdup (case_id);
}

/* Puts @flagged into the store; counts it when the store did not have it like that. */
static gboolean
put_case (Intake *intake, const BsrCase *flagged, GError **error)
{
  g_autoptr (BsrCase) before = bsr_store_get_case (intake->store, flagged->id, NULL);
  if (!bsr_store_put_case (intake->store, intake->actor, flagged, error))
    return FALSE;
  g_autofree char *old = before != NULL ? bsr_case_to_json (before) : NULL;
  g_autofree char *new = bsr_case_to_json (flagged);
  intake->result->n_cases += g_strcmp0 (old, new) != 0;
  g_ptr_array_add (intake->containers, g_strdup (flagged->container));
  set_case_id (intake, flagged->id);
  return TRUE;
}

/* What another program found in a new scan, where that lies beside it; a report that cannot be read
 * is listed and keeps no scan out. */
static void
add_report (Intake *intake, const char *pixels, gint64 id)
{
  g_autofree char *path = bsr_sibling_report (pixels);
  g_autoptr (GError) problem = NULL;
  if (g_file_test (path, G_FILE_TEST_EXISTS)
      && !bsr_report_intake (intake->store, intake->actor, id, path, intake->cancellable, &problem))
    bsr_intake_result_refuse (intake->result, path, problem);
}

static gboolean
add_scan (Intake *intake, const char *case_id, const BsrScan *scan, const char *path, GError **error)
{
  g_autoptr (GPtrArray) before = bsr_store_list_scans (intake->store, case_id, error);
  gint64 id = before != NULL
                  ? bsr_store_add_scan (intake->store, intake->actor, case_id, scan, error)
                  : 0;
  if (id == 0)
    return FALSE;
  g_autoptr (GPtrArray) after = bsr_store_list_scans (intake->store, case_id, error);
  if (after == NULL)
    return FALSE;
  if (after->len > before->len)
    {
      intake->result->n_scans++;
      add_report (intake, path, id);
    }
  set_case_id (intake, case_id);
  return TRUE;
}

static gboolean
has_pixels (GPtrArray *scans, const char *sha256)
{
  for (guint i = 0; i < scans->len; i++)
    if (g_strcmp0 (((BsrScan *) scans->pdata[i])->sha256, sha256) == 0)
      return TRUE;
  return FALSE;
}

/* The case of the container that has these pixels, else its newest open one.
 * (transfer full) (nullable): NULL without error when there is none. */
static char *
find_case (Intake *intake, const char *container, const char *sha256, GError **error)
{
  g_autofree char *number = bsr_container_number_normalize (container);
  g_autoptr (GPtrArray) cases = bsr_store_list_cases_of (intake->store, number, error);
  const char *newest = NULL;
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      const BsrCaseOf *of = cases->pdata[i];
      g_autoptr (GPtrArray) scans = bsr_store_list_scans (intake->store, of->case_id, error);
      if (scans == NULL)
        return NULL;
      if (has_pixels (scans, sha256))
        return g_strdup (of->case_id);
      if (newest == NULL && of->open)
        newest = of->case_id;
    }
  return g_strdup (newest);
}

/* A case of its own for a scan that nobody flagged. */
static BsrCase *
unlisted_case (const BsrScan *scan, const char *sha256)
{
  g_autofree char *id = g_strdup_printf ("unlisted-%.*s", UNLISTED_DIGITS, sha256);
  /* As the number would be declared, so that later scans of the container find it. */
  g_autofree char *container
      = bsr_container_number_normalize (scan->container != NULL ? scan->container : "");
  return bsr_case_new (id, container);
}

static gboolean
place_scan (Intake *intake, BsrScan *scan, const char *path, GError **error)
{
  GError *problem = NULL;
  g_autofree char *sha256 = bsr_file_sha256 (scan->path, intake->cancellable, error);
  if (sha256 == NULL)
    return FALSE;
  g_free (scan->sha256); /* the store refuses a file that changes from now on */
  scan->sha256 = g_strdup (sha256);
  g_autofree char *case_id
      = scan->container != NULL ? find_case (intake, scan->container, sha256, &problem) : NULL;
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (case_id == NULL)
    {
      g_autoptr (BsrCase) unlisted = unlisted_case (scan, sha256);
      if (!put_case (intake, unlisted, error))
        return FALSE;
      case_id = g_strdup (unlisted->id);
    }
  return add_scan (intake, case_id, scan, path, error);
}

/* Takes the pixels at @path into the case @case_id, or (NULL) where they belong by themselves. */
static gboolean
take_pixels (Intake *intake, const char *path, const char *case_id, GError **error)
{
  if (!g_hash_table_add (intake->taken, g_strdup (path)))
    return TRUE;
  g_autoptr (BsrImage) image = NULL;
  g_autoptr (BsrScan) scan = bsr_scan_load (path, &image, intake->cancellable, error);
  if (scan == NULL)
    return FALSE;
  intake->result->n_unconfined += scan->unconfined;
  g_autoptr (BsrRawStaging) staging = NULL;
  if (bsr_raw_file_looks_like_one (path))
    {
      staging = bsr_raw_staging_new (path, image, error);
      if (staging == NULL)
        return FALSE;
      bsr_scan_unref (scan);
      scan = bsr_scan_ref (staging->scan);
    }
  g_clear_pointer (&image, bsr_image_unref); /* only to know that it can be read */
  return case_id != NULL ? add_scan (intake, case_id, scan, path, error)
                         : place_scan (intake, scan, path, error);
}

/* Takes a case file and the pixels beside it; those that cannot be taken are listed. */
static gboolean
take_case_file (Intake *intake, const char *path, GError **error)
{
  g_autoptr (BsrCase) flagged = bsr_case_read (path, error);
  if (flagged == NULL || !put_case (intake, flagged, error))
    return FALSE;
  g_autoptr (GPtrArray) pixels = bsr_sibling_pixels (path);
  for (guint i = 0; i < pixels->len; i++)
    {
      g_autoptr (GError) problem = NULL;
      if (take_pixels (intake, pixels->pdata[i], flagged->id, &problem))
        continue;
      if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      bsr_intake_result_refuse (intake->result, pixels->pdata[i], problem);
    }
  return TRUE;
}

/* Takes pixels with the case that lies beside them, if any. */
static gboolean
take_pixels_file (Intake *intake, const char *path, GError **error)
{
  g_autofree char *case_file = bsr_sibling_case_file (path);
  if (!g_file_test (case_file, G_FILE_TEST_EXISTS))
    return take_pixels (intake, path, NULL, error);

  g_autoptr (BsrCase) flagged = bsr_case_read (case_file, error);
  if (flagged == NULL)
    {
      g_autofree char *name = g_path_get_basename (case_file);
      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }
  return put_case (intake, flagged, error) && take_pixels (intake, path, flagged->id, error);
}

static gboolean
take_manifest (Intake *intake, const char *path, GError **error)
{
  g_autofree char *case_id = NULL;
  GError *problem = NULL;
  gboolean good = bsr_manifest_intake (intake->store, intake->actor, path, intake->options,
                                       intake->result, &case_id, intake->cancellable, &problem);
  if (case_id != NULL)
    set_case_id (intake, case_id);
  if (good)
    return TRUE;
  intake->result->n_broken += !g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_propagate_error (error, problem);
  return FALSE;
}

/* Takes one file of whatever sort. */
static gboolean
take_file (Intake *intake, const char *path, GError **error)
{
  g_autoptr (GPtrArray) pixels = NULL;
  g_autofree char *high = NULL;
  switch (bsr_sibling_sort (path))
    {
    case BSR_SIBLING_CASE:
      return take_case_file (intake, path, error);
    case BSR_SIBLING_LOW_PLANE:
      high = bsr_low_file_high (path);
      return take_pixels_file (intake, high, error);
    case BSR_SIBLING_DESCRIPTION:
    case BSR_SIBLING_REPORT:
      pixels = bsr_sibling_pixels (path);
      if (pixels->len > 0)
        return take_pixels_file (intake, pixels->pdata[0], error);
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("speaks of a scan whose pixels are not beside it"));
      return FALSE;
    case BSR_SIBLING_OTHER_JSON:
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_UNKNOWN_KIND,
                           _ ("is neither a case file nor the pixels of a scan"));
      return FALSE;
    case BSR_SIBLING_PIXELS:
    default:
      return bsr_manifest_intake_probe (path, NULL) ? take_manifest (intake, path, error)
                                                    : take_pixels_file (intake, path, error);
    }
}

/* In which turn a file of a folder is taken: flagged containers first, then targeting lists, so
 * that manifests and pixels find their cases; declarations before what is only reported of a
 * container. */
static int
turn_of (const char *path)
{
  BsrManifestKind kind;
  BsrSiblingSort sort = bsr_sibling_sort (path);
  if (sort == BSR_SIBLING_CASE)
    return 0;
  if (sort != BSR_SIBLING_PIXELS || !bsr_manifest_intake_probe (path, &kind))
    return LAST_TURN;
  return kind == BSR_MANIFEST_CSV                                  ? 1
         : kind == BSR_MANIFEST_BAPLIE || kind == BSR_MANIFEST_N42 ? 3
                                                                   : 2;
}

static gboolean
take_folder (Intake *intake, const char *path, GError **error)
{
  g_autoptr (GPtrArray) files = bsr_sibling_list (path, error);
  if (files == NULL)
    return FALSE;
  g_autofree int *turns = g_new0 (int, files->len + 1);
  for (guint i = 0; i < files->len; i++)
    turns[i] = turn_of (files->pdata[i]);
  for (int turn = 0; turn <= LAST_TURN; turn++)
    for (guint i = 0; i < files->len; i++)
      {
        const char *file = files->pdata[i];
        g_autoptr (GError) problem = NULL;
        if (g_cancellable_set_error_if_cancelled (intake->cancellable, error))
          return FALSE;
        if (turns[i] != turn || take_file (intake, file, &problem))
          continue;
        if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
          {
            g_propagate_error (error, g_steal_pointer (&problem));
            return FALSE;
          }
        bsr_intake_result_refuse (intake->result, file, problem);
      }
  return TRUE;
}

gboolean
bsr_intake_import (BsrStore *store, const BsrActor *actor, const char *path,
                   BsrIntakeResult *result, char **case_id, GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *tables = bsr_csv_mapping_folder ();
  const BsrIntakeOptions options = { .tables = tables };
  return bsr_intake_import_with (store, actor, path, &options, result, case_id, cancellable, error);
}

/* Links what waited for the cases that were put, also where not all went well: after their own
 * scans, which may be among it. */
static gboolean
link_waiting (Intake *intake, GError **error)
{
  if (intake->containers->len == 0)
    return TRUE;
  g_ptr_array_add (intake->containers, NULL);
  return bsr_arrival_link_waiting (intake->store, intake->actor,
                                   (const char *const *) (gpointer) intake->containers->pdata,
                                   bsr_intake_result_linked_cb, intake->result, error);
}

gboolean
bsr_intake_import_with (BsrStore *store, const BsrActor *actor, const char *path,
                        const BsrIntakeOptions *options, BsrIntakeResult *result, char **case_id,
                        GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL, FALSE);
  g_return_val_if_fail (path != NULL && result != NULL, FALSE);

  Intake intake = {
    .store = store, .actor = actor, .options = options, .result = result, .cancellable = cancellable
  };
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) containers = g_ptr_array_new_with_free_func (g_free);
  intake.taken = taken;
  intake.containers = containers;
  if (result->refused == NULL)
    result->refused = g_ptr_array_new_with_free_func (g_free);

  gboolean good = g_file_test (path, G_FILE_TEST_IS_DIR) ? take_folder (&intake, path, error)
                                                         : take_file (&intake, path, error);
  good = link_waiting (&intake, good ? error : NULL) && good;
  if (case_id != NULL)
    *case_id = g_steal_pointer (&intake.case_id);
  g_free (intake.case_id);
  return good;
}

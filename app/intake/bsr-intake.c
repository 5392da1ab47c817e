#include "bsr-intake.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-case-file.h"
#include "bsr-case-query.h"
#include "bsr-container-number.h"
#include "bsr-error.h"
#include "bsr-file-hash.h"
#include "bsr-low-file.h"
#include "bsr-report-intake.h"
#include "bsr-scan-file.h"
#include "bsr-sibling.h"

/* Digits of the hash that tell cases without a declaration apart. */
#define UNLISTED_DIGITS 12
/* Cases of a container that are looked up at once. */
#define CASES_AT_ONCE 100

/* One import under way. */
typedef struct
{
  BsrStore *store;
  const BsrActor *actor;
  BsrIntakeResult *result;
  char *case_id;     /* (nullable): of the last file taken */
  GHashTable *taken; /* paths of pixels that need not be looked at again */
  GCancellable *cancellable;
} Intake;

void
bsr_intake_result_clear (BsrIntakeResult *result)
{
  g_return_if_fail (result != NULL);
  g_clear_pointer (&result->refused, g_ptr_array_unref);
  result->n_cases = result->n_scans = result->n_unconfined = 0;
}

static void
refuse (Intake *intake, const char *path, const GError *problem)
{
  g_autofree char *name = g_path_get_basename (path);
  g_ptr_array_add (intake->result->refused, g_strdup_printf ("%s: %s", name, problem->message));
}

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
  set_case_id (intake, flagged->id);
  return TRUE;
}

/* What another program found in a new scan, where that lies beside it; a report that cannot be read is
 * listed and keeps no scan out. */
static void
add_report (Intake *intake, const BsrScan *scan, gint64 id)
{
  g_autofree char *path = bsr_sibling_report (scan->path);
  g_autoptr (GError) problem = NULL;
  if (g_file_test (path, G_FILE_TEST_EXISTS)
      && !bsr_report_intake (intake->store, intake->actor, id, path, intake->cancellable, &problem))
    refuse (intake, path, problem);
}

static gboolean
add_scan (Intake *intake, const char *case_id, const BsrScan *scan, GError **error)
{
  g_autoptr (GPtrArray) before = bsr_store_list_scans (intake->store, case_id, error);
  gint64 id = before != NULL ? bsr_store_add_scan (intake->store, intake->actor, case_id, scan, error)
                             : 0;
  if (id == 0)
    return FALSE;
  g_autoptr (GPtrArray) after = bsr_store_list_scans (intake->store, case_id, error);
  if (after == NULL)
    return FALSE;
  if (after->len > before->len)
    {
      intake->result->n_scans++;
      add_report (intake, scan, id);
    }
  set_case_id (intake, case_id);
  return TRUE;
}

static gboolean
is_open (BsrCaseState state)
{
  return state != BSR_STATE_RELEASED && state != BSR_STATE_EXAMINED
         && state != BSR_STATE_NOT_EXAMINED && state != BSR_STATE_CLOSED;
}

static gboolean
has_pixels (GPtrArray *scans, const char *sha256)
{
  for (guint i = 0; i < scans->len; i++)
    if (g_strcmp0 (((BsrScan *) scans->pdata[i])->sha256, sha256) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_newer (const BsrCase *a, const BsrCase *b)
{
  if (b == NULL || a->raised == NULL || b->raised == NULL)
    return b == NULL || (a->raised != NULL && b->raised == NULL);
  return g_date_time_compare (a->raised, b->raised) > 0;
}

/* Looks at one case of the container: whether it has the pixels already (@known), and whether it
 * is the newest open one so far (@newest). */
static gboolean
look_at_case (Intake *intake, const BsrCaseSummary *summary, const char *sha256, gboolean *known,
              BsrCase **newest, GError **error)
{
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (intake->store, summary->id, error);
  g_autoptr (BsrCase) flagged
      = scans != NULL ? bsr_store_get_case (intake->store, summary->id, error) : NULL;
  if (flagged == NULL)
    return FALSE;
  *known = has_pixels (scans, sha256);
  if (*known || (is_open (summary->state) && is_newer (flagged, *newest)))
    {
      g_clear_pointer (newest, bsr_case_unref);
      *newest = g_steal_pointer (&flagged);
    }
  return TRUE;
}

/* The case of the container that has these pixels, else its newest open one.
 * (transfer full) (nullable): NULL without error when there is none. */
static BsrCase *
find_case (Intake *intake, const char *container, const char *sha256, GError **error)
{
  g_autoptr (BsrCaseQuery) query = bsr_case_query_new ();
  g_autoptr (BsrCasePlace) from = NULL;
  g_autoptr (BsrCase) newest = NULL;
  gboolean known = FALSE;
  query->container = bsr_container_number_normalize (container);
  query->sort = BSR_CASE_SORT_CONTAINER;
  do
    {
      g_autoptr (BsrCasePage) page
          = bsr_store_find_cases (intake->store, query, from, FALSE, CASES_AT_ONCE, error);
      if (page == NULL)
        return NULL;
      for (guint i = 0; i < page->cases->len && !known; i++)
        {
          const BsrCaseSummary *summary = page->cases->pdata[i];
          if (g_str_equal (summary->container, query->container)
              && !look_at_case (intake, summary, sha256, &known, &newest, error))
            return NULL;
        }
      g_clear_pointer (&from, bsr_case_place_free);
      from = g_steal_pointer (&page->after);
    }
  while (from != NULL && !known);
  return g_steal_pointer (&newest);
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
place_scan (Intake *intake, BsrScan *scan, GError **error)
{
  GError *problem = NULL;
  g_autofree char *sha256 = bsr_file_sha256 (scan->path, intake->cancellable, error);
  if (sha256 == NULL)
    return FALSE;
  g_free (scan->sha256); /* the store refuses a file that changes from now on */
  scan->sha256 = g_strdup (sha256);
  g_autoptr (BsrCase) flagged
      = scan->container != NULL ? find_case (intake, scan->container, sha256, &problem) : NULL;
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (flagged == NULL)
    {
      flagged = unlisted_case (scan, sha256);
      if (!put_case (intake, flagged, error))
        return FALSE;
    }
  return add_scan (intake, flagged->id, scan, error);
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
  g_clear_pointer (&image, bsr_image_unref); /* only to know that it can be read */
  return case_id != NULL ? add_scan (intake, case_id, scan, error)
                         : place_scan (intake, scan, error);
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
      refuse (intake, pixels->pdata[i], problem);
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
      return take_pixels_file (intake, path, error);
    }
}

/* Case files first, so that pixels find their cases. */
static gboolean
take_folder (Intake *intake, const char *path, GError **error)
{
  g_autoptr (GPtrArray) files = bsr_sibling_list (path, error);
  if (files == NULL)
    return FALSE;
  for (int cases = 1; cases >= 0; cases--)
    for (guint i = 0; i < files->len; i++)
      {
        const char *file = files->pdata[i];
        g_autoptr (GError) problem = NULL;
        if (g_cancellable_set_error_if_cancelled (intake->cancellable, error))
          return FALSE;
        if ((bsr_sibling_sort (file) == BSR_SIBLING_CASE) != cases
            || take_file (intake, file, &problem))
          continue;
        if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
          {
            g_propagate_error (error, g_steal_pointer (&problem));
            return FALSE;
          }
        refuse (intake, file, problem);
      }
  return TRUE;
}

gboolean
bsr_intake_import (BsrStore *store, const BsrActor *actor, const char *path,
                   BsrIntakeResult *result, char **case_id, GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL, FALSE);
  g_return_val_if_fail (path != NULL && result != NULL, FALSE);

  Intake intake = { store, actor, result, NULL, NULL, cancellable };
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  intake.taken = taken;
  if (result->refused == NULL)
    result->refused = g_ptr_array_new_with_free_func (g_free);

  gboolean good = g_file_test (path, G_FILE_TEST_IS_DIR) ? take_folder (&intake, path, error)
                                                         : take_file (&intake, path, error);
  if (case_id != NULL)
    *case_id = g_steal_pointer (&intake.case_id);
  g_free (intake.case_id);
  return good;
}

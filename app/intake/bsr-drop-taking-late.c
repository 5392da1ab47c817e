#include <glib/gi18n-lib.h>

#include "bsr-arrival-cases.h"
#include "bsr-arrival-linking.h"
#include "bsr-drop-taking-private.h"
#include "bsr-json-reader.h"
#include "bsr-scan-file.h"
#include "bsr-sibling.h"

/* A description that comes after its pixels were taken. */

/* The newest are looked through for the pixels. */
#define MOST_LOOKED_AT 1000

/* One on its way. */
typedef struct
{
  const BsrDropTaking *taking;
  GPtrArray *files;
  char *json;
  BsrScan *scan; /* what it says; of no pixels */
} Description;

static void
description_clear (Description *description)
{
  g_clear_pointer (&description->files, g_ptr_array_unref);
  g_free (description->json);
  g_clear_pointer (&description->scan, bsr_scan_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Description, description_clear)

static gboolean
says_the_same (const BsrScan *a, const BsrScan *b)
{
  g_autofree char *one = bsr_scan_to_json (a), *other = bsr_scan_to_json (b);
  return g_str_equal (one, other);
}

/* Whether @description speaks of @arrival: of the same NAME, and of a scan that was made before the
 * pixels came; a scanner that uses a name again makes the next scan later than that. One that says
 * what it says was put there by who was ended before he moved its file. */
static gboolean
speaks_of (const BsrScan *description, const char *name, const BsrArrival *arrival)
{
  g_autofree char *stem = bsr_sibling_name (arrival->scan->name);
  return g_str_equal (stem, name) && description->acquired != NULL
         && g_date_time_compare (description->acquired, arrival->taken) <= 0
         && (arrival->scan->described ? says_the_same (arrival->scan, description)
                                      : arrival->standing == BSR_ARRIVAL_WAITING);
}

/* (transfer full) (nullable): what it speaks of among those of @standing, with its files at hand.
 */
static BsrArrival *
find_pixels (const Description *description, BsrArrivalStanding standing, GError **error)
{
  BsrStore *store = description->taking->taker->store;
  g_autofree char *name = g_path_get_basename (description->taking->group->name);
  g_autoptr (GPtrArray) arrivals = bsr_store_list_arrivals (store, standing, MOST_LOOKED_AT, error);
  for (guint i = 0; arrivals != NULL && i < arrivals->len; i++)
    {
      const BsrArrival *arrival = arrivals->pdata[i];
      if (speaks_of (description->scan, name, arrival))
        return bsr_store_find_arrival (store, arrival->scan->sha256, arrival->scan->low_sha256,
                                       error);
    }
  return NULL;
}

/* Gives @arrival the description. */
static gboolean
describe (const Description *description, const BsrArrival *arrival, GError **error)
{
  const BsrDropTaker *taker = description->taking->taker;
  g_autoptr (BsrScan) scan = bsr_scan_from_json (arrival->scan->path, description->json, -1, error);
  if (scan == NULL)
    return FALSE;
  g_free (scan->name);
  scan->name = g_strdup (arrival->scan->name);
  g_auto (GStrv) containers = bsr_arrival_read_containers (scan), case_ids = NULL;
  g_autofree char *reason = NULL;
  const char *const *read = (const char *const *) containers;
  return bsr_arrival_find_cases (taker->store, read, &case_ids, &reason, error)
         && bsr_store_describe_arrival (taker->store, taker->actor, arrival->id, scan, read, reason,
                                        error)
         && bsr_arrival_link_waiting (taker->store, taker->actor, read, bsr_drop_taker_linked_cb,
                                      (gpointer) taker, error);
}

static BsrDropResult
take (const Description *description, const BsrArrival *arrival)
{
  const BsrDropTaking *taking = description->taking;
  BsrStore *store = taking->taker->store;
  g_autoptr (GError) problem = NULL;
  g_autoptr (BsrArrival) now = NULL;
  if (!describe (description, arrival, &problem)
      || (now = bsr_store_find_arrival (store, arrival->scan->sha256, arrival->scan->low_sha256,
                                        &problem))
             == NULL)
    return bsr_drop_taking_fail (taking, description->files, TRUE, problem);
  BsrDropResult result = bsr_drop_taking_keep (taking, description->files); /* as it came */
  return result == BSR_DROP_DONE && now->standing == BSR_ARRIVAL_WAITING
             ? bsr_drop_taking_tell (taking, BSR_DROP_WAITING, now->reason)
             : result;
}

/* What is about to be refused may have been taken by somebody who was ended then. */
static BsrDropResult
keep_known (const Description *description)
{
  const BsrDropTaking *taking = description->taking;
  g_autoptr (GError) problem = NULL;
  g_autoptr (BsrArrival) linked = find_pixels (description, BSR_ARRIVAL_LINKED, &problem);
  if (problem != NULL)
    return bsr_drop_taking_fail (taking, description->files, TRUE, problem);
  if (linked == NULL)
    return BSR_DROP_HELD;
  g_autofree char *words = bsr_arrival_linked_words ((const char *const *) linked->case_ids);
  BsrDropResult result = bsr_drop_taking_keep (taking, description->files);
  return result == BSR_DROP_DONE ? bsr_drop_taking_tell (taking, BSR_DROP_KNOWN, words) : result;
}

BsrDropResult
bsr_drop_taking_late (const BsrDropTaking *taking, gboolean patient)
{
  const char *path = taking->group->description;
  g_auto (Description) description
      = { .taking = taking, .files = bsr_drop_taking_paths (path, NULL) };
  g_autoptr (GError) problem = NULL;
  gsize length;
  description.json = bsr_json_load_file (path, &length, &problem);
  if (description.json != NULL)
    description.scan = bsr_scan_from_json (path, description.json, (gssize) length, &problem);
  if (description.scan == NULL)
    return bsr_drop_taking_fail (taking, description.files, FALSE, problem);
  g_autoptr (BsrArrival) waiting = find_pixels (&description, BSR_ARRIVAL_WAITING, &problem);
  if (problem != NULL)
    return bsr_drop_taking_fail (taking, description.files, TRUE, problem);
  if (waiting != NULL)
    return take (&description, waiting);
  return patient ? BSR_DROP_HELD : keep_known (&description);
}

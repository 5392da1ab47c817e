#include <glib/gi18n-lib.h>

#include "bsr-arrival-cases.h"
#include "bsr-arrival-linking.h"
#include "bsr-drop-taking-private.h"
#include "bsr-json-reader.h"
#include "bsr-scan-file.h"
#include "bsr-sibling.h"

/* A description that comes after its pixels were taken. */

/* The newest of those in the tray are looked through for the pixels. */
#define MOST_WAITING 1000

/* Whether @description speaks of @arrival: of the same NAME, and of a scan that was made before the
 * pixels came; a scanner that uses a name again makes the next scan later than that. */
static gboolean
speaks_of (const BsrScan *description, const char *name, const BsrArrival *arrival)
{
  g_autofree char *stem = bsr_sibling_name (arrival->scan->name);
  return g_str_equal (stem, name) && !arrival->scan->described && description->acquired != NULL
         && g_date_time_compare (description->acquired, arrival->taken) <= 0;
}

/* (nullable): of @waiting. */
static const BsrArrival *
find_pixels (GPtrArray *waiting, const BsrScan *description, const char *name)
{
  for (guint i = 0; i < waiting->len; i++)
    if (speaks_of (description, name, waiting->pdata[i]))
      return waiting->pdata[i];
  return NULL;
}

static BsrDropResult
link_late (const BsrDropTaking *taking, GPtrArray *files, const BsrScan *description,
           const BsrArrival *arrival)
{
  const BsrDropTaker *taker = taking->taker;
  g_autoptr (GError) problem = NULL;
  g_auto (GStrv) containers = bsr_arrival_read_containers (description), case_ids = NULL;
  g_autofree char *reason = NULL;
  if (!bsr_arrival_find_cases (taker->store, (const char *const *) containers, &case_ids, &reason,
                               &problem))
    return bsr_drop_taking_fail (taking, files, TRUE, problem);
  if (case_ids[0] == NULL)
    {
      g_autofree char *sentence = g_strdup_printf (
          _ ("its scan waits in the tray, where it cannot be described any more; %s"), reason);
      return bsr_drop_taking_refuse (taking, files, sentence);
    }
  if (!bsr_store_link_arrival (taker->store, taker->actor, arrival->id,
                               (const char *const *) case_ids, &problem))
    return bsr_drop_taking_fail (taking, files, TRUE, problem);
  g_autofree char *words = bsr_arrival_linked_words ((const char *const *) case_ids);
  BsrDropResult result = bsr_drop_taking_keep (taking, files); /* the vault does not have it */
  return result == BSR_DROP_DONE ? bsr_drop_taking_tell (taking, BSR_DROP_LINKED, words) : result;
}

BsrDropResult
bsr_drop_taking_late (const BsrDropTaking *taking)
{
  const char *path = taking->group->description;
  g_autoptr (GPtrArray) files = bsr_drop_taking_paths (path, NULL);
  g_autoptr (GError) problem = NULL;
  gsize length;
  g_autofree char *json = bsr_json_load_file (path, &length, &problem);
  g_autoptr (BsrScan) description
      = json != NULL ? bsr_scan_from_json (path, json, (gssize) length, &problem) : NULL;
  if (description == NULL)
    return bsr_drop_taking_fail (taking, files, FALSE, problem);
  g_autoptr (GPtrArray) waiting
      = bsr_store_list_arrivals (taking->taker->store, BSR_ARRIVAL_WAITING, MOST_WAITING, &problem);
  if (waiting == NULL)
    return bsr_drop_taking_fail (taking, files, TRUE, problem);
  g_autofree char *name = g_path_get_basename (taking->group->name);
  const BsrArrival *arrival = find_pixels (waiting, description, name);
  return arrival != NULL ? link_late (taking, files, description, arrival) : BSR_DROP_HELD;
}

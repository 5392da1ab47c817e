#include "bsr-station-reference.h"

#include "bsr-analysis.h"
#include "bsr-reference-set.h"

/* Loads are as alike as the latest season's goods are; of 64 the error of their mean is an eighth of
 * the spread from load to load. */
#define MOST_LOADS 64

BsrReference *
bsr_station_reference_new (BsrStore *store, const BsrCase *flagged, const char *sha256,
                           GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && flagged != NULL, NULL);

  g_autofree char *heading = bsr_case_heading (flagged);
  if (heading == NULL)
    return NULL;
  g_autoptr (GPtrArray) documents
      = bsr_store_list_conforming (store, heading, flagged->id, MOST_LOADS, error);
  if (documents == NULL)
    return NULL;
  g_autoptr (BsrReferenceSet) set = bsr_reference_set_new ();
  for (guint i = 0; i < documents->len; i++)
    {
      g_autoptr (BsrAnalysis) analysis
          = bsr_analysis_from_json (g_ptr_array_index (documents, i), -1, error);
      if (analysis == NULL)
        return NULL;
      bsr_reference_set_add (set, heading, analysis);
    }
  return bsr_reference_set_get (set, heading, sha256);
}

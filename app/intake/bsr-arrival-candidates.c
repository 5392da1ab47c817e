#include "bsr-arrival-candidates.h"

#include <glib/gi18n-lib.h>

#include "bsr-container-number.h"

void
bsr_arrival_candidate_free (BsrArrivalCandidate *candidate)
{
  if (candidate == NULL)
    return;
  g_free (candidate->case_id);
  g_free (candidate->container);
  g_free (candidate->why);
  g_free (candidate);
}

/* (transfer full): how @meant became @read; both of one length. */
static char *
explain (const char *meant, const char *read)
{
  gsize first = 0;
  while (meant[first] == read[first] && meant[first] != '\0')
    first++;
  if (meant[first] == '\0')
    /* Translators: why a case is offered for a scan: its container number is the one read */
    return g_strdup (_ ("exactly"));
  if (meant[first + 1] == read[first + 1])
    /* Translators: why a case is offered for a scan: %c: the character that stands on the
     * container, and what it was taken for */
    return g_strdup_printf (_ ("%c read as %c"), meant[first], read[first]);
  return g_ascii_isdigit (meant[first]) && g_ascii_isdigit (meant[first + 1])
             ? g_strdup (_ ("two digits swapped"))
             : g_strdup (_ ("two characters swapped"));
}

/* Adds the cases of the container @number, which was read as @read. */
static gboolean
add_cases (GPtrArray *offered, GHashTable *ids, BsrStore *store, const char *number,
           const char *read, GError **error)
{
  g_autoptr (GPtrArray) cases = bsr_store_list_cases_of (store, number, error);
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      const BsrCaseOf *found = cases->pdata[i];
      if (!g_hash_table_add (ids, g_strdup (found->case_id)))
        continue;
      BsrArrivalCandidate *candidate = g_new0 (BsrArrivalCandidate, 1);
      candidate->case_id = g_strdup (found->case_id);
      candidate->container = g_strdup (number);
      candidate->open = found->open;
      candidate->exact = g_str_equal (number, read);
      candidate->why = explain (number, read);
      g_ptr_array_add (offered, candidate);
    }
  return cases != NULL;
}

static gboolean
add_misread (GPtrArray *offered, GHashTable *ids, BsrStore *store, const char *read, GError **error)
{
  g_autofree char *normal = bsr_container_number_normalize (read); /* as long as what was meant */
  g_auto (GStrv) meant = bsr_container_number_candidates (normal);
  for (guint i = 0; meant[i] != NULL; i++)
    if (!add_cases (offered, ids, store, meant[i], normal, error))
      return FALSE;
  return TRUE;
}

/* Open ones first; all else stays in the order that it was found in. */
static GPtrArray *
open_first (GPtrArray *offered)
{
  GPtrArray *sorted = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_arrival_candidate_free);
  for (int open = 1; open >= 0; open--)
    for (guint i = 0; i < offered->len; i++)
      {
        BsrArrivalCandidate *candidate = offered->pdata[i];
        if (candidate != NULL && candidate->open == open)
          g_ptr_array_add (sorted, g_steal_pointer (&offered->pdata[i]));
      }
  return sorted;
}

GPtrArray *
bsr_arrival_candidates (BsrStore *store, const BsrArrival *arrival, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && arrival != NULL, NULL);

  g_autoptr (GPtrArray) offered
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_arrival_candidate_free);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; arrival->containers[i] != NULL; i++)
    {
      const char *read = arrival->containers[i];
      if (*read != '\0' && !add_cases (offered, ids, store, read, read, error))
        return NULL;
    }
  for (guint i = 0; arrival->containers[i] != NULL; i++)
    if (!add_misread (offered, ids, store, arrival->containers[i], error))
      return NULL;
  return open_first (offered);
}

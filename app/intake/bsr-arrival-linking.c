#include "bsr-arrival-linking.h"

#include <glib/gi18n-lib.h>

#include "bsr-arrival-cases.h"
#include "bsr-error.h"

/* Links @arrival where it is known whose it is; %TRUE where there is nothing to do, too. */
static gboolean
link_one (BsrStore *store, const BsrActor *actor, const BsrArrival *arrival,
          BsrArrivalLinked linked, gpointer data, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_auto (GStrv) found = NULL;
  g_autofree char *reason = NULL;
  if (!bsr_arrival_find_cases (store, (const char *const *) arrival->containers, &found, &reason,
                               error))
    return FALSE;
  const char *const *case_ids = (const char *const *) found;
  if (case_ids[0] == NULL)
    return TRUE;
  if (bsr_store_link_waiting_arrival (store, actor, arrival->id, case_ids, &problem))
    {
      g_autofree char *words = bsr_arrival_linked_words (case_ids);
      if (linked != NULL)
        linked (arrival->scan->name, words, data);
      return TRUE;
    }
  if (g_error_matches (problem, BSR_ERROR, BSR_ERROR_CONFLICT))
    return TRUE; /* somebody else did what he thought right */
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
bsr_arrival_link_waiting (BsrStore *store, const BsrActor *actor, const char *const *containers,
                          BsrArrivalLinked linked, gpointer data, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL, FALSE);

  g_autoptr (GPtrArray) waiting = bsr_store_list_waiting_of (store, containers, error);
  gboolean good = waiting != NULL;
  for (guint i = 0; good && i < waiting->len; i++)
    good = link_one (store, actor, waiting->pdata[i], linked, data, error);
  return good;
}

char *
bsr_arrival_linked_words (const char *const *case_ids)
{
  g_return_val_if_fail (case_ids != NULL, NULL);

  if (case_ids[0] == NULL)
    return g_strdup (_ ("linked"));
  return case_ids[1] == NULL
             ? g_strdup_printf (_ ("linked to case %s"), case_ids[0])
             : g_strdup_printf (_ ("linked to cases %s and %s"), case_ids[0], case_ids[1]);
}

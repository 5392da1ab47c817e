#include "bsr-arrival-cases.h"

#include <glib/gi18n-lib.h>

#include "bsr-container-number.h"

/* An image shows one long box, or two of 20 feet. */
#define MOST_BOXES 2
/* Letters of what a scanner read that are kept where it is like no number. */
#define LONGEST_WORD 32

GStrv
bsr_arrival_read_containers (const BsrScan *scan)
{
  g_return_val_if_fail (scan != NULL, NULL);

  if (scan->container == NULL || *scan->container == '\0')
    return bsr_container_number_find (scan->name);
  g_auto (GStrv) found = bsr_container_number_find (scan->container);
  if (found[0] != NULL)
    return g_steal_pointer (&found);
  g_autofree char *normal = bsr_container_number_normalize (scan->container);
  if (*normal == '\0')
    return bsr_container_number_find (scan->name);
  char **word = g_new0 (char *, 2);
  word[0] = g_utf8_substring (normal, 0, MIN (LONGEST_WORD, g_utf8_strlen (normal, -1)));
  return word;
}

/* The newest open case of @number, else why there is none; both (transfer full). */
static gboolean
find_case (BsrStore *store, const char *number, char **case_id, char **reason, GError **error)
{
  *case_id = *reason = NULL;
  switch (bsr_container_number_check (number, NULL))
    {
    case BSR_CONTAINER_NUMBER_MALFORMED:
      *reason = g_strdup_printf (_ ("\"%s\" is no container number"), number);
      return TRUE;
    case BSR_CONTAINER_NUMBER_CHECK_DIGIT:
      *reason = g_strdup_printf (_ ("the check digit of %s is wrong: it was misread"), number);
      return TRUE;
    case BSR_CONTAINER_NUMBER_VALID:
    default:
      break;
    }
  g_autoptr (GPtrArray) cases = bsr_store_list_cases_of (store, number, error);
  for (guint i = 0; cases != NULL && *case_id == NULL && i < cases->len; i++)
    if (((BsrCaseOf *) cases->pdata[i])->open)
      *case_id = g_strdup (((BsrCaseOf *) cases->pdata[i])->case_id);
  if (cases != NULL && *case_id == NULL)
    *reason = g_strdup_printf (cases->len > 0 ? _ ("no case of %s is open any more")
                                              : _ ("no case is listed for %s"),
                               number);
  return cases != NULL;
}

/* (transfer full): what keeps two boxes waiting; @reasons: of each; %NULL: it has a case. */
static char *
join_reasons (const char *const *containers, char *const reasons[MOST_BOXES])
{
  if (reasons[0] != NULL && reasons[1] != NULL)
    return g_strdup_printf ("%s; %s", reasons[0], reasons[1]);
  int lacking = reasons[0] != NULL ? 0 : 1;
  /* Translators: of one image with two containers; %1$s: the number of one, %2$s: why the other has
   * no case */
  return g_strdup_printf (_ ("only %1$s of two boxes has an open case: %2$s"),
                          containers[1 - lacking], reasons[lacking]);
}

gboolean
bsr_arrival_find_cases (BsrStore *store, const char *const *containers, GStrv *case_ids,
                        char **reason, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && containers != NULL, FALSE);
  g_return_val_if_fail (case_ids != NULL && reason != NULL, FALSE);

  guint n = g_strv_length ((GStrv) (gpointer) containers);
  char *ids[MOST_BOXES + 1] = { NULL }, *reasons[MOST_BOXES] = { NULL };
  gboolean good = TRUE;
  *case_ids = NULL;
  *reason = NULL;
  if (n == 0)
    *reason = g_strdup (_ ("no container number is known of it"));
  else if (n > MOST_BOXES)
    *reason = g_strdup_printf (
        _ ("%u container numbers are read in one image, which shows two boxes at most"), n);
  for (guint i = 0; n <= MOST_BOXES && i < n && good; i++)
    good = find_case (store, containers[i], &ids[i], &reasons[i], error);
  if (good && n == 1)
    *reason = g_steal_pointer (&reasons[0]);
  else if (good && n == MOST_BOXES && (reasons[0] != NULL || reasons[1] != NULL))
    *reason = join_reasons (containers, reasons);
  if (good)
    *case_ids = *reason == NULL ? g_strdupv (ids) : g_new0 (char *, 1);
  if (good && *reason == NULL)
    *reason = g_strdup ("");
  for (int i = 0; i < MOST_BOXES; i++)
    {
      g_free (ids[i]);
      g_free (reasons[i]);
    }
  return good;
}

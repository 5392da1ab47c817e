#include "bsr-case-query.h"

#include <math.h>
#include <string.h>

#include "bsr-case-place.h"
#include "bsr-container-number.h"

/* Letters of a container number's owner and category, and all its characters (ISO 6346). */
#define OWNER_LETTERS 4
#define NUMBER_LENGTH 11

BsrCaseQuery *
bsr_case_query_new (void)
{
  BsrCaseQuery *query = g_new0 (BsrCaseQuery, 1);
  query->work = BSR_CASE_WORK_ANY;
  query->state = query->priority = query->scans_low = query->scans_high = -1;
  query->risk_low = query->risk_high = query->score_low = query->score_high = (double) NAN;
  return query;
}

/* The members that are strings. */
static void
list_strings (BsrCaseQuery *query, char **strings[8])
{
  char **members[8] = {
    &query->container,         &query->case_id, &query->bill_of_lading, &query->port_of_lading,
    &query->port_of_discharge, &query->officer, &query->origin,         &query->words
  };
  memcpy (strings, members, sizeof members);
}

BsrCaseQuery *
bsr_case_query_copy (const BsrCaseQuery *query)
{
  g_return_val_if_fail (query != NULL, NULL);
  BsrCaseQuery *copy = g_memdup2 (query, sizeof *query);
  char **strings[8];
  list_strings (copy, strings);
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    *strings[i] = g_strdup (*strings[i]);
  if (copy->cut_off_low != NULL)
    g_date_time_ref (copy->cut_off_low);
  if (copy->cut_off_high != NULL)
    g_date_time_ref (copy->cut_off_high);
  return copy;
}

void
bsr_case_query_free (BsrCaseQuery *query)
{
  if (query == NULL)
    return;
  char **strings[8];
  list_strings (query, strings);
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (*strings[i]);
  g_clear_pointer (&query->cut_off_low, g_date_time_unref);
  g_clear_pointer (&query->cut_off_high, g_date_time_unref);
  g_free (query);
}

void
bsr_case_query_set (char **member, const char *value)
{
  g_free (*member);
  *member = value != NULL ? g_strstrip (g_strdup (value)) : NULL;
  if (*member != NULL && **member == '\0')
    g_clear_pointer (member, g_free);
}

/* Whether @text (normalised) can only be meant as a container number: its letters and at least a
 * digit. */
static gboolean
is_number_beginning (const char *text)
{
  gsize length = strlen (text);
  if (length <= OWNER_LETTERS || length > NUMBER_LENGTH)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (i < OWNER_LETTERS ? !g_ascii_isupper (text[i]) : !g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

void
bsr_case_query_set_search (BsrCaseQuery *query, const char *text)
{
  g_return_if_fail (query != NULL);
  g_autofree char *number = text != NULL ? bsr_container_number_normalize (text) : g_strdup ("");
  gboolean is_number = is_number_beginning (number);
  bsr_case_query_set (&query->container, is_number ? number : NULL);
  bsr_case_query_set (&query->words, is_number ? NULL : text);
}

BsrCaseWork
bsr_case_work_of_state (BsrCaseState state)
{
  switch (state)
    {
    case BSR_STATE_SCANNED:
    case BSR_STATE_QUEUED:
    case BSR_STATE_UNDER_REVIEW:
    case BSR_STATE_SECOND_OPINION:
      return BSR_CASE_WORK_JUDGE;
    case BSR_STATE_FLAGGED:
      return BSR_CASE_WORK_SCAN;
    case BSR_STATE_AWAITING_SUPERVISOR:
    case BSR_STATE_TO_BE_EXAMINED:
      return BSR_CASE_WORK_EXAMINE;
    case BSR_STATE_EXAMINED:
    case BSR_STATE_RELEASED:
    case BSR_STATE_NOT_EXAMINED:
    case BSR_STATE_CLOSED:
    case BSR_N_CASE_STATES:
    default:
      return BSR_CASE_WORK_NONE;
    }
}

BsrCasePlace *
bsr_case_place_copy (const BsrCasePlace *place)
{
  if (place == NULL)
    return NULL;
  BsrCasePlace *copy = g_memdup2 (place, sizeof *place);
  copy->text = g_strdup (place->text);
  return copy;
}

void
bsr_case_place_free (BsrCasePlace *place)
{
  if (place == NULL)
    return;
  g_free (place->text);
  g_free (place);
}

void
bsr_case_page_free (BsrCasePage *page)
{
  if (page == NULL)
    return;
  g_ptr_array_unref (page->cases);
  bsr_case_place_free (page->before);
  bsr_case_place_free (page->after);
  g_free (page);
}

BsrCasePage *
bsr_store_find_cases (BsrStore *store, const BsrCaseQuery *query, const BsrCasePlace *from,
                      gboolean backward, int most, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && query != NULL && most >= 1, NULL);
  g_return_val_if_fail (query->sort < BSR_N_CASE_SORTS, NULL);
  return BSR_STORE_GET_IFACE (store)->find_cases (store, query, from, backward, most, error);
}

gboolean
bsr_store_count_cases (BsrStore *store, const BsrCaseQuery *query, int most, int *count,
                       gboolean *more, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && query != NULL && most >= 1, FALSE);
  g_return_val_if_fail (count != NULL && more != NULL, FALSE);
  return BSR_STORE_GET_IFACE (store)->count_cases (store, query, most, count, more, error);
}

#include <math.h>
#include <string.h>

#include "bsr-folded-words.h"
#include "bsr-search-words.h"
#include "bsr-sql-find-filter.h"

/* The last character there is: what begins with a text lies between it and it with this after it.
 */
#define LAST_CHARACTER "\xf4\x8f\xbf\xbf"
/* Words of a search that are looked at; what is typed to find a case has fewer. */
#define MOST_WORDS 8

gboolean
bsr_sql_filter_is_set (const BsrCaseQuery *query, BsrSqlFilter filter)
{
  switch ((int) filter)
    {
    case BSR_SQL_FILTER_CASE:
      return query->case_id != NULL;
    case BSR_SQL_FILTER_CONTAINER:
      return query->container != NULL;
    case BSR_SQL_FILTER_BILL:
      return query->bill_of_lading != NULL;
    case BSR_SQL_FILTER_WORDS:
      return query->words != NULL || query->origin != NULL;
    case BSR_SQL_FILTER_OFFICER:
      return query->officer != NULL;
    case BSR_SQL_FILTER_LADING:
      return query->port_of_lading != NULL;
    case BSR_SQL_FILTER_DISCHARGE:
      return query->port_of_discharge != NULL;
    case BSR_SQL_FILTER_STATE:
      return query->state >= 0;
    case BSR_SQL_FILTER_RISK:
      return !isnan (query->risk_low) || !isnan (query->risk_high);
    case BSR_SQL_FILTER_SCORE:
      return !isnan (query->score_low) || !isnan (query->score_high);
    case BSR_SQL_FILTER_CUT_OFF:
      return query->cut_off_low != NULL || query->cut_off_high != NULL;
    case BSR_SQL_FILTER_SCANS:
      return query->scans_low >= 0 || query->scans_high >= 0;
    case BSR_SQL_FILTER_PRIORITY:
      return query->priority >= 0;
    case BSR_SQL_FILTER_WORK:
      return query->work != BSR_CASE_WORK_ANY;
    case BSR_SQL_N_FILTERS:
    default:
      return FALSE;
    }
}

/* (transfer full): the words that are sought; the last of what was typed is a beginning. */
static GPtrArray *
list_words (const BsrCaseQuery *query)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) typed = bsr_folded_words (query->words);
  if (query->origin != NULL)
    g_ptr_array_add (words, bsr_search_words_origin (query->origin));
  for (int i = 0; typed[i] != NULL && i < MOST_WORDS; i++)
    g_ptr_array_add (words, g_strdup (typed[i]));
  return g_steal_pointer (&words);
}

/* (transfer full) (nullable): the query of the engine's index of words; %NULL: no word is sought.
 * Folded words have nothing in them that either engine's language knows, and stand between quotes.
 */
static char *
match_of (const BsrCaseQuery *query, BsrSqlEngine engine)
{
  g_autoptr (GPtrArray) words = list_words (query);
  gboolean beginning = query->words != NULL;
  GString *match = g_string_new (NULL);
  for (guint i = 0; i < words->len; i++)
    {
      const char *word = words->pdata[i];
      gboolean last = beginning && i + 1 == words->len;
      if (engine == BSR_SQL_SQLITE)
        g_string_append_printf (match, "%s\"%s\"%s", i > 0 ? " " : "", word, last ? "*" : "");
      else
        g_string_append_printf (match, "%s'%s'%s", i > 0 ? " & " : "", word, last ? ":*" : "");
    }
  return g_string_free (match, words->len == 0);
}

void
bsr_sql_filter_add_match (BsrSqlStatement *statement, BsrSqlEngine engine,
                          const BsrCaseQuery *query)
{
  g_autofree char *match = match_of (query, engine);
  if (match == NULL) /* signs that are no words: nothing has them */
    bsr_sql_statement_add (statement,
                           engine == BSR_SQL_SQLITE ? "case_words MATCH '\"\"'" : "1 = 0", "");
  else
    bsr_sql_statement_add (statement,
                           engine == BSR_SQL_SQLITE ? "case_words MATCH ?"
                                                    : "sought @@ CAST (? AS tsquery)",
                           "t", match);
}

/* The same of the line's own words, for a case that is there already. */
static void
add_words (BsrSqlStatement *statement, const BsrCaseQuery *query)
{
  g_autoptr (GPtrArray) words = list_words (query);
  if (words->len == 0)
    bsr_sql_statement_add (statement, "1 = 0", "");
  for (guint i = 0; i < words->len; i++)
    {
      gboolean beginning = query->words != NULL && i + 1 == words->len;
      g_autofree char *escaped = bsr_sql_filter_escape_pattern (words->pdata[i]);
      g_autofree char *pattern = g_strdup_printf (beginning ? "%% %s%%" : "%% %s %%", escaped);
      bsr_sql_statement_add (statement,
                             i > 0 ? " AND words LIKE ? ESCAPE '!'" : "words LIKE ? ESCAPE '!'",
                             "t", pattern);
    }
}

char *
bsr_sql_filter_escape_pattern (const char *word)
{
  GString *escaped = g_string_new (NULL);
  for (const char *c = word; *c != '\0'; c++)
    {
      if (strchr ("%_!", *c) != NULL)
        g_string_append_c (escaped, '!');
      g_string_append_c (escaped, *c);
    }
  return g_string_free (escaped, FALSE);
}

static void
add_beginning (BsrSqlStatement *statement, const char *piece, const char *beginning)
{
  g_autofree char *end = g_strconcat (beginning, LAST_CHARACTER, NULL);
  bsr_sql_statement_add (statement, piece, "tt", beginning, end);
}

BsrSqlRange
bsr_sql_filter_range (const BsrCaseQuery *query, BsrSqlFilter filter)
{
  gboolean risk = filter == BSR_SQL_FILTER_RISK;
  double low = risk ? query->risk_low : query->score_low,
         high = risk ? query->risk_high : query->score_high;
  /* Ranks are negative: 1 is what is not known, and out. */
  return (BsrSqlRange){ isnan (high) ? -1.0 : -high, isnan (low) ? 0.0 : -low };
}

gint64
bsr_sql_filter_microseconds (GDateTime *moment, gint64 otherwise)
{
  if (moment == NULL)
    return otherwise;
  return g_date_time_to_unix (moment) * G_USEC_PER_SEC + g_date_time_get_microsecond (moment);
}

static void
add_number (BsrSqlStatement *statement, const BsrCaseQuery *query, BsrSqlFilter filter)
{
  BsrSqlRange range;
  switch ((int) filter)
    {
    case BSR_SQL_FILTER_RISK:
      range = bsr_sql_filter_range (query, filter);
      bsr_sql_statement_add (statement, "risk_rank BETWEEN ? AND ?", "rr", range.low, range.high);
      break;
    case BSR_SQL_FILTER_SCORE:
      range = bsr_sql_filter_range (query, filter);
      bsr_sql_statement_add (statement, "score_rank BETWEEN ? AND ?", "rr", range.low, range.high);
      break;
    case BSR_SQL_FILTER_CUT_OFF:
      bsr_sql_statement_add (statement, "cut_off BETWEEN ? AND ?", "ii",
                             bsr_sql_filter_microseconds (query->cut_off_low, G_MININT64),
                             bsr_sql_filter_microseconds (query->cut_off_high, G_MAXINT64 - 1));
      break;
    case BSR_SQL_FILTER_SCANS:
      if (query->scans_low == query->scans_high)
        bsr_sql_statement_add (statement, "n_scans = ?", "i", (gint64) query->scans_low);
      else
        bsr_sql_statement_add (
            statement, "n_scans BETWEEN ? AND ?", "ii", (gint64) MAX (query->scans_low, 0),
            query->scans_high < 0 ? (gint64) G_MAXINT : (gint64) query->scans_high);
      break;
    case BSR_SQL_FILTER_PRIORITY:
      bsr_sql_statement_add (statement, "priority = ?", "i", (gint64) query->priority);
      break;
    case BSR_SQL_FILTER_WORK:
    default:
      bsr_sql_statement_add (statement, "work = ?", "i", (gint64) query->work);
    }
}

void
bsr_sql_filter_add (BsrSqlStatement *statement, const BsrCaseQuery *query, BsrSqlFilter filter)
{
  switch ((int) filter)
    {
    case BSR_SQL_FILTER_CASE:
      add_beginning (statement, "id >= ? AND id <= ?", query->case_id);
      break;
    case BSR_SQL_FILTER_CONTAINER:
      add_beginning (statement, "container >= ? AND container <= ?", query->container);
      break;
    case BSR_SQL_FILTER_BILL:
      bsr_sql_statement_add (statement, "bill = ?", "t", query->bill_of_lading);
      break;
    case BSR_SQL_FILTER_WORDS:
      add_words (statement, query);
      break;
    case BSR_SQL_FILTER_OFFICER:
      bsr_sql_statement_add (statement, "officer = ?", "t", query->officer);
      break;
    case BSR_SQL_FILTER_LADING:
      bsr_sql_statement_add (statement, "port_of_lading = ?", "t", query->port_of_lading);
      break;
    case BSR_SQL_FILTER_DISCHARGE:
      bsr_sql_statement_add (statement, "port_of_discharge = ?", "t", query->port_of_discharge);
      break;
    case BSR_SQL_FILTER_STATE:
      bsr_sql_statement_add (statement, "state = ?", "t",
                             bsr_case_state_to_string ((BsrCaseState) query->state));
      break;
    default:
      add_number (statement, query, filter);
    }
}

#pragma once

#include "bsr-store.h"

G_BEGIN_DECLS

/* What a case waits for. */
typedef enum
{
  BSR_CASE_WORK_ANY = -1,
  BSR_CASE_WORK_JUDGE,   /* an officer who looks at its scan */
  BSR_CASE_WORK_SCAN,    /* its first scan */
  BSR_CASE_WORK_EXAMINE, /* a supervisor, or the physical examination's outcome */
  BSR_CASE_WORK_NONE,    /* nothing: it is done */
} BsrCaseWork;

/* Of cases that are equal in the one asked for, the first declared comes first (_NEWEST: the last). */
typedef enum
{
  BSR_CASE_SORT_URGENCY, /* what it waits for, priority, cut-off (to the second), risk (to a thousandth) */
  BSR_CASE_SORT_NEWEST,  /* the last to be declared for the first time comes first */
  BSR_CASE_SORT_CUT_OFF, /* the soonest first; not stated comes last */
  BSR_CASE_SORT_RISK,    /* the highest first; not stated comes last */
  BSR_CASE_SORT_SCORE,   /* of the last analysis, the highest first; without one comes last */
  BSR_CASE_SORT_CONTAINER,
  BSR_CASE_SORT_CASE,
  BSR_N_CASE_SORTS,
} BsrCaseSort;

/**
 * BsrCaseQuery:
 *
 * What part of the list of cases is wanted, and in which order. All that is set must fit.
 */
struct _BsrCaseQuery
{
  BsrCaseWork work;
  int state;    /* BsrCaseState; -1: any */
  int priority; /* BsrPriority; -1: any */
  double risk_low, risk_high;         /* NAN: no bound. With one, a case whose risk is not stated is out */
  double score_low, score_high;       /* the same of the last analysis's top score */
  GDateTime *cut_off_low, *cut_off_high; /* (nullable): both included; with one, not stated is out */
  int scans_low, scans_high;          /* -1: no bound */
  char *container, *case_id;          /* (nullable): what they begin with, letter by letter */
  char *bill_of_lading, *port_of_lading, *port_of_discharge, *officer; /* (nullable): exactly; the
                                         officer who decided last */
  char *origin;                       /* (nullable): ISO 3166 alpha-2, of any item */
  char *words;  /* (nullable): words of the goods' descriptions, the case's or the container's number, in
                 * any order; of the last one its beginning. See bsr-search-words.h */
  BsrCaseSort sort;
  gboolean reversed;
};

/* All cases, the most urgent first. */
BsrCaseQuery *bsr_case_query_new (void);
BsrCaseQuery *bsr_case_query_copy (const BsrCaseQuery *query);
void bsr_case_query_free (BsrCaseQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCaseQuery, bsr_case_query_free)

/* Sets one of the query's strings; blank is %NULL. */
void bsr_case_query_set (char **member, const char *value);

/* Takes what somebody typed to find a case: the beginning of a container number (blanks and hyphens do
 * not count) or words. @text: (nullable) */
void bsr_case_query_set_search (BsrCaseQuery *query, const char *text);

BsrCaseWork bsr_case_work_of_state (BsrCaseState state);

/* A place in a list, between two cases. It stays where it is when cases come, go or move. */
BsrCasePlace *bsr_case_place_copy (const BsrCasePlace *place);
void bsr_case_place_free (BsrCasePlace *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCasePlace, bsr_case_place_free)

/* A part of a list. */
struct _BsrCasePage
{
  GPtrArray *cases; /* BsrCaseSummary, in the list's order */
  BsrCasePlace *before, *after; /* (nullable): where it begins and ends; %NULL: the list does */
};
void bsr_case_page_free (BsrCasePage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCasePage, bsr_case_page_free)

/**
 * bsr_store_find_cases:
 * @from: (nullable): the place to begin at; %NULL: the list's beginning (end, where @backward)
 * @backward: what is before @from
 * @most: cases on the page at most, 1 or more
 *
 * One page of the list. What it costs does not depend on how many cases there are: a filter that few
 * fit and that has no index of its own may end the page early, even without a case; it goes on at
 * @after.
 *
 * Returns: (transfer full)
 */
BsrCasePage *bsr_store_find_cases (BsrStore *store, const BsrCaseQuery *query,
                                   const BsrCasePlace *from, gboolean backward, int most,
                                   GError **error);

/**
 * bsr_store_count_cases:
 * @most: where counting stops
 * @count: (out): how many cases fit, or were found when it stopped
 * @more: (out): whether there are, or may be, more
 */
gboolean bsr_store_count_cases (BsrStore *store, const BsrCaseQuery *query, int most, int *count,
                                gboolean *more, GError **error);

G_END_DECLS

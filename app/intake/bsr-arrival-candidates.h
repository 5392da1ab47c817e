#pragma once

#include "bsr-store-arrivals.h"

G_BEGIN_DECLS

/* A case that a scan in the tray may belong to. */
typedef struct
{
  char *case_id;   /* never NULL */
  char *container; /* never NULL: the number that the case is listed under */
  gboolean open;   /* not yet released, examined, closed or left unexamined */
  gboolean exact;  /* listed under the very number that was read */
  char *why;       /* never NULL: translated, for a line: "exactly", "0 read as O", "two digits swapped" */
} BsrArrivalCandidate;

void bsr_arrival_candidate_free (BsrArrivalCandidate *candidate);

/**
 * bsr_arrival_candidates:
 *
 * What an officer is offered for a scan that waits: the cases of the numbers that were read for it, and those of
 * numbers that are one reading error away (see bsr_container_number_candidates()). Nothing is linked. Blocks.
 *
 * Returns: (transfer full) (element-type BsrArrivalCandidate): the likeliest first: open ones before those that are
 * not, the number itself before those that may have been misread, the newest case first; none twice; may be empty.
 * %NULL with what the store says
 */
GPtrArray *bsr_arrival_candidates (BsrStore *store, const BsrArrival *arrival, GError **error);

G_END_DECLS

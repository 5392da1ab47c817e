#pragma once

#include "bsr-case.h"

G_BEGIN_DECLS

/* What of a declaration is doubtful by itself, before any image of it. */
typedef enum
{
  BSR_DOUBT_CONTAINER_NUMBER, /* malformed, or its check digit is wrong */
  BSR_DOUBT_GROSS_MASS,       /* more than such a box may weigh, or less than it weighs empty */
  BSR_DOUBT_ITEMS_MASS,       /* the items weigh more than the box may hold, or than its gross mass leaves */
  BSR_DOUBT_SEALS,            /* none on a container with goods */
  BSR_DOUBT_CODE,             /* an item without a code of the Harmonized System */
  BSR_DOUBT_DESCRIPTION,      /* an item without one, or with words that say nothing */
} BsrDoubtKind;

typedef struct
{
  BsrDoubtKind kind;
  int item;       /* index of the declared item; -1: of the whole declaration */
  char *sentence; /* never NULL: translated, without a full stop; names the item where there are several */
} BsrDoubt;

/**
 * bsr_doubts_of_case:
 *
 * Doubts are for an officer to weigh: nothing in the declaration is changed by them. A case of which
 * nothing is declared yet, or whose container nobody could read, is not doubted for that.
 *
 * Returns: (transfer full): BsrDoubt, those of the whole declaration first, then by items; may be empty
 */
GPtrArray *bsr_doubts_of_case (const BsrCase *flagged);

/* "container-number", "gross-mass", ...: stable, for documents. */
const char *bsr_doubt_kind_to_string (BsrDoubtKind kind);

G_END_DECLS

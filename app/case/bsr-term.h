#pragma once

#include <glib.h>
#include "bsr-decision.h"

G_BEGIN_DECLS

/* The lists of terms that forms offer; each is a table in data/reasons. */
typedef enum
{
  BSR_TERMS_REASON,   /* of decisions */
  BSR_TERMS_METHOD,   /* how a container was examined */
  BSR_TERMS_SEIZURE,  /* what was seized */
  BSR_TERMS_UNIT,     /* in what it is counted */
  BSR_TERMS_CAVEAT,   /* how a case must be handled */
  BSR_TERMS_DOWNTIME, /* why a scanner stands */
  BSR_N_TERM_LISTS,
} BsrTermList;

/* Reasons serve some kinds of decisions only: a bit for each. */
#define BSR_TERM_OF_DECISION(kind) (1u << (kind))
#define BSR_TERM_OF_ANY 0u

/**
 * BsrTerm:
 *
 * One term with its definition: a constant. The code is what is recorded; it never changes its
 * meaning and is never taken away.
 */
typedef struct
{
  const char *code;
  const char *label, *definition; /* English; see bsr_term_label() */
  guint scope;                    /* BSR_TERM_OF_DECISION(); %BSR_TERM_OF_ANY: all */
} BsrTerm;

/* The terms of a list in the order in which they are offered. */
const BsrTerm *bsr_terms (BsrTermList list, guint *n);
/* (nullable): by its code. */
const BsrTerm *bsr_term_find (BsrTermList list, const char *code);

/* Translated: a few words; one or two sentences on what it means and when it may be used. */
const char *bsr_term_label (const BsrTerm *term);
const char *bsr_term_definition (const BsrTerm *term);
/* The label of @code; @code itself where this program does not know it. */
const char *bsr_term_word (BsrTermList list, const char *code);

G_END_DECLS

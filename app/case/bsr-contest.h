#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an officer has against one manifest check, or that he has nothing against it any more. */
typedef struct
{
  char *check;   /* never NULL: id of the check */
  int item;      /* place of the declared item from 0 on; -1: of the whole declaration */
  char *reason;  /* NULL: withdrawn */
  char *officer; /* never NULL */
  GDateTime *at; /* never NULL, UTC */
} BsrContest;

BsrContest *bsr_contest_new (const char *check, int item, const char *reason, const char *officer,
                             GDateTime *at);
BsrContest *bsr_contest_copy (const BsrContest *contest);
void bsr_contest_free (BsrContest *contest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrContest, bsr_contest_free)

/* Whether it speaks of @check of @item. */
gboolean bsr_contest_is_of (const BsrContest *contest, const char *check, int item);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A seal that was found on a container, or put on it. */
typedef struct
{
  char *number;    /* never NULL: as it is written on it */
  gboolean after;  /* put on after the examination; else found before it */
  gboolean intact; /* whole and in its place; always of one that was put on */
  char *officer;   /* never NULL: who read it or put it on */
  GDateTime *at;   /* never NULL, UTC */
} BsrSeal;

BsrSeal *bsr_seal_new (const char *number, gboolean after, gboolean intact, const char *officer,
                       GDateTime *at);
BsrSeal *bsr_seal_copy (const BsrSeal *seal);
void bsr_seal_free (BsrSeal *seal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrSeal, bsr_seal_free)

G_END_DECLS

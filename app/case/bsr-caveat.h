#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How a case must be handled; the last word on a kind stands, all are kept. */
typedef struct
{
  char *kind;        /* never NULL: of BSR_TERMS_CAVEAT */
  gboolean in_force; /* FALSE: lifted */
  char *text;        /* never NULL: in words: of whom, until when; "" for none */
  char *officer;     /* never NULL */
  GDateTime *at;     /* never NULL, UTC */
} BsrCaveat;

BsrCaveat *bsr_caveat_new (const char *kind, gboolean in_force, const char *text,
                           const char *officer, GDateTime *at);
BsrCaveat *bsr_caveat_copy (const BsrCaveat *caveat);
void bsr_caveat_free (BsrCaveat *caveat);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCaveat, bsr_caveat_free)

/* (transfer container): those of @caveats (BsrCaveat, oldest first) that stand: of each kind the
 * last one, unless it lifts. */
GPtrArray *bsr_caveats_in_force (GPtrArray *caveats);

G_END_DECLS

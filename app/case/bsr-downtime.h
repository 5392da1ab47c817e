#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A time in which a scanner was out of service. A later record of the same @id corrects or ends it;
 * the last one stands, all are kept. */
typedef struct
{
  gint64 id;          /* in the store: of its first record; 0: new */
  char *scanner;      /* never NULL: as scans name it, or the lane */
  GDateTime *started; /* never NULL, UTC */
  GDateTime *ended;   /* (nullable), UTC: NULL: it still is */
  char *reason;       /* never NULL: of BSR_TERMS_DOWNTIME */
  char *text;         /* never NULL: in words, "" for none */
  char *officer;      /* never NULL: who recorded it last */
} BsrDowntime;

BsrDowntime *bsr_downtime_new (const char *scanner, GDateTime *started, GDateTime *ended,
                               const char *reason, const char *text, const char *officer);
BsrDowntime *bsr_downtime_copy (const BsrDowntime *downtime);
/* @ended: (nullable) */
void bsr_downtime_set_ended (BsrDowntime *downtime, GDateTime *ended);
void bsr_downtime_free (BsrDowntime *downtime);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrDowntime, bsr_downtime_free)

/* Whether it can be recorded: %BSR_ERROR_INVALID in one sentence where the scanner has no name, the
 * reason is not known, or it ends before it starts. */
gboolean bsr_downtime_check (const BsrDowntime *downtime, GError **error);

G_END_DECLS

#pragma once

#include "bsr-store.h"

G_BEGIN_DECLS

/* What of #BsrStore is about its log. */

/* Something that leaves the store. */
struct _BsrExport
{
  const char *subject; /* "case:ID", "scan:ID", "library", "log", "store" */
  const char *what;    /* "backup", "loads", "checkpoints", "picture" */
  const char *to;      /* the file */
  gint64 up_to;        /* last audit entry that goes along; 0: none does */
};

/* Where the log stands. @head: (out): to be cleared */
gboolean bsr_store_read_head (BsrStore *store, BsrAuditHead *head, GError **error);

/* (transfer full): BsrCheckpoint, the first first; what they say is for bsr_store_verify_audit() to
 * judge. */
GPtrArray *bsr_store_list_checkpoints (BsrStore *store, GError **error);

/* Keeps a signed checkpoint as the log's next. _INVALID: it is not the one that follows, or not of
 * this log. */
gboolean bsr_store_add_checkpoint (BsrStore *store, const BsrActor *actor,
                                   const BsrCheckpoint *checkpoint, GError **error);

/* Notes that a scan is looked at; each time is an act. @where: "window", "comparison", "picture" */
gboolean bsr_store_note_scan_view (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                   const char *where, GError **error);
/* Notes that something leaves the store. */
gboolean bsr_store_note_export (BsrStore *store, const BsrActor *actor, const BsrExport *export,
                                GError **error);
/* Notes that the store was put back from a backup, as its first act after that. */
gboolean bsr_store_note_restore (BsrStore *store, const BsrActor *actor, const char *from,
                                 GError **error);

G_END_DECLS

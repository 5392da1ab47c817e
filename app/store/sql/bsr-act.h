#pragma once

#include "bsr-json-writer.h"
#include "bsr-record.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/**
 * BsrAct:
 *
 * One act on the store while it is being done: the lock, the write transaction, and the number of
 * the audit entry that will stand for it (the next of them, where it writes several records). Lives on
 * the stack as g_auto (BsrAct); whatever is not committed at the end of its scope is rolled back.
 */
typedef struct
{
  BsrSql *sql; /* NULL: not begun, or done */
  GMutexLocker *lock;
  const BsrActor *actor;
  gint64 entry;  /* key of the record that the act writes */
  gint64 version; /* that the actor has of what he changed, once the act is kept; 0: he names none */
  char *key;     /* UUID: tells this act from any other, also when it is looked for later */
  char *at;      /* ISO 8601, UTC, microseconds */
  char *previous;
  BsrJsonWriter *detail; /* open: members may be added until the act is committed */
} BsrAct;

/* Begins the write transaction: nobody else writes until @act is cleared. */
gboolean bsr_act_begin (BsrAct *act, BsrSql *sql, const BsrActor *actor, GError **error);

/* Writes the entry of one record, as bsr_act_commit() does, and stands ready for the next one in the
 * same transaction. */
gboolean bsr_act_write (BsrAct *act, const char *name, const char *subject,
                        const BsrRecordKind *kind, GError **error);

/**
 * bsr_act_commit:
 * @name: the act's name in the log: "decided"
 * @subject: "case:ID" or "scan:ID"
 * @kind: (nullable): what record it wrote under @act->entry; %NULL: none
 *
 * Adds the record's hash to the detail, writes the audit entry and commits: durable on return. Where the
 * connection is cut before the store has answered, whether the act was kept is looked up by its key: %TRUE
 * where it was, and %FALSE where nothing of it was; only where no server can be asked, the error says that
 * it is not known.
 */
gboolean bsr_act_commit (BsrAct *act, const char *name, const char *subject,
                         const BsrRecordKind *kind, GError **error);

void bsr_act_clear (BsrAct *act);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BsrAct, bsr_act_clear)

/* The store's own notation of a moment (ISO 8601, UTC, microseconds), and back: %NULL with
 * %BSR_ERROR_DAMAGED. */
char *bsr_act_format_time (GDateTime *moment);
GDateTime *bsr_act_parse_time (const char *text, GError **error);

G_END_DECLS

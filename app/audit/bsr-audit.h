#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrAuditEntry:
 *
 * One act as the log keeps it. @hash = SHA-256 over the canonical form of all other members,
 * @previous among them; the first entry's @previous is 64 zeros.
 */
typedef struct
{
  gint64 sequence; /* 1, 2, 3, ... without a gap */
  char *at;        /* ISO 8601, UTC, microseconds */
  char *actor;     /* who */
  char *station;   /* where */
  char *act;       /* "case-imported", "annotation-added", "decided", ... */
  char *subject;   /* what: "case:ID", "scan:ID" */
  char *detail;    /* JSON object: what from and to */
  char *previous;  /* 64 hex digits */
  char *hash;      /* 64 hex digits */
} BsrAuditEntry;

void bsr_audit_entry_free (BsrAuditEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrAuditEntry, bsr_audit_entry_free)

/* (transfer full): the hash that @entry ought to have. */
char *bsr_audit_entry_compute_hash (const BsrAuditEntry *entry);

/* Whether @entry follows @previous (%NULL: is the first). %BSR_ERROR_DAMAGED says how not. */
gboolean bsr_audit_entry_follows (const BsrAuditEntry *entry, const BsrAuditEntry *previous,
                                  GError **error);

G_END_DECLS

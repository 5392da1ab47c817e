#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @previous of the first entry: 64 zeros. */
#define BSR_AUDIT_ORIGIN "0000000000000000000000000000000000000000000000000000000000000000"

/**
 * BsrAuditEntry:
 *
 * One act as the log keeps it. @hash = SHA-256 (FIPS 180-4, lower-case hex) over the canonical
 * form of all other members, @previous among them; the first entry's @previous is
 * %BSR_AUDIT_ORIGIN. No member is %NULL.
 *
 * The canonical form is the 15 bytes "basira-audit/1" and a line feed, then one netstring for
 * each of sequence (decimal), at, actor, station, act, subject, detail, previous, in this
 * order. A netstring (Bernstein 1997) is the length in bytes as a decimal number without
 * leading zeros, a colon, the bytes, a comma: two different entries never have one form.
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

/* Appends @length bytes (-1: up to the final zero) to @form as one netstring: how records are
 * put into one unambiguous form before they are hashed. */
void bsr_audit_append_netstring (GString *form, const char *bytes, gssize length);

/* (transfer full): the hash that @entry ought to have. */
char *bsr_audit_entry_compute_hash (const BsrAuditEntry *entry);

/* Whether @entry follows @previous (%NULL: is the first) and has the hash of its content.
 * %BSR_ERROR_DAMAGED says which entry is broken, and how. */
gboolean bsr_audit_entry_follows (const BsrAuditEntry *entry, const BsrAuditEntry *previous,
                                  GError **error);

G_END_DECLS

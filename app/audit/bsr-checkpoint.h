#pragma once

#include "bsr-signing-key.h"

G_BEGIN_DECLS

/**
 * BsrCheckpoint:
 *
 * A signature over the log as it stood: whoever holds a copy elsewhere sees when the log was cut
 * off before it, or written anew. No member is %NULL.
 *
 * The signed form is the line "basira-checkpoint/1" with its line feed, then one netstring (see
 * #BsrAuditEntry) for each of number, sequence, hash, at, store, key, next_key, in this order;
 * numbers are decimal. The signature is Ed25519 (RFC 8032).
 *
 * The key of the first checkpoint is the one to be known beforehand; each further one is signed
 * with what the one before it names as @next_key, so that a new key is handed its office by the old.
 */
typedef struct
{
  gint64 number;   /* 1, 2, 3, ... without a gap */
  gint64 sequence; /* the last audit entry that it speaks for */
  char *hash;      /* of that entry, and by it of all before */
  char *at;        /* ISO 8601, UTC, microseconds */
  char *store;     /* whose log: the hash of its first entry */
  char *key;       /* public key that it is signed with */
  char *next_key;  /* that the next one is signed with: mostly @key */
  char *signature;
} BsrCheckpoint;

void bsr_checkpoint_free (BsrCheckpoint *checkpoint);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCheckpoint, bsr_checkpoint_free)

/* Signs what else @checkpoint says, as @key; its @next_key is @key's own where it is %NULL. */
gboolean bsr_checkpoint_sign (BsrCheckpoint *checkpoint, BsrSigningKey *key, GError **error);

/* Whether @checkpoint is signed and follows @previous (%NULL: is the first) in the same log.
 * %BSR_ERROR_DAMAGED says which is broken, and how. */
gboolean bsr_checkpoint_follows (const BsrCheckpoint *checkpoint, const BsrCheckpoint *previous,
                                 GError **error);

/* Whether they are the same in all members. */
gboolean bsr_checkpoint_is_same (const BsrCheckpoint *a, const BsrCheckpoint *b);

/**
 * bsr_checkpoint_to_line:
 *
 * Returns: (transfer full): "basira-checkpoint/1" and the members in their order on one line, a
 * blank between two, a line feed at the end: can be kept in a file, sent, or printed
 */
char *bsr_checkpoint_to_line (const BsrCheckpoint *checkpoint);
/* (transfer full) (nullable): @line without its line feed; %NULL when it is none. The signature is
 * not looked at. */
BsrCheckpoint *bsr_checkpoint_from_line (const char *line);

G_END_DECLS

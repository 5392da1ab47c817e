#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrAuditSettings:
 *
 * How the log is signed here: basira/audit.ini in the user's folder of settings, else in one of the
 * system's, group [Checkpoints]. No key: nobody signs here.
 */
typedef struct
{
  char *key;         /* (nullable): "key": see #BsrSigningKey */
  char *public_key;  /* (nullable): "public-key": the first checkpoint must be signed with this */
  char *deposit;     /* (nullable): "deposit": where checkpoints are added, see bsr-deposit.h */
  int every_entries; /* "every-entries": so many entries are not left unsigned */
  int every_hours;   /* "every-hours": nor entries of so many hours */
} BsrAuditSettings;

/* Unless said otherwise: a busy lane makes some 500 entries in a shift of eight hours, so that a
 * shift is signed once or twice, and a quiet day once. */
#define BSR_AUDIT_EVERY_ENTRIES 500
#define BSR_AUDIT_EVERY_HOURS 24

/* @path: %NULL for where they are looked for. What is not said is as above. %BSR_ERROR_INVALID
 * names the line that is wrong. */
BsrAuditSettings *bsr_audit_settings_read (const char *path, GError **error);
void bsr_audit_settings_free (BsrAuditSettings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrAuditSettings, bsr_audit_settings_free)

G_END_DECLS

#include "bsr-audit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-error.h"

#define FORM_NAME "basira-audit/1\n"

void
bsr_audit_entry_free (BsrAuditEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->at);
  g_free (entry->actor);
  g_free (entry->station);
  g_free (entry->act);
  g_free (entry->subject);
  g_free (entry->detail);
  g_free (entry->previous);
  g_free (entry->hash);
  g_free (entry);
}

void
bsr_audit_append_netstring (GString *form, const char *bytes, gssize length)
{
  g_return_if_fail (form != NULL && bytes != NULL);

  gsize size = length < 0 ? strlen (bytes) : (gsize) length;
  g_string_append_printf (form, "%" G_GSIZE_FORMAT ":", size);
  g_string_append_len (form, bytes, (gssize) size);
  g_string_append_c (form, ',');
}

char *
bsr_audit_entry_compute_hash (const BsrAuditEntry *entry)
{
  g_return_val_if_fail (entry != NULL, NULL);

  g_autofree char *sequence = g_strdup_printf ("%" G_GINT64_FORMAT, entry->sequence);
  const char *members[] = { sequence,   entry->at,      entry->actor,  entry->station,
                            entry->act, entry->subject, entry->detail, entry->previous };
  g_autoptr (GString) form = g_string_new (FORM_NAME);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    bsr_audit_append_netstring (form, members[i], -1);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) form->str, form->len);
}

gboolean
bsr_audit_entry_follows (const BsrAuditEntry *entry, const BsrAuditEntry *previous, GError **error)
{
  g_return_val_if_fail (entry != NULL, FALSE);

  gint64 expected = previous != NULL ? previous->sequence + 1 : 1;
  if (entry->sequence != expected)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   _ ("audit entry %lld is missing: entry %lld stands in its place"),
                   (long long) expected, (long long) entry->sequence);
      return FALSE;
    }
  g_autofree char *hash = bsr_audit_entry_compute_hash (entry);
  if (!g_str_equal (hash, entry->hash))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   _ ("audit entry %lld was changed: its content does not have its hash"),
                   (long long) entry->sequence);
      return FALSE;
    }
  if (!g_str_equal (entry->previous, previous != NULL ? previous->hash : BSR_AUDIT_ORIGIN))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   _ ("audit entry %lld is not linked to the entry before it: the chain is broken"),
                   (long long) entry->sequence);
      return FALSE;
    }
  return TRUE;
}

#include "bsr-checkpoint.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-audit.h"
#include "bsr-error.h"

#define FORM_NAME "basira-checkpoint/1"
/* Words of a line: the form's name and the members. */
#define N_WORDS 9
#define HASH_DIGITS 64

void
bsr_checkpoint_free (BsrCheckpoint *checkpoint)
{
  if (checkpoint == NULL)
    return;
  g_free (checkpoint->hash);
  g_free (checkpoint->at);
  g_free (checkpoint->store);
  g_free (checkpoint->key);
  g_free (checkpoint->next_key);
  g_free (checkpoint->signature);
  g_free (checkpoint);
}

static GString *
signed_form (const BsrCheckpoint *checkpoint)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, checkpoint->number);
  g_autofree char *sequence = g_strdup_printf ("%" G_GINT64_FORMAT, checkpoint->sequence);
  const char *members[] = { number,          sequence,        checkpoint->hash,    checkpoint->at,
                            checkpoint->store, checkpoint->key, checkpoint->next_key };
  GString *form = g_string_new (FORM_NAME "\n");
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    bsr_audit_append_netstring (form, members[i], -1);
  return form;
}

gboolean
bsr_checkpoint_sign (BsrCheckpoint *checkpoint, BsrSigningKey *key, GError **error)
{
  g_return_val_if_fail (checkpoint != NULL && key != NULL, FALSE);

  const char *public_key = bsr_signing_key_public (key);
  g_free (checkpoint->key);
  checkpoint->key = g_strdup (public_key);
  if (checkpoint->next_key == NULL)
    checkpoint->next_key = g_strdup (public_key);
  g_autoptr (GString) form = signed_form (checkpoint);
  g_free (checkpoint->signature);
  checkpoint->signature = bsr_signing_key_sign (key, form->str, form->len, error);
  return checkpoint->signature != NULL;
}

static gboolean
broken (GError **error, const BsrCheckpoint *checkpoint, const char *how)
{
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("checkpoint %lld at audit entry %lld %s"),
               (long long) checkpoint->number, (long long) checkpoint->sequence, how);
  return FALSE;
}

gboolean
bsr_checkpoint_follows (const BsrCheckpoint *checkpoint, const BsrCheckpoint *previous,
                        GError **error)
{
  g_return_val_if_fail (checkpoint != NULL, FALSE);

  gint64 expected = previous != NULL ? previous->number + 1 : 1;
  if (checkpoint->number != expected)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   _ ("checkpoint %lld is missing: checkpoint %lld stands in its place"),
                   (long long) expected, (long long) checkpoint->number);
      return FALSE;
    }
  g_autoptr (GString) form = signed_form (checkpoint);
  if (!bsr_signature_holds (checkpoint->signature, checkpoint->key, form->str, form->len))
    return broken (error, checkpoint, _ ("was changed: its signature does not fit it"));
  if (previous == NULL)
    return TRUE;
  if (!g_str_equal (checkpoint->store, previous->store))
    return broken (error, checkpoint, _ ("is of another log"));
  if (checkpoint->sequence <= previous->sequence)
    return broken (error, checkpoint, _ ("does not come after the one before it"));
  if (!g_str_equal (checkpoint->key, previous->next_key))
    return broken (error, checkpoint,
                   _ ("is signed with a key that the one before it does not name"));
  return TRUE;
}

gboolean
bsr_checkpoint_is_same (const BsrCheckpoint *a, const BsrCheckpoint *b)
{
  g_autofree char *line_a = bsr_checkpoint_to_line (a);
  g_autofree char *line_b = bsr_checkpoint_to_line (b);
  return g_str_equal (line_a, line_b);
}

char *
bsr_checkpoint_to_line (const BsrCheckpoint *checkpoint)
{
  g_return_val_if_fail (checkpoint != NULL, NULL);
  return g_strdup_printf (FORM_NAME " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s %s %s %s %s %s\n",
                          checkpoint->number, checkpoint->sequence, checkpoint->hash,
                          checkpoint->at, checkpoint->store, checkpoint->key,
                          checkpoint->next_key, checkpoint->signature);
}

static gboolean
is_hex (const char *text, gsize digits)
{
  return strlen (text) == digits && strspn (text, "0123456789abcdef") == digits;
}

BsrCheckpoint *
bsr_checkpoint_from_line (const char *line)
{
  g_return_val_if_fail (line != NULL, NULL);

  guint64 number, sequence;
  g_auto (GStrv) words = g_strsplit (line, " ", N_WORDS + 1);
  if (g_strv_length (words) != N_WORDS || !g_str_equal (words[0], FORM_NAME)
      || !g_ascii_string_to_unsigned (words[1], 10, 1, G_MAXINT64, &number, NULL)
      || !g_ascii_string_to_unsigned (words[2], 10, 1, G_MAXINT64, &sequence, NULL)
      || !is_hex (words[3], HASH_DIGITS) || *words[4] == '\0' || !is_hex (words[5], HASH_DIGITS)
      || !is_hex (words[6], BSR_PUBLIC_KEY_DIGITS) || !is_hex (words[7], BSR_PUBLIC_KEY_DIGITS)
      || !is_hex (words[8], BSR_SIGNATURE_DIGITS))
    return NULL;
  BsrCheckpoint *checkpoint = g_new0 (BsrCheckpoint, 1);
  checkpoint->number = (gint64) number;
  checkpoint->sequence = (gint64) sequence;
  checkpoint->hash = g_strdup (words[3]);
  checkpoint->at = g_strdup (words[4]);
  checkpoint->store = g_strdup (words[5]);
  checkpoint->key = g_strdup (words[6]);
  checkpoint->next_key = g_strdup (words[7]);
  checkpoint->signature = g_strdup (words[8]);
  return checkpoint;
}

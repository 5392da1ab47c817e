#include "bsr-photograph.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-file-load.h"

BsrPhotograph *
bsr_photograph_new (gint64 id, const char *name, const char *path, const char *sha256,
                    const char *caption, const char *officer, GDateTime *at)
{
  g_return_val_if_fail (name != NULL && path != NULL && sha256 != NULL, NULL);
  g_return_val_if_fail (caption != NULL && officer != NULL && at != NULL, NULL);
  BsrPhotograph *photograph = g_new0 (BsrPhotograph, 1);
  photograph->id = id;
  photograph->name = g_strdup (name);
  photograph->path = g_strdup (path);
  photograph->sha256 = g_strdup (sha256);
  photograph->caption = g_strdup (caption);
  photograph->officer = g_strdup (officer);
  photograph->at = g_date_time_to_utc (at);
  return photograph;
}

BsrPhotograph *
bsr_photograph_copy (const BsrPhotograph *photograph)
{
  g_return_val_if_fail (photograph != NULL, NULL);
  return bsr_photograph_new (photograph->id, photograph->name, photograph->path, photograph->sha256,
                             photograph->caption, photograph->officer, photograph->at);
}

void
bsr_photograph_free (BsrPhotograph *photograph)
{
  if (photograph == NULL)
    return;
  g_free (photograph->name);
  g_free (photograph->path);
  g_free (photograph->sha256);
  g_free (photograph->caption);
  g_free (photograph->officer);
  g_date_time_unref (photograph->at);
  g_free (photograph);
}

/* The first bytes of the pictures that are taken: JPEG (ITU-T T.81, B.1.1.3) and PNG (ISO
 * 15948, 5.2). */
static const struct
{
  const char *bytes;
  gsize n;
} beginnings[] = { { "\xff\xd8\xff", 3 }, { "\x89PNG\r\n\x1a\n", 8 } };

gboolean
bsr_photograph_check_file (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);
  gsize length;
  g_autofree char *bytes = bsr_file_load (path, BSR_PHOTOGRAPH_MAX_BYTES, &length, error);
  if (bytes == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (length > beginnings[i].n && memcmp (bytes, beginnings[i].bytes, beginnings[i].n) == 0)
      return TRUE;
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_UNKNOWN_KIND,
                       _ ("this is no photograph: a JPEG or PNG file is expected"));
  return FALSE;
}

GBytes *
bsr_photograph_load (const BsrPhotograph *photograph, GError **error)
{
  g_return_val_if_fail (photograph != NULL, NULL);
  gsize length;
  char *bytes = bsr_file_load (photograph->path, BSR_PHOTOGRAPH_MAX_BYTES, &length, error);
  if (bytes == NULL)
    return NULL;
  g_autofree char *found
      = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) bytes, length);
  if (g_str_equal (found, photograph->sha256))
    return g_bytes_new_take (bytes, length);
  g_free (bytes);
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                       _ ("the photograph is not the one that was taken on record"));
  return NULL;
}

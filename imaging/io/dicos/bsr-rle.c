#include "bsr-rle.h"

#include <string.h>

#include "bsr-error.h"

/* The header: how many segments there are, and where up to 15 of them begin (PS3.5, G.5). */
#define HEADER_BYTES 64

static guint32
read_u32 (const guint8 *bytes)
{
  guint32 number;
  memcpy (&number, bytes, sizeof number);
  return GUINT32_FROM_LE (number);
}

/* Unpacks a segment into every @step-th byte from @to on, @n of them (PS3.5, G.3.2). */
static gboolean
unpack (const guint8 *from, const guint8 *end, guint8 *to, gsize step, gsize n)
{
  while (n > 0)
    {
      if (end - from < 2)
        return FALSE;
      gint8 code = (gint8) *from++;
      if (code == -128)
        continue;
      gsize run = MIN (n, (gsize) (code >= 0 ? code : -code) + 1);
      if (code >= 0 && (gsize) (end - from) < run)
        return FALSE;
      for (gsize i = 0; i < run; i++)
        to[i * step] = code >= 0 ? from[i] : *from;
      from += code >= 0 ? run : 1;
      to += run * step;
      n -= run;
    }
  return TRUE;
}

gboolean
bsr_rle_decode (const guint8 *bytes, gsize size, gpointer samples, gsize n, int sample_bytes,
                GError **error)
{
  g_return_val_if_fail (bytes != NULL && samples != NULL, FALSE);
  g_return_val_if_fail (sample_bytes == 1 || sample_bytes == 2, FALSE);

  gboolean good = size >= HEADER_BYTES && read_u32 (bytes) == (guint32) sample_bytes;
  for (int i = 0; good && i < sample_bytes; i++)
    {
      gsize begin = read_u32 (bytes + 4 * (i + 1));
      gsize end = i + 1 < sample_bytes ? read_u32 (bytes + 4 * (i + 2)) : size;
      int place = G_BYTE_ORDER == G_LITTLE_ENDIAN ? sample_bytes - 1 - i : i;
      good = begin >= HEADER_BYTES && begin <= end && end <= size
             && unpack (bytes + begin, bytes + end, (guint8 *) samples + place,
                        (gsize) sample_bytes, n);
    }
  if (!good)
    g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "its run lengths do not make up the image");
  return good;
}

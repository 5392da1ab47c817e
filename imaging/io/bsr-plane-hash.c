#include "bsr-plane-hash.h"

/* Samples turned to little-endian at once on a big-endian host. */
#define SWAP_SAMPLES 1024

static void
update_swapped (GChecksum *checksum, gconstpointer row, gsize n, gsize sample_size)
{
  guint32 wide[SWAP_SAMPLES];
  guint16 *narrow = (guint16 *) (gpointer) wide;

  while (n > 0)
    {
      gsize part = MIN (n, SWAP_SAMPLES);
      for (gsize i = 0; i < part; i++)
        if (sample_size == 4)
          wide[i] = GUINT32_TO_LE (((const guint32 *) row)[i]);
        else
          narrow[i] = GUINT16_TO_LE (((const guint16 *) row)[i]);
      g_checksum_update (checksum, (const guchar *) wide, (gssize) (part * sample_size));
      row = (const guint8 *) row + part * sample_size;
      n -= part;
    }
}

char *
bsr_plane_sha256 (BsrPlane *plane)
{
  g_return_val_if_fail (plane != NULL, NULL);

  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize n = (gsize) bsr_plane_width (plane), sample_size = bsr_plane_sample_size (plane);

  for (int y = 0; y < bsr_plane_height (plane); y++)
    if (G_BYTE_ORDER == G_LITTLE_ENDIAN || sample_size == 1)
      g_checksum_update (checksum, bsr_plane_row (plane, y), (gssize) (n * sample_size));
    else
      update_swapped (checksum, bsr_plane_row (plane, y), n, sample_size);
  return g_strdup (g_checksum_get_string (checksum));
}

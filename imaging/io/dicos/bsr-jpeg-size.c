#include "bsr-jpeg-size.h"

/* Markers (ITU-T T.81, table B.1; T.87, C.1.1). */
enum
{
  SOF0 = 0xc0,
  SOF15 = 0xcf,
  DHT = 0xc4,
  JPG = 0xc8,
  DAC = 0xcc,
  SOF55 = 0xf7,
  SOS = 0xda
};

/* Of a segment, its own two included: at more DCMTK 3.6.7, which counts the marker's two in with them in
 * 16 bits, stands still for ever. */
#define MOST_SEGMENT_BYTES 0xfffd

static gboolean
is_frame_header (int marker)
{
  return (marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC)
         || marker == SOF55;
}

gboolean
bsr_jpeg_size (const guint8 *bytes, gsize size, int *width, int *height)
{
  g_return_val_if_fail (bytes != NULL && width != NULL && height != NULL, FALSE);

  if (size < 4 || bytes[0] != 0xff || bytes[1] != 0xd8)
    return FALSE;
  for (gsize at = 2; at + 9 <= size;)
    {
      int marker = bytes[at + 1];
      if (bytes[at] != 0xff || marker == SOS)
        return FALSE;
      if (marker == 0xff) /* filling */
        {
          at++;
          continue;
        }
      if (is_frame_header (marker))
        {
          *height = bytes[at + 5] << 8 | bytes[at + 6];
          *width = bytes[at + 7] << 8 | bytes[at + 8];
          return TRUE;
        }
      gsize length = (gsize) (bytes[at + 2] << 8 | bytes[at + 3]);
      if (length < 2 || length > MOST_SEGMENT_BYTES)
        return FALSE;
      at += 2 + length;
    }
  return FALSE;
}

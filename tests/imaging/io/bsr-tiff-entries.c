#include "bsr-tiff-entries.h"

#include <string.h>
#include <tiff.h>

#include "bsr-test.h"

static void
put (GByteArray *file, guint32 number, guint size)
{
  for (guint i = 0; i < size; i++)
    {
      guint8 byte = (guint8) (number >> 8 * i);
      g_byte_array_append (file, &byte, 1);
    }
}

GByteArray *
bsr_tiff_entries_begin (void)
{
  GByteArray *file = g_byte_array_new ();
  g_byte_array_append (file, (const guint8 *) "II*\0", 4);
  put (file, BSR_TIFF_FIRST_PAGE, 4);
  return file;
}

void
bsr_tiff_entries_add (GByteArray *file, const BsrTiffEntry *entries, int n_entries, guint32 next)
{
  put (file, (guint32) n_entries, 2);
  for (int i = 0; i < n_entries; i++)
    {
      put (file, entries[i].tag, 2);
      put (file, entries[i].type, 2);
      put (file, entries[i].count, 4);
      put (file, entries[i].value, 4);
    }
  put (file, next, 4);
}

guint32
bsr_tiff_entries_size (int n_entries)
{
  return 2 + (guint32) n_entries * 12 + 4;
}

void
bsr_tiff_entries_save (GByteArray *file, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_file_set_contents (path, (const char *) file->data, file->len, &error);
  bsr_test_assert_no_error (error);
}

void
bsr_tiff_entries_sound (BsrTiffEntry entries[BSR_TIFF_SOUND_ENTRIES], guint32 width, guint32 height,
                        guint32 offset)
{
  const BsrTiffEntry sound[BSR_TIFF_SOUND_ENTRIES] = {
    [BSR_TIFF_WIDTH] = { TIFFTAG_IMAGEWIDTH, BSR_TIFF_LONG, 1, width },
    [BSR_TIFF_HEIGHT] = { TIFFTAG_IMAGELENGTH, BSR_TIFF_LONG, 1, height },
    [BSR_TIFF_BITS] = { TIFFTAG_BITSPERSAMPLE, BSR_TIFF_SHORT, 1, 8 },
    [BSR_TIFF_COMPRESSION] = { TIFFTAG_COMPRESSION, BSR_TIFF_SHORT, 1, COMPRESSION_NONE },
    [BSR_TIFF_PHOTOMETRIC] = { TIFFTAG_PHOTOMETRIC, BSR_TIFF_SHORT, 1, PHOTOMETRIC_MINISBLACK },
    [BSR_TIFF_STRIP_OFFSET] = { TIFFTAG_STRIPOFFSETS, BSR_TIFF_LONG, 1, offset },
    [BSR_TIFF_ROWS_PER_STRIP] = { TIFFTAG_ROWSPERSTRIP, BSR_TIFF_LONG, 1, G_MAXUINT32 },
    [BSR_TIFF_STRIP_BYTES] = { TIFFTAG_STRIPBYTECOUNTS, BSR_TIFF_LONG, 1, width * height },
  };
  memcpy (entries, sound, sizeof sound);
}

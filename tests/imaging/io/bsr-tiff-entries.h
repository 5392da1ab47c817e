#pragma once

#include <glib.h>

/* One entry of a page header, as TIFF 6.0 section 2 has it; @value: the value or its offset. */
typedef struct
{
  guint16 tag, type;
  guint32 count, value;
} BsrTiffEntry;

#define BSR_TIFF_SHORT 3
#define BSR_TIFF_LONG 4
/* Where the first page header begins in files of bsr_tiff_entries_begin(). */
#define BSR_TIFF_FIRST_PAGE 8

/* (transfer full): a classic little-endian TIFF up to its first page header. */
GByteArray *bsr_tiff_entries_begin (void);
/* Adds a page header of any content, however wrong, followed by the page at @next (0: none). */
void bsr_tiff_entries_add (GByteArray *file, const BsrTiffEntry *entries, int n_entries,
                           guint32 next);
/* Bytes that a header of @n_entries takes. */
guint32 bsr_tiff_entries_size (int n_entries);
void bsr_tiff_entries_save (GByteArray *file, const char *path);

/* A sound page of 8-bit grey, uncompressed in one strip at @offset: for changing single entries. */
#define BSR_TIFF_SOUND_ENTRIES 8
typedef enum
{
  BSR_TIFF_WIDTH,
  BSR_TIFF_HEIGHT,
  BSR_TIFF_BITS,
  BSR_TIFF_COMPRESSION,
  BSR_TIFF_PHOTOMETRIC,
  BSR_TIFF_STRIP_OFFSET,
  BSR_TIFF_ROWS_PER_STRIP,
  BSR_TIFF_STRIP_BYTES,
} BsrTiffSoundEntry;
void bsr_tiff_entries_sound (BsrTiffEntry entries[BSR_TIFF_SOUND_ENTRIES], guint32 width,
                             guint32 height, guint32 offset);

#pragma once

#include <glib.h>
#include "bsr-file-source.h"
#include "bsr-read-limits.h"

G_BEGIN_DECLS

/* The border to DCMTK: nothing of it is seen beyond these functions, and nothing that it throws. They
 * run in a process that can open no file, hence bsr_dicos_prepare(). */

/**
 * BsrDicosSet:
 *
 * The data set of a DICOM file, and its pixels. Large values stay in the file until they are asked for.
 */
typedef struct _BsrDicosSet BsrDicosSet;

/* The data set itself, or an item of a sequence in it; the set's. */
typedef struct _BsrDicosItem BsrDicosItem;

/* An element's tag: (0028,0010) is 0x00280010. */
typedef guint32 BsrDicosTag;

/* Reads the library's dictionary from the disk, makes its decoders known and silences its log. Once,
 * before all else. %BSR_ERROR_ENVIRONMENT where there is no dictionary. */
gboolean bsr_dicos_prepare (GError **error);

/**
 * bsr_dicos_set_read:
 * @file: outlives the set
 *
 * Returns: (transfer full): or %NULL with %BSR_ERROR_UNSUPPORTED (a transfer syntax that nobody knows),
 *   %BSR_ERROR_DAMAGED, %BSR_ERROR_LIMIT (more headers or deeper ones than any scan has) or
 *   %BSR_ERROR_ENVIRONMENT
 */
BsrDicosSet *bsr_dicos_set_read (BsrFileSource *file, const BsrReadLimits *limits, GError **error);
void bsr_dicos_set_free (BsrDicosSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrDicosSet, bsr_dicos_set_free)

BsrDicosItem *bsr_dicos_set_root (BsrDicosSet *set);

gboolean bsr_dicos_item_has (BsrDicosItem *item, BsrDicosTag tag);
/* (transfer full) (nullable): value @index of an element, without the blanks around it, as UTF-8; %NULL
 * where there is none. */
char *bsr_dicos_item_text (BsrDicosItem *item, BsrDicosTag tag, int index);
/* Value @index as a finite number; %FALSE where there is none. */
gboolean bsr_dicos_item_number (BsrDicosItem *item, BsrDicosTag tag, int index, double *number);
/* (nullable): item @index of the sequence @tag. */
BsrDicosItem *bsr_dicos_item_child (BsrDicosItem *item, BsrDicosTag tag, int index);

/* How the pixels are stored. */
typedef enum
{
  BSR_DICOS_NO_PIXELS,
  BSR_DICOS_PLAIN,
  BSR_DICOS_RUN_LENGTHS, /* compressed in a way that needs no library: the one that it has reads beyond
                            what it is given */
  BSR_DICOS_COMPRESSED,
  BSR_DICOS_UNKNOWN_COMPRESSION, /* the library has no decoder for it */
} BsrDicosStorage;

BsrDicosStorage bsr_dicos_set_storage (BsrDicosSet *set);
/* (transfer full): what the transfer syntax is called. */
char *bsr_dicos_set_syntax (BsrDicosSet *set);
/* Bytes of plain pixels. */
gint64 bsr_dicos_set_plain_bytes (BsrDicosSet *set);
/* @size bytes of plain pixels from @offset, samples in the host's byte order. %BSR_ERROR_DAMAGED,
 * %BSR_ERROR_ENVIRONMENT */
gboolean bsr_dicos_set_read_plain (BsrDicosSet *set, gint64 offset, gpointer buffer, gsize size,
                                   GError **error);
/* Frame @index, decompressed, of samples in the host's byte order; frames are read in their order.
 * @size: of a frame, even; 2 bytes a sample of more than 8 bits. Errors as above. */
gboolean bsr_dicos_set_read_frame (BsrDicosSet *set, int index, gpointer buffer, gsize size,
                                   GError **error);
/* (nullable): fragment @index of compressed pixels; the set's. The first, 0, is a table of where frames
 * begin. */
const guint8 *bsr_dicos_set_fragment (BsrDicosSet *set, int index, gsize *size);
/* That with which the next frame to be read begins. */
int bsr_dicos_set_next_fragment (BsrDicosSet *set);

G_END_DECLS

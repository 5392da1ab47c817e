#pragma once

#include "bsr-plane.h"
#include "bsr-reading.h"
#include "bsr-tiff-handle.h"
#include "bsr-tiff-layout.h"

G_BEGIN_DECLS

/* A page and where its samples go: shared by all threads that read it. */
typedef struct
{
  const BsrTiffLayout *layout;
  BsrPlane *const *planes;
  const BsrReading *reading;
  BsrFileSource *source;
} BsrTiffPage;

/* How a page is parted into items of work: a strip or tile each, or a row of tiles where rows are
 * put whole. @thread_bytes: memory of one thread. */
typedef struct
{
  guint32 n_down, n_across; /* chunks of a group: of all samples, or of each where separate */
  gboolean in_bands;        /* rows are put, not written where they belong */
  guint32 band_rows;
  gint64 n_items, thread_bytes;
} BsrTiffPlan;

BsrTiffPlan bsr_tiff_plan_new (const BsrTiffPage *page);

/**
 * BsrTiffChunkReader:
 *
 * One thread's hold on a page that others read at the same time.
 */
typedef struct _BsrTiffChunkReader BsrTiffChunkReader;

/* (transfer full): @handle: (nullable): stands at the page and outlives the reader; %NULL for one
 * of its own. %BSR_ERROR_ENVIRONMENT, %BSR_ERROR_DAMAGED (the page is no longer what it was) */
BsrTiffChunkReader *bsr_tiff_chunk_reader_new (const BsrTiffPage *page, const BsrTiffPlan *plan,
                                               BsrTiffHandle *handle, GError **error);
void bsr_tiff_chunk_reader_free (BsrTiffChunkReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrTiffChunkReader, bsr_tiff_chunk_reader_free)

/* Reads @item, 0...n_items - 1. %BSR_ERROR_DAMAGED, %BSR_ERROR_ENVIRONMENT, %G_IO_ERROR_CANCELLED
 */
gboolean bsr_tiff_chunk_reader_read (BsrTiffChunkReader *self, int item, GError **error);

/* Has @handle stand at the page, and looks whether it still is what @page says. */
gboolean bsr_tiff_page_go (const BsrTiffPage *page, BsrTiffHandle *handle, GError **error);

G_END_DECLS

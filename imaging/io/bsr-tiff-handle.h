#pragma once

#include <tiffio.h>
#include "bsr-file-source.h"

G_BEGIN_DECLS

/**
 * BsrTiffHandle:
 *
 * libtiff at work on a file: one position in it, one page at a time, for one thread. Several handles
 * may read one source at the same time.
 */
typedef struct _BsrTiffHandle BsrTiffHandle;

/* (transfer full): at the first page. @source outlives it. %BSR_ERROR_DAMAGED */
BsrTiffHandle *bsr_tiff_handle_open (BsrFileSource *source, GError **error);
void bsr_tiff_handle_close (BsrTiffHandle *handle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrTiffHandle, bsr_tiff_handle_close)

/* (transfer none) */
TIFF *bsr_tiff_handle_tiff (const BsrTiffHandle *handle);
BsrFileSource *bsr_tiff_handle_source (const BsrTiffHandle *handle);

/* Goes to @page, 1-based. */
gboolean bsr_tiff_handle_go (BsrTiffHandle *handle, int page, GError **error);

/* Forgets what libtiff complained of: its next complaint is the reason of what fails next. */
void bsr_tiff_handle_forget (BsrTiffHandle *handle);

/* Says that @what of @page failed, with libtiff's reason (or @reason, nullable, where it gave none)
 * unless the disk was it. Returns: %FALSE */
gboolean bsr_tiff_handle_fail (BsrTiffHandle *handle, const char *what, int page,
                               const char *reason, GError **error);

G_END_DECLS

#pragma once

#include "bsr-file-source.h"

G_BEGIN_DECLS

/* Pages that a file may hold, planes, thumbnails and masks together: four planes with a pyramid
 * of 15 steps and a mask for each fit. */
#define BSR_TIFF_MAX_PAGES 128

/**
 * bsr_tiff_chain_check:
 *
 * Walks the chain of page headers (IFDs; TIFF 6.0 section 2, BigTIFF as libtiff has it) without
 * understanding them, before anything is handed to libtiff, which bounds neither the entries that
 * it keeps nor the bytes that they share: 800 kB of header can make it ask for 40 GB. What passes
 * has few pages, no loop, headers inside the file, and entries that together hold no more than
 * the file does.
 *
 * Returns: %FALSE with %BSR_ERROR_DAMAGED or %BSR_ERROR_LIMIT naming the page
 */
gboolean bsr_tiff_chain_check (BsrFileSource *source, GError **error);

G_END_DECLS

#pragma once

#include "bsr-image-notes.h"
#include "bsr-scan.h"

G_BEGIN_DECLS

/* Takes what the file of the pixels says of @scan, whose acquisition is assumed so far. It counts as
 * described where the file says how large a pixel is. */
void bsr_scan_take_notes (BsrScan *scan, const BsrImageNotes *notes);
/* The other way, for files that can say it. */
void bsr_scan_make_notes (const BsrScan *scan, BsrImageNotes *notes);

G_END_DECLS

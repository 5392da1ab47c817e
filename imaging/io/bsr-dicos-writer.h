#pragma once

#include "bsr-image-notes.h"
#include "bsr-image.h"
#include "bsr-new-file.h"

G_BEGIN_DECLS

/**
 * bsr_dicos_write:
 * @notes: what is known of the scan
 *
 * Encodes @image into @file as one DICOS DX image for processing (NEMA IIC 1), not compressed: a frame
 * a plane, plane 1 first. Which energy a frame has is said by energy windows (PS3.3, C.8.4.8), and by
 * the image's type. The same image has the same identifiers whenever it is written.
 *
 * Returns: %FALSE with %BSR_ERROR_UNSUPPORTED for what such a file cannot hold (colours, floats, edges
 *   of more than 65,535 pixels, 4 GiB of pixels) or %BSR_ERROR_ENVIRONMENT
 */
gboolean bsr_dicos_write (BsrImage *image, const BsrImageNotes *notes, BsrNewFile *file,
                          GError **error);

/* (transfer full): the identifier that bsr_dicos_write() gives @image. */
char *bsr_dicos_image_uid (BsrImage *image);
/* (transfer full): the moment of @notes as DICOM writes it (DT: PS3.5, 6.2); NULL: unstated. */
char *bsr_dicos_moment (const BsrImageNotes *notes);
/* What is said of the object of inspection and of who examined it in all that is written of a scan;
 * group 0010. */
void bsr_dicos_put_object (GByteArray *set, const BsrImageNotes *notes);

G_END_DECLS

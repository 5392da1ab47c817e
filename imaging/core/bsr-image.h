#pragma once

#include "bsr-plane.h"

G_BEGIN_DECLS

/**
 * BsrImage:
 *
 * The pixels of one scan as they were read: one to four planes of one size, plane 0 being
 * the higher energy, orientation already applied. Samples are %BSR_FORMAT_U16 (8-bit files
 * are widened, value unchanged) or %BSR_FORMAT_F32. Immutable and reference-counted.
 *
 * A picture in colours has three planes, red, green and blue, which are no counts: whoever coloured
 * it has replaced them. It can be looked at, and nothing can be computed from it.
 */
typedef struct _BsrImage BsrImage;

#define BSR_IMAGE_MAX_PLANES 4

/**
 * bsr_image_new:
 * @planes: @n_planes planes of one size and one format, U16 or F32; a reference is taken
 * @bits: bits of a sample in the file, 8...32; no sample is above what they can hold
 *
 * Returns: (transfer full): an image, or %NULL with %BSR_ERROR_DAMAGED when the planes do
 * not fit together
 */
BsrImage *bsr_image_new (BsrPlane *const *planes, int n_planes, int bits, GError **error);
/* (transfer full): a picture in colours, of red, green and blue; all else as bsr_image_new(). */
BsrImage *bsr_image_new_colour (BsrPlane *const rgb[3], int bits, GError **error);
BsrImage *bsr_image_ref (BsrImage *image);
void bsr_image_unref (BsrImage *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrImage, bsr_image_unref)

gboolean bsr_image_is_colour (const BsrImage *image);
int bsr_image_n_planes (const BsrImage *image);
/* Planes of different X-ray energies: all, or 1 of a picture in colours, which has the energy of none
 * that anyone could tell. */
int bsr_image_n_energies (const BsrImage *image);
int bsr_image_width (const BsrImage *image);
int bsr_image_height (const BsrImage *image);
int bsr_image_bits (const BsrImage *image);
/* Highest value that a sample can have: 2^bits - 1 for integers, 1.0 for floats. */
double bsr_image_full_scale (const BsrImage *image);
/* (transfer none) */
BsrPlane *bsr_image_plane (const BsrImage *image, int index);

/* %FALSE with %BSR_ERROR_UNSUPPORTED, saying why, where nothing can be computed from @image. */
gboolean bsr_image_has_counts (const BsrImage *image, GError **error);

G_END_DECLS

#pragma once

#include <gio/gio.h>
#include "bsr-image.h"

G_BEGIN_DECLS

/**
 * BsrFlatField:
 *
 * What calibration left over in one plane of a scan, measured from the scan itself: the gain of
 * each detector channel and the dose of each pulse. Immutable.
 */
typedef struct
{
  int n_rows, n_columns;
  float *row_offset;    /* attenuation to be taken off each pixel of a row: -ln of its gain */
  float *column_offset; /* the same of each column: -ln of its pulse's dose */
  double row_spread;    /* standard deviation of true gains, as estimated, relative */
  double column_spread; /* and of doses */
  int n_rows_changed, n_columns_changed;
} BsrFlatField;

/* What a gain or a dose can be off after calibration: larger offsets are taken as structure and
 * left alone. Monthly gain files of line arrays hold 1...2 %. */
#define BSR_FLAT_FIELD_MOST 0.03

/**
 * bsr_flat_field_measure:
 * @attenuation: @n_planes F32 planes of -ln T, or U16 planes of codes of @step each; before they
 *   are cut at 0, if they are
 * @tables: (nullable): of U16 planes of counts: the attenuation of each of 65,536 values, for each
 *   plane; going on above the air's counts, where it is below 0; infinite where a value says
 *   nothing: where nothing got through (above 0) or it is at full scale (below 0)
 * @flags: U8 planes of BsrPixelFlags; dead, spiked, saturated and opaque pixels say nothing
 * @fields: (out): @n_planes, (transfer full) each
 *
 * Row and column offsets of each plane, the planes apart; columns of several planes are compared,
 * since structure shows in all energies and the dose of a pulse in one. Every offset is shrunk by
 * how well it is known, and 0 where it may be structure: an edge, a roof rail, a layer of pallets
 * is never flattened. Returns: %FALSE with %G_IO_ERROR_CANCELLED
 */
gboolean bsr_flat_field_measure (BsrPlane *const *attenuation, BsrPlane *const *flags,
                                 int n_planes, double step, const float *const *tables,
                                 int n_threads, BsrFlatField **fields,
                                 GCancellable *cancellable, GError **error);
void bsr_flat_field_free (BsrFlatField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrFlatField, bsr_flat_field_free)

/* Takes the offsets off F32 @attenuation in place; not off pixels flagged dead or opaque. */
void bsr_flat_field_apply (const BsrFlatField *field, BsrPlane *attenuation, BsrPlane *flags);

G_END_DECLS

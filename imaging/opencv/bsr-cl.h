#pragma once

#include <gio/gio.h>
#include "bsr-plane.h"

G_BEGIN_DECLS

/* The pass over all pixels on an OpenCL device, through OpenCV. Errors are %BSR_ERROR_ACCELERATOR,
 * or _ENVIRONMENT for memory. A device takes one call at a time: the caller keeps them apart. */

/**
 * BsrClDevice:
 *
 * An OpenCL device with the pass compiled for it.
 */
typedef struct _BsrClDevice BsrClDevice;

/* Whether the system names any OpenCL driver: a look into a folder that starts nothing. */
gboolean bsr_cl_is_installed (void);

/**
 * bsr_cl_device_new:
 * @any_type: also a device that is no GPU
 *
 * Starts OpenCL and compiles; blocks, for seconds.
 *
 * Returns: (transfer full): the first device that is a GPU, else with @any_type the first there
 * is; %NULL with %BSR_ERROR_UNSUPPORTED where there is none
 */
BsrClDevice *bsr_cl_device_new (gboolean any_type, GError **error);
void bsr_cl_device_free (BsrClDevice *device);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrClDevice, bsr_cl_device_free)

/* (transfer none): as its driver calls it. */
const char *bsr_cl_device_name (const BsrClDevice *device);

/* What one plane is developed by; BsrExposure and BsrRowKernels say what all this means. */
typedef struct
{
  BsrPlane *samples;        /* U16 */
  BsrPlane *flags;          /* U8, before */
  BsrPlane *codes;          /* (out): U16 */
  BsrPlane *developed;      /* (out): U8, flags after; not @flags */
  const guint16 *codes_of;  /* of the 65,536 samples */
  const gint16 *row_offsets, *column_offsets; /* (nullable) */
  guint16 most, full, air;
} BsrClExposure;

/* Level, good, high, low, both: as in a BsrCell. */
typedef guint16 BsrClCell[5];

typedef struct
{
  const BsrClExposure *exposures;
  int n_exposures;
  guint16 bias;                              /* what @codes_of has above the code */
  guint8 saturated_flag, opaque_flag, air_flag;
  guint8 bad, mute;                          /* flags that keep a pixel out of the sums */
  int across, down, cells_width, cells_height;
  BsrClCell *cells; /* (out): row by row */
} BsrClPass;

/* Results are written even where an error follows: they mean something only when all is done.
 * Cancelling, %G_IO_ERROR_CANCELLED, is looked at between pieces of some million pixels. */
gboolean bsr_cl_develop (BsrClDevice *device, const BsrClPass *pass, GCancellable *cancellable,
                         GError **error);

G_END_DECLS

#pragma once

#include <glib.h>
#include "bsr-image.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_RAW_U8,
  BSR_RAW_U16,
  BSR_RAW_F32,
  BSR_RAW_N_SAMPLES,
} BsrRawSample;

/**
 * BsrRawLayout:
 *
 * How the samples of a scan lie in files that are a header and samples: row after row from the top
 * left, nothing between rows. A plain value, which goes to the decoder as it is.
 */
typedef struct
{
  int n_planes;
  int width, height;
  BsrRawSample sample;
  gboolean big_endian;
  gint64 offset[BSR_IMAGE_MAX_PLANES]; /* bytes before the first sample of each plane's file */
} BsrRawLayout;

/* Whether a file of @size bytes holds all of @plane: what follows the samples is the scanner's own
 * business. %BSR_ERROR_DAMAGED */
gboolean bsr_raw_layout_check (const BsrRawLayout *layout, int plane, gint64 size, GError **error);

/* Bytes of one sample of a file. */
int bsr_raw_sample_bytes (BsrRawSample sample);

G_END_DECLS

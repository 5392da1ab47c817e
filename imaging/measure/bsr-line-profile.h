#pragma once

#include <gio/gio.h>
#include "bsr-pitch.h"
#include "bsr-point.h"
#include "bsr-radiograph.h"

G_BEGIN_DECLS

/* One place along a line, averaged across it. */
typedef struct
{
  float transmission; /* mean of plane 0; NAN: no pixel of the scan there */
  float attenuation;  /* -ln of it */
  float steel_mm;     /* mean; at least that where opaque */
  gboolean opaque;    /* some of it did not let the beam through */
  gboolean filled;    /* dead detectors: values from around */
} BsrProfileSample;

/* More places are averaged into so many. */
#define BSR_LINE_PROFILE_MAX_SAMPLES 2048

/**
 * BsrLineProfile:
 *
 * What lies along a line. Reference-counted, immutable. Sample i stands for the place (i + 1/2) /
 * n_samples of the way.
 */
typedef struct
{
  gatomicrefcount refs;
  BsrPoint from, to;
  double length_m, width_m; /* as averaged: @width_m is at least a pixel */
  int n_samples;
  BsrProfileSample samples[];
} BsrLineProfile;

/**
 * bsr_line_profile_new:
 * @width_mm: of the strip that is averaged across the line, in the container's mid plane
 *
 * At right angles in millimetres, not in pixels, which need not be square. Blocks; costs time by the
 * strip's pixels.
 *
 * Returns: (transfer full): or %NULL with %G_IO_ERROR_CANCELLED
 */
BsrLineProfile *bsr_line_profile_new (const BsrRadiograph *radiograph, BsrPoint from, BsrPoint to,
                                      double width_mm, const BsrPitch *pitch,
                                      GCancellable *cancellable, GError **error);
BsrLineProfile *bsr_line_profile_ref (BsrLineProfile *profile);
void bsr_line_profile_unref (BsrLineProfile *profile);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrLineProfile, bsr_line_profile_unref)

/* Where @share (0...1) of the way is, source pixels. */
BsrPoint bsr_line_profile_place (const BsrLineProfile *profile, double share);
/* The sample there; @share is cut to 0...1. */
const BsrProfileSample *bsr_line_profile_at (const BsrLineProfile *profile, double share);

/* The width of a strip that has @edge on its border, mm. */
double bsr_line_profile_width_mm (BsrPoint from, BsrPoint to, BsrPoint edge, const BsrPitch *pitch);
/* A point on the border of a strip of @width_mm: beside the middle of the line. */
BsrPoint bsr_line_profile_edge (BsrPoint from, BsrPoint to, double width_mm, const BsrPitch *pitch);

G_END_DECLS

#pragma once

#include "bsr-look.h"
#include "bsr-noise-table.h"
#include "bsr-sampler.h"

G_BEGIN_DECLS

typedef struct
{
  BsrEnhancement kind;
  int amount;                      /* of BSR_AMOUNT_ONE; signed for relief */
  guint16 reach[BSR_NOISE_ENTRIES]; /* samples, for denoising and edges */
} BsrFilterStep;

/**
 * BsrFilter:
 *
 * The steps of a look that work on samples, for one level of a pyramid. They go over the samples
 * of the level, not over what is on the screen, so that a place looks the same wherever the
 * picture is cut. Immutable: threads share it.
 */
typedef struct
{
  const BsrRenderKernels *kernels;
  int n_steps;
  BsrFilterStep steps[BSR_LOOK_MAX_STEPS];
} BsrFilter;

/* @noise: of the finest level; @level: halvings, each of which halves the noise. */
void bsr_filter_init (BsrFilter *filter, const BsrLook *look, const BsrNoiseTable *noise, int level);

/* Whether @look has such steps, and whether they go by the noise. */
gboolean bsr_look_has_filter (const BsrLook *look);
gboolean bsr_look_needs_noise (const BsrLook *look);

/* What one thread works in. */
typedef struct
{
  guint16 *buffers[2];
  int *scratch;
} BsrFilterDesk;

/* For parts of up to @width x @height samples. */
void bsr_filter_desk_init (BsrFilterDesk *desk, const BsrFilter *filter, int width, int height);
void bsr_filter_desk_clear (BsrFilterDesk *desk);

/* Part @box of @plane after all steps; lies in @desk. Beyond the plane's edges its outermost
 * samples go on. */
BsrSamples bsr_filter_run (const BsrFilter *filter, BsrPlane *plane, BsrBox box,
                           BsrFilterDesk *desk);

G_END_DECLS

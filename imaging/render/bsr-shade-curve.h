#pragma once

#include "bsr-local-shades.h"
#include "bsr-look.h"
#include "bsr-scene-private.h"

G_BEGIN_DECLS

/**
 * BsrShadeCurve:
 *
 * What the steps of a look that work on the shade make of the place of a sample in the window. In
 * the making: it ends as tables.
 */
typedef struct _BsrShadeCurve BsrShadeCurve;

/* Whether @look has such steps. */
gboolean bsr_shade_curve_is_needed (const BsrLook *look);

/* Runs through the steps; those that equalise look at the samples of the look's region, as they
 * are before any step on samples. */
BsrShadeCurve *bsr_shade_curve_new (const BsrScene *scene, const BsrLook *look);

/**
 * bsr_shade_curve_finish:
 * @levels: 65,536 brightnesses: by sample, or by shade where it is local
 * @bins: (out): where it is local, the bins of @local by sample
 * @local: (out): then
 *
 * Frees @curve. Returns: whether a step equalises locally.
 */
gboolean bsr_shade_curve_finish (BsrShadeCurve *curve, guint8 *levels, guint16 **bins,
                                 BsrLocalShades *local);

G_END_DECLS

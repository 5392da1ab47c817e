#pragma once

#include "bsr-radiation.h"

G_BEGIN_DECLS

/* What was measured: an item, or what is there without one. */
typedef enum
{
  BSR_N42_UNSTATED,
  BSR_N42_FOREGROUND,
  BSR_N42_BACKGROUND,
  BSR_N42_OTHER, /* calibration, intrinsic activity */
} BsrN42Source;

typedef enum
{
  BSR_N42_ANY, /* unstated: by the detector's own description, else gamma */
  BSR_N42_GAMMA,
  BSR_N42_NEUTRON,
  BSR_N42_NEITHER,
} BsrN42Category;

/* One time slice of a measurement: all detectors over the same while. */
typedef struct
{
  BsrN42Source source;
  int occupied;     /* 1: the item was there, 0: not, -1: not stated */
  gboolean derived; /* computed from other slices of the same file */
  gboolean apart;   /* without a start it lies beside no other */
  char *start;      /* (nullable): as written: slices of one start lie beside each other */
  GDateTime *at;    /* (nullable): the same */
  double real_s;    /* NAN: not stated */
  GArray *counts;   /* of detectors; see bsr_n42_slice_add() */
} BsrN42Slice;

BsrN42Slice *
bsr_n42_slice_new (void);
void
bsr_n42_slice_free (BsrN42Slice *slice);

/* @detector: "" where it has no name; @gross: counted as such, not summed from a spectrum */
void
bsr_n42_slice_add (BsrN42Slice *slice, const char *detector, BsrN42Category category,
                   gboolean gross, double counts);

/**
 * bsr_n42_slices_sum:
 * @slices: (element-type BsrN42Slice): of one measurement
 * @detectors: (nullable): category (GINT_TO_POINTER) by the name of a detector
 *
 * Puts time, duration and counts into @radiation, where that does not state them:
 * of the foreground, and of the background for itself. Slices in which the item was there exclude
 * those without it (N42.42-2011 annex D), and those that say that they are of the foreground those
 * that say nothing; what is derived counts only where nothing else does. A detector's gross counts
 * go before its spectra, and of several spectra of one detector over the same while the largest
 * counts, for they show the same events. Durations of slices that begin together count once.
 *
 * Returns: whether there is a foreground
 */
gboolean
bsr_n42_slices_sum (GPtrArray *slices, GHashTable *detectors, BsrRadiation *radiation);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the one pass over all pixels runs is chosen in one place, bsr-accelerator.c. The row
 * kernels in the processor are always there. OpenCL is taken only where a device is a graphics
 * processor and has shown, on a strip of the session's first large scan, that it answers the same
 * bits at least BSR_ACCELERATOR_GAIN times as fast, transfers included. An error at run time sends
 * that scan to the processor; after BSR_ACCELERATOR_MAX_ERRORS of them, or where the strip failed or
 * differed, the device is given up until the program ends, which every later scan that would have used it says.
 *
 * The environment's BASIRA_OPENCL:
 *   off    never; nothing of OpenCL is started
 *   auto   as above (also where it is not set)
 *   force  any device, whatever its kind and speed, for scans of any size; the bits must still be
 *          equal. For tests, by a driver that computes in the processor.
 * BASIRA_OPENCL_FAULT makes what hardly ever happens happen, for tests and drills:
 *   probe  the device fails on the strip
 *   differ the device answers another bit on the strip
 *   run    the device fails on each scan after the strip */

/* Least times as fast that is worth leaving the plain path for. */
#define BSR_ACCELERATOR_GAIN 1.5
#define BSR_ACCELERATOR_MAX_ERRORS 3
/* Pixels of the strip, and of the least scan that OpenCL is started for: below it, the start takes
 * longer than a hundred scans. */
#define BSR_ACCELERATOR_STRIP_PIXELS (2 << 20)

/* How one scan was developed. */
typedef struct
{
  char *device;  /* (nullable): OpenCL's name of it; NULL: in the processor */
  char *problem; /* (nullable): a sentence on why OpenCL failed or was given up */
} BsrAcceleration;

void bsr_acceleration_clear (BsrAcceleration *acceleration);

typedef enum
{
  BSR_PROBE_NONE,      /* no scan was large enough yet, or OpenCL is off */
  BSR_PROBE_NO_DEVICE, /* no driver, or none with a device of the kind that is wanted */
  BSR_PROBE_FAILED,
  BSR_PROBE_DIFFERENT,
  BSR_PROBE_SLOW,
  BSR_PROBE_TAKEN,
} BsrProbeOutcome;

typedef struct
{
  BsrProbeOutcome outcome;
  double plain_ms, device_ms; /* of the strip; 0: not measured */
} BsrProbeResult;

/* What the session found out of its device. */
BsrProbeResult bsr_accelerator_probe_result (void);

/* Forgets the session's device, errors and probe, so that the next scan begins anew; for tests. */
void bsr_accelerator_forget (void);

G_END_DECLS

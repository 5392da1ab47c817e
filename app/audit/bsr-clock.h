#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrClock:
 *
 * What the kernel says of the clock that entries of the log are dated by (the system's real-time
 * clock): adjtimex(2) without changing anything. An unsynchronised clock is what somebody set it
 * to: then there is no offset, drift or error to speak of, and none is told.
 */
typedef struct
{
  gboolean known;        /* the kernel answered */
  gboolean synchronised; /* a time service disciplines it */
  gint64 offset_us;      /* what the service has still to correct, microseconds */
  double drift_ppm;      /* what it corrects the clock's rate by, parts per million */
  gint64 error_us;       /* largest error that the service believes in, microseconds */
} BsrClock;

BsrClock bsr_clock_read (void);

/* (transfer full): "realtime, synchronised, offset -12 us, drift 3.250 ppm, error 4500 us at most",
 * "realtime, unsynchronised", or "realtime, state unknown": as entries have it. */
char *bsr_clock_to_string (const BsrClock *clock);

G_END_DECLS

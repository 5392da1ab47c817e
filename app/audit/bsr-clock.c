#include "bsr-clock.h"

#include <sys/timex.h>

/* struct timex counts the frequency in 2^-16 parts per million, and the offset in nanoseconds
 * where STA_NANO says so: adjtimex(2). */
#define FREQUENCY_UNIT_PPM (1.0 / 65536.0)
#define NS_PER_US 1000

BsrClock
bsr_clock_read (void)
{
  struct timex kernel = { .modes = 0 };
  int state = adjtimex (&kernel);
  if (state < 0)
    return (BsrClock){ .known = FALSE };
  if (state == TIME_ERROR || (kernel.status & STA_UNSYNC) != 0)
    return (BsrClock){ .known = TRUE, .synchronised = FALSE };
  return (BsrClock){
    .known = TRUE,
    .synchronised = TRUE,
    .offset_us = (kernel.status & STA_NANO) != 0 ? kernel.offset / NS_PER_US : kernel.offset,
    .drift_ppm = (double) kernel.freq * FREQUENCY_UNIT_PPM,
    .error_us = kernel.maxerror,
  };
}

char *
bsr_clock_to_string (const BsrClock *clock)
{
  g_return_val_if_fail (clock != NULL, NULL);

  char drift[G_ASCII_DTOSTR_BUF_SIZE];
  if (!clock->known)
    return g_strdup ("realtime, state unknown");
  if (!clock->synchronised)
    return g_strdup ("realtime, unsynchronised");
  g_ascii_formatd (drift, sizeof drift, "%.3f", clock->drift_ppm);
  return g_strdup_printf ("realtime, synchronised, offset %" G_GINT64_FORMAT
                          " us, drift %s ppm, error %" G_GINT64_FORMAT " us at most",
                          clock->offset_us, drift, clock->error_us);
}

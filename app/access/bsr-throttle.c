#include "bsr-throttle.h"

gint64
bsr_throttle_wait (gint64 failures, gint64 free)
{
  if (failures <= free)
    return 0;
  gint64 wait = BSR_THROTTLE_FIRST_S;
  for (gint64 i = free + 1; i < failures && wait < BSR_THROTTLE_LONGEST_S; i++)
    wait *= 2;
  return MIN (wait, BSR_THROTTLE_LONGEST_S);
}

gint64
bsr_throttle_left (gint64 failures, gint64 free, gint64 last, gint64 now)
{
  gint64 wait = bsr_throttle_wait (failures, free) * G_USEC_PER_SEC;
  return CLAMP (last + wait - now, 0, wait);
}

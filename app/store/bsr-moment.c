#include "bsr-moment.h"

char *
bsr_moment_to_words (GDateTime *moment, GDateTime *now)
{
  g_return_val_if_fail (moment != NULL && now != NULL, NULL);

  g_autoptr (GDateTime) there = g_date_time_to_timezone (moment, g_date_time_get_timezone (now));
  gboolean same_day = g_date_time_get_year (there) == g_date_time_get_year (now)
                      && g_date_time_get_day_of_year (there) == g_date_time_get_day_of_year (now);
  return g_date_time_format (there, same_day ? "%H:%M" : "%Y-%m-%d %H:%M");
}

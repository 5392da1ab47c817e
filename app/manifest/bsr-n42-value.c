#include "bsr-n42-value.h"

#include <math.h>
#include <string.h>

#define BLANKS " \t\r\n,;"
/* Longer than any measurement; larger than any count. */
#define MOST_SECONDS (100.0 * 366.0 * 86400.0)
#define MOST_COUNTS 1e15

/* A number >= 0 in decimal digits that begins at *@at, which is put behind it; NAN if there is
 * none. */
static double
number (const char **at)
{
  if (!g_ascii_isdigit (**at) && **at != '.')
    return (double) NAN;
  char *end;
  double value = g_ascii_strtod (*at, &end);
  gboolean good = end > *at && value >= 0.0 && value <= MOST_COUNTS
                  && memchr (*at, 'x', (gsize) (end - *at)) == NULL
                  && memchr (*at, 'X', (gsize) (end - *at)) == NULL;
  *at = end;
  return good ? value : (double) NAN;
}

/* What stands behind the P of a duration (ISO 8601-1:2019, 5.5.2), without years and months, which
 * have no length of their own. */
static double
designated (const char *at)
{
  double seconds = 0.0;
  gboolean in_time = FALSE, any = FALSE;
  while (*at != '\0')
    {
      if (*at == 'T' && !in_time)
        {
          in_time = TRUE;
          at++;
        }
      double value = number (&at);
      double unit = *at == 'D' && !in_time  ? 86400.0
                    : *at == 'H' && in_time ? 3600.0
                    : *at == 'M' && in_time ? 60.0
                    : *at == 'S' && in_time ? 1.0
                                            : (double) NAN;
      if (isnan (value) || isnan (unit))
        return (double) NAN;
      seconds += value * unit;
      any = TRUE;
      at++;
    }
  return any ? seconds : (double) NAN;
}

double
bsr_n42_duration (const char *text)
{
  g_return_val_if_fail (text != NULL, (double) NAN);
  const char *at = text + strspn (text, BLANKS);
  double seconds;
  if (*at == 'P')
    {
      g_autofree char *value = g_strstrip (g_strdup (at + 1));
      seconds = designated (value);
    }
  else
    {
      seconds = number (&at);
      if (at[strspn (at, BLANKS)] != '\0')
        return (double) NAN;
    }
  return seconds <= MOST_SECONDS ? seconds : (double) NAN;
}

gboolean
bsr_n42_sum (const char *text, gboolean counted_zeroes, double *sum)
{
  g_return_val_if_fail (text != NULL && sum != NULL, FALSE);
  gboolean any = FALSE, is_run = FALSE; /* what comes next says how many zeroes there are */
  *sum = 0.0;
  for (const char *at = text + strspn (text, BLANKS); *at != '\0'; at += strspn (at, BLANKS))
    {
      double value = number (&at);
      if (isnan (value) || (*at != '\0' && strchr (BLANKS, *at) == NULL))
        return FALSE;
      any = TRUE;
      if (is_run)
        is_run = FALSE;
      else if (counted_zeroes && value == 0.0)
        is_run = TRUE;
      else
        *sum += value;
    }
  return any && !is_run && *sum <= MOST_COUNTS;
}

GDateTime *
bsr_n42_moment (const char *text, gboolean *zoned)
{
  g_return_val_if_fail (text != NULL && zoned != NULL, NULL);
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  g_autofree char *value = g_strstrip (g_strdup (text));
  GDateTime *moment = g_date_time_new_from_iso8601 (value, NULL);
  *zoned = moment != NULL;
  return moment != NULL ? moment : g_date_time_new_from_iso8601 (value, here);
}

int
bsr_n42_truth (const char *text)
{
  static const char *const words[] = { "false", "0", "no", "true", "1", "yes" };
  g_return_val_if_fail (text != NULL, -1);
  for (int i = 0; i < (int) G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return i >= 3;
  return -1;
}

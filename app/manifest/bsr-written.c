#include "bsr-written.h"

#include <math.h>
#include <string.h>

/* Characters of a number, in ASCII; more are none. */
#define LONGEST_NUMBER 40
#define GROUP_DIGITS 3

#define ARABIC_DECIMAL 0x066b
#define ARABIC_THOUSANDS 0x066c
#define RIGHT_QUOTE 0x2019
#define MINUS 0x2212

static gboolean
is_digit_after (const char *at)
{
  return g_unichar_isdigit (g_utf8_get_char (g_utf8_next_char (at)));
}

/* Appends what a character is in a number to @plain; %FALSE where it is not of one. */
static gboolean
append_character (GString *plain, const char *at)
{
  gunichar c = g_utf8_get_char (at);
  int digit = g_unichar_digit_value (c);
  gboolean between = plain->len > 0 && is_digit_after (at);
  if (digit >= 0)
    g_string_append_c (plain, (char) ('0' + digit));
  else if ((c == '.' || c == ',') && is_digit_after (at))
    g_string_append_c (plain, (char) c);
  else if (c == ARABIC_DECIMAL)
    g_string_append_c (plain, '_'); /* a decimal sign and nothing else */
  else if ((c == '-' || c == '+' || c == MINUS) && plain->len == 0)
    g_string_append_c (plain, c == '+' ? '+' : '-');
  else
    return between
           && (c == ARABIC_THOUSANDS || c == RIGHT_QUOTE || c == '\'' || g_unichar_isspace (c));
  return TRUE;
}

/* (nullable): the exponent at @at ("E+04"), as far as it goes. */
static const char *
end_of_exponent (const char *at)
{
  const char *c = at;
  if (*c++ != 'E' && at[0] != 'e')
    return NULL;
  if (*c == '+' || *c == '-')
    c++;
  const char *digits = c;
  while (g_ascii_isdigit (*c))
    c++;
  return c > digits && c - digits <= 3 && !g_ascii_isalnum (*c) ? c : NULL;
}

/* Whether @sign parts groups of three digits everywhere before @end, and the first has one to
 * three. */
static gboolean
parts_groups (const char *digits, const char *end, char sign)
{
  int n = 0;
  gboolean first = TRUE;
  for (const char *c = digits;; c++)
    if (c == end || *c == sign)
      {
        if (first ? n < 1 || n > GROUP_DIGITS : n != GROUP_DIGITS)
          return FALSE;
        if (c == end)
          return TRUE;
        first = FALSE;
        n = 0;
      }
    else
      n++;
}

static int
count (const char *text, char c)
{
  int n = 0;
  for (; *text != '\0'; text++)
    n += *text == c;
  return n;
}

/* The sign before the decimals of @digits, '\0': it has none; -1 where it makes no sense. */
static int
decimal_sign (const char *digits, char decimal, gboolean *ambiguous)
{
  int n_points = count (digits, '.'), n_commas = count (digits, ','),
      n_arabic = count (digits, '_');
  const char *last = strpbrk (digits, "_") != NULL                   ? strchr (digits, '_')
                     : strrchr (digits, '.') > strrchr (digits, ',') ? strrchr (digits, '.')
                                                                     : strrchr (digits, ',');
  if (last == NULL)
    return '\0';
  char other = *last == ',' ? '.' : ',';
  int n = *last == '_' ? n_arabic : *last == '.' ? n_points : n_commas;
  int n_others = n_points + n_commas + n_arabic - n;
  if (n_others > 0)
    return n == 1 && parts_groups (digits, last, other) ? *last : -1;
  if (n > 1)
    return *last != '_' && parts_groups (digits, digits + strlen (digits), *last) ? '\0' : -1;
  /* One sign alone, which may part groups or decimals. */
  *ambiguous
      = *last != '_' && *digits != '0' && parts_groups (digits, digits + strlen (digits), *last);
  return *ambiguous && *last != decimal ? '\0' : *last;
}

gboolean
bsr_written_number (const char *text, char decimal, double *value, gboolean *ambiguous,
                    const char **rest)
{
  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  g_autoptr (GString) plain = g_string_new (NULL);
  gboolean is_ambiguous = FALSE;
  const char *at = text;
  while (g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  for (; *at != '\0' && append_character (plain, at); at = g_utf8_next_char (at))
    if (plain->len > LONGEST_NUMBER)
      return FALSE;
  const char *digits = plain->str + strspn (plain->str, "+-");
  int sign = g_ascii_isdigit (*digits) ? decimal_sign (digits, decimal, &is_ambiguous) : -1;
  if (sign < 0)
    return FALSE;

  const char *exponent_end = end_of_exponent (at);
  g_autoptr (GString) number = g_string_new (NULL);
  for (const char *c = plain->str; *c != '\0'; c++)
    if (g_ascii_isdigit (*c) || *c == '-')
      g_string_append_c (number, *c);
    else if (*c == sign)
      g_string_append_c (number, '.');
  if (exponent_end != NULL)
    g_string_append_len (number, at, exponent_end - at);
  *value = g_ascii_strtod (number->str, NULL);
  if (exponent_end != NULL)
    at = exponent_end;
  while (g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  if (ambiguous != NULL)
    *ambiguous = is_ambiguous;
  if (rest != NULL)
    *rest = at;
  return isfinite (*value);
}

gboolean
bsr_written_mass (const char *text, char decimal, BsrMassUnit unit, double *kg, gboolean *ambiguous)
{
  g_return_val_if_fail (text != NULL && kg != NULL, FALSE);

  const char *rest;
  double value;
  if (!bsr_written_number (text, decimal, &value, ambiguous, &rest) || value < 0.0
      || (*rest != '\0' && !bsr_mass_unit_from_word (rest, &unit)))
    return FALSE;
  *kg = value * bsr_mass_unit_kg (unit);
  return isfinite (*kg);
}

/* Reads @n whole numbers of at most four digits each, parted by single characters of @signs; what
 * stands behind them. */
static const char *
read_numbers (const char *text, const char *signs, int *numbers, int n)
{
  for (int i = 0; i < n; i++)
    {
      int n_digits = 0;
      if (i > 0 && (*text == '\0' || strchr (signs, *text++) == NULL))
        return NULL;
      for (numbers[i] = 0; g_ascii_isdigit (*text) && n_digits < 4; text++, n_digits++)
        numbers[i] = 10 * numbers[i] + (*text - '0');
      if (n_digits == 0)
        return NULL;
    }
  return text;
}

/* "", " 21:00", "T21:00:30" */
static gboolean
read_time (const char *text, int *hour, int *minute, int *second)
{
  int numbers[3] = { 0 };
  if (*text != '\0')
    {
      if (*text != ' ' && *text != 'T')
        return FALSE;
      text += strspn (text, " T");
      const char *end = read_numbers (text, ":", numbers, 3);
      if (end == NULL)
        end = read_numbers (text, ":", numbers, 2);
      if (end == NULL || *end != '\0')
        return FALSE;
    }
  *hour = numbers[0];
  *minute = numbers[1];
  *second = numbers[2];
  return TRUE;
}

/* (transfer full): @text with digits of any script as ASCII, without blanks at both ends. */
static char *
with_ascii_digits (const char *text)
{
  GString *plain = g_string_new (NULL);
  for (; *text != '\0' && plain->len <= LONGEST_NUMBER; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      if (g_unichar_isdigit (c))
        g_string_append_c (plain, (char) ('0' + g_unichar_digit_value (c)));
      else
        g_string_append_unichar (plain, g_unichar_isspace (c) ? ' ' : c);
    }
  return g_strstrip (g_string_free (plain, FALSE));
}

static GDateTime *
read_iso (const char *text)
{
  /* GLib wants a time and its seconds. */
  g_autofree char *whole = NULL;
  gsize n = strlen (text);
  if (n < 10 || text[4] != '-' || text[7] != '-')
    return NULL;
  if (n == 10)
    whole = g_strconcat (text, "T00:00:00", NULL);
  else
    {
      whole = g_strdup (text);
      whole[10] = whole[10] == ' ' ? 'T' : g_ascii_toupper (whole[10]);
      gboolean no_seconds = n >= 16 && whole[13] == ':' && whole[16] != ':';
      if (no_seconds)
        {
          g_autofree char *rest = g_strdup (whole + 16);
          whole[16] = '\0';
          char *longer = g_strconcat (whole, ":00", rest, NULL);
          g_free (whole);
          whole = longer;
        }
      if (g_str_has_suffix (whole, "z"))
        whole[strlen (whole) - 1] = 'Z';
    }
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  return g_date_time_new_from_iso8601 (whole, local);
}

GDateTime *
bsr_written_moment (const char *text, gboolean *ambiguous)
{
  g_return_val_if_fail (text != NULL, NULL);

  int date[3], hour, minute, second;
  g_autofree char *plain = with_ascii_digits (text);
  if (ambiguous != NULL)
    *ambiguous = FALSE;
  GDateTime *moment = read_iso (plain);
  if (moment != NULL)
    return moment;
  const char *rest = read_numbers (plain, "/-.", date, 3);
  if (rest == NULL || date[2] < 1000 || !read_time (rest, &hour, &minute, &second))
    return NULL;
  gboolean month_first = date[0] <= 12 && date[1] > 12;
  if (ambiguous != NULL)
    *ambiguous = month_first || (date[0] <= 12 && date[1] <= 12 && date[0] != date[1]);
  return g_date_time_new_local (date[2], month_first ? date[0] : date[1],
                                month_first ? date[1] : date[0], hour, minute, second);
}

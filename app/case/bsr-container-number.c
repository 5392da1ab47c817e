#include "bsr-container-number.h"

#include <string.h>

/* Owner code, category letter, serial number; the check digit follows. */
#define N_LETTERS 4
#define N_CHECKED 10
#define LENGTH 11

/* ISO 6346 annex A: A is 10, B 12, ...: the multiples of 11 are left out, for the sum is taken
 * modulo 11 and could not tell such a letter from a zero. */
static int
character_value (char c)
{
  if (g_ascii_isdigit (c))
    return c - '0';
  int value = c - 'A' + 10;
  if (c >= 'B')
    value++;
  if (c >= 'L')
    value++;
  if (c >= 'V')
    value++;
  return value;
}

static gboolean
is_well_formed (const char *number)
{
  for (int i = 0; i < LENGTH; i++)
    if (i < N_LETTERS ? !g_ascii_isupper (number[i]) : !g_ascii_isdigit (number[i]))
      return FALSE; /* a string that ends too early ends here, at its final zero */
  char category = number[N_LETTERS - 1];
  return number[LENGTH] == '\0' && (category == 'U' || category == 'J' || category == 'Z');
}

BsrContainerNumberState
bsr_container_number_check (const char *number, int *expected_digit)
{
  if (number == NULL || !is_well_formed (number))
    return BSR_CONTAINER_NUMBER_MALFORMED;

  int sum = 0;
  for (int i = 0; i < N_CHECKED; i++)
    sum += character_value (number[i]) << i;
  int digit = sum % 11 % 10; /* a remainder of 10 is written 0 */
  if (expected_digit != NULL)
    *expected_digit = digit;
  return number[N_CHECKED] - '0' == digit ? BSR_CONTAINER_NUMBER_VALID
                                          : BSR_CONTAINER_NUMBER_CHECK_DIGIT;
}

char *
bsr_container_number_normalize (const char *number)
{
  g_return_val_if_fail (number != NULL, NULL);

  GString *normal = g_string_new (NULL);
  for (const char *c = number; *c != '\0'; c++)
    if (!g_ascii_isspace (*c) && *c != '-')
      g_string_append_c (normal, g_ascii_toupper (*c));
  return g_string_free (normal, FALSE);
}

/* Letters and digits that are taken for each other, as many in both. */
static const char alike_letters[] = "OIZSGB";
static const char alike_digits[] = "012568";

/* What @c is taken for where a character of the other kind belongs; 0: for nothing. */
static char
look_alike (char c)
{
  const char *letter = c != '\0' ? strchr (alike_letters, c) : NULL;
  const char *digit = c != '\0' ? strchr (alike_digits, c) : NULL;
  if (letter != NULL)
    return alike_digits[letter - alike_letters];
  return digit != NULL ? alike_letters[digit - alike_digits] : '\0';
}

static void
add_valid (GStrvBuilder *numbers, const char *number)
{
  if (bsr_container_number_check (number, NULL) == BSR_CONTAINER_NUMBER_VALID)
    g_strv_builder_add (numbers, number);
}

GStrv
bsr_container_number_candidates (const char *number)
{
  g_return_val_if_fail (number != NULL, NULL);

  g_autoptr (GStrvBuilder) candidates = g_strv_builder_new ();
  g_autofree char *read = bsr_container_number_normalize (number);
  gsize length = strlen (read);
  for (gsize i = 0; length == LENGTH && i < length; i++)
    {
      char was = read[i], other = look_alike (was);
      if (other != '\0')
        {
          read[i] = other;
          add_valid (candidates, read);
          read[i] = was;
        }
      if (i + 1 < length && read[i + 1] != was)
        {
          read[i] = read[i + 1];
          read[i + 1] = was;
          add_valid (candidates, read);
          read[i + 1] = read[i];
          read[i] = was;
        }
    }
  return g_strv_builder_end (candidates);
}

/* Reads eleven characters at @text into @number, where nothing else touches them. @as_shaped: letters and digits
 * where they belong, with what may stand between them; else any in one piece. Answers the bytes that were read, 0
 * when there are no such characters. */
static gsize
read_number (const char *text, gboolean as_shaped, char number[LENGTH + 1])
{
  const char *c = text;
  for (int i = 0; i < LENGTH; i++, c++)
    {
      gboolean may_part = i == N_LETTERS - 1 || i == N_LETTERS || i == N_CHECKED;
      if (as_shaped && may_part && *c != '\0' && strchr (" -_", *c) != NULL)
        c++;
      if (as_shaped ? !(i < N_LETTERS ? g_ascii_isalpha (*c) : g_ascii_isdigit (*c))
                    : !g_ascii_isalnum (*c))
        return 0;
      number[i] = g_ascii_toupper (*c);
    }
  number[LENGTH] = '\0';
  return g_ascii_isalnum (*c) ? 0 : (gsize) (c - text);
}

static gboolean
counts (const char *number, gboolean as_shaped)
{
  if (as_shaped)
    return is_well_formed (number);
  g_auto (GStrv) candidates = bsr_container_number_candidates (number);
  return candidates[0] != NULL;
}

/* Adds the numbers that @text holds; answers how many. */
static guint
find_numbers (const char *text, gboolean as_shaped, GPtrArray *numbers)
{
  char number[LENGTH + 1];
  for (const char *c = text; *c != '\0' && numbers->len < BSR_CONTAINER_NUMBER_MOST_FOUND;)
    {
      gboolean begins = c == text || !g_ascii_isalnum (c[-1]);
      gsize read = begins ? read_number (c, as_shaped, number) : 0;
      if (read > 0 && counts (number, as_shaped)
          && !g_ptr_array_find_with_equal_func (numbers, number, g_str_equal, NULL))
        g_ptr_array_add (numbers, g_strdup (number));
      c += MAX (read, 1);
    }
  return numbers->len;
}

GStrv
bsr_container_number_find (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  GPtrArray *numbers = g_ptr_array_new ();
  if (find_numbers (text, TRUE, numbers) == 0)
    find_numbers (text, FALSE, numbers);
  g_ptr_array_add (numbers, NULL);
  return (GStrv) g_ptr_array_free (numbers, FALSE);
}

#include "bsr-container-number.h"

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

#include "bsr-hs-code.h"

int
bsr_hs_code_digits (const char *code, char digits[BSR_HS_CODE_MOST_DIGITS + 1])
{
  g_return_val_if_fail (code != NULL && digits != NULL, 0);

  int n = 0;
  for (; *code != '\0'; code++)
    if (g_ascii_isdigit (*code) && n < BSR_HS_CODE_MOST_DIGITS)
      digits[n++] = *code;
    else if (*code != '.' && *code != ' ')
      {
        n = 0;
        break;
      }
  if (n < BSR_HS_CODE_LEAST_DIGITS)
    n = 0;
  digits[n] = '\0';
  return n;
}

#include "bsr-json-number.h"

char *
bsr_json_number_to_string (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  /* 15 digits always survive; 17 always suffice (IEEE 754 binary64). */
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (text, sizeof text, formats[i], value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }
  return g_strdup (text);
}

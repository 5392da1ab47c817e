#include "bsr-text-start.h"

char *
bsr_text_start (const char *text, glong most)
{
  g_return_val_if_fail (text != NULL && most >= 0, NULL);
  if (g_utf8_strlen (text, -1) <= most)
    return g_strdup (text);
  g_autofree char *start = g_utf8_substring (text, 0, most);
  return g_strconcat (start, "…", NULL);
}

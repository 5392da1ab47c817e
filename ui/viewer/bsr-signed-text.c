#include "bsr-signed-text.h"

#include <string.h>

/* Unicode Standard Annex 9: left-to-right isolate, and its end. They do not decide how the rest is read. */
#define ISOLATE "\u2066"
#define END "\u2069"

char *
bsr_signed_text (char *text, GtkTextDirection direction)
{
  if (direction != GTK_TEXT_DIR_RTL)
    return text;
  GString *isolated = g_string_new (NULL);
  for (const char *c = text; *c != '\0';)
    {
      gboolean is_sign = *c == '-' && g_ascii_isdigit (c[1]);
      gsize n = is_sign ? 1 + strspn (c + 1, "0123456789.,") : 1;
      while (n > 2 && is_sign && !g_ascii_isdigit (c[n - 1])) /* what ends a sentence is not the number's */
        n--;
      if (is_sign)
        g_string_append (isolated, ISOLATE);
      g_string_append_len (isolated, c, (gssize) n);
      if (is_sign)
        g_string_append (isolated, END);
      c += n;
    }
  g_free (text);
  return g_string_free (isolated, FALSE);
}

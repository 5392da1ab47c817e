#include "bsr-fact-line.h"

#include <glib/gi18n.h>

/* First strong isolate, and its end; right-to-left mark. */
#define ISOLATE "\u2068"
#define END "\u2069"
#define RIGHT_TO_LEFT "\u200f"

char *
bsr_fact_isolated (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  return g_strconcat (ISOLATE, text, END, NULL);
}

/* What makes a text be read from the right that begins with letters which are not. */
static const char *
mark_of (GtkTextDirection direction)
{
  return direction == GTK_TEXT_DIR_RTL ? RIGHT_TO_LEFT : "";
}

/* Whether @text has a direction of its own. */
static gboolean
has_letters (const char *text)
{
  while (*text != '\0' && !g_unichar_isalpha (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return *text != '\0';
}

char *
bsr_fact_line (const char *const *facts, GtkTextDirection direction)
{
  g_return_val_if_fail (facts != NULL, NULL);
  GString *line = g_string_new (mark_of (direction));
  for (const char *const *fact = facts; *fact != NULL; fact++)
    {
      /* Our dates are read as the line is. */
      g_autofree char *part = direction == GTK_TEXT_DIR_RTL && !has_letters (*fact)
                                  ? g_strdup (*fact)
                                  : bsr_fact_isolated (*fact);
      g_string_append_printf (line, "%s%s", fact > facts ? " · " : "", part);
    }
  return g_string_free (line, FALSE);
}

char *
bsr_fact_way (const char *from, const char *to, GtkTextDirection direction)
{
  g_return_val_if_fail (from != NULL && to != NULL, NULL);
  g_autofree char *start = bsr_fact_isolated (from), *end = bsr_fact_isolated (to);
  /* Translators: from port to port; U+2192 in left-to-right, U+2190 in right-to-left text. */
  g_autofree char *way = g_strdup_printf (_ ("%s → %s"), start, end);
  return g_strconcat (mark_of (direction), way, NULL);
}

#include "bsr-search-words.h"

#include <string.h>

#include "bsr-folded-words.h"

/* Letters of a container number before its digits (ISO 6346). */
#define OWNER_LETTERS 4

char *
bsr_search_words_origin (const char *origin)
{
  g_return_val_if_fail (origin != NULL, NULL);
  g_auto (GStrv) words = bsr_folded_words (origin);
  g_autofree char *country = g_strjoinv ("", words);
  return g_strconcat ("origin_", country, NULL);
}

static void
append_words (GString *line, const char *text)
{
  g_auto (GStrv) words = bsr_folded_words (text);
  for (char **word = words; *word != NULL; word++)
    g_string_append_printf (line, "%s ", *word);
}

char *
bsr_search_words_of_case (const BsrCase *flagged)
{
  g_return_val_if_fail (flagged != NULL, NULL);
  GString *line = g_string_new (" ");
  for (guint i = 0; i < flagged->items->len; i++)
    {
      const BsrManifestItem *item = flagged->items->pdata[i];
      append_words (line, item->description);
      if (item->origin != NULL)
        {
          g_autofree char *origin = bsr_search_words_origin (item->origin);
          g_string_append_printf (line, "%s ", origin);
        }
    }
  append_words (line, flagged->id);
  append_words (line, flagged->container);
  if (strlen (flagged->container) > OWNER_LETTERS)
    append_words (line, flagged->container + OWNER_LETTERS);
  return g_string_free (line, FALSE);
}

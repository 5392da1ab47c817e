#include "bsr-vague-words.h"

#include "bsr-folded-words.h"

/* Words of the longest entry of the table; a test holds it against the table. */
#define MOST_WORDS 6

/* The table, in no language in particular: it is not translated but holds all of them. */
static const char *const entries[] = {
#define VAGUE(words) words,
#define FILLER(words) words,
#include "vague.def"
#undef VAGUE
#undef FILLER
};

/* (transfer none): the folded entries; made once and never changed. */
static GHashTable *
folded_entries (void)
{
  static gsize made = 0;
  static GHashTable *table = NULL;
  if (g_once_init_enter (&made))
    {
      table = g_hash_table_new (g_str_hash, g_str_equal);
      for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
        {
          g_auto (GStrv) words = bsr_folded_words (entries[i]);
          g_hash_table_add (table, g_strjoinv (" ", words));
        }
      g_once_init_leave (&made, 1);
    }
  return table;
}

/* How many of @words are an entry together: the most that are; 0: none. */
static int
length_of_entry (GHashTable *table, char *const *words)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int longest = 0;
  for (int n = 1; n <= MOST_WORDS && words[n - 1] != NULL; n++)
    {
      if (n > 1)
        g_string_append_c (text, ' ');
      g_string_append (text, words[n - 1]);
      if (g_hash_table_contains (table, text->str))
        longest = n;
    }
  return longest;
}

gboolean
bsr_vague_words (const char *description)
{
  GHashTable *table = folded_entries ();
  g_auto (GStrv) words = bsr_folded_words (description);
  gboolean any = FALSE;
  for (char **at = words; *at != NULL;)
    {
      int n = length_of_entry (table, at);
      any = any || n > 0;
      if (n == 0 && !g_ascii_isdigit (**at)) /* "40", "40hc": how much, not what */
        return FALSE;
      at += MAX (n, 1);
    }
  return any;
}

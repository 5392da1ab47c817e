#include "bsr-folded-words.h"

/* An Arabic word keeps at least so many letters when its article is taken away: shorter ones, like
 * "الم" (pain), rather begin with these letters than with an article. */
#define LEAST_STEM 3

#define ARABIC_ALEF 0x0627
#define ARABIC_LAM 0x0644
#define ARABIC_TATWEEL 0x0640

/* Letters that NFKD leaves whole and that are written in several ways. */
static const struct
{
  gunichar letter;
  const char *written;
} others[] = {
  { 0x00e6, "ae" }, { 0x0153, "oe" }, { 0x00f8, "o" }, { 0x0142, "l" },
  { 0x0111, "d" },  { 0x0131, "i" },  { 0x0671, "ا" }, { 0x0649, "ي" },
  { 0x06cc, "ي" },  { 0x06a9, "ك" },  { 0x0629, "ه" },
};

static void
append_letter (GString *word, gunichar letter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i].letter == letter)
      {
        g_string_append (word, others[i].written);
        return;
      }
  int digit = g_unichar_digit_value (letter);
  if (digit >= 0)
    g_string_append_c (word, (char) ('0' + digit));
  else
    g_string_append_unichar (word, letter);
}

static void
end_word (GStrvBuilder *words, GString *word)
{
  const char *stem = word->str;
  const char *second = *stem != '\0' ? g_utf8_next_char (stem) : stem;
  if (g_utf8_get_char (stem) == ARABIC_ALEF && g_utf8_get_char (second) == ARABIC_LAM
      && g_utf8_strlen (stem, -1) >= 2 + LEAST_STEM)
    stem = g_utf8_next_char (second);
  if (*stem != '\0')
    g_strv_builder_add (words, stem);
  g_string_truncate (word, 0);
}

GStrv
bsr_folded_words (const char *text)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr (GString) word = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  /* Twice: folding takes apart letters ("ﬁ") whose parts have accents of their own ("İ"). */
  g_autofree char *small = g_utf8_casefold (valid, -1);
  g_autofree char *apart = g_utf8_normalize (small, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (apart, -1);
  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);
      if (g_unichar_ismark (letter) || letter == ARABIC_TATWEEL)
        continue;
      if (g_unichar_isalnum (letter))
        append_letter (word, letter);
      else
        end_word (words, word);
    }
  end_word (words, word);
  return g_strv_builder_end (words);
}

#include "bsr-language.h"

#include <locale.h>
#include <string.h>

static const char *const names[BSR_N_LANGUAGES + 1] = { "en", "fr", "ar", NULL };

const char *
bsr_language_name (BsrLanguage language)
{
  g_return_val_if_fail (language < BSR_N_LANGUAGES, NULL);

  return names[language];
}

/* -1: none that there are names in. */
static int
find (const char *tag)
{
  for (int i = 0; i < BSR_N_LANGUAGES; i++)
    if (g_ascii_strncasecmp (tag, names[i], 2) == 0 && !g_ascii_isalpha (tag[2]))
      return i;
  return -1;
}

BsrLanguage
bsr_language_from_tag (const char *tag)
{
  int found = tag != NULL ? find (tag) : -1;
  return found < 0 ? BSR_LANGUAGE_ENGLISH : (BsrLanguage) found;
}

BsrLanguage
bsr_language_of_messages (void)
{
  /* gettext does not ask LANGUAGE there. */
  const char *locale = setlocale (LC_MESSAGES, NULL);
  if (locale == NULL || g_str_equal (locale, "C"))
    return BSR_LANGUAGE_ENGLISH;

  for (const char *const *tag = g_get_language_names (); *tag != NULL; tag++)
    {
      int found = find (*tag);
      if (found >= 0)
        return (BsrLanguage) found;
    }
  return BSR_LANGUAGE_ENGLISH;
}

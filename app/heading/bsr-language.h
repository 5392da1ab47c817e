#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The languages that goods and packages have names in. */
typedef enum
{
  BSR_LANGUAGE_ENGLISH,
  BSR_LANGUAGE_FRENCH,
  BSR_LANGUAGE_ARABIC,
  BSR_N_LANGUAGES,
} BsrLanguage;

/* "en", "fr", "ar" */
const char *bsr_language_name (BsrLanguage language);

/* The language of a locale or language tag ("fr", "fr_MA.UTF-8", "ar-MA", in any case); English for
 * %NULL and for languages without names. */
BsrLanguage bsr_language_from_tag (const char *tag);

/* The language that gettext speaks in: of LANGUAGE and the message locale the first one that there
 * are names in; English in the C locale. */
BsrLanguage bsr_language_of_messages (void);

G_END_DECLS

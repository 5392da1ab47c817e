#include "bsr-edifact-characters.h"

#include <string.h>

#include "bsr-text-encoding.h"

/* The set that ISO 2022 extends: another one begins after an escape. */
#define SWITCHING "UNOX"
#define ESCAPE '\x1b'

/* Code list 0001 of ISO 9735-1:2002, with "UNOW" of the later service code directories. */
static const struct
{
  const char *identifier;
  const char *name; /* as iconv has it; NULL: ISO 646 */
} sets[] = {
  { "UNOA", NULL },         { "UNOB", NULL },         { "UNOC", "ISO-8859-1" },
  { "UNOD", "ISO-8859-2" }, { "UNOE", "ISO-8859-5" }, { "UNOF", "ISO-8859-7" },
  { "UNOG", "ISO-8859-3" }, { "UNOH", "ISO-8859-4" }, { "UNOI", "ISO-8859-6" },
  { "UNOJ", "ISO-8859-8" }, { "UNOK", "ISO-8859-9" }, { "UNOW", "UTF-8" },
  { SWITCHING, NULL },      { "UNOY", "UTF-8" },
};

struct _BsrEdifactCharacters
{
  char identifier[5];
  const char *name; /* (nullable): of the set, as iconv has it */
  GIConv converter; /* (GIConv) -1 until it is needed */
  gboolean is_doubtful;
};

static const GIConv none = (GIConv) -1;

BsrEdifactCharacters *
bsr_edifact_characters_new (void)
{
  BsrEdifactCharacters *self = g_new0 (BsrEdifactCharacters, 1);
  self->converter = none;
  g_strlcpy (self->identifier, sets[0].identifier, sizeof self->identifier);
  return self;
}

static void
close_converter (BsrEdifactCharacters *self)
{
  if (self->converter != none)
    g_iconv_close (self->converter);
  self->converter = none;
}

void
bsr_edifact_characters_free (BsrEdifactCharacters *characters)
{
  if (characters == NULL)
    return;
  close_converter (characters);
  g_free (characters);
}

void
bsr_edifact_characters_set (BsrEdifactCharacters *characters, const char *identifier)
{
  g_return_if_fail (characters != NULL && identifier != NULL);
  close_converter (characters);
  characters->name = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    if (strcmp (identifier, sets[i].identifier) == 0)
      {
        g_strlcpy (characters->identifier, sets[i].identifier, sizeof characters->identifier);
        characters->name = sets[i].name;
        return;
      }
  g_strlcpy (characters->identifier, sets[0].identifier, sizeof characters->identifier);
}

const char *
bsr_edifact_characters_name (const BsrEdifactCharacters *characters)
{
  g_return_val_if_fail (characters != NULL, NULL);
  return characters->identifier;
}

gboolean
bsr_edifact_characters_are_switched (const BsrEdifactCharacters *characters, const char *bytes)
{
  g_return_val_if_fail (characters != NULL && bytes != NULL, FALSE);
  return strcmp (characters->identifier, SWITCHING) == 0 && strchr (bytes, ESCAPE) != NULL;
}

typedef enum
{
  PRINTABLE, /* of ISO 646 */
  CONTROLS,  /* of ISO 646, not all of it printable */
  BEYOND,
} Range;

static Range
range_of (const char *bytes)
{
  Range range = PRINTABLE;
  for (; *bytes != '\0'; bytes++)
    if ((guchar) *bytes >= 0x80)
      return BEYOND;
    else if (!g_ascii_isprint (*bytes))
      range = CONTROLS;
  return range;
}

/* (transfer full) (nullable) */
static char *
convert (BsrEdifactCharacters *self, const char *bytes)
{
  if (self->name != NULL && self->converter == none)
    self->converter = g_iconv_open ("UTF-8", self->name);
  if (self->converter == none)
    return NULL;
  g_autofree char *text = g_convert_with_iconv (bytes, -1, self->converter, NULL, NULL, NULL);
  return text != NULL && g_utf8_validate (text, -1, NULL) ? g_steal_pointer (&text) : NULL;
}

/* (transfer full): no control characters, of ISO 646 or beyond. */
static char *
clean (const char *text)
{
  GString *cleaned = g_string_sized_new (strlen (text));
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);
      g_string_append_unichar (cleaned, g_unichar_iscntrl (character) ? ' ' : character);
    }
  return g_string_free (cleaned, FALSE);
}

char *
bsr_edifact_characters_decode (BsrEdifactCharacters *characters, const char *bytes)
{
  g_return_val_if_fail (characters != NULL && bytes != NULL, NULL);
  Range range = range_of (bytes);
  if (range == PRINTABLE)
    return g_strdup (bytes);
  if (range == CONTROLS)
    return clean (bytes);
  g_autofree char *text = convert (characters, bytes);
  if (text == NULL)
    {
      gsize length;
      characters->is_doubtful = TRUE;
      text = g_utf8_validate (bytes, -1, NULL)
                 ? g_strdup (bytes)
                 : bsr_text_decode (BSR_TEXT_ENCODING_WINDOWS_1252, bytes, strlen (bytes), &length);
    }
  return clean (text);
}

gboolean
bsr_edifact_characters_doubtful (const BsrEdifactCharacters *characters)
{
  g_return_val_if_fail (characters != NULL, FALSE);
  return characters->is_doubtful;
}

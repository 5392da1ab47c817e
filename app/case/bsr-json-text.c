#include "bsr-json-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-error.h"

/* Where the look-through stands. */
typedef struct
{
  const char *at, *end;
  int line, depth;
} Cursor;

static gboolean
damaged (const Cursor *cursor, const char *problem, GError **error)
{
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("not JSON: %s (line %d)"), problem,
               cursor->line);
  return FALSE;
}

/* The UTF-16 unit of the \\uXXXX at @at; -1 when there is none. */
static int
escaped_unit (const Cursor *cursor, const char *at)
{
  if (cursor->end - at < 6 || at[0] != '\\' || at[1] != 'u')
    return -1;
  int unit = 0;
  for (int i = 2; i < 6; i++)
    {
      int digit = g_ascii_xdigit_value (at[i]);
      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

/* From the backslash to the last character of the escape. The parser trips over surrogates
 * without a partner. */
static gboolean
pass_escape (Cursor *cursor, GError **error)
{
  if (cursor->end - cursor->at < 2)
    return damaged (cursor, _ ("a string does not end"), error);
  /* RFC 8259, 7. The parser takes others, too: of three octal digits it makes a byte, which need not be text. */
  if (strchr ("\"\\/bfnrtu", cursor->at[1]) == NULL || cursor->at[1] == '\0')
    return damaged (cursor, _ ("a backslash that escapes nothing"), error);
  if (cursor->at[1] != 'u')
    {
      cursor->at++;
      return TRUE;
    }
  int unit = escaped_unit (cursor, cursor->at);
  if (unit <= 0)
    return damaged (cursor, _ ("a NUL or nameless character in a string"), error);
  cursor->at += 5;
  if (unit < 0xd800 || unit > 0xdfff)
    return TRUE;
  int partner = escaped_unit (cursor, cursor->at + 1);
  if (unit > 0xdbff || partner < 0xdc00 || partner > 0xdfff)
    return damaged (cursor, _ ("half a character in a string"), error);
  cursor->at += 6;
  return TRUE;
}

/* From after the opening quote to after the closing one. */
static gboolean
pass_string (Cursor *cursor, GError **error)
{
  for (; cursor->at < cursor->end && *cursor->at != '"'; cursor->at++)
    {
      if ((guchar) *cursor->at < 0x20)
        return damaged (cursor, _ ("a control character in a string"), error);
      if (*cursor->at == '\\' && !pass_escape (cursor, error))
        return FALSE;
    }
  if (cursor->at >= cursor->end)
    return damaged (cursor, _ ("a string does not end"), error);
  cursor->at++;
  return TRUE;
}

static gboolean
pass_character (Cursor *cursor, int max_depth, GError **error)
{
  char c = *cursor->at++;
  switch (c)
    {
    case '"':
      return pass_string (cursor, error);
    case '{':
    case '[':
      if (++cursor->depth > max_depth)
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
                       _ ("nested deeper than %d levels (line %d)"), max_depth, cursor->line);
          return FALSE;
        }
      return TRUE;
    case '}':
    case ']':
      if (--cursor->depth < 0)
        return damaged (cursor, _ ("a bracket closes what was not opened"), error);
      return TRUE;
    case '\n':
      cursor->line++;
      return TRUE;
    default:
      /* blanks, punctuation, numbers, and the letters of true, false and null */
      if (c != '\0' && strchr (" \t\r:,+-.0123456789Eetrufalsn", c) != NULL)
        return TRUE;
      return damaged (cursor, _ ("a character that stands for nothing"), error);
    }
}

gboolean
bsr_json_text_check (const char *json, gsize length, int max_depth, GError **error)
{
  g_return_val_if_fail (json != NULL, FALSE);

  if (!g_utf8_validate_len (json, length, NULL))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("not JSON: not UTF-8 text"));
      return FALSE;
    }
  Cursor cursor = { .at = json, .end = json + length, .line = 1 };
  while (cursor.at < cursor.end)
    if (!pass_character (&cursor, max_depth, error))
      return FALSE;
  if (cursor.depth != 0)
    return damaged (&cursor, _ ("the file ends before its brackets close"), error);
  return TRUE;
}

#include "bsr-delimited.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-error.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

struct _BsrDelimited
{
  const char *at, *end;
  int line;          /* that @at stands in, from 1 */
  int record_line;   /* that the last record began in */
  char separator;    /* '\0': not known yet */
  GPtrArray *fields; /* of char*, %NULL-terminated; those of the last record */
  GString *field;    /* that is being read */
  gboolean lenient;
  const char *flaw; /* (nullable): of the last record */
};

static BsrDelimited *
table_new (const char *text, gsize length)
{
  BsrDelimited *table = g_new0 (BsrDelimited, 1);
  table->at = text;
  table->end = text + length;
  table->line = 1;
  table->fields = g_ptr_array_new_with_free_func (g_free);
  table->field = g_string_new (NULL);
  if (length >= 3 && memcmp (text, BYTE_ORDER_MARK, 3) == 0)
    table->at += 3;
  return table;
}

BsrDelimited *
bsr_delimited_new (const char *text, gsize length, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  const char *bad;
  if (!g_utf8_validate_len (text, length, &bad))
    {
      int line = 1;
      for (const char *c = text; c < bad; c++)
        line += *c == '\n';
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("line %d: is not UTF-8 text"), line);
      return NULL;
    }
  return table_new (text, length);
}

BsrDelimited *
bsr_delimited_new_lenient (const char *text, gsize length, char separator)
{
  g_return_val_if_fail (text != NULL && separator != '\0', NULL);

  BsrDelimited *table = table_new (text, length);
  table->separator = separator;
  table->lenient = TRUE;
  return table;
}

void
bsr_delimited_free (BsrDelimited *table)
{
  g_ptr_array_unref (table->fields);
  g_string_free (table->field, TRUE);
  g_free (table);
}

int
bsr_delimited_line (const BsrDelimited *table)
{
  g_return_val_if_fail (table != NULL, 0);

  return table->record_line;
}

int
bsr_delimited_n_fields (const BsrDelimited *table)
{
  g_return_val_if_fail (table != NULL, 0);

  return MAX ((int) table->fields->len - 1, 0);
}

const char *
bsr_delimited_flaw (const BsrDelimited *table)
{
  g_return_val_if_fail (table != NULL, NULL);

  return table->flaw;
}

gboolean
bsr_delimited_damaged (const BsrDelimited *table, GError **error, const char *problem, ...)
{
  g_return_val_if_fail (table != NULL && problem != NULL, FALSE);

  va_list arguments;
  va_start (arguments, problem);
  g_autofree char *text = g_strdup_vprintf (problem, arguments);
  va_end (arguments);
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("line %d: %s"), table->record_line, text);
  return FALSE;
}

static gboolean
at_line_end (const BsrDelimited *table)
{
  return table->at == table->end || *table->at == '\n' || *table->at == '\r';
}

/* Steps over one line end: LF, CR LF or CR. */
static void
pass_line_end (BsrDelimited *table)
{
  if (table->at == table->end)
    return;
  if (*table->at == '\r' && table->at + 1 < table->end && table->at[1] == '\n')
    table->at++;
  table->at++;
  table->line++;
}

static void
pass_blanks (BsrDelimited *table)
{
  while (table->at < table->end && (*table->at == ' ' || *table->at == '\t')
         && *table->at != table->separator)
    table->at++;
}

/* Steps over empty lines and comments; %FALSE at the end. */
static gboolean
find_record (BsrDelimited *table)
{
  while (table->at < table->end)
    {
      if (*table->at == '#' && !table->lenient)
        while (!at_line_end (table))
          table->at++;
      const char *begin = table->at;
      while (table->at < table->end && *table->at == ' ')
        table->at++;
      if (!at_line_end (table))
        {
          table->at = begin;
          return TRUE;
        }
      pass_line_end (table);
    }
  return FALSE;
}

/* The separator that stands first in the line; a comma where none does. */
static char
find_separator (const BsrDelimited *table)
{
  for (const char *c = table->at; c < table->end && *c != '\n' && *c != '\r'; c++)
    if (*c == ',' || *c == ';' || *c == '\t')
      return *c;
  return ',';
}

/* Takes the character at hand into the field. */
static gboolean
take (BsrDelimited *table, GError **error)
{
  gboolean is_control = g_ascii_iscntrl (*table->at) && *table->at != '\t' && !at_line_end (table);
  if (table->field->len >= BSR_DELIMITED_MAX_FIELD_BYTES && table->lenient)
    {
      table->flaw = _ ("a field is too long and was cut");
      table->at++;
      return TRUE;
    }
  if (table->field->len >= BSR_DELIMITED_MAX_FIELD_BYTES)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
                   _ ("line %d: a field is longer than %d bytes"), table->record_line,
                   BSR_DELIMITED_MAX_FIELD_BYTES);
      return FALSE;
    }
  if (is_control && !table->lenient)
    return bsr_delimited_damaged (table, error, _ ("holds a control character"));
  g_string_append_c (table->field, is_control ? ' ' : *table->at);
  table->at++;
  return TRUE;
}

static gboolean
read_plain (BsrDelimited *table, GError **error)
{
  while (!at_line_end (table) && *table->at != table->separator)
    if (!take (table, error))
      return FALSE;
  return TRUE;
}

/* Takes the mark at @begin, which is closed nowhere, for a character like any other. */
static gboolean
read_unclosed (BsrDelimited *table, const char *begin, int line, GError **error)
{
  if (!table->lenient)
    return bsr_delimited_damaged (table, error, _ ("a quotation mark is not closed"));
  table->flaw = _ ("a quotation mark is not closed");
  table->at = begin;
  table->line = line;
  g_string_assign (table->field, "\"");
  return read_plain (table, error);
}

/* Behind a closing mark. If text follows and lines lie between, the mark rather opens another
 * field. */
static gboolean
read_behind_quoted (BsrDelimited *table, const char *begin, int line, GError **error)
{
  pass_blanks (table);
  if (at_line_end (table) || *table->at == table->separator)
    return TRUE;
  if (!table->lenient)
    return bsr_delimited_damaged (table, error, _ ("text behind a closing quotation mark"));
  if (table->line != line)
    return read_unclosed (table, begin, line, error);
  table->flaw = _ ("text behind a closing quotation mark");
  return read_plain (table, error);
}

/* Behind the opening mark; leaves the closing one behind. */
static gboolean
read_quoted (BsrDelimited *table, GError **error)
{
  const char *begin = table->at;
  int line = table->line;
  while (table->at < table->end
         && !(table->lenient && table->field->len >= BSR_DELIMITED_MAX_FIELD_BYTES))
    {
      if (*table->at == '"' && (table->at + 1 == table->end || table->at[1] != '"'))
        {
          table->at++;
          return read_behind_quoted (table, begin, line, error);
        }
      if (*table->at == '"')
        table->at++;
      else if (*table->at == '\n')
        table->line++;
      if (!take (table, error))
        return FALSE;
    }
  return read_unclosed (table, begin, line, error);
}

static gboolean
is_blank (const char *at)
{
  gunichar c = g_utf8_get_char (at);
  return g_unichar_isspace (c) || g_unichar_iscntrl (c);
}

/* (transfer full): what was read; a character that was cut with it is left out. To who is lenient
 * blanks of every script are blanks. */
static char *
field_text (const BsrDelimited *table)
{
  const char *begin = table->field->str, *end;
  g_utf8_validate_len (begin, table->field->len, &end);
  while (table->lenient && begin < end && is_blank (begin))
    begin = g_utf8_next_char (begin);
  while (table->lenient && begin < end && is_blank (g_utf8_prev_char (end)))
    end = g_utf8_prev_char (end);
  return g_strstrip (g_strndup (begin, (gsize) (end - begin)));
}

static gboolean
read_field (BsrDelimited *table, GError **error)
{
  g_string_truncate (table->field, 0);
  pass_blanks (table);
  if (table->at < table->end && *table->at == '"')
    {
      table->at++;
      if (!read_quoted (table, error))
        return FALSE;
    }
  else if (!read_plain (table, error))
    return FALSE;
  if (table->lenient && table->fields->len >= BSR_DELIMITED_MAX_LENIENT_FIELDS)
    table->flaw = _ ("there are too many fields: the last ones were left out");
  else
    g_ptr_array_add (table->fields, field_text (table));
  return TRUE;
}

static gboolean
check_limits (const BsrDelimited *table, GError **error)
{
  if (table->lenient)
    return TRUE;
  if (table->record_line > BSR_DELIMITED_MAX_LINES)
    g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT, _ ("more than the %d lines that are read"),
                 BSR_DELIMITED_MAX_LINES);
  else if (table->fields->len > BSR_DELIMITED_MAX_FIELDS)
    g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT, _ ("line %d: more than %d fields"),
                 table->record_line, BSR_DELIMITED_MAX_FIELDS);
  else
    return TRUE;
  return FALSE;
}

const char *const *
bsr_delimited_next (BsrDelimited *table, GError **error)
{
  g_return_val_if_fail (table != NULL, NULL);

  g_ptr_array_set_size (table->fields, 0);
  table->flaw = NULL;
  if (!find_record (table))
    return NULL;
  table->record_line = table->line;
  if (table->separator == '\0')
    table->separator = find_separator (table);
  while (check_limits (table, error) && read_field (table, error))
    {
      if (!at_line_end (table))
        {
          table->at++;
          continue;
        }
      pass_line_end (table);
      if (!check_limits (table, error))
        return NULL;
      g_ptr_array_add (table->fields, NULL);
      return (const char *const *) table->fields->pdata;
    }
  return NULL;
}

#include "bsr-json-writer.h"

#include <math.h>

#include "bsr-json-number.h"

struct _BsrJsonWriter
{
  GString *text;
  int depth;
  gboolean fresh; /* nothing written yet in the innermost object or array */
};

static void
new_line (BsrJsonWriter *writer)
{
  g_string_append_printf (writer->text, "\n%*s", 2 * writer->depth, "");
}

static void
append_quoted (GString *text, const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  g_string_append_c (text, '"');
  for (const char *c = valid; *c != '\0'; c++)
    if (*c == '"' || *c == '\\')
      g_string_append_printf (text, "\\%c", *c);
    else if (*c == '\n')
      g_string_append (text, "\\n");
    else if ((guchar) *c < 0x20 || *c == 0x7f)
      g_string_append_printf (text, "\\u%04x", (guint) *c);
    else
      g_string_append_c (text, *c);
  g_string_append_c (text, '"');
}

/* What precedes every value. */
static void
begin_value (BsrJsonWriter *writer, const char *member)
{
  if (!writer->fresh)
    g_string_append_c (writer->text, ',');
  writer->fresh = FALSE;
  new_line (writer);
  if (member == NULL)
    return;
  append_quoted (writer->text, member);
  g_string_append (writer->text, ": ");
}

static void
open_bracket (BsrJsonWriter *writer, char bracket)
{
  g_string_append_c (writer->text, bracket);
  writer->depth++;
  writer->fresh = TRUE;
}

static void
close_bracket (BsrJsonWriter *writer, char bracket)
{
  g_return_if_fail (writer->depth > 0);

  writer->depth--;
  if (!writer->fresh)
    new_line (writer);
  g_string_append_c (writer->text, bracket);
  writer->fresh = FALSE;
}

BsrJsonWriter *
bsr_json_writer_new (void)
{
  BsrJsonWriter *writer = g_new0 (BsrJsonWriter, 1);
  writer->text = g_string_new (NULL);
  open_bracket (writer, '{');
  return writer;
}

char *
bsr_json_writer_finish (BsrJsonWriter *writer)
{
  g_return_val_if_fail (writer != NULL && writer->depth == 1, NULL);

  close_bracket (writer, '}');
  g_string_append_c (writer->text, '\n');
  char *text = g_string_free (writer->text, FALSE);
  g_free (writer);
  return text;
}

char *
bsr_json_writer_take (BsrJsonWriter *writer)
{
  char *written = g_strdup (writer->text->str);
  g_string_truncate (writer->text, 0);
  return written;
}

void
bsr_json_writer_begin_object (BsrJsonWriter *writer, const char *member)
{
  begin_value (writer, member);
  open_bracket (writer, '{');
}

void
bsr_json_writer_end_object (BsrJsonWriter *writer)
{
  close_bracket (writer, '}');
}

void
bsr_json_writer_begin_array (BsrJsonWriter *writer, const char *member)
{
  begin_value (writer, member);
  open_bracket (writer, '[');
}

void
bsr_json_writer_end_array (BsrJsonWriter *writer)
{
  close_bracket (writer, ']');
}

void
bsr_json_writer_string (BsrJsonWriter *writer, const char *member, const char *text)
{
  if (text == NULL)
    return;
  begin_value (writer, member);
  append_quoted (writer->text, text);
}

void
bsr_json_writer_number (BsrJsonWriter *writer, const char *member, double value)
{
  if (!isfinite (value))
    return;
  begin_value (writer, member);
  g_autofree char *digits = bsr_json_number_to_string (value);
  g_string_append (writer->text, digits);
}

void
bsr_json_writer_integer (BsrJsonWriter *writer, const char *member, gint64 value)
{
  begin_value (writer, member);
  g_string_append_printf (writer->text, "%" G_GINT64_FORMAT, value);
}

void
bsr_json_writer_boolean (BsrJsonWriter *writer, const char *member, gboolean value)
{
  begin_value (writer, member);
  g_string_append (writer->text, value ? "true" : "false");
}

void
bsr_json_writer_null (BsrJsonWriter *writer, const char *member)
{
  begin_value (writer, member);
  g_string_append (writer->text, "null");
}

void
bsr_json_writer_strings (BsrJsonWriter *writer, const char *member, const char *const *strings)
{
  if (strings == NULL || strings[0] == NULL)
    return;
  bsr_json_writer_begin_array (writer, member);
  for (int i = 0; strings[i] != NULL; i++)
    bsr_json_writer_string (writer, NULL, strings[i]);
  bsr_json_writer_end_array (writer);
}

void
bsr_json_writer_numbers (BsrJsonWriter *writer, const char *member, const double *values, int n)
{
  begin_value (writer, member);
  g_string_append_c (writer->text, '[');
  for (int i = 0; i < n; i++)
    {
      g_autofree char *digits =
          isfinite (values[i]) ? bsr_json_number_to_string (values[i]) : g_strdup ("null");
      g_string_append_printf (writer->text, "%s%s", i > 0 ? ", " : "", digits);
    }
  g_string_append_c (writer->text, ']');
}

void
bsr_json_writer_document (BsrJsonWriter *writer, const char *member, const char *json)
{
  g_autofree char *trimmed = g_strchomp (g_strdup (json));
  begin_value (writer, member);
  g_string_append (writer->text, trimmed);
}

void
bsr_json_writer_date_time (BsrJsonWriter *writer, const char *member, GDateTime *moment)
{
  if (moment == NULL)
    return;
  g_autoptr (GDateTime) utc = g_date_time_to_utc (moment);
  g_autofree char *text = g_date_time_format_iso8601 (utc);
  bsr_json_writer_string (writer, member, text);
}

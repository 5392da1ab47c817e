#include "bsr-json-reader.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-file-load.h"
#include "bsr-json-number.h"
#include "bsr-json-text.h"
#include "bsr-name.h"
#include "bsr-text-start.h"

const BsrJsonRange bsr_json_any = { -INFINITY, INFINITY, FALSE };
const BsrJsonRange bsr_json_not_negative = { 0.0, INFINITY, FALSE };
const BsrJsonRange bsr_json_positive = { 0.0, INFINITY, TRUE };
const BsrJsonRange bsr_json_share = { 0.0, 1.0, FALSE };

/* An object that the reader stands in, and what precedes its members' names in a message. */
typedef struct
{
  JsonObject *object; /* belongs to the document */
  char *prefix;       /* "", "flag.", "items[2]." */
} Place;

struct _BsrJsonReader
{
  JsonNode *root;
  GPtrArray *places; /* Place; the last is where the reader stands */
  GError *error;     /* the first thing that is wrong */
};

static void
place_free (gpointer data)
{
  Place *place = data;
  g_free (place->prefix);
  g_free (place);
}

static const Place *
here (const BsrJsonReader *reader)
{
  return g_ptr_array_index (reader->places, reader->places->len - 1);
}

static void
step_into (BsrJsonReader *reader, JsonObject *object, char *prefix)
{
  Place *place = g_new (Place, 1);
  *place = (Place){ .object = object, .prefix = prefix };
  g_ptr_array_add (reader->places, place);
}

/* (transfer full): what a wrong value is, short enough for one line. */
static char *
describe (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup (_ ("an object"));
  if (JSON_NODE_HOLDS_ARRAY (node))
    return g_strdup (_ ("an array"));
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_DOUBLE)
    return bsr_json_number_to_string (json_node_get_double (node));

  g_autofree char *text = json_to_string (node, FALSE);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const glong longest = 60; /* characters */
  return bsr_text_start (valid, longest);
}

void
bsr_json_reader_fail (BsrJsonReader *reader, int code, const char *member, const char *problem)
{
  g_return_if_fail (reader != NULL && member != NULL && problem != NULL);

  if (reader->error == NULL)
    g_set_error (&reader->error, BSR_ERROR, code, "%s%s: %s", here (reader)->prefix, member,
                 problem);
}

/* @path: of the value, in the object the reader stands in. */
static void
fail_value (BsrJsonReader *reader, const char *path, const char *expected, JsonNode *node)
{
  g_autofree char *found = describe (node);
  /* TRANSLATORS: "must be a number >= 0, is "12"" */
  g_autofree char *problem = g_strdup_printf (_ ("must be %s, is %s"), expected, found);
  bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, path, problem);
}

/* (nullable): @member; NULL after an error, and when it is missing (an error when @needed). */
static JsonNode *
find (BsrJsonReader *reader, const char *member, gboolean needed)
{
  if (reader->error != NULL)
    return NULL;
  JsonNode *node = json_object_get_member (here (reader)->object, member);
  if (node == NULL && needed)
    bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, member, _ ("is missing"));
  return node;
}

char *
bsr_json_load_file (const char *path, gsize *length, GError **error)
{
  return bsr_file_load (path, BSR_JSON_MAX_BYTES, length, error);
}

BsrJsonReader *
bsr_json_reader_new (const char *json, gssize length, GError **error)
{
  g_return_val_if_fail (json != NULL, NULL);

  gsize n_bytes = length < 0 ? strlen (json) : (gsize) length;
  if (n_bytes > BSR_JSON_MAX_BYTES)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT, _ ("larger than the %d MiB that are read"),
                   BSR_JSON_MAX_BYTES / (1024 * 1024));
      return NULL;
    }
  if (!bsr_json_text_check (json, n_bytes, BSR_JSON_MAX_DEPTH, error))
    return NULL;

  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) problem = NULL;
  if (!json_parser_load_from_data (parser, json, (gssize) n_bytes, &problem))
    {
      /* What it quotes may be cut within a letter. */
      g_autofree char *words = g_utf8_make_valid (problem->message, -1);
      g_strdelimit (words, "\n\r", ' ');
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("not JSON: %s"), words);
      return NULL;
    }
  JsonNode *root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("holds no JSON object"));
      return NULL;
    }

  BsrJsonReader *reader = g_new0 (BsrJsonReader, 1);
  reader->root = json_parser_steal_root (parser);
  reader->places = g_ptr_array_new_with_free_func (place_free);
  step_into (reader, json_node_get_object (reader->root), g_strdup (""));
  return reader;
}

void
bsr_json_reader_free (BsrJsonReader *reader)
{
  g_return_if_fail (reader != NULL);

  g_ptr_array_unref (reader->places);
  json_node_unref (reader->root);
  g_clear_error (&reader->error);
  g_free (reader);
}

gboolean
bsr_json_reader_finish (BsrJsonReader *reader, GError **error)
{
  g_return_val_if_fail (reader != NULL, FALSE);

  if (reader->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reader->error));
  return FALSE;
}

gboolean
bsr_json_reader_ok (const BsrJsonReader *reader)
{
  return reader->error == NULL;
}

void
bsr_json_reader_expect_format (BsrJsonReader *reader, const char *name, int major)
{
  g_autofree char *expected = g_strdup_printf ("%s/%d", name, major);
  JsonNode *node = find (reader, "format", FALSE);
  if (reader->error != NULL)
    return;
  const char *format = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
  if (format != NULL && g_str_has_prefix (format, expected)
      && (format[strlen (expected)] == '\0' || format[strlen (expected)] == '.'))
    return;

  g_autofree char *found = node != NULL ? describe (node) : g_strdup (_ ("missing"));
  g_autofree char *problem = g_strdup_printf (_ ("must be \"%s\", is %s"), expected, found);
  bsr_json_reader_fail (reader, BSR_ERROR_UNKNOWN_KIND, "format", problem);
}

gboolean
bsr_json_reader_has (const BsrJsonReader *reader, const char *member)
{
  return json_object_has_member (here (reader)->object, member);
}

gboolean
bsr_json_reader_is_null (const BsrJsonReader *reader, const char *member)
{
  JsonNode *node = json_object_get_member (here (reader)->object, member);
  return node != NULL && JSON_NODE_HOLDS_NULL (node);
}

static BsrJsonType
type_of (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return BSR_JSON_OTHER;
  GType type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    return BSR_JSON_STRING;
  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? BSR_JSON_NUMBER : BSR_JSON_OTHER;
}

BsrJsonType
bsr_json_reader_type (const BsrJsonReader *reader, const char *member)
{
  JsonNode *node = json_object_get_member (here (reader)->object, member);
  return node != NULL ? type_of (node) : BSR_JSON_MISSING;
}

GStrv
bsr_json_reader_members (const BsrJsonReader *reader)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GList) members = json_object_get_members (here (reader)->object);
  for (const GList *link = members; link != NULL; link = link->next)
    g_strv_builder_add (names, link->data);
  return g_strv_builder_end (names);
}

/* (transfer full) (nullable): NULL after an error. */
static char *
string_of (BsrJsonReader *reader, const char *path, JsonNode *node)
{
  if (type_of (node) != BSR_JSON_STRING)
    {
      fail_value (reader, path, _ ("a string"), node);
      return NULL;
    }
  const char *text = json_node_get_string (node);
  if (!g_utf8_validate (text, -1, NULL))
    {
      bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, path, _ ("is not valid Unicode"));
      return NULL;
    }
  return g_strdup (text);
}

char *
bsr_json_reader_string (BsrJsonReader *reader, const char *member, gboolean needed)
{
  JsonNode *node = find (reader, member, needed);
  return node != NULL ? string_of (reader, member, node) : NULL;
}

char *
bsr_json_reader_pattern (BsrJsonReader *reader, const char *member, gboolean needed,
                         const char *pattern, const char *meaning)
{
  g_autofree char *text = bsr_json_reader_string (reader, member, needed);
  if (text == NULL
      || g_regex_match_simple (pattern, text, G_REGEX_DOLLAR_ENDONLY, G_REGEX_MATCH_DEFAULT))
    return g_steal_pointer (&text);
  fail_value (reader, member, meaning, find (reader, member, TRUE));
  return NULL;
}

GStrv
bsr_json_reader_strings (BsrJsonReader *reader, const char *member)
{
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();
  int n = bsr_json_reader_array_size (reader, member, FALSE, 0, G_MAXINT);
  JsonArray *array = n > 0 ? json_node_get_array (find (reader, member, FALSE)) : NULL;
  for (int i = 0; i < n && reader->error == NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%d]", member, i);
      g_autofree char *text = string_of (reader, path, json_array_get_element (array, (guint) i));
      if (text != NULL)
        g_strv_builder_add (strings, text);
    }
  return g_strv_builder_end (strings);
}

GDateTime *
bsr_json_reader_date_time (BsrJsonReader *reader, const char *member, gboolean needed)
{
  /* RFC 3339, section 5.6. GLib takes other forms of ISO 8601 too, so the shape is seen to here. */
  g_autofree char *text = bsr_json_reader_pattern (
      reader, member, needed,
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
      "([Zz]|[+-][0-9]{2}:[0-9]{2})$",
      _ ("a date and time like 2026-11-03T21:00:00Z"));
  if (text == NULL)
    return NULL;
  g_autofree char *upper = g_ascii_strup (text, -1);
  GDateTime *moment = g_date_time_new_from_iso8601 (upper, NULL);
  if (moment == NULL)
    fail_value (reader, member, _ ("a date and time that exist"), find (reader, member, TRUE));
  return moment;
}

/* (transfer full): "a number >= 0" */
static char *
describe_range (BsrJsonRange range)
{
  g_autofree char *low = bsr_json_number_to_string (range.low);
  g_autofree char *high = bsr_json_number_to_string (range.high);
  if (isfinite (range.low) && isfinite (range.high))
    return g_strdup_printf (range.above ? _ ("a number above %s, at most %s")
                                        : _ ("a number from %s to %s"),
                            low, high);
  if (isfinite (range.low))
    return g_strdup_printf (range.above ? _ ("a number > %s") : _ ("a number >= %s"), low);
  return g_strdup (_ ("a finite number"));
}

static double
number_of (BsrJsonReader *reader, const char *path, JsonNode *node, BsrJsonRange range)
{
  if (type_of (node) == BSR_JSON_NUMBER)
    {
      double value = json_node_get_double (node);
      if (isfinite (value) && value <= range.high
          && (range.above ? value > range.low : value >= range.low))
        return value;
    }
  g_autofree char *expected = describe_range (range);
  fail_value (reader, path, expected, node);
  return NAN;
}

double
bsr_json_reader_number (BsrJsonReader *reader, const char *member, gboolean needed,
                        BsrJsonRange range)
{
  JsonNode *node = find (reader, member, needed);
  return node != NULL ? number_of (reader, member, node, range) : (double) NAN;
}

gint64
bsr_json_reader_integer (BsrJsonReader *reader, const char *member, gboolean needed, gint64 low,
                         gint64 high, gint64 missing)
{
  JsonNode *node = find (reader, member, needed);
  if (node == NULL)
    return missing;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
      && json_node_get_int (node) >= low && json_node_get_int (node) <= high)
    return json_node_get_int (node);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_DOUBLE)
    {
      /* 2^53: up to there a double holds every whole number. */
      double value = json_node_get_double (node);
      if (value == floor (value) && fabs (value) <= 9007199254740992.0 && value >= (double) low
          && value <= (double) high)
        return (gint64) value;
    }
  g_autofree char *expected =
      g_strdup_printf (_ ("a whole number from %lld to %lld"), (long long) low, (long long) high);
  fail_value (reader, member, expected, node);
  return missing;
}

gboolean
bsr_json_reader_boolean (BsrJsonReader *reader, const char *member, gboolean missing)
{
  JsonNode *node = find (reader, member, FALSE);
  if (node == NULL)
    return missing;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  fail_value (reader, member, _ ("true or false"), node);
  return missing;
}

int
bsr_json_reader_choice (BsrJsonReader *reader, const char *member, const char *const *names,
                        int missing)
{
  JsonNode *node = find (reader, member, missing < 0);
  if (node == NULL)
    return MAX (missing, 0);
  int index = bsr_name_index (names, JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL);
  if (index >= 0)
    return index;
  g_autofree char *list = g_strjoinv (", ", (GStrv) names);
  g_autofree char *expected = g_strdup_printf (_ ("one of %s"), list);
  fail_value (reader, member, expected, node);
  return MAX (missing, 0);
}

int
bsr_json_reader_array_size (BsrJsonReader *reader, const char *member, gboolean needed, int low,
                            int high)
{
  JsonNode *node = find (reader, member, needed);
  if (node == NULL)
    return 0;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      fail_value (reader, member, _ ("an array"), node);
      return 0;
    }
  guint size = json_array_get_length (json_node_get_array (node));
  if (size >= (guint) low && size <= (guint) high)
    return (int) size;
  g_autofree char *problem =
      g_strdup_printf (_ ("must have %d to %d elements, has %u"), low, high, size);
  bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, member, problem);
  return 0;
}

/* (nullable): element @index of the array @member. NULL when missing, or with an error. */
static JsonNode *
find_element (BsrJsonReader *reader, const char *member, int index)
{
  JsonNode *node = find (reader, member, FALSE);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  JsonArray *array = json_node_get_array (node);
  return (guint) index < json_array_get_length (array)
             ? json_array_get_element (array, (guint) index)
             : NULL;
}

gboolean
bsr_json_reader_tuple (BsrJsonReader *reader, const char *member, int index, BsrJsonRange range,
                       double *values, int n)
{
  g_autofree char *path =
      index < 0 ? g_strdup (member) : g_strdup_printf ("%s[%d]", member, index);
  JsonNode *node = index < 0 ? find (reader, member, TRUE) : find_element (reader, member, index);
  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_ARRAY (node)
      || json_array_get_length (json_node_get_array (node)) != (guint) n)
    {
      g_autofree char *expected = g_strdup_printf (_ ("an array of %d numbers"), n);
      if (JSON_NODE_HOLDS_ARRAY (node))
        {
          g_autofree char *problem = g_strdup_printf (
              _ ("must be %s, has %u elements"), expected,
              json_array_get_length (json_node_get_array (node)));
          bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, path, problem);
        }
      else
        fail_value (reader, path, expected, node);
      return FALSE;
    }
  for (int i = 0; i < n && reader->error == NULL; i++)
    {
      g_autofree char *element = g_strdup_printf ("%s[%d]", path, i);
      values[i] = number_of (reader, element,
                             json_array_get_element (json_node_get_array (node), (guint) i), range);
    }
  return reader->error == NULL;
}

static gboolean
enter_node (BsrJsonReader *reader, JsonNode *node, char *path)
{
  g_autofree char *owned = path;
  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      fail_value (reader, owned, _ ("an object"), node);
      return FALSE;
    }
  step_into (reader, json_node_get_object (node),
             g_strconcat (here (reader)->prefix, owned, ".", NULL));
  return TRUE;
}

gboolean
bsr_json_reader_enter (BsrJsonReader *reader, const char *member)
{
  return enter_node (reader, find (reader, member, FALSE), g_strdup (member));
}

gboolean
bsr_json_reader_enter_element (BsrJsonReader *reader, const char *member, int index)
{
  return enter_node (reader, find_element (reader, member, index),
                     g_strdup_printf ("%s[%d]", member, index));
}

void
bsr_json_reader_leave (BsrJsonReader *reader)
{
  g_return_if_fail (reader->places->len > 1);

  g_ptr_array_set_size (reader->places, (int) reader->places->len - 1);
}

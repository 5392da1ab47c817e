#include "bsr-xml.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-text-encoding.h"

/* A document is given to the parser in such pieces, bytes; between them it can be cancelled. */
#define PIECE (1u << 20)
/* An XML declaration lies within so many bytes. */
#define LONGEST_DECLARATION 512u
#define BLANKS " \t\r\n"

/* An element that has begun. */
typedef struct
{
  gsize path_from;   /* where its name begins in the path */
  gsize path_before; /* the path's length without it */
  gsize text_from;   /* where its text begins */
  int line;
} Frame;

typedef struct
{
  const BsrXmlHandler *handler;
  gpointer data;
  GArray *frames; /* of Frame */
  GString *path;
  GString *text; /* of all elements that have begun, one after the other */
  gboolean had_root;
} Walk;

static const char *
without_prefix (const char *name)
{
  const char *colon = strrchr (name, ':');
  return colon != NULL ? colon + 1 : name;
}

/* The parser stands behind the tag, and counts a line when it comes to its end, not behind that. */
static int
line_of_tag (GMarkupParseContext *parser)
{
  int line, character;
  g_markup_parse_context_get_position (parser, &line, &character);
  return character == 1 ? line - 1 : line;
}

static gboolean
may_begin (const Walk *walk, const char *name, int line, GError **error)
{
  if (walk->frames->len >= BSR_XML_MOST_DEPTH)
    g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
                 _ ("line %d: elements are nested deeper than %d"), line, BSR_XML_MOST_DEPTH);
  else if (strlen (name) > BSR_XML_MOST_NAME)
    g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT, _ ("line %d: a name is longer than %d bytes"),
                 line, BSR_XML_MOST_NAME);
  else if (walk->frames->len == 0 && walk->had_root)
    g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("line %d: a second document begins"),
                 line);
  else
    return TRUE;
  return FALSE;
}

static BsrXmlElement
element_of (const Walk *walk)
{
  const Frame *frame = &g_array_index (walk->frames, Frame, walk->frames->len - 1);
  return (BsrXmlElement){ .path = walk->path->str,
                          .name = walk->path->str + frame->path_from,
                          .depth = (int) walk->frames->len,
                          .line = frame->line };
}

static void
start_cb (GMarkupParseContext *parser, const char *name, const char **names, const char **values,
          gpointer data, GError **error)
{
  Walk *walk = data;
  Frame frame = { .path_before = walk->path->len,
                  .text_from = walk->text->len,
                  .line = line_of_tag (parser) };
  name = without_prefix (name);
  if (!may_begin (walk, name, frame.line, error))
    return;
  walk->had_root = TRUE;
  if (walk->path->len > 0)
    g_string_append_c (walk->path, '/');
  frame.path_from = walk->path->len;
  g_string_append (walk->path, name);
  g_array_append_val (walk->frames, frame);
  BsrXmlElement element = element_of (walk);
  element.names = names;
  element.values = values;
  if (walk->handler->begin != NULL)
    walk->handler->begin (&element, walk->data, error);
}

static void
end_cb (GMarkupParseContext *parser, const char *name, gpointer data, GError **error)
{
  static const char *const none[] = { NULL };
  Walk *walk = data;
  const Frame frame = g_array_index (walk->frames, Frame, walk->frames->len - 1);
  BsrXmlElement element = element_of (walk);
  element.names = element.values = none;
  char *text = g_strstrip (walk->text->str + frame.text_from);
  if (walk->handler->end == NULL || walk->handler->end (&element, text, walk->data, error))
    {
      g_string_truncate (walk->text, frame.text_from);
      g_string_truncate (walk->path, frame.path_before);
      g_array_set_size (walk->frames, walk->frames->len - 1);
    }
}

static void
text_cb (GMarkupParseContext *parser, const char *text, gsize n, gpointer data, GError **error)
{
  Walk *walk = data;
  if (walk->frames->len == 0)
    return;
  const Frame *frame = &g_array_index (walk->frames, Frame, walk->frames->len - 1);
  if (walk->text->len - frame->text_from + n > BSR_XML_MOST_TEXT)
    g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
                 _ ("line %d: an element's text is longer than %u MiB"), frame->line,
                 BSR_XML_MOST_TEXT >> 20);
  else
    g_string_append_len (walk->text, text, (gssize) n);
}

static void
passthrough_cb (GMarkupParseContext *parser, const char *text, gsize n, gpointer data,
                GError **error)
{
  static const char doctype[] = "<!DOCTYPE";
  if (n >= sizeof doctype - 1 && g_ascii_strncasecmp (text, doctype, sizeof doctype - 1) == 0)
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                         _ ("has a document type (DOCTYPE), which is not read"));
}

/* The parser's own errors, in our domain. */
static gboolean
fail (GError *problem, GError **error)
{
  if (problem->domain != G_MARKUP_ERROR)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_autofree char *reason = g_utf8_make_valid (problem->message, -1);
  g_strdelimit (reason, "\n\r", ' ');
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("not XML: %s"), reason);
  g_error_free (problem);
  return FALSE;
}

static gboolean
parse (GMarkupParseContext *parser, const char *text, gsize n, GCancellable *cancellable,
       GError **error)
{
  GError *problem = NULL;
  for (gsize at = 0, end; at < n; at = end)
    {
      end = MIN (n, at + PIECE);
      while (end < n && text[end] == '\n') /* a line end that begins a piece is not counted */
        end++;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!g_markup_parse_context_parse (parser, text + at, (gssize) (end - at), &problem))
        return fail (problem, error);
    }
  return g_markup_parse_context_end_parse (parser, &problem) || fail (problem, error);
}

/* UTF-8 text without a NUL. */
static gboolean
walk_text (const char *text, gsize n, const BsrXmlHandler *handler, gpointer data,
           GCancellable *cancellable, GError **error)
{
  static const GMarkupParser callbacks = {
    .start_element = start_cb, .end_element = end_cb, .text = text_cb, .passthrough = passthrough_cb
  };
  Walk walk = { .handler = handler, .data = data };
  walk.frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  walk.path = g_string_new (NULL);
  walk.text = g_string_new (NULL);
  GMarkupParseContext *parser
      = g_markup_parse_context_new (&callbacks, G_MARKUP_TREAT_CDATA_AS_TEXT, &walk, NULL);
  gboolean good = parse (parser, text, n, cancellable, error);
  g_markup_parse_context_free (parser);
  g_array_unref (walk.frames);
  g_string_free (walk.path, TRUE);
  g_string_free (walk.text, TRUE);
  return good;
}

/* (transfer full) (nullable): what "encoding" says in the declaration that an 8-bit text begins
 * with. */
static char *
declared_encoding (const char *text, gsize n)
{
  g_autofree char *start = g_strndup (text, MIN (n, LONGEST_DECLARATION));
  char *end = strstr (start, "?>");
  if (!g_str_has_prefix (start, "<?xml") || end == NULL)
    return NULL;
  *end = '\0';
  const char *at = strstr (start, "encoding");
  if (at == NULL)
    return NULL;
  at += strlen ("encoding");
  at += strspn (at, BLANKS "=");
  const char *last = *at == '"' || *at == '\'' ? strchr (at + 1, *at) : NULL;
  return last != NULL ? g_strndup (at + 1, (gsize) (last - at - 1)) : NULL;
}

static gboolean
find_encoding (const char *text, gsize n, BsrTextEncoding *encoding, GError **error)
{
  *encoding = BSR_TEXT_ENCODING_UTF_8;
  g_autofree char *name = declared_encoding (text, n);
  /* 8-bit characters that are said to be UTF-16: as a program wrote them before they were
   * converted. */
  if (name == NULL || g_ascii_strncasecmp (name, "utf-16", strlen ("utf-16")) == 0
      || bsr_text_encoding_from_name (name, encoding))
    return TRUE;
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
               _ ("is written in the encoding \"%s\", which is not read"), valid);
  return FALSE;
}

static gboolean
check_text (const char *text, gsize n, GError **error)
{
  int line;
  if (memchr (text, '\0', n) != NULL)
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                         _ ("holds a NUL, which no text does"));
  else if (!bsr_text_is_utf8 (text, n, &line))
    g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("line %d: is not UTF-8 text"), line);
  else
    return TRUE;
  return FALSE;
}

gboolean
bsr_xml_read (const char *bytes, gsize n, const BsrXmlHandler *handler, gpointer data,
              GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail ((bytes != NULL || n == 0) && handler != NULL, FALSE);

  BsrTextEncoding encoding;
  int mark = bsr_text_encoding_of_mark (bytes, n, &encoding);
  if (mark < 0 && !find_encoding (bytes, n, &encoding, error))
    return FALSE;
  const char *text = n > 0 ? bytes + MAX (mark, 0) : "";
  gsize length = n - (gsize) MAX (mark, 0);
  g_autofree char *decoded = NULL;
  if (encoding != BSR_TEXT_ENCODING_UTF_8)
    text = decoded = bsr_text_decode (encoding, text, length, &length);
  return check_text (text, length, error)
         && walk_text (text, length, handler, data, cancellable, error);
}

const char *
bsr_xml_attribute (const BsrXmlElement *element, const char *name)
{
  g_return_val_if_fail (element != NULL && name != NULL, NULL);
  for (int i = 0; element->names[i] != NULL; i++)
    if (g_str_equal (without_prefix (element->names[i]), name))
      return element->values[i];
  return NULL;
}

/* Steps over blanks, comments and processing instructions. (nullable) */
static const char *
pass_prologue (const char *at)
{
  for (;;)
    {
      at += strspn (at, BLANKS);
      const char *close = g_str_has_prefix (at, "<?")     ? "?>"
                          : g_str_has_prefix (at, "<!--") ? "-->"
                                                          : NULL;
      if (close == NULL)
        return at;
      at = strstr (at, close);
      if (at == NULL)
        return NULL;
      at += strlen (close);
    }
}

char *
bsr_xml_root (const char *bytes, gsize n)
{
  g_return_val_if_fail (bytes != NULL || n == 0, NULL);

  static const char doctype[] = "<!DOCTYPE";
  BsrTextEncoding encoding = BSR_TEXT_ENCODING_UTF_8;
  gsize mark = (gsize) MAX (bsr_text_encoding_of_mark (bytes, n, &encoding), 0);
  gsize length = MIN (n - mark, 4096);
  g_autofree char *text = bsr_text_decode (encoding, n > 0 ? bytes + mark : "", length, &length);
  const char *at = pass_prologue (text);
  if (at == NULL)
    return NULL;
  if (g_ascii_strncasecmp (at, doctype, sizeof doctype - 1) == 0)
    at += sizeof doctype - 1 + strspn (at + sizeof doctype - 1, BLANKS);
  else if (*at++ != '<')
    return NULL;
  gsize name = strcspn (at, BLANKS "/><[");
  if (name == 0 || at[name] == '\0')
    return NULL;
  g_autofree char *whole = g_strndup (at, name);
  return g_strdup (without_prefix (whole));
}

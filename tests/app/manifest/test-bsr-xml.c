#include "bsr-test.h"

#include <string.h>

#include "bsr-error.h"
#include "bsr-xml.h"

/* One line for each element that ends: "path@line=text". */
static gboolean
end_cb (const BsrXmlElement *element, const char *text, gpointer data, GError **error)
{
  g_string_append_printf (data, "%s@%d=%s\n", element->path, element->line, text);
  assert_true (g_str_has_suffix (element->path, element->name));
  assert_null (bsr_xml_attribute (element, "id"));
  return TRUE;
}

/* ... and "name?id" for each that begins with an attribute. */
static gboolean
begin_cb (const BsrXmlElement *element, gpointer data, GError **error)
{
  const char *id = bsr_xml_attribute (element, "id");
  if (id != NULL)
    g_string_append_printf (data, "%s?%s\n", element->name, id);
  return TRUE;
}

static const BsrXmlHandler handler = { begin_cb, end_cb };

static void
check_read (const char *bytes, gsize n, const char *told)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  assert_true (bsr_xml_read (bytes, n, &handler, text, NULL, &error));
  bsr_test_assert_no_error (error);
  assert_string_equal (text->str, told);
}

static void
elements_are_told (void **state)
{
  const struct
  {
    const char *xml, *told;
  } rows[] = {
    { "<a/>", "a@1=\n" },
    { "<?xml version='1.0'?>\n<!-- <x/> -->\n<a>\n <b id=\"7\"> one &amp; &#x660; </b>\n two <b/> "
      "three\n</a>\n",
      "b?7\na/b@4=one & ٠\na/b@5=\na@3=two  three\n" },
    { "<n:a xmlns:n='urn:x'><n:b x:id='1'><![CDATA[<c>]]></n:b></n:a>", "b?1\na/b@1=<c>\na@1=\n" },
    { "\xef\xbb\xbf<a>é</a>", "a@1=é\n" },
    { "<?xml version='1.0' encoding='utf-16'?><a>é</a>", "a@1=é\n" },
    { "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xe9</a>", "a@1=é\n" },
    { "<?xml version='1.0' encoding = 'windows-1256' ?><a>\xc8\xd6</a>", "a@1=بض\n" },
    { "<?xml version='1.0' encoding='iso-8859-15'?><a>\xa4</a>", "a@1=€\n" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    check_read (rows[i].xml, strlen (rows[i].xml), rows[i].told);
  check_read ("\xff\xfe<\0a\0>\0\xe9\0<\0/\0a\0>\0", 18, "a@1=é\n");
  check_read ("\0<\0a\0>\0\xe9\0<\0/\0a\0>", 16, "a@1=é\n");
}

static void
check_refused (const char *xml, gsize n, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  assert_false (bsr_xml_read (xml, n, &handler, text, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, code, part);
  assert_null (strchr (error->message, '\n'));
}

static void
what_is_wrong_is_said (void **state)
{
  const struct
  {
    const char *xml;
    int code;
    const char *part;
  } rows[] = {
    { "", BSR_ERROR_DAMAGED, "not XML" },
    { "  \n", BSR_ERROR_DAMAGED, "not XML" },
    { "text", BSR_ERROR_DAMAGED, "not XML" },
    { "<a>\n<b></a>", BSR_ERROR_DAMAGED, "line 2" },
    { "<a>", BSR_ERROR_DAMAGED, "not XML" },
    { "<a>&nbsp;</a>", BSR_ERROR_DAMAGED, "nbsp" },
    { "<a/>\n<b/>", BSR_ERROR_DAMAGED, "line 2: a second document" },
    { "<a>\n\xe9</a>", BSR_ERROR_DAMAGED, "line 2: is not UTF-8" },
    { "<?xml version='1.0' encoding='koi8-r'?><a/>", BSR_ERROR_UNSUPPORTED, "\"koi8-r\"" },
    { "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", BSR_ERROR_UNSUPPORTED, "DOCTYPE" },
    { "<!doctype a><a/>", BSR_ERROR_DAMAGED, "not XML" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    check_refused (rows[i].xml, strlen (rows[i].xml), rows[i].code, rows[i].part);
  check_refused ("<a>\0</a>", 8, BSR_ERROR_DAMAGED, "NUL");
}

static void
limits_hold (void **state)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  for (int i = 0; i <= BSR_XML_MOST_DEPTH; i++)
    g_string_append (deep, "<a>\n");
  check_refused (deep->str, deep->len, BSR_ERROR_LIMIT,
                 "line 65: elements are nested deeper than 64");

  g_autoptr (GString) wide = g_string_new ("<");
  for (int i = 0; i <= BSR_XML_MOST_NAME; i++)
    g_string_append_c (wide, 'n');
  g_string_append (wide, "/>");
  check_refused (wide->str, wide->len, BSR_ERROR_LIMIT, "name is longer");

  g_autofree char *much = g_strnfill (BSR_XML_MOST_TEXT + 1, 'x');
  g_autofree char *text = g_strdup_printf ("<a>%s</a>", much);
  check_refused (text, strlen (text), BSR_ERROR_LIMIT, "text is longer");
}

static gboolean
note_line_cb (const BsrXmlElement *element, gpointer data, GError **error)
{
  *(int *) data = element->line;
  return TRUE;
}

/* Wherever the document is cut while it is read. */
static void
lines_are_counted_in_large_documents (void **state)
{
  g_autoptr (GString) xml = g_string_new ("<a>\n");
  while (xml->len < 3 << 20)
    g_string_append (xml, "<b>x</b>\n\n<b>y\n</b>\n");
  g_string_append (xml, "<c/>\n</a>");
  int line = 0, lines = 1;
  const char *last = strstr (xml->str, "<c/>");
  for (const char *c = xml->str; c < last; c++)
    lines += *c == '\n';
  g_autoptr (GError) error = NULL;
  const BsrXmlHandler noting = { note_line_cb, NULL };
  assert_true (bsr_xml_read (xml->str, xml->len, &noting, &line, NULL, &error));
  assert_int_equal (line, lines);
}

static gboolean
refuse_cb (const BsrXmlElement *element, gpointer data, GError **error)
{
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID, "enough");
  return FALSE;
}

static void
handler_and_user_can_stop_it (void **state)
{
  g_autoptr (GError) error = NULL;
  const BsrXmlHandler refusing = { refuse_cb, NULL };
  assert_false (bsr_xml_read ("<a><b/></a>", 11, &refusing, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "enough");
  g_clear_error (&error);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_cancellable_cancel (cancellable);
  g_autoptr (GString) text = g_string_new (NULL);
  assert_false (bsr_xml_read ("<a/>", 4, &handler, text, cancellable, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
}

static void
root_is_found_by_the_beginning (void **state)
{
  const struct
  {
    const char *xml, *root; /* NULL: none */
  } rows[] = {
    { "<?xml version='1.0'?>\n<!-- > -->\n<Awmds>\n<x", "Awmds" },
    { "<n42:RadInstrumentData id='1'", "RadInstrumentData" },
    { "\xef\xbb\xbf <a/>", "a" },
    { "<!DOCTYPE Awmds SYSTEM 'x'><Awmds>", "Awmds" },
    { "<Awm", NULL },
    { "<!-- ", NULL },
    { "<?xml", NULL },
    { "container;bill", NULL },
    { "< a>", NULL },
    { "", NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *root = bsr_xml_root (rows[i].xml, strlen (rows[i].xml));
      assert_true (g_strcmp0 (root, rows[i].root) == 0);
    }
  g_autofree char *wide = bsr_xml_root ("\xff\xfe<\0a\0>\0", 8);
  assert_string_equal (wide, "a");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (elements_are_told),
    cmocka_unit_test (what_is_wrong_is_said),
    cmocka_unit_test (limits_hold),
    cmocka_unit_test (lines_are_counted_in_large_documents),
    cmocka_unit_test (handler_and_user_can_stop_it),
    cmocka_unit_test (root_is_found_by_the_beginning),
  };
  return cmocka_run_group_tests_name ("xml", tests, NULL, NULL);
}

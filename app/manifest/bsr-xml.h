#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Limits of what is read. */
#define BSR_XML_MOST_DEPTH 64
#define BSR_XML_MOST_TEXT (4u << 20) /* bytes in one element */
#define BSR_XML_MOST_NAME 256        /* bytes of an element's name */

/* An element of an XML document, as long as it is told of. Names are without their prefixes. */
typedef struct
{
  const char *path; /* "Awmds/Bol_segment/Bol_id" */
  const char *name; /* the last of them */
  int depth;        /* the root's is 1 */
  int line;         /* that its start tag ends in, from 1 */
  const char *const *names, *const *values; /* attributes, %NULL-terminated; none once it ends */
} BsrXmlElement;

/* Who is told; each (nullable). %FALSE with an error ends the reading. */
typedef struct
{
  gboolean (*begin) (const BsrXmlElement *element, gpointer data, GError **error);
  /* @text: its own text, without that of its children and without blanks at both ends; never %NULL */
  gboolean (*end) (const BsrXmlElement *element, const char *text, gpointer data, GError **error);
} BsrXmlHandler;

/**
 * bsr_xml_read:
 *
 * Walks a document without building a tree of it. UTF-8, UTF-16 (by its mark or first characters) and,
 * by their declaration, ISO 8859-1, ISO 8859-15, Windows-1252 and Windows-1256 are read. A document
 * with a DOCTYPE is refused, so that there are no entities but XML's own five.
 *
 * Returns: %FALSE with %BSR_ERROR_DAMAGED (not well-formed, not in its encoding, no or two roots, a
 * NUL), %BSR_ERROR_UNSUPPORTED (DOCTYPE, another encoding), %BSR_ERROR_LIMIT (depth, text, name),
 * %G_IO_ERROR_CANCELLED or what @handler answered
 */
gboolean bsr_xml_read (const char *bytes, gsize n, const BsrXmlHandler *handler, gpointer data,
                       GCancellable *cancellable, GError **error);

/* (nullable): the value of an attribute of an element that begins. */
const char *bsr_xml_attribute (const BsrXmlElement *element, const char *name);

/* (transfer full) (nullable): the name of the root, without its prefix, by the beginning of a document
 * alone; %NULL where it is none, or where the root comes later. */
char *bsr_xml_root (const char *bytes, gsize n);

G_END_DECLS

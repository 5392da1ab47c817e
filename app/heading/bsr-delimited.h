#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrDelimited:
 *
 * Walks the records of a text table: one record a line, fields between commas, semicolons or tabs.
 * A field may stand in quotation marks; in it, separators and line ends are text and a mark is
 * doubled (RFC 4180). Empty lines and lines that begin with # are passed over, a byte order mark
 * and blanks around a field too.
 */
typedef struct _BsrDelimited BsrDelimited;

/* Limits of what is read. */
#define BSR_DELIMITED_MAX_LINES 200000
#define BSR_DELIMITED_MAX_FIELDS 64 /* of a record */
#define BSR_DELIMITED_MAX_FIELD_BYTES 16384
#define BSR_DELIMITED_MAX_LENIENT_FIELDS 512 /* of a record of a table that is read leniently */

/* @text: (not copied): UTF-8, stays valid as long as the reader. The separator is the one that
 * stands first in the first record.
 * Returns: (transfer full): %NULL with %BSR_ERROR_DAMAGED where the text is not UTF-8 or holds a
 * NUL */
BsrDelimited *bsr_delimited_new (const char *text, gsize length, GError **error);

/* The same for a table that another program wrote: nothing in it is refused and no line is a comment.
 * What is wrong in a record is mended and told by bsr_delimited_flaw(). There may be any number of lines.
 * @text: UTF-8; @separator: ',', ';', a tab or '|' */
BsrDelimited *bsr_delimited_new_lenient (const char *text, gsize length, char separator);
void bsr_delimited_free (BsrDelimited *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrDelimited, bsr_delimited_free)

/* Returns: (transfer none) (nullable): the fields of the next record, %NULL-terminated, valid until
 * the next call; %NULL at the end, or with @error %BSR_ERROR_DAMAGED (a quoted field that does not
 * end, text behind one, a control character) or %BSR_ERROR_LIMIT, naming the line */
const char *const *bsr_delimited_next (BsrDelimited *table, GError **error);

/* Line that the last record began in, from 1; and how many fields it has. */
int bsr_delimited_line (const BsrDelimited *table);
int bsr_delimited_n_fields (const BsrDelimited *table);

/* (nullable): translated: what of it was mended; of a table that is read leniently. */
const char *bsr_delimited_flaw (const BsrDelimited *table);

/* %BSR_ERROR_DAMAGED about that line: "line 12: " and @problem. Returns: %FALSE */
gboolean bsr_delimited_damaged (const BsrDelimited *table, GError **error, const char *problem, ...)
    G_GNUC_PRINTF (3, 4);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bsr_json_text_check:
 *
 * Looks through a document before a parser sees it: UTF-8, no NUL (nor \u0000), nothing but JSON's
 * own characters outside strings (so no comments, no NaN), and no nesting that would exhaust a
 * recursive parser's stack. Does not check the grammar: that is the parser's work.
 *
 * Returns: %FALSE with %BSR_ERROR_DAMAGED or %BSR_ERROR_LIMIT, naming the line
 */
gboolean bsr_json_text_check (const char *json, gsize length, int max_depth, GError **error);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): the first @most characters of @text (valid UTF-8), and "…" where it has more: what is quoted of a text
 * that may be long. */
char *bsr_text_start (const char *text, glong most);

G_END_DECLS

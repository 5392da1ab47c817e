#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a record may hold in place of a text that shall not stay for ever: it says that the text was this
 * one to whoever has text and salt, and nothing to anybody else. With the salt gone the text cannot be
 * guessed. */

/* (transfer full): 256 random bits, 64 hex digits. */
char *bsr_commitment_new_salt (void);
/* (transfer full): SHA-256 (lower-case hex) over "basira-commitment/1", a line feed, and a netstring each
 * of @salt and @text. */
char *bsr_commitment_compute (const char *salt, const char *text);

G_END_DECLS

#pragma once

#include "bsr-password.h"

G_BEGIN_DECLS

/* Shortest password, characters: NIST SP 800-63B-4 (2025), 3.1.1.2, for one that is all that is asked for.
 * Several words with blanks between them are easily as long. */
#define BSR_PASSWORD_MIN 15
/* Longest, characters. The same asks for at least 64 to be taken; this only bounds what is hashed. */
#define BSR_PASSWORD_MAX 256

/**
 * bsr_password_rule_allows:
 * @name: of the account
 *
 * Whether @password may be chosen. No mixture of kinds of characters is asked for (the same source forbids
 * it); what everybody would try first is refused: the account's own name or the program's, one word said
 * again and again, keys in a row.
 *
 * Returns: %FALSE with %BSR_ERROR_INVALID: what to do better
 */
gboolean bsr_password_rule_allows (const BsrPassword *password, const char *name, GError **error);

G_END_DECLS

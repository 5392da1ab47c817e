#pragma once

#include <glib.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

/* (transfer full): @statement with $1, $2, ... for its values, which it has as ? or ?1, ?2, ...; what stands in
 * quotes stays. */
char *bsr_postgres_words_number (const char *statement);

/* Sets @error to one sentence about a statement that failed: %BSR_ERROR_DAMAGED where content is refused or
 * broken, %BSR_ERROR_INVALID where the role may not, else %BSR_ERROR_ENVIRONMENT. */
void bsr_postgres_words_set (GError **error, const PGresult *result);

G_END_DECLS

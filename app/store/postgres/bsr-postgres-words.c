#include "bsr-postgres-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-error.h"

char *
bsr_postgres_words_number (const char *statement)
{
  GString *numbered = g_string_new (NULL);
  char quote = '\0';
  int last = 0;
  for (const char *c = statement; *c != '\0'; c++)
    {
      if (quote != '\0')
        quote = *c == quote ? '\0' : quote;
      else if (*c == '\'' || *c == '"')
        quote = *c;
      if (quote != '\0' || *c != '?')
        {
          g_string_append_c (numbered, *c);
          continue;
        }
      g_string_append_c (numbered, '$');
      if (!g_ascii_isdigit (c[1])) /* else the statement's own number follows */
        g_string_append_printf (numbered, "%d", ++last);
    }
  return g_string_free (numbered, FALSE);
}

/* What each SQLSTATE, or class of them, means to whoever works with the store (PostgreSQL 15,
 * appendix A). */
typedef struct
{
  const char *state;
  BsrError code;
  const char *sentence; /* with %s for what the server says; without: the server adds nothing */
} Meaning;

static const Meaning meanings[] = {
  { "23", BSR_ERROR_DAMAGED, N_ ("the store refuses the record: %s") },
  { "22", BSR_ERROR_DAMAGED, N_ ("the store refuses the record: %s") },
  { "P0001", BSR_ERROR_DAMAGED, N_ ("the store refuses the record: %s") },
  { "42501", BSR_ERROR_INVALID, N_ ("your role in the store does not allow this: %s") },
  { "55P03", BSR_ERROR_ENVIRONMENT, N_ ("another program has held the store for too long") },
  { "40", BSR_ERROR_ENVIRONMENT, N_ ("another program has held the store for too long") },
  { "53100", BSR_ERROR_ENVIRONMENT, N_ ("the store's disk is full") },
  { "XX001", BSR_ERROR_DAMAGED, N_ ("the store is damaged: %s") },
  { "XX002", BSR_ERROR_DAMAGED, N_ ("the store is damaged: %s") },
  { "", BSR_ERROR_ENVIRONMENT, N_ ("the store's database failed: %s") },
};

void
bsr_postgres_words_set (GError **error, const PGresult *result)
{
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  const char *said = PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY);
  const Meaning *meaning = meanings;
  while (!g_str_has_prefix (state != NULL ? state : "", meaning->state))
    meaning++;
  g_auto (GStrv) halves = g_strsplit (_ (meaning->sentence), "%s", 2);
  g_autofree char *sentence = g_strjoinv (said != NULL ? said : "", halves);
  g_set_error_literal (error, BSR_ERROR, (int) meaning->code, sentence);
}

#include "bsr-code-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-delimited.h"
#include "bsr-error.h"
#include "bsr-file-load.h"
#include "bsr-hs-code.h"
#include "bsr-language.h"
#include "bsr-name.h"

/* Texts of a code: one in each language, and one in whatever language the list has. */
enum
{
  DESCRIPTION = BSR_N_LANGUAGES,
  N_TEXTS
};

struct _BsrCodeList
{
  gatomicrefcount references;
  GHashTable *texts; /* digits -> char*[N_TEXTS], %NULL: none; all in @chunk */
  GStringChunk *chunk;
};

/* Which field holds what; -1: none. */
typedef struct
{
  int n_fields, code, texts[N_TEXTS];
} Columns;

static BsrCodeList *
list_new (void)
{
  BsrCodeList *list = g_new (BsrCodeList, 1);
  g_atomic_ref_count_init (&list->references);
  list->texts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  list->chunk = g_string_chunk_new (65536);
  return list;
}

BsrCodeList *
bsr_code_list_ref (BsrCodeList *list)
{
  g_return_val_if_fail (list != NULL, NULL);

  g_atomic_ref_count_inc (&list->references);
  return list;
}

void
bsr_code_list_unref (BsrCodeList *list)
{
  g_return_if_fail (list != NULL);

  if (!g_atomic_ref_count_dec (&list->references))
    return;
  g_hash_table_unref (list->texts);
  g_string_chunk_free (list->chunk);
  g_free (list);
}

/* Where the column of @name is noted; %NULL for one that is passed over. */
static int *
column_of (Columns *columns, const char *name)
{
  static const char *const names[] = { "en", "fr", "ar", "description", NULL };
  g_autofree char *lower = g_ascii_strdown (name, -1);
  int text = bsr_name_index (names, lower);
  if (text >= 0)
    return &columns->texts[text];
  return g_str_equal (lower, "code") ? &columns->code : NULL;
}

static gboolean
read_header (BsrDelimited *table, Columns *columns, GError **error)
{
  g_autoptr (GError) problem = NULL;
  const char *const *fields = bsr_delimited_next (table, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  *columns = (Columns){ bsr_delimited_n_fields (table), -1, { -1, -1, -1, -1 } };
  gboolean described = FALSE;
  for (int i = 0; i < columns->n_fields; i++)
    {
      int *column = column_of (columns, fields[i]);
      if (column != NULL && *column >= 0)
        return bsr_delimited_damaged (table, error, _ ("names the column \"%s\" twice"), fields[i]);
      if (column != NULL)
        *column = i;
      described |= column != NULL && column != &columns->code;
    }
  if (columns->code >= 0 && described)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
               _ ("line %d: must name the column \"code\" and one of \"en\", \"fr\", \"ar\" and "
                  "\"description\""),
               MAX (bsr_delimited_line (table), 1));
  return FALSE;
}

/* (transfer full) (nullable): the texts of a record, %NULL where it has none. */
static const char **
collect_texts (BsrCodeList *list, const Columns *columns, const char *const *fields)
{
  g_autofree const char **texts = g_new0 (const char *, N_TEXTS);
  gboolean any = FALSE;
  for (int i = 0; i < N_TEXTS; i++)
    if (columns->texts[i] >= 0 && *fields[columns->texts[i]] != '\0')
      {
        texts[i] = g_string_chunk_insert (list->chunk, fields[columns->texts[i]]);
        any = TRUE;
      }
  return any ? g_steal_pointer (&texts) : NULL;
}

static gboolean
read_record (BsrCodeList *list, BsrDelimited *table, const Columns *columns,
             const char *const *fields, GError **error)
{
  if (bsr_delimited_n_fields (table) != columns->n_fields)
    return bsr_delimited_damaged (table, error,
                                  _ ("the number of fields is %d, the header's is %d"),
                                  bsr_delimited_n_fields (table), columns->n_fields);
  const char *code = fields[columns->code];
  char digits[BSR_HS_CODE_MOST_DIGITS + 1];
  if (bsr_hs_code_digits (code, digits) == 0)
    return bsr_delimited_damaged (table, error, _ ("\"%.40s\" is no code of %d to %d digits"), code,
                                  BSR_HS_CODE_LEAST_DIGITS, BSR_HS_CODE_MOST_DIGITS);
  if (g_hash_table_contains (list->texts, digits))
    return bsr_delimited_damaged (table, error, _ ("code %s stands there twice"), digits);
  const char **texts = collect_texts (list, columns, fields);
  if (texts == NULL)
    return bsr_delimited_damaged (table, error, _ ("code %s has no description"), digits);
  g_hash_table_insert (list->texts, g_string_chunk_insert (list->chunk, digits), texts);
  return TRUE;
}

BsrCodeList *
bsr_code_list_parse (const char *text, gsize length, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autoptr (BsrDelimited) table = bsr_delimited_new (text, length, error);
  Columns columns;
  if (table == NULL || !read_header (table, &columns, error))
    return NULL;
  g_autoptr (BsrCodeList) list = list_new ();
  g_autoptr (GError) problem = NULL;
  const char *const *fields;
  while ((fields = bsr_delimited_next (table, &problem)) != NULL)
    if (!read_record (list, table, &columns, fields, error))
      return NULL;
  if (problem == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

BsrCodeList *
bsr_code_list_read (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  gsize length;
  g_autofree char *text = bsr_file_load (path, BSR_CODE_LIST_MAX_BYTES, &length, error);
  return text != NULL ? bsr_code_list_parse (text, length, error) : NULL;
}

int
bsr_code_list_count (const BsrCodeList *list)
{
  g_return_val_if_fail (list != NULL, 0);

  return (int) g_hash_table_size (list->texts);
}

static const char *
choose_text (const char *const *texts, BsrLanguage language)
{
  const int order[] = { (int) language, DESCRIPTION, BSR_LANGUAGE_ENGLISH, BSR_LANGUAGE_FRENCH,
                        BSR_LANGUAGE_ARABIC };
  int i = 0;
  while (texts[order[i]] == NULL)
    i++;
  return texts[order[i]];
}

const char *
bsr_code_list_describe (const BsrCodeList *list, const char *hs, const char *language,
                        int *n_digits)
{
  g_return_val_if_fail (list != NULL && hs != NULL, NULL);

  char code[BSR_HS_CODE_MOST_DIGITS + 1];
  const char *const *texts = NULL;
  int n = bsr_hs_code_digits (hs, code);
  for (; n > 0 && texts == NULL; n -= texts == NULL)
    {
      code[n] = '\0';
      texts = g_hash_table_lookup (list->texts, code);
    }
  if (n_digits != NULL)
    *n_digits = n;
  if (texts == NULL)
    return NULL;
  return choose_text (texts, language != NULL ? bsr_language_from_tag (language)
                                              : bsr_language_of_messages ());
}

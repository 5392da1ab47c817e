#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrCodeList:
 *
 * The full list of tariff codes that a station may provide as a file, to say what a declared code
 * means where our own tables have but its chapter. Immutable, safe from any thread, reference
 * counted.
 *
 * The file is a table in UTF-8 (see bsr-delimited.h). Its first record names the columns, in any
 * order and case: `code` and one or more of `en`, `fr`, `ar` and `description` (in whatever
 * language the list has); others are passed over. A code has 2...10 digits, with dots and spaces as
 * one likes, stands there once and has at least one description.
 */
typedef struct _BsrCodeList BsrCodeList;

/* Largest file, bytes. The limits of bsr-delimited.h hold too. */
#define BSR_CODE_LIST_MAX_BYTES (64 * 1024 * 1024)

/* Reads a file. Blocks.
 * Returns: (transfer full): %NULL with %BSR_ERROR_LIMIT, %BSR_ERROR_ENVIRONMENT or, naming line and
 * reason, %BSR_ERROR_DAMAGED; the caller names the file */
BsrCodeList *bsr_code_list_read (const char *path, GError **error);
/* The same of a text that is at hand. */
BsrCodeList *bsr_code_list_parse (const char *text, gsize length, GError **error);

BsrCodeList *bsr_code_list_ref (BsrCodeList *list);
void bsr_code_list_unref (BsrCodeList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCodeList, bsr_code_list_unref)

/* How many codes. */
int bsr_code_list_count (const BsrCodeList *list);

/* (transfer none) (nullable): the description of the longest beginning of @hs that the list knows;
 * %NULL where it knows none, or where @hs is no code. @language: (nullable): a locale or language
 * tag, %NULL: the language that gettext speaks in; where the code has no text in it, its
 * `description`, else the first of en, fr, ar. @n_digits: (out) (optional): of the code described;
 * 0 for none */
const char *bsr_code_list_describe (const BsrCodeList *list, const char *hs, const char *language,
                                    int *n_digits);

G_END_DECLS

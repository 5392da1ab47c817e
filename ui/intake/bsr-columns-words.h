#pragma once

#include "bsr-csv-columns.h"

G_BEGIN_DECLS

/* What a column of a table can be said to be, in words, and what is said of that. */

/* Choices, from 0: "Not used". A mass is one choice for each unit. */
guint bsr_columns_words_n_choices (void);
/* Translated. */
const char *bsr_columns_words_choice (guint choice);
BsrCsvField bsr_columns_words_field (guint choice, BsrMassUnit *unit);
/* @unit: counts for a mass alone */
guint bsr_columns_words_place (BsrCsvField field, BsrMassUnit unit);

/* (transfer full): what stands in the first rows of @column, each in one line and not too long. */
GStrv bsr_columns_words_values (const BsrCsvColumns *columns, guint column);

/**
 * bsr_columns_words_outlook:
 * @doubt: (out) (transfer full) (nullable): a sentence about values that are left out or doubtful
 * @ready: (out): whether something comes of the first rows
 *
 * Returns: (transfer full): one sentence: what is missing, or what the first rows become
 */
char *bsr_columns_words_outlook (const BsrCsvColumns *columns, char **doubt, gboolean *ready);

G_END_DECLS

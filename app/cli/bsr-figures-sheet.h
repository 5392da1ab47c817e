#pragma once

#include "bsr-figures.h"

G_BEGIN_DECLS

/* The parts that sheets of figures are put together from. Columns are characters wide. */
#define BSR_SHEET_NAME_COLUMNS 28
#define BSR_SHEET_FIGURE_COLUMNS 21

/* @word and blanks up to @columns characters, at least one. */
void bsr_sheet_put_padded (GString *text, const char *word, int columns);
/* "82.1 % (70.2-90.0)", or "-" where there is nothing to tell it from. */
void bsr_sheet_put_share (GString *text, const BsrInterval *interval);
/* "0.912 (0.880-0.935)" */
void bsr_sheet_put_plain (GString *text, const BsrInterval *interval);
/* "  organic-block (12)" */
void bsr_sheet_put_name (GString *text, const char *name, int n);
/* Blanks at the end of the last line go. */
void bsr_sheet_end_line (GString *text);

/* What a group is called, translated. */
const char *bsr_sheet_words_of_dimension (const char *dimension);
/* That on a line of its own, unless @last is the same; @last becomes @dimension. */
void bsr_sheet_put_heading (GString *text, const char *dimension, const char **last);

/* A table of BsrRocFigures, nothing without any. @head: over its first column; @others: what the
 * negatives that are alarmed are called. */
void bsr_sheet_put_rocs (GString *text, const char *title, const char *head, const char *others,
                         const GArray *rocs);
void bsr_sheet_put_reliability (GString *text, const char *title,
                                const BsrReliability *reliability);

/* All that there is of declarations. */
void bsr_sheet_put_manifest (GString *text, const BsrManifestFigures *figures);

G_END_DECLS

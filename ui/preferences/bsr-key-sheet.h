#pragma once

#include "bsr-key-map.h"

G_BEGIN_DECLS

/* The keys in force on one page, to be laid beside the screen. */

/* Draws it onto @width x @height points, from the start of @direction. */
void bsr_key_sheet_draw (BsrKeyMap *map, GtkTextDirection direction, cairo_t *cr, double width,
                         double height);
/* (transfer full): the same as a PDF file's content, an A4 page. */
GBytes *bsr_key_sheet_to_pdf (BsrKeyMap *map, GtkTextDirection direction);

G_END_DECLS

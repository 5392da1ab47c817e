#pragma once

#include "bsr-new-file.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_PNG_GREY_8,
  BSR_PNG_GREY_16, /* samples in the host's byte order */
  BSR_PNG_RGBX,    /* 4 bytes a pixel, the last ignored; written as RGB */
} BsrPngFormat;

/**
 * BsrPngPixels:
 * @row: row @y of @height; good until the next call
 *
 * An image for bsr_png_write().
 */
typedef struct
{
  BsrPngFormat format;
  int width, height;
  const guint8 *(*row) (int y, gpointer data);
  gpointer data;
} BsrPngPixels;

/* Encodes @pixels into @file. %BSR_ERROR_ENVIRONMENT. */
gboolean bsr_png_write (const BsrPngPixels *pixels, BsrNewFile *file, GError **error);

G_END_DECLS

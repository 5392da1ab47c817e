#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A place in a scan. A plain value. */
typedef struct
{
  double x, y; /* source-image pixels: origin at the top left corner, x to the right, y down */
} BsrPoint;

G_END_DECLS

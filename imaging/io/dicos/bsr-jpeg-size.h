#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Size that the frame header of a JPEG stream states (ITU-T T.81, B.2.2, also of T.87), which begins
 * at @bytes. %FALSE where there is none behind segments that are whole. */
gboolean bsr_jpeg_size (const guint8 *bytes, gsize size, int *width, int *height);

G_END_DECLS

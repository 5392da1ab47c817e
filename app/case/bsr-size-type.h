#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bsr_size_type_outside:
 * @size_type: (nullable): as on the container and its papers: "45G1"
 * @length_mm, @height_mm: (out): outside
 *
 * What the first two characters of a size and type code stand for: ISO 6346:1995 annex D, with the
 * measures of ISO 668:2013.
 *
 * Returns: %FALSE for a code that is not known or leaves the height open (over 2,896 mm).
 */
gboolean bsr_size_type_outside (const char *size_type, double *length_mm, double *height_mm);

G_END_DECLS

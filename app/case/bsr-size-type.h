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

/* The most that such a container may weigh with its load, kg: ISO 668:2020 (and ISO 668:2013/Amd 2:2016),
 * "maximum gross mass": 10,160 kg for 10 ft, 36,000 kg for all longer ones. What a single box may weigh
 * is on its safety approval plate (CSC, annex I, regulation 1) and often less: before 2016 it was 30,480
 * kg. Where @size_type (nullable) does not tell the length: 36,000 kg. */
double bsr_size_type_rating_kg (const char *size_type);

G_END_DECLS

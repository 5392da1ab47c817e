#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The eight ways in which a picture can be stored, 1 to 8, as TIFF 6.0 and Exif 2.32 have them in tag 274: which
 * sides of the picture the stored row 0 and column 0 are. */

/* Whether stored rows are columns of the picture. */
static inline gboolean
bsr_orientation_is_turned (int orientation)
{
  return orientation >= 5;
}

/* Whether stored row 0 is the bottom, or the right side where it is turned. */
static inline gboolean
bsr_orientation_rows_back (int orientation)
{
  return orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
}

/* Whether stored column 0 is the right side, or the bottom where it is turned. */
static inline gboolean
bsr_orientation_columns_back (int orientation)
{
  return orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
}

G_END_DECLS

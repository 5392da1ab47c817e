#include "bsr-similar-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-check-words.h"

#define MM_PER_M 1000.0
/* Where something is not measured. */
#define NOTHING "–"

double
bsr_similar_words_likeness (double distance)
{
  return CLAMP (1.0 - distance / G_SQRT2, 0.0, 1.0);
}

/* Quarters of the way from a load picked at random to the same load. */
const char *
bsr_similar_words_distance (double distance)
{
  double likeness = bsr_similar_words_likeness (distance);
  return likeness >= 0.75   ? _ ("Very alike")
         : likeness >= 0.5  ? _ ("Alike")
         : likeness >= 0.25 ? _ ("Somewhat alike")
                            : _ ("Hardly alike");
}

const char *
bsr_similar_words_name (BsrSimilarFact fact)
{
  switch (fact)
    {
    case BSR_SIMILAR_THICKNESS:
      return _ ("Mass thickness");
    case BSR_SIMILAR_HEIGHT:
      return _ ("Fill height");
    case BSR_SIMILAR_PACKAGES:
      return _ ("Package size");
    case BSR_SIMILAR_N_FACTS:
    default:
      return "";
    }
}

/* Metres, of the logarithm of millimetres; NAN where it is not measured. */
static double
metres_of (const BsrLoadDescriptor *descriptor, BsrLoadMeasure measure)
{
  return exp ((double) descriptor->values[measure]) / MM_PER_M;
}

static char *
packages_value (const BsrLoadDescriptor *descriptor)
{
  double across = metres_of (descriptor, BSR_LOAD_MEASURE_PERIOD_ACROSS);
  double up = metres_of (descriptor, BSR_LOAD_MEASURE_PERIOD_UP);
  if (isfinite (across) && isfinite (up))
    /* Translators: length and height of packages in metres. */
    return g_strdup_printf (_ ("%.2f × %.2f m"), across, up);
  if (isfinite (across))
    /* Translators: length of packages in metres. */
    return g_strdup_printf (_ ("%.2f m long"), across);
  if (isfinite (up))
    /* Translators: height of packages in metres. */
    return g_strdup_printf (_ ("%.2f m high"), up);
  return g_strdup (NOTHING);
}

char *
bsr_similar_words_value (const BsrLoadDescriptor *descriptor, BsrSimilarFact fact)
{
  g_return_val_if_fail (descriptor != NULL, NULL);
  double thickness = exp ((double) descriptor->values[BSR_LOAD_MEASURE_MASS_THICKNESS]);
  double height = (double) descriptor->values[BSR_LOAD_MEASURE_FILL_HEIGHT];
  if (fact == BSR_SIMILAR_PACKAGES)
    return packages_value (descriptor);
  if (fact == BSR_SIMILAR_THICKNESS && isfinite (thickness))
    return bsr_check_words_quantity (thickness < 10.0 ? thickness : round (thickness), "g/cm2");
  if (fact == BSR_SIMILAR_HEIGHT && isfinite (height))
    /* Translators: a share of the container's height. */
    return g_strdup_printf (_ ("%.0f %% of the height"), 100.0 * height);
  return g_strdup (NOTHING);
}

char *
bsr_similar_words_line (const BsrLoadDescriptor *descriptor)
{
  g_return_val_if_fail (descriptor != NULL, NULL);
  GString *line = g_string_new (NULL);
  for (int i = 0; i < BSR_SIMILAR_N_FACTS; i++)
    {
      g_autofree char *value = bsr_similar_words_value (descriptor, (BsrSimilarFact) i);
      if (!g_str_equal (value, NOTHING))
        g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", value);
    }
  return g_string_free (line, FALSE);
}

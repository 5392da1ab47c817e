#include "bsr-measurement-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-material-words.h"

#define MM_PER_M 1000.0
/* Between two pixels of a percent: below this a share is said as "under 0.1 %". */
#define LEAST_SHARE 0.001

static void
figure_free (BsrFigure *figure)
{
  g_free (figure->name);
  g_free (figure->value);
  g_free (figure->meaning);
  g_free (figure);
}

/* Takes @value and @meaning over. */
static void
add (GPtrArray *figures, const char *name, char *value, char *meaning)
{
  BsrFigure *figure = g_new (BsrFigure, 1);
  *figure = (BsrFigure){ g_strdup (name), value, meaning };
  g_ptr_array_add (figures, figure);
}

/* What is not the scanner's own is only about right. */
static char *
about (const BsrMeasurement *measurement, char *text)
{
  if (measurement->pitch.source == BSR_PITCH_STATED)
    return text;
  char *marked = g_strconcat ("≈ ", text, NULL);
  g_free (text);
  return marked;
}

/* Decimals that a mass of this size deserves. */
static int
decimals_of (double value)
{
  return value < 1.0 ? 2 : value < 10.0 ? 1 : 0;
}

static char *
brief_mass (const BsrRegionStatistics *statistics)
{
  if (statistics->n_pixels == 0)
    return g_strdup (_ ("too small"));
  int decimals = decimals_of (statistics->kg);
  if (isinf (statistics->high_kg))
    /* Translators: a mass of which part is hidden where the beam did not get through. */
    return g_strdup_printf (_ ("at least %.*f kg"), decimals, statistics->low_kg);
  /* Translators: a mass and how far it may be off. */
  return g_strdup_printf (
      _ ("%.*f kg ± %.*f"), decimals, statistics->kg, decimals,
      MAX (statistics->high_kg - statistics->kg, statistics->kg - statistics->low_kg));
}

char *
bsr_measurement_words_brief (const BsrMeasurement *measurement)
{
  g_return_val_if_fail (measurement != NULL, NULL);

  if (measurement->shape == BSR_SHAPE_REGION)
    return measurement->statistics != NULL ? brief_mass (measurement->statistics) : g_strdup ("…");
  if (measurement->has_area)
    return about (measurement, g_strdup_printf (_ ("%.2f m²"), measurement->area.m2));
  if (measurement->has_angle)
    return about (measurement, g_strdup_printf (_ ("%.0f°"), measurement->angle.degrees));
  if (measurement->has_length)
    return about (measurement, g_strdup_printf (_ ("%.2f m"), measurement->length.m));
  return g_strdup ("");
}

char *
bsr_measurement_words_pitch (const BsrPitch *pitch)
{
  g_return_val_if_fail (pitch != NULL, NULL);

  double across = 100.0 * pitch->error_x, up = 100.0 * pitch->error_y;
  switch (pitch->source)
    {
    case BSR_PITCH_STATED:
      return g_strdup_printf (_ ("The scanner states pixels of %.1f by %.1f mm in the container's "
                                 "middle plane: lengths along "
                                 "it are good to %.0f %%, heights to %.0f %% by how far in front "
                                 "or behind it a thing stands."),
                              pitch->x_mm, pitch->y_mm, across, up);
    case BSR_PITCH_OF_CONTAINER:
      return g_strdup_printf (_ ("The scanner does not state the size of a pixel. By the "
                                 "container's size it is %.1f by %.1f "
                                 "mm: lengths are good to %.0f %%, heights to %.0f %%."),
                              pitch->x_mm, pitch->y_mm, across, up);
    case BSR_PITCH_NOMINAL:
    default:
      return g_strdup_printf (_ ("The size of a pixel is not known: with a nominal %.0f mm every "
                                 "length may be off by %.0f %%."),
                              pitch->x_mm, across);
    }
}

/* The words that the pointer's read-out has, so that both agree. */
static char *
material_text (const BsrRegionStatistics *statistics)
{
  if (statistics->has_material)
    return bsr_material_words_line (&statistics->material);
  return g_strdup (statistics->n_planes < 2 ? _ ("not told by one energy")
                                            : _ ("not told: the energies do not fit"));
}

static void
add_lengths (GPtrArray *figures, const BsrMeasurement *measurement)
{
  const BsrLength *length = &measurement->length;
  if (!measurement->has_length)
    return;
  add (figures, _ ("Length"),
       about (measurement, g_strdup_printf (_ ("%.2f m ± %.2f"), length->m, length->error_m)),
       NULL);
  if (measurement->shape == BSR_SHAPE_POLYLINE || measurement->shape == BSR_SHAPE_DISTANCE)
    {
      /* Translators: how far along the container, and how far up or down. */
      add (figures, _ ("Along"), g_strdup_printf (_ ("%.2f m"), fabs (length->across_m)), NULL);
      add (figures, _ ("Height"), g_strdup_printf (_ ("%.2f m"), fabs (length->up_m)), NULL);
    }
}

static void
add_area (GPtrArray *figures, const BsrMeasurement *measurement)
{
  const BsrArea *area = &measurement->area;
  if (!measurement->has_area)
    return;
  add (figures, _ ("Area"),
       about (measurement, g_strdup_printf (_ ("%.2f m² ± %.2f"), area->m2, area->error_m2)), NULL);
  /* Translators: width and height of what was drawn. */
  add (figures, _ ("Size"), g_strdup_printf (_ ("%.2f × %.2f m"), area->width_m, area->height_m),
       NULL);
}

static char *
spread_text (const char *format, BsrSpread spread, double scale)
{
  if (isnan (spread.mean))
    return g_strdup ("–");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, scale * spread.mean, scale * spread.sd);
#pragma GCC diagnostic pop
}

static char *
mass_text (const BsrRegionStatistics *statistics)
{
  int decimals = decimals_of (statistics->kg);
  if (isinf (statistics->high_kg))
    return g_strdup_printf (_ ("at least %.*f kg"), decimals, statistics->low_kg);
  /* Translators: a mass and its 90 % interval. */
  return g_strdup_printf (_ ("%.*f kg (%.*f to %.*f)"), decimals, statistics->kg, decimals,
                          statistics->low_kg, decimals, statistics->high_kg);
}

static char *
share_text (double share)
{
  return share < LEAST_SHARE ? g_strdup (_ ("under 0.1 %"))
                             : g_strdup_printf (_ ("%.1f %%"), 100.0 * share);
}

static void
add_statistics (GPtrArray *figures, const BsrRegionStatistics *statistics)
{
  const char *spread = _ ("Mean, and after ± how much the pixels differ (standard deviation).");
  if (statistics == NULL || statistics->n_pixels == 0)
    return;
  add (figures, _ ("Mass"), mass_text (statistics),
       /* xgettext:no-c-format */
       g_strdup (_ ("All that lies in the beam there, the container's walls included; 90 % interval.")));
  add (figures, _ ("Material"), material_text (statistics),
       g_strdup (
           _ ("Everything that fits both energies, as one mixture with the container's walls.")));
  if (statistics->opaque_share > 0.0)
    add (figures, _ ("Opaque"), share_text (statistics->opaque_share),
         g_strdup (
             _ ("Share that the beam did not get through: mass and thickness are at least what is "
                "said.")));
  add (figures, _ ("Steel"), spread_text (_ ("%.1f mm ± %.1f"), statistics->steel_mm, 1.0),
       g_strdup (spread));
  add (figures, _ ("Through"),
       spread_text (_ ("%.2f %% ± %.2f"), statistics->transmission[0], 100.0), g_strdup (spread));
  if (statistics->n_planes > 1)
    add (figures, _ ("Through, low"),
         spread_text (_ ("%.2f %% ± %.2f"), statistics->transmission[1], 100.0), g_strdup (spread));
  add (figures, _ ("Thickness"), spread_text (_ ("%.1f g/cm² ± %.1f"), statistics->mass_g_cm2, 1.0),
       g_strdup (spread));
  if (statistics->dead_share > 0.0)
    add (figures, _ ("Dead pixels"), share_text (statistics->dead_share),
         g_strdup (_ ("Filled from around; they count for the mass alone.")));
}

static void
add_profile (GPtrArray *figures, const BsrMeasurement *measurement)
{
  const BsrLineProfile *profile = measurement->profile;
  if (profile == NULL)
    return;
  double least = INFINITY, most = -INFINITY, sum = 0.0, at = 0.0;
  int n = 0, n_opaque = 0;
  for (int i = 0; i < profile->n_samples; i++)
    {
      double mm = (double) profile->samples[i].steel_mm;
      if (isnan (mm))
        continue;
      at = mm > most ? (i + 0.5) / profile->n_samples * profile->length_m : at;
      most = MAX (most, mm);
      least = MIN (least, mm);
      sum += mm;
      n++;
      n_opaque += profile->samples[i].opaque;
    }
  if (n == 0)
    return;
  add (figures, _ ("Steel"),
       n_opaque > 0 ? g_strdup_printf (_ ("%.0f to over %.0f mm"), least, most)
                    : g_strdup_printf (_ ("%.0f to %.0f mm"), least, most),
       NULL);
  add (figures, _ ("Mean"), g_strdup_printf (_ ("%.1f mm"), sum / n), NULL);
  add (figures, _ ("Thickest"), g_strdup_printf (_ ("at %.2f m"), at), NULL);
  if (n_opaque > 0)
    /* Translators: share of a line in which the beam did not get through. */
    add (figures, _ ("Opaque"), g_strdup_printf (_ ("%.0f %% of the line"), 100.0 * n_opaque / n),
         g_strdup (
             _ ("Where the beam did not get through the thickness is at least what is said.")));
}

GPtrArray *
bsr_measurement_words_figures (const BsrMeasurement *measurement)
{
  g_return_val_if_fail (measurement != NULL, NULL);

  GPtrArray *figures = g_ptr_array_new_with_free_func ((GDestroyNotify)figure_free);
  add_statistics (figures, measurement->statistics);
  if (measurement->has_angle)
    add (figures, _ ("Angle"),
         about (measurement, g_strdup_printf (_ ("%.1f° ± %.1f"), measurement->angle.degrees,
                                              measurement->angle.error_degrees)),
         NULL);
  add_lengths (figures, measurement);
  add_area (figures, measurement);
  add_profile (figures, measurement);
  return figures;
}

char *
bsr_measurement_words_sample (const BsrLineProfile *profile, double share)
{
  g_return_val_if_fail (profile != NULL, NULL);

  const BsrProfileSample *sample = bsr_line_profile_at (profile, share);
  double at = share * profile->length_m;
  if (isnan (sample->steel_mm))
    return g_strdup_printf (_ ("%.2f m: beside the scan"), at);
  if (sample->opaque)
    return g_strdup_printf (_ ("%.2f m: over %.0f mm of steel, opaque"), at,
                            (double) sample->steel_mm);
  if (sample->filled)
    return g_strdup_printf (_ ("%.2f m: dead detector"), at);
  return g_strdup_printf (_ ("%.2f m: %.1f mm of steel, %.2f %% through"), at,
                          (double) sample->steel_mm, 100.0 * (double) sample->transmission);
}

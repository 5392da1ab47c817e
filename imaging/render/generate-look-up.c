/* Writes the colour tables of bsr-look-up.c: run by the build, never installed.
 *
 * Sources of the formulae:
 * - cubehelix: D. A. Green, "A colour scheme for the display of astronomical intensity images",
 *   Bulletin of the Astronomical Society of India 39 (2011) 289-295, equation 2.
 * - CIELAB: CIE 15:2004 (D65 white); sRGB: IEC 61966-2-1:1999.
 */
#include <glib.h>
#include <math.h>
#include <stdio.h>

#define N_ENTRIES 256

typedef struct
{
  double r, g, b;
} Colour;

static Colour
grey (double t)
{
  return (Colour){ t, t, t };
}

/* Green's defaults: start 0.5, -1.5 rotations, hue 1, gamma 1. */
static Colour
cubehelix (double t)
{
  double angle = 2.0 * G_PI * (0.5 / 3.0 + 1.0 - 1.5 * t);
  double amplitude = t * (1.0 - t) / 2.0;
  double c = cos (angle), s = sin (angle);
  return (Colour){ t + amplitude * (-0.14861 * c + 1.78277 * s),
                   t + amplitude * (-0.29227 * c - 0.90649 * s),
                   t + amplitude * 1.97294 * c };
}

static double
lab_inverse (double f)
{
  return f > 6.0 / 29.0 ? f * f * f : 3.0 * (6.0 / 29.0) * (6.0 / 29.0) * (f - 4.0 / 29.0);
}

static double
srgb_encode (double linear)
{
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * pow (linear, 1.0 / 2.4) - 0.055;
}

static Colour
from_lab (double lightness, double a, double b)
{
  double fy = (lightness + 16.0) / 116.0;
  double x = 0.95047 * lab_inverse (fy + a / 500.0);
  double y = lab_inverse (fy);
  double z = 1.08883 * lab_inverse (fy - b / 200.0);
  return (Colour){ srgb_encode (3.2406 * x - 1.5372 * y - 0.4986 * z),
                   srgb_encode (-0.9689 * x + 1.8758 * y + 0.0415 * z),
                   srgb_encode (0.0557 * x - 0.2040 * y + 1.0570 * z) };
}

static gboolean
is_displayable (Colour c)
{
  /* The matrices above have four digits: white may come out that far off. */
  const double slack = 5e-4;
  return MIN (c.r, MIN (c.g, c.b)) >= -slack && MAX (c.r, MAX (c.g, c.b)) <= 1.0 + slack;
}

/* The colour of @lightness and hue @degrees with chroma @wanted, or with what sRGB can show. */
static Colour
from_lch (double lightness, double wanted, double degrees)
{
  double ca = cos (degrees * G_PI / 180.0), cb = sin (degrees * G_PI / 180.0);
  double low = 0.0, high = wanted;
  if (is_displayable (from_lab (lightness, wanted * ca, wanted * cb)))
    return from_lab (lightness, wanted * ca, wanted * cb);
  for (int i = 0; i < 40; i++)
    {
      double middle = (low + high) / 2.0;
      if (is_displayable (from_lab (lightness, middle * ca, middle * cb)))
        low = middle;
      else
        high = middle;
    }
  return from_lab (lightness, low * ca, low * cb);
}

/* Lightness linear from black to white in one warm hue, which keeps the eyes' adaptation to the
 * dark: hue 70 degrees lies between sRGB's orange and yellow. */
static Colour
amber (double t)
{
  return from_lch (100.0 * t, 75.0 * sin (G_PI * t), 70.0);
}

/* Lightness linear, from blue over neutral to yellow: the axis that people with a red or green
 * deficiency see like everybody else. Hue 275 degrees and its opposite. */
static Colour
blue_yellow (double t)
{
  double chroma = -55.0 + 130.0 * t;
  return from_lch (100.0 * t, fabs (chroma), chroma < 0 ? 275.0 : 95.0);
}

static int
to_byte (double v)
{
  return (int) lrint (CLAMP (v, 0.0, 1.0) * 255.0);
}

static void
write_table (FILE *out, const char *name, Colour (*colour) (double t))
{
  fprintf (out, "static const guint8 %s[%d][3] = {\n", name, N_ENTRIES);
  for (int i = 0; i < N_ENTRIES; i++)
    {
      Colour c = colour (i / (N_ENTRIES - 1.0));
      fprintf (out, "  { %d, %d, %d },\n", to_byte (c.r), to_byte (c.g), to_byte (c.b));
    }
  fprintf (out, "};\n\n");
}

int
main (int argc, char **argv)
{
  FILE *out = argc == 2 ? fopen (argv[1], "w") : NULL;
  if (out == NULL)
    return 1;
  write_table (out, "grey", grey);
  write_table (out, "cubehelix", cubehelix);
  write_table (out, "blue_yellow", blue_yellow);
  write_table (out, "amber", amber);
  return fclose (out) == 0 ? 0 : 1;
}

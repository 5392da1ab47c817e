#include "bsr-difference.h"

#include <math.h>
#include <string.h>

#include "bsr-quantile.h"

/* Of the differences that are shown, so many lie within the scale. */
#define SCALE_SHARE 0.95
/* Of the nine cells around and at one. */
#define OPAQUE_AROUND 3

struct _BsrDifference
{
  BsrRasterPlace place;
  BsrPlane *mm, *sd; /* F32 */
  BsrPlane *states;  /* U8: BsrDifferenceState */
  int counts[BSR_DIFFERENCE_BLIND + 1];
};

BsrDifferenceRefusal
bsr_difference_refusal (const BsrAlignment *alignment, const BsrScannerLikeness *likeness)
{
  if (alignment->grade == BSR_ALIGNMENT_CORNERS)
    return BSR_DIFFERENCE_LENGTHS;
  if (!likeness->enough)
    return BSR_DIFFERENCE_SCANNERS;
  return alignment->grade == BSR_ALIGNMENT_FINE ? BSR_DIFFERENCE_POSSIBLE
                                                : BSR_DIFFERENCE_UNALIGNED;
}

/* How much a raster changes from cell to cell around (@i, @j) along an axis: the most of it. */
static double
steepness (const BsrContainerRaster *raster, int i, int j, gboolean upright)
{
  double most = 0.0;
  for (int y = MAX (j - 1, 0); y <= MIN (j + 1, raster->height - 1); y++)
    for (int x = MAX (i - 1, 0); x <= MIN (i + 1, raster->width - 1); x++)
      {
        int x_next = upright ? x : x + 1, y_next = upright ? y + 1 : y;
        if (x_next > MIN (i + 1, raster->width - 1) || y_next > MIN (j + 1, raster->height - 1))
          continue;
        most = MAX (most, fabs ((double) (bsr_plane_row_f32 (raster->steel, y_next)[x_next]
                                          - bsr_plane_row_f32 (raster->steel, y)[x])));
      }
  return most;
}

/* What both scans are and what lies between them. */
typedef struct
{
  BsrContainerRaster a, b;
  double off_x, off_y; /* what the alignment leaves, cells */
  double spread;       /* of the scanners' scales */
} Pair;

static double
variance_of (const Pair *pair, int i, int j)
{
  double steel_a = (double) bsr_plane_row_f32 (pair->a.steel, j)[i];
  double steel_b = (double) bsr_plane_row_f32 (pair->b.steel, j)[i];
  /* Only what both have can be mistaken for a difference by being out of place or of scale. */
  double across = MAX (steepness (&pair->a, i, j, FALSE), steepness (&pair->b, i, j, FALSE));
  double down = MAX (steepness (&pair->a, i, j, TRUE), steepness (&pair->b, i, j, TRUE));
  double x = pair->off_x * across, y = pair->off_y * down;
  double scale = pair->spread * MIN (steel_a, steel_b);
  return (double) bsr_plane_row_f32 (pair->a.variance, j)[i]
         + (double) bsr_plane_row_f32 (pair->b.variance, j)[i] + x * x + y * y + scale * scale;
}

static void
judge (BsrDifference *self, const Pair *pair, int i, int j)
{
  int flags = bsr_plane_row_u8 (pair->a.flags, j)[i] | bsr_plane_row_u8 (pair->b.flags, j)[i];
  double mm = (double) bsr_plane_row_f32 (pair->a.steel, j)[i]
              - (double) bsr_plane_row_f32 (pair->b.steel, j)[i];
  double sd = sqrt (variance_of (pair, i, j));
  BsrDifferenceState state = BSR_DIFFERENCE_NONE;

  if ((flags & BSR_PIXEL_DEAD) != 0)
    state = BSR_DIFFERENCE_BLIND;
  else if ((flags & BSR_PIXEL_OPAQUE) != 0)
    state = BSR_DIFFERENCE_OPAQUE;
  else if (fabs (mm) > BSR_DIFFERENCE_SIGMAS * sd)
    state = mm > 0.0 ? BSR_DIFFERENCE_MORE : BSR_DIFFERENCE_LESS;
  bsr_plane_row_f32 (self->mm, j)[i] = (float) mm;
  bsr_plane_row_f32 (self->sd, j)[i] = (float) sd;
  bsr_plane_row_u8 (self->states, j)[i] = (guint8) state;
  self->counts[state]++;
}

/* A cell that is not opaque among some that are is so by its noise. */
static void
fill_holes (BsrPlane *flags)
{
  int width = bsr_plane_width (flags), height = bsr_plane_height (flags);
  g_autofree guint8 *opaque = g_new (guint8, (gsize) width * height);
  for (int j = 0; j < height; j++)
    for (int i = 0; i < width; i++)
      {
        int n = 0;
        for (int y = MAX (j - 1, 0); y <= MIN (j + 1, height - 1); y++)
          for (int x = MAX (i - 1, 0); x <= MIN (i + 1, width - 1); x++)
            n += (bsr_plane_row_u8 (flags, y)[x] & BSR_PIXEL_OPAQUE) != 0;
        opaque[(gsize) j * width + i] = n >= OPAQUE_AROUND;
      }
  for (int j = 0; j < height; j++)
    for (int i = 0; i < width; i++)
      if (opaque[(gsize) j * width + i])
        bsr_plane_row_u8 (flags, j)[i] |= BSR_PIXEL_OPAQUE;
}

static gboolean
make_planes (BsrDifference *self, GError **error)
{
  int width = self->place.width, height = self->place.height;
  self->mm = bsr_plane_new (BSR_FORMAT_F32, width, height, error);
  self->sd = self->mm != NULL ? bsr_plane_new (BSR_FORMAT_F32, width, height, error) : NULL;
  self->states = self->sd != NULL ? bsr_plane_new (BSR_FORMAT_U8, width, height, error) : NULL;
  return self->states != NULL;
}

BsrDifference *
bsr_difference_new (const BsrComparedScan *a, const BsrComparedScan *b,
                    const BsrAlignment *alignment, int n_threads, GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (a != NULL && b != NULL && alignment != NULL, NULL);

  g_autoptr (BsrDifference) self = g_new0 (BsrDifference, 1);
  BsrContainerPlace at_a = bsr_compared_scan_place (a), at_b = bsr_compared_scan_place (b);
  self->place = bsr_raster_place_of (&at_a, &at_b);
  Pair pair = { .off_x = alignment->residual_x_mm / self->place.edge_x_mm,
                .off_y = alignment->residual_y_mm / self->place.edge_y_mm,
                .spread = bsr_scanner_likeness_of (a->radiograph, b->radiograph).spread };
  gboolean done = make_planes (self, error)
                  && bsr_container_raster_init (&pair.a, a->radiograph, &self->place, NULL,
                                                n_threads, cancellable, error)
                  && bsr_container_raster_init (&pair.b, b->radiograph, &self->place,
                                                &alignment->link, n_threads, cancellable, error);
  if (done)
    {
      fill_holes (pair.a.flags);
      fill_holes (pair.b.flags);
    }
  for (int j = 0; done && j < self->place.height; j++)
    for (int i = 0; i < self->place.width; i++)
      judge (self, &pair, i, j);
  bsr_container_raster_clear (&pair.a);
  bsr_container_raster_clear (&pair.b);
  return done ? g_steal_pointer (&self) : NULL;
}

void
bsr_difference_free (BsrDifference *difference)
{
  if (difference == NULL)
    return;
  g_clear_pointer (&difference->mm, bsr_plane_unref);
  g_clear_pointer (&difference->sd, bsr_plane_unref);
  g_clear_pointer (&difference->states, bsr_plane_unref);
  g_free (difference);
}

const BsrRasterPlace *
bsr_difference_place (const BsrDifference *difference)
{
  return &difference->place;
}

static gboolean
is_judged (BsrDifferenceState state)
{
  return state != BSR_DIFFERENCE_OPAQUE && state != BSR_DIFFERENCE_BLIND;
}

BsrDifferenceState
bsr_difference_cell (const BsrDifference *difference, int i, int j, double *mm, double *sd)
{
  g_return_val_if_fail (i >= 0 && i < difference->place.width, BSR_DIFFERENCE_BLIND);

  BsrDifferenceState state = bsr_plane_row_u8 (difference->states, j)[i];
  if (mm != NULL)
    *mm = is_judged (state) ? (double) bsr_plane_row_f32 (difference->mm, j)[i] : (double) NAN;
  if (sd != NULL)
    *sd = is_judged (state) ? (double) bsr_plane_row_f32 (difference->sd, j)[i] : (double) NAN;
  return state;
}

BsrDifferenceState
bsr_difference_at (const BsrDifference *difference, double x, double y, double *mm, double *sd)
{
  const BsrRasterPlace *place = &difference->place;
  double i = floor ((x - place->x) / place->cell_x), j = floor ((y - place->y) / place->cell_y);
  if (i >= 0.0 && i < place->width && j >= 0.0 && j < place->height)
    return bsr_difference_cell (difference, (int) i, (int) j, mm, sd);
  if (mm != NULL)
    *mm = (double) NAN;
  if (sd != NULL)
    *sd = (double) NAN;
  return BSR_DIFFERENCE_BLIND;
}

double
bsr_difference_share (const BsrDifference *difference, BsrDifferenceState state)
{
  g_return_val_if_fail (state <= BSR_DIFFERENCE_BLIND, 0.0);
  return (double) difference->counts[state] / (difference->place.width * difference->place.height);
}

/* The value of @plane's cells that @share of those that @shown lets by do not exceed; NAN: none. */
static double
quantile (const BsrDifference *self, BsrPlane *plane, gboolean only_shown, double share)
{
  int n = 0, most = self->place.width * self->place.height;
  g_autofree float *values = g_new (float, most);
  for (int j = 0; j < self->place.height; j++)
    for (int i = 0; i < self->place.width; i++)
      {
        BsrDifferenceState state = bsr_plane_row_u8 (self->states, j)[i];
        if (is_judged (state) && (!only_shown || state != BSR_DIFFERENCE_NONE))
          values[n++] = fabsf (bsr_plane_row_f32 (plane, j)[i]);
      }
  return n > 0 ? (double) bsr_select_f32 (values, n, (int) (share * (n - 1))) : (double) NAN;
}

double
bsr_difference_scale_mm (const BsrDifference *difference)
{
  static const double ends[] = { 10.0, 20.0, 50.0, 100.0, 200.0, 500.0 };
  double most = quantile (difference, difference->mm, TRUE, SCALE_SHARE);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (!(most > ends[i]))
      return ends[i];
  return ends[G_N_ELEMENTS (ends) - 1];
}

double
bsr_difference_typical_sd (const BsrDifference *difference)
{
  return quantile (difference, difference->sd, FALSE, 0.5);
}

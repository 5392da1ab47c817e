/* What there is to be seen in a container, cell by cell: made once for a scan. */

#include "bsr-coverage-private.h"

#include <math.h>

#include "bsr-scene-private.h"

/* Cells of 15 mm along the edge of one of ours: about half of what is sought by default. */
#define CELLS_ALONG 3
/* Less steel than this is open beam, mm: the two side walls of a container have at least 3. */
#define LEAST_STEEL_MM 1.5
/* Rose 1948: what is told from noise for sure, standard deviations. */
#define ROSE 5.0
/* Attenuation that a millimetre adds, nepers, at the least: keeps what divides by it finite. */
#define LEAST_SLOPE_MM 1e-3

/* What holds for attenuations is tabulated in steps of this many codes, 0.004 nepers: a tenth of a
 * millimetre of steel. */
#define TABLE_STEP 16

/* What holds where plane 0 has one attenuation. */
typedef struct
{
  gboolean filled, blind;
  double steel_mm, added; /* nepers, by the object */
} Place;

typedef struct
{
  BsrRadiograph *radiograph;
  Place *places;
} Survey;

/* What is gathered of one cell. */
typedef struct
{
  int n_filled, n_blind, n;
  double attenuation, low; /* sums over what can be seen through: planes 0 and 1 */
} Sum;

/* What the object adds to an attenuation of plane 0, nepers. */
static double
added_attenuation (BsrRadiograph *radiograph, const BsrSought *sought, double attenuation)
{
  return sought->steel_mm / MAX (bsr_radiograph_steel_slope (radiograph, attenuation), LEAST_SLOPE_MM);
}

/* The object's pixels: their noise is taken for independent. */
static double
pixels_of (const BsrCoverage *self)
{
  return MAX (self->sought.edge_mm / self->pitch_x_mm, 1.0)
         * MAX (self->sought.edge_mm / self->pitch_y_mm, 1.0);
}

static gboolean
is_blind (const BsrCoverage *self, BsrRadiograph *radiograph, double attenuation)
{
  double added = added_attenuation (radiograph, &self->sought, attenuation);
  double most = (double) bsr_attenuation_of_code (bsr_radiograph_most_code (radiograph, 0));
  double noise = bsr_radiograph_noise (radiograph, 0, attenuation) / sqrt (pixels_of (self));
  return attenuation + added > most || added < ROSE * noise;
}

static void
survey_init (Survey *survey, const BsrCoverage *self, BsrRadiograph *radiograph)
{
  int n = bsr_radiograph_most_code (radiograph, 0) / TABLE_STEP + 1;
  *survey = (Survey){ radiograph, g_new (Place, n) };
  for (int i = 0; i < n; i++)
    {
      double attenuation = (double) bsr_attenuation_of_code ((guint16) (i * TABLE_STEP));
      double steel_mm = bsr_radiograph_steel_of_attenuation (radiograph, attenuation);
      survey->places[i] = (Place){ .filled = steel_mm >= LEAST_STEEL_MM,
                                   .blind = is_blind (self, radiograph, attenuation),
                                   .steel_mm = steel_mm,
                                   .added = added_attenuation (radiograph, &self->sought, attenuation) };
    }
}

static const Place *
place_of (const Survey *survey, guint16 code)
{
  return &survey->places[MIN (code, bsr_radiograph_most_code (survey->radiograph, 0)) / TABLE_STEP];
}

static void
add_cell (const Survey *survey, const BsrCell *cell, Sum *sum)
{
  sum->n++;
  if (cell->n_good == 0)
    {
      sum->n_filled++;
      sum->n_blind++;
      return;
    }
  const Place *place = place_of (survey, cell->level);
  if (!place->filled)
    return;
  sum->n_filled++;
  if (place->blind)
    {
      sum->n_blind++;
      return;
    }
  double attenuation = (double) bsr_attenuation_of_code (cell->level);
  sum->attenuation += attenuation;
  sum->low += cell->n_both > 0 ? (double) bsr_attenuation_of_code (cell->low) : attenuation;
}

static guint16
to_sample (double value)
{
  return (guint16) (CLAMP (value, 0.0, 65535.0) + 0.5);
}

static BsrCoverageSample
transmission_sample (double attenuation, double added)
{
  return (BsrCoverageSample){ to_sample (exp (-attenuation) * BSR_SCENE_TRANSMISSION_SCALE),
                              to_sample (exp (-attenuation - added) * BSR_SCENE_TRANSMISSION_SCALE) };
}

static void
fill_cell (BsrCoverage *self, const Survey *survey, const Sum *sum, gsize place)
{
  if (2 * sum->n_filled < sum->n)
    return;
  self->n_filled++;
  if (2 * sum->n_blind >= sum->n_filled)
    {
      self->states[place] = BSR_COVERAGE_BLIND;
      self->n_blind++;
      return;
    }
  int n = sum->n_filled - sum->n_blind;
  double attenuation = sum->attenuation / n, low = sum->low / n;
  const Place *there = place_of (survey, (guint16) (attenuation * BSR_ATTENUATION_STEPS));
  self->states[place] = BSR_COVERAGE_OPEN;
  /* Lower energies are attenuated at least as much: for the other planes it is a lower bound. */
  for (int p = 0; p < self->n_planes; p++)
    self->planes[p][place] = transmission_sample (p == 0 ? attenuation : low, there->added);
  self->steel[place] = (BsrCoverageSample){
    to_sample (there->steel_mm * BSR_SCENE_STEEL_SCALE),
    to_sample ((there->steel_mm + self->sought.steel_mm) * BSR_SCENE_STEEL_SCALE)
  };
}

static void
fill (BsrCoverage *self, BsrRadiograph *radiograph, int from_x, int from_y)
{
  const BsrCells *cells = bsr_radiograph_cells (radiograph);
  Survey survey;
  survey_init (&survey, self, radiograph);
  for (int row = 0; row < self->height; row++)
    for (int column = 0; column < self->width; column++)
      {
        Sum sum = { 0 };
        int x = from_x + column * CELLS_ALONG, y = from_y + row * CELLS_ALONG;
        for (int j = y; j < MIN (y + CELLS_ALONG, cells->height); j++)
          for (int i = x; i < MIN (x + CELLS_ALONG, cells->width); i++)
            add_cell (&survey, bsr_cells_row (cells, j) + i, &sum);
        fill_cell (self, &survey, &sum, (gsize) row * self->width + column);
      }
  g_free (survey.places);
}

BsrSought
bsr_sought_default (void)
{
  return (BsrSought){ .edge_mm = 100.0, .steel_mm = 10.0 };
}

BsrCoverage *
bsr_coverage_new (BsrRadiograph *radiograph, BsrBox container, const BsrSought *sought)
{
  g_return_val_if_fail (radiograph != NULL && sought != NULL, NULL);
  g_return_val_if_fail (sought->edge_mm > 0.0 && sought->steel_mm > 0.0, NULL);

  const BsrCells *cells = bsr_radiograph_cells (radiograph);
  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (radiograph);
  BsrBox scan = { 0, 0, bsr_radiograph_width (radiograph), bsr_radiograph_height (radiograph) };
  container = bsr_box_intersect (scan, container);
  if (bsr_box_is_empty (container))
    container = scan;

  BsrCoverage *self = g_new0 (BsrCoverage, 1);
  self->sought = *sought;
  self->pitch_x_mm = acquisition->pitch_x_mm;
  self->pitch_y_mm = acquisition->pitch_y_mm;
  self->n_planes = bsr_radiograph_n_planes (radiograph);
  self->across = cells->across * CELLS_ALONG;
  self->down = cells->down * CELLS_ALONG;
  int from_x = container.x / cells->across, from_y = container.y / cells->down;
  self->box.x = from_x * cells->across;
  self->box.y = from_y * cells->down;
  self->width = (container.x + container.width - self->box.x + self->across - 1) / self->across;
  self->height = (container.y + container.height - self->box.y + self->down - 1) / self->down;
  self->box.width = self->width * self->across;
  self->box.height = self->height * self->down;

  gsize n = (gsize) self->width * self->height;
  self->states = g_new0 (guint8, n);
  self->credits = g_new0 (float, n);
  self->steel = g_new0 (BsrCoverageSample, n);
  for (int p = 0; p < self->n_planes; p++)
    self->planes[p] = g_new0 (BsrCoverageSample, n);
  for (int i = 0; i < BSR_N_PICTURES; i++)
    self->looks[i].cells = g_new (guint32, n);
  fill (self, radiograph, from_x, from_y);
  return self;
}

void
bsr_coverage_free (BsrCoverage *coverage)
{
  if (coverage == NULL)
    return;
  g_free (coverage->states);
  g_free (coverage->credits);
  g_free (coverage->steel);
  for (int p = 0; p < coverage->n_planes; p++)
    g_free (coverage->planes[p]);
  for (int i = 0; i < BSR_N_PICTURES; i++)
    {
      bsr_displayed_set (&coverage->looks[i].displayed, NULL);
      g_free (coverage->looks[i].cells);
    }
  g_free (coverage);
}

/* What has been displayed: time on the screen, counted to the cells that it showed. */

#include "bsr-coverage-private.h"

#include <math.h>

#include "bsr-scene-private.h"
#include "bsr-shade-curve.h"

/* Logical pixels and pixels of the scan that the object has to span; differences that it has to
 * make: see the header. */
#define LEAST_LOGICAL 8.0
#define LEAST_SCANNED 2.0
#define LEAST_NOTICEABLE 4.0
/* One fixation, microseconds. */
#define FIXATION_US 275000
/* Logical pixels of a field 5 degrees wide, at 0.0213 degrees a pixel (CSS: 1/96 inch at 28 inches). */
#define FIELD_PIXELS (G_PI * 0.25 * (5.0 / 0.0213) * (5.0 / 0.0213))
/* A credit that is full but for rounding. */
#define FULL 0.9999f

const BsrCoverageSample *
bsr_coverage_samples (const BsrCoverage *coverage, const BsrTone *tone, double *scale)
{
  *scale = tone->mode == BSR_VIEW_STEEL ? BSR_SCENE_STEEL_SCALE : BSR_SCENE_TRANSMISSION_SCALE;
  if (tone->mode == BSR_VIEW_STEEL)
    return coverage->steel;
  int plane = tone->mode == BSR_VIEW_PLANE ? CLAMP (tone->plane, 0, coverage->n_planes - 1) : 0;
  return coverage->planes[plane];
}

gboolean
bsr_coverage_stands_out (const BsrVisibility *visibility, BsrCoverageSample sample)
{
  return bsr_visibility_difference (visibility, sample.bare, sample.with) >= LEAST_NOTICEABLE;
}

BsrBox
bsr_coverage_cell_box (const BsrCoverage *coverage, int column, int row)
{
  return (BsrBox){ coverage->box.x + column * coverage->across,
                   coverage->box.y + row * coverage->down, coverage->across, coverage->down };
}

static gboolean
is_large_enough (const BsrCoverage *self, const BsrDisplayed *displayed)
{
  double across = self->sought.edge_mm / self->pitch_x_mm;
  double down = self->sought.edge_mm / self->pitch_y_mm;
  return MIN (across, down) >= LEAST_SCANNED
         && MIN (across * displayed->scale_x, down * displayed->scale_y)
                >= LEAST_LOGICAL * (1.0 - 1e-6);
}

/* Cells from @begin up to @end lie whole in [@from, @to], all in source pixels. */
static void
cells_within (double from, double to, int origin, int step, int n, int *begin, int *end)
{
  *begin = (int) CLAMP (ceil ((from - origin) / step), 0.0, n);
  *end = (int) CLAMP (floor ((to - origin) / step), *begin, n);
}

/* Whether the object stands out all over a cell. */
static gboolean
stands_out_in (const BsrCoverage *self, const BsrVisibility *visibility, int column, int row,
               BsrCoverageSample sample)
{
  if (!visibility->is_local)
    return bsr_coverage_stands_out (visibility, sample);
  BsrBox box = bsr_coverage_cell_box (self, column, row);
  for (int i = 0; i < 4; i++)
    if (bsr_visibility_difference_at (visibility, box.x + (i & 1) * box.width,
                                      box.y + (i >> 1) * box.height, sample.bare, sample.with)
        < LEAST_NOTICEABLE)
      return FALSE;
  return TRUE;
}

/* What is told of contrasts: %FALSE where nothing that is sought may be missed. */
static gboolean
init_visibility (BsrVisibility *visibility, const BsrDisplayed *displayed, double scale)
{
  const BsrLook *look = &displayed->look;
  if (look->tone.mode == BSR_VIEW_ORGANIC || look->tone.mode == BSR_VIEW_METAL
      || (displayed->scene == NULL && bsr_shade_curve_is_needed (look)))
    return FALSE;
  if (displayed->scene != NULL)
    bsr_visibility_init_look (visibility, displayed->scene, look);
  else
    bsr_visibility_init (visibility, &look->tone, scale);
  return TRUE;
}

/* Which cells the picture shows well enough, and how long it takes to look at them. */
static void
weigh (BsrCoverage *self, BsrCoverageLook *look)
{
  const BsrDisplayed *displayed = &look->displayed;
  look->weighed = TRUE;
  look->n_cells = 0;
  if (!is_large_enough (self, displayed))
    return;

  BsrVisibility visibility;
  double scale;
  const BsrCoverageSample *samples = bsr_coverage_samples (self, &displayed->look.tone, &scale);
  if (!init_visibility (&visibility, displayed, scale))
    return;
  int left, right, top, bottom;
  cells_within (displayed->x, displayed->x + displayed->width / displayed->scale_x, self->box.x,
                self->across, self->width, &left, &right);
  cells_within (displayed->y, displayed->y + displayed->height / displayed->scale_y, self->box.y,
                self->down, self->height, &top, &bottom);
  for (int row = top; row < bottom; row++)
    for (int column = left; column < right; column++)
      {
        guint32 place = (guint32) row * self->width + column;
        if ((self->states[place] == BSR_COVERAGE_OPEN || self->states[place] == BSR_COVERAGE_SEEN)
            && stands_out_in (self, &visibility, column, row, samples[place]))
          look->cells[look->n_cells++] = place;
      }
  bsr_visibility_clear (&visibility);
  double area = look->n_cells * (self->across * displayed->scale_x) * (self->down * displayed->scale_y);
  look->needed_us = FIXATION_US * MAX (area / FIELD_PIXELS, 1.0);
}

static gboolean
has_open (const BsrCoverage *self, const BsrCoverageLook *look)
{
  for (guint i = 0; i < look->n_cells; i++)
    if (self->states[look->cells[i]] == BSR_COVERAGE_OPEN)
      return TRUE;
  return FALSE;
}

static gboolean
pass (BsrCoverage *self, BsrCoverageLook *look, gint64 now_us)
{
  if (!look->shown)
    return FALSE;
  if (now_us - look->since < FIXATION_US)
    return TRUE;
  if (!look->weighed)
    weigh (self, look);

  float share = look->n_cells > 0 ? (float) ((now_us - look->counted) / look->needed_us) : 0.0f;
  look->counted = now_us;
  for (guint i = 0; i < look->n_cells; i++)
    {
      guint32 place = look->cells[i];
      if (self->states[place] != BSR_COVERAGE_OPEN)
        continue;
      self->credits[place] += share;
      if (self->credits[place] >= FULL)
        {
          self->states[place] = BSR_COVERAGE_SEEN;
          self->n_seen++;
        }
    }
  return has_open (self, look);
}

static gboolean
is_same (const BsrDisplayed *a, const BsrDisplayed *b)
{
  return a->x == b->x && a->y == b->y && a->scale_x == b->scale_x && a->scale_y == b->scale_y
         && a->width == b->width && a->height == b->height && a->scene == b->scene
         && bsr_look_equal (&a->look, &b->look);
}

void
bsr_displayed_set (BsrDisplayed *displayed, const BsrDisplayed *from)
{
  g_return_if_fail (displayed != NULL);
  BsrScene *old = displayed->scene;
  *displayed = from != NULL ? *from : (BsrDisplayed){ 0 };
  if (displayed->scene != NULL)
    bsr_scene_ref (displayed->scene);
  g_clear_pointer (&old, bsr_scene_unref);
}

void
bsr_coverage_show (BsrCoverage *coverage, BsrPicture picture, const BsrDisplayed *displayed,
                   gint64 now_us)
{
  g_return_if_fail (coverage != NULL && picture < BSR_N_PICTURES);

  BsrCoverageLook *look = &coverage->looks[picture];
  if (displayed == NULL ? !look->shown : look->shown && is_same (&look->displayed, displayed))
    return;
  pass (coverage, look, now_us);
  look->shown = displayed != NULL;
  look->weighed = FALSE;
  bsr_displayed_set (&look->displayed, displayed);
  look->since = look->counted = now_us;
}

gboolean
bsr_coverage_pass (BsrCoverage *coverage, gint64 now_us)
{
  g_return_val_if_fail (coverage != NULL, FALSE);

  gboolean adds = FALSE;
  for (int i = 0; i < BSR_N_PICTURES; i++)
    adds |= pass (coverage, &coverage->looks[i], now_us);
  return adds;
}

const BsrSought *
bsr_coverage_sought (const BsrCoverage *coverage)
{
  g_return_val_if_fail (coverage != NULL, NULL);
  return &coverage->sought;
}

BsrCoverageShares
bsr_coverage_shares (const BsrCoverage *coverage)
{
  g_return_val_if_fail (coverage != NULL, (BsrCoverageShares){ 0 });
  double n = MAX (coverage->n_filled, 1);
  return (BsrCoverageShares){ coverage->n_seen / n, coverage->n_blind / n };
}

int
bsr_coverage_width (const BsrCoverage *coverage)
{
  return coverage->width;
}

int
bsr_coverage_height (const BsrCoverage *coverage)
{
  return coverage->height;
}

BsrBox
bsr_coverage_box (const BsrCoverage *coverage)
{
  return coverage->box;
}

BsrCoverageState
bsr_coverage_state (const BsrCoverage *coverage, int column, int row)
{
  g_return_val_if_fail (column >= 0 && column < coverage->width, BSR_COVERAGE_NOTHING);
  g_return_val_if_fail (row >= 0 && row < coverage->height, BSR_COVERAGE_NOTHING);
  return (BsrCoverageState) coverage->states[(gsize) row * coverage->width + column];
}

double
bsr_coverage_least_scale (const BsrCoverage *coverage)
{
  g_return_val_if_fail (coverage != NULL, 1.0);
  /* The picture has the object as wide as high: one scale does for both. */
  return LEAST_LOGICAL * coverage->pitch_y_mm / coverage->sought.edge_mm;
}

#pragma once

#include "bsr-box.h"
#include "bsr-render.h"

G_BEGIN_DECLS

/* The thing that a picture has to be able to show. */
typedef struct
{
  double edge_mm;  /* across and down */
  double steel_mm; /* what it adds to the steel equivalent of what it lies behind */
} BsrSought;

/* 100 mm and 10 mm of steel: a packet of about one kilogram. Powders of 0.8 g/cm3 that are 100 mm
 * deep weigh 8 g/cm2 to the beam, as 10 mm of steel do. */
BsrSought bsr_sought_default (void);

/* What a screen shows, in logical pixels (1/96 inch at arm's length: 1.3 minutes of arc). */
typedef struct
{
  double x, y;             /* source point at the top left corner */
  double scale_x, scale_y; /* logical pixels for a source pixel */
  double width, height;    /* logical pixels */
  BsrLook look;
  BsrScene *scene; /* (nullable): whose shades the look equalises; without it such a look shows nothing */
} BsrDisplayed;

/* Makes @displayed, which may be all zero, what @from (nullable) is, with a reference to its scene. */
void bsr_displayed_set (BsrDisplayed *displayed, const BsrDisplayed *from);

/* Two pictures can be on the screen at once: the view, and a glass over a part of it. */
typedef enum
{
  BSR_PICTURE_VIEW,
  BSR_PICTURE_LOUPE,
  BSR_N_PICTURES,
} BsrPicture;

/* How it stands with one cell. */
typedef enum
{
  BSR_COVERAGE_NOTHING, /* open beam: nothing to be looked at */
  BSR_COVERAGE_OPEN,    /* not displayed yet so that the sought object could be seen */
  BSR_COVERAGE_SEEN,
  BSR_COVERAGE_BLIND, /* the beam cannot show it there: never counts as seen */
} BsrCoverageState;

/* Of the area that holds anything, 0...1; the rest could be seen and has not been displayed. */
typedef struct
{
  double displayed, not_penetrated;
} BsrCoverageShares;

/**
 * BsrCoverage:
 *
 * Keeps which part of a container has been displayed so that a sought object could be seen, and
 * which part the beam cannot show it in, over cells of about 45 mm. Knows no clock: times are the
 * caller's, in microseconds, and never fall.
 *
 * A picture shows the object in a cell that lies in it whole,
 * - if the object spans 8 logical pixels there (Johnson 1958: four line pairs across a target for
 *   half of all observers to recognise it, one to tell that there is something) and 2 pixels of
 *   the scan;
 * - if its contrast at that place, through the window, tone, palette and the look's steps on the
 *   shade, is 4 just noticeable differences (see bsr-visibility.h): one is what is told half of the
 *   time by who looks at the very place on even ground; search among other things takes a few times
 *   that. Where shades are equalised around each place it is the least of the cell's corners. Views
 *   that take materials out of the picture never count: what they take out may be the object.
 * Then it has to stand still: for one fixation (275 ms, the mean in visual search: Rayner 1998)
 * for each field of 5 degrees that the eye has to be put on (Kundel, Nodine and Toto 1991: who
 * saw less than 5 degrees at once searched worse). What stands still for less than one fixation
 * counts for nothing; longer looks add up, and so do windows.
 *
 * Blind are dead detectors, and places where the object would lie beyond what the beam gets
 * through or in its noise: less than 5 standard deviations over its area (Rose 1948).
 *
 * It says what was displayed, not what was looked at: nobody watches the officer's eyes.
 */
typedef struct _BsrCoverage BsrCoverage;

/**
 * bsr_coverage_new:
 * @container: source pixels; empty: the whole scan
 *
 * Costs time by the container's area in cells of 15 mm, not by its pixels: a few milliseconds.
 */
BsrCoverage *bsr_coverage_new (BsrRadiograph *radiograph, BsrBox container,
                               const BsrSought *sought);
void bsr_coverage_free (BsrCoverage *coverage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCoverage, bsr_coverage_free)

const BsrSought *bsr_coverage_sought (const BsrCoverage *coverage);

/* From @now_us on @picture is on the screen; %NULL: it is not. The same again changes nothing. */
void bsr_coverage_show (BsrCoverage *coverage, BsrPicture picture, const BsrDisplayed *displayed,
                        gint64 now_us);
/* Counts the time up to @now_us. Returns: whether more of it would add anything. */
gboolean bsr_coverage_pass (BsrCoverage *coverage, gint64 now_us);

BsrCoverageShares bsr_coverage_shares (const BsrCoverage *coverage);

/* Cells; the first lies at the corner of bsr_coverage_box(), each covers as many source pixels, the
 * last ones may reach beyond the container. */
int bsr_coverage_width (const BsrCoverage *coverage);
int bsr_coverage_height (const BsrCoverage *coverage);
BsrBox bsr_coverage_box (const BsrCoverage *coverage);
BsrCoverageState bsr_coverage_state (const BsrCoverage *coverage, int column, int row);

/* The least scale (logical pixels for a source pixel along y) at which the object can be seen. */
double bsr_coverage_least_scale (const BsrCoverage *coverage);

/**
 * bsr_coverage_find_open:
 * @width, @height: of the view, logical pixels
 *
 * Where a view at the least scale shows most of what has not been displayed yet.
 *
 * Returns: %FALSE when there is none left; @box: what is open there, source pixels
 */
gboolean bsr_coverage_find_open (const BsrCoverage *coverage, double width, double height,
                                 BsrBox *box);

/**
 * bsr_coverage_open_tone:
 * @tone: in: as it is; out: a window, logarithmic if need be, that shows what is open in @box
 *
 * Returns: %FALSE when @tone shows most of it already; it is not changed then
 */
gboolean bsr_coverage_open_tone (const BsrCoverage *coverage, BsrBox box, BsrTone *tone);

G_END_DECLS

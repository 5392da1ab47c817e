#include "bsr-alignment.h"

#include <math.h>

#include "bsr-window-votes.h"

/* Fewer windows that agree, or a smaller share of those that say anything, may be chance: of ten
 * shifts drawn at random five lie on some line, of thirty twelve. */
#define LEAST_AGREEING 7
#define LEAST_SHARE 0.5
/* Seen around the container's box too, mm: its outlines are the best edges there are. */
#define AROUND_MM 180.0
/* Of two ways to travel the one with so many times the weight of agreeing windows is the true one. */
#define SURE_RATIO 1.3
/* Shifts are read from correlations to about a twentieth of a cell at best. */
#define LEAST_RESIDUAL 0.05

BsrContainerPlace
bsr_compared_scan_place (const BsrComparedScan *scan)
{
  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (scan->radiograph);
  return (BsrContainerPlace){ scan->container, acquisition->pitch_x_mm, acquisition->pitch_y_mm };
}

static gboolean
is_enough (const BsrVoteLine *line, int n_votes)
{
  return line->n_agreeing >= LEAST_AGREEING && line->n_agreeing >= LEAST_SHARE * n_votes;
}

/* The link that also moves A's cells by @line before. B's raster is in A's cells: what A shows at cell
 * c, it shows at c + shift + growth c. */
static void
take_line (double *scale, double *offset, const BsrVoteLine *line, double begin, double cell)
{
  double growth = 1.0 + line->growth;
  double moved = begin + line->shift * cell - line->growth * begin;
  *offset += *scale * (moved - begin);
  *scale *= growth;
}

/* The raster with its surroundings; beside the scan it is blind. */
static BsrRasterPlace
place_around (const BsrContainerPlace *a, const BsrContainerPlace *b)
{
  BsrRasterPlace place = bsr_raster_place_of (a, b);
  int x = (int) (AROUND_MM / place.edge_x_mm), y = (int) (AROUND_MM / place.edge_y_mm);
  place.x -= x * place.cell_x;
  place.y -= y * place.cell_y;
  place.width += 2 * x;
  place.height += 2 * y;
  return place;
}

/* What one way to travel comes to. */
typedef struct
{
  BsrAlignment alignment;
  double weight;
} Attempt;

/* Votes along and upright, once; what they say is taken into the link where they are enough. */
static gboolean
refine (const BsrContainerRaster *raster_a, const BsrComparedScan *b, const BsrRasterPlace *place,
        int n_threads, Attempt *attempt, GCancellable *cancellable, GError **error)
{
  BsrAlignment *alignment = &attempt->alignment;
  BsrContainerRaster raster_b;
  BsrVoteLine lines[2];
  int n_votes[2] = { 0 };
  gboolean done = bsr_container_raster_init (&raster_b, b->radiograph, place, &alignment->link,
                                             n_threads, cancellable, error);
  if (!done)
    return FALSE;
  for (int upright = 0; done && upright < 2; upright++)
    {
      g_autoptr (GArray) votes = NULL;
      int n_windows;
      done = bsr_window_votes_collect (raster_a, &raster_b, place, upright, n_threads, &votes,
                                       &n_windows, cancellable, error);
      if (!done)
        break;
      n_votes[upright] = (int) votes->len;
      lines[upright] = bsr_vote_line_of (&g_array_index (votes, BsrWindowVote, 0), n_votes[upright]);
    }
  bsr_container_raster_clear (&raster_b);
  if (!done)
    return FALSE;

  gboolean along = is_enough (&lines[0], n_votes[0]), up = is_enough (&lines[1], n_votes[1]);
  attempt->weight = 0.0;
  for (int i = 0; i < 2; i++)
    if (i == 0 ? along : up)
      /* Of as many windows those that agree more closely. */
      attempt->weight += lines[i].weight / (1.0 + lines[i].residual);
  alignment->n_votes = n_votes[0];
  alignment->n_agreeing = lines[0].n_agreeing;
  if (along)
    take_line (&alignment->link.scale_x, &alignment->link.offset_x, &lines[0], place->x,
               place->cell_x);
  if (up)
    take_line (&alignment->link.scale_y, &alignment->link.offset_y, &lines[1], place->y,
               place->cell_y);
  alignment->residual_x_mm = along ? MAX (lines[0].residual, LEAST_RESIDUAL) * place->edge_x_mm
                                   : BSR_ALIGNMENT_BOXES_MM;
  alignment->residual_y_mm = up ? MAX (lines[1].residual, LEAST_RESIDUAL) * place->edge_y_mm
                                : BSR_ALIGNMENT_BOXES_MM;
  alignment->grade = along && up ? BSR_ALIGNMENT_FINE : BSR_ALIGNMENT_BOXES;
  return TRUE;
}

static gboolean
attempt (const BsrContainerRaster *raster_a, const BsrComparedScan *a, const BsrComparedScan *b,
         const BsrRasterPlace *place, gboolean mirrored, int n_threads, Attempt *attempt,
         GCancellable *cancellable, GError **error)
{
  BsrContainerPlace at_a = bsr_compared_scan_place (a), at_b = bsr_compared_scan_place (b);
  *attempt = (Attempt){ .alignment.link = bsr_scan_link_of_boxes (&at_a, &at_b, mirrored) };
  if (!refine (raster_a, b, place, n_threads, attempt, cancellable, error))
    return FALSE;
  /* Laid over each other well, they agree more closely, and more of them. */
  return attempt->alignment.grade != BSR_ALIGNMENT_FINE
         || refine (raster_a, b, place, n_threads, attempt, cancellable, error);
}

static gboolean
align_same_length (const BsrComparedScan *a, const BsrComparedScan *b, BsrTravel travel,
                   int n_threads, BsrAlignment *alignment, GCancellable *cancellable,
                   GError **error)
{
  BsrContainerPlace at_a = bsr_compared_scan_place (a), at_b = bsr_compared_scan_place (b);
  BsrRasterPlace place = place_around (&at_a, &at_b);
  BsrContainerRaster raster_a;
  Attempt attempts[2] = { { .weight = -1.0 }, { .weight = -1.0 } };

  if (!bsr_container_raster_init (&raster_a, a->radiograph, &place, NULL, n_threads, cancellable,
                                  error))
    return FALSE;
  gboolean done = TRUE;
  for (int mirrored = 0; done && mirrored < 2; mirrored++)
    if (travel == BSR_TRAVEL_UNKNOWN || (travel == BSR_TRAVEL_OPPOSITE) == mirrored)
      done = attempt (&raster_a, a, b, &place, mirrored, n_threads, &attempts[mirrored],
                      cancellable, error);
  bsr_container_raster_clear (&raster_a);
  if (!done)
    return FALSE;
  int best = attempts[1].weight > attempts[0].weight;
  *alignment = attempts[best].alignment;
  alignment->travel_is_sure = travel != BSR_TRAVEL_UNKNOWN
                              || attempts[best].weight > SURE_RATIO * attempts[!best].weight;
  return TRUE;
}

gboolean
bsr_alignment_find (const BsrComparedScan *a, const BsrComparedScan *b, BsrTravel travel,
                    int n_threads, BsrAlignment *alignment, GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (a != NULL && b != NULL && alignment != NULL, FALSE);

  BsrContainerPlace at_a = bsr_compared_scan_place (a), at_b = bsr_compared_scan_place (b);
  BsrScanFit fit = bsr_scan_link_fit (&at_a, &at_b);
  if (fit == BSR_SCAN_FIT_NONE)
    *alignment = (BsrAlignment){
      .link = bsr_scan_link_of_boxes (&at_a, &at_b, travel == BSR_TRAVEL_OPPOSITE),
      .grade = BSR_ALIGNMENT_CORNERS,
      .residual_x_mm = BSR_ALIGNMENT_BOXES_MM,
      .residual_y_mm = BSR_ALIGNMENT_BOXES_MM,
      .travel_is_sure = travel != BSR_TRAVEL_UNKNOWN,
    };
  else if (!align_same_length (a, b, travel, n_threads, alignment, cancellable, error))
    return FALSE;
  alignment->same_height = fit == BSR_SCAN_FIT_BOTH
                           || (fit == BSR_SCAN_FIT_NONE
                               && fabs (at_a.container.height * at_a.pitch_y_mm
                                        - at_b.container.height * at_b.pitch_y_mm)
                                      <= BSR_SCAN_LINK_SAME * at_a.container.height * at_a.pitch_y_mm);
  return TRUE;
}

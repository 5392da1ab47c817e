#include "bsr-dead-modules.h"

#include <stdlib.h>

#include "bsr-radiograph.h"

/* Smaller patches are spikes or noise around the dark, pixels. */
#define MIN_AREA 4
/* Transmission in another energy at which this one cannot be blind: 6 MV still passes 0.3 % of
 * what 4 MV passes 2 %, and the other way round (steel and organic, XCOM). */
#define SEEN_THROUGH 0.02
/* Share of a patch that must be seen through: its border may be blurred by the other's offset. */
#define SEEN_SHARE 0.6
/* A module is a rectangle (its corners may be cut) of at least so many pixels, and unless another
 * energy proves it, so much of its border must be lit: dark cargo is speckled with empty pixels. */
#define RECTANGLE_SHARE 0.9
#define MIN_RECTANGLE 12
#define LIT_SHARE 0.5
/* A row of modules: as many at one spacing, if nothing else proves them; less where some of them
 * are proven by another energy. */
#define MIN_ROW 6
#define MIN_PROVEN_ROW 3
/* More candidates than any array has modules: no row is looked for among them. */
#define MAX_PATCHES 4096
/* Share of a place in the row that must be without signal to be the module expected there. */
#define PLACE_SHARE 0.9
/* Pixels of a patch between two looks whether to go on: a millisecond or so. */
#define LOOK_UP_EVERY 65536

typedef struct
{
  BsrBox box;
  int area;
  gboolean proven; /* another energy sees through */
} Patch;

typedef struct
{
  BsrExposure *exposures;
  int n_exposures, index;
  int width, height;
  int first;       /* sample with a signal */
  BsrPlane *seen;  /* U8: pixels already in a patch */
  GArray *pixels;  /* of gint64: the patch being filled */
  GArray *patches; /* of Patch */
  GCancellable *cancellable;
} Search;

static gboolean
is_blank (const Search *search, int x, int y)
{
  const BsrExposure *exposure = &search->exposures[search->index];
  return bsr_plane_row_u16 (exposure->samples, y)[x] < search->first
         && (bsr_plane_row_u8 (exposure->flags, y)[x] & BSR_PIXEL_DEAD) == 0;
}

static gboolean
is_seen_through (const Search *search, int x, int y)
{
  for (int i = 0; i < search->n_exposures; i++)
    {
      const BsrExposure *other = &search->exposures[i];
      if (i != search->index && (bsr_plane_row_u8 (other->flags, y)[x] & BSR_PIXEL_DEAD) == 0
          && (double) bsr_exposure_signal (other, x, y) > SEEN_THROUGH * other->air)
        return TRUE;
    }
  return FALSE;
}

static void
push (Search *search, int x, int y)
{
  if (x < 0 || y < 0 || x >= search->width || y >= search->height
      || bsr_plane_row_u8 (search->seen, y)[x] != 0 || !is_blank (search, x, y))
    return;
  bsr_plane_row_u8 (search->seen, y)[x] = 1;
  gint64 at = (gint64) y * search->width + x;
  g_array_append_val (search->pixels, at);
}

/* Only what is seen through itself: cargo beside the module may be part of the patch. */
static void
flag_patch (const Search *search)
{
  for (guint i = 0; i < search->pixels->len; i++)
    {
      gint64 at = g_array_index (search->pixels, gint64, i);
      int x = (int) (at % search->width), y = (int) (at / search->width);
      if (is_seen_through (search, x, y))
        bsr_plane_row_u8 (search->exposures[search->index].flags, y)[x] |= BSR_PIXEL_DEAD;
    }
}

/* Whether the beam reaches the pixels around @box. */
static gboolean
is_surrounded_by_light (const Search *search, BsrBox box)
{
  const BsrExposure *exposure = &search->exposures[search->index];
  BsrBox around = bsr_box_grow (box, 1, bsr_plane_bounds (exposure->samples));
  int border = 0, lit = 0;
  for (int y = around.y; y < around.y + around.height; y++)
    for (int x = around.x; x < around.x + around.width; x++)
      if (!bsr_box_contains_point (box, x, y)
          && (bsr_plane_row_u8 (exposure->flags, y)[x] & BSR_PIXEL_DEAD) == 0)
        {
          border++;
          lit += (double) bsr_exposure_signal (exposure, x, y)
                 > BSR_EXPOSURE_STRAY * exposure->air;
        }
  return border > 0 && lit >= LIT_SHARE * border;
}

/* The patch that holds (x, y): four-connected pixels without signal. What is left of it when it is
 * cancelled says nothing. */
static void
take_patch (Search *search, int x, int y)
{
  g_array_set_size (search->pixels, 0);
  push (search, x, y);
  BsrBox box = { x, y, 1, 1 };
  int seen_through = 0;
  for (guint i = 0; i < search->pixels->len; i++)
    {
      if (i % LOOK_UP_EVERY == 0 && g_cancellable_is_cancelled (search->cancellable))
        return;
      gint64 at = g_array_index (search->pixels, gint64, i);
      int px = (int) (at % search->width), py = (int) (at / search->width);
      box = bsr_box_union (box, (BsrBox){ px, py, 1, 1 });
      seen_through += is_seen_through (search, px, py);
      push (search, px + 1, py);
      push (search, px - 1, py);
      push (search, px, py + 1);
      push (search, px, py - 1);
    }

  int area = (int) search->pixels->len;
  if (area < MIN_AREA)
    return;
  Patch patch = { box, area, seen_through >= SEEN_SHARE * area };
  if (patch.proven)
    flag_patch (search);
  if (area >= MIN_RECTANGLE && area >= RECTANGLE_SHARE * bsr_box_area (box)
      && (patch.proven || is_surrounded_by_light (search, box)))
    g_array_append_val (search->patches, patch);
}

/* The same along x and along y: a box seen from a row of modules that runs along the first. */
static BsrBox
turned (BsrBox box, gboolean turn)
{
  return turn ? (BsrBox){ box.y, box.x, box.height, box.width } : box;
}

static int
compare_along_x (const void *a, const void *b)
{
  return ((const Patch *) a)->box.x - ((const Patch *) b)->box.x;
}

static int
compare_along_y (const void *a, const void *b)
{
  return ((const Patch *) a)->box.y - ((const Patch *) b)->box.y;
}

static gboolean
is_alike (BsrBox a, BsrBox b)
{
  return abs (a.y - b.y) <= 1 && abs (a.height - b.height) <= 1 && abs (a.width - b.width) <= 1;
}

/* Spacing of patches that stand in one row at a whole number of spacings from each other, or 0. */
static int
spacing_of (const GArray *row, gboolean turn)
{
  int least = G_MAXINT;
  for (guint i = 1; i < row->len; i++)
    least = MIN (least, turned (g_array_index (row, Patch, i).box, turn).x
                            - turned (g_array_index (row, Patch, i - 1).box, turn).x);
  if (least <= turned (g_array_index (row, Patch, 0).box, turn).width)
    return 0;
  for (guint i = 1; i < row->len; i++)
    {
      int gap = turned (g_array_index (row, Patch, i).box, turn).x
                - turned (g_array_index (row, Patch, i - 1).box, turn).x;
      int rest = gap % least, allowed = gap / least;
      if (MIN (rest, least - rest) > MAX (allowed, 1))
        return 0;
    }
  return least;
}

static void
flag_place (const Search *search, BsrBox place)
{
  BsrPlane *samples = search->exposures[search->index].samples;
  place = bsr_box_intersect (place, (BsrBox){ 0, 0, search->width, search->height });
  int blank = 0;
  for (int y = place.y; y < place.y + place.height; y++)
    for (int x = place.x; x < place.x + place.width; x++)
      blank += bsr_plane_row_u16 (samples, y)[x] < search->first;
  if (bsr_box_is_empty (place) || blank < PLACE_SHARE * bsr_box_area (place))
    return;
  for (int y = place.y; y < place.y + place.height; y++)
    for (int x = place.x; x < place.x + place.width; x++)
      if (bsr_plane_row_u16 (samples, y)[x] < search->first)
        bsr_plane_row_u8 (search->exposures[search->index].flags, y)[x] |= BSR_PIXEL_DEAD;
}

/* The places between and beyond the patches of a row, one spacing apart: a module whose own
 * surroundings are without signal too is no patch of its own. */
static void
flag_row (const Search *search, const GArray *row, gboolean turn, int spacing)
{
  int end = turn ? search->height : search->width;
  for (guint i = 0; i < row->len; i++)
    {
      BsrBox box = turned (g_array_index (row, Patch, i).box, turn);
      flag_place (search, turned (box, turn));
      int next = i + 1 < row->len ? turned (g_array_index (row, Patch, i + 1).box, turn).x : end;
      for (BsrBox place = box; (place.x += spacing) < next - spacing / 2;)
        flag_place (search, turned (place, turn));
      if (i == 0)
        for (BsrBox place = box; (place.x -= spacing) > -place.width;)
          flag_place (search, turned (place, turn));
    }
}

/* Rows of alike patches; @turn: columns. */
static void
find_rows (Search *search, gboolean turn)
{
  g_array_sort (search->patches, turn ? compare_along_y : compare_along_x);
  g_autofree gboolean *used = g_new0 (gboolean, MAX (search->patches->len, 1));
  g_autoptr (GArray) row = g_array_new (FALSE, FALSE, sizeof (Patch));
  for (guint i = 0; i < search->patches->len; i++)
    {
      if (used[i])
        continue;
      BsrBox first = turned (g_array_index (search->patches, Patch, i).box, turn);
      int proven = 0;
      g_array_set_size (row, 0);
      for (guint j = i; j < search->patches->len; j++)
        {
          Patch *patch = &g_array_index (search->patches, Patch, j);
          if (used[j] || !is_alike (first, turned (patch->box, turn)))
            continue;
          used[j] = TRUE;
          proven += patch->proven;
          g_array_append_val (row, *patch);
        }
      int least = proven >= MIN_PROVEN_ROW ? MIN_PROVEN_ROW : MIN_ROW;
      int spacing = (int) row->len >= least ? spacing_of (row, turn) : 0;
      if (spacing > 0)
        flag_row (search, row, turn, spacing);
    }
}

static gboolean
has_blanks (const BsrExposure *exposure)
{
  for (int y = 0; y < bsr_plane_height (exposure->samples); y++)
    if (exposure->n_empty[y] > 0)
      return TRUE;
  return FALSE;
}

gboolean
bsr_dead_modules_flag (BsrExposure *exposures, int n_exposures, int index,
                       GCancellable *cancellable, GError **error)
{
  const BsrExposure *exposure = &exposures[index];
  int width = bsr_plane_width (exposure->samples), height = bsr_plane_height (exposure->samples);
  if (!has_blanks (exposure))
    return TRUE;
  g_autoptr (BsrPlane) seen = bsr_plane_new (BSR_FORMAT_U8, width, height, NULL);
  if (seen == NULL)
    return TRUE; /* memory: patches without signal are then taken as cargo, the safe side */
  g_autoptr (GArray) pixels = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) patches = g_array_new (FALSE, FALSE, sizeof (Patch));
  Search search = { .exposures = exposures,
                    .n_exposures = n_exposures,
                    .index = index,
                    .width = width,
                    .height = height,
                    .first = bsr_exposure_first_above (exposure, 0.0),
                    .seen = seen,
                    .pixels = pixels,
                    .patches = patches,
                    .cancellable = cancellable };
  for (int y = 0; y < height; y++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (int x = 0; x < width && exposure->n_empty[y] > 0; x++)
        if (is_blank (&search, x, y) && bsr_plane_row_u8 (seen, y)[x] == 0)
          take_patch (&search, x, y);
    }
  if (patches->len <= MAX_PATCHES)
    {
      find_rows (&search, FALSE);
      find_rows (&search, TRUE);
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

#include "bsr-projected-set.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-concealment.h"
#include "bsr-container.h"
#include "bsr-error.h"
#include "bsr-image-writer.h"
#include "bsr-json-reader.h"
#include "bsr-new-file.h"
#include "bsr-random.h"
#include "bsr-scan-file.h"
#include "bsr-thread-team.h"
#include "bsr-threat-projection.h"
#include "bsr-truth.h"

#define PIXELS_ENDING ".tiff"
#define STREAM_THREATS 0x600
/* Places tried before a scan counts as having none. */
#define MAX_PLACES 2000
/* Standard deviation of the edges of three real portal scans (6/4 MV), pixels: lower quartile of
 * steps between flat sides, 0.6 along the columns and at most that along the rows. */
#define BLUR_PX 0.6
/* The least that counts as loaded, steel equivalent, mm: walls of an empty container are about 4 mm,
 * with frames and bows 10 mm. */
#define LEAST_LOAD_MM 12.0
/* Share of a place that may be less: a threat hangs in no empty space. */
#define MOST_EMPTY 0.05
/* Of the thickest that the beam gets through: what lies behind more cannot be seen by anybody. */
#define MOST_SHARE 0.6
/* Share of a place's pixels of which nothing is known that still lets it be used. */
#define MOST_MUTE 0.02
/* The container's frame, mm: threats lie within it. */
#define FRAME_MM 150.0

/* Threats by kind; sizes in mm of the smallest and of the largest, along the container, up and
 * across. */
static const struct
{
  BsrConcealmentKind kind;
  double least[3], most[3];
} threats[] = {
  { BSR_CONCEALMENT_BRICKS, { 150.0, 110.0, 215.0 }, { 600.0, 420.0, 860.0 } },
  { BSR_CONCEALMENT_SHIELD, { 80.0, 70.0, 80.0 }, { 400.0, 300.0, 400.0 } },
  { BSR_CONCEALMENT_HANDGUNS, { 245.0, 245.0, 200.0 }, { 730.0, 490.0, 400.0 } },
};

/* One real scan, ready to be projected into. */
typedef struct
{
  char *name;
  BsrScan *scan;
  BsrRadiograph *radiograph;
  BsrBox room; /* within the container's frame */
} Ground;

typedef struct
{
  const char *scans, *out;
  guint64 seed;
  int n, n_done;
  BsrProgress progress;
  gpointer progress_data;
} Making;

static void
ground_clear (Ground *ground)
{
  g_free (ground->name);
  g_clear_pointer (&ground->scan, bsr_scan_unref);
  g_clear_pointer (&ground->radiograph, bsr_radiograph_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ground, ground_clear)

static char *
path_in (const char *folder, const char *name, const char *ending)
{
  g_autofree char *file = g_strconcat (name, ending, NULL);
  return g_build_filename (folder, file, NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full) (nullable): the names of the scans of @folder, sorted. */
static GPtrArray *
list_scans (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  if (dir == NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the folder cannot be read: %s"),
                   g_strerror (errno));
      return NULL;
    }
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.' && g_str_has_suffix (name, PIXELS_ENDING))
      g_ptr_array_add (names, g_strndup (name, strlen (name) - strlen (PIXELS_ENDING)));
  g_ptr_array_sort (names, compare_names);
  if (names->len > 0)
    return g_steal_pointer (&names);
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("there is no NAME.tiff in it"));
  return NULL;
}

static gboolean
read_ground (Ground *ground, const Making *making, const char *name, int n_threads,
             GCancellable *cancellable, GError **error)
{
  g_autofree char *path = path_in (making->scans, name, PIXELS_ENDING);
  g_autoptr (BsrImage) image = NULL;
  ground->name = g_strdup (name);
  ground->scan = bsr_scan_load (path, &image, cancellable, error);
  if (ground->scan != NULL)
    ground->radiograph = bsr_radiograph_new (image, &ground->scan->acquisition, n_threads,
                                             cancellable, error);
  if (ground->radiograph == NULL)
    {
      g_prefix_error (error, "%s%s: ", name, PIXELS_ENDING);
      return FALSE;
    }
  const BsrAcquisition *acquisition = &ground->scan->acquisition;
  bsr_container_find (ground->radiograph, &ground->room);
  int frame_x = (int) ceil (FRAME_MM / acquisition->pitch_x_mm);
  int frame_y = (int) ceil (FRAME_MM / acquisition->pitch_y_mm);
  ground->room.x += frame_x;
  ground->room.y += frame_y;
  ground->room.width = MAX (ground->room.width - 2 * frame_x, 0);
  ground->room.height = MAX (ground->room.height - 2 * frame_y, 0);
  return TRUE;
}

/* A kind and a size, evenly in the logarithm. */
static BsrThreat *
draw_threat (const Ground *ground, BsrRandom *random, GError **error)
{
  const BsrSceneRoom room = { .length = 3000.0, .height = 3000.0, .width = 3000.0,
                              .inner_x1 = 3000.0, .inner_y1 = 3000.0, .inner_z1 = 3000.0 };
  const double centre[3] = { 1500.0, 1500.0, 1500.0 };
  int index = bsr_random_index (random, G_N_ELEMENTS (threats));
  double share = bsr_random_uniform (random), size[3];
  for (int axis = 0; axis < 3; axis++)
    size[axis] = threats[index].least[axis]
                 * pow (threats[index].most[axis] / threats[index].least[axis], share);
  g_autoptr (BsrSceneModel) model = bsr_scene_model_new (&room);
  int object = bsr_concealment_add (model, threats[index].kind, centre, size, random);
  const BsrAcquisition *acquisition = &ground->scan->acquisition;
  return bsr_threat_new_from_scene (model, object, acquisition->pitch_x_mm,
                                    acquisition->pitch_y_mm, error);
}

/* Whether goods lie there that the beam gets through. */
static gboolean
is_usable (const Ground *ground, BsrBox place)
{
  BsrPlane *flags = bsr_radiograph_flags (ground->radiograph, 0);
  double sum = 0.0, n_mute = 0.0, n_empty = 0.0, n = (double) bsr_box_area (place);
  for (int y = place.y; y < place.y + place.height; y++)
    for (int x = place.x; x < place.x + place.width; x++)
      {
        double mm = (double) bsr_radiograph_steel_at (ground->radiograph, x, y);
        sum += mm;
        n_empty += mm < LEAST_LOAD_MM;
        n_mute += (bsr_plane_row_u8 (flags, y)[x] & (BSR_PIXEL_OPAQUE | BSR_PIXEL_DEAD)) != 0;
      }
  return n_empty / n <= MOST_EMPTY && n_mute / n <= MOST_MUTE
         && sum / n <= MOST_SHARE * bsr_radiograph_penetration_mm (ground->radiograph);
}

/* (transfer full) (nullable): a threat and a place for it. */
static BsrThreat *
draw (const Ground *ground, BsrRandom *random, int *x, int *y, GError **error)
{
  const BsrBox *room = &ground->room;
  for (int i = 0; i < MAX_PLACES; i++)
    {
      g_autoptr (BsrThreat) threat = draw_threat (ground, random, error);
      if (threat == NULL)
        return NULL;
      if (threat->width >= room->width || threat->height >= room->height)
        continue;
      *x = room->x + bsr_random_index (random, room->width - threat->width);
      *y = room->y + bsr_random_index (random, room->height - threat->height);
      if (is_usable (ground, (BsrBox){ *x, *y, threat->width, threat->height }))
        return g_steal_pointer (&threat);
    }
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
               _ ("no place of its load would show a threat: the beam does not get through"));
  return NULL;
}

static gboolean
write_text (const char *path, const char *text, GError **error)
{
  g_autoptr (BsrNewFile) file = bsr_new_file_open (path, error);
  return file != NULL && bsr_new_file_write (file, 0, text, strlen (text), error)
         && bsr_new_file_commit (file, error);
}

/* The scan's own description, as it stands. */
static gboolean
copy_sidecar (const Ground *ground, const char *path, GError **error)
{
  g_autofree char *from = bsr_scan_sidecar_path (ground->scan->path);
  g_autofree char *to = bsr_scan_sidecar_path (path);
  if (!ground->scan->described)
    return TRUE;
  gsize length;
  g_autofree char *json = bsr_json_load_file (from, &length, error);
  return json != NULL && write_text (to, json, error);
}

static void
take_object (BsrTruth *truth, const BsrThreatProjection *projection)
{
  BsrTruthObject *object = bsr_truth_add_object (truth, projection->kind);
  object->zone = g_strdup ("load");
  object->box = object->mask_box = projection->box;
  object->mask = bsr_plane_ref (projection->mask);
  object->cnr = projection->cnr;
  object->steel_mm = projection->steel_mm;
  object->mass_kg = projection->mass_kg;
}

/* Description and truth, and the pixels last: whoever sees a scan sees those too. @projection NULL:
 * the scan as it is. */
static gboolean
write_scan (const Making *making, const Ground *ground, const char *name,
            const BsrThreatProjection *projection, GError **error)
{
  g_autoptr (BsrTruth) truth = bsr_truth_new ();
  truth->scanner = g_strdup (ground->scan->scanner);
  truth->set = g_strdup ("projected");
  truth->seed = making->seed;
  if (projection != NULL)
    take_object (truth, projection);
  g_autofree char *path = path_in (making->out, name, PIXELS_ENDING);
  g_autofree char *folder = g_build_filename (making->out, "truth", NULL);
  g_autofree char *truth_path = path_in (folder, name, ".json");
  BsrImage *image = projection != NULL ? projection->image
                                       : bsr_radiograph_image (ground->radiograph);
  if (copy_sidecar (ground, path, error) && bsr_truth_write (truth, truth_path, error)
      && bsr_image_write_tiff (image, path, error))
    return TRUE;
  g_prefix_error (error, "%s%s: ", name, PIXELS_ENDING);
  return FALSE;
}

static gboolean
make_one (const Making *making, const Ground *ground, int index, GCancellable *cancellable,
          GError **error)
{
  BsrRandom random = bsr_random_stream (making->seed, STREAM_THREATS, (guint64) index);
  int x, y;
  g_autoptr (BsrThreat) threat = draw (ground, &random, &x, &y, error);
  g_autoptr (BsrThreatProjection) projection
      = threat != NULL
            ? bsr_threat_projection_new (ground->radiograph, threat, x, y, BLUR_PX,
                                         bsr_random_next (&random), cancellable, error)
            : NULL;
  if (projection == NULL)
    {
      g_prefix_error (error, "%s%s: ", ground->name, PIXELS_ENDING);
      return FALSE;
    }
  g_autofree char *name = g_strdup_printf ("%s-%03d", ground->name, index);
  return write_scan (making, ground, name, projection, error);
}

/* All that is made of one real scan: the numbers of its turn, and itself. */
static gboolean
make_all_of (Making *making, const char *name, int first, int step, int n_threads,
             GCancellable *cancellable, GError **error)
{
  g_auto (Ground) ground = { 0 };
  if (!read_ground (&ground, making, name, n_threads, cancellable, error))
    return FALSE;
  g_autofree char *clean = g_strconcat (name, "-clean", NULL);
  if (!write_scan (making, &ground, clean, NULL, error))
    return FALSE;
  for (int i = first; i < making->n; i += step)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !make_one (making, &ground, i, cancellable, error))
        return FALSE;
      making->n_done++;
      if (making->progress != NULL)
        making->progress ((double) making->n_done / making->n, name, making->progress_data);
    }
  return TRUE;
}

gboolean
bsr_projected_set_make (const char *scans, const char *out, int n, guint64 seed, int n_threads,
                        BsrProgress progress, gpointer progress_data, GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (scans != NULL && out != NULL && n >= 0, FALSE);

  g_autoptr (GPtrArray) names = list_scans (scans, error);
  if (names == NULL)
    return FALSE;
  g_autofree char *truth = g_build_filename (out, "truth", NULL);
  if (g_mkdir_with_parents (truth, 0777) != 0)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the folder cannot be made: %s"),
                   g_strerror (errno));
      return FALSE;
    }
  Making making = { .scans = scans,
                    .out = out,
                    .seed = seed,
                    .n = n,
                    .progress = progress,
                    .progress_data = progress_data };
  for (guint i = 0; i < names->len; i++)
    if (!make_all_of (&making, g_ptr_array_index (names, i), (int) i, (int) names->len, n_threads,
                      cancellable, error))
      return FALSE;
  return TRUE;
}

#include "bsr-inspection.h"

#include "bsr-container.h"

/* More places than an officer would look at; the exchange contract wants all candidates, and a
 * scan has seldom more than a hundred. */
#define MAX_FINDINGS 200

typedef struct
{
  const char *name;
  double elapsed_ms;
} Stage;

struct _BsrInspection
{
  gatomicrefcount refs;
  BsrRadiograph *radiograph;
  gboolean container_found;
  BsrBox container;
  BsrLoad load;
  GArray *findings;
  int n_stages;
  Stage stages[BSR_INSPECTION_MAX_STAGES];
};

/* What is told while it runs. */
typedef struct
{
  BsrInspection *inspection;
  BsrProgress progress;
  gpointer progress_data;
  int n_expected;
  gint64 began;
} Course;

static void
begin_stage (Course *course, const char *name)
{
  BsrInspection *inspection = course->inspection;

  g_assert (inspection->n_stages < BSR_INSPECTION_MAX_STAGES);
  inspection->stages[inspection->n_stages].name = name;
  course->began = g_get_monotonic_time ();
  if (course->progress != NULL)
    course->progress ((double) inspection->n_stages / course->n_expected, name,
                      course->progress_data);
}

/* FALSE when cancelled in between: later stages need not begin. */
static gboolean
end_stage (Course *course, GCancellable *cancellable, GError **error)
{
  BsrInspection *inspection = course->inspection;
  double elapsed_us = (double) (g_get_monotonic_time () - course->began);

  inspection->stages[inspection->n_stages++].elapsed_ms = elapsed_us / 1000.0;
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static int
count_detectors (int n_planes)
{
  int n = 0;
  for (int i = 0; bsr_detectors[i] != NULL; i++)
    n += bsr_detectors[i]->min_planes <= n_planes;
  return n;
}

static gboolean
run_detectors (Course *course, const BsrGrid *grid, const BsrInside *inside, int n_threads,
               GCancellable *cancellable, GError **error)
{
  BsrInspection *inspection = course->inspection;
  BsrDetectInput input
      = { inspection->radiograph, inspection->container, grid, inside, n_threads };
  int n_planes = bsr_radiograph_n_planes (inspection->radiograph);

  for (int i = 0; bsr_detectors[i] != NULL; i++)
    {
      if (bsr_detectors[i]->min_planes > n_planes)
        continue;
      begin_stage (course, bsr_detectors[i]->id);
      if (!bsr_detectors[i]->run (&input, inspection->findings, cancellable, error)
          || !end_stage (course, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_stages (Course *course, BsrImage *image, const BsrAcquisition *acquisition, int n_threads,
            GCancellable *cancellable, GError **error)
{
  BsrInspection *inspection = course->inspection;

  begin_stage (course, "physics");
  inspection->radiograph
      = bsr_radiograph_new (image, acquisition, n_threads, cancellable, error);
  if (inspection->radiograph == NULL || !end_stage (course, cancellable, error))
    return FALSE;

  begin_stage (course, "container");
  inspection->container_found
      = bsr_container_find (inspection->radiograph, &inspection->container);
  if (!end_stage (course, cancellable, error))
    return FALSE;

  begin_stage (course, "load");
  g_autoptr (BsrGrid) grid = bsr_grid_new (inspection->radiograph, inspection->container,
                                           BSR_DETECT_CELL_MM, n_threads, cancellable, error);
  if (grid == NULL)
    return FALSE;
  g_autoptr (BsrInside) inside = bsr_inside_new (grid);
  inspection->load = bsr_load_of_grid (inspection->radiograph, grid, inside);
  if (!end_stage (course, cancellable, error))
    return FALSE;

  if (!run_detectors (course, grid, inside, n_threads, cancellable, error))
    return FALSE;

  begin_stage (course, "merge");
  bsr_findings_merge (inspection->findings, BSR_SCORE_LISTED, MAX_FINDINGS);
  return end_stage (course, cancellable, error);
}

BsrInspection *
bsr_inspection_run (BsrImage *image, const BsrAcquisition *acquisition, int n_threads,
                    BsrProgress progress, gpointer progress_data, GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (image != NULL && acquisition != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  g_autoptr (BsrInspection) inspection = g_new0 (BsrInspection, 1);
  g_atomic_ref_count_init (&inspection->refs);
  inspection->findings = g_array_new (FALSE, FALSE, sizeof (BsrFinding));
  Course course = {
    .inspection = inspection,
    .progress = progress,
    .progress_data = progress_data,
    /* physics, container, load and merge besides the detectors */
    .n_expected = 4 + count_detectors (bsr_image_n_planes (image)),
  };
  if (!run_stages (&course, image, acquisition, n_threads, cancellable, error))
    return NULL;
  if (progress != NULL)
    progress (1.0, "merge", progress_data);
  return g_steal_pointer (&inspection);
}

BsrInspection *
bsr_inspection_ref (BsrInspection *inspection)
{
  g_return_val_if_fail (inspection != NULL, NULL);
  g_atomic_ref_count_inc (&inspection->refs);
  return inspection;
}

void
bsr_inspection_unref (BsrInspection *inspection)
{
  g_return_if_fail (inspection != NULL);
  if (!g_atomic_ref_count_dec (&inspection->refs))
    return;
  g_clear_pointer (&inspection->radiograph, bsr_radiograph_unref);
  g_array_unref (inspection->findings);
  g_free (inspection);
}

BsrRadiograph *
bsr_inspection_radiograph (const BsrInspection *inspection)
{
  return inspection->radiograph;
}

gboolean
bsr_inspection_container (const BsrInspection *inspection, BsrBox *box)
{
  if (box != NULL)
    *box = inspection->container;
  return inspection->container_found;
}

const BsrLoad *
bsr_inspection_load (const BsrInspection *inspection)
{
  return &inspection->load;
}

const BsrFinding *
bsr_inspection_findings (const BsrInspection *inspection, int *n_findings)
{
  g_return_val_if_fail (n_findings != NULL, NULL);
  *n_findings = (int) inspection->findings->len;
  return (const BsrFinding *) inspection->findings->data;
}

int
bsr_inspection_stage_count (const BsrInspection *inspection)
{
  return inspection->n_stages;
}

const char *
bsr_inspection_stage (const BsrInspection *inspection, int index, double *elapsed_ms)
{
  g_return_val_if_fail (index >= 0 && index < inspection->n_stages, NULL);
  if (elapsed_ms != NULL)
    *elapsed_ms = inspection->stages[index].elapsed_ms;
  return inspection->stages[index].name;
}

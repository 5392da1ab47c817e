#include "bsr-inspection.h"

#include <string.h>

#include "bsr-container.h"
#include "bsr-examination.h"
#include "bsr-material-judge.h"

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
  int n_containers; /* found: 0...2 */
  BsrBox containers[2]; /* the first is the whole image when none was found */
  BsrLoad load;
  BsrLoadRegion whole, regions[2 * BSR_LOAD_MOST_REGIONS];
  int n_regions;
  GArray *findings;
  BsrLoadProfile profile;
  int n_reference_loads;
  int n_stages;
  Stage stages[BSR_INSPECTION_MAX_STAGES];
};

/* What is told while it runs. */
typedef struct
{
  BsrInspection *inspection;
  const BsrReference *reference; /* (nullable) */
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

/* Each step of an examination is a stage of its own: the one before it ends. */
typedef struct
{
  Course *course;
  gboolean begun;
} Steps;

static gboolean
step_cb (const char *name, gpointer data, GError **error)
{
  Steps *steps = data;
  if (steps->begun && !end_stage (steps->course, NULL, error))
    return FALSE;
  steps->begun = TRUE;
  begin_stage (steps->course, name);
  return TRUE;
}

/* All containers, one after the other: each is judged by itself. The profile is the first one's. */
static gboolean
examine (Course *course, int n_threads, GCancellable *cancellable, GError **error)
{
  BsrInspection *inspection = course->inspection;
  BsrLoad loads[2];
  double areas[2];

  for (int i = 0; i < MAX (inspection->n_containers, 1); i++)
    {
      Steps steps = { .course = course };
      g_autoptr (BsrExamination) examination = bsr_examination_new (
          inspection->radiograph, inspection->containers[i], course->reference, n_threads, step_cb,
          &steps, cancellable, error);
      if (examination == NULL || !end_stage (course, cancellable, error))
        return FALSE;

      int n;
      const BsrFinding *candidates = bsr_examination_candidates (examination, &n);
      g_array_append_vals (inspection->findings, candidates, n);
      loads[i] = bsr_examination_load (examination);
      areas[i] = (double) bsr_box_area (inspection->containers[i]);
      const BsrLoadRegion *regions = bsr_examination_regions (examination, &n);
      memcpy (inspection->regions + inspection->n_regions, regions, sizeof *regions * (gsize) n);
      inspection->n_regions += n;
      if (i > 0)
        continue;
      inspection->profile = bsr_examination_profile (examination);
      inspection->whole = *bsr_examination_whole (examination);
    }
  inspection->load = inspection->n_containers == 2 ? bsr_load_join (loads, areas) : loads[0];
  return TRUE;
}

/* Only of the foremost findings: naming a material costs more than finding the place. */
#define MOST_NAMED 20

static void
name_materials (BsrInspection *inspection, GCancellable *cancellable)
{
  g_autoptr (BsrMaterialJudge) judge = bsr_material_judge_new (inspection->radiograph);
  guint n = MIN (inspection->findings->len, MOST_NAMED);
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      BsrFinding *finding = &g_array_index (inspection->findings, BsrFinding, i);
      if (finding->steel_mm > 0.0)
        finding->material = bsr_material_judge_classify (judge, finding->box);
    }
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
  inspection->n_containers
      = bsr_container_find_all (inspection->radiograph, inspection->containers);
  course->n_expected *= MAX (inspection->n_containers, 1);
  if (!end_stage (course, cancellable, error))
    return FALSE;

  if (!examine (course, n_threads, cancellable, error))
    return FALSE;

  begin_stage (course, "merge");
  bsr_findings_merge (inspection->findings, BSR_SCORE_LISTED, MAX_FINDINGS);
  name_materials (inspection, cancellable);
  return end_stage (course, cancellable, error);
}

BsrInspection *
bsr_inspection_run (BsrImage *image, const BsrAcquisition *acquisition,
                    const BsrReference *reference, int n_threads, BsrProgress progress, gpointer progress_data, GCancellable *cancellable,
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
    .reference = reference,
    .progress = progress,
    .progress_data = progress_data,
    /* physics, container and merge besides the examination */
    .n_expected = 3 + bsr_examination_n_steps (bsr_image_n_planes (image)),
  };
  inspection->n_reference_loads = reference != NULL ? bsr_reference_n_loads (reference) : 0;
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
    *box = inspection->containers[0];
  return inspection->n_containers > 0;
}

int
bsr_inspection_containers (const BsrInspection *inspection, BsrBox boxes[2])
{
  boxes[0] = inspection->containers[0];
  boxes[1] = inspection->containers[1];
  return inspection->n_containers;
}

const BsrLoad *
bsr_inspection_load (const BsrInspection *inspection)
{
  return &inspection->load;
}

const BsrLoadRegion *
bsr_inspection_regions (const BsrInspection *inspection, int *n_regions)
{
  *n_regions = inspection->n_regions;
  return inspection->regions;
}

const BsrLoadRegion *
bsr_inspection_whole (const BsrInspection *inspection)
{
  return &inspection->whole;
}

BsrLoadProfile
bsr_inspection_profile (const BsrInspection *inspection)
{
  return inspection->profile;
}

int
bsr_inspection_n_reference_loads (const BsrInspection *inspection)
{
  return inspection->n_reference_loads;
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

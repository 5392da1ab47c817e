#include "bsr-examination.h"

#include "bsr-judge.h"
#include "bsr-load-lump.h"
#include "bsr-survey.h"

struct _BsrExamination
{
  GArray *candidates; /* BsrFinding */
  float *features;    /* BSR_N_FEATURES of each */
  BsrLoad load;
  BsrLoadRegion whole, regions[BSR_LOAD_MOST_REGIONS];
  int n_regions;
  BsrLoadProfile profile;
};

typedef struct
{
  BsrExaminationStep step;
  gpointer data;
  GCancellable *cancellable;
} Course;

static gboolean
begin (const Course *course, const char *name, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (course->cancellable, error))
    return FALSE;
  if (course->step != NULL && !course->step (name, course->data, error))
    return FALSE;
  return !g_cancellable_set_error_if_cancelled (course->cancellable, error);
}

int
bsr_examination_n_steps (int n_planes)
{
  int n = 3; /* the evidence, the appearance and the judge */
  for (int i = 0; bsr_detectors[i] != NULL; i++)
    n += bsr_detectors[i]->min_planes <= n_planes;
  return n;
}

/* The evidence reaches a little beyond the container, where its wagon or chassis is. */
static gboolean
is_in_container (const BsrFinding *finding, BsrBox container)
{
  return bsr_box_contains_point (container, finding->box.x + finding->box.width / 2.0,
                                 finding->box.y + finding->box.height / 2.0);
}

/* Appends what detector @index names in the container; remembers who named it. */
static gboolean
run_detector (BsrExamination *examination, int index, const BsrDetectInput *input,
              GArray *detectors, const Course *course, GError **error)
{
  const BsrDetector *detector = bsr_detectors[index];
  if (!begin (course, detector->id, error)
      || !detector->run (input, examination->candidates, course->cancellable, error))
    return FALSE;
  for (guint i = detectors->len; i < examination->candidates->len;)
    if (is_in_container (&g_array_index (examination->candidates, BsrFinding, i), input->container))
      i++;
    else
      g_array_remove_index (examination->candidates, i);
  while (detectors->len < examination->candidates->len)
    g_array_append_val (detectors, index);
  return TRUE;
}

static gboolean
judge_candidates (BsrExamination *examination, const BsrDetectInput *input,
                  const GArray *detectors, GCancellable *cancellable, GError **error)
{
  const BsrJudge *judge = bsr_judge_get ();
  int n = (int) examination->candidates->len;
  g_autoptr (BsrSurvey) survey = bsr_survey_new (input->evidence, input->appearance, input->reference, error);
  if (survey == NULL)
    return FALSE;

  examination->features = g_new (float, MAX (n, 1) * BSR_N_FEATURES);
  if (!bsr_survey_measure (survey, (const BsrFinding *) examination->candidates->data, n,
                           examination->features, cancellable, error))
    return FALSE;
  for (int i = 0; i < n; i++)
    {
      float *features = examination->features + i * BSR_N_FEATURES;
      features[BSR_FEATURE_DETECTOR] = (float) g_array_index (detectors, int, i);
      g_array_index (examination->candidates, BsrFinding, i).score = bsr_judge_score (judge, features);
    }
  return TRUE;
}

static gboolean
describe_load (BsrExamination *examination, const BsrDetectInput *input, GError **error)
{
  g_autoptr (BsrLoadMap) map = bsr_load_map_new (input->grid, input->inside,
                                                 bsr_evidence_structure (input->evidence), error);
  if (map == NULL)
    return FALSE;
  g_autoptr (GError) problem = NULL;
  g_autoptr (BsrLoadPlaces) places = bsr_load_places_new (
      input->radiograph, input->grid, map, bsr_inside_wall_mm (input->inside), &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  const BsrLoadLook look = { input->radiograph, input->grid, map, places,
                             bsr_inside_wall_mm (input->inside),
                             bsr_inside_wall_sd_mm (input->inside) };
  BsrBox space = bsr_load_map_space (map);
  examination->load = bsr_load_of_map (input->radiograph, input->grid, map, look.wall_sd_mm);
  examination->load.lump = bsr_load_lump_find (&look);
  examination->n_regions = bsr_load_regions_find (&look, examination->regions);
  examination->whole = bsr_load_region_measure (&look, space.x, space.x + space.width);
  return TRUE;
}

BsrExamination *
bsr_examination_new (BsrRadiograph *radiograph, BsrBox container,
                     const BsrReference *reference, int n_threads, BsrExaminationStep step, gpointer step_data, GCancellable *cancellable,
                     GError **error)
{
  g_return_val_if_fail (radiograph != NULL, NULL);

  const Course course = { step, step_data, cancellable };
  g_autoptr (BsrExamination) examination = g_new0 (BsrExamination, 1);
  examination->candidates = g_array_new (FALSE, FALSE, sizeof (BsrFinding));
  if (!begin (&course, "evidence", error))
    return NULL;
  g_autoptr (BsrEvidence) evidence
      = bsr_evidence_new (radiograph, container, n_threads, cancellable, error);
  if (evidence == NULL)
    return NULL;

  if (!begin (&course, "network", error))
    return NULL;
  g_autoptr (BsrAppearance) appearance
      = bsr_appearance_new (evidence, n_threads, cancellable, error);
  if (appearance == NULL)
    return NULL;
  BsrDetectInput input = { radiograph, container, bsr_evidence_grid (evidence),
                           bsr_evidence_inside (evidence), evidence, reference, n_threads,
                           appearance };
  g_autoptr (GArray) detectors = g_array_new (FALSE, FALSE, sizeof (int));
  for (int i = 0; bsr_detectors[i] != NULL; i++)
    if (bsr_detectors[i]->min_planes <= bsr_radiograph_n_planes (radiograph)
        && !run_detector (examination, i, &input, detectors, &course, error))
      return NULL;
  if (!begin (&course, "judge", error)
      || !judge_candidates (examination, &input, detectors, cancellable, error))
    return NULL;
  if (!describe_load (examination, &input, error))
    return NULL;
  examination->profile = bsr_load_profile_measure (input.grid, input.inside);
  return g_steal_pointer (&examination);
}

void
bsr_examination_free (BsrExamination *examination)
{
  g_array_unref (examination->candidates);
  g_free (examination->features);
  g_free (examination);
}

const BsrFinding *
bsr_examination_candidates (const BsrExamination *examination, int *n)
{
  g_return_val_if_fail (examination != NULL && n != NULL, NULL);
  *n = (int) examination->candidates->len;
  return (const BsrFinding *) examination->candidates->data;
}

const float *
bsr_examination_features (const BsrExamination *examination, int index)
{
  g_return_val_if_fail (index >= 0 && index < (int) examination->candidates->len, NULL);
  return examination->features + index * BSR_N_FEATURES;
}

BsrLoad
bsr_examination_load (const BsrExamination *examination)
{
  return examination->load;
}

const BsrLoadRegion *
bsr_examination_regions (const BsrExamination *examination, int *n_regions)
{
  *n_regions = examination->n_regions;
  return examination->regions;
}

const BsrLoadRegion *
bsr_examination_whole (const BsrExamination *examination)
{
  return &examination->whole;
}

BsrLoadProfile
bsr_examination_profile (const BsrExamination *examination)
{
  return examination->profile;
}

/* Lists what the detectors name in each scan of a simulated set, with all that the judge weighs and
 * whether it hits a concealed object: what tests/eval/fit-judge.py fits the judge to.
 *
 *   list-candidates DIR OUT.csv [FIRST STEP]
 *
 * takes every STEP-th scan of DIR from FIRST on. OUT.csv has a line for each candidate
 * ("candidate", scan, hit, near, score, x, y, width, height, features), and for each scan before
 * them ("scan", scan, scanner, objects) and each of its objects ("object", scan, index, kind, zone,
 * cnr). */

#include <stdio.h>

#include "bsr-examination.h"
#include "bsr-hit.h"
#include "scan-set.h"

/* A candidate that shares this much of its union with an object's box without hitting it is
 * neither a find nor a false alarm. */
#define NEAR_IOU 0.02

static void
write_header (FILE *out)
{
  fprintf (out, "candidate,scan,hit,near,score,x,y,width,height");
  for (int i = 0; i < BSR_N_FEATURES; i++)
    fprintf (out, ",%s", bsr_feature_name (i));
  fprintf (out, "\n");
}

static void
write_truth (FILE *out, const char *name, const BsrTruth *truth)
{
  fprintf (out, "scan,%s,%s,%u\n", name, truth->scanner, truth->objects->len);
  for (guint i = 0; i < truth->objects->len; i++)
    {
      const BsrTruthObject *object = g_ptr_array_index (truth->objects, i);
      fprintf (out, "object,%s,%u,%s,%s,%.4g\n", name, i, object->kind, object->zone, object->cnr);
    }
}

static void
write_candidate (FILE *out, const char *name, const BsrTruth *truth, const BsrFinding *candidate,
                 const float *features)
{
  int hit = -1, near = 0;
  double best = -1.0;
  for (guint i = 0; i < truth->objects->len; i++)
    {
      const BsrTruthObject *object = g_ptr_array_index (truth->objects, i);
      double iou = bsr_box_iou (candidate->box, object->box);
      near |= iou > NEAR_IOU || bsr_hit_covered (candidate->box, object) >= BSR_HIT_LEAST_COVERED;
      if (bsr_hit (candidate->box, object) && iou > best)
        {
          hit = (int) i;
          best = iou;
        }
    }
  fprintf (out, "candidate,%s,%d,%d,%.6f,%d,%d,%d,%d", name, hit, near, candidate->score,
           candidate->box.x, candidate->box.y, candidate->box.width, candidate->box.height);
  for (int i = 0; i < BSR_N_FEATURES; i++)
    fprintf (out, ",%.6g", (double) features[i]);
  fprintf (out, "\n");
}

static gboolean
list_scan (FILE *out, const char *folder, const char *name, GError **error)
{
  g_autoptr (BsrTruth) truth = NULL;
  BsrBox container;
  g_autoptr (BsrRadiograph) radiograph
      = scan_set_open (folder, name, &truth, &container, error);
  if (radiograph == NULL)
    return FALSE;

  g_autoptr (BsrExamination) examination
      = bsr_examination_new (radiograph, container, NULL, 1, NULL, NULL, NULL, error);
  if (examination == NULL)
    return FALSE;
  int n;
  const BsrFinding *candidates = bsr_examination_candidates (examination, &n);
  write_truth (out, name, truth);
  for (int i = 0; i < n; i++)
    write_candidate (out, name, truth, &candidates[i], bsr_examination_features (examination, i));
  return TRUE;
}

int
main (int argc, char *argv[])
{
  return scan_set_main (argc, argv, write_header, list_scan);
}

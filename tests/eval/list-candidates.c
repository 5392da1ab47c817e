/* Lists what the detectors name in each scan of a simulated set, with all that the judge weighs and
 * whether it hits a concealed object: what tests/eval/fit.py fits the judge to.
 *
 *   list-candidates DIR OUT.csv [FIRST STEP]
 *
 * takes every STEP-th scan of DIR from FIRST on. OUT.csv has a line for each candidate
 * ("candidate", scan, hit, near, score, x, y, width, height, features), and for each scan before
 * them ("scan", scan, scanner, objects) and each of its objects ("object", scan, index, kind, zone,
 * cnr). */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bsr-container.h"
#include "bsr-examination.h"
#include "bsr-hit.h"
#include "bsr-scan-file.h"

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
  g_autofree char *pixels = g_strconcat (folder, "/", name, ".tiff", NULL);
  g_autofree char *truth_path = g_strconcat (folder, "/truth/", name, ".json", NULL);
  g_autoptr (BsrTruth) truth = bsr_truth_read (truth_path, NULL, error);
  g_autoptr (BsrImage) image = NULL;
  if (truth == NULL)
    return FALSE;
  g_autoptr (BsrScan) scan = bsr_scan_load (pixels, &image, NULL, error);
  if (scan == NULL)
    return FALSE;
  g_autoptr (BsrRadiograph) radiograph
      = bsr_radiograph_new (image, &scan->acquisition, 1, NULL, error);
  if (radiograph == NULL)
    return FALSE;

  BsrBox container;
  bsr_container_find (radiograph, &container);
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

static int
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
names_in (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *entry;
  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (entry, ".tiff"))
      g_ptr_array_add (names, g_strndup (entry, strlen (entry) - strlen (".tiff")));
  g_ptr_array_sort (names, by_name);
  return names;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  if (argc != 3 && argc != 5)
    {
      fprintf (stderr, "usage: list-candidates DIR OUT.csv [FIRST STEP]\n");
      return 2;
    }
  int first = argc == 5 ? atoi (argv[3]) : 0, step = argc == 5 ? MAX (atoi (argv[4]), 1) : 1;
  g_autoptr (GPtrArray) names = names_in (argv[1], &error);
  FILE *out = error == NULL ? fopen (argv[2], "w") : NULL;
  if (out == NULL)
    {
      fprintf (stderr, "list-candidates: %s\n",
               error != NULL ? error->message : "the table cannot be written");
      return 4;
    }
  write_header (out);
  for (guint i = (guint) first; i < names->len; i += (guint) step)
    if (!list_scan (out, argv[1], g_ptr_array_index (names, i), &error))
      {
        fprintf (stderr, "list-candidates: %s: %s\n", (char *) g_ptr_array_index (names, i),
                 error->message);
        return 3;
      }
  return fclose (out) == 0 ? 0 : 4;
}

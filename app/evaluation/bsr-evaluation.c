#include "bsr-evaluation.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-case-file.h"
#include "bsr-error.h"
#include "bsr-file-hash.h"
#include "bsr-json-reader.h"
#include "bsr-scan-file.h"
#include "bsr-thread-team.h"

#define TRUTH_FOLDER "truth"
#define TRUTH_ENDING ".json"

/* Endings of pixels, those of the exchange contract, the usual ones first. */
static const char *const endings[] = { ".tiff", ".tif", ".png", ".dcs", ".dcm", ".dicom", NULL };

typedef struct
{
  const char *folder, *analyses;
  const BsrReferenceSet *references; /* (nullable) */
  GPtrArray *names;       /* of the scans, sorted */
  BsrScoredScan **scored; /* as @names */
  GError **errors;        /* as @names */
  gint n_done;            /* atomic */
  BsrProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
} Evaluation;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full) (nullable): the names of all truths of @folder, sorted. */
static GPtrArray *
list_truths (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, TRUTH_FOLDER, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  if (dir == NULL)
    {
      gboolean missing = errno == ENOENT || errno == ENOTDIR;
      g_set_error (error, BSR_ERROR, missing ? BSR_ERROR_DAMAGED : BSR_ERROR_ENVIRONMENT,
                   missing ? _ ("there is no truth/ in it to hold its scans against")
                           : _ ("truth/ in it cannot be read"));
      return NULL;
    }
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.' && g_str_has_suffix (name, TRUTH_ENDING))
      g_ptr_array_add (names, g_strndup (name, strlen (name) - strlen (TRUTH_ENDING)));
  g_ptr_array_sort (names, compare_names);
  if (names->len > 0)
    return g_steal_pointer (&names);
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("there is no truth/NAME.json in it"));
  return NULL;
}

static char *
path_in (const char *folder, const char *name, const char *ending)
{
  g_autofree char *file = g_strconcat (name, ending, NULL);
  return g_build_filename (folder, file, NULL);
}

/* @error with what an officer calls the file before it. */
static void
name_file (GError **error, const char *name, const char *ending)
{
  g_prefix_error (error, "%s%s: ", name, ending);
}

/* (transfer full): the path of the pixels, @ending what it ends in; the usual one where there are
 * none. */
static char *
find_pixels (const char *folder, const char *name, const char **ending)
{
  for (int i = 0; endings[i] != NULL; i++)
    {
      g_autofree char *path = path_in (folder, name, endings[i]);
      *ending = endings[i];
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
  *ending = endings[0];
  return path_in (folder, name, endings[0]);
}

static BsrAnalysis *
read_analysis (const char *path, GError **error)
{
  gsize length;
  g_autofree char *json = bsr_json_load_file (path, &length, error);
  return json != NULL ? bsr_analysis_from_json (json, (gssize) length, error) : NULL;
}

/* @flagged stays NULL where the scan has no declaration. */
static gboolean
read_case (const char *folder, const char *name, BsrCase **flagged, GError **error)
{
  g_autofree char *path = path_in (folder, name, ".case.json");
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  *flagged = bsr_case_read (path, error);
  if (*flagged == NULL)
    name_file (error, name, ".case.json");
  return *flagged != NULL;
}

/* Earlier loads of what is declared; @reference stays NULL where there are none or too few, @goods
 * without references. */
static gboolean
find_reference (const Evaluation *evaluation, const BsrCase *flagged, BsrScan *scan,
                BsrReference **reference, BsrKnownGoods **goods, GError **error)
{
  if (evaluation->references == NULL || flagged == NULL)
    return TRUE;
  if (scan->sha256 == NULL
      && (scan->sha256 = bsr_file_sha256 (scan->path, evaluation->cancellable, error)) == NULL)
    return FALSE;
  *goods = bsr_reference_set_goods (evaluation->references, NULL, scan->sha256);
  g_autofree char *heading = bsr_case_heading (flagged);
  if (heading == NULL)
    return TRUE;
  *reference = bsr_reference_set_get (evaluation->references, heading, scan->sha256);
  return TRUE;
}

static BsrAnalysis *
analyse (const Evaluation *evaluation, const char *name, BsrScan **scan, GError **error)
{
  g_autoptr (BsrCase) flagged = NULL;
  g_autoptr (BsrImage) image = NULL;
  const char *ending;
  g_autofree char *path = find_pixels (evaluation->folder, name, &ending);
  if (!read_case (evaluation->folder, name, &flagged, error))
    return NULL;
  *scan = bsr_scan_load (path, &image, evaluation->cancellable, error);
  g_autoptr (BsrReference) reference = NULL;
  g_autoptr (BsrKnownGoods) goods = NULL;
  BsrAnalysis *analysis
      = *scan != NULL && find_reference (evaluation, flagged, *scan, &reference, &goods, error)
            ? bsr_analysis_new (*scan, image, flagged, reference, goods, 1, NULL, NULL,
                                evaluation->cancellable, error)
            : NULL;
  if (analysis == NULL)
    name_file (error, name, ending);
  return analysis;
}

/* What was said of the scan earlier, or is now. */
static BsrAnalysis *
get_analysis (const Evaluation *evaluation, const char *name, BsrScan **scan, GError **error)
{
  g_autofree char *path = path_in (evaluation->analyses, name, ".analysis.json");
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return analyse (evaluation, name, scan, error);
  g_autoptr (BsrAnalysis) analysis = read_analysis (path, error);
  if (analysis == NULL)
    {
      name_file (error, name, ".analysis.json");
      return NULL;
    }
  const char *ending;
  g_autofree char *pixels = find_pixels (evaluation->folder, name, &ending);
  *scan = bsr_scan_read (pixels, error);
  return *scan != NULL ? g_steal_pointer (&analysis) : NULL;
}

static BsrScoredScan *
score (const Evaluation *evaluation, const char *name, GError **error)
{
  g_autofree char *folder = g_build_filename (evaluation->folder, TRUTH_FOLDER, NULL);
  g_autofree char *path = path_in (folder, name, TRUTH_ENDING);
  g_autoptr (BsrTruth) truth = bsr_truth_read (path, evaluation->cancellable, error);
  if (truth == NULL)
    {
      g_autofree char *shown = g_build_filename (TRUTH_FOLDER, name, NULL);
      name_file (error, shown, TRUTH_ENDING);
      return NULL;
    }
  g_autoptr (BsrScan) scan = NULL;
  g_autoptr (BsrAnalysis) analysis = get_analysis (evaluation, name, &scan, error);
  if (analysis == NULL)
    return NULL;
  return bsr_scored_scan_new (name, g_steal_pointer (&truth), scan, analysis);
}

static void
score_cb (int item, int thread, gpointer data)
{
  Evaluation *evaluation = data;
  const char *name = g_ptr_array_index (evaluation->names, item);
  evaluation->scored[item] = score (evaluation, name, &evaluation->errors[item]);
  int n_done = g_atomic_int_add (&evaluation->n_done, 1) + 1;
  if (evaluation->progress != NULL)
    evaluation->progress ((double) n_done / evaluation->names->len, name, evaluation->progress_data);
}

/* The first error, cancelling before all; or the scans. */
static GPtrArray *
collect (Evaluation *evaluation, gboolean done, GError **error)
{
  g_autoptr (GPtrArray) scans
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_scored_scan_free);
  for (guint i = 0; i < evaluation->names->len; i++)
    {
      if (evaluation->scored[i] != NULL)
        g_ptr_array_add (scans, evaluation->scored[i]);
      if (done && evaluation->errors[i] != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&evaluation->errors[i]));
          done = FALSE;
        }
      g_clear_error (&evaluation->errors[i]);
    }
  return done ? g_steal_pointer (&scans) : NULL;
}

GPtrArray *
bsr_evaluation_run (const char *folder, const char *analyses, const BsrReferenceSet *references,
                    int n_threads, BsrProgress progress, gpointer progress_data,
                    GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (folder != NULL, NULL);

  g_autoptr (GPtrArray) names = list_truths (folder, error);
  if (names == NULL)
    return NULL;
  g_autofree BsrScoredScan **scored = g_new0 (BsrScoredScan *, names->len);
  g_autofree GError **errors = g_new0 (GError *, names->len);
  Evaluation evaluation = { .folder = folder,
                            .analyses = analyses != NULL ? analyses : folder,
                            .references = references,
                            .names = names,
                            .scored = scored,
                            .errors = errors,
                            .progress = progress,
                            .progress_data = progress_data,
                            .cancellable = cancellable };
  gboolean done = bsr_thread_team_run ((int) names->len, n_threads, score_cb, &evaluation,
                                       cancellable, error);
  return collect (&evaluation, done, error);
}

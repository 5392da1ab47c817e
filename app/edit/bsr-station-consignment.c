#include "bsr-station-consignment.h"

#include "bsr-library-model.h"

/* Boxes of one bill of lading that are read at most: the largest container ships carry about 24,000
 * units of 20 feet, but a hundred boxes say what is usual as well as a thousand do. */
#define MOST_BOXES 100

void
bsr_odd_box_free (BsrOddBox *odd)
{
  if (odd == NULL)
    return;
  g_free (odd->container);
  g_free (odd);
}

/* @container: borrowed from the case */
static BsrConsignmentLoad
load_of (const char *container, const BsrAnalysis *analysis)
{
  const BsrLoad *load = bsr_analysis_load (analysis);
  return (BsrConsignmentLoad){ container, load->mass_kg, load->mass_kg_low, load->mass_kg_high,
                               bsr_analysis_whole (analysis)->descriptor };
}

static gboolean
is_there (GArray *loads, const char *container)
{
  for (guint i = 0; i < loads->len; i++)
    if (g_str_equal (g_array_index (loads, BsrConsignmentLoad, i).container, container))
      return TRUE;
  return FALSE;
}

/* Adds those of @cases that are other boxes of @heading. An analysis that another version of the
 * program wrote may be beyond us: its box is left out. */
static void
add_others (GArray *loads, GPtrArray *cases, const char *heading)
{
  for (guint i = 0; i < cases->len; i++)
    {
      const BsrAnalysedCase *other = cases->pdata[i];
      g_autofree char *declared = bsr_case_heading (other->flagged);
      if (g_strcmp0 (declared, heading) != 0 || is_there (loads, other->flagged->container))
        continue;
      g_autoptr (BsrAnalysis) analysis = bsr_analysis_from_json (other->analysis, -1, NULL);
      if (analysis == NULL)
        continue;
      BsrConsignmentLoad load = load_of (other->flagged->container, analysis);
      g_array_append_val (loads, load);
    }
}

static BsrConsignmentErrors
errors_of_measuring (void)
{
  const float *least = bsr_library_parameters.least_spread;
  /* A density is a mass over a room that is known far better: both are equally uncertain. */
  return (BsrConsignmentErrors){ (double) least[BSR_LOAD_MEASURE_BULK_DENSITY],
                                 (double) least[BSR_LOAD_MEASURE_MASS_THICKNESS],
                                 (double) least[BSR_LOAD_MEASURE_FILL_HEIGHT],
                                 (double) least[BSR_LOAD_MEASURE_MATERIAL] };
}

static BsrOddBox *
find_odd (const BsrConsignmentLoad *loads, int n)
{
  BsrConsignmentErrors errors = errors_of_measuring ();
  BsrConsignmentOdd odd;
  if (n < BSR_CONSIGNMENT_LEAST_LOADS || !bsr_consignment_find_odd (loads, n, &errors, &odd))
    return NULL;
  BsrOddBox *box = g_new (BsrOddBox, 1);
  *box = (BsrOddBox){ g_strdup (loads[odd.load].container), odd.load == 0, odd.measure, odd.value,
                      odd.median, n };
  return box;
}

BsrOddBox *
bsr_station_consignment_find_odd (BsrStore *store, const BsrCase *flagged,
                                  const BsrAnalysis *analysis, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && flagged != NULL && analysis != NULL, NULL);

  g_autofree char *heading = bsr_case_heading (flagged);
  if (heading == NULL || flagged->bill_of_lading == NULL)
    return NULL;
  g_autoptr (GPtrArray) cases
      = bsr_store_list_consignment (store, flagged->bill_of_lading, MOST_BOXES, error);
  if (cases == NULL)
    return NULL;
  g_autoptr (GArray) loads = g_array_new (FALSE, FALSE, sizeof (BsrConsignmentLoad));
  BsrConsignmentLoad own = load_of (flagged->container, analysis);
  g_array_append_val (loads, own);
  add_others (loads, cases, heading);
  return find_odd (&g_array_index (loads, BsrConsignmentLoad, 0), (int) loads->len);
}

/* What is asked about. */
typedef struct
{
  BsrStore *store;
  BsrCase *flagged;
  BsrAnalysis *analysis;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;
  g_object_unref (question->store);
  bsr_case_unref (question->flagged);
  bsr_analysis_unref (question->analysis);
  g_free (question);
}

static void
find_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Question *question = data;
  GError *error = NULL;
  BsrOddBox *odd = bsr_station_consignment_find_odd (question->store, question->flagged,
                                                     question->analysis, &error);
  if (error == NULL)
    g_task_return_pointer (task, odd, (GDestroyNotify) bsr_odd_box_free);
  else
    g_task_return_error (task, error);
}

void
bsr_station_consignment_find_odd_async (BsrStore *store, BsrCase *flagged, BsrAnalysis *analysis,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_return_if_fail (BSR_IS_STORE (store) && flagged != NULL && analysis != NULL);

  Question *question = g_new (Question, 1);
  *question = (Question){ g_object_ref (store), bsr_case_ref (flagged),
                          bsr_analysis_ref (analysis) };
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, bsr_station_consignment_find_odd_async);
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, find_in_worker);
}

BsrOddBox *
bsr_station_consignment_find_odd_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

#include "bsr-manifest-taking.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-arrival-linking.h"
#include "bsr-case-change.h"
#include "bsr-case-file.h"
#include "bsr-case-merge.h"
#include "bsr-manifest-remarks.h"
#include "bsr-shared-box.h"
#include "bsr-store-arrivals.h"

/* Masses that differ by no more are the same, rounded: kilograms. */
#define SAME_KG 0.5

/* Cases that are put at once, and reports. */
#define CASES_AT_ONCE 64

/* One file that is being brought in. */
typedef struct
{
  BsrStore *store;
  const BsrActor *actor;
  BsrManifest *manifest;
  BsrIntakeResult *result;
  const char *source, *sha256;
  GHashTable *touched; /* GPtrArray of char *: cases by their container */
  GPtrArray *waiting;  /* BsrCase: to be put */
  GPtrArray *reported; /* BsrCaseReport: to be added */
  GPtrArray *reported_of; /* char *: the case of each */
  char *case_id;       /* (nullable): the last of them */
  gboolean changed;    /* the store knows more than before */
} Taking;

/* --- Which case ---------------------------------------------------------------------------------
 */

static void
touch (Taking *taking, const char *container, const char *case_id)
{
  GPtrArray *cases = g_hash_table_lookup (taking->touched, container);
  if (cases == NULL)
    {
      cases = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (taking->touched, g_strdup (container), cases);
    }
  if (!g_ptr_array_find_with_equal_func (cases, case_id, g_str_equal, NULL))
    g_ptr_array_add (cases, g_strdup (case_id));
  g_free (taking->case_id);
  taking->case_id = g_strdup (case_id);
}

/* Puts what waits. */
static gboolean
put_waiting (Taking *taking, GError **error)
{
  guint n = taking->waiting->len;
  if (n == 0)
    return TRUE;
  if (!bsr_store_put_cases (taking->store, taking->actor, taking->waiting, error))
    return FALSE;
  taking->result->n_cases += (int) n;
  taking->changed = TRUE;
  g_ptr_array_set_size (taking->waiting, 0);
  return TRUE;
}

/* Has the store know all that was said of @container before it is asked for it. */
static gboolean
settle (Taking *taking, const char *container, GError **error)
{
  return !g_hash_table_contains (taking->touched, container) || put_waiting (taking, error);
}

/* (transfer full) (nullable): the newest open case of @container; %NULL without error when there is
 * none. */
static char *
newest_open (Taking *taking, const char *container, GError **error)
{
  if (!settle (taking, container, error))
    return NULL;
  g_autoptr (GPtrArray) cases = bsr_store_list_cases_of (taking->store, container, error);
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      const BsrCaseOf *of = cases->pdata[i];
      if (of->open)
        return g_strdup (of->case_id);
    }
  return NULL;
}

/* Whether a manifest gave the case its name, and no targeting system. */
static gboolean
is_of_manifest (const BsrCase *flagged)
{
  g_autofree char *own = bsr_manifest_case_id (flagged->bill_of_lading, flagged->container);
  return g_str_equal (flagged->id, own);
}

/* Whether @declared speaks of the open case @flagged. A list that names its cases itself is a
 * targeting system's and speaks of its own alone; what a manifest made of one bill is not of
 * another. */
static gboolean
speaks_of (const BsrCase *declared, const BsrCase *flagged)
{
  if (g_str_equal (declared->id, flagged->id))
    return TRUE;
  return is_of_manifest (declared)
         && (!is_of_manifest (flagged) || flagged->bill_of_lading == NULL
             || declared->bill_of_lading == NULL);
}

/* (transfer full) (nullable): the case that @declared belongs to: the newest open one, or that of
 * its own name, whose standing is @open. */
static BsrCase *
case_for (Taking *taking, const BsrCase *declared, gboolean *open, GError **error)
{
  *open = FALSE;
  if (!settle (taking, declared->container, error))
    return NULL;
  g_autoptr (GPtrArray) cases = bsr_store_list_cases_of (taking->store, declared->container, error);
  g_autoptr (BsrCase) own = NULL;
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      const BsrCaseOf *of = cases->pdata[i];
      gboolean is_own = g_str_equal (of->case_id, declared->id);
      if (!is_own && !of->open)
        continue;
      g_autoptr (BsrCase) flagged = bsr_store_get_case (taking->store, of->case_id, error);
      if (flagged == NULL)
        return NULL;
      if (of->open && speaks_of (declared, flagged))
        {
          *open = TRUE;
          return g_steal_pointer (&flagged);
        }
      if (is_own)
        own = g_steal_pointer (&flagged);
    }
  return g_steal_pointer (&own);
}

/* --- What goes into the store -------------------------------------------------------------------
 */

/* Puts @flagged as it now is, at the latest with the next case of its container; @before:
 * (nullable): as the store has it. */
static gboolean
put (Taking *taking, const BsrCase *before, BsrCase *flagged, GError **error)
{
  g_autofree char *old = before != NULL ? bsr_case_to_json (before) : NULL;
  g_autofree char *new = bsr_case_to_json (flagged);
  touch (taking, flagged->container, flagged->id);
  if (g_strcmp0 (old, new) == 0)
    return TRUE;
  g_ptr_array_add (taking->waiting, bsr_case_ref (flagged));
  return taking->waiting->len < CASES_AT_ONCE || put_waiting (taking, error);
}

/* Puts the reports that wait on record. */
static gboolean
add_reported (Taking *taking, GError **error)
{
  guint n = taking->reported->len;
  if (n == 0)
    return TRUE;
  if (!bsr_store_add_reports (taking->store, taking->actor,
                              (const char *const *) taking->reported_of->pdata,
                              (const BsrCaseReport *const *) taking->reported->pdata, n, error))
    return FALSE;
  taking->result->n_reports += (int) n;
  taking->changed = TRUE;
  g_ptr_array_set_size (taking->reported, 0);
  g_ptr_array_set_size (taking->reported_of, 0);
  return TRUE;
}

static gboolean
is_of_this_file (const Taking *taking, const BsrCaseReport *known, BsrCaseReportKind kind,
                 const char *json)
{
  return known->kind == kind && g_str_equal (known->sha256, taking->sha256)
         && g_str_equal (known->json, json);
}

/* Whether this file has said it of the case before. */
static gboolean
is_reported (Taking *taking, const char *case_id, BsrCaseReportKind kind, const char *json,
             gboolean *reported, GError **error)
{
  *reported = FALSE;
  for (guint i = 0; i < taking->reported->len && !*reported; i++)
    *reported = g_str_equal (taking->reported_of->pdata[i], case_id)
                && is_of_this_file (taking, taking->reported->pdata[i], kind, json);
  if (*reported)
    return TRUE;
  g_autoptr (GPtrArray) reports = bsr_store_list_reports (taking->store, case_id, error);
  for (guint i = 0; reports != NULL && i < reports->len && !*reported; i++)
    *reported = is_of_this_file (taking, reports->pdata[i], kind, json);
  return reports != NULL;
}

/* Puts what another system reported on the record of a case, at the latest in the end, unless that
 * file has said it there before. */
static gboolean
report (Taking *taking, const char *case_id, BsrCaseReportKind kind, const char *json,
        GError **error)
{
  gboolean reported;
  if (!is_reported (taking, case_id, kind, json, &reported, error))
    return FALSE;
  if (reported)
    return TRUE;
  g_ptr_array_add (taking->reported,
                   bsr_case_report_new (kind, taking->source, taking->sha256, json));
  g_ptr_array_add (taking->reported_of, g_strdup (case_id));
  return taking->reported->len < CASES_AT_ONCE || add_reported (taking, error);
}

static void
remark_difference (Taking *taking, const BsrCase *flagged, const char *member, const char *stated,
                   const char *other)
{
  bsr_manifest_remark (taking->manifest, 0, member, flagged->container, FALSE,
                       /* Translators: what case %s says stays; then two values */
                       _ ("case %s states \"%s\", which stays; here it is \"%s\""), flagged->id,
                       stated, other);
}

/* --- Declarations -------------------------------------------------------------------------------
 */

static gboolean
fill_case (Taking *taking, const BsrCase *flagged, const BsrCase *declared, GError **error)
{
  if (bsr_case_is_of_other_bill (flagged, declared))
    bsr_shared_box_remark (taking->manifest, declared);
  g_autoptr (BsrCase) filled = bsr_case_complete (flagged, declared);
  g_autoptr (GPtrArray) differences = bsr_case_differences (filled, declared);
  for (guint i = 0; i < differences->len; i++)
    {
      const BsrCaseChange *change = differences->pdata[i];
      remark_difference (taking, flagged, change->member, change->before, change->after);
    }
  return put (taking, flagged, filled, error);
}

/* A closed case is left as it is; that is said where the manifest would have changed it. */
static void
leave_case (Taking *taking, const BsrCase *closed, const BsrCase *declared)
{
  g_autoptr (BsrCase) renewed = bsr_case_complete (declared, closed);
  g_autofree char *before = bsr_case_to_json (closed), *after = bsr_case_to_json (renewed);
  if (!g_str_equal (before, after))
    bsr_manifest_remark (taking->manifest, 0, NULL, declared->container, FALSE,
                         _ ("case %s is no longer open and is left as it is"), closed->id);
}

static gboolean
take_case (Taking *taking, BsrCase *declared, GError **error)
{
  GError *problem = NULL;
  gboolean open;
  g_autoptr (BsrCase) flagged = case_for (taking, declared, &open, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (flagged == NULL)
    return put (taking, NULL, declared, error);
  if (!open)
    {
      leave_case (taking, flagged, declared);
      return TRUE;
    }
  if (!g_str_equal (flagged->id, declared->id))
    return fill_case (taking, flagged, declared, error);
  g_autoptr (BsrCase) renewed = bsr_case_complete (declared, flagged);
  return put (taking, flagged, renewed, error);
}

/* Whether a record can keep what the reader made of the file. */
static gboolean
is_storable (Taking *taking, const BsrCase *declared)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *json = bsr_case_to_json (declared);
  g_autoptr (BsrCase) again = bsr_case_from_record (json, -1, &problem);
  if (again == NULL)
    bsr_manifest_remark (taking->manifest, 0, NULL, declared->container, FALSE, "%s",
                         problem->message);
  return again != NULL;
}

/* --- Stowages and measurements ------------------------------------------------------------------
 */

/* The verified gross mass of a bayplan. */
static gboolean
take_vgm (Taking *taking, const char *case_id, double vgm_kg, GError **error)
{
  if (isnan (vgm_kg))
    return TRUE;
  g_autoptr (BsrCase) flagged = bsr_store_get_case (taking->store, case_id, error);
  if (flagged == NULL)
    return FALSE;
  if (isnan (flagged->gross_kg))
    {
      g_autoptr (BsrCase) weighed = bsr_case_complete (flagged, flagged);
      weighed->gross_kg = vgm_kg;
      return put (taking, flagged, weighed, error);
    }
  if (fabs (flagged->gross_kg - vgm_kg) > SAME_KG)
    {
      g_autofree char *stated = g_strdup_printf ("%.10g", flagged->gross_kg);
      g_autofree char *other = g_strdup_printf ("%.10g", vgm_kg);
      remark_difference (taking, flagged, "gross_kg", stated, other);
    }
  return TRUE;
}

/* (transfer full) (nullable): the case that a report of @container goes to; %NULL without error
 * where there is none, which is said. */
static char *
case_of_report (Taking *taking, const char *container, GError **error)
{
  GError *problem = NULL;
  g_autofree char *case_id = newest_open (taking, container, &problem);
  if (case_id != NULL)
    touch (taking, container, case_id);
  else if (problem == NULL)
    bsr_manifest_remark (taking->manifest, 0, NULL, container, FALSE, "%s",
                         _ ("no open case has this container"));
  else
    g_propagate_error (error, problem);
  return g_steal_pointer (&case_id);
}

static gboolean
take_stowage (Taking *taking, const BsrStowage *stowage, GError **error)
{
  GError *problem = NULL;
  g_autofree char *case_id = case_of_report (taking, stowage->container, &problem);
  if (case_id == NULL)
    {
      if (problem != NULL)
        g_propagate_error (error, problem);
      return problem == NULL;
    }
  g_autofree char *json = bsr_stowage_to_json (stowage);
  return take_vgm (taking, case_id, stowage->vgm_kg, error)
         && report (taking, case_id, BSR_CASE_REPORT_STOWAGE, json, error);
}

static gboolean
take_radiation (Taking *taking, const BsrRadiation *radiation, GError **error)
{
  GError *problem = NULL;
  if (radiation->container == NULL)
    {
      bsr_manifest_remark (taking->manifest, 0, NULL, NULL, FALSE, "%s",
                           _ ("neither the measurement nor the file's name names a container"));
      return TRUE;
    }
  g_autofree char *case_id = case_of_report (taking, radiation->container, &problem);
  if (case_id == NULL)
    {
      if (problem != NULL)
        g_propagate_error (error, problem);
      return problem == NULL;
    }
  g_autofree char *json = bsr_radiation_to_json (radiation);
  return report (taking, case_id, BSR_CASE_REPORT_RADIATION, json, error);
}

/* --- Remarks ------------------------------------------------------------------------------------
 */

/* (transfer full): GPtrArray of BsrManifestRemark (not owned) by the container that they speak of.
 */
static GHashTable *
remarks_by_container (BsrManifest *manifest)
{
  GHashTable *sorted
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < manifest->remarks->len; i++)
    {
      const BsrManifestRemark *remark = manifest->remarks->pdata[i];
      if (remark->container == NULL)
        continue;
      GPtrArray *of = g_hash_table_lookup (sorted, remark->container);
      if (of == NULL)
        {
          of = g_ptr_array_new ();
          g_hash_table_insert (sorted, remark->container, of);
        }
      g_ptr_array_add (of, (gpointer) remark);
    }
  return sorted;
}

/* Puts what is remarked of a container on the record of each case of it that this file spoke of. */
static gboolean
report_remarks (Taking *taking, const char *container, GPtrArray *remarks, GError **error)
{
  GPtrArray *cases = g_hash_table_lookup (taking->touched, container);
  g_autofree char *json = cases != NULL ? bsr_manifest_remarks_to_json (remarks) : NULL;
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    if (!report (taking, cases->pdata[i], BSR_CASE_REPORT_MANIFEST, json, error))
      return FALSE;
  return TRUE;
}

/* --- The whole file -----------------------------------------------------------------------------
 */

typedef gboolean (*Take) (Taking *taking, guint index, GError **error);

static gboolean
take_nth_case (Taking *taking, guint index, GError **error)
{
  BsrCase *declared = taking->manifest->cases->pdata[index];
  return !is_storable (taking, declared) || take_case (taking, declared, error);
}

static gboolean
take_nth_stowage (Taking *taking, guint index, GError **error)
{
  return take_stowage (taking, taking->manifest->stowages->pdata[index], error);
}

static gboolean
take_nth_radiation (Taking *taking, guint index, GError **error)
{
  return take_radiation (taking, taking->manifest->radiations->pdata[index], error);
}

/* Takes everything; between two things it may be cancelled. What is remarked of them goes on record
 * in the end: who cancels and begins again gets the same remarks. */
static gboolean
take_things (Taking *taking, const BsrIntakeOptions *options, GCancellable *cancellable,
             GError **error)
{
  const BsrManifest *manifest = taking->manifest;
  const struct
  {
    guint n;
    Take take;
  } things[] = { { manifest->cases->len, take_nth_case },
                 { manifest->stowages->len, take_nth_stowage },
                 { manifest->radiations->len, take_nth_radiation } };
  guint n = manifest->cases->len + manifest->stowages->len + manifest->radiations->len, done = 0;
  for (gsize t = 0; t < G_N_ELEMENTS (things); t++)
    for (guint i = 0; i < things[t].n; i++)
      {
        if (g_cancellable_set_error_if_cancelled (cancellable, error)
            || !things[t].take (taking, i, error))
          return FALSE;
        if (options != NULL && options->progress != NULL)
          options->progress ((double) ++done / n, _ ("Taking the manifest"),
                             options->progress_data);
      }
  return TRUE;
}

/* Puts the remarks of each container on record. */
static gboolean
take_remarks (Taking *taking, GError **error)
{
  g_autoptr (GHashTable) sorted = remarks_by_container (taking->manifest);
  GHashTableIter iter;
  gpointer container, remarks;
  g_hash_table_iter_init (&iter, sorted);
  while (g_hash_table_iter_next (&iter, &container, &remarks))
    if (!report_remarks (taking, container, remarks, error))
      return FALSE;
  return TRUE;
}

/* Links what waited for the cases that this file spoke of. */
static gboolean
link_waiting (Taking *taking, GError **error)
{
  g_autofree gpointer *containers = g_hash_table_get_keys_as_array (taking->touched, NULL);
  return g_hash_table_size (taking->touched) == 0
         || bsr_arrival_link_waiting (taking->store, taking->actor,
                                      (const char *const *) containers, bsr_intake_result_linked_cb,
                                      taking->result, error);
}

gboolean
bsr_manifest_take (BsrStore *store, const BsrActor *actor, BsrManifest *manifest,
                   const char *source, const char *sha256, const BsrIntakeOptions *options,
                   BsrIntakeResult *result, char **case_id, GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && manifest != NULL, FALSE);
  g_return_val_if_fail (source != NULL && sha256 != NULL && result != NULL, FALSE);

  g_autoptr (GHashTable) touched
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_case_unref);
  g_autoptr (GPtrArray) reported
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_case_report_free);
  g_autoptr (GPtrArray) reported_of = g_ptr_array_new_with_free_func (g_free);
  Taking taking = { .store = store,
                    .actor = actor,
                    .manifest = manifest,
                    .result = result,
                    .source = source,
                    .sha256 = sha256,
                    .touched = touched,
                    .waiting = waiting,
                    .reported = reported,
                    .reported_of = reported_of };
  gboolean good = take_things (&taking, options, cancellable, error);
  /* What was read before an end in between is whole, and stays. */
  good = put_waiting (&taking, good ? error : NULL) && good && take_remarks (&taking, error);
  good = add_reported (&taking, good ? error : NULL) && good;
  good = link_waiting (&taking, good ? error : NULL) && good;
  result->n_manifests++;
  result->n_unchanged += good && !taking.changed;
  if (case_id != NULL)
    *case_id = g_steal_pointer (&taking.case_id);
  g_free (taking.case_id);
  return good;
}

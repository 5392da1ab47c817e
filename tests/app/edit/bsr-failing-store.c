#include "bsr-failing-store.h"

#include "bsr-case-query.h"
#include "bsr-error.h"
#include "bsr-store-arrivals.h"
#include "bsr-store-claims.h"
#include "bsr-store-jobs.h"
#include "bsr-store-versions.h"
#include "bsr-store-log.h"
#include "bsr-store-handling.h"

struct _BsrFailingStore
{
  GObject parent_instance;
  BsrStore *inner;
  GMutex lock;
  GCond changed;
  gboolean closed;
  int n_left; /* acts that still succeed; -1: all */
  gboolean once;
};

static void
bsr_failing_store_interface_init (BsrStoreInterface *iface);
static void
jobs_interface_init (BsrStoreJobsInterface *iface);
static void
claims_interface_init (BsrStoreClaimsInterface *iface);
static void
versions_interface_init (BsrStoreVersionsInterface *iface);
static void
arrivals_interface_init (BsrStoreArrivalsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BsrFailingStore, bsr_failing_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BSR_TYPE_STORE,
                                                      bsr_failing_store_interface_init)
                               G_IMPLEMENT_INTERFACE (BSR_TYPE_STORE_JOBS, jobs_interface_init)
                               G_IMPLEMENT_INTERFACE (BSR_TYPE_STORE_CLAIMS, claims_interface_init)
                               G_IMPLEMENT_INTERFACE (BSR_TYPE_STORE_VERSIONS,
                                                      versions_interface_init)
                               G_IMPLEMENT_INTERFACE (BSR_TYPE_STORE_ARRIVALS,
                                                      arrivals_interface_init))

/* Waits at the gate; whether the act may go on. */
static gboolean
may_act (BsrStore *store, GError **error)
{
  BsrFailingStore *self = BSR_FAILING_STORE (store);
  g_mutex_lock (&self->lock);
  while (self->closed)
    g_cond_wait (&self->changed, &self->lock);
  gboolean good = self->n_left != 0;
  if (self->n_left > 0 || self->once)
    self->n_left = MAX (self->n_left - 1, -1);
  g_mutex_unlock (&self->lock);
  if (!good)
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "the disk is full");
  return good;
}

#define INNER(store) (BSR_FAILING_STORE (store)->inner)

static gboolean
put_cases (BsrStore *store, const BsrActor *actor, const BsrCase *const *cases, guint n, GError **error)
{
  if (!may_act (store, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!bsr_store_put_case (INNER (store), actor, cases[i], error))
      return FALSE;
  return TRUE;
}

static gint64
add_scan (BsrStore *store, const BsrActor *actor, const char *id, const BsrScan *scan,
          GError **error)
{
  return may_act (store, error) ? bsr_store_add_scan (INNER (store), actor, id, scan, error) : 0;
}

static gboolean
save_analysis (BsrStore *store, const BsrActor *actor, gint64 scan, const char *json,
               GError **error)
{
  return may_act (store, error)
         && bsr_store_save_analysis (INNER (store), actor, scan, json, error);
}

static gboolean
put_annotation (BsrStore *store, const BsrActor *actor, gint64 scan, BsrAnnotation *annotation,
                GError **error)
{
  return may_act (store, error)
         && bsr_store_put_annotation (INNER (store), actor, scan, annotation, error);
}

static gboolean
remove_annotation (BsrStore *store, const BsrActor *actor, gint64 scan, const char *id,
                   GError **error)
{
  return may_act (store, error)
         && bsr_store_remove_annotation (INNER (store), actor, scan, id, error);
}

static gboolean
weigh_finding (BsrStore *store, const BsrActor *actor, gint64 scan, int finding,
               BsrFindingWeight weight, GError **error)
{
  return may_act (store, error)
         && bsr_store_weigh_finding (INNER (store), actor, scan, finding, weight, error);
}

static gboolean
contest_check (BsrStore *store, const BsrActor *actor, gint64 scan, const BsrContest *contest,
               GError **error)
{
  return may_act (store, error)
         && bsr_store_contest_check (INNER (store), actor, scan, contest, error);
}

static gboolean
record_decision (BsrStore *store, const BsrActor *actor, const char *id,
                 const BsrDecision *decision, GError **error)
{
  return may_act (store, error)
         && bsr_store_record_decision (INNER (store), actor, id, decision, error);
}

static gboolean
record_outcome (BsrStore *store, const BsrActor *actor, const char *id, const BsrOutcome *outcome,
                GError **error)
{
  return may_act (store, error)
         && bsr_store_record_outcome (INNER (store), actor, id, outcome, error);
}

static gboolean
keep_view (BsrStore *store, const BsrActor *actor, const char *id, const char *name,
           const BsrViewState *state, GError **error)
{
  return may_act (store, error)
         && bsr_store_keep_view (INNER (store), actor, id, name, state, error);
}

static gboolean
note_view (BsrStore *store, const BsrActor *actor, const char *id, GError **error)
{
  return may_act (store, error) && bsr_store_note_view (INNER (store), actor, id, error);
}

static char *
contribute_load (BsrStore *store, const BsrActor *actor, gint64 scan,
                 const BsrLoadDescriptor *descriptor, GError **error)
{
  return may_act (store, error)
             ? bsr_store_contribute_load (INNER (store), actor, scan, descriptor, error)
             : NULL;
}

static gboolean
withdraw_load (BsrStore *store, const BsrActor *actor, const char *id, const char *reason,
               GError **error)
{
  return may_act (store, error)
         && bsr_store_withdraw_load (INNER (store), actor, id, reason, error);
}

static BsrLibrary *
list_contributions (BsrStore *store, GError **error)
{
  return may_act (store, error) ? bsr_store_list_contributions (INNER (store), error) : NULL;
}

static BsrContribution *
get_contribution (BsrStore *store, const char *sha256, char **id, GError **error)
{
  return bsr_store_get_contribution (INNER (store), sha256, id, error);
}

static GPtrArray *
list_kin (BsrStore *store, BsrKinship kinship, const char *value, int most, GError **error)
{
  return bsr_store_list_kin (INNER (store), kinship, value, most, error);
}

static GPtrArray *
list_consignment (BsrStore *store, const char *bill_of_lading, int most, GError **error)
{
  return bsr_store_list_consignment (INNER (store), bill_of_lading, most, error);
}

static BsrCasePage *
find_cases (BsrStore *store, const BsrCaseQuery *query, const BsrCasePlace *from, gboolean backward,
            int most, GError **error)
{
  return bsr_store_find_cases (INNER (store), query, from, backward, most, error);
}

static gboolean
count_cases (BsrStore *store, const BsrCaseQuery *query, int most, int *count, gboolean *more,
             GError **error)
{
  return bsr_store_count_cases (INNER (store), query, most, count, more, error);
}

static BsrCase *
get_case (BsrStore *store, const char *id, GError **error)
{
  return bsr_store_get_case (INNER (store), id, error);
}

static gboolean
get_state (BsrStore *store, const char *id, BsrCaseState *state, GError **error)
{
  return bsr_store_get_state (INNER (store), id, state, error);
}

static GPtrArray *
list_scans (BsrStore *store, const char *id, GError **error)
{
  return bsr_store_list_scans (INNER (store), id, error);
}

static char *
get_analysis (BsrStore *store, gint64 scan, GError **error)
{
  return bsr_store_get_analysis (INNER (store), scan, error);
}

static GPtrArray *
list_annotations (BsrStore *store, gint64 scan, GError **error)
{
  return bsr_store_list_annotations (INNER (store), scan, error);
}

static GArray *
list_weights (BsrStore *store, gint64 scan, GError **error)
{
  return bsr_store_list_weights (INNER (store), scan, error);
}

static GPtrArray *
list_contests (BsrStore *store, gint64 scan, GError **error)
{
  return bsr_store_list_contests (INNER (store), scan, error);
}

static GPtrArray *
list_decisions (BsrStore *store, const char *id, GError **error)
{
  return bsr_store_list_decisions (INNER (store), id, error);
}

static GPtrArray *
list_views (BsrStore *store, const char *id, GError **error)
{
  return bsr_store_list_views (INNER (store), id, error);
}

static GPtrArray *
list_outcomes (BsrStore *store, const char *id, GError **error)
{
  return bsr_store_list_outcomes (INNER (store), id, error);
}

static GPtrArray *
list_conforming (BsrStore *store, const char *heading, const char *but_case, int most,
                 GError **error)
{
  return bsr_store_list_conforming (INNER (store), heading, but_case, most, error);
}

static gboolean
verify_audit (BsrStore *store, gint64 *n_entries, GError **error)
{
  return bsr_store_verify_audit (INNER (store), n_entries, error);
}

static gboolean
read_head (BsrStore *store, BsrAuditHead *head, GError **error)
{
  return bsr_store_read_head (INNER (store), head, error);
}

static GPtrArray *
list_checkpoints (BsrStore *store, GError **error)
{
  return bsr_store_list_checkpoints (INNER (store), error);
}

static gboolean
add_checkpoint (BsrStore *store, const BsrActor *actor, const BsrCheckpoint *checkpoint,
                GError **error)
{
  return may_act (store, error) && bsr_store_add_checkpoint (INNER (store), actor, checkpoint, error);
}

static gboolean
note_scan_view (BsrStore *store, const BsrActor *actor, gint64 scan, const char *where,
                GError **error)
{
  return may_act (store, error)
         && bsr_store_note_scan_view (INNER (store), actor, scan, where, error);
}

static gboolean
note_export (BsrStore *store, const BsrActor *actor, const BsrExport *export, GError **error)
{
  return may_act (store, error) && bsr_store_note_export (INNER (store), actor, export, error);
}

static gboolean
note_restore (BsrStore *store, const BsrActor *actor, const char *from, GError **error)
{
  return may_act (store, error) && bsr_store_note_restore (INNER (store), actor, from, error);
}

static gint64
add_photograph (BsrStore *store, const BsrActor *actor, const char *id, const char *path,
                const char *caption, GError **error)
{
  return may_act (store, error)
             ? bsr_store_add_photograph (INNER (store), actor, id, path, caption, error)
             : 0;
}

static GPtrArray *
list_photographs (BsrStore *store, const char *id, GError **error)
{
  return bsr_store_list_photographs (INNER (store), id, error);
}

static gboolean
put_caveat (BsrStore *store, const BsrActor *actor, const char *id, const BsrCaveat *caveat,
            GError **error)
{
  return may_act (store, error) && bsr_store_put_caveat (INNER (store), actor, id, caveat, error);
}

static GPtrArray *
list_caveats (BsrStore *store, const char *id, GError **error)
{
  return bsr_store_list_caveats (INNER (store), id, error);
}

static GPtrArray *
list_declarations (BsrStore *store, const char *id, GError **error)
{
  return bsr_store_list_declarations (INNER (store), id, error);
}

static gint64
put_downtime (BsrStore *store, const BsrActor *actor, const BsrDowntime *downtime, GError **error)
{
  return may_act (store, error) ? bsr_store_put_downtime (INNER (store), actor, downtime, error)
                                : 0;
}

static GPtrArray *
list_downtimes (BsrStore *store, GError **error)
{
  return bsr_store_list_downtimes (INNER (store), error);
}

static void
bsr_failing_store_interface_init (BsrStoreInterface *iface)
{
  iface->put_cases = put_cases;
  iface->add_scan = add_scan;
  iface->save_analysis = save_analysis;
  iface->put_annotation = put_annotation;
  iface->remove_annotation = remove_annotation;
  iface->weigh_finding = weigh_finding;
  iface->contest_check = contest_check;
  iface->record_decision = record_decision;
  iface->record_outcome = record_outcome;
  iface->note_view = note_view;
  iface->keep_view = keep_view;
  iface->contribute_load = contribute_load;
  iface->withdraw_load = withdraw_load;
  iface->find_cases = find_cases;
  iface->count_cases = count_cases;
  iface->get_case = get_case;
  iface->get_state = get_state;
  iface->list_scans = list_scans;
  iface->get_analysis = get_analysis;
  iface->list_annotations = list_annotations;
  iface->list_weights = list_weights;
  iface->list_contests = list_contests;
  iface->list_decisions = list_decisions;
  iface->list_outcomes = list_outcomes;
  iface->list_views = list_views;
  iface->list_conforming = list_conforming;
  iface->list_kin = list_kin;
  iface->list_consignment = list_consignment;
  iface->list_contributions = list_contributions;
  iface->get_contribution = get_contribution;
  iface->verify_audit = verify_audit;
  iface->read_head = read_head;
  iface->list_checkpoints = list_checkpoints;
  iface->add_checkpoint = add_checkpoint;
  iface->note_scan_view = note_scan_view;
  iface->note_export = note_export;
  iface->note_restore = note_restore;
  iface->add_photograph = add_photograph;
  iface->list_photographs = list_photographs;
  iface->put_caveat = put_caveat;
  iface->list_caveats = list_caveats;
  iface->list_declarations = list_declarations;
  iface->put_downtime = put_downtime;
  iface->list_downtimes = list_downtimes;
}

static gboolean
finish_job (BsrStore *store, const BsrActor *actor, const BsrJob *job, const char *json,
            GError **error)
{
  return may_act (store, error)
         && bsr_store_finish_job (INNER (store), actor, job, json, error);
}

static BsrCaseClaim *
claim_case (BsrStore *store, const BsrActor *actor, const char *id, int lease_s,
            const char *take_over, GError **error)
{
  if (take_over != NULL)
    return bsr_store_take_over_case (INNER (store), actor, id, lease_s, take_over, error);
  return bsr_store_claim_case (INNER (store), actor, id, lease_s, error);
}

static void
jobs_interface_init (BsrStoreJobsInterface *iface)
{
  iface->finish_job = finish_job;
}

static gboolean
give_back_case (BsrStore *store, const BsrActor *actor, const char *id, GError **error)
{
  return may_act (store, error) && bsr_store_give_back_case (INNER (store), actor, id, error);
}

static GPtrArray *
list_claims (BsrStore *store, GError **error)
{
  return bsr_store_list_claims (INNER (store), error);
}

static void
claims_interface_init (BsrStoreClaimsInterface *iface)
{
  iface->claim_case = claim_case;
  iface->give_back_case = give_back_case;
  iface->list_claims = list_claims;
}

static GHashTable *
list_versions (BsrStore *store, const char *id, GError **error)
{
  return bsr_store_list_versions (INNER (store), id, error);
}

static void
versions_interface_init (BsrStoreVersionsInterface *iface)
{
  iface->list_versions = list_versions;
}

static GPtrArray *
list_reports (BsrStore *store, const char *id, GError **error)
{
  return bsr_store_list_reports (INNER (store), id, error);
}

static void
arrivals_interface_init (BsrStoreArrivalsInterface *iface)
{
  iface->list_reports = list_reports;
}

static void
bsr_failing_store_finalize (GObject *object)
{
  BsrFailingStore *self = BSR_FAILING_STORE (object);
  g_clear_object (&self->inner);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  G_OBJECT_CLASS (bsr_failing_store_parent_class)->finalize (object);
}

static void
bsr_failing_store_class_init (BsrFailingStoreClass *class)
{
  G_OBJECT_CLASS (class)->finalize = bsr_failing_store_finalize;
}

static void
bsr_failing_store_init (BsrFailingStore *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->n_left = -1;
}

BsrFailingStore *
bsr_failing_store_new (BsrStore *inner)
{
  BsrFailingStore *self = g_object_new (BSR_TYPE_FAILING_STORE, NULL);
  self->inner = g_object_ref (inner);
  return self;
}

static void
set_n_left (BsrFailingStore *self, int n, gboolean once)
{
  g_mutex_lock (&self->lock);
  self->n_left = n;
  self->once = once;
  g_mutex_unlock (&self->lock);
}

void
bsr_failing_store_fail_after (BsrFailingStore *self, int n)
{
  set_n_left (self, n, FALSE);
}

void
bsr_failing_store_fail_once_after (BsrFailingStore *self, int n)
{
  set_n_left (self, n, TRUE);
}

static void
set_closed (BsrFailingStore *self, gboolean closed)
{
  g_mutex_lock (&self->lock);
  self->closed = closed;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

void
bsr_failing_store_close_gate (BsrFailingStore *self)
{
  set_closed (self, TRUE);
}

void
bsr_failing_store_open_gate (BsrFailingStore *self)
{
  set_closed (self, FALSE);
}

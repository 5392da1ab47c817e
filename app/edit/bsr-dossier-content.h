#pragma once

#include "bsr-analysis.h"
#include "bsr-store-claims.h"
#include "bsr-store-versions.h"

/* Seconds that a case stays with a station that crashed. */
#define BSR_DOSSIER_LEASE_S 120

G_BEGIN_DECLS

/* One scan of an open case, and what is said of it. */
typedef struct
{
  BsrScan *scan;
  BsrAnalysis *analysis;  /* (nullable) */
  GPtrArray *annotations; /* BsrAnnotation, in the order they were made */
  GHashTable *weights;    /* finding id -> BsrFindingWeight; none: open */
  GPtrArray *contests;    /* BsrContest, one for a check and item; without a reason: withdrawn */
  BsrContribution *contribution; /* (nullable): how its load stands in the library, for this case */
} BsrDossierScan;

/* A case as a store holds it: what a dossier is made of. */
typedef struct
{
  BsrCase *flagged;
  BsrCaseState state;
  GPtrArray *scans; /* BsrDossierScan */
  GPtrArray *decisions, *outcomes;
  GPtrArray *views; /* BsrKeptView, oldest first */
  BsrCaseClaim *claim;  /* (nullable): whose it is */
  GHashTable *versions; /* bsr_store_list_versions(): of what acts change; the saving worker's */
  GPtrArray *caveats;      /* BsrCaveat, oldest first */
  GPtrArray *photographs;  /* BsrPhotograph, oldest first */
  GPtrArray *declarations; /* BsrDeclaration, oldest first; the last is @flagged */
  GPtrArray *reports;      /* BsrReported, newest first */
} BsrDossierContent;

/* Claims the case unless somebody else has it, notes the view in the log and reads the whole case; no pixels. Blocks. */
BsrDossierContent *bsr_dossier_content_read (BsrStore *store, const BsrActor *actor,
                                             const char *case_id, GCancellable *cancellable,
                                             GError **error);
void bsr_dossier_content_free (BsrDossierContent *content);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrDossierContent, bsr_dossier_content_free)

/* The annotation's place in @scan; -1 when it is not there. */
int bsr_dossier_scan_find (const BsrDossierScan *scan, const char *annotation_id);

/* (nullable): what is said against that check. */
const BsrContest *bsr_dossier_scan_contest (const BsrDossierScan *scan, const char *check,
                                            int item);
/* Puts a copy of @contest where the one of its check was. */
void bsr_dossier_scan_put_contest (BsrDossierScan *scan, const BsrContest *contest);

/* Whether both analyses say the same, so that what was made of one's findings stands for the
 * other's. The program is deterministic; scores are compared to the digits that files have. */
gboolean bsr_analysis_says_the_same (const BsrAnalysis *a, const BsrAnalysis *b);
/* The same for one check: a contest of the one stands for the other. Both (nullable). */
gboolean bsr_analysis_says_the_same_of (const BsrAnalysis *a, const BsrAnalysis *b,
                                        const char *check, int item);

G_END_DECLS

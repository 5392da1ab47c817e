#pragma once

#include "bsr-change.h"
#include "bsr-dossier.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_DOSSIER_ACT_CHANGE, /* a new step of undo */
  BSR_DOSSIER_ACT_UNDO,   /* a step taken back */
  BSR_DOSSIER_ACT_REDO,
  BSR_DOSSIER_ACT_ANALYSIS,
  BSR_DOSSIER_ACT_DECISION,
  BSR_DOSSIER_ACT_OUTCOME,
  BSR_DOSSIER_ACT_CONTRIBUTION, /* of a load to the library */
  BSR_DOSSIER_ACT_WITHDRAWAL,   /* of one from it */
  BSR_DOSSIER_ACT_VIEW,
  BSR_DOSSIER_ACT_GIVE_BACK,    /* of the case */
  BSR_DOSSIER_ACT_LOOK_AT, /* of a scan, of whatever case */
  BSR_DOSSIER_ACT_CAVEAT,
  BSR_DOSSIER_ACT_PHOTOGRAPH,
} BsrDossierActKind;

/**
 * BsrDossierAct:
 *
 * What a dossier has shown already and its worker still has to save, with all that is needed to
 * save it (in the worker) and to take it back (on the main thread).
 */
typedef struct
{
  BsrDossierActKind kind;
  BsrDossier *dossier; /* a reference: lives until its acts are saved */
  BsrStore *store;
  char *officer, *station, *case_id;
  gint64 scan_id;
  GHashTable *versions;    /* the dossier's: touched by the worker alone */
  BsrChange *change;       /* _CHANGE, _UNDO, _REDO */
  GPtrArray *redo_before;  /* (nullable): of a _CHANGE: the steps that it made unredoable */
  BsrAnalysis *analysis;
  BsrJob *job;             /* (nullable): of an _ANALYSIS: that it ends */
  BsrDecision *decision;   /* its officer acts */
  BsrOutcome *outcome;
  BsrCaseState state_before; /* _DECISION, _OUTCOME */
  BsrContribution *contribution; /* _CONTRIBUTION */
  BsrLoadDescriptor descriptor;  /* _CONTRIBUTION */
  char *sha256, *reason;         /* _WITHDRAWAL */
  BsrKeptView *view;             /* _VIEW */
  const char *where;             /* _LOOK_AT: a constant, see bsr_store_note_scan_view() */
  BsrCaveat *caveat;             /* _CAVEAT */
  char *path, *caption;          /* _PHOTOGRAPH */
  GPtrArray *photographs;        /* (nullable): _PHOTOGRAPH, saved: all of the case */
  GPtrArray *standing_before;    /* (nullable): of an act that changes what stands in the library:
                                    bsr_dossier_copy_standing() */
  gboolean taken_back;
} BsrDossierAct;

void bsr_dossier_act_free (BsrDossierAct *act);

/* In the worker. */
gboolean bsr_dossier_act_save (BsrDossierAct *act, GError **error);

G_END_DECLS

#pragma once

#include "bsr-change.h"
#include "bsr-dossier-act.h"
#include "bsr-dossier-content.h"
#include "bsr-save-queue.h"

G_BEGIN_DECLS

struct _BsrDossier
{
  GObject parent_instance;
  BsrStore *store;
  char *officer, *station;
  BsrDossierContent *content;
  int scan_index;                 /* -1: none */
  GListStore *shown;              /* the current scan's annotations */
  GPtrArray *undoable, *redoable; /* BsrChange; the last is the next step */
  BsrViewState *seen;             /* (nullable): what the officer sees now, as far as he was asked */
  guint sign_of_life;             /* source; 0: left */
  gboolean looking;               /* at who has the case */
  BsrSaveQueue *queue;
  GQueue pending;                 /* BsrDossierAct, not reported yet, the oldest first */
  guint64 n_issued, n_reported;   /* acts */
  GPtrArray *flushes;             /* GTask, waiting; their data: n_issued when they were asked */
};

BsrDossier *bsr_dossier_new (BsrStore *store, const char *officer, const char *station,
                             BsrDossierContent *content);

/* (nullable): of index -1. */
BsrDossierScan *bsr_dossier_scan_at (BsrDossier *dossier, int index);

/* @change is the callee's: shown, saved, and one step of undo. */
void bsr_dossier_take_step (BsrDossier *dossier, BsrChange *change);
/* Takes the last step back, or the last step back again. */
void bsr_dossier_move_step (BsrDossier *dossier, gboolean redo);
/* Forgets steps of a scan that speak of what its analysis @before (nullable) said and the one that
 * came after it does not: all weights, and contests of checks that changed. */
void bsr_dossier_drop_outdated (BsrDossier *dossier, int scan_index, const BsrAnalysis *before);

/* An act on the scan (-1: on the case) that has been shown already; then to be issued. */
BsrDossierAct *bsr_dossier_act_new (BsrDossier *dossier, BsrDossierActKind kind, int scan_index);
void bsr_dossier_issue (BsrDossier *dossier, BsrDossierAct *act);

/* What stands in the library of each scan: BsrContribution (nullable), in the order of the scans. */
GPtrArray *bsr_dossier_copy_standing (BsrDossier *dossier);
/* @standing: (nullable): nothing stands any more */
void bsr_dossier_set_standing (BsrDossier *dossier, GPtrArray *standing);

/* Looks in a worker who has the case, and renews the officer's claim; at regular times from
 * bsr_dossier_keep_claim() on. */
void bsr_dossier_look_at_claim (BsrDossier *dossier);
void bsr_dossier_keep_claim (BsrDossier *dossier);
/* %FALSE, and #BsrDossier::failed, where the case is for looking only. */
gboolean bsr_dossier_may_change (BsrDossier *dossier);
/* @photographs: (transfer full): all of the case, now that another is saved */
void bsr_dossier_show_photographs (BsrDossier *dossier, GPtrArray *photographs);

void bsr_dossier_set_state (BsrDossier *dossier, BsrCaseState state);
void bsr_dossier_emit_failed (BsrDossier *dossier, const GError *error);
void bsr_dossier_emit_claim_changed (BsrDossier *dossier);
void bsr_dossier_emit_weights_changed (BsrDossier *dossier);
void bsr_dossier_emit_contests_changed (BsrDossier *dossier);
void bsr_dossier_emit_record_changed (BsrDossier *dossier);
void bsr_dossier_notify_steps (BsrDossier *dossier);
void bsr_dossier_notify_scan_index (BsrDossier *dossier);

G_END_DECLS

#pragma once

#include "bsr-session.h"

G_BEGIN_DECLS

/* In the order of the properties. */
enum
{
  BSR_SHOW_FINDINGS,
  BSR_SHOW_ANNOTATIONS,
  BSR_SHOW_GRID,
  BSR_SHOW_UNSEEN,
  BSR_SHOW_MINIMAP,
  BSR_SHOW_LOUPE,
  BSR_SESSION_N_SHOWS,
};

struct _BsrSession
{
  GObject parent;
  BsrDossier *dossier;
  BsrScene *scene;
  BsrTool tool;
  BsrCategory category;
  int selected_finding;
  char *selected_annotation;
  BsrBox hint_box;
  double zoom;
  gboolean shows[BSR_SESSION_N_SHOWS];
  BsrCoverageTracker *coverage;
  BsrViewShare *share;
  BsrMeasurements *measurements;
  gboolean busy;
  double progress;
  char *status;
  char *caution; /* (nullable) */

  BsrLook look;
  double amounts[BSR_N_ENHANCEMENTS]; /* the officer's last of each; 0: none yet */
  gboolean turning; /* what comes next may turn the same knob on: one step of undo with the last */
  BsrViewPlace place; /* width 0: no view has told */
  gboolean place_is_whole; /* all of the scan, because nobody chose a part */
  char *scene_scan;        /* (nullable): SHA-256 of the scan that @scene is of */
  BsrViewState *wanted;    /* (nullable): to be shown as soon as the scene can show it */
  gboolean wanted_exactly;
  BsrViewState *replay;    /* (nullable): what another saw, while it is shown again */
  char *replay_officer;    /* (nullable): who saw it */
  gboolean replay_placed;  /* its part of the scan has been asked for */
  BsrViewState *own;       /* (nullable): what was shown before */
  gboolean own_whole;      /* that was all of the scan, by itself */
  gboolean touched; /* the officer has changed how the scan is shown */
  GSignalGroup *dossier_signals;
};

/* Parts of the view-model in files of their own: bsr-session-look.c */
void bsr_session_init_look (BsrSession *session);
void bsr_session_clear_look (BsrSession *session);
/* Shows @state as soon as it can; %FALSE: the case has no such scan. */
gboolean bsr_session_want_view (BsrSession *session, const BsrViewState *state, gboolean exactly);
/* bsr-session-replay.c: the look, or the scan, is not that of the replay any more. */
void bsr_session_check_replay (BsrSession *session);
/* (transfer full) (nullable): what was shown of this scan before the replay. */
BsrViewState *bsr_session_own_view (BsrSession *session);
void bsr_session_forget_replay (BsrSession *session);
/* After a scene of another scan, or a better scene of the same, has come. */
void bsr_session_enter_scene (BsrSession *session, gboolean is_another);

G_END_DECLS

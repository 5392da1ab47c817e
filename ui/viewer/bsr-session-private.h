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

  BsrLook look;
  double amounts[BSR_N_ENHANCEMENTS]; /* the officer's last of each; 0: none yet */
  gboolean turning; /* what comes next may turn the same knob on: one step of undo with the last */
  BsrViewPlace place; /* width 0: no view has told */
  gboolean place_is_whole; /* all of the scan, because nobody chose a part */
  char *scene_scan;        /* (nullable): SHA-256 of the scan that @scene is of */
  BsrViewState *wanted;    /* (nullable): to be shown as soon as the scene can show it */
  gboolean wanted_exactly;
  gboolean touched; /* the officer has changed how the scan is shown */
  GSignalGroup *dossier_signals;
};

/* Parts of the view-model in files of their own: bsr-session-look.c */
void bsr_session_init_look (BsrSession *session);
void bsr_session_clear_look (BsrSession *session);
/* After a scene of another scan, or a better scene of the same, has come. */
void bsr_session_enter_scene (BsrSession *session, gboolean is_another);

G_END_DECLS

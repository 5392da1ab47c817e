#pragma once

#include <glib-object.h>
#include "bsr-coverage-tracker.h"
#include "bsr-dossier.h"
#include "bsr-measurements.h"
#include "bsr-render.h"
#include "bsr-view-share.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_TOOL_SELECT, /* drag moves the view or the selected mark */
  BSR_TOOL_WINDOW, /* drag: sideways the window's width, up and down its level */
  BSR_TOOL_RECTANGLE,
  BSR_TOOL_ELLIPSE,
  BSR_TOOL_POLYGON,
  BSR_TOOL_ARROW,
  BSR_TOOL_TEXT,
  BSR_TOOL_DISTANCE,
  BSR_TOOL_ANGLE,
  BSR_TOOL_POLYLINE,
  BSR_TOOL_AREA,
  BSR_TOOL_PROFILE,
  BSR_TOOL_REGION,
} BsrTool;

#define BSR_N_TOOLS (BSR_TOOL_REGION + 1)

/* What is known of the pixel under the pointer. */
typedef struct
{
  gboolean inside; /* FALSE: the pointer is off the scan; nothing else is set */
  int x, y;        /* source pixel */
  int n_planes;
  double counts[BSR_IMAGE_MAX_PLANES];
  double transmission[BSR_IMAGE_MAX_PLANES]; /* NAN before the physics is there */
  double steel_mm;                           /* NAN likewise */
  gboolean opaque, dead;
  gboolean has_material; /* two energies tell something: @material is what fits around the pixel */
  BsrMaterialEstimate material;
  double x_m, y_m; /* from the container's left edge and up from its floor; from the image's
                      corner where no container was found */
} BsrReadOut;

/**
 * BsrSession:
 *
 * The view-model: what one window is looking at and how. Widgets bind to it and change it; they
 * do not know each other.
 *
 * Properties (notify): "dossier" (BsrDossier), "scene" (BsrScene, boxed), "tool" (int, BsrTool),
 * "category" (int, BsrCategory of new marks), "selected-finding" (int id, 0: none),
 * "selected-annotation" (string id), "hint-box" (const BsrBox*), "zoom" (double: device pixels for
 * a source pixel along y, 0.01...32), "show-findings", "show-annotations", "show-grid",
 * "show-unseen" (what has not been displayed yet is tinted), "show-minimap", "show-loupe" (boolean), "busy" (boolean),
 * "progress" (double 0...1), "status" (string).
 * Signals: "replay-changed", "tone-changed" (the tone, or a step of the look), "reveal" (BsrBox*: bring it into view), "centre" (BsrBox*: put it in
 * the middle, as large as is good), "show-open" (go to what has not been displayed), "notice"
 * (const char*: say it over the scan), "fit" (show all), "place-wanted" (const BsrViewPlace*, boolean: show this part; exactly,
 * pixel for pixel where the view is large enough, or all of the scan where that was all of it), "read-out" (const
 * BsrReadOut*).
 */
#define BSR_TYPE_SESSION (bsr_session_get_type ())
G_DECLARE_FINAL_TYPE (BsrSession, bsr_session, BSR, SESSION, GObject)

BsrSession *bsr_session_new (void);

BsrDossier *bsr_session_dossier (BsrSession *session); /* (nullable) */
/* Another dossier drops the scene and the selection: no scan is ever shown under another case. */
void bsr_session_set_dossier (BsrSession *session, BsrDossier *dossier);
BsrScene *bsr_session_scene (BsrSession *session); /* (nullable) */
/* Width of a pixel over its height as the scanner made it, even before the physics is there; 1 without a scan. */
double bsr_session_pixel_aspect (BsrSession *session);
/* A scene of another scan resets selection and view; the same size keeps the view. */
void bsr_session_set_scene (BsrSession *session, BsrScene *scene);

/* (transfer none): what its views share. */
BsrViewShare *bsr_session_share (BsrSession *session);

/* (nullable): a few words that stand over the scan as long as it is shown; set before its scene. */
void bsr_session_set_caution (BsrSession *session, const char *words);
const char *bsr_session_caution (BsrSession *session);

BsrTool bsr_session_tool (BsrSession *session);
void bsr_session_set_tool (BsrSession *session, BsrTool tool);
BsrCategory bsr_session_category (BsrSession *session);
void bsr_session_set_category (BsrSession *session, BsrCategory category);

/* The look. _set_ is the program's: no step of undo. _change_ is the officer's: one step of undo in the
 * dossier's order; turning one knob on is one step with what was turned before, until _begin_change
 * tells that another drag or press begins. Undo is shown here by itself. */
const BsrLook *bsr_session_look (BsrSession *session);
void bsr_session_set_look (BsrSession *session, const BsrLook *look);
void bsr_session_change_look (BsrSession *session, const BsrLook *look);
void bsr_session_begin_change (BsrSession *session);
/* Whether the last change was the officer's, and may go on. */
gboolean bsr_session_is_changing (BsrSession *session);
/* The same of its tone; the steps stay. */
const BsrTone *bsr_session_tone (BsrSession *session);
void bsr_session_set_tone (BsrSession *session, const BsrTone *tone);
void bsr_session_change_tone (BsrSession *session, const BsrTone *tone);
/* Adds the enhancement with the amount that the officer gave it last, switches it on, or takes it out
 * again. Equalising goes by the shades of what is in view then. */
void bsr_session_toggle_enhancement (BsrSession *session, BsrEnhancement kind);
/* Window and equalising by what is in view now. */
void bsr_session_fit_look_to_view (BsrSession *session);

/* What part of the scan the view shows, as the view tells; @is_whole: all of it, by itself. */
void bsr_session_set_place (BsrSession *session, const BsrViewPlace *place, gboolean is_whole);
BsrBox bsr_session_visible_box (BsrSession *session); /* source pixels; empty: no scan */
/* (transfer full) (nullable): what the officer sees; %NULL: no scan of a store. */
BsrViewState *bsr_session_view_state (BsrSession *session);
/* Tells the dossier what the officer sees, for what he does next. */
void bsr_session_note_view (BsrSession *session);
/* Keeps what the officer sees under @name; %FALSE: there is no scan, or no name. */
gboolean bsr_session_save_view (BsrSession *session, const char *name);
/* Keeps how the officer leaves the scan, if he did anything to it: it is shown so when he opens it
 * again. Done by itself when another scan or case is shown. */
void bsr_session_leave_scene (BsrSession *session);
/* Shows exactly what @officer (nullable) saw, on whichever scan of the case; its look is one step of
 * undo. %FALSE: the case has no such scan. */
gboolean bsr_session_show_view (BsrSession *session, const BsrViewState *state, const char *officer);
/* (transfer none) (nullable): what is being shown again, and (nullable) who saw it; %NULL: what is
 * shown is one's own. */
const BsrViewState *bsr_session_replay (BsrSession *session, const char **officer);
/* The part that is shown is not that of the replay any more. */
void bsr_session_move_on (BsrSession *session);
/* Back to what was shown before the last replay; %FALSE: there was none in this case. */
gboolean bsr_session_show_own (BsrSession *session);

int bsr_session_selected_finding (BsrSession *session);
/* Selects and reveals; selecting a finding deselects the annotation and the reverse. */
void bsr_session_select_finding (BsrSession *session, int finding_id);
const char *bsr_session_selected_annotation (BsrSession *session);
void bsr_session_select_annotation (BsrSession *session, const char *id, gboolean reveal);
void bsr_session_reveal (BsrSession *session, BsrBox box);
/* The same, but in the middle and at a size that fits, wherever it was. */
void bsr_session_centre (BsrSession *session, BsrBox box);
/* A few words over the scan, for a moment. */
void bsr_session_say (BsrSession *session, const char *words);
/* (transfer none): what of the scan has been displayed. */
BsrCoverageTracker *bsr_session_coverage (BsrSession *session);
/* Goes to the largest part that has not been displayed, at a zoom and window that show it. */
void bsr_session_show_open (BsrSession *session);
/* Lights @box up in the scan while something outside it is pointed at; an empty one ends that. */
void bsr_session_set_hint_box (BsrSession *session, BsrBox box);
BsrBox bsr_session_hint_box (BsrSession *session);
void bsr_session_fit (BsrSession *session);

double bsr_session_zoom (BsrSession *session);
void bsr_session_set_zoom (BsrSession *session, double zoom);

/* (transfer none): what the marks measure on the scan as it is now. */
BsrMeasurements *bsr_session_measurements (BsrSession *session);

void bsr_session_set_busy (BsrSession *session, gboolean busy, double progress,
                           const char *status);
void bsr_session_publish_read_out (BsrSession *session, const BsrReadOut *read_out);

G_END_DECLS

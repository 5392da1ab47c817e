#pragma once

#include <glib-object.h>
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
 * a source pixel along y, 0.01...32), "show-findings", "show-annotations", "show-grid" (boolean), "busy"
 * (boolean), "progress" (double 0...1), "status" (string).
 * Signals: "tone-changed", "reveal" (BsrBox*: bring it into view), "fit" (show all), "read-out"
 * (const BsrReadOut*).
 */
#define BSR_TYPE_SESSION (bsr_session_get_type ())
G_DECLARE_FINAL_TYPE (BsrSession, bsr_session, BSR, SESSION, GObject)

BsrSession *bsr_session_new (void);

BsrDossier *bsr_session_dossier (BsrSession *session); /* (nullable) */
/* Another dossier drops the scene and the selection: no scan is ever shown under another case. */
void bsr_session_set_dossier (BsrSession *session, BsrDossier *dossier);
BsrScene *bsr_session_scene (BsrSession *session); /* (nullable) */
/* A scene of another scan resets selection and view; the same size keeps the view. */
void bsr_session_set_scene (BsrSession *session, BsrScene *scene);

/* (transfer none): what its views share. */
BsrViewShare *bsr_session_share (BsrSession *session);

BsrTool bsr_session_tool (BsrSession *session);
void bsr_session_set_tool (BsrSession *session, BsrTool tool);
BsrCategory bsr_session_category (BsrSession *session);
void bsr_session_set_category (BsrSession *session, BsrCategory category);

const BsrTone *bsr_session_tone (BsrSession *session);
void bsr_session_set_tone (BsrSession *session, const BsrTone *tone);

int bsr_session_selected_finding (BsrSession *session);
/* Selects and reveals; selecting a finding deselects the annotation and the reverse. */
void bsr_session_select_finding (BsrSession *session, int finding_id);
const char *bsr_session_selected_annotation (BsrSession *session);
void bsr_session_select_annotation (BsrSession *session, const char *id, gboolean reveal);
void bsr_session_reveal (BsrSession *session, BsrBox box);
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

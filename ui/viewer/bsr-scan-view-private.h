#pragma once

#include "bsr-annotation-tool.h"
#include "bsr-key-map.h"
#include "bsr-loupe.h"
#include "bsr-mark-editor.h"
#include "bsr-minimap.h"
#include "bsr-replay-bar.h"
#include "bsr-scan-painter.h"
#include "bsr-scan-view.h"
#include "bsr-view-transform.h"

G_BEGIN_DECLS

/* What a drag does. */
typedef enum
{
  BSR_DRAG_NONE,
  BSR_DRAG_PAN,
  BSR_DRAG_TONE,
  BSR_DRAG_DRAW,
  BSR_DRAG_MOVE, /* the selected mark */
  BSR_DRAG_GRIP, /* one of its grips */
} BsrDrag;

struct _BsrScanView
{
  GtkWidget parent;

  BsrSession *session; /* (nullable) */
  GSignalGroup *session_signals, *share_signals;
  GSignalGroup *dossier_signals;
  GSignalGroup *annotations_signals;

  BsrScanPainter *painter;
  BsrViewTransform transform;
  gboolean fitted; /* the whole scan is shown, whatever the view's size */
  BsrViewPlace wanted_place; /* at every size of the view, until something moves it; width 0: none */
  gboolean wanted_exactly;
  gboolean linked; /* to the place that the session's views share */
  gboolean following; /* that place: it is not told again */
  BsrKeyMap *keys;

  BsrAnnotationTool drawing;
  gboolean show_crosshair;
  BsrPoint crosshair; /* source pixels */

  BsrDrag drag;
  BsrViewTransform drag_transform; /* as it was when the drag began */
  BsrTone drag_tone;
  BsrPoint drag_start; /* source pixels */
  BsrAnnotation *drag_from; /* (nullable): the mark as it was */
  BsrAnnotation *drag_to;   /* (nullable): and as it is now */
  int drag_grip;
  BsrViewTransform pinch_transform; /* when a pinch began, */
  double pinch_x, pinch_y;          /* and its middle then, logical pixels */
  guint glide;                      /* tick that goes on with a touchpad's movement */
  double glide_x, glide_y;          /* its speed, logical pixels a second */
  gint64 glide_time;                /* of the last frame, microseconds */
  double pointer_x, pointer_y; /* logical pixels; NAN: not in the view */

  BsrMarkEditor *editor;
  BsrAnnotation *edited; /* (nullable): the mark that the editor is open for */
  gboolean edited_is_new;

  GSignalGroup *coverage_signals;
  GdkTexture *tint; /* (nullable): of what has not been displayed, while it stands */

  BsrMinimap *minimap;
  BsrLoupe *loupe;
  GtkWidget *notice; /* a few words */
  BsrReplayBar *replay_bar;
  guint notice_source;
  GtkWidget *root;                       /* (nullable) (weak): the window that it is in */

  guint describe_source;
};

/* The scan and the view's size are known. */
gboolean bsr_scan_view_has_scan (BsrScanView *self);
BsrDossier *bsr_scan_view_dossier (BsrScanView *self);

/* Shows @transform, within its limits; tells the session. */
void bsr_scan_view_set_transform (BsrScanView *self, BsrViewTransform transform);
/* The same for what was asked for and stays wanted. */
void bsr_scan_view_apply_transform (BsrScanView *self, BsrViewTransform transform);
void bsr_scan_view_fit (BsrScanView *self);

BsrPoint bsr_scan_view_to_source (BsrScanView *self, double x, double y);
/* The same, or the nearest point of the scan: where marks can be. */
BsrPoint bsr_scan_view_to_scan (BsrScanView *self, double x, double y);
/* A distance of @logical pixels in source pixels along x and y. */
BsrPoint bsr_scan_view_tolerance (BsrScanView *self, double logical);

/* Tells the session what is at a place of the scan. */
void bsr_scan_view_publish (BsrScanView *self, BsrPoint at);

/* Tells the session what part is shown. */
void bsr_scan_view_tell_place (BsrScanView *self);
/* Shows that part, or will once the view has a size: the very same where it has room for it and
 * @exactly is wanted. */
void bsr_scan_view_show_place (BsrScanView *self, const BsrViewPlace *place, gboolean exactly);
/* Something else is shown from now on. */
void bsr_scan_view_leave_place (BsrScanView *self);

/* Drawing: what the tool made of an input. */
void bsr_scan_view_take_step (BsrScanView *self, BsrToolStep step);
gboolean bsr_scan_view_is_drawing_tool (BsrScanView *self, BsrShape *shape);

/* What has been drawn so far, and that with the corner that the pointer would make, into @points, which
 * takes BSR_ANNOTATION_TOOL_MAX_POINTS + 1. Returns how many. */
int bsr_scan_view_drawn_points (BsrScanView *self, BsrPoint *points);
int bsr_scan_view_draft_points (BsrScanView *self, BsrPoint *points);
/* What is being drawn or dragged looks different: measures it. */
void bsr_scan_view_measure_draft (BsrScanView *self);

/* (transfer full) (nullable): the selected mark. */
BsrAnnotation *bsr_scan_view_selected_annotation (BsrScanView *self);
void bsr_scan_view_edit_selected (BsrScanView *self);
void bsr_scan_view_select_next_annotation (BsrScanView *self, int direction);
void bsr_scan_view_set_auto_window (BsrScanView *self);

/* What a view shows, as the coverage wants to know it. */
BsrDisplayed bsr_scan_view_displayed (BsrScanView *self, const BsrViewTransform *transform,
                                      const BsrLook *look);
void bsr_scan_view_tell_coverage (BsrScanView *self);
void bsr_scan_view_snapshot_unseen (BsrScanView *self, GtkSnapshot *snapshot);
void bsr_scan_view_show_open (BsrScanView *self);
/* The session is another. */
void bsr_scan_view_follow_coverage (BsrScanView *self);

/* A few words over the scan, for a moment. */
void bsr_scan_view_say (BsrScanView *self, const char *words);
/* The map and the loupe follow what is shown; the loupe alone follows the pointer. */
void bsr_scan_view_update_aids (BsrScanView *self);
/* Whose view is shown again, and how large. */
void bsr_scan_view_update_replay (BsrScanView *self);
void bsr_scan_view_move_loupe (BsrScanView *self);
void bsr_scan_view_allocate_aids (BsrScanView *self, int width, int height);
void bsr_scan_view_snapshot_aids (BsrScanView *self, GtkSnapshot *snapshot);
/* (nullable): what must be known of the picture as it is shown. */
const char *bsr_scan_view_notice (BsrScanView *self);

/* The place that views share: bsr-scan-view-link.c. */
void bsr_scan_view_share_place (BsrScanView *self);
void bsr_scan_view_follow_place (BsrScanView *self);
/* The same, or all of the scan where the view is not linked: a view that has just come. */
void bsr_scan_view_join (BsrScanView *self);
void bsr_scan_view_follow_zoom (BsrScanView *self);
void bsr_scan_view_follow_fit (BsrScanView *self);

/* Parts of the widget in files of their own. */
void bsr_scan_view_install_actions (GtkWidgetClass *widget_class);
void bsr_scan_view_add_touch_controllers (BsrScanView *self);
void bsr_scan_view_stop_gliding (BsrScanView *self);
void bsr_scan_view_step_zoom (BsrScanView *self, int direction);
/* Removes the selected mark; FALSE where there is none. */
gboolean bsr_scan_view_remove_selected (BsrScanView *self);
void bsr_scan_view_add_pointer_controllers (BsrScanView *self);
void bsr_scan_view_update_cursor (BsrScanView *self);
void bsr_scan_view_add_key_controller (BsrScanView *self);
void bsr_scan_view_init_aids (BsrScanView *self);
void bsr_scan_view_dispose_aids (BsrScanView *self);
void bsr_scan_view_init_coverage (BsrScanView *self);
void bsr_scan_view_dispose_coverage (BsrScanView *self);
void bsr_scan_view_init_marks (BsrScanView *self);
/* Makes the accessible description follow, soon. */
void bsr_scan_view_describe (BsrScanView *self);

G_END_DECLS

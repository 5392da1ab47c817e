#include "bsr-session-private.h"

#include <string.h>

#include "bsr-scan-pitch.h"
#include "bsr-view-transform.h"

G_DEFINE_FINAL_TYPE (BsrSession, bsr_session, G_TYPE_OBJECT)

enum
{
  PROP_DOSSIER = 1,
  PROP_SCENE,
  PROP_TOOL,
  PROP_CATEGORY,
  PROP_SELECTED_FINDING,
  PROP_SELECTED_ANNOTATION,
  PROP_HINT_BOX,
  PROP_ZOOM,
  PROP_SHOW_FINDINGS,
  PROP_SHOW_ANNOTATIONS,
  PROP_SHOW_GRID,
  PROP_SHOW_UNSEEN,
  PROP_SHOW_MINIMAP,
  PROP_SHOW_LOUPE,
  PROP_BUSY,
  PROP_PROGRESS,
  PROP_STATUS,
  N_PROPS,
};

static gboolean *
switch_of (BsrSession *self, guint id)
{
  G_STATIC_ASSERT (PROP_SHOW_LOUPE - PROP_SHOW_FINDINGS + 1 == BSR_SESSION_N_SHOWS);
  g_assert (id >= PROP_SHOW_FINDINGS && id <= PROP_SHOW_LOUPE);
  return &self->shows[id - PROP_SHOW_FINDINGS];
}

static void
bsr_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsrSession *self = BSR_SESSION (object);

  switch (id)
    {
    case PROP_DOSSIER:
      g_value_set_object (value, self->dossier);
      break;
    case PROP_SCENE:
      g_value_set_boxed (value, self->scene);
      break;
    case PROP_TOOL:
      g_value_set_int (value, self->tool);
      break;
    case PROP_CATEGORY:
      g_value_set_int (value, self->category);
      break;
    case PROP_SELECTED_FINDING:
      g_value_set_int (value, self->selected_finding);
      break;
    case PROP_SELECTED_ANNOTATION:
      g_value_set_string (value, self->selected_annotation);
      break;
    case PROP_HINT_BOX:
      g_value_set_pointer (value, &self->hint_box);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    case PROP_SHOW_FINDINGS:
    case PROP_SHOW_ANNOTATIONS:
    case PROP_SHOW_GRID:
    case PROP_SHOW_UNSEEN:
    case PROP_SHOW_MINIMAP:
    case PROP_SHOW_LOUPE:
      g_value_set_boolean (value, *switch_of (self, id));
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_boolean (BsrSession *self, gboolean *member, gboolean value, GParamSpec *pspec)
{
  if (*member == value)
    return;
  *member = value;
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
bsr_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BsrSession *self = BSR_SESSION (object);

  switch (id)
    {
    case PROP_DOSSIER:
      bsr_session_set_dossier (self, g_value_get_object (value));
      break;
    case PROP_SCENE:
      bsr_session_set_scene (self, g_value_get_boxed (value));
      break;
    case PROP_TOOL:
      bsr_session_set_tool (self, g_value_get_int (value));
      break;
    case PROP_CATEGORY:
      bsr_session_set_category (self, g_value_get_int (value));
      break;
    case PROP_SELECTED_FINDING:
      bsr_session_select_finding (self, g_value_get_int (value));
      break;
    case PROP_SELECTED_ANNOTATION:
      bsr_session_select_annotation (self, g_value_get_string (value), FALSE);
      break;
    case PROP_ZOOM:
      bsr_session_set_zoom (self, g_value_get_double (value));
      break;
    case PROP_SHOW_FINDINGS:
    case PROP_SHOW_ANNOTATIONS:
    case PROP_SHOW_GRID:
    case PROP_SHOW_UNSEEN:
    case PROP_SHOW_MINIMAP:
    case PROP_SHOW_LOUPE:
      set_boolean (self, switch_of (self, id), g_value_get_boolean (value), pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bsr_session_dispose (GObject *object)
{
  BsrSession *self = BSR_SESSION (object);
  bsr_session_clear_look (self);
  g_clear_object (&self->dossier);
  g_clear_object (&self->measurements);
  g_clear_pointer (&self->scene, bsr_scene_unref);
  g_clear_object (&self->coverage);
  g_clear_object (&self->share);
  G_OBJECT_CLASS (bsr_session_parent_class)->dispose (object);
}

static void
bsr_session_finalize (GObject *object)
{
  BsrSession *self = BSR_SESSION (object);
  g_free (self->selected_annotation);
  g_free (self->status);
  g_free (self->caution);
  G_OBJECT_CLASS (bsr_session_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *class)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags both = shown | G_PARAM_WRITABLE;
  GParamSpec *properties[N_PROPS] = {
    [PROP_DOSSIER] = g_param_spec_object ("dossier", NULL, NULL, BSR_TYPE_DOSSIER, both),
    [PROP_SCENE] = g_param_spec_boxed ("scene", NULL, NULL, BSR_TYPE_SCENE, both),
    [PROP_TOOL] = g_param_spec_int ("tool", NULL, NULL, 0, BSR_N_TOOLS - 1, 0, both),
    [PROP_CATEGORY] = g_param_spec_int ("category", NULL, NULL, 0, BSR_CATEGORY_NOTE, 0, both),
    [PROP_SELECTED_FINDING]
    = g_param_spec_int ("selected-finding", NULL, NULL, 0, G_MAXINT, 0, both),
    [PROP_SELECTED_ANNOTATION]
    = g_param_spec_string ("selected-annotation", NULL, NULL, NULL, both),
    [PROP_HINT_BOX] = g_param_spec_pointer ("hint-box", NULL, NULL, shown),
    [PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, BSR_ZOOM_MIN, BSR_ZOOM_MAX, 1.0, both),
    [PROP_SHOW_FINDINGS] = g_param_spec_boolean ("show-findings", NULL, NULL, TRUE, both),
    [PROP_SHOW_ANNOTATIONS] = g_param_spec_boolean ("show-annotations", NULL, NULL, TRUE, both),
    [PROP_SHOW_GRID] = g_param_spec_boolean ("show-grid", NULL, NULL, FALSE, both),
    [PROP_SHOW_UNSEEN] = g_param_spec_boolean ("show-unseen", NULL, NULL, FALSE, both),
    [PROP_SHOW_MINIMAP] = g_param_spec_boolean ("show-minimap", NULL, NULL, TRUE, both),
    [PROP_SHOW_LOUPE] = g_param_spec_boolean ("show-loupe", NULL, NULL, FALSE, both),
    [PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, shown),
    [PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0.0, 1.0, 0.0, shown),
    [PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, shown),
  };
  g_object_class_install_properties (class, N_PROPS, properties);
}

static void
bsr_session_class_init (BsrSessionClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  object_class->get_property = bsr_session_get_property;
  object_class->set_property = bsr_session_set_property;
  object_class->dispose = bsr_session_dispose;
  object_class->finalize = bsr_session_finalize;
  install_properties (object_class);

  GType type = G_TYPE_FROM_CLASS (class);
  g_signal_new ("tone-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("replay-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("reveal", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_POINTER);
  g_signal_new ("centre", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_POINTER);
  g_signal_new ("show-open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("notice", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
  g_signal_new ("fit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("place-wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                G_TYPE_POINTER, G_TYPE_BOOLEAN);
  g_signal_new ("read-out", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_POINTER);
}

static void
bsr_session_init (BsrSession *self)
{
  bsr_session_init_look (self);
  self->measurements = bsr_measurements_new ();
  self->zoom = 1.0;
  *switch_of (self, PROP_SHOW_FINDINGS) = TRUE;
  *switch_of (self, PROP_SHOW_ANNOTATIONS) = TRUE;
  *switch_of (self, PROP_SHOW_MINIMAP) = TRUE;
  self->coverage = bsr_coverage_tracker_new ();
  self->share = bsr_view_share_new ();
}

BsrSession *
bsr_session_new (void)
{
  return g_object_new (BSR_TYPE_SESSION, NULL);
}

BsrDossier *
bsr_session_dossier (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), NULL);
  return session->dossier;
}

BsrViewShare *
bsr_session_share (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), NULL);
  return session->share;
}

static void
deselect (BsrSession *self)
{
  bsr_session_select_finding (self, 0);
  bsr_session_select_annotation (self, NULL, FALSE);
  bsr_session_set_hint_box (self, (BsrBox){ 0 });
}

void
bsr_session_set_dossier (BsrSession *session, BsrDossier *dossier)
{
  g_return_if_fail (BSR_IS_SESSION (session));

  if (session->dossier == dossier)
    return;
  g_object_freeze_notify (G_OBJECT (session));
  bsr_session_set_scene (session, NULL);
  bsr_session_forget_replay (session);
  g_set_object (&session->dossier, dossier);
  bsr_coverage_tracker_forget (session->coverage);
  g_signal_group_set_target (session->dossier_signals, dossier);
  g_object_notify (G_OBJECT (session), "dossier");
  g_object_thaw_notify (G_OBJECT (session));
}

BsrScene *
bsr_session_scene (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), NULL);
  return session->scene;
}

static gboolean
is_same_size (const BsrScene *a, const BsrScene *b)
{
  return a != NULL && b != NULL && bsr_scene_width (a) == bsr_scene_width (b)
         && bsr_scene_height (a) == bsr_scene_height (b);
}

/* What is to be covered: known once the physics is, which comes after the container. */
static void
cover_scene (BsrSession *self)
{
  int index = self->dossier ? bsr_dossier_scan_index (self->dossier) : -1;
  BsrAnalysis *analysis = self->dossier ? bsr_dossier_analysis (self->dossier) : NULL;
  BsrBox container = { 0 };
  if (analysis != NULL && !bsr_analysis_container (analysis, &container))
    container = (BsrBox){ 0 };
  bsr_coverage_tracker_set_scan (self->coverage,
                                 index >= 0 ? bsr_dossier_scan (self->dossier, index)->id : 0,
                                 self->scene ? bsr_scene_radiograph (self->scene) : NULL, container);
}

void
bsr_session_set_scene (BsrSession *session, BsrScene *scene)
{
  g_return_if_fail (BSR_IS_SESSION (session));

  if (session->scene == scene)
    return;
  gboolean is_another = !is_same_size (session->scene, scene);
  if (is_another && session->scene != NULL)
    bsr_session_leave_scene (session);
  g_clear_pointer (&session->scene, bsr_scene_unref);
  session->scene = scene ? bsr_scene_ref (scene) : NULL;
  if (is_another)
    deselect (session);
  cover_scene (session);
  g_object_notify (G_OBJECT (session), "scene");
  if (is_another && scene != NULL)
    bsr_session_fit (session);
  if (scene != NULL)
    bsr_session_enter_scene (session, is_another);
}

BsrTool
bsr_session_tool (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), BSR_TOOL_SELECT);
  return session->tool;
}

void
bsr_session_set_tool (BsrSession *session, BsrTool tool)
{
  g_return_if_fail (BSR_IS_SESSION (session));

  if (session->tool == tool)
    return;
  session->tool = tool;
  g_object_notify (G_OBJECT (session), "tool");
}

BsrCategory
bsr_session_category (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), BSR_CATEGORY_SUSPICIOUS);
  return session->category;
}

void
bsr_session_set_category (BsrSession *session, BsrCategory category)
{
  g_return_if_fail (BSR_IS_SESSION (session));

  if (session->category == category)
    return;
  session->category = category;
  g_object_notify (G_OBJECT (session), "category");
}

int
bsr_session_selected_finding (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), 0);
  return session->selected_finding;
}

static const BsrFinding *
find_finding (BsrSession *self, int id)
{
  BsrAnalysis *analysis = self->dossier ? bsr_dossier_analysis (self->dossier) : NULL;
  for (int i = 0; analysis != NULL && i < bsr_analysis_n_findings (analysis); i++)
    if (bsr_analysis_finding_id (analysis, i) == id)
      return bsr_analysis_finding (analysis, i);
  return NULL;
}

void
bsr_session_select_finding (BsrSession *session, int finding_id)
{
  g_return_if_fail (BSR_IS_SESSION (session) && finding_id >= 0);

  if (finding_id != 0)
    bsr_session_select_annotation (session, NULL, FALSE);
  if (session->selected_finding != finding_id)
    {
      session->selected_finding = finding_id;
      g_object_notify (G_OBJECT (session), "selected-finding");
    }
  const BsrFinding *finding = find_finding (session, finding_id);
  if (finding != NULL)
    bsr_session_reveal (session, finding->box);
}

const char *
bsr_session_selected_annotation (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), NULL);
  return session->selected_annotation;
}

static BsrAnnotation *
find_annotation (BsrSession *self, const char *id)
{
  GListModel *list = self->dossier ? bsr_dossier_annotations (self->dossier) : NULL;
  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (BsrAnnotation) annotation = g_list_model_get_item (list, i);
      if (g_strcmp0 (bsr_annotation_id (annotation), id) == 0)
        return g_steal_pointer (&annotation);
    }
  return NULL;
}

void
bsr_session_select_annotation (BsrSession *session, const char *id, gboolean reveal)
{
  g_return_if_fail (BSR_IS_SESSION (session));

  if (id != NULL)
    bsr_session_select_finding (session, 0);
  if (g_strcmp0 (session->selected_annotation, id) != 0)
    {
      g_free (session->selected_annotation);
      session->selected_annotation = g_strdup (id);
      g_object_notify (G_OBJECT (session), "selected-annotation");
    }
  g_autoptr (BsrAnnotation) annotation = reveal && id ? find_annotation (session, id) : NULL;
  if (annotation != NULL)
    bsr_session_reveal (session, bsr_annotation_box (annotation));
}

void
bsr_session_reveal (BsrSession *session, BsrBox box)
{
  g_return_if_fail (BSR_IS_SESSION (session));
  g_signal_emit_by_name (session, "reveal", &box);
}

void
bsr_session_centre (BsrSession *session, BsrBox box)
{
  g_return_if_fail (BSR_IS_SESSION (session));
  g_signal_emit_by_name (session, "centre", &box);
}

BsrCoverageTracker *
bsr_session_coverage (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), NULL);
  return session->coverage;
}

void
bsr_session_show_open (BsrSession *session)
{
  g_return_if_fail (BSR_IS_SESSION (session));
  g_signal_emit_by_name (session, "show-open");
}

void
bsr_session_say (BsrSession *session, const char *words)
{
  g_return_if_fail (BSR_IS_SESSION (session) && words != NULL);
  g_signal_emit_by_name (session, "notice", words);
}

void
bsr_session_set_hint_box (BsrSession *session, BsrBox box)
{
  g_return_if_fail (BSR_IS_SESSION (session));

  if (memcmp (&session->hint_box, &box, sizeof box) == 0)
    return;
  session->hint_box = box;
  g_object_notify (G_OBJECT (session), "hint-box");
}

BsrBox
bsr_session_hint_box (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), (BsrBox){ 0 });
  return session->hint_box;
}

void
bsr_session_fit (BsrSession *session)
{
  g_return_if_fail (BSR_IS_SESSION (session));
  g_signal_emit_by_name (session, "fit");
}

double
bsr_session_zoom (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), 1.0);
  return session->zoom;
}

void
bsr_session_set_zoom (BsrSession *session, double zoom)
{
  g_return_if_fail (BSR_IS_SESSION (session) && zoom > 0.0);

  zoom = CLAMP (zoom, BSR_ZOOM_MIN, BSR_ZOOM_MAX);
  if (session->zoom == zoom)
    return;
  session->zoom = zoom;
  g_object_notify (G_OBJECT (session), "zoom");
}

BsrMeasurements *
bsr_session_measurements (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), NULL);

  BsrDossier *dossier = session->dossier;
  int index = dossier != NULL ? bsr_dossier_scan_index (dossier) : -1;
  BsrPitch pitch
      = index < 0 ? bsr_pitch_nominal ()
                  : bsr_scan_pitch (bsr_dossier_scan (dossier, index), bsr_dossier_case (dossier),
                                    bsr_dossier_analysis (dossier));
  bsr_measurements_set_scan (session->measurements, session->scene, &pitch);
  return session->measurements;
}

void
bsr_session_set_busy (BsrSession *session, gboolean busy, double progress, const char *status)
{
  g_return_if_fail (BSR_IS_SESSION (session));

  GObject *object = G_OBJECT (session);
  g_object_freeze_notify (object);
  if (session->busy != busy)
    {
      session->busy = busy;
      g_object_notify (object, "busy");
    }
  progress = CLAMP (progress, 0.0, 1.0);
  if (session->progress != progress)
    {
      session->progress = progress;
      g_object_notify (object, "progress");
    }
  if (g_strcmp0 (session->status, status) != 0)
    {
      g_free (session->status);
      session->status = g_strdup (status);
      g_object_notify (object, "status");
    }
  g_object_thaw_notify (object);
}

void
bsr_session_publish_read_out (BsrSession *session, const BsrReadOut *read_out)
{
  g_return_if_fail (BSR_IS_SESSION (session) && read_out != NULL);
  g_signal_emit_by_name (session, "read-out", read_out);
}

#include "bsr-session-private.h"

#include <math.h>

#include "bsr-view-transform.h"

/* How the session's scan is shown: the look, the part of it that is seen, and what of both is kept. */

static void
look_restored_cb (BsrSession *self, const BsrLook *look)
{
  self->turning = FALSE;
  bsr_session_set_look (self, look);
}

void
bsr_session_init_look (BsrSession *self)
{
  self->look = bsr_look_default ();
  self->dossier_signals = g_signal_group_new (BSR_TYPE_DOSSIER);
  g_signal_group_connect_swapped (self->dossier_signals, "look-restored",
                                  G_CALLBACK (look_restored_cb), self);
}

void
bsr_session_clear_look (BsrSession *self)
{
  g_clear_object (&self->dossier_signals);
  g_clear_pointer (&self->scene_scan, g_free);
  g_clear_pointer (&self->wanted, bsr_view_state_free);
  bsr_session_forget_replay (self);
}

const BsrLook *
bsr_session_look (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), NULL);
  return &session->look;
}

void
bsr_session_set_look (BsrSession *session, const BsrLook *look)
{
  g_return_if_fail (BSR_IS_SESSION (session) && look != NULL);

  if (bsr_look_equal (&session->look, look))
    return;
  session->look = *look;
  bsr_session_check_replay (session);
  g_signal_emit_by_name (session, "tone-changed");
}

void
bsr_session_change_look (BsrSession *session, const BsrLook *look)
{
  g_return_if_fail (BSR_IS_SESSION (session) && look != NULL);

  const BsrLook before = session->look, after = *look;
  if (bsr_look_equal (&before, &after))
    return;
  g_clear_pointer (&session->wanted, bsr_view_state_free);
  session->touched = TRUE;
  for (int i = 0; i < after.n_steps; i++)
    session->amounts[after.steps[i].kind] = after.steps[i].amount;
  if (session->dossier != NULL && bsr_dossier_scan_index (session->dossier) >= 0)
    bsr_dossier_change_look (session->dossier, &before, &after, session->turning);
  session->turning = TRUE;
  bsr_session_set_look (session, &after);
}

void
bsr_session_begin_change (BsrSession *session)
{
  g_return_if_fail (BSR_IS_SESSION (session));
  session->turning = FALSE;
}

gboolean
bsr_session_is_changing (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), FALSE);
  return session->turning;
}

const BsrTone *
bsr_session_tone (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), NULL);
  return &session->look.tone;
}

void
bsr_session_set_tone (BsrSession *session, const BsrTone *tone)
{
  g_return_if_fail (BSR_IS_SESSION (session) && tone != NULL);
  BsrLook look = session->look;
  look.tone = *tone;
  bsr_session_set_look (session, &look);
}

void
bsr_session_change_tone (BsrSession *session, const BsrTone *tone)
{
  g_return_if_fail (BSR_IS_SESSION (session) && tone != NULL);
  BsrLook look = session->look;
  look.tone = *tone;
  bsr_session_change_look (session, &look);
}

/* --- Enhancements ---------------------------------------------------------------------------- */

BsrBox
bsr_session_visible_box (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), (BsrBox){ 0 });

  if (session->scene == NULL || session->place.width == 0)
    return (BsrBox){ 0 };
  const BsrViewPlace *place = &session->place;
  return bsr_view_transform_visible_box (&(BsrViewTransform){
      .zoom = place->zoom,
      .aspect = place->aspect,
      .x = place->x,
      .y = place->y,
      .view_width = place->width,
      .view_height = place->height,
      .scan_width = bsr_scene_width (session->scene),
      .scan_height = bsr_scene_height (session->scene),
  });
}

/* What equalising goes by when it is asked for now: empty for all of the scan. */
static BsrBox
region_in_view (BsrSession *self)
{
  BsrBox box = bsr_session_visible_box (self);
  gboolean is_all = self->scene != NULL && box.width == bsr_scene_width (self->scene)
                    && box.height == bsr_scene_height (self->scene);
  return is_all ? (BsrBox){ 0 } : box;
}

static gboolean
goes_by_region (BsrEnhancement kind)
{
  return kind == BSR_ENHANCE_EQUALISE || kind == BSR_ENHANCE_LOCAL_EQUALISE;
}

/* Whether another step than @kind goes by the region: it is not moved away under that one. */
static gboolean
region_is_taken (const BsrLook *look, BsrEnhancement kind)
{
  for (int i = 0; i < look->n_steps; i++)
    if (goes_by_region (look->steps[i].kind) && look->steps[i].kind != kind)
      return TRUE;
  return FALSE;
}

void
bsr_session_toggle_enhancement (BsrSession *session, BsrEnhancement kind)
{
  g_return_if_fail (BSR_IS_SESSION (session) && kind < BSR_N_ENHANCEMENTS);

  BsrLook look = session->look;
  int at = bsr_look_find (&look, kind);
  bsr_session_begin_change (session);
  if (at >= 0 && look.steps[at].enabled)
    bsr_look_remove (&look, at);
  else if (at >= 0)
    look.steps[at].enabled = TRUE;
  else
    {
      double amount = session->amounts[kind];
      if (goes_by_region (kind) && !region_is_taken (&look, kind))
        look.region = region_in_view (session);
      bsr_look_insert (&look, kind, amount > 0.0 ? amount : bsr_enhancement_kind (kind)->usual);
    }
  bsr_session_change_look (session, &look);
}

void
bsr_session_fit_look_to_view (BsrSession *session)
{
  g_return_if_fail (BSR_IS_SESSION (session));

  BsrBox box = bsr_session_visible_box (session);
  if (bsr_box_is_empty (box))
    return;
  BsrLook look = session->look;
  bsr_scene_auto_window (session->scene, &look.tone, box, &look.tone.low, &look.tone.high);
  if (region_is_taken (&look, BSR_N_ENHANCEMENTS))
    look.region = region_in_view (session);
  bsr_session_begin_change (session);
  bsr_session_change_look (session, &look);
}

/* --- What is seen, and what is kept of it ---------------------------------------------------- */

void
bsr_session_set_place (BsrSession *session, const BsrViewPlace *place, gboolean is_whole)
{
  g_return_if_fail (BSR_IS_SESSION (session) && place != NULL);
  session->place = *place;
  session->place_is_whole = is_whole;
}

static BsrOverlays
overlays (BsrSession *self)
{
  return (self->shows[BSR_SHOW_FINDINGS] ? BSR_OVERLAY_FINDINGS : BSR_OVERLAY_NONE)
         | (self->shows[BSR_SHOW_ANNOTATIONS] ? BSR_OVERLAY_MARKS : BSR_OVERLAY_NONE)
         | (self->shows[BSR_SHOW_GRID] ? BSR_OVERLAY_GRID : BSR_OVERLAY_NONE);
}

BsrViewState *
bsr_session_view_state (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), NULL);

  if (session->scene == NULL || session->scene_scan == NULL || session->place.width == 0)
    return NULL;
  return bsr_view_state_new (session->scene_scan, &session->look, &session->place,
                             overlays (session));
}

void
bsr_session_note_view (BsrSession *session)
{
  g_return_if_fail (BSR_IS_SESSION (session));
  g_autoptr (BsrViewState) seen = bsr_session_view_state (session);
  if (session->dossier != NULL)
    bsr_dossier_note_view (session->dossier, seen);
}

gboolean
bsr_session_save_view (BsrSession *session, const char *name)
{
  g_return_val_if_fail (BSR_IS_SESSION (session) && name != NULL, FALSE);

  g_autoptr (BsrViewState) state = bsr_session_view_state (session);
  g_autofree char *words = g_strstrip (g_strdup (name));
  if (state == NULL || session->dossier == NULL || *words == '\0')
    return FALSE;
  bsr_dossier_keep_view (session->dossier, words, state);
  return TRUE;
}

/* A scan that nobody did anything to comes back as it is without being told; so does one that has not
 * been shown yet as it was left the last time. */
void
bsr_session_leave_scene (BsrSession *self)
{
  g_return_if_fail (BSR_IS_SESSION (self));

  /* What another saw is not how this officer left the scan. */
  gboolean is_own = self->replay == NULL;
  g_autoptr (BsrViewState) state
      = is_own ? bsr_session_view_state (self) : bsr_session_own_view (self);
  gboolean as_opened = overlays (self) == (BSR_OVERLAY_FINDINGS | BSR_OVERLAY_MARKS);
  gboolean is_changed = self->wanted == NULL
                        && (self->touched || !self->place_is_whole || !as_opened);
  if (state != NULL && self->dossier != NULL && (is_changed || !is_own))
    bsr_dossier_keep_view (self->dossier, NULL, state);
}

/* Whether the scene can show the look as it was: the physics may not be there yet. */
static gboolean
can_show (const BsrScene *scene, const BsrTone *tone)
{
  if (tone->mode == BSR_VIEW_PLANE)
    return tone->plane < bsr_scene_n_planes (scene);
  return bsr_scene_has_physics (scene)
         && (!bsr_view_mode_is_material (tone->mode) || bsr_scene_has_material (scene));
}

double
bsr_session_pixel_aspect (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), 1.0);

  BsrScene *scene = session->scene;
  int index = session->dossier != NULL ? bsr_dossier_scan_index (session->dossier) : -1;
  if (scene == NULL)
    return 1.0;
  if (bsr_scene_has_physics (scene) || index < 0)
    return bsr_scene_pixel_aspect (scene);
  /* What the pixels are like where the physics is not there yet. */
  const BsrAcquisition *acquisition = &bsr_dossier_scan (session->dossier, index)->acquisition;
  return acquisition->pitch_x_mm / acquisition->pitch_y_mm;
}

/* A place tells by the shape of its pixels whether they were shown raw. Square ones look the same either
 * way. */
static void
show_shape (BsrSession *self, double shown)
{
  double own = bsr_session_pixel_aspect (self);
  if (own == 1.0)
    return;
  gboolean raw = fabs (log (shown)) < fabs (log (shown / own));
  g_object_set (self->share, "raw-pixels", raw, NULL);
}

static void
show_place (BsrSession *self, const BsrViewState *state)
{
  self->replay_placed = FALSE; /* that is not the officer who goes on */
  show_shape (self, state->place.aspect);
  g_object_set (self, "show-findings", (state->overlays & BSR_OVERLAY_FINDINGS) != 0,
                "show-annotations", (state->overlays & BSR_OVERLAY_MARKS) != 0, "show-grid",
                (state->overlays & BSR_OVERLAY_GRID) != 0, NULL);
  self->replay_placed = TRUE;
  g_signal_emit_by_name (self, "place-wanted", &state->place, self->wanted_exactly);
}

/* Takes the wanted view's look as far as the scene can show it; done with it once all is there. */
static void
show_wanted_look (BsrSession *self)
{
  if (can_show (self->scene, &self->wanted->look.tone))
    bsr_session_set_look (self, &self->wanted->look);
  if (bsr_scene_has_physics (self->scene))
    g_clear_pointer (&self->wanted, bsr_view_state_free);
}

static const char *
scan_of_dossier (BsrSession *self)
{
  int index = self->dossier != NULL ? bsr_dossier_scan_index (self->dossier) : -1;
  return index >= 0 ? bsr_dossier_scan (self->dossier, index)->sha256 : NULL;
}

void
bsr_session_enter_scene (BsrSession *self, gboolean is_another)
{
  if (is_another)
    {
      g_free (self->scene_scan);
      self->scene_scan = g_strdup (scan_of_dossier (self));
      self->touched = FALSE;
      self->turning = FALSE;
      bsr_session_check_replay (self);
    }
  if (is_another && (self->wanted == NULL || g_strcmp0 (self->wanted->scan, self->scene_scan) != 0))
    {
      const BsrViewState *left
          = self->dossier != NULL ? bsr_dossier_left_view (self->dossier, self->scene_scan) : NULL;
      g_clear_pointer (&self->wanted, bsr_view_state_free);
      self->wanted = left != NULL ? bsr_view_state_copy (left) : NULL;
      self->wanted_exactly = FALSE;
    }
  if (self->wanted == NULL)
    return;
  if (is_another)
    show_place (self, self->wanted);
  show_wanted_look (self);
}

/* The latest scan of the dossier with this hash; -1: none. */
static int
find_scan (BsrDossier *dossier, const char *sha256)
{
  for (int i = bsr_dossier_n_scans (dossier) - 1; i >= 0; i--)
    if (g_strcmp0 (bsr_dossier_scan (dossier, i)->sha256, sha256) == 0)
      return i;
  return -1;
}

gboolean
bsr_session_want_view (BsrSession *session, const BsrViewState *state, gboolean exactly)
{
  int index = session->dossier != NULL ? find_scan (session->dossier, state->scan) : -1;
  if (index < 0)
    return FALSE;
  g_autoptr (BsrViewState) copy = bsr_view_state_copy (state);
  session->wanted_exactly = exactly;
  if (session->scene != NULL && g_strcmp0 (session->scene_scan, copy->scan) == 0)
    {
      bsr_session_begin_change (session);
      if (can_show (session->scene, &copy->look.tone))
        bsr_session_change_look (session, &copy->look);
      bsr_session_begin_change (session);
      show_place (session, copy);
      /* What the physics will show, once it is there. */
      g_clear_pointer (&session->wanted, bsr_view_state_free);
      if (!bsr_scene_has_physics (session->scene))
        session->wanted = g_steal_pointer (&copy);
      return TRUE;
    }
  g_clear_pointer (&session->wanted, bsr_view_state_free);
  session->wanted = g_steal_pointer (&copy);
  bsr_dossier_set_scan_index (session->dossier, index);
  return TRUE;
}

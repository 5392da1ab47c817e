#include "bsr-session-private.h"

/* What another has seen, shown again, and the way back to one's own view. */

static void
end_replay (BsrSession *self)
{
  if (self->replay == NULL)
    return;
  g_clear_pointer (&self->replay, bsr_view_state_free);
  g_clear_pointer (&self->replay_officer, g_free);
  g_signal_emit_by_name (self, "replay-changed");
}

void
bsr_session_forget_replay (BsrSession *self)
{
  g_clear_pointer (&self->own, bsr_view_state_free);
  end_replay (self);
}

BsrViewState *
bsr_session_own_view (BsrSession *self)
{
  return self->own != NULL && g_strcmp0 (self->own->scan, self->scene_scan) == 0
             ? bsr_view_state_copy (self->own)
             : NULL;
}

/* Not as long as the scan, or its physics, has still to come. */
void
bsr_session_check_replay (BsrSession *self)
{
  if (self->replay != NULL && self->wanted == NULL
      && (g_strcmp0 (self->replay->scan, self->scene_scan) != 0
          || !bsr_look_equal (&self->replay->look, &self->look)))
    end_replay (self);
}

gboolean
bsr_session_show_view (BsrSession *session, const BsrViewState *state, const char *officer)
{
  g_return_val_if_fail (BSR_IS_SESSION (session) && state != NULL, FALSE);

  gboolean was_own = session->replay == NULL, was_whole = session->place_is_whole;
  g_autoptr (BsrViewState) own = was_own ? bsr_session_view_state (session) : NULL;
  g_autoptr (BsrViewState) replay = bsr_view_state_copy (state);
  g_autofree char *name = g_strdup (officer);
  session->replay_placed = FALSE;
  if (!bsr_session_want_view (session, replay, TRUE))
    return FALSE;
  if (was_own)
    {
      g_clear_pointer (&session->own, bsr_view_state_free);
      session->own = g_steal_pointer (&own);
      session->own_whole = was_whole;
    }
  g_clear_pointer (&session->replay, bsr_view_state_free);
  g_free (session->replay_officer);
  session->replay = g_steal_pointer (&replay);
  session->replay_officer = g_steal_pointer (&name);
  g_signal_emit_by_name (session, "replay-changed");
  return TRUE;
}

const BsrViewState *
bsr_session_replay (BsrSession *session, const char **officer)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), NULL);

  const BsrViewState *replay = session->replay;
  if (replay == NULL || g_strcmp0 (replay->scan, session->scene_scan) != 0
      || !bsr_look_equal (&replay->look, &session->look))
    return NULL;
  if (officer != NULL)
    *officer = session->replay_officer;
  return replay;
}

void
bsr_session_move_on (BsrSession *session)
{
  g_return_if_fail (BSR_IS_SESSION (session));
  if (session->replay_placed)
    end_replay (session);
}

gboolean
bsr_session_show_own (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), FALSE);

  g_autoptr (BsrViewState) own = g_steal_pointer (&session->own);
  gboolean is_whole = session->own_whole;
  end_replay (session);
  if (own == NULL)
    return FALSE;
  return bsr_session_want_view (session, own, !is_whole);
}

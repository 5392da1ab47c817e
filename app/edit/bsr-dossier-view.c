#include "bsr-dossier.h"

#include "bsr-dossier-private.h"
#include "bsr-look-change.h"

/* How the officer looks at the scan: steps of undo like any other, but nothing that a store has to
 * know at once. It is told when he decides, saves a view or leaves. */

static BsrLookChange
change_of (const BsrChange *change)
{
  return bsr_look_change_between (&change->look_before, &change->look_after);
}

/* (nullable): the last step, where what follows is the same knob turned on. */
static BsrChange *
step_to_continue (BsrDossier *self, const BsrLook *before, const BsrLook *after)
{
  BsrChange *last
      = self->undoable->len > 0 ? self->undoable->pdata[self->undoable->len - 1] : NULL;
  gboolean continues
      = last != NULL && last->kind == BSR_CHANGE_LOOK && last->scan_index == self->scan_index
        && self->redoable->len == 0 && bsr_look_equal (&last->look_after, before)
        && bsr_look_change_continues (change_of (last), bsr_look_change_between (before, after));
  return continues ? last : NULL;
}

void
bsr_dossier_change_look (BsrDossier *self, const BsrLook *before, const BsrLook *after,
                         gboolean continues)
{
  g_return_if_fail (BSR_IS_DOSSIER (self) && before != NULL && after != NULL);
  g_return_if_fail (self->scan_index >= 0);

  if (bsr_look_equal (before, after))
    return;
  BsrLook from = *before;
  BsrChange *last = continues ? step_to_continue (self, before, after) : NULL;
  if (last != NULL)
    {
      from = last->look_before;
      g_ptr_array_set_size (self->undoable, (int) self->undoable->len - 1);
    }
  g_ptr_array_set_size (self->redoable, 0);
  /* A knob that was turned back to where it was leaves nothing to undo. */
  if (!bsr_look_equal (&from, after))
    g_ptr_array_add (self->undoable, bsr_change_new_look (self->scan_index, &from, after));
  bsr_dossier_notify_steps (self);
}

/* --- What is looked at ----------------------------------------------------------------------- */

void
bsr_dossier_look_at (BsrDossier *self, gint64 scan_id, const char *where)
{
  g_return_if_fail (BSR_IS_DOSSIER (self) && where != NULL);
  if (scan_id <= 0)
    return;
  BsrDossierAct *act = bsr_dossier_act_new (self, BSR_DOSSIER_ACT_LOOK_AT, -1);
  act->scan_id = scan_id;
  act->where = where;
  bsr_dossier_issue (self, act);
}

/* --- Views that are kept --------------------------------------------------------------------- */

void
bsr_dossier_note_view (BsrDossier *self, const BsrViewState *seen)
{
  g_return_if_fail (BSR_IS_DOSSIER (self));
  BsrViewState *copy = seen != NULL ? bsr_view_state_copy (seen) : NULL;
  bsr_view_state_free (self->seen);
  self->seen = copy;
}

void
bsr_dossier_keep_view (BsrDossier *self, const char *name, const BsrViewState *state)
{
  g_return_if_fail (BSR_IS_DOSSIER (self) && state != NULL);

  const BsrViewState *left = bsr_dossier_left_view (self, state->scan);
  if (name == NULL && left != NULL && bsr_view_state_equal (left, state))
    return;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  BsrDossierAct *act = bsr_dossier_act_new (self, BSR_DOSSIER_ACT_VIEW, -1);
  act->view = bsr_kept_view_new (name, self->officer, now, state);
  g_ptr_array_add (self->content->views, bsr_kept_view_new (name, self->officer, now, state));
  bsr_dossier_emit_record_changed (self);
  bsr_dossier_issue (self, act);
}

GPtrArray *
bsr_dossier_views (BsrDossier *self)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), NULL);
  return self->content->views;
}

const BsrViewState *
bsr_dossier_left_view (BsrDossier *self, const char *scan)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), NULL);
  for (guint i = self->content->views->len; scan != NULL && i-- > 0;)
    {
      const BsrKeptView *view = self->content->views->pdata[i];
      if (view->name == NULL && g_str_equal (view->officer, self->officer)
          && g_str_equal (view->state->scan, scan))
        return view->state;
    }
  return NULL;
}

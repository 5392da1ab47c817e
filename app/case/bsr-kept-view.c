#include "bsr-kept-view.h"

BsrKeptView *
bsr_kept_view_new (const char *name, const char *officer, GDateTime *at, const BsrViewState *state)
{
  g_return_val_if_fail (officer != NULL && at != NULL && state != NULL, NULL);

  BsrKeptView *view = g_new0 (BsrKeptView, 1);
  view->name = g_strdup (name);
  view->officer = g_strdup (officer);
  view->at = g_date_time_to_utc (at);
  view->state = bsr_view_state_copy (state);
  return view;
}

void
bsr_kept_view_free (BsrKeptView *view)
{
  if (view == NULL)
    return;
  g_free (view->name);
  g_free (view->officer);
  g_date_time_unref (view->at);
  bsr_view_state_free (view->state);
  g_free (view);
}

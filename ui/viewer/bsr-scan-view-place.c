#include "bsr-scan-view-private.h"

/* What part of the scan is seen, told to others and wanted by them. */

BsrBox
bsr_scan_view_visible_box (BsrScanView *view)
{
  g_return_val_if_fail (BSR_IS_SCAN_VIEW (view), (BsrBox){ 0 });

  return bsr_scan_view_has_scan (view) ? bsr_view_transform_visible_box (&view->transform)
                                       : (BsrBox){ 0 };
}

void
bsr_scan_view_tell_place (BsrScanView *self)
{
  /* A second window that goes its own way is not where the officer is said to look. */
  if (!self->linked)
    return;
  const BsrViewTransform *shown = &self->transform;
  const BsrViewPlace place = {
    .x = shown->x,
    .y = shown->y,
    .zoom = shown->zoom,
    .aspect = shown->aspect,
    .width = shown->view_width,
    .height = shown->view_height,
  };
  bsr_session_set_place (self->session, &place, self->fitted);
  bsr_scan_view_share_place (self);
}

void
bsr_scan_view_leave_place (BsrScanView *self)
{
  gboolean was_seen = self->wanted_place.width > 0 && self->wanted_exactly;
  self->wanted_place = (BsrViewPlace){ 0 };
  if (was_seen && self->linked && !self->following && self->session != NULL)
    bsr_session_move_on (self->session);
}

void
bsr_scan_view_show_place (BsrScanView *self, const BsrViewPlace *place, gboolean exactly)
{
  const BsrViewPlace wanted = *place; /* may be the very one that is kept */
  self->wanted_place = wanted;
  self->wanted_exactly = exactly;
  place = &wanted;
  if (!bsr_scan_view_has_scan (self))
    return;
  BsrViewTransform shown = self->transform;
  BsrViewTransform then = bsr_view_transform_resize (shown, place->width, place->height);
  if (!exactly && place->zoom == bsr_view_transform_fit_zoom (&then))
    {
      bsr_scan_view_fit (self);
      return;
    }
  /* A view that is too small for all that was seen shows it smaller. */
  double room = MIN ((double) shown.view_width / place->width,
                     (double) shown.view_height / place->height);
  shown.zoom = place->zoom * MIN (room, 1.0);
  shown.x = place->x;
  shown.y = place->y;
  self->fitted = FALSE;
  bsr_scan_view_apply_transform (self, shown);
}

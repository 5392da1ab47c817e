/* Views of one session that show the same place: in its own window, each at its own size. */

#include "bsr-scan-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* Pixels whose sides differ by less than this share look square. */
#define SQUARE 0.01

void
bsr_scan_view_share_place (BsrScanView *self)
{
  if (!self->linked || self->following || !bsr_scan_view_has_scan (self))
    return;
  const BsrPlace place
      = { self->transform.x, self->transform.y, self->transform.zoom, self->fitted };
  /* The place first: who follows the zoom alone would go elsewhere. */
  if (bsr_view_share_set_place (bsr_session_share (self->session), &place, self))
    bsr_session_set_zoom (self->session, self->transform.zoom);
}

void
bsr_scan_view_follow_place (BsrScanView *self)
{
  if (!self->linked || self->following || !bsr_scan_view_has_scan (self))
    return;
  BsrPlace place = bsr_view_share_place (bsr_session_share (self->session));
  self->following = TRUE;
  self->fitted = place.fitted;
  BsrViewTransform transform = self->transform;
  if (place.fitted)
    transform = bsr_view_transform_fit (transform);
  else
    {
      transform.x = place.x;
      transform.y = place.y;
      transform.zoom = place.zoom;
    }
  bsr_scan_view_set_transform (self, transform);
  self->following = FALSE;
}

void
bsr_scan_view_join (BsrScanView *self)
{
  if (self->linked)
    bsr_scan_view_follow_place (self);
  else
    bsr_scan_view_fit (self);
}

void
bsr_scan_view_follow_zoom (BsrScanView *self)
{
  double zoom = bsr_session_zoom (self->session);
  BsrPlace place = bsr_view_share_place (bsr_session_share (self->session));
  /* A zoom at which another view shows all is none to follow. */
  if (!self->linked || zoom == self->transform.zoom || (place.fitted && place.zoom == zoom))
    return;
  bsr_scan_view_zoom_about (self, zoom, NAN, NAN);
}

void
bsr_scan_view_follow_fit (BsrScanView *self)
{
  if (self->linked)
    bsr_scan_view_fit (self);
}

gboolean
bsr_scan_view_linked (BsrScanView *view)
{
  g_return_val_if_fail (BSR_IS_SCAN_VIEW (view), FALSE);
  return view->linked;
}

void
bsr_scan_view_set_linked (BsrScanView *view, gboolean linked)
{
  g_return_if_fail (BSR_IS_SCAN_VIEW (view));
  if (view->linked == linked)
    return;
  view->linked = linked;
  if (linked && view->session != NULL)
    bsr_scan_view_follow_place (view);
}

const char *
bsr_scan_view_notice (BsrScanView *self)
{
  const char *caution = bsr_session_caution (self->session);
  if (caution != NULL)
    return caution;
  gboolean is_raw = bsr_view_share_raw_pixels (bsr_session_share (self->session));
  if (!is_raw || fabs (bsr_session_pixel_aspect (self->session) - 1.0) < SQUARE)
    return NULL;
  return _ ("Raw pixels: shapes are distorted");
}

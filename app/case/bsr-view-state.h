#pragma once

#include "bsr-look.h"

G_BEGIN_DECLS

/* What may lie over a scan. */
typedef enum
{
  BSR_OVERLAY_NONE = 0,
  BSR_OVERLAY_FINDINGS = 1 << 0,
  BSR_OVERLAY_MARKS = 1 << 1,
  BSR_OVERLAY_GRID = 1 << 2, /* of metres */
} BsrOverlays;

/* What part of a scan a view shows, and how large. */
typedef struct
{
  double x, y;       /* source pixel in the middle of the view */
  double zoom;       /* device pixels for a source pixel along y, > 0 */
  double aspect;     /* drawn width of a source pixel over its height, > 0 */
  int width, height; /* of the view, device pixels */
} BsrViewPlace;

/**
 * BsrViewState:
 *
 * What an officer sees of a scan: the same state of the same scan is the same picture, pixel for
 * pixel. Its file form is basira-view/1:
 *
 *   { "format": "basira-view/1", "scan": SHA-256 of the pixels' file,
 *     "look": { "mode": "plane" | "steel" | "material", "plane": 0, "window": [LOW, HIGH],
 *       "logarithmic": false, "invert": false, "gamma": 1, "palette": ID,
 *       "region": [X, Y, WIDTH, HEIGHT] (left out: the whole scan),
 *       "steps": [{ "kind": ID, "amount": 1.5, "enabled": true }, ...] in the order they work },
 *     "view": { "centre": [X, Y], "zoom": 1, "aspect": 1, "width": 1, "height": 1 },
 *     "overlays": ["findings", "marks", "grid"] }
 *
 * Lengths and places are source pixels; the window is in the displayed quantity, as BsrTone has it.
 * A reader refuses what it could not show exactly: an unknown mode, palette or kind of step.
 */
typedef struct
{
  char *scan; /* never NULL */
  BsrLook look;
  BsrViewPlace place;
  BsrOverlays overlays;
} BsrViewState;

BsrViewState *bsr_view_state_new (const char *scan, const BsrLook *look, const BsrViewPlace *place,
                                  BsrOverlays overlays);
BsrViewState *bsr_view_state_copy (const BsrViewState *state);
void bsr_view_state_free (BsrViewState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrViewState, bsr_view_state_free)
gboolean bsr_view_state_equal (const BsrViewState *a, const BsrViewState *b);

/* (transfer full) */
char *bsr_view_state_to_json (const BsrViewState *state);
/* @length: bytes; -1: up to the terminating NUL. %NULL with %BSR_ERROR_DAMAGED,
 * %BSR_ERROR_UNKNOWN_KIND (another format, or a later one) or %BSR_ERROR_LIMIT. */
BsrViewState *bsr_view_state_from_json (const char *json, gssize length, GError **error);

G_END_DECLS

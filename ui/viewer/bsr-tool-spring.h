#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A key that is let go sooner than this was tapped, ms: about twice as long as a tap takes (Card,
 * Moran and Newell 1983 give 70...280 ms for one keystroke). */
#define BSR_TAP_MS 400

/**
 * BsrToolSpring:
 *
 * What keys do to the tool: a tapped one takes its tool up for good, a held one for as long as it is
 * held. A plain value; keys are told by their place on the keyboard, times are of their events, ms.
 */
typedef struct
{
  gboolean is_down;
  guint keycode;
  int tool, former; /* taken up by the key, and the one to go back to */
  guint32 since;
} BsrToolSpring;

/* A key for @tool went down while @current is the tool. FALSE: it only repeats. */
gboolean bsr_tool_spring_press (BsrToolSpring *spring, guint keycode, int tool, int current,
                                guint32 time);
/* A key came up. TRUE: the tool goes back to @former. It stays where the key was tapped, where another
 * tool has been taken up meanwhile, and where the key is not the one that is held. */
gboolean bsr_tool_spring_release (BsrToolSpring *spring, guint keycode, int current, guint32 time,
                                  int *former);
/* The keyboard is somebody else's now: no key can be known to be held. TRUE: as above. */
gboolean bsr_tool_spring_let_go (BsrToolSpring *spring, int current, int *former);

G_END_DECLS

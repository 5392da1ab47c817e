#include "bsr-tool-spring.h"

gboolean
bsr_tool_spring_press (BsrToolSpring *spring, guint keycode, int tool, int current, guint32 time)
{
  if (spring->is_down && spring->keycode == keycode)
    return FALSE;
  /* A second key while the first is held: both go back to what was before the first. */
  if (!spring->is_down || spring->tool != current)
    spring->former = current;
  spring->is_down = TRUE;
  spring->keycode = keycode;
  spring->tool = tool;
  spring->since = time;
  return TRUE;
}

gboolean
bsr_tool_spring_release (BsrToolSpring *spring, guint keycode, int current, guint32 time,
                         int *former)
{
  if (!spring->is_down || spring->keycode != keycode)
    return FALSE;
  spring->is_down = FALSE;
  *former = spring->former;
  return time - spring->since >= BSR_TAP_MS && current == spring->tool && current != spring->former;
}

gboolean
bsr_tool_spring_let_go (BsrToolSpring *spring, int current, int *former)
{
  return bsr_tool_spring_release (spring, spring->keycode, current, spring->since + BSR_TAP_MS, former);
}

#include "bsr-key-map.h"

/* The modifiers that tell keys apart. */
#define TOLD_APART (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_SHIFT_MASK)

static gboolean
has_case (guint keyval)
{
  return gdk_keyval_to_lower (keyval) != gdk_keyval_to_upper (keyval);
}

/* Whether Shift is needed to write it, as it is for "?" and "+" on most keyboards. */
static gboolean
is_sign (guint keyval)
{
  return gdk_keyval_to_unicode (keyval) > ' ' && !has_case (keyval);
}

/* A keypad's keys do what their like does elsewhere. */
static guint
without_keypad (guint keyval)
{
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return GDK_KEY_0 + (keyval - GDK_KEY_KP_0);
  switch (keyval)
    {
    case GDK_KEY_KP_Add:
      return GDK_KEY_plus;
    case GDK_KEY_KP_Subtract:
      return GDK_KEY_minus;
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      return GDK_KEY_Return;
    case GDK_KEY_KP_Delete:
      return GDK_KEY_Delete;
    default:
      return keyval;
    }
}

BsrKey
bsr_key_normalised (guint keyval, GdkModifierType state)
{
  keyval = without_keypad (keyval);
  BsrKey key = { gdk_keyval_to_lower (keyval), state & TOLD_APART };
  if (is_sign (keyval))
    key.modifiers &= ~GDK_SHIFT_MASK;
  else if (key.keyval != keyval && (state & GDK_LOCK_MASK) == 0)
    key.modifiers |= GDK_SHIFT_MASK;
  return key;
}

BsrKey
bsr_key_of_event (GdkEvent *event)
{
  return bsr_key_normalised (gdk_key_event_get_keyval (event), gdk_event_get_modifier_state (event));
}

gboolean
bsr_key_equal (BsrKey a, BsrKey b)
{
  return a.keyval == b.keyval && a.modifiers == b.modifiers;
}

gboolean
bsr_key_is_free (BsrKey key)
{
  static const guint taken[] = {
    GDK_KEY_Tab, GDK_KEY_ISO_Left_Tab, GDK_KEY_KP_Tab, GDK_KEY_Escape, GDK_KEY_BackSpace,
    GDK_KEY_Left, GDK_KEY_Right, GDK_KEY_Up, GDK_KEY_Down, GDK_KEY_KP_Left, GDK_KEY_KP_Right,
    GDK_KEY_KP_Up, GDK_KEY_KP_Down, GDK_KEY_Menu,
  };
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    if (key.keyval == taken[i])
      return FALSE;
  if (key.keyval == GDK_KEY_Return && (key.modifiers & GDK_CONTROL_MASK) == 0)
    return FALSE;
  if (key.keyval == GDK_KEY_F10 || (key.keyval == GDK_KEY_F4 && key.modifiers == GDK_ALT_MASK))
    return FALSE;
  return key.keyval != 0;
}

gboolean
bsr_key_writes (BsrKey key)
{
  static const guint editing[] = { GDK_KEY_z, GDK_KEY_y, GDK_KEY_a, GDK_KEY_c, GDK_KEY_v, GDK_KEY_x };
  GdkModifierType commanding = key.modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);
  if (commanding == 0)
    return gdk_keyval_to_unicode (key.keyval) != 0 || key.keyval == GDK_KEY_Delete
           || key.keyval == GDK_KEY_Home || key.keyval == GDK_KEY_End;
  for (guint i = 0; commanding == GDK_CONTROL_MASK && i < G_N_ELEMENTS (editing); i++)
    if (key.keyval == editing[i])
      return TRUE;
  return FALSE;
}

char *
bsr_key_label (BsrKey key)
{
  return gtk_accelerator_get_label (key.keyval, key.modifiers);
}

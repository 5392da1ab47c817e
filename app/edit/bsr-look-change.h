#pragma once

#include "bsr-look.h"

G_BEGIN_DECLS

/* What sets two looks apart. */
typedef enum
{
  BSR_LOOK_CHANGE_NONE,
  BSR_LOOK_CHANGE_WINDOW,  /* only its ends */
  BSR_LOOK_CHANGE_GAMMA,
  BSR_LOOK_CHANGE_SCALE,   /* logarithmic or not, and the window with it */
  BSR_LOOK_CHANGE_INVERT,
  BSR_LOOK_CHANGE_PALETTE,
  BSR_LOOK_CHANGE_MODE,    /* what is shown, and the window with it */
  BSR_LOOK_CHANGE_AMOUNT,  /* of one step */
  BSR_LOOK_CHANGE_STEP,    /* one that came, went, or was switched on or off */
  BSR_LOOK_CHANGE_ORDER,
  BSR_LOOK_CHANGE_REGION,  /* that equalising goes by */
  BSR_LOOK_CHANGE_SEVERAL,
} BsrLookChangeKind;

typedef struct
{
  BsrLookChangeKind kind;
  BsrEnhancement enhancement; /* _AMOUNT, _STEP */
} BsrLookChange;

BsrLookChange bsr_look_change_between (const BsrLook *before, const BsrLook *after);

/* Whether both turn the same knob, so that one after the other is one way: a drag of the window, a
 * slider. Switches are no knobs. */
gboolean bsr_look_change_continues (BsrLookChange first, BsrLookChange second);

/* (transfer none): what a menu says of it, translated: "Window", "Sharpen". */
const char *bsr_look_change_label (BsrLookChange change);
/* (transfer none): the enhancement's name, translated. */
const char *bsr_look_change_enhancement (BsrEnhancement enhancement);

G_END_DECLS

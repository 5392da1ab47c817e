#include "bsr-look-change.h"

#include <glib/gi18n-lib.h>

#include "bsr-box.h"

/* In the order of BsrEnhancement. */
static const char *const enhancement_names[BSR_N_ENHANCEMENTS] = {
  [BSR_ENHANCE_DENOISE] = N_ ("Less noise"),
  [BSR_ENHANCE_SHARPEN] = N_ ("Sharpen"),
  [BSR_ENHANCE_EDGES] = N_ ("Edges"),
  [BSR_ENHANCE_EMBOSS] = N_ ("Emboss"),
  [BSR_ENHANCE_DARK] = N_ ("Dark areas"),
  [BSR_ENHANCE_LIGHT] = N_ ("Light areas"),
  [BSR_ENHANCE_EQUALISE] = N_ ("Equalise"),
  [BSR_ENHANCE_LOCAL_EQUALISE] = N_ ("Local contrast"),
};

/* What else can change, in the order of BsrLookChangeKind. */
static const char *const labels[] = {
  [BSR_LOOK_CHANGE_NONE] = N_ ("Look"),       [BSR_LOOK_CHANGE_WINDOW] = N_ ("Window"),
  [BSR_LOOK_CHANGE_GAMMA] = N_ ("Gamma"),     [BSR_LOOK_CHANGE_SCALE] = N_ ("Window"),
  [BSR_LOOK_CHANGE_INVERT] = N_ ("Invert"),   [BSR_LOOK_CHANGE_PALETTE] = N_ ("Colours"),
  [BSR_LOOK_CHANGE_MODE] = N_ ("View"),       [BSR_LOOK_CHANGE_ORDER] = N_ ("Order of enhancements"),
  [BSR_LOOK_CHANGE_REGION] = N_ ("Equalise"), [BSR_LOOK_CHANGE_SEVERAL] = N_ ("Look"),
};

static BsrLookChange
of_kind (BsrLookChangeKind kind)
{
  return (BsrLookChange){ .kind = kind };
}

static BsrLookChangeKind
tone_change (const BsrTone *a, const BsrTone *b)
{
  if (a->mode != b->mode || a->plane != b->plane)
    return BSR_LOOK_CHANGE_MODE;
  gboolean window = a->low != b->low || a->high != b->high;
  BsrLookChangeKind kind = window ? BSR_LOOK_CHANGE_WINDOW : BSR_LOOK_CHANGE_NONE;
  if (!a->logarithmic != !b->logarithmic)
    kind = BSR_LOOK_CHANGE_SCALE;
  /* Each of the others alone, or it is several. */
  const struct
  {
    gboolean differs;
    BsrLookChangeKind kind;
  } others[] = {
    { a->gamma != b->gamma, BSR_LOOK_CHANGE_GAMMA },
    { !a->invert != !b->invert, BSR_LOOK_CHANGE_INVERT },
    { a->palette != b->palette, BSR_LOOK_CHANGE_PALETTE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i].differs)
      kind = kind == BSR_LOOK_CHANGE_NONE ? others[i].kind : BSR_LOOK_CHANGE_SEVERAL;
  return kind;
}

/* The one kind of step that only @more has, where that is all. */
static BsrLookChange
one_more (const BsrLook *less, const BsrLook *more)
{
  BsrLookChange change = of_kind (BSR_LOOK_CHANGE_SEVERAL);
  for (int i = 0; i < more->n_steps; i++)
    if (bsr_look_find (less, more->steps[i].kind) < 0)
      change = (BsrLookChange){ BSR_LOOK_CHANGE_STEP, more->steps[i].kind };
  return change;
}

static BsrLookChange
step_change (const BsrLook *a, const BsrLook *b)
{
  if (a->n_steps != b->n_steps)
    return ABS (a->n_steps - b->n_steps) > 1 ? of_kind (BSR_LOOK_CHANGE_SEVERAL)
           : a->n_steps < b->n_steps         ? one_more (a, b)
                                             : one_more (b, a);
  BsrLookChange change = of_kind (BSR_LOOK_CHANGE_NONE);
  for (int i = 0; i < a->n_steps; i++)
    {
      const BsrLookStep *one = &a->steps[i], *other = &b->steps[i];
      if (one->kind != other->kind)
        return of_kind (BSR_LOOK_CHANGE_ORDER);
      BsrLookChangeKind kind = !one->enabled != !other->enabled ? BSR_LOOK_CHANGE_STEP
                               : one->amount != other->amount   ? BSR_LOOK_CHANGE_AMOUNT
                                                                : BSR_LOOK_CHANGE_NONE;
      if (kind != BSR_LOOK_CHANGE_NONE)
        change = change.kind == BSR_LOOK_CHANGE_NONE ? (BsrLookChange){ kind, one->kind }
                                                     : of_kind (BSR_LOOK_CHANGE_SEVERAL);
    }
  return change;
}

BsrLookChange
bsr_look_change_between (const BsrLook *before, const BsrLook *after)
{
  g_return_val_if_fail (before != NULL && after != NULL, of_kind (BSR_LOOK_CHANGE_NONE));

  if (bsr_look_equal (before, after))
    return of_kind (BSR_LOOK_CHANGE_NONE);
  BsrLookChangeKind tone = tone_change (&before->tone, &after->tone);
  BsrLookChange steps = step_change (before, after);
  if (tone != BSR_LOOK_CHANGE_NONE)
    return of_kind (steps.kind == BSR_LOOK_CHANGE_NONE ? tone : BSR_LOOK_CHANGE_SEVERAL);
  return steps.kind != BSR_LOOK_CHANGE_NONE ? steps : of_kind (BSR_LOOK_CHANGE_REGION);
}

gboolean
bsr_look_change_continues (BsrLookChange first, BsrLookChange second)
{
  return first.kind == second.kind
         && (first.kind == BSR_LOOK_CHANGE_WINDOW || first.kind == BSR_LOOK_CHANGE_GAMMA
             || (first.kind == BSR_LOOK_CHANGE_AMOUNT && first.enhancement == second.enhancement));
}

const char *
bsr_look_change_enhancement (BsrEnhancement enhancement)
{
  g_return_val_if_fail (enhancement < BSR_N_ENHANCEMENTS, NULL);
  return _ (enhancement_names[enhancement]);
}

const char *
bsr_look_change_label (BsrLookChange change)
{
  return change.kind == BSR_LOOK_CHANGE_AMOUNT || change.kind == BSR_LOOK_CHANGE_STEP
             ? bsr_look_change_enhancement (change.enhancement)
             : _ (labels[change.kind]);
}

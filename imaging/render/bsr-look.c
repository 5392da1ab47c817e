#include "bsr-look.h"

#include <string.h>

static const BsrEnhancementKind kinds[BSR_N_ENHANCEMENTS] = {
  [BSR_ENHANCE_DENOISE] = { "denoise", BSR_STAGE_SAMPLES, BSR_AMOUNT_NOISE, 1.0, 8.0, 3.0 },
  [BSR_ENHANCE_SHARPEN] = { "sharpen", BSR_STAGE_SAMPLES, BSR_AMOUNT_PERCENT, 0.0, 400.0, 100.0 },
  [BSR_ENHANCE_EDGES] = { "edges", BSR_STAGE_SAMPLES, BSR_AMOUNT_PERCENT, 0.0, 400.0, 100.0 },
  [BSR_ENHANCE_EMBOSS] = { "emboss", BSR_STAGE_SAMPLES, BSR_AMOUNT_PERCENT, 0.0, 400.0, 100.0 },
  [BSR_ENHANCE_DARK] = { "dark", BSR_STAGE_TONE, BSR_AMOUNT_PERCENT, 0.0, 100.0, 50.0 },
  [BSR_ENHANCE_LIGHT] = { "light", BSR_STAGE_TONE, BSR_AMOUNT_PERCENT, 0.0, 100.0, 50.0 },
  [BSR_ENHANCE_EQUALISE] = { "equalise", BSR_STAGE_TONE, BSR_AMOUNT_PERCENT, 0.0, 100.0, 100.0 },
  [BSR_ENHANCE_LOCAL_EQUALISE]
  = { "local-equalise", BSR_STAGE_TONE, BSR_AMOUNT_TIMES, 1.0, 10.0, 3.0 },
};

const BsrEnhancementKind *
bsr_enhancement_kind (BsrEnhancement enhancement)
{
  g_return_val_if_fail (enhancement < BSR_N_ENHANCEMENTS, NULL);
  return &kinds[enhancement];
}

gboolean
bsr_enhancement_by_id (const char *id, BsrEnhancement *enhancement)
{
  g_return_val_if_fail (id != NULL && enhancement != NULL, FALSE);
  for (int i = 0; i < BSR_N_ENHANCEMENTS; i++)
    if (strcmp (kinds[i].id, id) == 0)
      {
        *enhancement = (BsrEnhancement) i;
        return TRUE;
      }
  return FALSE;
}

BsrLook
bsr_look_default (void)
{
  return (BsrLook){ .tone = bsr_tone_default () };
}

BsrLook
bsr_look_of_tone (const BsrTone *tone)
{
  return (BsrLook){ .tone = *tone };
}

gboolean
bsr_look_equal (const BsrLook *a, const BsrLook *b)
{
  if (!bsr_tone_equal (&a->tone, &b->tone) || a->n_steps != b->n_steps
      || a->region.x != b->region.x || a->region.y != b->region.y
      || a->region.width != b->region.width || a->region.height != b->region.height)
    return FALSE;
  for (int i = 0; i < a->n_steps; i++)
    if (a->steps[i].kind != b->steps[i].kind || a->steps[i].amount != b->steps[i].amount
        || !a->steps[i].enabled != !b->steps[i].enabled)
      return FALSE;
  return TRUE;
}

int
bsr_look_find (const BsrLook *look, BsrEnhancement kind)
{
  for (int i = 0; i < look->n_steps; i++)
    if (look->steps[i].kind == kind)
      return i;
  return -1;
}

int
bsr_look_add (BsrLook *look, BsrEnhancement kind, double amount)
{
  g_return_val_if_fail (look != NULL && kind < BSR_N_ENHANCEMENTS, -1);

  BsrLookStep step = { kind, CLAMP (amount, kinds[kind].least, kinds[kind].most), TRUE };
  int at = bsr_look_find (look, kind);
  if (at < 0)
    {
      at = look->n_steps;
      while (at > 0 && kinds[look->steps[at - 1].kind].stage > kinds[kind].stage)
        at--;
      memmove (look->steps + at + 1, look->steps + at, sizeof step * (look->n_steps - at));
      look->n_steps++;
    }
  look->steps[at] = step;
  return at;
}

int
bsr_look_insert (BsrLook *look, BsrEnhancement kind, double amount)
{
  g_return_val_if_fail (look != NULL && kind < BSR_N_ENHANCEMENTS, -1);

  gboolean is_new = bsr_look_find (look, kind) < 0;
  int at = bsr_look_add (look, kind, amount);
  if (!is_new || kind != BSR_ENHANCE_DENOISE)
    return at;
  bsr_look_move (look, at, 0);
  return 0;
}

void
bsr_look_remove (BsrLook *look, int index)
{
  g_return_if_fail (look != NULL && index >= 0 && index < look->n_steps);
  look->n_steps--;
  memmove (look->steps + index, look->steps + index + 1,
           sizeof *look->steps * (look->n_steps - index));
}

gboolean
bsr_look_can_move (const BsrLook *look, int from, int to)
{
  g_return_val_if_fail (look != NULL, FALSE);
  return from >= 0 && from < look->n_steps && to >= 0 && to < look->n_steps
         && kinds[look->steps[from].kind].stage == kinds[look->steps[to].kind].stage;
}

void
bsr_look_move (BsrLook *look, int from, int to)
{
  if (!bsr_look_can_move (look, from, to))
    return;
  BsrLookStep step = look->steps[from];
  int direction = to > from ? 1 : -1;
  for (int i = from; i != to; i += direction)
    look->steps[i] = look->steps[i + direction];
  look->steps[to] = step;
}

#include "bsr-filter.h"

#include <math.h>
#include <string.h>

/* Outlines are drawn where the gradient is beyond what noise makes of it: its noise is 0.87 of a
 * pixel's in either direction, so that its length is beyond this in one of 400 pixels. */
#define EDGE_SIGMAS 3.0

static gboolean
is_wanted (const BsrLookStep *step)
{
  return step->enabled && bsr_enhancement_kind (step->kind)->stage == BSR_STAGE_SAMPLES;
}

gboolean
bsr_look_has_filter (const BsrLook *look)
{
  for (int i = 0; i < look->n_steps; i++)
    if (is_wanted (&look->steps[i]))
      return TRUE;
  return FALSE;
}

gboolean
bsr_look_needs_noise (const BsrLook *look)
{
  for (int i = 0; i < look->n_steps; i++)
    if (is_wanted (&look->steps[i])
        && (look->steps[i].kind == BSR_ENHANCE_DENOISE || look->steps[i].kind == BSR_ENHANCE_EDGES))
      return TRUE;
  return FALSE;
}

static void
set_reach (BsrFilterStep *step, const BsrNoiseTable *noise, double sigmas, int level)
{
  for (int i = 0; i < BSR_NOISE_ENTRIES; i++)
    {
      double reach = ldexp ((double) noise->sigma[i] * sigmas, -level);
      step->reach[i] = (guint16) lrint (CLAMP (reach, 1.0, 65535.0));
    }
}

void
bsr_filter_init (BsrFilter *filter, const BsrLook *look, const BsrNoiseTable *noise, int level)
{
  /* What is dense stands out, lit as it is displayed: steel and an inverted picture turn it. */
  gboolean turned = (look->tone.mode == BSR_VIEW_STEEL) != (look->tone.invert != FALSE);

  filter->kernels = bsr_render_kernels (bsr_simd_level ());
  filter->n_steps = 0;
  for (int i = 0; i < look->n_steps; i++)
    {
      const BsrLookStep *wanted = &look->steps[i];
      if (!is_wanted (wanted))
        continue;
      BsrFilterStep *step = &filter->steps[filter->n_steps++];
      step->kind = wanted->kind;
      step->amount = (int) lrint (wanted->amount / 100.0 * BSR_AMOUNT_ONE);
      if (wanted->kind == BSR_ENHANCE_EMBOSS && turned)
        step->amount = -step->amount;
      if (wanted->kind == BSR_ENHANCE_DENOISE)
        set_reach (step, noise, wanted->amount, level);
      else if (wanted->kind == BSR_ENHANCE_EDGES)
        set_reach (step, noise, EDGE_SIGMAS, level);
    }
}

void
bsr_filter_desk_init (BsrFilterDesk *desk, const BsrFilter *filter, int width, int height)
{
  int margin = 2 * BSR_FILTER_RADIUS * filter->n_steps;
  for (int i = 0; i < 2; i++)
    desk->buffers[i] = g_new (guint16, (gsize) (width + margin) * (gsize) (height + margin));
  desk->scratch = g_new (int, width + margin);
}

void
bsr_filter_desk_clear (BsrFilterDesk *desk)
{
  g_clear_pointer (&desk->buffers[0], g_free);
  g_clear_pointer (&desk->buffers[1], g_free);
  g_clear_pointer (&desk->scratch, g_free);
}

/* Samples @x...@x + @n - 1 of a row of @width, its ends going on. */
static void
copy_row (const guint16 *row, int width, int x, int n, guint16 *out)
{
  int before = CLAMP (-x, 0, n), after = CLAMP (x + n - width, 0, n);
  for (int i = 0; i < before; i++)
    out[i] = row[0];
  if (before + after < n)
    memcpy (out + before, row + x + before, sizeof *out * (n - before - after));
  for (int i = n - after; i < n; i++)
    out[i] = row[width - 1];
}

static void
run_step (const BsrFilter *filter, const BsrFilterStep *step, BsrFilterRows rows, int n,
          int *scratch, guint16 *out)
{
  const BsrRenderKernels *kernels = filter->kernels;
  if (step->kind == BSR_ENHANCE_DENOISE)
    kernels->denoise (rows, step->reach, n, out);
  else if (step->kind == BSR_ENHANCE_SHARPEN)
    kernels->sharpen (rows, step->amount, n, scratch, out);
  else if (step->kind == BSR_ENHANCE_EDGES)
    kernels->edges (rows, step->reach, step->amount, n, out);
  else
    kernels->emboss (rows, step->amount, n, out);
}

BsrSamples
bsr_filter_run (const BsrFilter *filter, BsrPlane *plane, BsrBox box, BsrFilterDesk *desk)
{
  int margin = BSR_FILTER_RADIUS * filter->n_steps;
  BsrBox part = { box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin };
  guint16 *from = desk->buffers[0], *to = desk->buffers[1];

  for (int y = 0; y < part.height; y++)
    copy_row (bsr_plane_row_u16 (plane, CLAMP (part.y + y, 0, bsr_plane_height (plane) - 1)),
              bsr_plane_width (plane), part.x, part.width, from + (gsize) y * part.width);
  for (int i = 0; i < filter->n_steps; i++)
    {
      const int radius = BSR_FILTER_RADIUS;
      BsrBox less = { part.x + radius, part.y + radius, part.width - 2 * radius,
                      part.height - 2 * radius };
      for (int y = 0; y < less.height; y++)
        {
          const guint16 *top = from + (gsize) y * part.width;
          gsize step = (gsize) part.width;
          BsrFilterRows rows = { top, top + step, top + 2 * step, top + 3 * step, top + 4 * step };
          run_step (filter, &filter->steps[i], rows, less.width, desk->scratch,
                    to + (gsize) y * less.width);
        }
      guint16 *done = to;
      to = from;
      from = done;
      part = less;
    }
  return (BsrSamples){ from, (gsize) part.width, part };
}

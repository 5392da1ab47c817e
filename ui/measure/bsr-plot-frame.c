#include "bsr-plot-frame.h"

#include <math.h>

/* Logical pixels. */
#define GAP 4.0f
#define RIGHT 10.0f /* half of the last number */
/* Room that a number wants along each axis. */
#define X_ROOM 64.0f
#define Y_ROOM 24.0f
/* How strong lines and numbers are against the text around. */
#define FAINT 0.14f
#define AXIS 0.45f
#define NUMBER 0.72f

double
bsr_plot_frame_step (double end, int n)
{
  g_return_val_if_fail (end > 0.0, 1.0);
  double least = end / MAX (n, 1), power = pow (10.0, floor (log10 (least)));
  const double steps[] = { 1.0, 2.0, 5.0 };
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * power >= least * (1.0 - 1e-9))
      return steps[i] * power;
  return 10.0 * power;
}

int
bsr_plot_frame_decimals (double step)
{
  return (int) MAX (ceil (-log10 (step) - 1e-9), 0.0);
}

static PangoLayout *
layout_of (GtkWidget *widget, const char *text)
{
  return gtk_widget_create_pango_layout (widget, text);
}

static PangoLayout *
number_layout (GtkWidget *widget, double value, double step)
{
  g_autofree char *text = g_strdup_printf ("%.*f", bsr_plot_frame_decimals (step), value);
  return layout_of (widget, text);
}

static double
y_step (const BsrPlotFrame *frame, float height)
{
  return bsr_plot_frame_step (frame->y_end, (int) (height / Y_ROOM));
}

graphene_rect_t
bsr_plot_frame_inside (const BsrPlotFrame *frame, GtkWidget *widget, int width, int height)
{
  int name_height, number_width;
  g_autoptr (PangoLayout) name = layout_of (widget, frame->y_name);
  pango_layout_get_pixel_size (name, NULL, &name_height);
  float top = (float) name_height + GAP;
  float inner = MAX ((float) height - top - (float) name_height - GAP, 1.0f);
  double step = y_step (frame, inner);
  g_autoptr (PangoLayout) widest = number_layout (widget, floor (frame->y_end / step) * step, step);
  pango_layout_get_pixel_size (widest, &number_width, NULL);
  float left = (float) number_width + 2.0f * GAP;
  return GRAPHENE_RECT_INIT (left, top, MAX ((float) width - left - RIGHT, 1.0f), inner);
}

double
bsr_plot_frame_x (const BsrPlotFrame *frame, const graphene_rect_t *inside, double value)
{
  return (double) inside->origin.x + value / frame->x_end * (double) inside->size.width;
}

double
bsr_plot_frame_y (const BsrPlotFrame *frame, const graphene_rect_t *inside, double value)
{
  double share = CLAMP (value / frame->y_end, 0.0, 1.0);
  return (double) inside->origin.y + (1.0 - share) * (double) inside->size.height;
}

static GdkRGBA
text_colour (GtkWidget *widget, float strength)
{
  GdkRGBA colour;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  colour.alpha *= strength;
  return colour;
}

/* @along: 0 begins at @x, 0.5 has its middle there, 1 ends there. */
static void
draw_text (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *colour, double x, double y,
           double along)
{
  int width;
  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (x - along * width), (float) y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_x_axis (const BsrPlotFrame *frame, GtkWidget *widget, GtkSnapshot *snapshot,
             const graphene_rect_t *inside)
{
  GdkRGBA faint = text_colour (widget, FAINT), number = text_colour (widget, NUMBER);
  float bottom = inside->origin.y + inside->size.height;
  double step = bsr_plot_frame_step (frame->x_end, (int) (inside->size.width / X_ROOM));
  g_autoptr (PangoLayout) name = layout_of (widget, frame->x_name);
  int name_width;
  pango_layout_get_pixel_size (name, &name_width, NULL);
  double name_from = (double) (inside->origin.x + inside->size.width) - name_width;
  draw_text (snapshot, name, &number, name_from, (double) (bottom + GAP / 2.0f), 0.0);
  for (int i = 0; i * step <= frame->x_end * (1.0 + 1e-9); i++)
    {
      double x = bsr_plot_frame_x (frame, inside, i * step);
      g_autoptr (PangoLayout) text = number_layout (widget, i * step, step);
      int width;
      pango_layout_get_pixel_size (text, &width, NULL);
      gtk_snapshot_append_color (
          snapshot, &faint,
          &GRAPHENE_RECT_INIT ((float) x, inside->origin.y, 1.0f, inside->size.height));
      /* The axis's name takes the place of the last numbers. */
      if (x + width / 2.0 + (double) GAP < name_from)
        draw_text (snapshot, text, &number, x, (double) (bottom + GAP / 2.0f), 0.5);
    }
}

static void
draw_y_axis (const BsrPlotFrame *frame, GtkWidget *widget, GtkSnapshot *snapshot,
             const graphene_rect_t *inside)
{
  GdkRGBA faint = text_colour (widget, FAINT), number = text_colour (widget, NUMBER);
  double step = y_step (frame, inside->size.height);
  g_autoptr (PangoLayout) name = layout_of (widget, frame->y_name);
  draw_text (snapshot, name, &number, (double) GAP, 0.0, 0.0);
  for (int i = 0; i * step <= frame->y_end * (1.0 + 1e-9); i++)
    {
      double y = bsr_plot_frame_y (frame, inside, i * step);
      g_autoptr (PangoLayout) text = number_layout (widget, i * step, step);
      int height;
      pango_layout_get_pixel_size (text, NULL, &height);
      gtk_snapshot_append_color (
          snapshot, &faint,
          &GRAPHENE_RECT_INIT (inside->origin.x, (float) y, inside->size.width, 1.0f));
      draw_text (snapshot, text, &number, (double) (inside->origin.x - GAP), y - height / 2.0, 1.0);
    }
}

void
bsr_plot_frame_snapshot (const BsrPlotFrame *frame, GtkWidget *widget, GtkSnapshot *snapshot,
                         const graphene_rect_t *inside)
{
  GdkRGBA axis = text_colour (widget, AXIS);
  draw_x_axis (frame, widget, snapshot, inside);
  draw_y_axis (frame, widget, snapshot, inside);
  gtk_snapshot_append_color (snapshot, &axis,
                             &GRAPHENE_RECT_INIT (inside->origin.x,
                                                  inside->origin.y + inside->size.height,
                                                  inside->size.width, 1.0f));
  gtk_snapshot_append_color (
      snapshot, &axis,
      &GRAPHENE_RECT_INIT (inside->origin.x, inside->origin.y, 1.0f, inside->size.height));
}

void
bsr_plot_frame_label (const BsrPlotFrame *frame, GtkWidget *widget, GtkSnapshot *snapshot,
                      const graphene_rect_t *inside, const char *text, double x)
{
  g_autoptr (PangoLayout) layout = layout_of (widget, text);
  GdkRGBA colour = text_colour (widget, 1.0f);
  g_autoptr (PangoLayout) name = layout_of (widget, frame->y_name);
  int width, height, name_width;
  pango_layout_get_pixel_size (layout, &width, &height);
  pango_layout_get_pixel_size (name, &name_width, NULL);
  double least = name_width + 4.0 * (double) GAP;
  double most = (double) (inside->origin.x + inside->size.width) - width;
  double from = CLAMP (x - width / 2.0, least, MAX (least, most));
  graphene_rect_t plate
      = GRAPHENE_RECT_INIT ((float) from - GAP, 0.0f, (float) width + 2.0f * GAP, (float) height);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0.05f, 0.05f, 0.06f, 0.92f }, &plate);
  draw_text (snapshot, layout, &colour, from, 0.0, 0.0);
}

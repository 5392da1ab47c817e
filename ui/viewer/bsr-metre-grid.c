#include "bsr-metre-grid.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-signed-text.h"

#define MM_PER_M 1000.0
/* Lines stand at least so far apart, logical pixels. */
#define LEAST_APART 56.0
/* Room around a label's text. */
#define PADDING 3.0f
/* Width of a line; the one that the metres count from is wider. */
#define LINE 1.0f
#define ORIGIN_LINE 2.0f

static const GdkRGBA dark = { 0.0f, 0.0f, 0.0f, 0.35f };
static const GdkRGBA light = { 0.75f, 0.90f, 1.0f, 0.42f };
static const GdkRGBA origin_colour = { 0.75f, 0.90f, 1.0f, 0.85f };
static const GdkRGBA label_colour = { 0.88f, 0.95f, 1.0f, 1.0f };
static const GdkRGBA plate_colour = { 0.05f, 0.05f, 0.06f, 0.78f };

/* Logical pixels for a metre. */
static double
pixels_for_metre (const BsrMetreGrid *grid, gboolean is_up)
{
  double scale = is_up ? grid->transform->zoom : bsr_view_transform_scale_x (grid->transform);
  return scale / grid->scale_factor * MM_PER_M / (is_up ? grid->pitch.y_mm : grid->pitch.x_mm);
}

double
bsr_metre_grid_step (const BsrMetreGrid *grid, gboolean is_up)
{
  static const double steps[]
      = { 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0 };
  double pixels = pixels_for_metre (grid, is_up);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * pixels >= LEAST_APART)
      return steps[i];
  return 100.0;
}

/* Where @metres is in the view, logical pixels. */
static double
place_of (const BsrMetreGrid *grid, gboolean is_up, double metres)
{
  double x = grid->left + metres * MM_PER_M / grid->pitch.x_mm, view_x, view_y;
  double y = grid->floor - metres * MM_PER_M / grid->pitch.y_mm;
  bsr_view_transform_to_view (grid->transform, x, y, &view_x, &view_y);
  return (is_up ? view_y : view_x) / grid->scale_factor;
}

static void
draw_line (GtkSnapshot *snapshot, gboolean is_up, double at, double length, gboolean is_origin)
{
  float width = is_origin ? ORIGIN_LINE : LINE, from = (float) floor (at);
  graphene_rect_t line = is_up ? GRAPHENE_RECT_INIT (0.0f, from, (float) length, width)
                               : GRAPHENE_RECT_INIT (from, 0.0f, width, (float) length);
  /* A dark line beside the light one, so that the grid reads on any ground. */
  graphene_rect_t shade = line;
  graphene_rect_offset (&shade, is_up ? 0.0f : width, is_up ? width : 0.0f);
  gtk_snapshot_append_color (snapshot, &dark, &shade);
  gtk_snapshot_append_color (snapshot, is_origin ? &origin_colour : &light, &line);
}

static void
draw_label (GtkWidget *widget, GtkSnapshot *snapshot, gboolean is_up, double at, double metres,
            double step, double width, double height)
{
  /* Translators: metres along or up the container, beside a line of the grid. */
  char *plain = g_strdup_printf (_ ("%.*f m"), step < 0.1 ? 2 : step < 1.0 ? 1 : 0, metres + 0.0);
  g_autofree char *text = bsr_signed_text (plain, gtk_widget_get_direction (widget));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int text_width, text_height;
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  float across = (float) text_width + 2.0f * PADDING, down = (float) text_height;
  gboolean at_right = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float x = is_up ? (at_right ? (float) width - across : 0.0f) : (float) at + 2.0f * LINE;
  float y = is_up ? (float) at - down : (float) height - down;
  graphene_rect_t plate = GRAPHENE_RECT_INIT (x, y, across, down);
  gtk_snapshot_append_color (snapshot, &plate_colour, &plate);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + PADDING, y));
  gtk_snapshot_append_layout (snapshot, layout, &label_colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_axis (const BsrMetreGrid *grid, GtkWidget *widget, GtkSnapshot *snapshot, gboolean is_up,
           gboolean labels)
{
  double width = (double) grid->transform->view_width / grid->scale_factor;
  double height = (double) grid->transform->view_height / grid->scale_factor;
  double step = bsr_metre_grid_step (grid, is_up), pixels = pixels_for_metre (grid, is_up);
  double origin = place_of (grid, is_up, 0.0), end = is_up ? height : width;
  /* Metres at both ends of the view, in the order of the metres. */
  double from = is_up ? (origin - end) / pixels : -origin / pixels;
  double to = is_up ? origin / pixels : (end - origin) / pixels;
  for (double i = ceil (from / step); i <= floor (to / step); i++)
    {
      double at = place_of (grid, is_up, i * step);
      /* The corner belongs to the metres along. */
      gboolean is_free = !is_up || at < height - LEAST_APART / 2.0;
      if (labels && is_free)
        draw_label (widget, snapshot, is_up, at, i * step, step, width, height);
      else if (!labels)
        draw_line (snapshot, is_up, at, is_up ? width : height, i == 0.0);
    }
}

void
bsr_metre_grid_snapshot (const BsrMetreGrid *grid, GtkWidget *widget, GtkSnapshot *snapshot)
{
  g_return_if_fail (grid != NULL && grid->pitch.x_mm > 0.0 && grid->pitch.y_mm > 0.0);
  for (int labels = FALSE; labels <= TRUE; labels++)
    for (int is_up = FALSE; is_up <= TRUE; is_up++)
      draw_axis (grid, widget, snapshot, is_up, labels);
}

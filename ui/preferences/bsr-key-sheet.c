#include "bsr-key-sheet.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>

/* A4 (ISO 216), points of 1/72 inch, and the edge that printers leave free. */
#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89
#define MARGIN 36.0

#define N_COLUMNS 2
#define COLUMN_GAP 24.0
/* The largest letters that fit are taken, points. */
#define LARGEST 11.0
#define SMALLEST 5.0
#define STEP 0.25
/* In heights of a letter. */
#define LINE 1.55
#define WRAPPED_LINE 1.3
#define GROUP_GAP 0.9
#define TITLE_SIZE 1.7
#define HEAD 3.2
#define KEYS_GAP 1.0

/* One pass over the sheet; without drawing it tells whether all fits. */
typedef struct
{
  cairo_t *cr;
  gboolean draws, is_rtl, overflows;
  double size;           /* of a letter, points */
  double width, height;  /* of the sheet, points */
  double column_width;
  int column;
  double y;
} Pen;

static PangoLayout *
layout_new (Pen *pen, const char *text, double size, PangoWeight weight)
{
  PangoLayout *layout = pango_cairo_create_layout (pen->cr);
  PangoFontDescription *font = pango_font_description_from_string ("Sans");
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  return layout;
}

static double
width_of (PangoLayout *layout)
{
  int width;
  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE;
}

/* Goes on below @layout, of one line or more. */
static void
go_below (Pen *pen, PangoLayout *layout)
{
  pen->y += pen->size * (LINE + (pango_layout_get_line_count (layout) - 1) * WRAPPED_LINE);
  pen->overflows |= pen->y > pen->height;
}

/* Shows @layout in @room from the column's start, or up to the column's end when @at_end. */
static void
show (Pen *pen, PangoLayout *layout, double room, gboolean at_end)
{
  if (width_of (layout) > room)
    pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
  double width = width_of (layout), start = pen->column * (pen->column_width + COLUMN_GAP);
  double x = at_end ? start + pen->column_width - width : start;
  if (pen->is_rtl)
    x = pen->width - x - width;
  if (!pen->draws)
    return;
  /* Wrapped text that is read from the right stands at the end of its room. */
  PangoRectangle extents;
  pango_layout_get_extents (layout, NULL, &extents);
  cairo_move_to (pen->cr, x - (double) extents.x / PANGO_SCALE, pen->y);
  pango_cairo_show_layout (pen->cr, layout);
}

static void
line (Pen *pen, const char *title, const char *keys)
{
  g_autoptr (PangoLayout) right = layout_new (pen, keys, pen->size, PANGO_WEIGHT_BOLD);
  g_autoptr (PangoLayout) left = layout_new (pen, title, pen->size, PANGO_WEIGHT_NORMAL);
  show (pen, right, pen->column_width / 2.0, TRUE);
  show (pen, left, pen->column_width - width_of (right) - KEYS_GAP * pen->size, FALSE);
  go_below (pen, left);
}

/* Goes on in the next column where @n_lines and their heading do not fit. */
static void
begin_group (Pen *pen, const char *title, guint n_lines)
{
  double needed = (LINE * (n_lines + 1) + GROUP_GAP) * pen->size;
  if (pen->y + needed > pen->height && pen->y > HEAD * pen->size)
    {
      pen->column++;
      pen->y = HEAD * pen->size;
    }
  g_autoptr (PangoLayout) layout = layout_new (pen, title, pen->size, PANGO_WEIGHT_BOLD);
  if (pen->draws)
    cairo_set_source_rgb (pen->cr, 0.1, 0.35, 0.6);
  show (pen, layout, pen->column_width, FALSE);
  if (pen->draws)
    cairo_set_source_rgb (pen->cr, 0.0, 0.0, 0.0);
  go_below (pen, layout);
}

/* All keys of a command: "F, 0". */
static char *
keys_text (BsrKeyMap *map, const BsrCommand *command)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < bsr_key_map_n_keys (map, command); i++)
    {
      g_autofree char *label = bsr_key_label (bsr_key_map_key (map, command, i));
      g_string_append_printf (text, "%s%s", text->len > 0 ? ",  " : "", label);
    }
  return g_string_free (text, FALSE);
}

static void
one_group (Pen *pen, BsrKeyMap *map, BsrCommandGroup group)
{
  guint n, n_lines = 0;
  const BsrCommand *all = bsr_commands (&n);
  for (guint i = 0; i < n; i++)
    n_lines += all[i].group == group && bsr_key_map_n_keys (map, &all[i]) > 0;
  if (n_lines == 0)
    return;
  begin_group (pen, bsr_command_group_title (group), n_lines);
  for (guint i = 0; i < n; i++)
    if (all[i].group == group && bsr_key_map_n_keys (map, &all[i]) > 0)
      {
        g_autofree char *keys = keys_text (map, &all[i]);
        line (pen, bsr_command_title (&all[i]), keys);
      }
  pen->y += GROUP_GAP * pen->size;
}

/* Whether it all fits. */
static gboolean
go_through (Pen *pen, BsrKeyMap *map)
{
  g_autoptr (PangoLayout) title
      = layout_new (pen, _ ("Basira: the keys"), TITLE_SIZE * pen->size, PANGO_WEIGHT_BOLD);
  pen->column = 0;
  pen->y = 0.0;
  pen->overflows = FALSE;
  show (pen, title, pen->width, FALSE);
  pen->y = HEAD * pen->size;
  for (int group = 0; group < BSR_N_COMMAND_GROUPS; group++)
    one_group (pen, map, group);

  guint n = 0;
  while (bsr_fixed_keys ()[n].title != NULL)
    n++;
  begin_group (pen, _ ("Always"), n);
  for (guint i = 0; i < n; i++)
    line (pen, _ (bsr_fixed_keys ()[i].title), _ (bsr_fixed_keys ()[i].keys));
  return pen->column < N_COLUMNS && !pen->overflows;
}

void
bsr_key_sheet_draw (BsrKeyMap *map, GtkTextDirection direction, cairo_t *cr, double width,
                    double height)
{
  g_return_if_fail (BSR_IS_KEY_MAP (map) && cr != NULL);

  Pen pen = { .cr = cr, .is_rtl = direction == GTK_TEXT_DIR_RTL, .size = LARGEST, .width = width,
              .height = height, .column_width = (width - (N_COLUMNS - 1) * COLUMN_GAP) / N_COLUMNS };
  while (!go_through (&pen, map) && pen.size > SMALLEST)
    pen.size -= STEP;
  pen.draws = TRUE;
  go_through (&pen, map);
}

static cairo_status_t
keep_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
bsr_key_sheet_to_pdf (BsrKeyMap *map, GtkTextDirection direction)
{
  g_return_val_if_fail (BSR_IS_KEY_MAP (map), NULL);

  GByteArray *content = g_byte_array_new ();
  cairo_surface_t *surface
      = cairo_pdf_surface_create_for_stream (keep_cb, content, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_translate (cr, MARGIN, MARGIN);
  bsr_key_sheet_draw (map, direction, cr, PAGE_WIDTH - 2.0 * MARGIN, PAGE_HEIGHT - 2.0 * MARGIN);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (content);
}

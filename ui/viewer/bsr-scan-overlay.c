#include "bsr-scan-overlay.h"

#include <glib/gi18n.h>

#include "bsr-annotation-grip.h"
#include "bsr-measurement-words.h"
#include "bsr-metre-grid.h"
#include "bsr-overlay-pen.h"
#include "bsr-vocabulary.h"

/* Sides of a finding's corner marks, logical pixels. */
#define CORNER 14.0
#define FAINT_CORNER 5.0

/* A finding is drawn at least this large, logical pixels: small ones must not be overlooked, and
 * the many under the alarm line must not cover the scan. */
#define LEAST_SIZE 20.0f
#define FAINT_LEAST_SIZE 8.0f

static const GdkRGBA white = { 1.0f, 1.0f, 1.0f, 1.0f };
/* Findings: amber, which no state of a mark has; those that an officer called harmless, and
 * those under the alarm line, step back. */
static const GdkRGBA alarm_colour = { 1.0f, 0.80f, 0.28f, 1.0f };
static const GdkRGBA confirmed_colour = { 1.0f, 0.48f, 0.30f, 1.0f };
static const GdkRGBA faint_colour = { 0.85f, 0.87f, 0.90f, 0.45f };
static const GdkRGBA container_colour = { 0.75f, 0.82f, 0.90f, 0.30f };

/* A place that is pointed at elsewhere: a glow that lies outside it, logical pixels, and a line. */
#define GLOW_SPREAD 2.0f
#define GLOW_BLUR 9.0f
#define GLOW_RADIUS 3.0f
#define GLOW_GAP 3.0f
static const GdkRGBA hint_colour = { 0.62f, 0.85f, 1.0f, 0.9f };

/* What must be known of the picture, and how far from the edge it stands, logical pixels. */
#define NOTICE_MARGIN 10.0f
static const GdkRGBA notice_colour = { 1.0f, 0.80f, 0.28f, 1.0f };

static const double container_dashes[] = { 2.0, 6.0 };

static BsrPoint
to_logical (const BsrScanOverlay *overlay, double x, double y)
{
  BsrPoint at;
  bsr_view_transform_to_view (overlay->transform, x, y, &at.x, &at.y);
  return (BsrPoint){ at.x / overlay->scale_factor, at.y / overlay->scale_factor };
}

static graphene_rect_t
box_to_logical (const BsrScanOverlay *overlay, BsrBox box)
{
  BsrPoint a = to_logical (overlay, box.x, box.y);
  BsrPoint b = to_logical (overlay, (double) box.x + box.width, (double) box.y + box.height);
  return GRAPHENE_RECT_INIT ((float) a.x, (float) a.y, (float) (b.x - a.x), (float) (b.y - a.y));
}

static graphene_rect_t
at_least (graphene_rect_t box, float size)
{
  float missing_x = MAX (size - box.size.width, 0.0f), missing_y = MAX (size - box.size.height, 0.0f);
  graphene_rect_inset (&box, -missing_x / 2.0f, -missing_y / 2.0f);
  return box;
}

static void
draw_box (const BsrOverlayPen *pen, BsrOverlaySheet *sheet, const graphene_rect_t *box)
{
  const BsrPoint corners[2] = {
    { (double) box->origin.x, (double) box->origin.y },
    { (double) (box->origin.x + box->size.width), (double) (box->origin.y + box->size.height) },
  };
  bsr_overlay_pen_shape (pen, sheet, BSR_SHAPE_RECTANGLE, corners, 2);
}

static void
draw_container (const BsrScanOverlay *overlay, BsrOverlaySheet *sheet, BsrAnalysis *analysis)
{
  BsrBox box;
  if (!bsr_analysis_container (analysis, &box))
    return;
  BsrOverlayPen pen = { container_colour, 1.0, container_dashes, G_N_ELEMENTS (container_dashes) };
  graphene_rect_t rect = box_to_logical (overlay, box);
  draw_box (&pen, sheet, &rect);
}

/* The finding's outline where one is known, its box otherwise. */
static void
draw_outline (const BsrScanOverlay *overlay, BsrOverlaySheet *sheet, const BsrOverlayPen *pen,
              const BsrFinding *finding, const graphene_rect_t *box)
{
  BsrPoint corners[BSR_FINDING_MAX_CORNERS];
  if (finding->n_corners < 3)
    {
      draw_box (pen, sheet, box);
      return;
    }
  for (int i = 0; i < finding->n_corners; i++)
    corners[i] = to_logical (overlay, (double) finding->corners[i][0], (double) finding->corners[i][1]);
  bsr_overlay_pen_shape (pen, sheet, BSR_SHAPE_POLYGON, corners, finding->n_corners);
}

static void
draw_finding (const BsrScanOverlay *overlay, BsrOverlaySheet *sheet, const BsrFinding *finding,
              int id)
{
  BsrFindingWeight weight = bsr_dossier_weight (overlay->dossier, id);
  gboolean is_selected = id == overlay->selected_finding;
  gboolean is_confirmed = weight == BSR_WEIGHT_CONFIRMED;
  gboolean is_loud = is_confirmed
                     || (finding->score >= BSR_SCORE_ALARM && weight != BSR_WEIGHT_EXPLAINED);
  graphene_rect_t box = box_to_logical (overlay, finding->box);
  const GdkRGBA *colour = is_confirmed ? &confirmed_colour : is_loud ? &alarm_colour : &faint_colour;
  BsrOverlayPen pen = { *colour, is_loud ? 2.0 : 1.0, NULL, 0 };

  if (is_selected)
    {
      pen.colour = is_loud ? *colour : white;
      pen.width = 1.5;
      draw_outline (overlay, sheet, &pen, finding, &box);
      pen.width = 3.5;
    }
  box = at_least (box, is_loud || is_selected ? LEAST_SIZE : FAINT_LEAST_SIZE);
  bsr_overlay_pen_corners (&pen, sheet, &box, is_loud || is_selected ? CORNER : FAINT_CORNER);
  if (!is_loud && !is_selected)
    return;

  /* Translators: a finding's number and its score from 0 to 1, beside its box. */
  g_autofree char *text = g_strdup_printf (_("%d · %.2f"), id, finding->score);
  bsr_overlay_pen_label (&pen, sheet, &box, text);
}

/* Faint ones below, the selected one on top. */
static void
draw_findings (const BsrScanOverlay *overlay, BsrOverlaySheet *sheet, BsrAnalysis *analysis)
{
  int selected = -1;
  for (int i = bsr_analysis_n_findings (analysis) - 1; i >= 0; i--)
    if (bsr_analysis_finding_id (analysis, i) == overlay->selected_finding)
      selected = i;
    else if (overlay->show_findings)
      draw_finding (overlay, sheet, bsr_analysis_finding (analysis, i),
                    bsr_analysis_finding_id (analysis, i));
  if (selected >= 0)
    draw_finding (overlay, sheet, bsr_analysis_finding (analysis, selected),
                  overlay->selected_finding);
}

static graphene_rect_t
draw_shape (const BsrScanOverlay *overlay, BsrOverlaySheet *sheet, const BsrOverlayPen *pen,
            BsrShape shape, const BsrPoint *points, int n_points)
{
  g_autofree BsrPoint *at = g_new (BsrPoint, n_points);
  graphene_rect_t bounds;
  for (int i = 0; i < n_points; i++)
    {
      at[i] = to_logical (overlay, points[i].x, points[i].y);
      graphene_rect_t point = GRAPHENE_RECT_INIT ((float) at[i].x, (float) at[i].y, 0.0f, 0.0f);
      if (i == 0)
        bounds = point;
      else
        graphene_rect_union (&bounds, &point, &bounds);
    }
  bsr_overlay_pen_shape (pen, sheet, shape, at, n_points);
  graphene_rect_inset (&bounds, (float) -pen->width, (float) -pen->width);
  return bounds;
}

/* What is measured, and what the officer wrote to it. */
static char *
measured_label (const BsrScanOverlay *overlay, BsrAnnotation *annotation)
{
  g_autoptr (BsrMeasurement) measurement = bsr_measurements_of (overlay->measurements, annotation);
  g_autofree char *figure = bsr_measurement_words_brief (measurement);
  const char *text = bsr_annotation_text (annotation);
  /* Translators: beside a measurement on the scan: what the officer wrote and the figure. */
  return *text != '\0' ? g_strdup_printf (_ ("%s: %s"), text, figure) : g_steal_pointer (&figure);
}

static char *
annotation_label (const BsrScanOverlay *overlay, BsrAnnotation *annotation)
{
  if (bsr_shape_is_measurement (bsr_annotation_shape (annotation)))
    return measured_label (overlay, annotation);
  const char *category = bsr_vocabulary_category (bsr_annotation_category (annotation));
  const char *text = bsr_annotation_text (annotation);
  /* Translators: beside a mark on the scan: its category and what the officer wrote. */
  return *text != '\0' ? g_strdup_printf (_("%s: %s"), category, text) : g_strdup (category);
}

/* Measurements are thin and whole, so that the eye sees where they end. */
static BsrOverlayPen
pen_for (BsrShape shape, const BsrAnnotationStyle *style, gboolean is_selected)
{
  if (bsr_shape_is_measurement (shape))
    return (BsrOverlayPen){ style->colour, is_selected ? 2.0 : 1.5, NULL, 0 };
  return (BsrOverlayPen){ style->colour, is_selected ? 3.0 : 2.0, style->dashes, style->n_dashes };
}

static void
draw_annotation (const BsrScanOverlay *overlay, BsrOverlaySheet *sheet, BsrAnnotation *annotation)
{
  const BsrAnnotationStyle *style = bsr_annotation_style (bsr_annotation_category (annotation));
  gboolean is_selected
      = g_strcmp0 (bsr_annotation_id (annotation), overlay->selected_annotation) == 0;
  BsrShape shape = bsr_annotation_shape (annotation);
  BsrOverlayPen pen = pen_for (shape, style, is_selected);
  int n_points;
  const BsrPoint *points = bsr_annotation_points (annotation, &n_points);
  graphene_rect_t box = draw_shape (overlay, sheet, &pen, shape, points, n_points);

  g_autofree char *text = annotation_label (overlay, annotation);
  bsr_overlay_pen_label (&pen, sheet, &box, text);
  if (!is_selected)
    return;

  BsrPoint grips[BSR_ANNOTATION_MAX_GRIPS];
  int n_grips = bsr_annotation_grips (annotation, grips);
  BsrOverlayPen grip_pen = { white, 1.0, NULL, 0 };
  for (int i = 0; i < n_grips; i++)
    bsr_overlay_pen_grip (&grip_pen, sheet, to_logical (overlay, grips[i].x, grips[i].y));
}

static void
draw_annotations (const BsrScanOverlay *overlay, BsrOverlaySheet *sheet)
{
  GListModel *list = bsr_dossier_annotations (overlay->dossier);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (BsrAnnotation) annotation = g_list_model_get_item (list, i);
      const char *id = bsr_annotation_id (annotation);
      gboolean is_shown
          = overlay->show_annotations || g_strcmp0 (id, overlay->selected_annotation) == 0;
      if (is_shown && g_strcmp0 (id, overlay->hidden_annotation) != 0)
        draw_annotation (overlay, sheet, annotation);
    }
}

/* Around the place, never over it: what is there must stay readable. */
static void
draw_hint (const BsrScanOverlay *overlay, BsrOverlaySheet *sheet)
{
  graphene_rect_t box = at_least (box_to_logical (overlay, overlay->hint), LEAST_SIZE);
  graphene_rect_inset (&box, -GLOW_GAP, -GLOW_GAP);
  GskRoundedRect frame;
  gsk_rounded_rect_init_from_rect (&frame, &box, GLOW_RADIUS);
  gtk_snapshot_append_outset_shadow (sheet->snapshot, &frame, &hint_colour, 0.0f, 0.0f, GLOW_SPREAD,
                                     GLOW_BLUR);
  BsrOverlayPen pen = { hint_colour, 1.0, NULL, 0 };
  draw_box (&pen, sheet, &box);
}

static void
draw_draft (const BsrScanOverlay *overlay, BsrOverlaySheet *sheet)
{
  const BsrOverlayDraft *draft = &overlay->draft;
  BsrAnnotation *measured = bsr_measurements_draft (overlay->measurements);
  gboolean is_measurement = bsr_shape_is_measurement (draft->shape);
  BsrCategory category = is_measurement ? BSR_CATEGORY_NOTE : draft->category;
  BsrOverlayPen pen = pen_for (draft->shape, bsr_annotation_style (category), FALSE);
  graphene_rect_t box
      = draw_shape (overlay, sheet, &pen, draft->shape, draft->points, draft->n_points);
  if (measured == NULL || !is_measurement)
    return;
  g_autofree char *text = measured_label (overlay, measured);
  bsr_overlay_pen_label (&pen, sheet, &box, text);
}

static void
draw_grid (const BsrScanOverlay *overlay, BsrAnalysis *analysis, GtkSnapshot *snapshot)
{
  BsrBox container = { 0, 0, overlay->transform->scan_width, overlay->transform->scan_height };
  if (analysis == NULL || !bsr_analysis_container (analysis, &container))
    container = (BsrBox){ 0, 0, overlay->transform->scan_width, overlay->transform->scan_height };
  BsrMetreGrid grid = { overlay->transform, overlay->scale_factor,
                        *bsr_measurements_pitch (overlay->measurements), container.x,
                        (double) container.y + container.height };
  bsr_metre_grid_snapshot (&grid, overlay->widget, snapshot);
}

/* In the corner where reading begins, over whatever is there. */
static void
draw_notice (const BsrScanOverlay *overlay, BsrOverlaySheet *sheet)
{
  BsrOverlayPen pen = { notice_colour, 1.0, NULL, 0 };
  gboolean is_rtl = gtk_widget_get_direction (overlay->widget) == GTK_TEXT_DIR_RTL;
  graphene_rect_t corner
      = GRAPHENE_RECT_INIT (is_rtl ? sheet->view.size.width - NOTICE_MARGIN : NOTICE_MARGIN, 0.0f, 1.0f, 1.0f);
  bsr_overlay_pen_label (&pen, sheet, &corner, overlay->notice);
}

void
bsr_scan_overlay_snapshot (const BsrScanOverlay *overlay, GtkSnapshot *snapshot)
{
  BsrOverlaySheet sheet = {
    .snapshot = snapshot,
    .widget = overlay->widget,
    .view = GRAPHENE_RECT_INIT (0.0f, 0.0f,
                                (float) overlay->transform->view_width / overlay->scale_factor,
                                (float) overlay->transform->view_height / overlay->scale_factor),
  };
  BsrAnalysis *analysis = overlay->dossier ? bsr_dossier_analysis (overlay->dossier) : NULL;

  if (overlay->show_grid)
    draw_grid (overlay, analysis, snapshot);
  if (analysis != NULL)
    {
      draw_container (overlay, &sheet, analysis);
      draw_findings (overlay, &sheet, analysis);
    }
  if (overlay->dossier != NULL)
    draw_annotations (overlay, &sheet);
  if (!bsr_box_is_empty (overlay->hint))
    draw_hint (overlay, &sheet);
  if (overlay->draft.n_points > 0)
    draw_draft (overlay, &sheet);
  if (overlay->show_crosshair)
    {
      BsrOverlayPen pen = { white, 1.0, NULL, 0 };
      bsr_overlay_pen_crosshair (&pen, &sheet,
                                 to_logical (overlay, overlay->crosshair.x, overlay->crosshair.y));
    }
  if (overlay->notice != NULL)
    draw_notice (overlay, &sheet);
}

int
bsr_scan_overlay_finding_at (BsrDossier *dossier, double x, double y)
{
  BsrAnalysis *analysis = bsr_dossier_analysis (dossier);
  gint64 least = G_MAXINT64;
  int id = 0;

  for (int i = 0; analysis != NULL && i < bsr_analysis_n_findings (analysis); i++)
    {
      BsrBox box = bsr_analysis_finding (analysis, i)->box;
      gint64 area = bsr_box_area (box);
      if (bsr_box_contains_point (box, x, y) && area < least)
        {
          least = area;
          id = bsr_analysis_finding_id (analysis, i);
        }
    }
  return id;
}

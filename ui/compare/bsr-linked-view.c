#include "bsr-linked-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-compare-words.h"
#include "bsr-difference-colours.h"
#include "bsr-link-transform.h"
#include "bsr-overlay-pen.h"

/* The frame that no view of a flagged box has, logical pixels. */
#define FRAME 4.0f
/* Reddish purple of M. Okabe and K. Ito ("Color Universal Design", 2008). */
static const GdkRGBA frame_colour = { 0.80f, 0.475f, 0.655f, 1.0f };
static const GdkRGBA pointer_colour = { 1.0f, 1.0f, 1.0f, 0.9f };

G_DEFINE_FINAL_TYPE (BsrLinkedView, bsr_linked_view, GTK_TYPE_WIDGET)

/* %NULL: there is nothing to show. */
static BsrComparison *
shown (BsrLinkedView *self)
{
  BsrComparison *comparison = bsr_compare_model_comparison (self->model);
  BsrScene *scene = bsr_session_scene (bsr_compare_model_session (self->model));
  if (comparison == NULL || self->followed == NULL
      || bsr_comparison_pair (comparison)->own != scene
      || bsr_scan_view_transform (self->followed)->view_width < 1)
    return NULL;
  return comparison;
}

static BsrViewTransform
other_transform (BsrLinkedView *self, BsrComparison *comparison)
{
  const BsrScene *other = bsr_comparison_pair (comparison)->other;
  return bsr_link_transform (bsr_scan_view_transform (self->followed),
                             &bsr_comparison_alignment (comparison)->link, bsr_scene_width (other),
                             bsr_scene_height (other));
}

/* Colours are for what differs alone. */
static BsrTone
grey_of (const BsrTone *tone)
{
  BsrTone grey = *tone;
  grey.palette = bsr_palette_by_id ("grey");
  if (bsr_view_mode_is_material (grey.mode))
    grey.mode = BSR_VIEW_PLANE;
  return grey;
}

static void
make_difference (BsrLinkedView *self, BsrComparison *comparison)
{
  if (self->drawn == comparison)
    return;
  g_clear_object (&self->difference);
  g_clear_pointer (&self->drawn, bsr_comparison_unref);
  self->drawn = comparison != NULL ? bsr_comparison_ref (comparison) : NULL;
  const BsrDifference *difference
      = comparison != NULL ? bsr_comparison_difference (comparison) : NULL;
  if (difference == NULL)
    return;
  const BsrRasterPlace *place = bsr_difference_place (difference);
  gsize stride = (gsize) place->width * 4;
  guint8 *rgba = g_malloc0 (stride * place->height);
  bsr_difference_paint (difference, bsr_difference_scale_mm (difference), rgba, stride);
  g_autoptr (GBytes) bytes = g_bytes_new_take (rgba, stride * place->height);
  self->difference = gdk_memory_texture_new (place->width, place->height, GDK_MEMORY_R8G8B8A8, bytes,
                                             stride);
}

static void
request (BsrLinkedView *self)
{
  BsrComparison *comparison = shown (self);
  BsrLook look = *bsr_session_look (bsr_compare_model_session (self->model));

  make_difference (self, comparison);
  if (comparison == NULL || !gtk_widget_get_child_visible (GTK_WIDGET (self)))
    {
      bsr_scan_painter_request (self->other, NULL, NULL, NULL);
      bsr_scan_painter_request (self->base, NULL, NULL, NULL);
    }
  else if (self->content == BSR_LINKED_OTHER)
    {
      BsrScene *other = bsr_comparison_pair (comparison)->other;
      BsrViewTransform transform = other_transform (self, comparison);
      look.tone.plane = MIN (look.tone.plane, bsr_scene_n_planes (other) - 1);
      bsr_scan_painter_request (self->other, other, &look, &transform);
    }
  else
    {
      BsrTone grey_tone = grey_of (&look.tone);
      BsrLook grey = bsr_look_of_tone (&grey_tone);
      bsr_scan_painter_request (self->base, bsr_comparison_pair (comparison)->own, &grey,
                                bsr_scan_view_transform (self->followed));
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
model_changed_cb (BsrLinkedView *self)
{
  BsrCompareCandidate *chosen = bsr_compare_model_chosen (self->model);
  g_autofree char *words = chosen != NULL ? bsr_compare_words_other (chosen)
                                          : g_strdup (_ ("For comparison only"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  request (self);
}

/* Where the pointer is in the open scan, a cross is in the other one. */
static void
read_out_cb (BsrLinkedView *self, const BsrReadOut *read_out)
{
  self->pointed = *read_out;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
snapshot_other (BsrLinkedView *self, GtkSnapshot *snapshot, BsrComparison *comparison, int factor)
{
  BsrViewTransform transform = other_transform (self, comparison);
  gtk_snapshot_save (snapshot);
  if (bsr_scan_link_is_mirrored (&bsr_comparison_alignment (comparison)->link))
    {
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (
                                            (float) transform.view_width / (float) factor, 0.0f));
      gtk_snapshot_scale (snapshot, -1.0f, 1.0f);
    }
  bsr_scan_painter_snapshot (self->other, GTK_WIDGET (self), snapshot, &transform);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_difference (BsrLinkedView *self, GtkSnapshot *snapshot, BsrComparison *comparison, int factor)
{
  const BsrViewTransform *transform = bsr_scan_view_transform (self->followed);
  const BsrDifference *difference = bsr_comparison_difference (comparison);
  bsr_scan_painter_snapshot (self->base, GTK_WIDGET (self), snapshot, transform);
  if (difference == NULL || self->difference == NULL)
    return;
  const BsrRasterPlace *place = bsr_difference_place (difference);
  double left, top, right, bottom;
  bsr_view_transform_to_view (transform, place->x, place->y, &left, &top);
  bsr_view_transform_to_view (transform, place->x + place->width * place->cell_x,
                              place->y + place->height * place->cell_y, &right, &bottom);
  graphene_rect_t where
      = GRAPHENE_RECT_INIT ((float) (left / factor), (float) (top / factor),
                            (float) ((right - left) / factor), (float) ((bottom - top) / factor));
  gtk_snapshot_append_texture (snapshot, self->difference, &where);
}

static void
snapshot_pointer (BsrLinkedView *self, GtkSnapshot *snapshot, int factor)
{
  if (!self->pointed.inside || self->content != BSR_LINKED_OTHER || isfinite (self->pointer_x))
    return;
  double x, y;
  bsr_view_transform_to_view (bsr_scan_view_transform (self->followed), self->pointed.x + 0.5,
                              self->pointed.y + 0.5, &x, &y);
  const BsrOverlayPen pen = { .colour = pointer_colour, .width = 1.0 };
  BsrOverlaySheet sheet
      = { .snapshot = snapshot,
          .widget = GTK_WIDGET (self),
          .view = GRAPHENE_RECT_INIT (0.0f, 0.0f, (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                      (float) gtk_widget_get_height (GTK_WIDGET (self))) };
  bsr_overlay_pen_crosshair (&pen, &sheet, (BsrPoint){ x / factor - self->left, y / factor });
}

static void
bsr_linked_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BsrLinkedView *self = BSR_LINKED_VIEW (widget);
  BsrComparison *comparison = shown (self);
  int factor = gtk_widget_get_scale_factor (widget);
  graphene_rect_t bounds
      = GRAPHENE_RECT_INIT (0.0f, 0.0f, (float) gtk_widget_get_width (widget),
                            (float) gtk_widget_get_height (widget));
  const float grey = BSR_SCENE_BACKGROUND / 255.0f;

  gtk_snapshot_push_clip (snapshot, &bounds);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ grey, grey, grey, 1.0f }, &bounds);
  if (comparison != NULL)
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) -self->left, 0.0f));
      if (self->content == BSR_LINKED_OTHER)
        snapshot_other (self, snapshot, comparison, factor);
      else
        snapshot_difference (self, snapshot, comparison, factor);
      gtk_snapshot_restore (snapshot);
      snapshot_pointer (self, snapshot, factor);
    }
  gtk_snapshot_pop (snapshot);

  const float lines[4] = { FRAME, FRAME, FRAME, FRAME };
  const GdkRGBA colours[4] = { frame_colour, frame_colour, frame_colour, frame_colour };
  GskRoundedRect outline;
  gsk_rounded_rect_init_from_rect (&outline, &bounds, 0.0f);
  gtk_snapshot_append_border (snapshot, &outline, lines, colours);
}

static void
bsr_linked_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 1;
}

static void
bsr_linked_view_dispose (GObject *object)
{
  BsrLinkedView *self = BSR_LINKED_VIEW (object);
  BsrScanPainter **painters[] = { &self->other, &self->base };
  for (gsize i = 0; i < G_N_ELEMENTS (painters); i++)
    if (*painters[i] != NULL)
      {
        g_signal_handlers_disconnect_by_data (*painters[i], self);
        /* A worker may hold the last reference: its tiles go now, on this thread. */
        g_object_run_dispose (G_OBJECT (*painters[i]));
        g_clear_object (painters[i]);
      }
  g_clear_object (&self->difference);
  g_clear_pointer (&self->drawn, bsr_comparison_unref);
  g_clear_weak_pointer (&self->followed);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (bsr_linked_view_parent_class)->dispose (object);
}

static void
bsr_linked_view_class_init (BsrLinkedViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_linked_view_dispose;
  widget_class->snapshot = bsr_linked_view_snapshot;
  widget_class->measure = bsr_linked_view_measure;
  gtk_widget_class_set_css_name (widget_class, "linkedview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bsr_linked_view_init (BsrLinkedView *self)
{
  BsrScanPainter **painters[] = { &self->other, &self->base };
  for (gsize i = 0; i < G_N_ELEMENTS (painters); i++)
    {
      *painters[i] = bsr_scan_painter_new ();
      g_signal_connect_swapped (*painters[i], "painted", G_CALLBACK (gtk_widget_queue_draw), self);
    }
  self->pointer_x = self->pointer_y = (double) NAN;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  bsr_linked_view_add_pointer_controllers (self);
}

GtkWidget *
bsr_linked_view_new (BsrCompareModel *model, BsrScanView *followed)
{
  g_return_val_if_fail (BSR_IS_COMPARE_MODEL (model) && BSR_IS_SCAN_VIEW (followed), NULL);

  BsrLinkedView *self = g_object_new (BSR_TYPE_LINKED_VIEW, NULL);
  BsrSession *session = bsr_compare_model_session (model);
  self->model = g_object_ref (model);
  g_set_weak_pointer (&self->followed, followed);
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (followed, "moved", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "tone-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "read-out", G_CALLBACK (read_out_cb), self, G_CONNECT_SWAPPED);
  model_changed_cb (self);
  return GTK_WIDGET (self);
}

void
bsr_linked_view_set_content (BsrLinkedView *view, BsrLinkedContent content)
{
  g_return_if_fail (BSR_IS_LINKED_VIEW (view));
  view->content = content;
  request (view);
}

void
bsr_linked_view_set_left (BsrLinkedView *view, int left)
{
  g_return_if_fail (BSR_IS_LINKED_VIEW (view));
  if (view->left == left)
    return;
  view->left = left;
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

gboolean
bsr_linked_view_is_current (BsrLinkedView *view)
{
  g_return_val_if_fail (BSR_IS_LINKED_VIEW (view), FALSE);
  return shown (view) != NULL
         && bsr_scan_painter_is_current (view->content == BSR_LINKED_OTHER ? view->other : view->base);
}

#include "bsr-compare-area.h"

#include <glib/gi18n.h>

#include "bsr-compare-divider.h"
#include "bsr-compare-words.h"
#include "bsr-linked-view.h"

/* Between two pictures beside each other, logical pixels. */
#define GAP 6
/* Which scan it is, is said on so many lines at most. */
#define MOST_LINES 2
/* Scans this many times wider than high have more room above each other. */
#define WIDE 1.6

struct _BsrCompareArea
{
  GtkWidget parent;
  BsrCompareModel *model;
  GtkWidget *view, *linked, *divider;
  GtkWidget *own_label, *other_label;
  double split;
};

G_DEFINE_FINAL_TYPE (BsrCompareArea, bsr_compare_area, GTK_TYPE_WIDGET)

/* Which of the modes is laid out. */
static gboolean
is_mode (BsrCompareArea *self, BsrCompareMode mode)
{
  return bsr_compare_model_active (self->model) && bsr_compare_model_mode (self->model) == mode;
}

static void
place (GtkWidget *child, GtkAllocation at)
{
  at.width = MAX (at.width, 1);
  at.height = MAX (at.height, 1);
  gtk_widget_size_allocate (child, &at, -1);
}

static int
height_of (GtkWidget *label, int width)
{
  int minimum, natural;
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  return natural;
}

/* A line and the picture under it. */
static void
place_under (GtkWidget *label, GtkWidget *picture, GtkAllocation at)
{
  int line = MIN (height_of (label, at.width), at.height);
  place (label, (GtkAllocation){ at.x, at.y, at.width, line });
  place (picture, (GtkAllocation){ at.x, at.y + line, at.width, at.height - line });
}

static void
allocate_side_by_side (BsrCompareArea *self, int width, int height)
{
  const BsrViewTransform *transform = bsr_scan_view_transform (BSR_SCAN_VIEW (self->view));
  gboolean above = transform->scan_width * transform->aspect > WIDE * transform->scan_height;
  gboolean right_to_left = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkAllocation first, second;

  if (above)
    {
      int half = (height - GAP) / 2;
      first = (GtkAllocation){ 0, 0, width, half };
      second = (GtkAllocation){ 0, half + GAP, width, half };
    }
  else
    {
      int half = (width - GAP) / 2;
      first = (GtkAllocation){ right_to_left ? half + GAP : 0, 0, half, height };
      second = (GtkAllocation){ right_to_left ? 0 : half + GAP, 0, half, height };
    }
  place_under (self->own_label, self->view, first);
  place_under (self->other_label, self->linked, second);
  bsr_linked_view_set_left (BSR_LINKED_VIEW (self->linked), 0);
}

/* The open scan left of the divider, whatever the direction of writing: pictures have none. */
static void
allocate_swipe (BsrCompareArea *self, int width, int height)
{
  int split = (int) (self->split * width);
  int line = MAX (height_of (self->own_label, width / 2), height_of (self->other_label, width / 2));
  place (self->own_label, (GtkAllocation){ 0, 0, width / 2, line });
  place (self->other_label, (GtkAllocation){ width / 2, 0, width - width / 2, line });
  place (self->view, (GtkAllocation){ 0, line, width, height - line });
  place (self->linked, (GtkAllocation){ split, line, width - split, height - line });
  place (self->divider, (GtkAllocation){ split - BSR_COMPARE_DIVIDER_WIDTH / 2, line,
                                         BSR_COMPARE_DIVIDER_WIDTH, height - line });
  bsr_linked_view_set_left (BSR_LINKED_VIEW (self->linked), split);
}

static void
allocate_difference (BsrCompareArea *self, int width, int height)
{
  int line = MAX (height_of (self->own_label, width / 2), height_of (self->other_label, width / 2));
  place (self->own_label, (GtkAllocation){ 0, 0, width / 2, line });
  place (self->other_label, (GtkAllocation){ width / 2, 0, width - width / 2, line });
  place (self->view, (GtkAllocation){ 0, line, width, height - line });
  place (self->linked, (GtkAllocation){ 0, line, width, height - line });
  bsr_linked_view_set_left (BSR_LINKED_VIEW (self->linked), 0);
}

static void
bsr_compare_area_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BsrCompareArea *self = BSR_COMPARE_AREA (widget);
  if (is_mode (self, BSR_COMPARE_SIDE_BY_SIDE))
    allocate_side_by_side (self, width, height);
  else if (is_mode (self, BSR_COMPARE_SWIPE))
    allocate_swipe (self, width, height);
  else if (is_mode (self, BSR_COMPARE_DIFFERENCE))
    allocate_difference (self, width, height);
  else
    place (self->view, (GtkAllocation){ 0, 0, width, height });
}

static void
bsr_compare_area_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (BSR_COMPARE_AREA (widget)->view, orientation, for_size, minimum, natural, NULL,
                      NULL);
}

static gboolean
bsr_compare_area_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (BSR_COMPARE_AREA (widget)->view);
}

static void
show_words (BsrCompareArea *self)
{
  BsrDossier *dossier = bsr_session_dossier (bsr_compare_model_session (self->model));
  BsrCompareCandidate *chosen = bsr_compare_model_chosen (self->model);
  int index = dossier != NULL ? bsr_dossier_scan_index (dossier) : -1;
  g_autofree char *own = index >= 0 ? bsr_compare_words_own (bsr_dossier_case (dossier),
                                                             bsr_dossier_scan (dossier, index))
                                    : g_strdup ("");
  g_autofree char *other = chosen != NULL ? bsr_compare_words_other (chosen) : g_strdup ("");
  gtk_label_set_label (GTK_LABEL (self->own_label), own);
  gtk_label_set_label (GTK_LABEL (self->other_label), other);
  gtk_widget_set_tooltip_text (self->own_label, own);
  gtk_widget_set_tooltip_text (self->other_label, other);
}

static void
model_changed_cb (BsrCompareArea *self)
{
  gboolean active = bsr_compare_model_active (self->model);
  gtk_widget_set_child_visible (self->linked, active);
  gtk_widget_set_child_visible (self->own_label, active);
  gtk_widget_set_child_visible (self->other_label, active);
  gtk_widget_set_child_visible (self->divider, is_mode (self, BSR_COMPARE_SWIPE));
  /* Hidden from the keys and from who reads the window aloud, too. */
  gtk_widget_set_visible (self->linked, active);
  gtk_widget_set_visible (self->own_label, active);
  gtk_widget_set_visible (self->other_label, active);
  gtk_widget_set_visible (self->divider, is_mode (self, BSR_COMPARE_SWIPE));
  bsr_linked_view_set_content (BSR_LINKED_VIEW (self->linked), is_mode (self, BSR_COMPARE_DIFFERENCE)
                                                                   ? BSR_LINKED_DIFFERENCE
                                                                   : BSR_LINKED_OTHER);
  show_words (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
divider_moved_cb (BsrCompareArea *self, double share)
{
  self->split = share;
  bsr_compare_divider_set_share (BSR_COMPARE_DIVIDER (self->divider), share);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static GtkWidget *
label_new (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), MOST_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "compare-line");
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
bsr_compare_area_dispose (GObject *object)
{
  BsrCompareArea *self = BSR_COMPARE_AREA (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (bsr_compare_area_parent_class)->dispose (object);
}

static void
bsr_compare_area_class_init (BsrCompareAreaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_compare_area_dispose;
  widget_class->size_allocate = bsr_compare_area_size_allocate;
  widget_class->measure = bsr_compare_area_measure;
  widget_class->grab_focus = bsr_compare_area_grab_focus;
}

static void
bsr_compare_area_init (BsrCompareArea *self)
{
  self->split = 0.5;
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
bsr_compare_area_new (BsrCompareModel *model, BsrScanView *view)
{
  g_return_val_if_fail (BSR_IS_COMPARE_MODEL (model) && BSR_IS_SCAN_VIEW (view), NULL);

  BsrCompareArea *self = g_object_new (BSR_TYPE_COMPARE_AREA, NULL);
  self->model = g_object_ref (model);
  self->view = GTK_WIDGET (view);
  self->linked = bsr_linked_view_new (model, view);
  self->divider = bsr_compare_divider_new ();
  self->own_label = label_new ("own");
  self->other_label = label_new ("other");
  GtkWidget *children[]
      = { self->own_label, self->other_label, self->view, self->linked, self->divider };
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_set_parent (children[i], GTK_WIDGET (self));
  bsr_compare_divider_set_share (BSR_COMPARE_DIVIDER (self->divider), self->split);
  g_signal_connect_object (self->divider, "moved", G_CALLBACK (divider_moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
  model_changed_cb (self);
  return GTK_WIDGET (self);
}

GtkWidget *
bsr_compare_area_linked_view (BsrCompareArea *area)
{
  g_return_val_if_fail (BSR_IS_COMPARE_AREA (area), NULL);
  return area->linked;
}

double
bsr_compare_area_split (BsrCompareArea *area)
{
  g_return_val_if_fail (BSR_IS_COMPARE_AREA (area), 0.5);
  return area->split;
}

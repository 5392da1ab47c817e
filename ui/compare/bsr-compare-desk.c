#include "bsr-compare-desk.h"

#include "bsr-compare-area.h"
#include "bsr-compare-bar.h"
#include "bsr-compare-legend.h"

struct _BsrCompareDesk
{
  GtkWidget parent;
  BsrCompareModel *model;
  GtkWidget *view; /* of the area */
};

G_DEFINE_FINAL_TYPE (BsrCompareDesk, bsr_compare_desk, GTK_TYPE_WIDGET)

static gboolean
bsr_compare_desk_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (BSR_COMPARE_DESK (widget)->view);
}

static void
bsr_compare_desk_dispose (GObject *object)
{
  BsrCompareDesk *self = BSR_COMPARE_DESK (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (bsr_compare_desk_parent_class)->dispose (object);
}

static void
bsr_compare_desk_class_init (BsrCompareDeskClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_compare_desk_dispose;
  widget_class->grab_focus = bsr_compare_desk_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
bsr_compare_desk_init (BsrCompareDesk *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
bsr_compare_desk_new (BsrScanView *view)
{
  g_return_val_if_fail (BSR_IS_SCAN_VIEW (view) && bsr_scan_view_session (view) != NULL, NULL);

  BsrCompareDesk *self = g_object_new (BSR_TYPE_COMPARE_DESK, NULL);
  GtkWidget *widget = GTK_WIDGET (self);
  self->model = bsr_compare_model_new (bsr_scan_view_session (view));
  self->view = GTK_WIDGET (view);
  gtk_widget_set_parent (bsr_compare_bar_new (self->model), widget);
  gtk_widget_set_parent (bsr_compare_legend_new (self->model), widget);
  gtk_widget_set_parent (bsr_compare_area_new (self->model, view), widget);
  return widget;
}

BsrCompareModel *
bsr_compare_desk_model (BsrCompareDesk *desk)
{
  g_return_val_if_fail (BSR_IS_COMPARE_DESK (desk), NULL);
  return desk->model;
}

void
bsr_compare_desk_toggle (BsrCompareDesk *desk)
{
  g_return_if_fail (BSR_IS_COMPARE_DESK (desk));
  bsr_compare_model_set_active (desk->model, !bsr_compare_model_active (desk->model));
  gtk_widget_grab_focus (desk->view);
}

void
bsr_compare_desk_next_mode (BsrCompareDesk *desk)
{
  g_return_if_fail (BSR_IS_COMPARE_DESK (desk));
  if (bsr_compare_model_active (desk->model))
    bsr_compare_model_set_mode (desk->model, (BsrCompareMode) ((bsr_compare_model_mode (desk->model) + 1)
                                                               % BSR_N_COMPARE_MODES));
  else
    bsr_compare_desk_toggle (desk);
}

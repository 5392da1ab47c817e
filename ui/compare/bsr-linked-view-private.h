#pragma once

#include "bsr-linked-view.h"
#include "bsr-scan-painter.h"

G_BEGIN_DECLS

struct _BsrLinkedView
{
  GtkWidget parent;
  BsrCompareModel *model;
  BsrScanView *followed; /* (nullable): not owned; gone before it */
  BsrScanPainter *other, *base; /* of the other scan; of the open one in grey */
  GdkTexture *difference;       /* (nullable) */
  BsrComparison *drawn;         /* (nullable): what @difference was made of */
  BsrLinkedContent content;
  int left;
  BsrReadOut pointed; /* at the open scan */

  double dragged_x, dragged_y; /* so far, logical pixels */
  double pinch_zoom;
  double pointer_x, pointer_y; /* logical pixels; NAN: not in the view */
};

/* Moving and zooming, in a file of their own. */
void bsr_linked_view_add_pointer_controllers (BsrLinkedView *self);

G_END_DECLS

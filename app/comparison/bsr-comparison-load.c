#include "bsr-comparison-load.h"

#include <glib/gi18n-lib.h>

#include "bsr-empty-twin.h"
#include "bsr-error.h"
#include "bsr-scan-file.h"
#include "bsr-scan-pixels.h"

/* What a worker is to do. */
typedef struct
{
  BsrCompareCandidate *candidate;
  BsrScene *own;
  BsrComparison *comparison; /* (nullable): to be turned */
  BsrTravel travel;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;
  g_clear_pointer (&order->candidate, bsr_compare_candidate_unref);
  g_clear_pointer (&order->own, bsr_scene_unref);
  g_clear_pointer (&order->comparison, bsr_comparison_unref);
  g_free (order);
}

static BsrScene *
scene_of (BsrImage *image, const BsrAcquisition *acquisition, GCancellable *cancellable,
          GError **error)
{
  g_autoptr (BsrRadiograph) radiograph
      = bsr_radiograph_new (image, acquisition, 0, cancellable, error);
  return radiograph != NULL ? bsr_scene_new (image, radiograph, 0, cancellable, error) : NULL;
}

static BsrScene *
read_scan (const BsrScan *scan, GCancellable *cancellable, GError **error)
{
  BsrReadLimits limits = bsr_read_limits_default;
  limits.max_pixels = MIN (limits.max_pixels, BSR_COMPARISON_MOST_BYTES / BSR_COMPARISON_PIXEL_BYTES);
  if (!bsr_scan_check (scan, cancellable, error))
    return NULL;
  const BsrDecoding decoding = { .limits = &limits };
  g_autoptr (BsrImage) image
      = bsr_scan_pixels_load (scan->path, &decoding, NULL, cancellable, error);
  if (image == NULL)
    return NULL;
  BsrAcquisition acquisition = scan->described
                                   ? scan->acquisition
                                   : bsr_acquisition_assumed (bsr_image_n_planes (image));
  if (!bsr_acquisition_fits (&acquisition, image, error))
    return NULL;
  return scene_of (image, &acquisition, cancellable, error);
}

/* An empty box of the type that is declared; of what is measured where that has no model. */
static BsrScene *
simulate (const BsrCase *flagged, BsrRadiograph *own, GCancellable *cancellable, GError **error)
{
  BsrBox boxes[2] = { { 0 } }, none;
  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (own);
  bsr_comparison_find_containers (own, own, &boxes[0], &none);
  if (bsr_box_is_empty (boxes[0]))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                   _ ("no container was found in this scan, so none like it can be simulated"));
      return NULL;
    }
  BsrContainerSize size = bsr_empty_twin_size_of_code (flagged->size_type);
  if (size == BSR_N_CONTAINERS)
    size = bsr_empty_twin_size_of_box (boxes[0].width * acquisition->pitch_x_mm,
                                       boxes[0].height * acquisition->pitch_y_mm);
  g_autoptr (BsrSimulation) twin
      = bsr_empty_twin_new (own, boxes[0], size, 0, cancellable, error);
  return twin != NULL ? scene_of (bsr_simulation_image (twin), bsr_simulation_acquisition (twin),
                                  cancellable, error)
                      : NULL;
}

static BsrComparison *
load (const Order *order, GCancellable *cancellable, GError **error)
{
  BsrRadiograph *own = bsr_scene_radiograph (order->own);
  const BsrCompareCandidate *candidate = order->candidate;
  g_autoptr (BsrScene) other = candidate->scan != NULL
                                   ? read_scan (candidate->scan, cancellable, error)
                                   : simulate (candidate->flagged, own, cancellable, error);
  if (other == NULL)
    return NULL;
  BsrComparedPair pair = { .candidate = order->candidate, .own = order->own, .other = other };
  bsr_comparison_find_containers (own, bsr_scene_radiograph (other), &pair.own_container,
                                  &pair.other_container);
  return bsr_comparison_new (&pair, order->travel, cancellable, error);
}

static void
work_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Order *order = data;
  GError *error = NULL;
  BsrComparison *comparison
      = order->comparison != NULL
            ? bsr_comparison_new (bsr_comparison_pair (order->comparison), order->travel, cancellable,
                                  &error)
            : load (order, cancellable, &error);
  if (comparison != NULL)
    g_task_return_pointer (task, comparison, (GDestroyNotify) bsr_comparison_unref);
  else
    g_task_return_error (task, error);
}

static void
begin (Order *order, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, work_cb);
}

void
bsr_comparison_load_async (BsrCompareCandidate *candidate, BsrScene *own, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (candidate != NULL && own != NULL && bsr_scene_has_physics (own));

  Order *order = g_new0 (Order, 1);
  order->candidate = bsr_compare_candidate_ref (candidate);
  order->own = bsr_scene_ref (own);
  order->travel = BSR_TRAVEL_UNKNOWN;
  begin (order, cancellable, callback, user_data);
}

void
bsr_comparison_turn_async (BsrComparison *comparison, BsrTravel travel, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (comparison != NULL);

  Order *order = g_new0 (Order, 1);
  order->comparison = bsr_comparison_ref (comparison);
  order->travel = travel;
  begin (order, cancellable, callback, user_data);
}

BsrComparison *
bsr_comparison_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

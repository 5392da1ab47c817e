#include "bsr-reference-detector.h"

#include <math.h>

#include "bsr-load-window.h"

/* Spreads from which on a window is named. */
#define MIN_SIGMAS 3.0
/* Where more than this share of all windows differs in one direction it is the load that is another,
 * which is for the manifest's checks to say: no single place is strange. */
#define WHOLE_LOAD_SHARE 0.3
/* Provisional score over spreads, until the judge gives it. */
#define ALARM_SIGMAS 6.0
#define SIGMAS_STEP 1.0
#define KG_PER_G_CM2_MM2 1e-5

typedef struct
{
  BsrLoadWindow window;
  double mean_mm, sigmas;
} Held;

typedef struct
{
  const BsrReference *reference;
  GArray *held; /* Held */
} Holding;

static void
hold_window (const BsrLoadWindow *window, gpointer data)
{
  Holding *holding = data;
  Held held = { .window = *window };
  double spread_mm;
  if (!bsr_reference_expect (holding->reference, window->band, &held.mean_mm, &spread_mm))
    return;
  held.sigmas = (window->steel_mm - held.mean_mm) / spread_mm;
  g_array_append_val (holding->held, held);
}

static gboolean
is_another_load (const GArray *held, gboolean denser)
{
  guint n = 0;
  for (guint i = 0; i < held->len; i++)
    {
      double sigmas = g_array_index (held, Held, i).sigmas;
      n += denser ? sigmas >= MIN_SIGMAS : sigmas <= -MIN_SIGMAS;
    }
  return n > WHOLE_LOAD_SHARE * held->len;
}

/* Whether no window beside @index differs more; of equals the first stands for all. */
static gboolean
is_peak (const GArray *held, guint index)
{
  const Held *one = &g_array_index (held, Held, index);
  for (guint i = 0; i < held->len; i++)
    {
      const Held *other = &g_array_index (held, Held, i);
      if (i == index || (other->sigmas > 0.0) != (one->sigmas > 0.0)
          || ABS (other->window.column - one->window.column) > 1
          || ABS (other->window.row - one->window.row) > 1)
        continue;
      if (fabs (other->sigmas) > fabs (one->sigmas)
          || (fabs (other->sigmas) == fabs (one->sigmas) && i < index))
        return FALSE;
    }
  return TRUE;
}

static BsrFinding
finding_of (const BsrDetectInput *input, const Held *held)
{
  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (input->radiograph);
  BsrBox box = bsr_grid_to_pixels (input->grid, held->window.cells);
  double width_mm = box.width * acquisition->pitch_x_mm;
  double height_mm = box.height * acquisition->pitch_y_mm;
  double excess_mm = held->window.steel_mm - held->mean_mm;
  double g_cm2 = bsr_radiograph_mass_thickness (input->radiograph, fabs (excess_mm));
  return (BsrFinding){
    .detector = bsr_reference_detector.id,
    .reason = BSR_REASON_REFERENCE,
    .box = box,
    .score = bsr_score_logistic (fabs (held->sigmas), ALARM_SIGMAS, SIGMAS_STEP),
    .contrast = held->sigmas,
    .steel_mm = excess_mm,
    .around_mm = held->mean_mm,
    .mass_kg = g_cm2 * width_mm * height_mm * KG_PER_G_CM2_MM2,
    .width_mm = width_mm,
    .height_mm = height_mm,
    .n_peers = bsr_reference_n_loads (input->reference),
  };
}

static gboolean
reference_run (const BsrDetectInput *input, GArray *findings, GCancellable *cancellable,
               GError **error)
{
  if (input->reference == NULL)
    return TRUE;

  g_autoptr (GArray) held = g_array_new (FALSE, FALSE, sizeof (Held));
  Holding holding = { input->reference, held };
  bsr_load_windows_visit (input->grid, input->inside, hold_window, &holding);
  gboolean passed[2] = { is_another_load (held, FALSE), is_another_load (held, TRUE) };
  for (guint i = 0; i < held->len; i++)
    {
      const Held *one = &g_array_index (held, Held, i);
      if (fabs (one->sigmas) < MIN_SIGMAS || passed[one->sigmas > 0.0] || !is_peak (held, i))
        continue;
      BsrFinding finding = finding_of (input, one);
      g_array_append_val (findings, finding);
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

const BsrDetector bsr_reference_detector = {
  .id = "reference",
  .version = 1,
  .min_planes = 1,
  .run = reference_run,
};

#include "bsr-accelerator.h"

#include <string.h>

#include "bsr-development.h"
#include "bsr-error.h"

/* Runs of the strip on each path; the fastest counts. */
#define N_TIMED 3

typedef enum
{
  MODE_OFF,
  MODE_AUTO,
  MODE_FORCE,
} Mode;

/* A registered cache: what the session knows of its device. Its lock also keeps passes on the
 * device apart. */
static struct
{
  GMutex lock;
  BsrClDevice *device; /* (nullable) */
  BsrProbeResult probed;
  int n_errors;
  char *problem; /* (nullable): the last */
} session;

static Mode
mode_of_environment (void)
{
  const char *wanted = g_getenv ("BASIRA_OPENCL");
  if (g_strcmp0 (wanted, "off") == 0)
    return MODE_OFF;
  return g_strcmp0 (wanted, "force") == 0 ? MODE_FORCE : MODE_AUTO;
}

static gboolean
fault_is (const char *name)
{
  return g_strcmp0 (g_getenv ("BASIRA_OPENCL_FAULT"), name) == 0;
}

static gboolean
fail_if_asked (const char *fault, GError **error)
{
  if (!fault_is (fault))
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_ACCELERATOR,
               "the device fails because BASIRA_OPENCL_FAULT says \"%s\"", fault);
  return FALSE;
}

/* The first line is what happened; drivers tell stories below it. */
static void
remember_problem (const char *problem)
{
  g_free (session.problem);
  session.problem = g_strndup (problem, strcspn (problem, "\r\n"));
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Two copies of a strip in the middle of the scan, where the load is. */
static gboolean
copy_strips (const BsrDevelopment *development, BsrDevelopment *copies[2], GError **error)
{
  const BsrPlane *samples = development->exposures[0].samples;
  const BsrCells *cells = development->cells;
  int rows = CLAMP (BSR_ACCELERATOR_STRIP_PIXELS / bsr_plane_width (samples) / cells->down, 1,
                    cells->height);
  int from = (cells->height - rows) / 2 * cells->down;
  int n_rows = MIN (rows * cells->down, bsr_plane_height (samples) - from);
  for (int i = 0; i < 2; i++)
    {
      copies[i] = bsr_development_copy_rows (development, from, n_rows, error);
      if (copies[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

/* The first run on the device pays for what is made ready only once: it is not timed. */
static gboolean
compare_answers (const BsrDevelopment *plain, const BsrDevelopment *on_device, int n_threads,
                 GCancellable *cancellable, GError **error)
{
  if (!fail_if_asked ("probe", error)
      || !bsr_development_run (plain, n_threads, cancellable, error)
      || !bsr_development_run_on_device (on_device, session.device, cancellable, error))
    return FALSE;
  if (fault_is ("differ"))
    bsr_plane_row_u16 (on_device->exposures[0].codes, 0)[0] ^= 1;
  session.probed.outcome = bsr_developments_equal (plain, on_device) ? BSR_PROBE_TAKEN
                                                                     : BSR_PROBE_DIFFERENT;
  return TRUE;
}

static gboolean
compare_times (const BsrDevelopment *plain, const BsrDevelopment *on_device, int n_runs,
               int n_threads, GCancellable *cancellable, GError **error)
{
  gint64 least_plain = G_MAXINT64, least_on_device = G_MAXINT64;
  for (int i = 0; i < n_runs; i++)
    {
      gint64 began = g_get_monotonic_time ();
      if (!bsr_development_run (plain, n_threads, cancellable, error))
        return FALSE;
      gint64 between = g_get_monotonic_time ();
      if (!bsr_development_run_on_device (on_device, session.device, cancellable, error))
        return FALSE;
      least_plain = MIN (least_plain, between - began);
      least_on_device = MIN (least_on_device, g_get_monotonic_time () - between);
    }
  session.probed.plain_ms = (double) least_plain / 1000.0;
  session.probed.device_ms = (double) least_on_device / 1000.0;
  return TRUE;
}

static gboolean
try_device (const BsrDevelopment *development, Mode mode, int n_threads, GCancellable *cancellable,
            GError **error)
{
  session.device = bsr_cl_device_new (mode == MODE_FORCE, error);
  if (session.device == NULL)
    return FALSE;
  BsrDevelopment *copies[2] = { NULL };
  gboolean done = copy_strips (development, copies, error)
                  && compare_answers (copies[0], copies[1], n_threads, cancellable, error);
  if (done && session.probed.outcome == BSR_PROBE_TAKEN)
    {
      /* Forced, times are told but decide nothing. */
      done = compare_times (copies[0], copies[1], mode == MODE_FORCE ? 1 : N_TIMED, n_threads,
                            cancellable, error);
      if (done && mode != MODE_FORCE
          && session.probed.plain_ms < BSR_ACCELERATOR_GAIN * session.probed.device_ms)
        session.probed.outcome = BSR_PROBE_SLOW;
    }
  for (int i = 0; i < 2; i++)
    bsr_development_free (copies[i]);
  return done;
}

/* Under the lock. FALSE only when cancelled; the next scan then begins anew. */
static gboolean
probe (const BsrDevelopment *development, Mode mode, int n_threads, GCancellable *cancellable,
       GError **error)
{
  g_autoptr (GError) problem = NULL;
  session.probed = (BsrProbeResult){ BSR_PROBE_NO_DEVICE };
  if (!bsr_cl_is_installed ())
    return TRUE;
  gboolean done = try_device (development, mode, n_threads, cancellable, &problem);
  if (is_cancelled (problem))
    session.probed.outcome = BSR_PROBE_NONE;
  else if (!done && !g_error_matches (problem, BSR_ERROR, BSR_ERROR_UNSUPPORTED))
    {
      session.probed.outcome = BSR_PROBE_FAILED;
      remember_problem (problem->message);
    }
  else if (session.probed.outcome == BSR_PROBE_DIFFERENT)
    remember_problem ("its answers differ from the plain path's");
  if (session.probed.outcome != BSR_PROBE_TAKEN)
    g_clear_pointer (&session.device, bsr_cl_device_free);
  if (!is_cancelled (problem))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* Under the lock. FALSE when cancelled; else @acceleration says whether the pass is done. */
static gboolean
run_on_device (const BsrDevelopment *development, BsrAcceleration *acceleration,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;
  if (fail_if_asked ("run", &problem)
      && bsr_development_run_on_device (development, session.device, cancellable, &problem))
    {
      acceleration->device = g_strdup (bsr_cl_device_name (session.device));
      return TRUE;
    }
  if (is_cancelled (problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  remember_problem (problem->message);
  acceleration->problem = g_strdup (session.problem);
  if (++session.n_errors >= BSR_ACCELERATOR_MAX_ERRORS)
    g_clear_pointer (&session.device, bsr_cl_device_free);
  return TRUE;
}

/* The same as run_on_device(), where OpenCL is or may be of use. */
static gboolean
run_accelerated (const BsrDevelopment *development, Mode mode, int n_threads,
                 BsrAcceleration *acceleration, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&session.lock);
  if (session.probed.outcome == BSR_PROBE_NONE
      && !probe (development, mode, n_threads, cancellable, error))
    return FALSE;
  if (session.device != NULL)
    return run_on_device (development, acceleration, cancellable, error);
  acceleration->problem = g_strdup (session.problem);
  return TRUE;
}

gboolean
bsr_accelerator_run (const BsrDevelopment *development, int n_threads,
                     BsrAcceleration *acceleration, GCancellable *cancellable, GError **error)
{
  Mode mode = mode_of_environment ();
  const BsrPlane *samples = development->exposures[0].samples;
  gsize n_pixels = (gsize) bsr_plane_width (samples) * (gsize) bsr_plane_height (samples);
  *acceleration = (BsrAcceleration){ NULL };
  if ((mode == MODE_FORCE || (mode == MODE_AUTO && n_pixels >= BSR_ACCELERATOR_STRIP_PIXELS))
      && !run_accelerated (development, mode, n_threads, acceleration, cancellable, error))
    return FALSE;
  return acceleration->device != NULL
         || bsr_development_run (development, n_threads, cancellable, error);
}

void
bsr_acceleration_clear (BsrAcceleration *acceleration)
{
  g_clear_pointer (&acceleration->device, g_free);
  g_clear_pointer (&acceleration->problem, g_free);
}

BsrProbeResult
bsr_accelerator_probe_result (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&session.lock);
  return session.probed;
}

void
bsr_accelerator_forget (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&session.lock);
  g_clear_pointer (&session.device, bsr_cl_device_free);
  g_clear_pointer (&session.problem, g_free);
  session.probed = (BsrProbeResult){ BSR_PROBE_NONE };
  session.n_errors = 0;
}

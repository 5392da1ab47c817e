#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-development.h"
#include "bsr-error.h"
#include "bsr-row-kernels.h"
#include "synthetic-scan.h"

#define SEED 20261125

/* A pass over pixels, tables, offsets and flags that are all drawn by chance. */
typedef struct
{
  BsrDevelopment development;
  BsrExposure exposures[BSR_IMAGE_MAX_PLANES];
  BsrCells cells;
} Chance;

static guint
draw (guint64 *state, guint below)
{
  return (guint) (bsr_test_random (state) * below);
}

static void
draw_exposure (BsrExposure *exposure, int width, int height, gboolean has_offsets, guint64 *state)
{
  exposure->samples = bsr_plane_new (BSR_FORMAT_U16, width, height, NULL);
  exposure->flags = bsr_plane_new (BSR_FORMAT_U8, width, height, NULL);
  exposure->codes = bsr_plane_new (BSR_FORMAT_U16, width, height, NULL);
  exposure->full = 60000;
  exposure->air_code = 300;
  exposure->most = 40000;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint luck = draw (state, 65536 * 16);
        bsr_plane_row_u16 (exposure->samples, y)[x] = (guint16) luck;
        bsr_plane_row_u8 (exposure->flags, y)[x] = (luck >> 16) < 4 ? (guint8) (luck >> 16) : 0;
      }
  if (!has_offsets)
    return;
  exposure->row_offsets = g_new (gint16, height);
  exposure->column_offsets = g_new (gint16, width);
  for (int y = 0; y < height; y++)
    exposure->row_offsets[y] = (gint16) ((int) draw (state, 2048) - 1024);
  for (int x = 0; x < width; x++)
    exposure->column_offsets[x] = (gint16) ((int) draw (state, 2048) - 1024);
}

static void
chance_init (Chance *chance, int width, int height, int n_planes)
{
  guint64 state = SEED;
  print_message ("seed %d\n", SEED);
  *chance = (Chance){ .development = { .n_exposures = n_planes } };
  chance->development.exposures = chance->exposures;
  chance->development.cells = &chance->cells;
  bsr_cells_init (&chance->cells, width, height, 5.0, 3.5);
  for (int i = 0; i < n_planes; i++)
    {
      draw_exposure (&chance->exposures[i], width, height, i != 1, &state);
      guint16 *codes_of = chance->development.codes_of[i] = g_new (guint16, 65536);
      for (int j = 0; j < 65536; j++)
        codes_of[j] = (guint16) draw (&state, 65536);
      codes_of[0] = G_MAXUINT16;
    }
}

static void
chance_clear (Chance *chance)
{
  for (int i = 0; i < chance->development.n_exposures; i++)
    {
      BsrExposure *exposure = &chance->exposures[i];
      bsr_plane_unref (exposure->samples);
      bsr_plane_unref (exposure->flags);
      bsr_plane_unref (exposure->codes);
      g_free (exposure->row_offsets);
      g_free (exposure->column_offsets);
      g_free (chance->development.codes_of[i]);
    }
  bsr_cells_clear (&chance->cells);
}

static int
begin_anew (void **state)
{
  bsr_accelerator_forget ();
  g_setenv ("BASIRA_OPENCL", "force", TRUE);
  g_unsetenv ("BASIRA_OPENCL_FAULT");
  g_unsetenv ("OCL_ICD_VENDORS");
  return 0;
}

static BsrAcceleration
run (const BsrDevelopment *development)
{
  BsrAcceleration acceleration;
  g_autoptr (GError) error = NULL;
  assert_true (bsr_accelerator_run (development, 2, &acceleration, NULL, &error));
  bsr_test_assert_no_error (error);
  return acceleration;
}

/* Runs a small pass, so that the probe is made. */
static BsrAcceleration
run_small (void)
{
  Chance chance;
  chance_init (&chance, 97, 61, 1);
  BsrAcceleration acceleration = run (&chance.development);
  chance_clear (&chance);
  return acceleration;
}

static void
skip_without_device (void)
{
  BsrAcceleration acceleration = run_small ();
  BsrProbeResult probed = bsr_accelerator_probe_result ();
  bsr_acceleration_clear (&acceleration);
  if (probed.outcome == BSR_PROBE_NO_DEVICE)
    {
      print_message ("skipped: OpenCL knows no device here (pocl-opencl-icd brings one)\n");
      skip ();
    }
  bsr_accelerator_forget ();
}

static void
assert_bits_are_the_same (int width, int height, int n_planes)
{
  Chance plain, accelerated;
  chance_init (&plain, width, height, n_planes);
  chance_init (&accelerated, width, height, n_planes);
  assert_true (bsr_development_run (&plain.development, 2, NULL, NULL));
  BsrAcceleration acceleration = run (&accelerated.development);
  BsrProbeResult probed = bsr_accelerator_probe_result ();
  if (acceleration.problem != NULL)
    print_message ("problem: %s\n", acceleration.problem);
  print_message ("%d x %d x %d on \"%s\": strip in %.1f ms plain, %.1f ms there\n", width, height,
                 n_planes, acceleration.device, probed.plain_ms, probed.device_ms);
  assert_null (acceleration.problem);
  assert_non_null (acceleration.device);
  assert_int_equal (probed.outcome, BSR_PROBE_TAKEN);
  assert_true (bsr_developments_equal (&plain.development, &accelerated.development));
  bsr_acceleration_clear (&acceleration);
  chance_clear (&plain);
  chance_clear (&accelerated);
}

static void
a_device_answers_the_same_bits (void **state)
{
  skip_without_device ();
  assert_bits_are_the_same (301, 203, 1);
  assert_bits_are_the_same (301, 203, 2);
  assert_bits_are_the_same (64, 1, 4);
  assert_bits_are_the_same (1, 77, 2);
}

/* More pixels than are on the device at a time. */
static void
pieces_join_without_a_seam (void **state)
{
  skip_without_device ();
  assert_bits_are_the_same (2111, 2003, 2);
}

/* Air, a wedge into what nothing gets through, and a bright corner. */
static double
scene (int x, int y, int plane)
{
  if (x < 40 || y < 12)
    return y < 6 && x > 300 ? 1.5 : 1.0;
  return exp2 (-(x - 40) / (plane == 0 ? 24.0 : 22.0));
}

static void
assert_radiographs_are_the_same (int n_planes)
{
  SyntheticScan scan = synthetic_scan_default (scene);
  scan.width = 403;
  scan.height = 251;
  scan.n_planes = n_planes;
  g_autoptr (BsrImage) image = synthetic_scan_new (&scan);
  BsrAcquisition acquisition = synthetic_scan_acquisition (&scan);
  g_autoptr (BsrRadiograph) accelerated = bsr_radiograph_new (image, &acquisition, 2, NULL, NULL);
  g_setenv ("BASIRA_OPENCL", "off", TRUE);
  g_autoptr (BsrRadiograph) plain = bsr_radiograph_new (image, &acquisition, 2, NULL, NULL);
  g_setenv ("BASIRA_OPENCL", "force", TRUE);
  assert_non_null (bsr_radiograph_acceleration (accelerated)->device);
  assert_null (bsr_radiograph_acceleration (plain)->device);
  for (int i = 0; i < n_planes; i++)
    for (int y = 0; y < scan.height; y++)
      {
        assert_memory_equal (bsr_plane_row_u16 (bsr_radiograph_codes (plain, i), y),
                             bsr_plane_row_u16 (bsr_radiograph_codes (accelerated, i), y),
                             sizeof (guint16) * (gsize) scan.width);
        assert_memory_equal (bsr_plane_row_u8 (bsr_radiograph_flags (plain, i), y),
                             bsr_plane_row_u8 (bsr_radiograph_flags (accelerated, i), y),
                             (gsize) scan.width);
      }
  const BsrCells *cells = bsr_radiograph_cells (plain);
  assert_memory_equal (cells->cells, bsr_radiograph_cells (accelerated)->cells,
                       sizeof (BsrCell) * (gsize) cells->width * (gsize) cells->height);
}

static void
radiographs_are_the_same (void **state)
{
  skip_without_device ();
  assert_radiographs_are_the_same (1);
  assert_radiographs_are_the_same (2);
}

/* What a pass of @mode over @width x @height pixels says, where its result must be the plain one. */
static BsrAcceleration
run_plainly (const char *mode, int width, int height)
{
  Chance plain, asked;
  chance_init (&plain, width, height, 2);
  chance_init (&asked, width, height, 2);
  g_setenv ("BASIRA_OPENCL", mode, TRUE);
  assert_true (bsr_development_run (&plain.development, 1, NULL, NULL));
  BsrAcceleration acceleration = run (&asked.development);
  assert_null (acceleration.device);
  assert_true (bsr_developments_equal (&plain.development, &asked.development));
  chance_clear (&plain);
  chance_clear (&asked);
  return acceleration;
}

static void
a_device_that_is_no_gpu_is_refused (void **state)
{
  skip_without_device ();
  g_setenv ("BASIRA_OPENCL", "auto", TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrClDevice) gpu = bsr_cl_device_new (FALSE, &error);
  if (gpu != NULL)
    {
      print_message ("skipped: this machine has a graphics processor\n");
      skip ();
    }
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED, "a graphics processor");
  BsrAcceleration acceleration = run_plainly ("auto", 2048, 1024);
  assert_null (acceleration.problem); /* nothing went wrong */
  assert_int_equal (bsr_accelerator_probe_result ().outcome, BSR_PROBE_NO_DEVICE);
}

static void
nothing_is_started_without_need (void **state)
{
  run_plainly ("off", 2048, 1025);
  assert_int_equal (bsr_accelerator_probe_result ().outcome, BSR_PROBE_NONE);
  run_plainly ("auto", 2048, 1023);
  assert_int_equal (bsr_accelerator_probe_result ().outcome, BSR_PROBE_NONE);
}

static void
without_a_driver_there_is_no_device (void **state)
{
  g_setenv ("OCL_ICD_VENDORS", "/nonexistent", TRUE);
  assert_false (bsr_cl_is_installed ());
  BsrAcceleration acceleration = run_plainly ("force", 97, 61);
  assert_null (acceleration.problem);
  assert_int_equal (bsr_accelerator_probe_result ().outcome, BSR_PROBE_NO_DEVICE);
}

/* A fault on the strip gives the device up at once, also when the fault has gone. */
static void
assert_strip_fails (const char *fault, BsrProbeOutcome outcome, const char *problem)
{
  bsr_accelerator_forget ();
  g_setenv ("BASIRA_OPENCL_FAULT", fault, TRUE);
  for (int i = 0; i < 2; i++)
    {
      BsrAcceleration acceleration = run_plainly ("force", 97, 61);
      assert_non_null (acceleration.problem);
      assert_non_null (strstr (acceleration.problem, problem));
      assert_int_equal (bsr_accelerator_probe_result ().outcome, outcome);
      bsr_acceleration_clear (&acceleration);
      g_unsetenv ("BASIRA_OPENCL_FAULT");
    }
}

static void
a_fault_on_the_strip_gives_the_device_up (void **state)
{
  skip_without_device ();
  assert_strip_fails ("probe", BSR_PROBE_FAILED, "BASIRA_OPENCL_FAULT says \"probe\"");
  assert_strip_fails ("differ", BSR_PROBE_DIFFERENT, "differ");
}

static void
assert_runs_fail (int n)
{
  g_setenv ("BASIRA_OPENCL_FAULT", "run", TRUE);
  for (int i = 0; i < n; i++)
    {
      BsrAcceleration acceleration = run_plainly ("force", 97, 61);
      assert_non_null (strstr (acceleration.problem, "BASIRA_OPENCL_FAULT says \"run\""));
      bsr_acceleration_clear (&acceleration);
    }
  g_unsetenv ("BASIRA_OPENCL_FAULT");
}

static void
the_third_error_gives_the_device_up (void **state)
{
  skip_without_device ();
  assert_runs_fail (2);
  BsrAcceleration acceleration = run_small ();
  assert_non_null (acceleration.device);
  assert_null (acceleration.problem);
  bsr_acceleration_clear (&acceleration);
  assert_runs_fail (1);
  acceleration = run_plainly ("force", 97, 61);
  assert_non_null (strstr (acceleration.problem, "BASIRA_OPENCL_FAULT says \"run\""));
  bsr_acceleration_clear (&acceleration);
}

static void
cancelling_is_no_error_of_the_device (void **state)
{
  skip_without_device ();
  Chance chance;
  chance_init (&chance, 97, 61, 2);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_cancellable_cancel (cancellable);
  for (int i = 0; i < 2 + BSR_ACCELERATOR_MAX_ERRORS; i++)
    {
      BsrAcceleration acceleration;
      g_autoptr (GError) error = NULL;
      assert_false (bsr_accelerator_run (&chance.development, 2, &acceleration, cancellable, &error));
      bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
      assert_null (acceleration.problem);
      /* The first is cancelled in the probe, those after it in the pass. */
      BsrAcceleration between = i == 0 ? run_small () : (BsrAcceleration){ NULL };
      bsr_acceleration_clear (&between);
    }
  BsrAcceleration acceleration = run (&chance.development);
  assert_non_null (acceleration.device);
  bsr_acceleration_clear (&acceleration);
  chance_clear (&chance);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup (nothing_is_started_without_need, begin_anew),
    cmocka_unit_test_setup (without_a_driver_there_is_no_device, begin_anew),
    cmocka_unit_test_setup (a_device_answers_the_same_bits, begin_anew),
    cmocka_unit_test_setup (pieces_join_without_a_seam, begin_anew),
    cmocka_unit_test_setup (radiographs_are_the_same, begin_anew),
    cmocka_unit_test_setup (a_device_that_is_no_gpu_is_refused, begin_anew),
    cmocka_unit_test_setup (a_fault_on_the_strip_gives_the_device_up, begin_anew),
    cmocka_unit_test_setup (the_third_error_gives_the_device_up, begin_anew),
    cmocka_unit_test_setup (cancelling_is_no_error_of_the_device, begin_anew),
  };
  return cmocka_run_group_tests_name ("accelerator", tests, NULL, NULL);
}

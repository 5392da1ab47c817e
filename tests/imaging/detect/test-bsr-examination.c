#include "bsr-test.h"

#include <gio/gio.h>
#include <string.h>

#include "bsr-examination.h"
#include "bsr-simd.h"
#include "bsr-test-scan.h"

#define SEED 20261127

/* Given to this program, it prints the digest of what it finds and nothing else: instruction sets
 * are chosen once in a process, from its environment. */
#define DIGEST_ARGUMENT "digest"

static const BsrBox container = { 30, 20, 6058 / 6, 2591 / 6 };

/* A load with something denser and something missing in it. */
static BsrRadiograph *
radiograph_new (int n_planes, int n_threads)
{
  g_autoptr (BsrTestScan) scan = bsr_test_scan_new (1080, 480, 6.0, 6.0);
  bsr_test_scan_add_container (scan, container);
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 200, 900, 5650, 1520), 40.0);
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 2500, 1500, 300, 300), 20.0);
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 4200, 1600, 400, 300), -15.0);
  BsrAcquisition acquisition;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_test_scan_expose (scan, n_planes, SEED, &acquisition);
  BsrRadiograph *radiograph = bsr_radiograph_new (image, &acquisition, n_threads, NULL, &error);
  bsr_test_assert_no_error (error);
  return radiograph;
}

static BsrExamination *
examine (int n_planes, int n_threads)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrRadiograph) radiograph = radiograph_new (n_planes, n_threads);
  BsrExamination *examination
      = bsr_examination_new (radiograph, container, NULL, n_threads, NULL, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  return examination;
}

static void
update (GChecksum *checksum, const void *bytes, gsize size)
{
  g_checksum_update (checksum, bytes, (gssize) size);
}

/* A finding's members one by one: between them may be anything. */
static void
update_finding (GChecksum *checksum, const BsrFinding *finding)
{
  const double numbers[] = { finding->score,   finding->contrast, finding->steel_mm,
                             finding->around_mm, finding->mass_kg, finding->width_mm,
                             finding->height_mm };
  const int wholes[] = { (int) finding->reason, finding->box.x,      finding->box.y,
                         finding->box.width,    finding->box.height, finding->n_corners,
                         finding->n_peers,      (int) finding->material };
  update (checksum, finding->detector, strlen (finding->detector) + 1);
  update (checksum, numbers, sizeof numbers);
  update (checksum, wholes, sizeof wholes);
  update (checksum, finding->corners, (gsize) finding->n_corners * sizeof finding->corners[0]);
}

/* (transfer full): of every bit of candidates, features and profile. */
static char *
digest_of (const BsrExamination *examination, int *n_candidates)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const BsrFinding *candidates = bsr_examination_candidates (examination, n_candidates);
  for (int i = 0; i < *n_candidates; i++)
    {
      update_finding (checksum, &candidates[i]);
      update (checksum, bsr_examination_features (examination, i),
              BSR_N_FEATURES * sizeof (float));
    }
  BsrLoadProfile profile = bsr_examination_profile (examination);
  for (int i = 0; i < BSR_LOAD_PROFILE_BANDS; i++)
    {
      const double numbers[] = { profile.bands[i].n, profile.bands[i].mean_mm,
                                 profile.bands[i].spread_mm };
      update (checksum, numbers, sizeof numbers);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

static void
threads_change_nothing (void **state)
{
  static const int n_threads[] = { 1, 2, 5 };
  for (int n_planes = 1; n_planes <= 2; n_planes++)
    {
      g_autofree char *first = NULL;
      for (gsize i = 0; i < G_N_ELEMENTS (n_threads); i++)
        {
          int n;
          g_autoptr (BsrExamination) examination = examine (n_planes, n_threads[i]);
          g_autofree char *digest = digest_of (examination, &n);
          print_message ("%d energies, %d threads: %d candidates, %s\n", n_planes, n_threads[i], n,
                         digest);
          assert_true (n > 1);
          if (first == NULL)
            first = g_steal_pointer (&digest);
          else
            assert_string_equal (digest, first);
        }
    }
}

/* (transfer full): what this program prints as its digest under BASIRA_SIMD=@level (NULL: unset). */
static char *
digest_under (const char *level)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  if (level != NULL)
    g_subprocess_launcher_setenv (launcher, "BASIRA_SIMD", level, TRUE);
  else
    g_subprocess_launcher_unsetenv (launcher, "BASIRA_SIMD");
  g_autoptr (GSubprocess) process
      = g_subprocess_launcher_spawn (launcher, &error, "/proc/self/exe", DIGEST_ARGUMENT, NULL);
  bsr_test_assert_no_error (error);
  char *said = NULL;
  assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error));
  assert_true (g_subprocess_get_successful (process));
  return said;
}

static void
instruction_sets_change_nothing (void **state)
{
  g_autofree char *best = digest_under (NULL);
  print_message ("best: %s", best);
  assert_true (strlen (best) > 64);
  for (int level = 0; level < BSR_N_SIMD_LEVELS; level++)
    {
      const char *name = bsr_simd_level_name ((BsrSimdLevel) level);
      g_autofree char *said = digest_under (name);
      print_message ("%s: %s", name, said);
      assert_string_equal (said, best);
    }
}

typedef struct
{
  GPtrArray *names; /* of all steps that were told, static */
  int stop_at;      /* step; -1: none */
  GCancellable *cancellable; /* (nullable): what stops it; NULL: the step's own error */
} Told;

static gboolean
step_cb (const char *name, gpointer data, GError **error)
{
  Told *told = data;
  gboolean stops = (int) told->names->len == told->stop_at;
  g_ptr_array_add (told->names, (gpointer) name);
  if (stops && told->cancellable != NULL)
    g_cancellable_cancel (told->cancellable);
  else if (stops)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the step does not want it");
  return !stops || told->cancellable != NULL;
}

/* (nullable) */
static BsrExamination *
examine_in_steps (BsrRadiograph *radiograph, Told *told, GError **error)
{
  return bsr_examination_new (radiograph, container, NULL, 2, step_cb, told, told->cancellable,
                              error);
}

static void
a_stop_at_any_step_leaves_nothing (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_new (2, 2);
  for (int i = 0; i < bsr_examination_n_steps (2); i++)
    {
      g_autoptr (GPtrArray) until = g_ptr_array_new (), as_well = g_ptr_array_new ();
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) cancelled = NULL, refused = NULL;
      Told told = { until, i, cancellable };
      assert_null (examine_in_steps (radiograph, &told, &cancelled));
      bsr_test_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
      assert_int_equal (until->len, i + 1);

      Told refusing = { as_well, i, NULL };
      assert_null (examine_in_steps (radiograph, &refusing, &refused));
      bsr_test_assert_error (refused, G_IO_ERROR, G_IO_ERROR_CLOSED, NULL);
      assert_int_equal (as_well->len, i + 1);
    }
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Told told = { none, -1, before };
  g_cancellable_cancel (before);
  assert_null (examine_in_steps (radiograph, &told, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
  assert_int_equal (none->len, 0);
}

static gboolean
has_name (const GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (g_ptr_array_index (names, i), name))
      return TRUE;
  return FALSE;
}

static void
one_energy_passes_over_what_needs_two (void **state)
{
  for (int n_planes = 1; n_planes <= 2; n_planes++)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrRadiograph) radiograph = radiograph_new (n_planes, 2);
      Told told = { names, -1, NULL };
      g_autoptr (BsrExamination) examination = examine_in_steps (radiograph, &told, &error);
      bsr_test_assert_no_error (error);
      assert_int_equal (names->len, bsr_examination_n_steps (n_planes));
      assert_string_equal (g_ptr_array_index (names, 0), "evidence");
      assert_string_equal (g_ptr_array_index (names, names->len - 1), "judge");
      assert_int_equal (has_name (names, "material"), n_planes == 2);
      int n;
      const BsrFinding *candidates = bsr_examination_candidates (examination, &n);
      assert_true (n > 1);
      for (int i = 0; i < n; i++)
        assert_true (has_name (names, candidates[i].detector));
    }
  assert_int_equal (bsr_examination_n_steps (2), bsr_examination_n_steps (1) + 1);
}

/* Wheels, springs and couplings of what the container stands on are no findings of it. */
static void
what_lies_outside_the_container_is_not_named (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_new (1, 2);
  /* The same scan, said to hold a container that ends above the goods that lie lower. */
  BsrBox low = container;
  low.height /= 2;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrExamination) examination
      = bsr_examination_new (radiograph, low, NULL, 2, NULL, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  int n;
  const BsrFinding *candidates = bsr_examination_candidates (examination, &n);
  assert_true (n > 0);
  for (int i = 0; i < n; i++)
    assert_true (candidates[i].box.y + candidates[i].box.height / 2 <= low.y + low.height);
}

int
main (int argc, char **argv)
{
  if (argc == 2 && g_str_equal (argv[1], DIGEST_ARGUMENT))
    {
      int n;
      g_autoptr (BsrExamination) examination = examine (2, 2);
      g_autofree char *digest = digest_of (examination, &n);
      g_print ("%s, %d candidates\n", digest, n);
      return 0;
    }
  print_message ("seed %d\n", SEED);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (threads_change_nothing),
    cmocka_unit_test (instruction_sets_change_nothing),
    cmocka_unit_test (a_stop_at_any_step_leaves_nothing),
    cmocka_unit_test (one_energy_passes_over_what_needs_two),
    cmocka_unit_test (what_lies_outside_the_container_is_not_named),
  };
  return cmocka_run_group_tests_name ("examination", tests, NULL, NULL);
}

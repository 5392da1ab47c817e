#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-evaluation.h"
#include "bsr-figures-writer.h"
#include "bsr-set-fixture.h"

/* The set of bsr-set-fixture.c. */
static GPtrArray *
read_set (void)
{
  char *folder = bsr_test_folder_new ();
  g_autoptr (GError) error = NULL;
  put_set (folder);
  GPtrArray *scans = bsr_evaluation_run (folder, NULL, NULL, 1, NULL, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  bsr_test_folder_remove (folder);
  return scans;
}

static const BsrRocFigures *
roc_of (const GArray *rocs, const char *dimension, const char *name)
{
  for (guint i = 0; i < rocs->len; i++)
    {
      const BsrRocFigures *roc = &g_array_index (rocs, BsrRocFigures, i);
      if (g_str_equal (roc->dimension, dimension) && g_str_equal (roc->name, name))
        return roc;
    }
  fail_msg ("no %s %s", dimension, name);
  return NULL;
}

static const BsrGroupFigures *
group_of (const BsrFigures *figures, const char *dimension, const char *name)
{
  for (guint i = 0; i < figures->groups->len; i++)
    {
      const BsrGroupFigures *group = &g_array_index (figures->groups, BsrGroupFigures, i);
      if (g_str_equal (group->dimension, dimension) && g_str_equal (group->name, name))
        return group;
    }
  fail_msg ("no %s %s", dimension, name);
  return NULL;
}

static BsrInterval
rate_of (const BsrFigures *figures, const char *dimension, const char *name)
{
  for (guint i = 0; i < figures->false_alarms->len; i++)
    {
      const BsrRateFigures *rate = &g_array_index (figures->false_alarms, BsrRateFigures, i);
      if (g_str_equal (rate->dimension, dimension) && g_str_equal (rate->name, name))
        return rate->rate;
    }
  fail_msg ("no rate of %s %s", dimension, name);
  return (BsrInterval){ 0 };
}

static void
scans_by_hand (void **state)
{
  g_autoptr (GPtrArray) scans = read_set ();
  g_autoptr (BsrFigures) figures = bsr_figures_new (scans);
  assert_int_equal (figures->n_scans, 6);
  assert_int_equal (figures->n_clean, 3);
  assert_int_equal (figures->n_objects, 4);
  assert_int_equal (figures->n_findings, 8);
  assert_int_equal (figures->n_simulated, 6);
  assert_int_equal (figures->n_referenced, 0);
  /* 0.9, 0.4, 0 against 0.7, 0, 0.2: 3 + 2 + 0.5 of 9 pairs */
  const BsrRocFigures *all = roc_of (figures->image, "all", "all");
  bsr_test_assert_close (all->area.value, 5.5 / 9.0, 1e-12);
  assert_int_equal (all->n_points, 6);
  bsr_test_assert_close (all->points[0].detected.value, 1.0 / 3.0, 1e-12);
  bsr_test_assert_close (all->points[5].line, 0.5, 0.0);
  bsr_test_assert_close (all->points[5].alarmed.value, 1.0 / 3.0, 1e-12);
  /* Scanner A: 0.9, 0.4 against 0.7. */
  bsr_test_assert_close (roc_of (figures->image, "scanner", "A")->area.value, 0.5, 1e-12);
  assert_int_equal (roc_of (figures->image, "kind", "organic-block")->n_positive, 2);
  assert_int_equal (roc_of (figures->image, "kind", "organic-block")->n_negative, 3);
  assert_int_equal (roc_of (figures->image, "energies", "two")->n_positive, 3);
  /* 12; 2 and -3; one that is not stated */
  assert_int_equal (roc_of (figures->image, "cnr_at_least", "3")->n_positive, 2);
  assert_int_equal (roc_of (figures->image, "cnr_at_least", "5")->n_positive, 1);
  assert_int_equal (roc_of (figures->image, "cnr_at_least", "5")->n_negative, 3);
}

static void
manifests_by_hand (void **state)
{
  g_autoptr (GPtrArray) scans = read_set ();
  g_autoptr (BsrFigures) figures = bsr_figures_new (scans);
  /* 0.8, 0.4, 0.9 against 0.1, 0.4; the honest scan without a declaration is left out. */
  const BsrRocFigures *all = roc_of (figures->manifest.lies, "all", "all");
  assert_int_equal (all->n_negative, 2);
  bsr_test_assert_close (all->area.value, 5.5 / 6.0, 1e-12);
  bsr_test_assert_close (roc_of (figures->manifest.lies, "lie", "mass")->area.value, 1.0, 0.0);
  assert_int_equal (roc_of (figures->manifest.lies, "lie", "concealment")->n_positive, 2);
}

static void
objects_by_hand (void **state)
{
  g_autoptr (GPtrArray) scans = read_set ();
  g_autoptr (BsrFigures) figures = bsr_figures_new (scans);
  /* False alarms 0.7, 0.3, 0.2 in three scans; objects 0.9, 0.25 and two that none hits. */
  const double detected[] = { 0.25, 0.25, 0.25, 0.5, 0.25 }, reached[] = { 0, 0, 1, 3, 1 };
  for (int i = 0; i < BSR_FIGURES_LEVELS; i++)
    {
      bsr_test_assert_close (figures->levels[i].detected.value, detected[i], 1e-12);
      bsr_test_assert_close (figures->levels[i].rate.value, reached[i] / 3.0, 1e-12);
    }
  assert_int_equal (group_of (figures, "kind", "organic-block")->n_objects, 2);
  bsr_test_assert_close (group_of (figures, "kind", "void")->detected[3].value, 1.0, 0.0);
  bsr_test_assert_close (group_of (figures, "zone", "load")->detected[0].value, 1.0 / 3.0, 1e-12);
  bsr_test_assert_close (group_of (figures, "commodity", "tiles")->detected[0].value, 1.0, 0.0);
  assert_int_equal (group_of (figures, "commodity", "rice")->n_objects, 3);
  assert_int_equal (group_of (figures, "cnr", "1 to 3")->n_objects, 1);
  assert_int_equal (group_of (figures, "cnr", "3 to 5")->n_objects, 1); /* the void's -3 */
  assert_int_equal (group_of (figures, "cnr_at_least", "3")->n_objects, 2);
  assert_int_equal (group_of (figures, "cnr_at_least", "5")->n_objects, 1);
}

static void
false_alarms_by_hand (void **state)
{
  g_autoptr (GPtrArray) scans = read_set ();
  g_autoptr (BsrFigures) figures = bsr_figures_new (scans);
  bsr_test_assert_close (rate_of (figures, "all", "all").value, 1.0 / 3.0, 1e-12);
  bsr_test_assert_close (rate_of (figures, "commodity", "rice").value, 0.5, 1e-12);
  bsr_test_assert_close (rate_of (figures, "commodity", "tiles").value, 0.0, 0.0);
  assert_int_equal (rate_of (figures, "commodity", "none").n, 1);
  bsr_test_assert_close (rate_of (figures, "scanner", "A").value, 1.0, 0.0);
}

static void
localisation_and_reliability_by_hand (void **state)
{
  g_autoptr (GPtrArray) scans = read_set ();
  g_autoptr (BsrFigures) figures = bsr_figures_new (scans);
  /* The shield by the finding of 0.9, not by that of 0.6: 4 columns and 3 rows off. */
  assert_int_equal (figures->alarmed.n, 1);
  bsr_test_assert_close (figures->alarmed.iou.median, 36.0 * 37.0 / (3200.0 - 36.0 * 37.0), 1e-12);
  bsr_test_assert_close (figures->alarmed.distance_mm.median, hypot (4 * 5.0, 3 * 10.0), 1e-9);
  assert_int_equal (figures->listed.n, 2);
  bsr_test_assert_close (figures->listed.distance_mm.low, hypot (20.0, 30.0) / 4.0, 1e-9);
  assert_int_equal (figures->reliability.n, 8);
  assert_int_equal (figures->reliability.bins[5].n, 1);
  bsr_test_assert_close (figures->reliability.bins[2].share.value, 0.5, 0.0);
  bsr_test_assert_close (figures->reliability.bins[9].share.value, 1.0, 0.0);
}

static void
documents_hold_all_of_it (void **state)
{
  g_autoptr (GPtrArray) scans = read_set ();
  g_autoptr (BsrFigures) figures = bsr_figures_new (scans);
  g_autofree char *json = bsr_figures_to_json (figures);
  const char *const parts[] = { "\"format\": \"basira-evaluation/1\"", "\"simulated\": true",
                                "\"hit_iou\": 0.2", "\"expected_calibration_error\"",
                                "\"name\": \"dense-shield\"", "\"false_positive_rate\": 0.004" };
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (json, parts[i]) == NULL)
      fail_msg ("%s is not in %s", parts[i], json);
  assert_null (strstr (json, "nan"));

  g_autofree char *csv = bsr_findings_to_csv (scans);
  g_auto (GStrv) rows = g_strsplit (csv, "\r\n", -1);
  assert_int_equal (g_strv_length (rows), 1 + 8 + 1);
  assert_true (g_str_has_prefix (rows[0], "scan,score,hit,kind,zone,cnr,iou,x,y,width,height,"));
  assert_string_equal (rows[1], "clean-a,0.7,-1,,,,0,100,100,20,20,1,rice,A,,1");
  assert_true (g_str_has_prefix (rows[4], "hidden-a,0.9,0,dense-shield,load,12,"));
  assert_true (g_str_has_prefix (rows[8], "hidden-b,0.25,1,void,load,-3,1,50,50,30,30,2,rice,A"));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (scans_by_hand),
    cmocka_unit_test (manifests_by_hand),
    cmocka_unit_test (objects_by_hand),
    cmocka_unit_test (false_alarms_by_hand),
    cmocka_unit_test (localisation_and_reliability_by_hand),
    cmocka_unit_test (documents_hold_all_of_it),
  };
  return cmocka_run_group_tests_name ("figures", tests, NULL, NULL);
}

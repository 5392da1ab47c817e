#include "bsr-test.h"

#include <math.h>

#include "bsr-error.h"
#include "bsr-judge.h"

static const char two_trees[] = "# a comment\n"
                                "calibration,-1,2\n"
                                "tree\n"
                                "split,contrast,5,1,2\n"
                                "leaf,-0.5\n"
                                "split,excess-mm,10,3,4\n"
                                "leaf,0.25\n"
                                "leaf,1.5\n"
                                "tree\n"
                                "leaf,0.125\n";

static void
trees_add_up_and_are_calibrated (void **state)
{
  static const struct
  {
    float contrast, excess;
    double sum;
  } cases[] = { { 4.9F, 99.0F, -0.375 }, { 5.0F, 9.0F, 0.375 }, { 7.0F, 10.0F, 1.625 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrJudge) judge = bsr_judge_new (two_trees, &error);
  bsr_test_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      float features[BSR_N_FEATURES] = { 0.0F };
      features[BSR_FEATURE_CONTRAST] = cases[i].contrast;
      features[BSR_FEATURE_EXCESS_MM] = cases[i].excess;
      bsr_test_assert_close (bsr_judge_sum (judge, features), cases[i].sum, 1e-12);
      bsr_test_assert_close (bsr_judge_score (judge, features),
                             1.0 / (1.0 + exp (1.0 - 2.0 * cases[i].sum)), 1e-12);
    }
}

static void
a_damaged_file_is_refused_by_its_line (void **state)
{
  static const struct
  {
    const char *text, *says;
  } cases[] = {
    { "calibration,0,1\nleaf,1\n", "line 2" },                          /* no tree begun */
    { "calibration,0,1\ntree\nsplit,no-such,1,1,2\nleaf,1\nleaf,2\n", "line 3" },
    { "calibration,0,1\ntree\nleaf,nan\n", "line 3" },
    { "calibration,0\ntree\nleaf,1\n", "line 1" },
    { "calibration,0,1\ntree\nsplit,contrast,1,0,1\nleaf,1\n", "line 3" }, /* a loop */
    { "calibration,0,1\ntree\nsplit,contrast,1,1,2\nleaf,1\n", "leads nowhere" },
    { "calibration,0,1\n", "no tree" },
    { "tree\nleaf,1\n", "no calibration" },
    { "", "no tree" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrJudge) judge = bsr_judge_new (cases[i].text, &error);
      assert_null (judge);
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, NULL);
      if (strstr (error->message, cases[i].says) == NULL)
        fail_msg ("case %u: '%s' does not say '%s'", i, error->message, cases[i].says);
    }
}

static void
the_programs_own_judge_is_sound (void **state)
{
  const BsrJudge *judge = bsr_judge_get ();
  assert_ptr_equal (judge, bsr_judge_get ());
  float features[BSR_N_FEATURES] = { 0.0F };
  double score = bsr_judge_score (judge, features);
  assert_true (score >= 0.0 && score <= 1.0);
}

static void
features_have_names_of_their_own (void **state)
{
  for (int i = 0; i < BSR_N_FEATURES; i++)
    {
      assert_non_null (bsr_feature_name (i));
      for (int j = 0; j < i; j++)
        assert_string_not_equal (bsr_feature_name (i), bsr_feature_name (j));
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (trees_add_up_and_are_calibrated),
    cmocka_unit_test (a_damaged_file_is_refused_by_its_line),
    cmocka_unit_test (the_programs_own_judge_is_sound),
    cmocka_unit_test (features_have_names_of_their_own),
  };
  return cmocka_run_group_tests_name ("judge", tests, NULL, NULL);
}

#include "bsr-test.h"

#include <math.h>

#include "bsr-test-pair.h"
#include "bsr-window-votes.h"

#define SEED 12

static void
most_votes_are_followed_whatever_the_others_say (void **state)
{
  guint64 random = SEED;
  BsrWindowVote votes[60];
  print_message ("seed %d\n", SEED);
  for (int i = 0; i < 60; i++)
    {
      double at = 10.0 * i;
      gboolean is_wrong = i % 3 == 0;
      votes[i] = (BsrWindowVote){ at, is_wrong ? 20.0 * bsr_test_random (&random) - 10.0
                                               : 2.5 - 0.004 * at + 0.2 * bsr_test_random (&random) - 0.1,
                                  0.8 };
    }
  BsrVoteLine line = bsr_vote_line_of (votes, 60);
  bsr_test_assert_close (line.shift, 2.5, 0.3);
  bsr_test_assert_close (line.growth, -0.004, 0.0008);
  assert_true (line.n_agreeing >= 40 && line.n_agreeing <= 48);
  assert_true (line.residual < 0.3);
}

static void
no_votes_say_nothing (void **state)
{
  BsrVoteLine line = bsr_vote_line_of (NULL, 0);
  assert_int_equal (line.n_agreeing, 0);
  bsr_test_assert_close (line.weight, 0.0, 0.0);
}

/* Windows of a raster that is moved by 3 cells along and 2 up. */
static void
a_window_is_found_again_where_it_went (void **state)
{
  g_autoptr (GError) error = NULL;
  BsrComparedScan scan = bsr_test_pair_take (&bsr_test_pair_usual);
  BsrContainerPlace at = bsr_compared_scan_place (&scan);
  BsrRasterPlace place = bsr_raster_place_of (&at, &at);
  BsrScanLink moved = { 1.0, -3.0 * place.cell_x, 1.0, 2.0 * place.cell_y };
  BsrContainerRaster a, b;
  assert_true (bsr_container_raster_init (&a, scan.radiograph, &place, NULL, 0, NULL, &error));
  assert_true (bsr_container_raster_init (&b, scan.radiograph, &place, &moved, 0, NULL, &error));
  for (int upright = 0; upright < 2; upright++)
    {
      g_autoptr (GArray) votes = NULL;
      int n_windows, n = 0;
      assert_true (bsr_window_votes_collect (&a, &b, &place, upright, 0, &votes, &n_windows, NULL,
                                             &error));
      assert_true (votes->len > 20 && (int) votes->len <= n_windows);
      for (guint i = 0; i < votes->len; i++)
        n += fabs (g_array_index (votes, BsrWindowVote, i).shift - (upright ? -2.0 : 3.0)) < 0.1;
      print_message ("%d of %u\n", n, votes->len);
      assert_true (n > 0.8 * votes->len);
    }
  bsr_container_raster_clear (&a);
  bsr_container_raster_clear (&b);
  bsr_test_pair_clear (&scan);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (most_votes_are_followed_whatever_the_others_say),
    cmocka_unit_test (no_votes_say_nothing),
    cmocka_unit_test (a_window_is_found_again_where_it_went),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}

#include "bsr-test.h"

#include <math.h>

#include "bsr-difference.h"
#include "bsr-test-pair.h"

/* Cells outside the object that may be coloured: one in so many. */
#define CHANCE 3000

typedef struct
{
  BsrComparedScan a, b;
  BsrAlignment alignment;
  BsrDifference *difference;
} Pair;

static Pair
subtract (const BsrTestTake *take_a, const BsrTestTake *take_b)
{
  g_autoptr (GError) error = NULL;
  Pair pair = { bsr_test_pair_take (take_a), bsr_test_pair_take (take_b), { .n_votes = 0 }, NULL };
  assert_true (bsr_alignment_find (&pair.a, &pair.b, BSR_TRAVEL_UNKNOWN, 0, &pair.alignment, NULL,
                                   &error));
  bsr_test_assert_no_error (error);
  pair.difference = bsr_difference_new (&pair.a, &pair.b, &pair.alignment, 0, NULL, &error);
  bsr_test_assert_no_error (error);
  print_message ("residual %.2f %.2f mm, sd %.2f mm, more %.5f less %.5f opaque %.4f blind %.4f\n",
                 pair.alignment.residual_x_mm, pair.alignment.residual_y_mm,
                 bsr_difference_typical_sd (pair.difference),
                 bsr_difference_share (pair.difference, BSR_DIFFERENCE_MORE),
                 bsr_difference_share (pair.difference, BSR_DIFFERENCE_LESS),
                 bsr_difference_share (pair.difference, BSR_DIFFERENCE_OPAQUE),
                 bsr_difference_share (pair.difference, BSR_DIFFERENCE_BLIND));
  return pair;
}

static void
clear (Pair *pair)
{
  bsr_difference_free (pair->difference);
  bsr_test_pair_clear (&pair->a);
  bsr_test_pair_clear (&pair->b);
}

static int
count (const BsrDifference *difference)
{
  const BsrRasterPlace *place = bsr_difference_place (difference);
  return place->width * place->height;
}

/* Cells beyond the noise that lie off @box of A (with a margin of two cells). */
static int
coloured_off (const Pair *pair, BsrBox box)
{
  const BsrRasterPlace *place = bsr_difference_place (pair->difference);
  int n = 0;
  for (int j = 0; j < place->height; j++)
    for (int i = 0; i < place->width; i++)
      {
        BsrDifferenceState state = bsr_difference_cell (pair->difference, i, j, NULL, NULL);
        double x = place->x + (i + 0.5) * place->cell_x, y = place->y + (j + 0.5) * place->cell_y;
        gboolean is_off = x < box.x - 2.0 * place->cell_x || y < box.y - 2.0 * place->cell_y
                          || x > box.x + box.width + 2.0 * place->cell_x
                          || y > box.y + box.height + 2.0 * place->cell_y;
        n += is_off && (state == BSR_DIFFERENCE_MORE || state == BSR_DIFFERENCE_LESS);
      }
  return n;
}

/* Mean difference and share of @state in the inner half of @box. */
static double
inside (const Pair *pair, BsrBox box, BsrDifferenceState state, double *share)
{
  double sum = 0.0;
  int n = 0, n_state = 0;
  for (int y = box.y + box.height / 4; y < box.y + box.height * 3 / 4; y++)
    for (int x = box.x + box.width / 4; x < box.x + box.width * 3 / 4; x++)
      {
        double mm;
        n_state += bsr_difference_at (pair->difference, x + 0.5, y + 0.5, &mm, NULL) == state;
        sum += mm;
        n++;
      }
  *share = (double) n_state / n;
  return sum / n;
}

/* The lead is in A alone, or in B alone. */
static void
assert_lead_alone (const BsrTestTake *take_a, const BsrTestTake *take_b)
{
  Pair pair = subtract (take_a, take_b);
  gboolean in_a = take_a->hides_lead;
  double share, lead = bsr_test_pair_lead_mm (take_a->energy_mv > 0.0 ? take_a->energy_mv : 6.0);
  BsrBox box = bsr_test_pair_lead_box (&pair.a, take_a);
  double mm = inside (&pair, box, in_a ? BSR_DIFFERENCE_MORE : BSR_DIFFERENCE_LESS, &share);
  print_message ("%.1f mm where %.1f mm are, %.2f of it shown, %d of %d cells elsewhere\n", mm,
                 in_a ? lead : -lead, share, coloured_off (&pair, box), count (pair.difference));
  /* The fan meets it a little aslant, and behind goods the beam is harder. */
  bsr_test_assert_close (mm, in_a ? lead : -lead, 0.08 * lead);
  assert_true (share > 0.95);
  assert_true (coloured_off (&pair, box) <= count (pair.difference) / CHANCE);
  clear (&pair);
}

static void
the_same_twice_shows_nothing (void **state)
{
  BsrTestTake other = bsr_test_pair_usual;
  other.margin_mm = 222.0;
  other.seed = 2;
  Pair pair = subtract (&bsr_test_pair_usual, &other);
  assert_true (coloured_off (&pair, (BsrBox){ 0 }) <= count (pair.difference) / CHANCE);
  clear (&pair);
}

static void
a_hidden_block_shows_its_millimetres_and_nothing_else (void **state)
{
  BsrTestTake with = bsr_test_pair_usual, without = bsr_test_pair_usual;
  with.hides_lead = TRUE;
  without.margin_mm = 250.0;
  without.seed = 2;
  assert_lead_alone (&with, &without);
  assert_lead_alone (&without, &with);
}

static void
it_does_so_mirrored_and_at_another_pitch (void **state)
{
  BsrTestTake with = bsr_test_pair_usual;
  with.hides_lead = TRUE;
  BsrTestTake without = { .pitch_x_mm = 6.0, .pitch_y_mm = 7.0, .margin_mm = 120.0, .mirrored = TRUE,
                          .longer = 1.01, .seed = 3 };
  assert_lead_alone (&with, &without);
}

static void
it_does_so_with_one_energy_of_another_scanner (void **state)
{
  BsrTestTake with = bsr_test_pair_usual;
  with.hides_lead = TRUE;
  BsrTestTake without = { .pitch_x_mm = 9.0, .pitch_y_mm = 9.0, .energy_mv = 7.5, .margin_mm = 120.0,
                          .seed = 3 };
  assert_lead_alone (&with, &without);
}

static void
what_was_not_seen_through_is_not_judged (void **state)
{
  BsrTestTake take = bsr_test_pair_usual;
  Pair pair = subtract (&take, &take);
  double mm, sd;
  assert_int_equal (bsr_difference_at (pair.difference, -5.0, 10.0, &mm, &sd), BSR_DIFFERENCE_BLIND);
  assert_true (isnan (mm) && isnan (sd));
  double sum = 0.0;
  for (int i = 0; i <= BSR_DIFFERENCE_BLIND; i++)
    sum += bsr_difference_share (pair.difference, i);
  bsr_test_assert_close (sum, 1.0, 1e-9);
  bsr_test_assert_close (bsr_difference_scale_mm (pair.difference), 10.0, 0.0);
  clear (&pair);
}

static void
scans_that_cannot_be_subtracted_are_refused (void **state)
{
  BsrScannerLikeness alike = { .spread = 0.02, .enough = TRUE }, unlike = { .spread = 0.4 };
  BsrAlignment fine = { .grade = BSR_ALIGNMENT_FINE }, boxes = { .grade = BSR_ALIGNMENT_BOXES },
               corners = { .grade = BSR_ALIGNMENT_CORNERS };
  assert_int_equal (bsr_difference_refusal (&fine, &alike), BSR_DIFFERENCE_POSSIBLE);
  assert_int_equal (bsr_difference_refusal (&fine, &unlike), BSR_DIFFERENCE_SCANNERS);
  assert_int_equal (bsr_difference_refusal (&boxes, &alike), BSR_DIFFERENCE_UNALIGNED);
  assert_int_equal (bsr_difference_refusal (&corners, &alike), BSR_DIFFERENCE_LENGTHS);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_same_twice_shows_nothing),
    cmocka_unit_test (a_hidden_block_shows_its_millimetres_and_nothing_else),
    cmocka_unit_test (it_does_so_mirrored_and_at_another_pitch),
    cmocka_unit_test (it_does_so_with_one_energy_of_another_scanner),
    cmocka_unit_test (what_was_not_seen_through_is_not_judged),
    cmocka_unit_test (scans_that_cannot_be_subtracted_are_refused),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}

#include "bsr-test.h"
#include "bsr-look.h"

static void
kinds_have_ids_and_amounts (void **state)
{
  for (int i = 0; i < BSR_N_ENHANCEMENTS; i++)
    {
      const BsrEnhancementKind *kind = bsr_enhancement_kind ((BsrEnhancement) i);
      BsrEnhancement found;
      assert_true (bsr_enhancement_by_id (kind->id, &found));
      assert_int_equal (found, i);
      assert_true (kind->least <= kind->usual && kind->usual <= kind->most);
    }
  BsrEnhancement none;
  assert_false (bsr_enhancement_by_id ("", &none));
  assert_false (bsr_enhancement_by_id ("Denoise", &none));
}

/* Whatever is added in whatever order, samples come before shades. */
static void
steps_on_samples_come_first (void **state)
{
  BsrLook look = bsr_look_default ();
  assert_int_equal (bsr_look_add (&look, BSR_ENHANCE_EQUALISE, 100.0), 0);
  assert_int_equal (bsr_look_add (&look, BSR_ENHANCE_SHARPEN, 50.0), 0);
  assert_int_equal (bsr_look_add (&look, BSR_ENHANCE_DARK, 20.0), 2);
  assert_int_equal (bsr_look_add (&look, BSR_ENHANCE_DENOISE, 2.0), 1);
  assert_int_equal (look.n_steps, 4);
  assert_int_equal (bsr_look_find (&look, BSR_ENHANCE_EQUALISE), 2);
  assert_int_equal (bsr_look_find (&look, BSR_ENHANCE_EMBOSS), -1);

  /* The same again is the same step, with the new amount and enabled. */
  look.steps[1].enabled = FALSE;
  assert_int_equal (bsr_look_add (&look, BSR_ENHANCE_DENOISE, 99.0), 1);
  assert_int_equal (look.n_steps, 4);
  assert_true (look.steps[1].enabled);
  assert_true (look.steps[1].amount == bsr_enhancement_kind (BSR_ENHANCE_DENOISE)->most);
}

/* Whoever names no order has noise taken out first; an order that is named is kept. */
static void
noise_is_taken_out_first (void **state)
{
  BsrLook look = bsr_look_default (), named = look;
  bsr_look_insert (&look, BSR_ENHANCE_SHARPEN, 50.0);
  bsr_look_insert (&look, BSR_ENHANCE_DARK, 50.0);
  bsr_look_insert (&look, BSR_ENHANCE_EDGES, 50.0);
  assert_int_equal (bsr_look_insert (&look, BSR_ENHANCE_DENOISE, 2.0), 0);
  const BsrEnhancement order[]
      = { BSR_ENHANCE_DENOISE, BSR_ENHANCE_SHARPEN, BSR_ENHANCE_EDGES, BSR_ENHANCE_DARK };
  assert_int_equal (look.n_steps, 4);
  for (int i = 0; i < look.n_steps; i++)
    assert_int_equal (look.steps[i].kind, order[i]);
  /* Moved by the officer it stays where he put it. */
  bsr_look_move (&look, 0, 1);
  assert_int_equal (bsr_look_insert (&look, BSR_ENHANCE_DENOISE, 3.0), 1);
  bsr_look_add (&named, BSR_ENHANCE_SHARPEN, 50.0);
  assert_int_equal (bsr_look_add (&named, BSR_ENHANCE_DENOISE, 2.0), 1);
}

static void
steps_move_within_their_stage (void **state)
{
  BsrLook look = bsr_look_default ();
  bsr_look_add (&look, BSR_ENHANCE_DENOISE, 2.0);
  bsr_look_add (&look, BSR_ENHANCE_SHARPEN, 50.0);
  bsr_look_add (&look, BSR_ENHANCE_EMBOSS, 50.0);
  bsr_look_add (&look, BSR_ENHANCE_DARK, 50.0);
  BsrLook before = look;

  assert_false (bsr_look_can_move (&look, 0, 3));
  assert_false (bsr_look_can_move (&look, 0, 4));
  assert_false (bsr_look_can_move (&look, -1, 0));
  bsr_look_move (&look, 3, 0);
  assert_true (bsr_look_equal (&look, &before));
  bsr_look_move (&look, 0, 2);
  assert_false (bsr_look_equal (&look, &before));
  assert_int_equal (look.steps[0].kind, BSR_ENHANCE_SHARPEN);
  assert_int_equal (look.steps[1].kind, BSR_ENHANCE_EMBOSS);
  assert_int_equal (look.steps[2].kind, BSR_ENHANCE_DENOISE);
  bsr_look_move (&look, 2, 0);
  assert_true (bsr_look_equal (&look, &before));

  bsr_look_remove (&look, 1);
  assert_int_equal (look.n_steps, 3);
  assert_int_equal (look.steps[1].kind, BSR_ENHANCE_EMBOSS);
}

static void
every_part_of_a_look_counts (void **state)
{
  BsrLook look = bsr_look_default (), other = look;
  bsr_look_add (&look, BSR_ENHANCE_DARK, 50.0);
  assert_false (bsr_look_equal (&look, &other));
  bsr_look_add (&other, BSR_ENHANCE_DARK, 50.0);
  assert_true (bsr_look_equal (&look, &other));
  other.steps[0].amount = 51.0;
  assert_false (bsr_look_equal (&look, &other));
  other.steps[0].amount = 50.0;
  other.steps[0].enabled = FALSE;
  assert_false (bsr_look_equal (&look, &other));
  other = look;
  other.region.width = 1;
  assert_false (bsr_look_equal (&look, &other));
  other = look;
  other.tone.gamma = 2.0;
  assert_false (bsr_look_equal (&look, &other));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (kinds_have_ids_and_amounts),
    cmocka_unit_test (steps_on_samples_come_first),
    cmocka_unit_test (noise_is_taken_out_first),
    cmocka_unit_test (steps_move_within_their_stage),
    cmocka_unit_test (every_part_of_a_look_counts),
  };
  return cmocka_run_group_tests_name ("look", tests, NULL, NULL);
}

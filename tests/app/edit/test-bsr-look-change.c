#include "bsr-test.h"

#include "bsr-look-change.h"

static BsrLook
base (void)
{
  BsrLook look = bsr_look_default ();
  bsr_look_add (&look, BSR_ENHANCE_SHARPEN, 50.0);
  bsr_look_add (&look, BSR_ENHANCE_EDGES, 50.0);
  return look;
}

static void
assert_change (const BsrLook *after, BsrLookChangeKind kind, const char *label)
{
  BsrLook before = base ();
  BsrLookChange there = bsr_look_change_between (&before, after);
  BsrLookChange back = bsr_look_change_between (after, &before);
  assert_int_equal (there.kind, kind);
  assert_int_equal (back.kind, kind);
  assert_string_equal (bsr_look_change_label (there), label);
  assert_string_equal (bsr_look_change_label (back), label);
}

static void
one_change_is_told_by_name (void **state)
{
  BsrLook look = base ();
  assert_change (&look, BSR_LOOK_CHANGE_NONE, "Look");
  look.tone.low = 0.1;
  assert_change (&look, BSR_LOOK_CHANGE_WINDOW, "Window");
  look.tone.logarithmic = TRUE;
  assert_change (&look, BSR_LOOK_CHANGE_SCALE, "Window");
  look.tone.mode = BSR_VIEW_STEEL;
  assert_change (&look, BSR_LOOK_CHANGE_MODE, "View");
  look = base ();
  look.tone.plane = 1;
  assert_change (&look, BSR_LOOK_CHANGE_MODE, "View");
  look = base ();
  look.tone.gamma = 2.0;
  assert_change (&look, BSR_LOOK_CHANGE_GAMMA, "Gamma");
  look = base ();
  look.tone.invert = TRUE;
  assert_change (&look, BSR_LOOK_CHANGE_INVERT, "Invert");
  look = base ();
  look.tone.palette = bsr_palette_by_id ("amber");
  assert_change (&look, BSR_LOOK_CHANGE_PALETTE, "Colours");
  look.tone.invert = TRUE;
  assert_change (&look, BSR_LOOK_CHANGE_SEVERAL, "Look");
}

static void
a_step_is_told_by_its_name (void **state)
{
  BsrLook look = base ();
  look.steps[1].amount = 60.0;
  assert_change (&look, BSR_LOOK_CHANGE_AMOUNT, "Edges");
  look = base ();
  look.steps[0].enabled = FALSE;
  assert_change (&look, BSR_LOOK_CHANGE_STEP, "Sharpen");
  look.steps[1].enabled = FALSE;
  assert_change (&look, BSR_LOOK_CHANGE_SEVERAL, "Look");
  look = base ();
  bsr_look_add (&look, BSR_ENHANCE_LOCAL_EQUALISE, 3.0);
  look.region.width = look.region.height = 9; /* comes with it */
  assert_change (&look, BSR_LOOK_CHANGE_STEP, "Local contrast");
  bsr_look_add (&look, BSR_ENHANCE_DARK, 3.0);
  assert_change (&look, BSR_LOOK_CHANGE_SEVERAL, "Look");
  look = base ();
  bsr_look_move (&look, 0, 1);
  assert_change (&look, BSR_LOOK_CHANGE_ORDER, "Order of enhancements");
  look = base ();
  look.region.width = look.region.height = 9;
  assert_change (&look, BSR_LOOK_CHANGE_REGION, "Equalise");
  look.tone.invert = TRUE;
  look.steps[0].enabled = FALSE;
  assert_change (&look, BSR_LOOK_CHANGE_SEVERAL, "Look");
}

static void
only_one_knob_turned_on_continues (void **state)
{
  const BsrLookChange window = { BSR_LOOK_CHANGE_WINDOW, 0 }, gamma = { BSR_LOOK_CHANGE_GAMMA, 0 };
  const BsrLookChange edges = { BSR_LOOK_CHANGE_AMOUNT, BSR_ENHANCE_EDGES };
  const BsrLookChange sharpen = { BSR_LOOK_CHANGE_AMOUNT, BSR_ENHANCE_SHARPEN };
  const BsrLookChange step = { BSR_LOOK_CHANGE_STEP, BSR_ENHANCE_SHARPEN };
  const BsrLookChange invert = { BSR_LOOK_CHANGE_INVERT, 0 };
  assert_true (bsr_look_change_continues (window, window));
  assert_true (bsr_look_change_continues (gamma, gamma));
  assert_true (bsr_look_change_continues (edges, edges));
  assert_false (bsr_look_change_continues (edges, sharpen));
  assert_false (bsr_look_change_continues (window, gamma));
  assert_false (bsr_look_change_continues (step, step));
  assert_false (bsr_look_change_continues (invert, invert));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (one_change_is_told_by_name),
    cmocka_unit_test (a_step_is_told_by_its_name),
    cmocka_unit_test (only_one_knob_turned_on_continues),
  };
  return cmocka_run_group_tests_name ("look-change", tests, NULL, NULL);
}

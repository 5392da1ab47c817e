#include "bsr-test.h"

#include "bsr-case-state.h"
#include "bsr-error.h"

static void
names_are_read_back (void **state)
{
  for (BsrCaseState s = 0; s < BSR_N_CASE_STATES; s++)
    assert_int_equal (bsr_case_state_from_string (bsr_case_state_to_string (s)), s);
  assert_int_equal (bsr_case_state_from_string ("lost"), -1);
  /* What files and scripts have known from the first version on. */
  assert_string_equal (bsr_case_state_to_string (BSR_STATE_FLAGGED), "flagged");
  assert_string_equal (bsr_case_state_to_string (BSR_STATE_SCANNED), "scanned");
  assert_string_equal (bsr_case_state_to_string (BSR_STATE_SECOND_OPINION), "second-opinion");
  assert_string_equal (bsr_case_state_to_string (BSR_STATE_TO_BE_EXAMINED), "to-be-examined");
  assert_string_equal (bsr_case_state_to_string (BSR_STATE_EXAMINED), "examined");
  assert_string_equal (bsr_case_state_to_string (BSR_STATE_RELEASED), "released");
}

/* One letter for each state; a dot: refused. Rows: states; columns: scan, queue, analysed, take,
 * give back, release, examine, second opinion, refer, waive, outcome, close, reopen. */
static const char letters[] = "fsqu2axerNc";
static const char *const table[BSR_N_CASE_STATES] = {
  "s..f..x.aN...", "sq.u.rx2aN...", "qqsu.rx2aN...", "uuu.srx2aN...",
  "22.2.rx2aN...", "aa.a.rx2.N...", "xx.x.rx2aNe..", "ee........ec.",
  "rr...rx2aN.c.", "NN...rx2aN.c.", "cc..........c",
};

static void
table_is_this_one (void **state)
{
  for (BsrCaseState from = 0; from < BSR_N_CASE_STATES; from++)
    for (BsrCaseStep step = 0; step < BSR_N_CASE_STEPS; step++)
      {
        g_autoptr (GError) error = NULL;
        BsrCaseState to = BSR_N_CASE_STATES;
        gboolean allowed = bsr_case_step_allowed (from, step, &to, &error);
        char found = allowed ? letters[to] : '.';
        if (found != table[from][step])
          fail_msg ("%s, step %d: %c", bsr_case_state_to_string (from), (int) step, found);
        if (!allowed)
          bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "");
        assert_int_equal (allowed, error == NULL);
      }
}

/* A refusal is a sentence about this case, not a name of a step. */
static void
refusals_say_why (void **state)
{
  static const struct
  {
    BsrCaseState from;
    BsrCaseStep step;
    const char *words;
  } refusals[] = {
    { BSR_STATE_FLAGGED, BSR_STEP_RELEASE, "no scan of the container has been looked at" },
    { BSR_STATE_SCANNED, BSR_STEP_OUTCOME, "after the decision to examine" },
    { BSR_STATE_SCANNED, BSR_STEP_CLOSE, "nothing has been decided" },
    { BSR_STATE_UNDER_REVIEW, BSR_STEP_TAKE, "another officer has the case" },
    { BSR_STATE_SECOND_OPINION, BSR_STEP_CLOSE, "second opinion has not been given" },
    { BSR_STATE_AWAITING_SUPERVISOR, BSR_STEP_CLOSE, "supervisor has not decided" },
    { BSR_STATE_TO_BE_EXAMINED, BSR_STEP_CLOSE, "record the outcome, or say why" },
    { BSR_STATE_EXAMINED, BSR_STEP_RELEASE, "has been examined" },
    { BSR_STATE_RELEASED, BSR_STEP_REOPEN, "is not closed" },
    { BSR_STATE_CLOSED, BSR_STEP_OUTCOME, "a supervisor must reopen it" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) error = NULL;
      assert_false (bsr_case_step_allowed (refusals[i].from, refusals[i].step, NULL, &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, refusals[i].words);
    }
}

/* From everywhere there is a way to the end: no case is stuck. */
static void
every_state_leads_to_closed (void **state)
{
  gboolean leads[BSR_N_CASE_STATES] = { [BSR_STATE_CLOSED] = TRUE };
  for (int round = 0; round < BSR_N_CASE_STATES; round++)
    for (BsrCaseState from = 0; from < BSR_N_CASE_STATES; from++)
      for (BsrCaseStep step = 0; step < BSR_N_CASE_STEPS; step++)
        {
          BsrCaseState to;
          leads[from] = leads[from] || (bsr_case_step_allowed (from, step, &to, NULL) && leads[to]);
        }
  for (BsrCaseState from = 0; from < BSR_N_CASE_STATES; from++)
    assert_true (leads[from]);
}

static void
work_is_seen_only_on_what_is_to_be_looked_at (void **state)
{
  assert_int_equal (bsr_case_state_at_work (BSR_STATE_SCANNED, FALSE, FALSE), BSR_STATE_SCANNED);
  assert_int_equal (bsr_case_state_at_work (BSR_STATE_SCANNED, TRUE, FALSE), BSR_STATE_QUEUED);
  assert_int_equal (bsr_case_state_at_work (BSR_STATE_SCANNED, TRUE, TRUE), BSR_STATE_UNDER_REVIEW);
  for (BsrCaseState s = 0; s < BSR_N_CASE_STATES; s++)
    if (s != BSR_STATE_SCANNED)
      assert_int_equal (bsr_case_state_at_work (s, TRUE, TRUE), s);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (names_are_read_back),
    cmocka_unit_test (table_is_this_one),
    cmocka_unit_test (refusals_say_why),
    cmocka_unit_test (every_state_leads_to_closed),
    cmocka_unit_test (work_is_seen_only_on_what_is_to_be_looked_at),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}

#include "bsr-test.h"
#include "bsr-decision.h"
#include "bsr-error.h"

static const BsrViewing half = { 0.5, 0.25, 100.0, 10.0 };

static void
document_comes_back (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = bsr_viewing_to_json (&half);
  g_autofree BsrViewing *back = bsr_viewing_from_json (json, &error);
  bsr_test_assert_no_error (error);
  bsr_test_assert_close (back->displayed, 0.5, 0.0);
  bsr_test_assert_close (back->not_penetrated, 0.25, 0.0);
  bsr_test_assert_close (back->object_mm, 100.0, 0.0);
  bsr_test_assert_close (back->object_steel_mm, 10.0, 0.0);
}

static void
what_cannot_be_is_refused (void **state)
{
  const struct
  {
    const char *json, *part;
  } cases[] = {
    { "", NULL },
    { "{}", "displayed" },
    { "{\"displayed\": 1.5, \"not_penetrated\": 0, \"object_mm\": 100, \"object_steel_mm\": 10}", "displayed" },
    { "{\"displayed\": 0.8, \"not_penetrated\": 0.3, \"object_mm\": 100, \"object_steel_mm\": 10}", "displayed" },
    { "{\"displayed\": 0.8, \"not_penetrated\": 0.1, \"object_mm\": 0, \"object_steel_mm\": 10}", "object_mm" },
    { "{\"displayed\": 0.8, \"not_penetrated\": 0.1, \"object_mm\": 100}", "object_steel_mm" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      assert_null (bsr_viewing_from_json (cases[i].json, &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, cases[i].part);
    }
  assert_true (bsr_viewing_is_valid (&half));
  assert_false (bsr_viewing_is_valid (&(BsrViewing){ 0.8, 0.3, 100.0, 10.0 }));
  assert_false (bsr_viewing_is_valid (&(BsrViewing){ -0.1, 0.3, 100.0, 10.0 }));
}

static void
decision_keeps_its_own (void **state)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (BsrDecision) decision = bsr_decision_new (BSR_DECISION_RELEASE, "fine", "officer 7", at);
  assert_null (decision->viewing);
  bsr_decision_set_viewing (decision, &half);
  g_autoptr (BsrDecision) copy = bsr_decision_copy (decision);
  bsr_decision_set_viewing (decision, NULL);
  assert_null (decision->viewing);
  bsr_test_assert_close (copy->viewing->displayed, 0.5, 0.0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (document_comes_back),
    cmocka_unit_test (what_cannot_be_is_refused),
    cmocka_unit_test (decision_keeps_its_own),
  };
  return cmocka_run_group_tests_name ("viewing", tests, NULL, NULL);
}

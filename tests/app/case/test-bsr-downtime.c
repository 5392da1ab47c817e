#include "bsr-test.h"

#include "bsr-downtime.h"
#include "bsr-error.h"

static void
what_cannot_be_is_refused (void **state)
{
  g_autoptr (GDateTime) from = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (GDateTime) before = g_date_time_new_utc (2024, 5, 3, 7, 59, 59);
  const struct
  {
    const char *scanner, *reason;
    GDateTime *ended;
    const char *words; /* NULL: allowed */
  } cases[] = {
    { "lane 1", "fault", NULL, NULL },
    { "lane 1", "fault", from, NULL },
    { " ", "fault", NULL, "name of the scanner" },
    { "lane 1", "lunch", NULL, "'lunch' is no reason" },
    { "lane 1", "fault", before, "cannot end before it starts" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrDowntime) downtime = bsr_downtime_new (cases[i].scanner, from, cases[i].ended,
                                                           cases[i].reason, "", "officer 7");
      assert_int_equal (bsr_downtime_check (downtime, &error), cases[i].words == NULL);
      if (cases[i].words != NULL)
        bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, cases[i].words);
    }
}

static void
copy_is_the_same (void **state)
{
  g_autoptr (GDateTime) from = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (BsrDowntime) made
      = bsr_downtime_new ("lane 1", from, NULL, "weather", "wind", "officer 7");
  made->id = 12;
  bsr_downtime_set_ended (made, from);
  g_autoptr (BsrDowntime) copy = bsr_downtime_copy (made);
  assert_int_equal (copy->id, 12);
  assert_true (g_date_time_equal (copy->ended, from));
  assert_string_equal (copy->text, "wind");
  bsr_downtime_set_ended (copy, NULL);
  assert_null (copy->ended);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (what_cannot_be_is_refused),
    cmocka_unit_test (copy_is_the_same),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}

#include "bsr-test.h"

#include "bsr-moment-text.h"

static void
times_are_of_today_or_have_a_date (void **state)
{
  static const struct
  {
    const char *text, *moment; /* NULL: none; "": refused */
  } samples[] = {
    { " 8:05 ", "2026-11-26 08:05" }, { "23:59", "2026-11-26 23:59" },
    { "2026-02-03 04:05", "2026-02-03 04:05" }, { "", NULL }, { "  ", NULL },
    { "24:00", "" }, { "8", "" }, { "8:05 pm", "" }, { "2026-02-30 04:05", "" }, { "noon", "" },
  };
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  g_autoptr (GDateTime) today = g_date_time_new (local, 2026, 11, 26, 12, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GDateTime) moment = NULL;
      gboolean good = bsr_moment_text_parse (samples[i].text, today, &moment);
      assert_int_equal (good, g_strcmp0 (samples[i].moment, "") != 0);
      g_autofree char *text = moment != NULL ? bsr_moment_text_format (moment) : NULL;
      if (good && g_strcmp0 (text, samples[i].moment) != 0)
        fail_msg ("'%s' is %s", samples[i].text, text);
      assert_true (good || moment == NULL);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (times_are_of_today_or_have_a_date),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}

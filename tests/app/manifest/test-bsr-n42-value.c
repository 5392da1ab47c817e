#include "bsr-test.h"
#include "bsr-n42-value.h"

#include <math.h>

static void
durations_are_seconds (void **state)
{
  const struct
  {
    const char *text;
    double seconds; /* NAN: none */
  } cases[] = {
    { "PT60.5S", 60.5 },   { " PT1M0.5S\n", 60.5 }, { "P1DT2H3M4S", 93784.0 }, { "PT0S", 0.0 },
    { "60", 60.0 },        { "0.25 ", 0.25 },       { ".5", 0.5 },             { "", NAN },
    { "P", NAN },          { "PT", NAN },           { "PT5", NAN },            { "P1Y", NAN },
    { "P1M", NAN },        { "-PT1S", NAN },        { "PT-1S", NAN },          { "-1", NAN },
    { "PT1S and", NAN },   { "1e30", NAN },         { "nan", NAN },            { "0x10", NAN },
    { "P99999999D", NAN }, { "60 s", NAN },         { "PTT1S", NAN },          { "inf", NAN },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double seconds = bsr_n42_duration (cases[i].text);
      if (isnan (cases[i].seconds) ? !isnan (seconds) : seconds != cases[i].seconds)
        fail_msg ("\"%s\": %g", cases[i].text, seconds);
    }
}

static void
channels_are_summed (void **state)
{
  const struct
  {
    const char *text;
    gboolean counted_zeroes;
    double sum; /* NAN: no list */
  } cases[] = {
    { "1 2 3", FALSE, 6.0 },
    { " 1\n2\t3 ", FALSE, 6.0 },
    { "1,2,3", FALSE, 6.0 },
    { "0.5 0.25", FALSE, 0.75 },
    { "0", FALSE, 0.0 },
    { "0 2 3 0 4 5", FALSE, 14.0 },
    /* Two zeroes, a three, four zeroes, a five. */
    { "0 2 3 0 4 5", TRUE, 8.0 },
    { "3 0", TRUE, NAN },
    { "", FALSE, NAN },
    { "1 two 3", FALSE, NAN },
    { "1 -2 3", FALSE, NAN },
    { "1 2x", FALSE, NAN },
    { "inf", FALSE, NAN },
    { "1e300 1e300", FALSE, NAN },
    { "0x10", FALSE, NAN },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double sum = NAN;
      gboolean good = bsr_n42_sum (cases[i].text, cases[i].counted_zeroes, &sum);
      if (good != !isnan (cases[i].sum) || (good && sum != cases[i].sum))
        fail_msg ("\"%s\": %d, %g", cases[i].text, good, sum);
    }
}

static void
moments_have_a_zone_or_say_so (void **state)
{
  gboolean zoned;
  g_autoptr (GDateTime) utc = bsr_n42_moment ("2024-05-03T08:15:30.25Z", &zoned);
  assert_true (zoned);
  g_autoptr (GDateTime) east = bsr_n42_moment (" 2024-05-03T10:15:30.25+02:00 ", &zoned);
  assert_true (zoned);
  assert_true (g_date_time_equal (utc, east));
  g_autoptr (GDateTime) here = bsr_n42_moment ("2024-05-03T08:15:30.25", &zoned);
  assert_false (zoned);
  assert_true (g_date_time_equal (utc, here)); /* tests run in UTC */
  assert_null (bsr_n42_moment ("3 May", &zoned));
}

static void
truth_is_said_in_several_ways (void **state)
{
  assert_int_equal (bsr_n42_truth ("true"), 1);
  assert_int_equal (bsr_n42_truth ("1"), 1);
  assert_int_equal (bsr_n42_truth ("Yes"), 1);
  assert_int_equal (bsr_n42_truth ("FALSE"), 0);
  assert_int_equal (bsr_n42_truth ("0"), 0);
  assert_int_equal (bsr_n42_truth ("perhaps"), -1);
  assert_int_equal (bsr_n42_truth (""), -1);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (durations_are_seconds),
    cmocka_unit_test (channels_are_summed),
    cmocka_unit_test (moments_have_a_zone_or_say_so),
    cmocka_unit_test (truth_is_said_in_several_ways),
  };
  return cmocka_run_group_tests_name ("n42-value", tests, NULL, NULL);
}

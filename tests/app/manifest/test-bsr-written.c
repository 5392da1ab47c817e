#include "bsr-test.h"

#include "bsr-written.h"

static void
numbers_are_read_in_every_writing (void **state)
{
  const struct
  {
    const char *text;
    char decimal;
    double value;
    gboolean ambiguous;
    const char *rest;
  } rows[] = {
    { "21400", '.', 21400, FALSE, "" },
    { " 21400 ", '.', 21400, FALSE, "" },
    { "1 234,5", ',', 1234.5, FALSE, "" },
    { "1 234,5", '.', 1234.5, FALSE, "" },
    { "1\u00a0234,5", '.', 1234.5, FALSE, "" },
    { "1\u202f234", '.', 1234, FALSE, "" },
    { "1'234.50", '.', 1234.5, FALSE, "" },
    { "1,234.5", ',', 1234.5, FALSE, "" },
    { "1.234,5", '.', 1234.5, FALSE, "" },
    { "1,234,567", '.', 1234567, FALSE, "" },
    { "1.234.567", '.', 1234567, FALSE, "" },
    { "21,400", '.', 21400, TRUE, "" },
    { "21,400", ',', 21.4, TRUE, "" },
    { "21.400", '.', 21.4, TRUE, "" },
    { "21.400", ',', 21400, TRUE, "" },
    { "0,400", '.', 0.4, FALSE, "" },
    { "1234,500", '.', 1234.5, FALSE, "" },
    { "12,5 t", '.', 12.5, FALSE, "t" },
    { "٢١٬٤٠٠٫٥", '.', 21400.5, FALSE, "" },
    { "۱۲۳۴", '.', 1234, FALSE, "" },
    { "-3,5", '.', -3.5, FALSE, "" },
    { "2.14E+04", '.', 21400, FALSE, "" },
    { "12 EUR", '.', 12, FALSE, "EUR" },
    { "40 cartons", '.', 40, FALSE, "cartons" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double value = 0;
      gboolean ambiguous = FALSE;
      const char *rest = NULL;
      print_message ("%s\n", rows[i].text);
      assert_true (bsr_written_number (rows[i].text, rows[i].decimal, &value, &ambiguous, &rest));
      bsr_test_assert_close (value, rows[i].value, 1e-9);
      assert_int_equal (ambiguous, rows[i].ambiguous);
      assert_string_equal (rest, rows[i].rest);
    }
}

static void
what_is_no_number_is_refused (void **state)
{
  const char *const texts[] = { "", " ", "-", ".", ",5x", "kg", "1.23.45", "1,23,456", "1.234,567,8",
                                "1e999", "99999999999999999999999999999999999999999" };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      double value;
      print_message ("%s\n", texts[i]);
      assert_false (bsr_written_number (texts[i], '.', &value, NULL, NULL));
    }
}

static void
masses_have_their_units (void **state)
{
  const struct
  {
    const char *text;
    BsrMassUnit unit;
    double kg;
  } rows[] = {
    { "21400", BSR_MASS_UNIT_KG, 21400 },   { "21,4", BSR_MASS_UNIT_T, 21400 },
    { "21.4 t", BSR_MASS_UNIT_KG, 21400 },  { "21,4 tonnes", BSR_MASS_UNIT_KG, 21400 },
    { "21400 KGS", BSR_MASS_UNIT_T, 21400 }, { "1000 lb", BSR_MASS_UNIT_KG, 453.59237 },
    { "٢١٫٤ طن", BSR_MASS_UNIT_KG, 21400 }, { "21400kg.", BSR_MASS_UNIT_LB, 21400 },
  };
  double kg;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      assert_true (bsr_written_mass (rows[i].text, '.', rows[i].unit, &kg, NULL));
      bsr_test_assert_close (kg, rows[i].kg, 1e-6);
    }
  assert_false (bsr_written_mass ("-1", '.', BSR_MASS_UNIT_KG, &kg, NULL));
  assert_false (bsr_written_mass ("12 m3", '.', BSR_MASS_UNIT_KG, &kg, NULL));
  assert_false (bsr_written_mass ("heavy", '.', BSR_MASS_UNIT_KG, &kg, NULL));
}

static void
moments_are_read (void **state)
{
  const struct
  {
    const char *text, *utc; /* NULL: none */
    gboolean ambiguous;
  } rows[] = {
    { "2026-11-03", "2026-11-03T00:00:00Z", FALSE },
    { "2026-11-03T21:00:00Z", "2026-11-03T21:00:00Z", FALSE },
    { "2026-11-03T21:00:00+01:00", "2026-11-03T20:00:00Z", FALSE },
    { "2026-11-03 21:00", "2026-11-03T21:00:00Z", FALSE },
    { "2026-11-03T21:00Z", "2026-11-03T21:00:00Z", FALSE },
    { "13/11/2026", "2026-11-13T00:00:00Z", FALSE },
    { "03/11/2026 21:05", "2026-11-03T21:05:00Z", TRUE },
    { "3.11.2026 21:05:07", "2026-11-03T21:05:07Z", TRUE },
    { "11/11/2026", "2026-11-11T00:00:00Z", FALSE },
    { "11/25/2026", "2026-11-25T00:00:00Z", TRUE },
    { "١٣/١١/٢٠٢٦", "2026-11-13T00:00:00Z", FALSE },
    { "31/02/2026", NULL, FALSE },
    { "3/11/26", NULL, FALSE },
    { "2026-13-01", NULL, FALSE },
    { "13/11/2026 x", NULL, FALSE },
    { "13/11/2026 25:00", NULL, FALSE },
    { "tomorrow", NULL, FALSE },
    { "", NULL, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean ambiguous = FALSE;
      print_message ("%s\n", rows[i].text);
      g_autoptr (GDateTime) moment = bsr_written_moment (rows[i].text, &ambiguous);
      assert_int_equal (moment != NULL, rows[i].utc != NULL);
      if (moment == NULL)
        continue;
      g_autoptr (GDateTime) utc = g_date_time_to_utc (moment);
      g_autofree char *text = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
      assert_string_equal (text, rows[i].utc);
      assert_int_equal (ambiguous, rows[i].ambiguous);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (numbers_are_read_in_every_writing),
    cmocka_unit_test (what_is_no_number_is_refused),
    cmocka_unit_test (masses_have_their_units),
    cmocka_unit_test (moments_are_read),
  };
  return cmocka_run_group_tests_name ("written", tests, NULL, NULL);
}

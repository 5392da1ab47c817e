#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-radiation.h"

#include <math.h>

static void
document_comes_back (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrRadiation) radiation = bsr_radiation_new ();
  radiation->container = g_strdup ("CSQU3054383");
  radiation->instrument = g_strdup ("Example Portal 4, 0017");
  radiation->at = g_date_time_new_from_iso8601 ("2024-05-03T08:15:30.250+02:00", NULL);
  radiation->duration_s = 6.5;
  radiation->gamma = 123456.0;
  radiation->neutron = 7.0;
  radiation->background_s = 60.0;
  radiation->background_gamma = 90000.0;
  radiation->background_neutron = 12.0;
  radiation->alarm = 1;
  g_strfreev (radiation->alarms);
  radiation->alarms = g_strsplit ("Gamma alarm|\xd8\xa5\xd9\x86\xd8\xb0\xd8\xa7\xd8\xb1", "|", -1);
  g_strfreev (radiation->nuclides);
  radiation->nuclides = g_strsplit ("Cs-137|Co-57", "|", -1);

  g_autofree char *json = bsr_radiation_to_json (radiation);
  g_autoptr (BsrRadiation) back = bsr_radiation_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (back->container, "CSQU3054383");
  assert_string_equal (back->instrument, "Example Portal 4, 0017");
  assert_true (g_date_time_equal (back->at, radiation->at));
  bsr_test_assert_close (back->duration_s, 6.5, 0.0);
  bsr_test_assert_close (back->gamma, 123456.0, 0.0);
  bsr_test_assert_close (back->neutron, 7.0, 0.0);
  bsr_test_assert_close (back->background_s, 60.0, 0.0);
  bsr_test_assert_close (back->background_gamma, 90000.0, 0.0);
  bsr_test_assert_close (back->background_neutron, 12.0, 0.0);
  assert_int_equal (back->alarm, 1);
  assert_true (g_strv_equal ((const char *const *) back->alarms, (const char *const *) radiation->alarms));
  assert_true (g_strv_equal ((const char *const *) back->nuclides,
                             (const char *const *) radiation->nuclides));
  g_autofree char *again = bsr_radiation_to_json (back);
  assert_string_equal (again, json);
}

/* What was not measured is not nought. */
static void
what_is_not_stated_stays_so (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrRadiation) nothing = bsr_radiation_new ();
  g_autofree char *json = bsr_radiation_to_json (nothing);
  g_autoptr (BsrRadiation) back = bsr_radiation_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  assert_null (back->container);
  assert_null (back->instrument);
  assert_null (back->at);
  assert_true (isnan (back->duration_s) && isnan (back->gamma) && isnan (back->neutron));
  assert_true (isnan (back->background_s) && isnan (back->background_gamma)
               && isnan (back->background_neutron));
  assert_int_equal (back->alarm, -1);
  assert_int_equal (g_strv_length (back->alarms), 0);
  assert_int_equal (g_strv_length (back->nuclides), 0);

  nothing->alarm = 0;
  g_autofree char *quiet = bsr_radiation_to_json (nothing);
  g_autoptr (BsrRadiation) none = bsr_radiation_from_json (quiet, -1, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (none->alarm, 0);
}

static void
what_cannot_be_is_refused (void **state)
{
#define BEGINNING "{\"format\": \"basira-radiation/1\", "
  const struct
  {
    const char *json;
    int code;
    const char *part;
  } cases[] = {
    { "", BSR_ERROR_DAMAGED, NULL },
    { "{}", BSR_ERROR_UNKNOWN_KIND, "format" },
    { "{\"format\": \"basira-radiation/2\"}", BSR_ERROR_UNKNOWN_KIND, "format" },
    { BEGINNING "\"gamma\": -1}", BSR_ERROR_DAMAGED, "gamma" },
    { BEGINNING "\"background\": {\"neutron\": \"7\"}}", BSR_ERROR_DAMAGED, "background.neutron" },
    { BEGINNING "\"at\": \"yesterday\"}", BSR_ERROR_DAMAGED, "at" },
    { BEGINNING "\"alarm\": 2}", BSR_ERROR_DAMAGED, "alarm" },
    { BEGINNING "\"alarms\": \"Gamma\"}", BSR_ERROR_DAMAGED, "alarms" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      assert_null (bsr_radiation_from_json (cases[i].json, -1, &error));
      bsr_test_assert_error (error, BSR_ERROR, cases[i].code, cases[i].part);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (document_comes_back),
    cmocka_unit_test (what_is_not_stated_stays_so),
    cmocka_unit_test (what_cannot_be_is_refused),
  };
  return cmocka_run_group_tests_name ("radiation", tests, NULL, NULL);
}

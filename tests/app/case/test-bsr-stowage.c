#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-stowage.h"

static const char whole[]
    = "{\"format\": \"basira-stowage/1\", \"container\": \"CSQU3054383\",\n"
      " \"position\": \"0340708\", \"size_type\": \"45G1\", \"vessel\": \"Example Vessel\",\n"
      " \"imo\": \"9074729\", \"voyage\": \"114E\", \"port_of_lading\": \"ESALG\",\n"
      " \"port_of_discharge\": \"MAPTM\", \"gross_kg\": 25300, \"vgm_kg\": 25310.5,\n"
      " \"empty\": false, \"dangerous\": [\"UN1263\", \"UN1760\"]}";

static void
a_whole_stowage_is_read_and_written (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStowage) stowage = bsr_stowage_from_json (whole, -1, &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (stowage->container, "CSQU3054383");
  assert_string_equal (stowage->position, "0340708");
  assert_string_equal (stowage->port_of_discharge, "MAPTM");
  bsr_test_assert_close (stowage->gross_kg, 25300.0, 0.0);
  bsr_test_assert_close (stowage->vgm_kg, 25310.5, 0.0);
  assert_int_equal (stowage->empty, 0);
  assert_string_equal (stowage->dangerous[1], "UN1760");
  g_autofree char *json = bsr_stowage_to_json (stowage);
  g_autoptr (BsrStowage) again = bsr_stowage_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  g_autofree char *json_again = bsr_stowage_to_json (again);
  assert_string_equal (json, json_again);
  assert_non_null (strstr (json, "\"imo\": \"9074729\""));
}

static void
what_is_not_stated_stays_so (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStowage) bare = bsr_stowage_new ("ABC");
  g_autofree char *json = bsr_stowage_to_json (bare);
  assert_null (strstr (json, "empty"));
  g_autoptr (BsrStowage) stowage = bsr_stowage_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (stowage->container, "ABC"); /* as it was written */
  assert_null (stowage->position);
  assert_true (isnan (stowage->gross_kg) && isnan (stowage->vgm_kg));
  assert_int_equal (stowage->empty, -1);
  assert_non_null (stowage->dangerous);
  assert_null (stowage->dangerous[0]);
}

static void
each_wrong_member_is_named (void **state)
{
  const struct
  {
    const char *from, *to;
    int code;
    const char *part;
  } rows[] = {
    { "basira-stowage/1", "basira-stowage/2", BSR_ERROR_UNKNOWN_KIND, "format:" },
    { "CSQU3054383", " ", BSR_ERROR_DAMAGED, "container: must be a container number" },
    { "\"container\"", "\"box\"", BSR_ERROR_DAMAGED, "container: is missing" },
    { "\"0340708\"", "340708", BSR_ERROR_DAMAGED, "position:" },
    { "25310.5", "-1", BSR_ERROR_DAMAGED, "vgm_kg: must be a number >= 0, is -1" },
    { "false", "2", BSR_ERROR_DAMAGED, "empty: must be true or false" },
    { "\"UN1263\"", "1263", BSR_ERROR_DAMAGED, "dangerous[0]:" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) json = g_string_new (whole);
      assert_int_not_equal (g_string_replace (json, rows[i].from, rows[i].to, 1), 0);
      assert_null (bsr_stowage_from_json (json->str, -1, &error));
      bsr_test_assert_error (error, BSR_ERROR, rows[i].code, rows[i].part);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_whole_stowage_is_read_and_written),
    cmocka_unit_test (what_is_not_stated_stays_so),
    cmocka_unit_test (each_wrong_member_is_named),
  };
  return cmocka_run_group_tests_name ("stowage", tests, NULL, NULL);
}

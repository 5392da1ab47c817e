#include "bsr-test.h"
#include "bsr-material-map.h"

static void
merging_weighs_hue_by_sureness (void **state)
{
  guint16 sure = BSR_MATERIAL_SAMPLE (200, 200), unsure = BSR_MATERIAL_SAMPLE (0, 0);
  guint16 merged = bsr_material_map_merge (sure, unsure, unsure, unsure);
  assert_int_equal (BSR_MATERIAL_HUE (merged), 200);
  assert_int_equal (BSR_MATERIAL_SURENESS (merged), 50);
  assert_int_equal (bsr_material_map_merge (unsure, unsure, unsure, unsure), 0);
  assert_int_equal (bsr_material_map_merge (sure, sure, sure, sure), sure);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (merging_weighs_hue_by_sureness),
  };
  return cmocka_run_group_tests_name ("material-map", tests, NULL, NULL);
}

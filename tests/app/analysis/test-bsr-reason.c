#include "bsr-test.h"

#include <string.h>

#include "bsr-reason.h"

static void
each_reason_is_one_sentence_with_numbers (void **state)
{
  const struct
  {
    BsrReason reason;
    BsrMaterialClass material;
    double steel_mm;
    const char *words;
  } rows[] = {
    { BSR_REASON_EXCESS, BSR_MATERIAL_CLASS_UNKNOWN, 42.0, "42 mm of steel more than the 18 mm around" },
    { BSR_REASON_EXCESS, BSR_MATERIAL_CLASS_METAL, 42.0, "speak of metal" },
    { BSR_REASON_EXCESS, BSR_MATERIAL_CLASS_ORGANIC, 42.0, "speak of organic" },
    { BSR_REASON_EXCESS, BSR_MATERIAL_CLASS_INORGANIC, 42.0, "speak of mineral" },
    { BSR_REASON_EXCESS, BSR_MATERIAL_CLASS_DENSE, 42.0, "speak of heavy metal" },
    { BSR_REASON_LACK, BSR_MATERIAL_CLASS_UNKNOWN, -42.0, "42 mm of steel less than the 18 mm around" },
    { BSR_REASON_OPAQUE, BSR_MATERIAL_CLASS_UNKNOWN, 42.0, "at least 42 mm" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const BsrFinding finding = {
        .detector = "test",
        .reason = rows[i].reason,
        .material = rows[i].material,
        .steel_mm = rows[i].steel_mm,
        .around_mm = 18.0,
        .contrast = rows[i].steel_mm / 4.0,
        .width_mm = 400.0,
        .height_mm = 310.0,
        .mass_kg = 12.5,
      };
      g_autofree char *reason = bsr_reason_of_finding (&finding);
      print_message ("%s\n", reason);
      assert_non_null (strstr (reason, rows[i].words));
      assert_non_null (strstr (reason, "0.40 m by 0.31 m"));
      assert_null (strchr (reason, '\n'));
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (each_reason_is_one_sentence_with_numbers),
  };
  return cmocka_run_group_tests_name ("reason", tests, NULL, NULL);
}

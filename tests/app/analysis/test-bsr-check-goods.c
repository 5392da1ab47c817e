/* The checks that hold what is known of goods against the image: material, volume, packages,
 * homogeneity and commodity. */

#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-check.h"
#include "bsr-finding.h"

/* A scan of one load of citrus: 10 t in 25 m3, organic, two energies that tell. */
typedef struct
{
  BsrCase *flagged;
  BsrScan *scan;
  BsrLoad load;
  BsrLoadRegion whole, regions[2];
  BsrKnownGoods *goods;
  BsrCheckInput input;
} Desk;

static BsrLoadRegion
citrus (double mass_kg, double volume_m3)
{
  BsrLoadRegion region = { .box = { 10, 20, 300, 100 },
                           .length_mm = 5000.0,
                           .mass_kg = mass_kg,
                           .mass_kg_low = 0.9 * mass_kg,
                           .mass_kg_high = 1.1 * mass_kg,
                           .volume_m3 = volume_m3,
                           .materials = { .organic = 0.9, .inorganic = 0.1 },
                           .material_error = 0.15,
                           .packages_low = NAN,
                           .packages_high = NAN,
                           .packing = bsr_packing_unknown (),
                           .descriptor = bsr_load_descriptor_blank () };
  float *values = region.descriptor.values;
  values[BSR_LOAD_MEASURE_MASS_THICKNESS] = 4.5F;
  values[BSR_LOAD_MEASURE_BULK_DENSITY] = (float) log (mass_kg / volume_m3 / 1000.0);
  values[BSR_LOAD_MEASURE_SPREAD_MIDDLE] = -2.0F;
  values[BSR_LOAD_MEASURE_MATERIAL] = 0.02F;
  return region;
}

static void
put_whole (Desk *desk, BsrLoadRegion region)
{
  desk->whole = desk->regions[0] = region;
  desk->input.n_regions = 1;
}

static BsrManifestItem *
declare (Desk *desk, const char *hs, double kg)
{
  BsrManifestItem *item = bsr_case_add_item (desk->flagged, hs);
  item->gross_kg = kg;
  return item;
}

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->flagged = bsr_case_new ("TEST-1", "CSQU3054383");
  desk->scan = bsr_scan_new ("/nowhere/test.tiff");
  desk->scan->described = TRUE;
  desk->goods = bsr_known_goods_new (NULL, NULL, NULL);
  desk->input = (BsrCheckInput){ .flagged = desk->flagged,
                                 .scan = desk->scan,
                                 .load = &desk->load,
                                 .whole = &desk->whole,
                                 .regions = desk->regions,
                                 .goods = desk->goods,
                                 .container = { 10, 20, 300, 200 },
                                 .container_found = TRUE };
  put_whole (desk, citrus (10000.0, 25.0));
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  bsr_case_unref (desk->flagged);
  bsr_scan_unref (desk->scan);
  bsr_known_goods_unref (desk->goods);
  g_free (desk);
  return 0;
}

/* (nullable) */
static BsrCheckResult *
run (const Desk *desk, const char *id)
{
  for (int i = 0; bsr_checks[i] != NULL; i++)
    if (g_str_equal (bsr_checks[i]->id, id))
      return bsr_checks[i]->run (&desk->input);
  fail_msg ("no check %s", id);
  return NULL;
}

static void
expect (const Desk *desk, const char *id, BsrVerdict verdict, double low, double high)
{
  BsrCheckResult *result = run (desk, id);
  assert_non_null (result);
  print_message ("%.3f %s: %s\n", result->score, bsr_verdict_to_string (result->verdict), result->reason);
  assert_int_equal (result->verdict, verdict);
  assert_true (result->reason[0] != '\0');
  if (result->score < low || result->score > high)
    fail_msg ("score %g is not in %g...%g", result->score, low, high);
  bsr_check_result_free (result);
}

static void
material_is_held_against_the_heading (void **state)
{
  Desk *desk = *state;
  declare (desk, "080521", 10000.0);
  expect (desk, "material", BSR_VERDICT_CONSISTENT, 0.0, 0.1);
  desk->whole.descriptor.values[BSR_LOAD_MEASURE_MATERIAL] = 1.0F; /* steel */
  expect (desk, "material", BSR_VERDICT_MISMATCH, 0.6, 1.0);
  desk->whole.material_error = 1.0; /* energies too close */
  expect (desk, "material", BSR_VERDICT_CONSISTENT, 0.0, 0.2);
  desk->whole.materials = (BsrMaterialShares){ .unknown = 1.0 };
  desk->whole.descriptor.values[BSR_LOAD_MEASURE_MATERIAL] = NAN;
  expect (desk, "material", BSR_VERDICT_INCONCLUSIVE, 0.0, 0.0);
}

static void
mixed_goods_are_weighed_by_mass (void **state)
{
  Desk *desk = *state;
  declare (desk, "080521", 5000.0);
  declare (desk, "721420", 5000.0); /* steel bars */
  desk->whole.descriptor.values[BSR_LOAD_MEASURE_MATERIAL] = 0.5F;
  expect (desk, "material", BSR_VERDICT_CONSISTENT, 0.0, 0.05);
  desk->whole.descriptor.values[BSR_LOAD_MEASURE_MATERIAL] = 1.5F;
  expect (desk, "material", BSR_VERDICT_MISMATCH, 0.5, 1.0);
}

static void
codes_without_a_meaning_are_no_fault (void **state)
{
  Desk *desk = *state;
  declare (desk, "7799", 10000.0); /* chapter 77 is reserved */
  expect (desk, "material", BSR_VERDICT_INCONCLUSIVE, 0.0, 0.0);
  expect (desk, "volume", BSR_VERDICT_INCONCLUSIVE, 0.0, 0.0);
  expect (desk, "commodity", BSR_VERDICT_INCONCLUSIVE, 0.0, 0.0);
}

static void
volume_is_held_against_the_density (void **state)
{
  Desk *desk = *state;
  BsrManifestItem *item = declare (desk, "080521", 10000.0);
  expect (desk, "volume", BSR_VERDICT_CONSISTENT, 0.0, 0.2);
  put_whole (desk, citrus (10000.0, 4.0));
  expect (desk, "volume", BSR_VERDICT_MISMATCH, 0.9, 1.0);
  put_whole (desk, citrus (10000.0, 120.0));
  expect (desk, "volume", BSR_VERDICT_MISMATCH, 0.5, 1.0);
  g_free (item->hs);
  item->hs = g_strdup ("08"); /* its chapter only */
  expect (desk, "volume", BSR_VERDICT_INCONCLUSIVE, 0.0, 0.9);
  item->gross_kg = NAN;
  assert_null (run (desk, "volume"));
}

static void
packages_are_bounded_by_their_room (void **state)
{
  Desk *desk = *state;
  BsrManifestItem *item = declare (desk, "290511", 10000.0);
  item->packages = 84;
  item->package_type = g_strdup ("1A"); /* steel drums, 0.02 to 0.3 m3 */
  expect (desk, "packages", BSR_VERDICT_CONSISTENT, 0.0, 0.05);
  item->packages = 5000;
  expect (desk, "packages", BSR_VERDICT_MISMATCH, 0.5, 1.0);
  item->packages = 12;
  expect (desk, "packages", BSR_VERDICT_MISMATCH, 0.5, 1.0);
  item->packages = -1;
  assert_null (run (desk, "packages"));
}

static void
what_repeats_counts_at_least (void **state)
{
  Desk *desk = *state;
  BsrManifestItem *item = declare (desk, "290511", 10000.0);
  item->package_type = g_strdup ("1A");
  item->packages = 84;
  desk->whole.packages_low = 300.0;
  desk->whole.packages_high = 500.0;
  expect (desk, "packages", BSR_VERDICT_MISMATCH, 0.5, 1.0);
  item->packages = 700; /* a period may be of two packages */
  expect (desk, "packages", BSR_VERDICT_CONSISTENT, 0.0, 0.05);
}

static BsrPacking
pieces (BsrPackingClass kind, int n, double length_mm, double height_mm)
{
  return (BsrPacking){ kind, 0.8, n, length_mm, n * height_mm };
}

/* Ten big bags behind each other, at most two abreast; twenty columns of drums, two tiers, four abreast. */
static void
pieces_are_counted (void **state)
{
  Desk *desk = *state;
  BsrManifestItem *item = declare (desk, "310530", 10000.0);
  item->package_type = g_strdup ("43");
  item->packages = 20;
  desk->whole.packing = pieces (BSR_PACKING_BALES, 10, 950.0, 1200.0);
  expect (desk, "packages", BSR_VERDICT_CONSISTENT, 0.0, 0.05);
  item->packages = 36;
  expect (desk, "packages", BSR_VERDICT_MISMATCH, 0.6, 1.0);
  desk->whole.packing.kind = BSR_PACKING_UNKNOWN; /* then by their room alone */
  expect (desk, "packages", BSR_VERDICT_CONSISTENT, 0.0, 0.3);

  g_free (item->package_type);
  item->package_type = g_strdup ("1A");
  item->packages = 120;
  desk->whole.packing = pieces (BSR_PACKING_DRUMS, 20, 580.0, 2000.0);
  expect (desk, "packages", BSR_VERDICT_CONSISTENT, 0.0, 0.05);
  item->packages = 50;
  expect (desk, "packages", BSR_VERDICT_MISMATCH, 0.5, 1.0);
  item->packages = 260;
  expect (desk, "packages", BSR_VERDICT_MISMATCH, 0.5, 1.0);
  declare (desk, "080521", 1000.0)->packages = 100; /* which of both the pieces are is not told */
  BsrCheckResult *result = run (desk, "packages");
  assert_int_not_equal (result->verdict, BSR_VERDICT_MISMATCH);
  bsr_check_result_free (result);
}

static void
an_empty_container_is_said_to_be_empty (void **state)
{
  Desk *desk = *state;
  BsrManifestItem *item = declare (desk, "080521", 10000.0);
  item->packages = 100;
  item->package_type = g_strdup ("CT");
  desk->input.whole = NULL;
  static const char *const checks[] = { "volume", "packages" };
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      BsrCheckResult *result = run (desk, checks[i]);
      assert_non_null (strstr (result->reason, "the image shows no load"));
      bsr_check_result_free (result);
      desk->input.container_found = FALSE;
      result = run (desk, checks[i]);
      assert_non_null (strstr (result->reason, "outline was not found"));
      bsr_check_result_free (result);
      desk->input.container_found = TRUE;
    }
}

/* Metal under the goods: half a metre high on the floor, 1.8 times as heavy as what is on and beside it. */
static void
a_dense_block_is_no_part_of_one_commodity (void **state)
{
  Desk *desk = *state;
  declare (desk, "080521", 10000.0);
  desk->load.lump = (BsrLoadLump){ { 40, 90, 60, 30 }, 0.59, 0.1, 0.0, (double) NAN };
  BsrCheckResult *result = run (desk, "homogeneity");
  assert_int_equal (result->verdict, BSR_VERDICT_MISMATCH);
  assert_int_equal (result->box.x, 40);
  assert_non_null (strstr (result->reason, "1.8 times"));
  bsr_check_result_free (result);
  desk->load.lump.place = 0.4; /* and the energies agree */
  result = run (desk, "homogeneity");
  assert_non_null (strstr (result->reason, "nearer to metal"));
  bsr_check_result_free (result);
  desk->load.lump.place = (double) NAN;
  desk->load.lump.excess = 0.3;
  expect (desk, "homogeneity", BSR_VERDICT_CONSISTENT, 0.0, 0.4);
  desk->load.lump.opaque = 0.8; /* at least that much, then */
  expect (desk, "homogeneity", BSR_VERDICT_MISMATCH, 0.5, 1.0);
  desk->load.lump.opaque = 0.0;
  desk->load.lump.excess = 0.59;
  desk->load.lump.spread = 0.5; /* goods that are as uneven as that */
  expect (desk, "homogeneity", BSR_VERDICT_CONSISTENT, 0.0, 0.4);
  desk->load.lump.spread = 0.1;
  declare (desk, "721420", 4000.0); /* declared, too */
  expect (desk, "homogeneity", BSR_VERDICT_CONSISTENT, 0.0, 0.3);
}

static void
one_commodity_looks_like_one (void **state)
{
  Desk *desk = *state;
  declare (desk, "080521", 10000.0);
  expect (desk, "homogeneity", BSR_VERDICT_CONSISTENT, 0.0, 0.0);
  desk->regions[1] = citrus (4000.0, 10.0);
  desk->regions[1].box.x = 400;
  desk->input.n_regions = 2;
  expect (desk, "homogeneity", BSR_VERDICT_CONSISTENT, 0.0, 0.05);
  BsrCheckResult *alike = run (desk, "homogeneity");
  assert_true (alike->observed == 1.0);
  bsr_check_result_free (alike);
  desk->regions[1].descriptor.values[BSR_LOAD_MEASURE_MATERIAL] = 1.4F;
  BsrCheckResult *result = run (desk, "homogeneity");
  assert_int_equal (result->verdict, BSR_VERDICT_MISMATCH);
  assert_int_equal (result->box.x, 400);
  bsr_check_result_free (result);
  desk->regions[1].mass_kg = 100.0; /* a remainder */
  expect (desk, "homogeneity", BSR_VERDICT_CONSISTENT, 0.0, 0.05);
  desk->regions[1].mass_kg = 4000.0;
  declare (desk, "721420", 4000.0);
  expect (desk, "homogeneity", BSR_VERDICT_CONSISTENT, 0.0, 0.0);
}

static void
commodity_is_asked_of_what_is_known (void **state)
{
  Desk *desk = *state;
  BsrManifestItem *item = declare (desk, "080521", 10000.0);
  BsrCheckResult *result = run (desk, "commodity");
  assert_int_equal (result->verdict, BSR_VERDICT_CONSISTENT);
  assert_int_equal (result->n_guesses, 0); /* density and material alone single nothing out */
  bsr_check_result_free (result);

  g_free (item->hs);
  item->hs = g_strdup ("721420");
  expect (desk, "commodity", BSR_VERDICT_MISMATCH, 0.5, 1.0);
  g_free (item->hs);
  item->hs = g_strdup ("72"); /* its chapter only: never guilty */
  expect (desk, "commodity", BSR_VERDICT_INCONCLUSIVE, 0.0, 0.46);
  desk->whole.descriptor = bsr_load_descriptor_blank ();
  expect (desk, "commodity", BSR_VERDICT_INCONCLUSIVE, 0.0, 0.0);
}

/* No check takes goods without a code for any heading, nor for one commodity. */
static void
goods_without_a_code_are_never_at_fault (void **state)
{
  static const char *const checks[]
      = { "material", "volume", "packages", "homogeneity", "commodity" };
  Desk *desk = *state;
  declare (desk, "", 400000.0)->packages = 1;
  desk->regions[1] = citrus (4000.0, 10.0);
  desk->regions[1].descriptor.values[BSR_LOAD_MEASURE_MATERIAL] = 1.4F;
  desk->input.n_regions = 2;
  for (int items = 1; items <= 2; items++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
        {
          BsrCheckResult *result = run (desk, checks[i]);
          if (result == NULL)
            continue;
          assert_int_not_equal (result->verdict, BSR_VERDICT_MISMATCH);
          bsr_check_result_free (result);
        }
      declare (desk, "", NAN);
    }
  expect (desk, "homogeneity", BSR_VERDICT_INCONCLUSIVE, 0.0, 0.0);
  BsrCheckResult *result = run (desk, "commodity");
  assert_non_null (strstr (result->reason, "No code is declared"));
  bsr_check_result_free (result);
  declare (desk, "721420", NAN);
  expect (desk, "commodity", BSR_VERDICT_INCONCLUSIVE, 0.0, 0.46);
}

/* Three loads of citrus and three of one other heading in the library. */
static void
fill_library (Desk *desk)
{
  g_autoptr (BsrLibrary) library = bsr_library_new ();
  for (int i = 0; i < 6; i++)
    {
      g_autofree char *scan = g_strdup_printf ("%064d", i);
      BsrLoadDescriptor look = desk->whole.descriptor;
      look.values[BSR_LOAD_MEASURE_SPREAD_MIDDLE] = i < 3 ? -2.0F : -4.0F;
      look.values[BSR_LOAD_MEASURE_MASS_THICKNESS] = (i < 3 ? 4.5F : 2.5F) + 0.05F * (float) (i % 3);
      g_autoptr (BsrLibraryEntry) entry
          = bsr_library_entry_new (i < 3 ? "0805" : "6109", scan, "2026-01-05", &look, NULL);
      assert_true (bsr_library_add (library, entry));
    }
  bsr_known_goods_unref (desk->goods);
  desk->input.goods = desk->goods = bsr_known_goods_new (library, NULL, NULL);
}

static void
a_library_makes_guesses (void **state)
{
  Desk *desk = *state;
  fill_library (desk);
  declare (desk, "080521", 10000.0);
  BsrCheckResult *result = run (desk, "commodity");
  assert_true (result->n_guesses > 0);
  assert_string_equal (result->guesses[0].hs, "0805");
  for (int i = 1; i < result->n_guesses; i++)
    assert_true (result->guesses[i].probability <= result->guesses[i - 1].probability);
  assert_true (result->guesses[result->n_guesses - 1].probability >= 0.02);
  bsr_check_result_free (result);
}

static void
goods_without_a_code_are_guessed (void **state)
{
  Desk *desk = *state;
  fill_library (desk);
  declare (desk, "", 10000.0);
  BsrCheckResult *result = run (desk, "commodity");
  assert_int_equal (result->verdict, BSR_VERDICT_INCONCLUSIVE);
  assert_true (result->n_guesses > 0);
  assert_string_equal (result->guesses[0].hs, "0805");
  assert_true (g_str_has_prefix (result->observed_text, "0805"));
  assert_null (result->declared_text);
  bsr_check_result_free (result);
}

#define DESK_TEST(f) cmocka_unit_test_setup_teardown (f, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    DESK_TEST (material_is_held_against_the_heading),
    DESK_TEST (mixed_goods_are_weighed_by_mass),
    DESK_TEST (codes_without_a_meaning_are_no_fault),
    DESK_TEST (volume_is_held_against_the_density),
    DESK_TEST (packages_are_bounded_by_their_room),
    DESK_TEST (what_repeats_counts_at_least),
    DESK_TEST (pieces_are_counted),
    DESK_TEST (an_empty_container_is_said_to_be_empty),
    DESK_TEST (a_dense_block_is_no_part_of_one_commodity),
    DESK_TEST (one_commodity_looks_like_one),
    DESK_TEST (commodity_is_asked_of_what_is_known),
    DESK_TEST (a_library_makes_guesses),
    DESK_TEST (goods_without_a_code_are_never_at_fault),
    DESK_TEST (goods_without_a_code_are_guessed),
  };
  return cmocka_run_group_tests_name ("check-goods", tests, NULL, NULL);
}

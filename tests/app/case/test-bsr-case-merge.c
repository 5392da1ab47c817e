#include "bsr-test.h"
#include "bsr-case-change.h"
#include "bsr-case-file.h"
#include "bsr-case-merge.h"

#include <math.h>

static BsrManifestItem *
add_item (BsrCase *flagged, const char *hs, const char *description, double kg)
{
  BsrManifestItem *item = bsr_case_add_item (flagged, hs);
  item->description = g_strdup (description);
  item->gross_kg = kg;
  return item;
}

/* What a manifest says. */
static BsrCase *
manifest_new (void)
{
  BsrCase *flagged = bsr_case_new ("B1/CSQU3054383", "CSQU3054383");
  flagged->size_type = g_strdup ("22G1");
  flagged->bill_of_lading = g_strdup ("B1");
  flagged->vessel = g_strdup ("Example Star");
  flagged->shipper = g_strdup ("Example Shipper");
  flagged->consignee = g_strdup ("Example Consignee");
  flagged->tare_kg = 2200.0;
  flagged->gross_kg = 12000.0;
  g_strfreev (flagged->seals);
  flagged->seals = g_strsplit ("S1 S2", " ", -1);
  add_item (flagged, "090111", "coffee", 9000.0)->packages = 150;
  return flagged;
}

static void
what_is_not_stated_is_filled (void **state)
{
  g_autoptr (BsrCase) manifest = manifest_new ();
  g_autoptr (BsrCase) flagged = bsr_case_new ("T-1", "CSQU3054383");
  flagged->vessel = g_strdup ("Another");
  flagged->tare_kg = 2300.0;
  g_autoptr (BsrCase) whole = bsr_case_complete (flagged, manifest);
  assert_string_equal (whole->id, "T-1");
  assert_string_equal (whole->vessel, "Another");
  assert_string_equal (whole->bill_of_lading, "B1");
  assert_string_equal (whole->size_type, "22G1");
  assert_string_equal (whole->shipper, "Example Shipper");
  bsr_test_assert_close (whole->tare_kg, 2300.0, 0.0);
  bsr_test_assert_close (whole->gross_kg, 12000.0, 0.0);
  assert_int_equal (g_strv_length (whole->seals), 2);
  assert_int_equal (whole->items->len, 1);
  const BsrManifestItem *item = whole->items->pdata[0];
  assert_string_equal (item->hs, "090111");
  assert_string_equal (item->description, "coffee");
  assert_int_equal (item->packages, 150);
  assert_null (flagged->bill_of_lading);

  /* Again there is nothing left to fill. */
  g_autoptr (BsrCase) again = bsr_case_complete (whole, manifest);
  g_autofree char *before = bsr_case_to_json (whole), *after = bsr_case_to_json (again);
  assert_string_equal (before, after);
}

static void
items_are_filled_where_they_are_the_same (void **state)
{
  g_autoptr (BsrCase) manifest = manifest_new ();
  g_autoptr (BsrCase) flagged = bsr_case_new ("T-1", "CSQU3054383");
  BsrManifestItem *item = add_item (flagged, "090111", NULL, (double) NAN);
  g_autoptr (BsrCase) same = bsr_case_complete (flagged, manifest);
  assert_string_equal (((BsrManifestItem *) same->items->pdata[0])->description, "coffee");
  g_free (item->hs);
  item->hs = g_strdup ("0902");
  g_autoptr (BsrCase) other = bsr_case_complete (flagged, manifest);
  assert_null (((BsrManifestItem *) other->items->pdata[0])->description);
  add_item (manifest, "0902", "tea", 10.0);
  g_autoptr (BsrCase) more = bsr_case_complete (flagged, manifest);
  assert_int_equal (more->items->len, 1);
}

static void
empty_is_said_of_what_says_nothing (void **state)
{
  g_autoptr (BsrCase) flagged = bsr_case_new ("T-1", "CSQU3054383");
  g_autoptr (BsrCase) empty = bsr_case_new ("CSQU3054383", "CSQU3054383");
  g_autoptr (BsrCase) loaded = manifest_new ();
  empty->empty = TRUE;
  g_autoptr (BsrCase) filled = bsr_case_complete (flagged, empty);
  assert_true (filled->empty);
  g_autoptr (BsrCase) still = bsr_case_complete (filled, loaded);
  assert_true (still->empty);
  assert_int_equal (still->items->len, 0);
  g_autoptr (GPtrArray) differences = bsr_case_differences (still, loaded);
  assert_int_equal (differences->len, 1);
  assert_string_equal (((BsrCaseChange *) differences->pdata[0])->member, "empty");
}

static void
names_that_were_let_go_stay_away (void **state)
{
  g_autoptr (BsrCase) manifest = manifest_new ();
  g_autoptr (BsrCase) flagged = bsr_case_new ("T-1", "CSQU3054383");
  flagged->personal_expired = g_date_time_new_utc (2024, 5, 3, 0, 0, 0.0);
  g_autoptr (BsrCase) whole = bsr_case_complete (flagged, manifest);
  assert_null (whole->shipper);
  assert_null (whole->consignee);
  assert_string_equal (whole->bill_of_lading, "B1");
  assert_true (g_date_time_equal (whole->personal_expired, flagged->personal_expired));
}

static void
only_what_both_state_differs (void **state)
{
  g_autoptr (BsrCase) manifest = manifest_new ();
  g_autoptr (BsrCase) flagged = bsr_case_new ("T-1", "CSQU 305438-3");
  flagged->vessel = g_strdup ("EXAMPLE  star"); /* the same */
  flagged->voyage = g_strdup ("17");            /* not in the manifest */
  flagged->gross_kg = 12000.4;                  /* the same */
  flagged->tare_kg = 2300.0;                    /* differs */
  flagged->bill_of_lading = g_strdup ("ABCDB1"); /* differs, though it is the same */
  flagged->priority = BSR_PRIORITY_URGENT;      /* the manifest has none */
  add_item (flagged, "090111", "Coffee", 8000.0);
  g_autoptr (BsrCase) whole = bsr_case_complete (flagged, manifest);
  g_autoptr (GPtrArray) differences = bsr_case_differences (whole, manifest);
  const struct
  {
    const char *member, *before, *after;
  } expected[] = { { "transport.bill_of_lading", "ABCDB1", "B1" },
                   { "tare_kg", "2300", "2200" },
                   { "items[0].gross_kg", "8000", "9000" } };
  assert_int_equal (differences->len, G_N_ELEMENTS (expected));
  for (guint i = 0; i < differences->len; i++)
    {
      const BsrCaseChange *change = differences->pdata[i];
      assert_string_equal (change->member, expected[i].member);
      assert_string_equal (change->before, expected[i].before);
      assert_string_equal (change->after, expected[i].after);
    }

  /* Other numbers of items are one difference. */
  add_item (manifest, "0902", "tea", 10.0);
  g_autoptr (GPtrArray) more = bsr_case_differences (whole, manifest);
  assert_int_equal (more->len, 3);
  const BsrCaseChange *number = more->pdata[2];
  assert_string_equal (number->member, "items");
  assert_string_equal (number->before, "1");
  assert_string_equal (number->after, "2");
}

static void
bills_are_told_apart (void **state)
{
  const struct
  {
    const char *stated, *other;
    gboolean is_other;
  } rows[] = {
    { "B1", "B2", TRUE },          { "B1", "b 1", FALSE },      { "B1", NULL, FALSE },
    { NULL, "B1", FALSE },         { "B1", " ", FALSE },        { "HLCU123", "123", FALSE },
    { "123", "hlcu 123", FALSE },  { "HLC123", "123", TRUE },   { "12341", "1", TRUE },
    { "ABCDHLCU1", "HLCU2", TRUE }, { "HLCU", "MAEU", TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BsrCase) stated = bsr_case_new ("T-1", "CSQU3054383");
      g_autoptr (BsrCase) other = bsr_case_new ("B/CSQU3054383", "CSQU3054383");
      g_autoptr (BsrCase) same = bsr_case_new ("T-1", "CSQU3054383");
      stated->bill_of_lading = g_strdup (rows[i].stated);
      other->bill_of_lading = g_strdup (rows[i].other);
      same->bill_of_lading = g_strdup (rows[i].other);
      assert_int_equal (bsr_case_is_of_other_bill (stated, other), rows[i].is_other);
      assert_false (bsr_case_is_of_other_bill (stated, same)); /* a bill that was put right */
    }
}

/* Two bills in one container: what is of the goods of one is not said of those of the other. */
static void
another_bill_fills_the_container_alone (void **state)
{
  g_autoptr (BsrCase) manifest = manifest_new ();
  g_autoptr (BsrCase) flagged = bsr_case_new ("T-1", "CSQU3054383");
  flagged->bill_of_lading = g_strdup ("B2");
  flagged->consignee = g_strdup ("Another Consignee");
  flagged->port_of_lading = g_strdup ("CNSHA");
  manifest->port_of_lading = g_strdup ("ESALG");
  manifest->port_of_discharge = g_strdup ("MAPTM");
  flagged->tare_kg = 2300.0;
  add_item (flagged, "090111", NULL, (double) NAN);
  g_autoptr (BsrCase) whole = bsr_case_complete (flagged, manifest);
  assert_string_equal (whole->size_type, "22G1");
  assert_string_equal (whole->vessel, "Example Star");
  assert_int_equal (g_strv_length (whole->seals), 2);
  bsr_test_assert_close (whole->gross_kg, 12000.0, 0.0);
  assert_null (whole->shipper);
  assert_null (whole->port_of_discharge);
  const BsrManifestItem *item = whole->items->pdata[0];
  assert_null (item->description);
  assert_true (isnan (item->gross_kg));
  g_autoptr (GPtrArray) differences = bsr_case_differences (whole, manifest);
  assert_int_equal (differences->len, 2);
  assert_string_equal (((BsrCaseChange *) differences->pdata[0])->member, "transport.bill_of_lading");
  assert_string_equal (((BsrCaseChange *) differences->pdata[1])->member, "tare_kg");
  add_item (manifest, "0902", "tea", 10.0);
  g_autoptr (GPtrArray) more = bsr_case_differences (whole, manifest);
  assert_int_equal (more->len, 2);

  /* Nor do its goods become those of a case that states none. */
  g_ptr_array_set_size (flagged->items, 0);
  g_autoptr (BsrCase) bare = bsr_case_complete (flagged, manifest);
  assert_int_equal (bare->items->len, 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (what_is_not_stated_is_filled),
    cmocka_unit_test (items_are_filled_where_they_are_the_same),
    cmocka_unit_test (empty_is_said_of_what_says_nothing),
    cmocka_unit_test (names_that_were_let_go_stay_away),
    cmocka_unit_test (only_what_both_state_differs),
    cmocka_unit_test (bills_are_told_apart),
    cmocka_unit_test (another_bill_fills_the_container_alone),
  };
  return cmocka_run_group_tests_name ("case-merge", tests, NULL, NULL);
}

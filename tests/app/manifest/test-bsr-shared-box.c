#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-shared-box.h"

#define BOX "CSQU3054383"
#define OTHER_BOX "MSKU0000006"

static BsrManifest *
manifest_new (void)
{
  return bsr_manifest_new (BSR_MANIFEST_CUSCAR, "CUSCAR D.95B");
}

/* (transfer none): a case without goods, in @manifest. */
static BsrCase *
declare (BsrManifest *manifest, const char *bill, const char *container)
{
  g_autofree char *id = bsr_manifest_case_id (bill, container);
  BsrCase *declared = bsr_case_new (id, container);
  declared->bill_of_lading = g_strdup (bill);
  g_ptr_array_add (manifest->cases, declared);
  return declared;
}

static void
add_item (BsrCase *declared, const char *hs, const char *description, gint64 packages,
          const char *package_type, double kg)
{
  BsrManifestItem *item = bsr_case_add_item (declared, hs);
  item->description = g_strdup (description);
  item->packages = packages;
  item->package_type = g_strdup (package_type);
  item->gross_kg = kg;
}

static void
assert_remark (const BsrManifest *manifest, guint index, const char *container, gboolean kept,
               const char *reason)
{
  assert_true (index < manifest->remarks->len);
  const BsrManifestRemark *remark = manifest->remarks->pdata[index];
  assert_string_equal (remark->reason, reason);
  assert_true (g_strcmp0 (remark->container, container) == 0);
  assert_int_equal (remark->kept, kept);
}

static void
each_line_of_goods_of_several_bills_is_remarked (void **state)
{
  g_autoptr (BsrManifest) manifest = manifest_new ();
  BsrCase *first = declare (manifest, "B1", BOX);
  add_item (first, "848300", "machine parts", 30, "CT", 1200.0);
  add_item (first, "", NULL, 7, NULL, (double) NAN);
  add_item (first, "", NULL, -1, NULL, (double) NAN);
  g_autofree char *much = g_strnfill (500, 'x');
  add_item (declare (manifest, "B3", OTHER_BOX), "", "alone", -1, NULL, (double) NAN);
  add_item (declare (manifest, "B2", BOX), "", much, -1, NULL, 0.5);
  declare (manifest, "B4", BOX)->empty = TRUE;
  declare (manifest, "B5", BOX);
  add_item (declare (manifest, NULL, BOX), "", "of no bill", -1, NULL, (double) NAN);
  bsr_shared_box_remark_all (manifest);
  assert_remark (manifest, 0, BOX, TRUE,
                 "bill B1 has in this container: 30 CT, \"machine parts\", HS 848300, 1200 kg");
  assert_remark (manifest, 1, BOX, TRUE, "bill B1 has in this container: 7 packages");
  assert_remark (manifest, 2, BOX, TRUE,
                 "bill B1 has in this container: goods that it does not describe");
  g_autofree char *start = g_strndup (much, 120);
  g_autofree char *cut = g_strdup_printf ("bill B2 has in this container: \"%s…\", 0.5 kg", start);
  assert_remark (manifest, 3, BOX, TRUE, cut);
  assert_remark (manifest, 4, BOX, TRUE, "bill B4 declares this container empty");
  assert_remark (manifest, 5, BOX, TRUE, "bill B5 does not say what of it is in this container");
  assert_int_equal (manifest->remarks->len, 6);
  static const char *const bills[] = { "B1", "B1", "B1", "B2", "B4", "B5" };
  for (guint i = 0; i < G_N_ELEMENTS (bills); i++)
    assert_string_equal (((BsrManifestRemark *) manifest->remarks->pdata[i])->bill, bills[i]);

  /* Once is enough. */
  bsr_shared_box_remark (manifest, first);
  assert_int_equal (manifest->remarks->len, 6);
}

static void
goods_of_one_bill_are_not (void **state)
{
  g_autoptr (BsrManifest) manifest = manifest_new ();
  BsrCase *declared = declare (manifest, "B1", BOX);
  add_item (declared, "", "coffee", -1, NULL, (double) NAN);
  add_item (declare (manifest, "B1", BOX), "", "tea", -1, NULL, (double) NAN);
  add_item (declare (manifest, "B2", OTHER_BOX), "", "toys", -1, NULL, (double) NAN);
  bsr_shared_box_remark_all (manifest);
  assert_int_equal (manifest->remarks->len, 0);

  /* Unless somebody asks for it. */
  bsr_shared_box_remark (manifest, declared);
  assert_int_equal (manifest->remarks->len, 1);
  assert_remark (manifest, 0, BOX, TRUE, "bill B1 has in this container: \"coffee\"");
}

static void
lines_are_bounded (void **state)
{
  g_autoptr (BsrManifest) manifest = manifest_new ();
  for (int b = 0; b < 100; b++)
    for (int c = 0; c < 100; c++)
      {
        g_autofree char *bill = g_strdup_printf ("B%d", b);
        g_autofree char *container = g_strdup_printf ("ABCU%07d", c);
        BsrCase *declared = declare (manifest, bill, container);
        for (int i = 0; i < (c == 0 ? 3 : 1); i++)
          add_item (declared, "", "x", -1, NULL, (double) NAN);
      }
  bsr_shared_box_remark_all (manifest);
  guint n = 0;
  for (guint i = 0; i < manifest->remarks->len; i++)
    n += g_str_equal (
        ((BsrManifestRemark *) manifest->remarks->pdata[i])->reason,
        "there are more than 200 lines of goods in this container: the rest is not listed");
  assert_int_equal (n, 1);
  assert_in_range (manifest->remarks->len, 9000, 9010);
  const BsrManifestRemark *last = manifest->remarks->pdata[manifest->remarks->len - 1];
  assert_null (last->container);
  assert_non_null (strstr (last->reason, "more bills that share a container are not listed"));
}

/* A container that a consolidator loaded for two bills, in one message. */
static void
manifests_say_it_when_they_are_read (void **state)
{
  static const char text[]
      = "UNB+UNOC:3+A+B+261105:0810+7'UNH+1+CUSCAR:D:95B:UN'EQD+CN+" BOX "+45G1'"
        "CNI+1'RFF+BM:B1'GID+1+30:CT'FTX+AAA+++COFFEE'SGP+" BOX "'"
        "CNI+2'RFF+BM:B2'GID+1+2:PK'FTX+AAA+++TOYS'SGP+" BOX "'UNT+13+1'UNZ+1+7'";
  g_autoptr (BsrManifest) manifest = bsr_manifest_read (text, strlen (text), NULL, NULL, NULL);
  assert_int_equal (manifest->cases->len, 2);
  assert_int_equal (manifest->remarks->len, 2);
  assert_remark (manifest, 0, BOX, TRUE, "bill B1 has in this container: 30 CT, \"COFFEE\"");
  assert_remark (manifest, 1, BOX, TRUE, "bill B2 has in this container: 2 PK, \"TOYS\"");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (each_line_of_goods_of_several_bills_is_remarked),
    cmocka_unit_test (goods_of_one_bill_are_not),
    cmocka_unit_test (lines_are_bounded),
    cmocka_unit_test (manifests_say_it_when_they_are_read),
  };
  return cmocka_run_group_tests_name ("shared-box", tests, NULL, NULL);
}

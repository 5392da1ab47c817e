#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-awmds.h"
#include "bsr-error.h"

#define HEAD                                                                                       \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Awmds>\n<General_segment><General_segment_id>"     \
  "<Customs_office_code>309</Customs_office_code><Voyage_number>12W</Voyage_number>"               \
  "<Date_of_departure>2026-11-03</Date_of_departure></General_segment_id>"                         \
  "<Totals_segment><Total_number_of_bols>1</Total_number_of_bols></Totals_segment>"                \
  "<Transport_information><Identity_of_transporter>Example</Identity_of_transporter>"              \
  "<Registration_number_of_transport_code>9074729</Registration_number_of_transport_code>"         \
  "</Transport_information><Load_unload_place><Place_of_departure_code>ESALG</Place_of_departure_code>" \
  "<Place_of_destination_code>MAPTM</Place_of_destination_code></Load_unload_place></General_segment>\n"
#define BILL_HEAD                                                                                  \
  "<Bol_segment><Bol_id><Bol_reference>BL1</Bol_reference><Line_number>1</Line_number></Bol_id>"   \
  "<Load_unload_place><Place_of_loading_code>CNSHA</Place_of_loading_code></Load_unload_place>"    \
  "<Traders_segment><Carrier><Carrier_name>Nobody</Carrier_name></Carrier>"                        \
  "<Exporter><Exporter_name>One\n &amp; Sons</Exporter_name></Exporter>"                           \
  "<Notify><Notify_name>Three</Notify_name></Notify>"                                              \
  "<Consignee><Consignee_name>Two</Consignee_name></Consignee></Traders_segment>\n"
#define CONTAINER(number, more)                                                                    \
  "<ctn_segment><Ctn_reference>" number "</Ctn_reference><Number_of_packages>12</Number_of_packages>" \
  "<Type_of_container>45G1</Type_of_container>" more "</ctn_segment>\n"
#define GOODS(description, mass)                                                                   \
  "<Goods_segment><Number_of_packages>96</Number_of_packages><Package_type_code>BL</Package_type_code>" \
  "<Gross_mass>" mass "</Gross_mass><Shipping_marks>N/M</Shipping_marks>"                          \
  "<Goods_description>" description "</Goods_description>"                                         \
  "<Num_of_ctn_for_this_bol>1</Num_of_ctn_for_this_bol></Goods_segment>\n"
#define FOOT "</Bol_segment>\n</Awmds>\n"

static BsrManifest *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  assert_true (bsr_awmds_probe (text, strlen (text)));
  BsrManifest *manifest = bsr_awmds_read (text, strlen (text), NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  for (guint i = 0; i < manifest->remarks->len; i++)
    {
      const BsrManifestRemark *remark = manifest->remarks->pdata[i];
      print_message ("%d %s %s %d %s\n", remark->line, remark->place != NULL ? remark->place : "-",
                     remark->container != NULL ? remark->container : "-", remark->kept,
                     remark->reason);
    }
  return manifest;
}

static void
assert_remark (const BsrManifest *manifest, guint index, int line, const char *place, gboolean kept,
               const char *reason)
{
  assert_true (index < manifest->remarks->len);
  const BsrManifestRemark *remark = manifest->remarks->pdata[index];
  assert_int_equal (remark->line, line);
  assert_true (g_strcmp0 (remark->place, place) == 0);
  assert_int_equal (remark->kept, kept);
  assert_string_equal (remark->reason, reason);
}

static void
a_whole_manifest_is_read (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text (
      HEAD BILL_HEAD CONTAINER ("csqu 305438-3",
                                "<Empty_Full>1/1</Empty_Full><Marks1>MA1</Marks1><Marks2></Marks2>"
                                "<Marks3>MA3</Marks3><Empty_weight>3900</Empty_weight>")
          GOODS ("Cotton,\n  not carded", "21400.000") FOOT);
  assert_int_equal (manifest->kind, BSR_MANIFEST_AWMDS);
  assert_int_equal (manifest->remarks->len, 0);
  assert_int_equal (manifest->cases->len, 1);
  const BsrCase *flagged = manifest->cases->pdata[0];
  assert_string_equal (flagged->id, "BL1/CSQU3054383");
  assert_string_equal (flagged->container, "CSQU3054383");
  assert_string_equal (flagged->size_type, "45G1");
  assert_string_equal (flagged->bill_of_lading, "BL1");
  assert_string_equal (flagged->vessel, "Example");
  assert_string_equal (flagged->imo, "9074729");
  assert_string_equal (flagged->voyage, "12W");
  assert_string_equal (flagged->port_of_lading, "CNSHA");
  assert_string_equal (flagged->port_of_discharge, "MAPTM");
  assert_string_equal (flagged->shipper, "One & Sons");
  assert_string_equal (flagged->consignee, "Two");
  assert_string_equal (flagged->notify_party, "Three");
  g_autofree char *seals = g_strjoinv ("|", flagged->seals);
  assert_string_equal (seals, "MA1|MA3");
  bsr_test_assert_close (flagged->tare_kg, 3900, 0);
  assert_true (isnan (flagged->gross_kg));
  assert_false (flagged->empty);
  assert_int_equal (flagged->items->len, 1);
  const BsrManifestItem *item = flagged->items->pdata[0];
  assert_string_equal (item->hs, "");
  assert_string_equal (item->description, "Cotton, not carded");
  assert_int_equal (item->packages, 96);
  assert_string_equal (item->package_type, "BL");
  bsr_test_assert_close (item->gross_kg, 21400, 0);
}

/* Of a bill with several containers nobody knows what is in which, unless they say. */
static void
shares_are_left_open (void **state)
{
  g_autoptr (BsrManifest) manifest
      = read_text (HEAD BILL_HEAD CONTAINER ("CSQU3054383", "") CONTAINER (
          "MSCU1234566", "<Goods_weight>9000</Goods_weight>") GOODS ("Cotton", "21400") FOOT);
  assert_int_equal (manifest->cases->len, 2);
  const BsrManifestItem *open = ((BsrCase *) manifest->cases->pdata[0])->items->pdata[0];
  const BsrManifestItem *told = ((BsrCase *) manifest->cases->pdata[1])->items->pdata[0];
  assert_true (isnan (open->gross_kg));
  assert_int_equal (open->packages, 12);
  assert_string_equal (open->description, "Cotton");
  bsr_test_assert_close (told->gross_kg, 9000, 0);
  assert_int_equal (manifest->remarks->len, 2);
  assert_remark (manifest, 0, 4, "Bol_segment/Goods_segment/Num_of_ctn_for_this_bol", TRUE,
                 "the bill says that it has 1 containers and names 2");
  assert_remark (manifest, 1, 6, "Bol_segment/ctn_segment", FALSE,
                 "the bill has several containers and does not say how much of its goods is in this one: "
                 "their masses were left open");
}

/* A container declared empty has none of them: they are all in the other. */
static void
goods_are_in_the_only_loaded_container (void **state)
{
  g_autoptr (BsrManifest) manifest
      = read_text (HEAD BILL_HEAD CONTAINER ("CSQU3054383", "<Empty_Full>0/0</Empty_Full>") CONTAINER (
          "MSCU1234566", "") GOODS ("Cotton", "21400") FOOT);
  assert_int_equal (((BsrCase *) manifest->cases->pdata[0])->items->len, 0);
  const BsrManifestItem *all = ((BsrCase *) manifest->cases->pdata[1])->items->pdata[0];
  bsr_test_assert_close (all->gross_kg, 21400, 0);
  assert_int_equal (all->packages, 96);
  assert_int_equal (manifest->remarks->len, 2);
  assert_remark (manifest, 1, 6, "Bol_segment/ctn_segment/Empty_Full", FALSE,
                 "is declared empty: the goods of its bill were left out");
}

/* A bill in two parts is one, also where both name the container. */
static void
parts_of_a_bill_are_joined (void **state)
{
  g_autoptr (BsrManifest) manifest
      = read_text (HEAD BILL_HEAD CONTAINER ("CSQU3054383", "<Marks1>MA1</Marks1>") GOODS ("Cotton", "1")
                   "</Bol_segment>\n" BILL_HEAD CONTAINER ("CSQU3054383", "<Marks1>MA2</Marks1>")
                       GOODS ("Wool", "2") FOOT);
  assert_int_equal (manifest->remarks->len, 0);
  assert_int_equal (manifest->cases->len, 1);
  const BsrCase *flagged = manifest->cases->pdata[0];
  assert_int_equal (flagged->items->len, 2);
  assert_string_equal (((BsrManifestItem *) flagged->items->pdata[1])->description, "Wool");
  g_autofree char *seals = g_strjoinv ("|", flagged->seals);
  assert_string_equal (seals, "MA1|MA2");
}

static void
seals_of_a_bill_are_on_its_only_container (void **state)
{
  const struct
  {
    const char *of_box, *seals;
  } rows[] = { { "", "S1" }, { "<Marks1>MA1</Marks1>", "MA1" } };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *xml = g_strdup_printf (
          HEAD BILL_HEAD CONTAINER ("CSQU3054383", "%s") "<Goods_segment><Seals_segment><Marks_of_seals>"
          "S1</Marks_of_seals></Seals_segment></Goods_segment>" FOOT, rows[i].of_box);
      g_autoptr (BsrManifest) manifest = read_text (xml);
      const BsrCase *flagged = manifest->cases->pdata[0];
      g_autofree char *seals = g_strjoinv ("|", flagged->seals);
      assert_string_equal (seals, rows[i].seals);
      assert_int_equal (manifest->remarks->len, i);
      if (i == 1)
        assert_remark (manifest, 0, 4, "Bol_segment/Goods_segment/Seals_segment/Marks_of_seals", FALSE,
                       "the goods name seals that their container does not: S1");
    }
}

static void
seals_of_several_containers_are_told (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text (
      HEAD BILL_HEAD CONTAINER ("CSQU3054383", "<Marks1>MA1</Marks1>") CONTAINER ("MSCU6639870", "")
      "<Goods_segment><Seals_segment><Marks_of_seals>S1</Marks_of_seals></Seals_segment></Goods_segment>"
      "<Goods_segment><Seals_segment><Marks_of_seals>S2</Marks_of_seals></Seals_segment></Goods_segment>"
      "<Goods_segment><Seals_segment><Marks_of_seals>S1</Marks_of_seals></Seals_segment></Goods_segment>" FOOT);
  assert_remark (manifest, 0, 4, "Bol_segment/Goods_segment/Seals_segment/Marks_of_seals", FALSE,
                 "of these seals nothing says which container they are on: S1, S2");
  for (guint i = 0; i < 2; i++)
    assert_int_equal (g_strv_length (((BsrCase *) manifest->cases->pdata[i])->seals), i == 0);
}

static void
marks_are_kept_on_the_container (void **state)
{
  g_autoptr (BsrManifest) manifest
      = read_text (HEAD BILL_HEAD CONTAINER ("CSQU3054383", "")
                   "<Goods_segment><Goods_description>Cotton</Goods_description>\n"
                   "<Shipping_marks>EX 1\n NO. 1-96</Shipping_marks></Goods_segment>" FOOT);
  assert_int_equal (manifest->remarks->len, 1);
  assert_remark (manifest, 0, 8, "Bol_segment/Goods_segment/Shipping_marks", TRUE,
                 "marks and numbers of \"Cotton\": EX 1 NO. 1-96");
  assert_string_equal (((BsrManifestRemark *) manifest->remarks->pdata[0])->container, "CSQU3054383");
}

/* By its number as the record has it, however the file writes it. */
static void
remarks_name_their_container (void **state)
{
  g_autoptr (BsrManifest) manifest
      = read_text (HEAD BILL_HEAD CONTAINER ("csqu 305438-3", "<Empty_Full>9</Empty_Full>") FOOT);
  assert_int_equal (manifest->remarks->len, 1);
  assert_string_equal (((BsrManifestRemark *) manifest->remarks->pdata[0])->container, "CSQU3054383");
}

static void
packages_are_whole (void **state)
{
  g_autoptr (BsrManifest) manifest
      = read_text (HEAD BILL_HEAD CONTAINER ("CSQU3054383", "")
                   "<Goods_segment><Number_of_packages>1.5</Number_of_packages></Goods_segment>" FOOT);
  const BsrCase *flagged = manifest->cases->pdata[0];
  assert_int_equal (((BsrManifestItem *) flagged->items->pdata[0])->packages, -1);
  assert_remark (manifest, 0, 7, "Bol_segment/Goods_segment/Number_of_packages", FALSE,
                 "\"1.5\" is no number of packages and was left out");
}

static void
what_cannot_be_taken_is_said (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text (
      HEAD BILL_HEAD CONTAINER ("CSQU3054384", "<Empty_Full>9</Empty_Full><Ctn_weight>40000</Ctn_weight>")
          GOODS ("Cotton", "heavy") "</Bol_segment>\n"
      "<Bol_segment><Bol_id/>" GOODS ("Loose", "1") "</Bol_segment>\n"
      "<Bol_segment><Bol_id><Bol_reference>BL3</Bol_reference></Bol_id>"
      CONTAINER ("NONE", "") CONTAINER ("MSCU1234566", "<Empty_Full>0/0</Empty_Full>")
      CONTAINER ("MSCU1234566", "") CONTAINER ("", "")
      "<Goods_segment><Goods_description>x</Goods_description></Goods_segment>" FOOT);
  assert_int_equal (manifest->cases->len, 2);
  const struct
  {
    int line;
    const char *place;
    gboolean kept;
    const char *reason;
  } remarks[] = {
    { 6, "Bol_segment/ctn_segment/Empty_Full", FALSE, "\"9\" says neither empty nor full and was left out" },
    { 7, "Bol_segment/Goods_segment/Gross_mass", FALSE, "\"heavy\" is no number from 0 on and was left out" },
    { 6, NULL, TRUE, "The check digit of CSQU3054384 is wrong: it would be 3" },
    { 6, NULL, TRUE, "The gross mass of 40000 kg is more than the 36000 kg that such a container may weigh" },
    { 9, "Bol_segment/Bol_id/Bol_reference", TRUE, "the bill has no reference" },
    { 9, "Bol_segment", FALSE, "the bill names no container and was skipped" },
    { 11, "Bol_segment/ctn_segment/Ctn_reference", FALSE, "this is no container number: the container was skipped" },
    { 13, "Bol_segment/ctn_segment/Ctn_reference", FALSE, "the bill names the container twice; the first time counts" },
    { 14, "Bol_segment/ctn_segment/Ctn_reference", FALSE, "the container has no number and was skipped" },
    { 12, "Bol_segment/ctn_segment/Empty_Full", FALSE, "is declared empty: the goods of its bill were left out" },
  };
  assert_int_equal (manifest->remarks->len, G_N_ELEMENTS (remarks));
  for (guint i = 0; i < G_N_ELEMENTS (remarks); i++)
    assert_remark (manifest, i, remarks[i].line, remarks[i].place, remarks[i].kept, remarks[i].reason);
  const BsrCase *empty = manifest->cases->pdata[1];
  assert_true (empty->empty);
  assert_int_equal (empty->items->len, 0);
}

static void
a_document_that_breaks_off_is_read_as_far_as_it_goes (void **state)
{
  g_autoptr (BsrManifest) manifest
      = read_text (HEAD BILL_HEAD CONTAINER ("CSQU3054383", "") GOODS ("Cotton", "1") "</Bol_segment>\n"
                   "<Bol_segment><Bol_id><Bol_ref");
  assert_int_equal (manifest->cases->len, 1);
  assert_int_equal (manifest->remarks->len, 1);
  const BsrManifestRemark *remark = manifest->remarks->pdata[0];
  assert_int_equal (remark->line, 0);
  assert_non_null (strstr (remark->reason, "only its beginning could be read: not XML"));
}

static void
what_is_no_manifest_is_refused (void **state)
{
  const struct
  {
    const char *xml;
    int code;
    const char *part;
  } rows[] = {
    { "<Awmds/>", BSR_ERROR_DAMAGED, "holds no bill of lading" },
    { "<Awmds><Bol_segment>", BSR_ERROR_DAMAGED, "not XML" },
    { "<!DOCTYPE Awmds><Awmds/>", BSR_ERROR_UNSUPPORTED, "DOCTYPE" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      assert_true (bsr_awmds_probe (rows[i].xml, strlen (rows[i].xml)));
      assert_null (bsr_awmds_read (rows[i].xml, strlen (rows[i].xml), NULL, NULL, &error));
      bsr_test_assert_error (error, BSR_ERROR, rows[i].code, rows[i].part);
    }
  assert_false (bsr_awmds_probe ("<Awmcds/>", 9));
  assert_false (bsr_awmds_probe ("", 0));
}

/* A bill whose texts stand in many cases takes more memory than its file. */
static void
repeated_texts_have_a_limit (void **state)
{
  g_autoptr (GString) xml = g_string_new (HEAD "<Bol_segment>");
  g_autofree char *much = g_strnfill (16000, 'x');
  for (int i = 0; i < 20000; i++)
    g_string_append_printf (xml, "<ctn_segment><Ctn_reference>A%d</Ctn_reference></ctn_segment>", i);
  g_string_append_printf (xml, "<Goods_segment><Goods_description>%s</Goods_description></Goods_segment>" FOOT,
                          much);
  g_autoptr (GError) error = NULL;
  assert_null (bsr_awmds_read (xml->str, xml->len, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "line 4: the cases of the manifest would take more");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_whole_manifest_is_read),
    cmocka_unit_test (shares_are_left_open),
    cmocka_unit_test (goods_are_in_the_only_loaded_container),
    cmocka_unit_test (parts_of_a_bill_are_joined),
    cmocka_unit_test (seals_of_a_bill_are_on_its_only_container),
    cmocka_unit_test (seals_of_several_containers_are_told),
    cmocka_unit_test (marks_are_kept_on_the_container),
    cmocka_unit_test (remarks_name_their_container),
    cmocka_unit_test (packages_are_whole),
    cmocka_unit_test (what_cannot_be_taken_is_said),
    cmocka_unit_test (a_document_that_breaks_off_is_read_as_far_as_it_goes),
    cmocka_unit_test (what_is_no_manifest_is_refused),
    cmocka_unit_test (repeated_texts_have_a_limit),
  };
  return cmocka_run_group_tests_name ("awmds", tests, NULL, NULL);
}

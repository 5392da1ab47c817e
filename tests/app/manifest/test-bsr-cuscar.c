#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-cuscar.h"
#include "bsr-error.h"

static BsrManifest *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  gsize n = strlen (text);
  g_autofree char *bytes = g_memdup2 (text, n);
  assert_true (bsr_cuscar_probe (bytes, n));
  BsrManifest *manifest = bsr_manifest_read (bytes, n, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (manifest->kind, BSR_MANIFEST_CUSCAR);
  for (guint i = 0; i < manifest->remarks->len; i++)
    {
      const BsrManifestRemark *remark = manifest->remarks->pdata[i];
      print_message ("%d %s: %s\n", remark->line, remark->place != NULL ? remark->place : "-",
                     remark->reason);
    }
  return manifest;
}

/* Whether there is exactly one such remark. */
static void
assert_remark (const BsrManifest *manifest, const char *container, gboolean kept, const char *part)
{
  int n = 0;
  for (guint i = 0; i < manifest->remarks->len; i++)
    {
      const BsrManifestRemark *remark = manifest->remarks->pdata[i];
      n += g_strcmp0 (remark->container, container) == 0 && remark->kept == kept
           && strstr (remark->reason, part) != NULL;
    }
  assert_int_equal (n, 1);
}

/* (transfer none) */
static const BsrCase *
find_case (const BsrManifest *manifest, const char *id)
{
  for (guint i = 0; i < manifest->cases->len; i++)
    if (strcmp (((const BsrCase *) manifest->cases->pdata[i])->id, id) == 0)
      return manifest->cases->pdata[i];
  fail_msg ("no case %s", id);
  return NULL;
}

static const BsrManifestItem *
item_at (const BsrCase *flagged, guint index)
{
  assert_true (index < flagged->items->len);
  return flagged->items->pdata[index];
}

#define HEAD(version) "UNB+UNOC:3+A+B+261105:0810+7'UNH+1+CUSCAR:D:" version ":UN'BGM+85+M7+9'"
#define SHIP                                                                                       \
  "NAD+CA+XYZ:160:20'TDT+10+9++3'TDT+20+114E+1++XYZ:172:20+++9074729:146::EXAMPLE "                \
  "VESSEL'LOC+9+ESALG:139:6'"                                                                      \
  "LOC+11+MAPTM:139:6'"
#define TAIL "UNZ+1+7'"

/* D.03B: containers first, goods split among them. */
static void
containers_described_before_are_linked_by_their_goods (void **state)
{
  g_autoptr (BsrManifest) manifest
      = read_text (HEAD ("03B") SHIP
                   "EQD+CN+CSQU3054383+45G1:102:5+2+3+5'MEA+AAE+T+KGM:3900'MEA+AAE+VGM+KGM:25300,5'"
                   "MEA+AAE+G+KGM:25000'SEL+MA1+CA'"
                   "SEL+MA2+SH'SEL+MA1+CU'"
                   "EQD+CN+TSTU1234568+22G1:102:5+++5'MEA+AAE+G+TNE:12.5'"
                   "CNI+1+C1'RFF+BM:B1'LOC+9+ESBCN:139:6'"
                   "NAD+CZ+++EXPORTER:BRANCH+1 "
                   "QUAY+ALGECIRAS++11201+ES'NAD+CN++CONSIGNEE:TANGER'NAD+N1+X99'NAD+CN++OTHER'"
                   "GID+1+96:BL::6:BALES'FTX+AAA+++COTTON, NOT CARDED OR COMBED, IN BALES OF 220 "
                   "KG, PRESSED AND STRAPPED:, LOT 7?+8'"
                   "CST++5201.00:HS'MEA+AAE+G+KGM:21400'LOC+27+EG'SGP+CSQU3054383+60'MEA+AAE+G+KGM:"
                   "13400'SGP+TSTU1234568+36'"
                   "GID+2+4:DR'FTX+AAA+++PAINT'PIA+5+320810:HS'DGS+IMD+3+1263'DGS+IMD+3+1263'MEA+"
                   "WT+AAB+LBR:1000'SGP+TSTU1234568'"
                   "UNT+39+1'" TAIL);
  assert_string_equal (manifest->dialect, "CUSCAR D.03B");
  assert_int_equal (manifest->cases->len, 2);
  const BsrCase *first = find_case (manifest, "B1/CSQU3054383"),
                *second = find_case (manifest, "B1/TSTU1234568");
  assert_string_equal (first->container, "CSQU3054383");
  assert_string_equal (first->size_type, "45G1");
  assert_string_equal (first->vessel, "EXAMPLE VESSEL");
  assert_string_equal (first->imo, "9074729");
  assert_string_equal (first->voyage, "114E");
  assert_string_equal (first->bill_of_lading, "B1");
  assert_string_equal (first->port_of_lading, "ESBCN");
  assert_string_equal (first->port_of_discharge, "MAPTM");
  assert_string_equal (first->shipper, "EXPORTER BRANCH, 1 QUAY, ALGECIRAS, 11201, ES");
  assert_string_equal (first->consignee, "CONSIGNEE, TANGER");
  assert_string_equal (first->notify_party, "X99");
  bsr_test_assert_close (first->tare_kg, 3900.0, 0.0);
  bsr_test_assert_close (first->gross_kg, 25300.5, 0.0);
  bsr_test_assert_close (second->gross_kg, 12500.0, 0.0);
  assert_false (first->empty);
  assert_int_equal (g_strv_length (first->seals), 2);
  assert_string_equal (first->seals[1], "MA2");
  const BsrManifestItem *cotton = item_at (first, 0);
  assert_string_equal (cotton->hs, "520100");
  assert_string_equal (
      cotton->description,
      "COTTON, NOT CARDED OR COMBED, IN BALES OF 220 KG, PRESSED AND STRAPPED, LOT 7+8");
  assert_int_equal (cotton->packages, 60);
  assert_string_equal (cotton->package_type, "BL");
  assert_string_equal (cotton->origin, "EG");
  bsr_test_assert_close (cotton->gross_kg, 13400.0, 0.0);
  assert_int_equal (first->items->len, 1);
  assert_int_equal (item_at (second, 0)->packages, 36);
  assert_true (isnan (item_at (second, 0)->gross_kg)); /* not 21,400 */
  assert_string_equal (item_at (second, 1)->description, "PAINT (UN1263)");
  assert_string_equal (item_at (second, 1)->hs, "320810");
  bsr_test_assert_close (item_at (second, 1)->gross_kg, 453.59237, 1e-9);
  assert_int_equal (manifest->remarks->len, 1);
  assert_remark (manifest, "TSTU1234568", FALSE,
                 "does not say how much of its goods is in this one");
}

/* D.95B: containers within the consignments, and no SGP. */
static void
shares_that_are_not_stated_are_not_made_up (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text (
      HEAD ("95B") SHIP
      "CNI+1'RFF+BM:B1'GID+1+10:CT'FTX+AAA+++SHOES'MEA+AAE+G+KGM:4000'EQD+CN+CSQU3054383+45G1'"
      "EQD+CN+TSTU1234568+22G1+++5'EQD+CN+MSCU1234566++++4'"
      "CNI+2'RFF+BM:B2'EQD+CN+BICU1234565'GID+1+7:CT'MEA+AAE+G+KGM:900'"
      "UNT+21+1'" TAIL);
  assert_int_equal (manifest->cases->len, 4);
  const BsrCase *first = find_case (manifest, "B1/CSQU3054383"),
                *second = find_case (manifest, "B1/TSTU1234568");
  assert_string_equal (item_at (first, 0)->hs, ""); /* none is invented */
  assert_string_equal (item_at (first, 0)->description, "SHOES");
  assert_int_equal (item_at (first, 0)->packages, -1);
  assert_true (isnan (item_at (first, 0)->gross_kg));
  assert_int_equal (item_at (second, 0)->packages, -1);
  const BsrCase *empty = find_case (manifest, "B1/MSCU1234566");
  assert_true (empty->empty && !first->empty && !second->empty);
  assert_int_equal (empty->items->len, 0);
  const BsrCase *single = find_case (manifest, "B2/BICU1234565");
  assert_int_equal (item_at (single, 0)->packages, 7);
  assert_null (item_at (single, 0)->description);
  bsr_test_assert_close (item_at (single, 0)->gross_kg, 900.0, 0.0);
  assert_remark (manifest, "CSQU3054383", FALSE,
                 "does not say how much of its goods is in this one");
  assert_remark (manifest, "TSTU1234568", FALSE,
                 "does not say how much of its goods is in this one");
  assert_remark (manifest, "MSCU1234566", FALSE,
                 "is declared empty: the goods of its bill were left out");
  assert_int_equal (manifest->remarks->len, 3);
}

/* The mass of all packages is not that of some of them. */
static void
a_part_does_not_weigh_as_much_as_all (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text (HEAD (
      "95B") "CNI+1'RFF+BM:B1'GID+1+96:BL'MEA+AAE+G+KGM:21400'SGP+CSQU3054383+60'"
             "CNI+2'RFF+BM:B2'GID+1+96:BL'MEA+AAE+G+KGM:21400'SGP+TSTU1234568+96'UNT+13+1'" TAIL);
  const BsrManifestItem *part = item_at (find_case (manifest, "B1/CSQU3054383"), 0);
  assert_int_equal (part->packages, 60);
  assert_true (isnan (part->gross_kg));
  bsr_test_assert_close (item_at (find_case (manifest, "B2/TSTU1234568"), 0)->gross_kg, 21400.0,
                         0.0);
  assert_remark (manifest, "CSQU3054383", FALSE,
                 "the bill states another number of packages of its goods than are in this");
  assert_int_equal (manifest->remarks->len, 1);
}

/* What is in none that is empty is all in the only other one. */
static void
goods_are_in_the_only_loaded_container (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text (
      HEAD ("95B") SHIP "CNI+1'RFF+BM:B1'GID+1+10:CT'MEA+AAE+G+KGM:4000'EQD+CN+CSQU3054383+45G1'"
                        "EQD+CN+TSTU1234568+22G1+++4'UNT+14+1'" TAIL);
  const BsrCase *loaded = find_case (manifest, "B1/CSQU3054383");
  assert_int_equal (item_at (loaded, 0)->packages, 10);
  bsr_test_assert_close (item_at (loaded, 0)->gross_kg, 4000.0, 0.0);
  assert_int_equal (find_case (manifest, "B1/TSTU1234568")->items->len, 0);
  assert_remark (manifest, "TSTU1234568", FALSE, "is declared empty");
  assert_int_equal (manifest->remarks->len, 1);
}

/* One box, three bills, and two that no bill names; a bill that EQD names itself. */
static void
a_container_has_a_case_for_each_bill (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text (
      HEAD ("95B") "EQD+CN+CSQU3054383'SEL+S1'EQD+CN+TSTU1234568'RFF+BM:B2'EQD+CN+BICU1234565'"
                   "CNI+1'RFF+BM:B1'GID+1'SGP+CSQU3054383'CNI+2'RFF+BM:B2'GID+1'SGP+CSQU3054383'"
                   "RFF+BM:B3'GID+1'SGP+CSQU3054383'"
                   "CNI+4'RFF+BM:B4'GID+1'UNT+22+1'" TAIL);
  assert_int_equal (manifest->cases->len, 5);
  for (int i = 1; i <= 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("B%d/CSQU3054383", i);
      assert_string_equal (find_case (manifest, id)->seals[0], "S1");
      assert_int_equal (find_case (manifest, id)->items->len, 1);
    }
  assert_int_equal (find_case (manifest, "B2/TSTU1234568")->items->len,
                    0); /* B2's goods are in the other */
  assert_null (find_case (manifest, "BICU1234565")->bill_of_lading);
  assert_remark (manifest, "BICU1234565", TRUE, "no bill names container BICU1234565");
  assert_remark (manifest, NULL, FALSE, "bill B4 names no container and was skipped");
  for (int i = 1; i <= 3; i++)
    {
      g_autofree char *goods
          = g_strdup_printf ("bill B%d has in this container: goods that it does not describe", i);
      assert_remark (manifest, "CSQU3054383", TRUE, goods);
    }
  assert_int_equal (manifest->remarks->len, 5);
}

/* A case has no member for them: they are remarked on each container that the goods are in. */
static void
marks_and_numbers_are_kept (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text (
      HEAD ("95B") SHIP
      "CNI+1'RFF+BM:B1'PCI+1+OF NO GOODS'GID+1+96:BL'FTX+AAA+++COTTON'SGP+CSQU3054383+60'SGP+"
      "TSTU1234568+36'PCI+24+EX 1:NO. 1-96:N/M'\nPCI++TANGER'GID+2+4:DR'PCI++N/M'PCI++no "
      "marks'PCI+24'"
      "SGP+CSQU3054383'UNT+22+1'" TAIL);
  assert_remark (manifest, "CSQU3054383", TRUE,
                 "marks and numbers of \"COTTON\": EX 1 / NO. 1-96 / TANGER");
  assert_remark (manifest, "TSTU1234568", TRUE,
                 "marks and numbers of \"COTTON\": EX 1 / NO. 1-96 / TANGER");
  assert_int_equal (manifest->remarks->len, 2);
  const BsrManifestRemark *remark = manifest->remarks->pdata[0];
  assert_string_equal (remark->place, "PCI");
  assert_int_equal (remark->line, 1);
  assert_string_equal (item_at (find_case (manifest, "B1/CSQU3054383"), 0)->description, "COTTON");
}

/* However many there are, something else can be remarked too. */
static void
marks_and_numbers_are_bounded (void **state)
{
  g_autoptr (GString) text
      = g_string_new (HEAD ("95B") "CNI+1'RFF+BM:B1'EQD+CN+CSQU3054383'GID+1'");
  for (int i = 0; i < 100; i++)
    g_string_append_printf (text, "PCI++%0*d'", 30, i);
  for (int i = 0; i < 5002; i++)
    g_string_append (text, "GID+1'PCI++X'");
  g_string_append (text, "UNT+10111+1'" TAIL);
  g_autoptr (BsrManifest) manifest = bsr_manifest_read (text->str, text->len, NULL, NULL, NULL);
  assert_int_equal (manifest->remarks->len, 5001);
  const BsrManifestRemark *first = manifest->remarks->pdata[0],
                          *last = manifest->remarks->pdata[5000];
  assert_true (g_str_has_suffix (first->reason, "…"));
  assert_int_equal (g_utf8_strlen (first->reason, -1),
                    strlen ("marks and numbers of \"\": ") + 512);
  assert_string_equal (last->reason,
                       "more than 5000 lines of goods have marks and numbers: those of "
                       "further ones were left out");
}

static void
messages_of_one_bill_become_one_case (void **state)
{
  g_autoptr (BsrManifest) manifest
      = read_text (HEAD ("95B") "CNI+1'RFF+BM:B1'GID+1'FTX+AAA+++A'SGP+CSQU3054383'UNT+8+1'"
                                "UNH+2+CUSCAR:D:95B:UN'CNI+1'RFF+BM:B1'GID+1'FTX+AAA+++B'SGP+"
                                "CSQU3054383'UNT+7+2'UNZ+2+7'");
  assert_int_equal (manifest->cases->len, 1);
  assert_string_equal (item_at (manifest->cases->pdata[0], 1)->description, "B");
  assert_int_equal (manifest->remarks->len, 0);
}

static void
doubtful_things_are_kept_and_told (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text (HEAD (
      "95B") "EQD+CN+CSQU3054384+22G1'MEA+AAE+G+KGM:36001'SEL+1'EQD+CN+ABC'EQD+CN'EQD+TE+X'SEL+9'"
             "CNI+1+N1'GID+1+1.5:CT'MEA+AAE+G+TON:2'MEA+AAE+G+KGM:-5'MEA+AAE+AAW+MTQ:x'CST++4000:"
             "117'CST++1'DGS+IMD+3+X'"
             "SGP+CSQU3054384+x'SGP+CSQU3054384'UNT+20+1'" TAIL);
  const BsrCase *flagged = find_case (manifest, "N1/CSQU3054384");
  bsr_test_assert_close (flagged->gross_kg, 36001.0, 0.0);
  assert_string_equal (item_at (flagged, 0)->hs, "");
  assert_int_equal (item_at (flagged, 0)->packages, -1);
  assert_true (isnan (item_at (flagged, 0)->gross_kg));
  assert_remark (manifest, "CSQU3054384", TRUE,
                 "the check digit of CSQU3054384 is wrong: it would be 3");
  assert_remark (manifest, "CSQU3054384", TRUE, "36001 kg is more than the 36000 kg");
  assert_remark (manifest, "ABC", TRUE, "ABC is no container number");
  assert_remark (manifest, NULL, FALSE, "names no container");
  assert_remark (manifest, NULL, FALSE, "\"TE\" is no container");
  assert_remark (manifest, NULL, FALSE, "seal 9 is of no container");
  assert_remark (manifest, NULL, TRUE, "the consignment's number N1 stands for it");
  assert_remark (manifest, NULL, FALSE, "\"1.5\" is no number of packages");
  assert_remark (manifest, "CSQU3054384", FALSE, "\"x\" is no number of packages");
  assert_remark (manifest, NULL, FALSE, "\"TON\" is no unit of mass of Recommendation 20: 2 of it");
  assert_remark (manifest, NULL, FALSE, "a mass of -5 is below nothing");
  assert_remark (manifest, NULL, FALSE, "\"X\" is no UN number");
}

static void
a_file_without_a_message_is_refused (void **state)
{
  g_autoptr (GError) error = NULL;
  static const char text[] = "UNB+UNOA:1'UNZ+0+1'";
  assert_null (bsr_cuscar_read (text, strlen (text), NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "no CUSCAR message");
}

/* Every beginning of a file ends in a remark or an error, never in nothing. */
static void
a_file_cut_anywhere_is_told (void **state)
{
  static const char text[]
      = HEAD ("03B") SHIP "CNI+1'RFF+BM:B1'GID+1+10:CT'SGP+CSQU3054383'UNT+11+1'" TAIL;
  for (gsize n = 0; n < strlen (text); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrManifest) manifest = bsr_cuscar_read (text, n, NULL, NULL, &error);
      assert_true (manifest != NULL ? manifest->remarks->len > 0 : error != NULL);
    }
}

/* A bill whose goods may be in any of very many containers has no more items than a file may. */
static void
items_and_cases_are_bounded (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (HEAD ("95B") "CNI+1'RFF+BM:B1'");
  for (int i = 0; i < 1000; i++)
    g_string_append (text, "GID+1'");
  for (int i = 0; i < 100005; i++)
    g_string_append_printf (text, "EQD+CN+ABCU%07d'", i);
  g_string_append (text, "UNT+101009+1'" TAIL);
  g_autoptr (BsrManifest) manifest = bsr_cuscar_read (text->str, text->len, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  guint n_items = 0;
  for (guint i = 0; i < manifest->cases->len; i++)
    n_items += ((BsrCase *) manifest->cases->pdata[i])->items->len;
  assert_int_equal (manifest->cases->len, 100000);
  assert_int_equal (n_items, 300000);
  assert_int_equal (manifest->remarks->len,
                    BSR_MANIFEST_MOST_REMARKS + 1); /* each number is malformed or wrong */
}

/* Texts that stand in many cases take more memory than their file. */
static void
repeated_texts_have_a_limit (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *much = g_strnfill (2000, 'X');
  g_autoptr (GString) text = g_string_new (HEAD ("95B") "\nCNI+1'RFF+BM:B1'");
  for (int i = 0; i < 2; i++)
    g_string_append_printf (text, "GID+1'FTX+AAA+++%s'", much);
  for (int i = 0; i < 70000; i++)
    g_string_append_printf (text, "EQD+CN+ABCU%07d'", i);
  g_string_append (text, "UNT+70008+1'" TAIL);
  assert_null (bsr_cuscar_read (text->str, text->len, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
                         "line 2: the cases of the manifest would take more than 256 MiB");
}

/* One bill with so many containers and, where it says so, 2,500 bytes of texts. */
static void
append_bill (GString *text, int n_containers, gboolean says)
{
  g_autofree char *much = g_strnfill (500, 'X');
  g_string_append (text, "UNH+1+CUSCAR:D:95B:UN'CNI+1'RFF+BM:B1'");
  if (says)
    g_string_append_printf (text, "NAD+CZ+++%s'NAD+CN+++%s'NAD+N1+++%s'LOC+9+%s'LOC+11+%s'", much,
                            much, much, much, much);
  for (int i = 0; i < n_containers; i++)
    g_string_append_printf (text, "EQD+CN+ABCU%07d'", i);
  g_string_append (text, "UNT+2+1'");
}

/* Texts of a case count when it gets them: once, by whichever message. */
static void
texts_are_counted_where_they_are_filled (void **state)
{
  const struct
  {
    int n_containers;
    gboolean first_says;
    gboolean is_read;
  } rows[] = { { 50000, TRUE, TRUE }, { 95000, FALSE, FALSE } };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) text = g_string_new (NULL);
      append_bill (text, rows[i].n_containers, rows[i].first_says);
      append_bill (text, rows[i].n_containers, TRUE);
      g_autoptr (BsrManifest) manifest = bsr_cuscar_read (text->str, text->len, NULL, NULL, &error);
      assert_int_equal (manifest != NULL, rows[i].is_read);
      if (!rows[i].is_read)
        bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "would take more than 256 MiB");
    }
}

/* However often a container is named, its case has so many seals. */
static void
seals_are_bounded (void **state)
{
  g_autoptr (GString) text = g_string_new (HEAD ("95B"));
  for (int i = 0; i < 200; i++)
    g_string_append_printf (
        text, "EQD+CN+CSQU3054383'SEL+A%d'SEL+B%d'UNT+5+1'UNH+1+CUSCAR:D:95B:UN'", i, i);
  g_string_append (text, "UNT+2+1'UNZ+201+7'");
  g_autoptr (BsrManifest) manifest = read_text (text->str);
  const BsrCase *flagged = find_case (manifest, "CSQU3054383");
  assert_int_equal (g_strv_length (flagged->seals), 64);
  assert_string_equal (flagged->seals[63], "B31");
}

/* What the sample says, counted by hand in the file: SGP of four containers, of two bills that
 * RFF+BM names and one that only CNI does, no seals, no EQD; one mass in "TON"; UNT says 53. */
static void
the_sample_is_read (void **state)
{
  g_autofree char *path = bsr_test_shared_file ("edifact/edifact.D95B.CUSCAR.EDI");
  g_autofree char *bytes = NULL;
  assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_autoptr (BsrManifest) manifest = read_text (bytes);
  assert_string_equal (manifest->dialect, "CUSCAR D.95B");
  assert_int_equal (manifest->cases->len, 4);
  const BsrCase *milk = find_case (manifest, "MSCUXP080935/FCIU5956299");
  find_case (manifest, "MSCUXP080935/TCLU5546482");
  const BsrCase *sorbitol = find_case (manifest, "MSCUDF421004/TGCU0235724");
  const BsrCase *protein = find_case (manifest, "MSCUEK569969/FCIU2469131");
  assert_string_equal (milk->voyage, "AB652A");
  assert_string_equal (milk->vessel, "D5LQ7");
  assert_string_equal (milk->port_of_lading, "IEDUB");
  assert_int_equal (item_at (milk, 0)->packages, 560);
  assert_true (
      g_str_has_prefix (item_at (milk, 0)->description, "36 METRIC TONNES MILK SKIMMED POWDER"));
  assert_non_null (strstr (item_at (milk, 0)->description, "TOTAL VGM WEIGHT: 42488.00KGS"));
  bsr_test_assert_close (item_at (milk, 0)->gross_kg, 14182.0, 0.0);
  assert_string_equal (sorbitol->port_of_lading, "FRDKK");
  assert_true (g_str_has_prefix (sorbitol->shipper, "ROQUETTE FRERES LESTREM, SERVICE"));
  assert_non_null (strstr (item_at (protein, 0)->description, "DAYS FREE TIME"));
  assert_null (protein->seals[0]);
  assert_remark (manifest, NULL, FALSE, "\"TON\" is no unit of mass");
  assert_remark (manifest, NULL, TRUE, "names no type of message: taken for CUSCAR");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (containers_described_before_are_linked_by_their_goods),
    cmocka_unit_test (shares_that_are_not_stated_are_not_made_up),
    cmocka_unit_test (a_part_does_not_weigh_as_much_as_all),
    cmocka_unit_test (goods_are_in_the_only_loaded_container),
    cmocka_unit_test (a_container_has_a_case_for_each_bill),
    cmocka_unit_test (marks_and_numbers_are_kept),
    cmocka_unit_test (marks_and_numbers_are_bounded),
    cmocka_unit_test (messages_of_one_bill_become_one_case),
    cmocka_unit_test (doubtful_things_are_kept_and_told),
    cmocka_unit_test (a_file_without_a_message_is_refused),
    cmocka_unit_test (a_file_cut_anywhere_is_told),
    cmocka_unit_test (items_and_cases_are_bounded),
    cmocka_unit_test (repeated_texts_have_a_limit),
    cmocka_unit_test (texts_are_counted_where_they_are_filled),
    cmocka_unit_test (seals_are_bounded),
    cmocka_unit_test (the_sample_is_read),
  };
  return cmocka_run_group_tests_name ("CUSCAR", tests, NULL, NULL);
}

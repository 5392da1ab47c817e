#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-csv.h"
#include "bsr-csv-mapping.h"
#include "bsr-error.h"

static BsrManifest *
read_bytes (const char *bytes, gsize n)
{
  g_autoptr (GError) error = NULL;
  assert_true (bsr_csv_probe (bytes, n));
  BsrManifest *manifest = bsr_csv_read (bytes, n, NULL, NULL, &error);
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

static BsrManifest *
read_text (const char *text)
{
  return read_bytes (text, strlen (text));
}

/* Exactly one remark on that line, and it says that. */
static void
assert_remark (const BsrManifest *manifest, int line, const char *place, gboolean kept,
               const char *reason)
{
  int n = 0;
  for (guint i = 0; i < manifest->remarks->len; i++)
    {
      const BsrManifestRemark *remark = manifest->remarks->pdata[i];
      if (remark->line != line || g_strcmp0 (remark->place, place) != 0)
        continue;
      assert_string_equal (remark->reason, reason);
      assert_int_equal (remark->kept, kept);
      n++;
    }
  assert_int_equal (n, 1);
}

static const char whole[] =
    "Ciblage du port;;;\r\n"
    "Référence;N° conteneur;Type;Connaissement;Navire;IMO;Voyage;Port de chargement;Port de déchargement;"
    "Expéditeur;Destinataire;Partie à notifier;Scellés;Tare (kg);Poids brut (t);Vide;Code SH;Désignation;"
    "Nombre de colis;Type de colis;Poids article;Origine;Risque;Priorité;Motifs;Date de ciblage;"
    "Date limite;Type conteneur\r\n"
    "T-1;CSQU3054383;x;BL1;Exemple;9074729;12W;MAPTM;FRMRS;Un;Deux;Trois;MA1, MA2;3 900;25,3;non;5201.00;"
    "\"Coton; non cardé\";96;BL;21 400;MA;41 %;urgente;premier envoi;13/11/2026 08:00;"
    "2026-11-14T06:00:00+01:00;45g1\r\n"
    "T-1;CSQU3054383;x;BL1;;;;;;;;;MA3;;;;0805;Oranges;10;;500;;;;;;;\r\n";

static void
a_whole_list_is_read (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text (whole);
  assert_int_equal (manifest->cases->len, 1);
  const BsrCase *flagged = manifest->cases->pdata[0];
  assert_string_equal (flagged->id, "T-1");
  assert_string_equal (flagged->container, "CSQU3054383");
  assert_string_equal (flagged->size_type, "45G1");
  assert_string_equal (flagged->bill_of_lading, "BL1");
  assert_string_equal (flagged->vessel, "Exemple");
  assert_string_equal (flagged->imo, "9074729");
  assert_string_equal (flagged->voyage, "12W");
  assert_string_equal (flagged->port_of_lading, "MAPTM");
  assert_string_equal (flagged->port_of_discharge, "FRMRS");
  assert_string_equal (flagged->shipper, "Un");
  assert_string_equal (flagged->consignee, "Deux");
  assert_string_equal (flagged->notify_party, "Trois");
  g_autofree char *seals = g_strjoinv ("|", flagged->seals);
  assert_string_equal (seals, "MA1|MA2|MA3");
  bsr_test_assert_close (flagged->tare_kg, 3900, 0);
  bsr_test_assert_close (flagged->gross_kg, 25300, 1e-9);
  bsr_test_assert_close (flagged->risk, 0.41, 1e-9);
  assert_int_equal (flagged->priority, BSR_PRIORITY_URGENT);
  assert_string_equal (flagged->flag_reasons[0], "premier envoi");
  assert_false (flagged->empty);
  assert_int_equal (g_date_time_to_unix (flagged->cut_off), 1794632400);
  assert_int_equal (flagged->items->len, 2);
  const BsrManifestItem *item = flagged->items->pdata[0];
  assert_string_equal (item->hs, "520100");
  assert_string_equal (item->description, "Coton; non cardé");
  assert_int_equal (item->packages, 96);
  assert_string_equal (item->package_type, "BL");
  bsr_test_assert_close (item->gross_kg, 21400, 0);
  assert_string_equal (item->origin, "MA");
  item = flagged->items->pdata[1];
  assert_string_equal (item->hs, "0805");
  assert_int_equal (item->packages, 10);
  assert_remark (manifest, 2, "Type", FALSE, "the column says nothing that is kept of a case");
}

/* The same few fields in every syntax and encoding. */
static void
syntaxes_and_encodings_are_found (void **state)
{
  const struct
  {
    const char *bytes;
    gsize n; /* 0: as long as it is */
    const char *description, *remark;
  } rows[] = {
    { "Container,Description\nCSQU3054383,\"Oranges, fresh\"\n", 0, "Oranges, fresh", NULL },
    { "Container\tDescription\rCSQU3054383\tOranges\r", 0, "Oranges", NULL },
    { "Container|Description\n\nCSQU3054383|Oranges", 0, "Oranges", NULL },
    { "\xef\xbb\xbfsep=;\nContainer;Description\nCSQU3054383;Pêches\n", 0, "Pêches", NULL },
    { "Container;Description\nCSQU3054383;P\xea" "ches\n", 0, "Pêches",
      "is not UTF-8 and was read as Windows-1252" },
    { "\xd1\xde\xe3 \xc7\xe1\xcd\xc7\xe6\xed\xc9;\xe6\xd5\xdd \xc7\xe1\xc8\xd6\xc7\xda\xc9\n"
      "CSQU3054383;\xc8\xd1\xca\xde\xc7\xe1\n", 0, "برتقال", "is not UTF-8 and was read as Windows-1256" },
    { "رقم الحاوية,وصف البضاعة\nCSQU٣٠٥٤٣٨٣,برتقال\n", 0, "برتقال", NULL },
    { "\xff\xfe" "C\0o\0n\0t\0a\0i\0n\0e\0r\0;\0G\0o\0o\0d\0s\0\n\0C\0S\0Q\0U\0" "3\0" "0\0" "5\0" "4\0"
      "3\0" "8\0" "3\0;\0\xe9\0\n\0", 62, "é", NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BsrManifest) manifest
          = read_bytes (rows[i].bytes, rows[i].n > 0 ? rows[i].n : strlen (rows[i].bytes));
      assert_int_equal (manifest->cases->len, 1);
      const BsrCase *flagged = manifest->cases->pdata[0];
      assert_string_equal (flagged->container, "CSQU3054383");
      assert_string_equal (flagged->id, "CSQU3054383");
      const BsrManifestItem *item = flagged->items->pdata[0];
      assert_string_equal (item->description, rows[i].description);
      assert_int_equal (manifest->remarks->len, rows[i].remark != NULL);
      if (rows[i].remark != NULL)
        assert_remark (manifest, 0, NULL, TRUE, rows[i].remark);
    }
}

static void
rows_of_a_case_are_its_items (void **state)
{
  g_autoptr (BsrManifest) manifest
      = read_text ("Container,BL,Case,HS,Vessel\n"
                   "CSQU3054383,A,,0805,One\n"
                   "CSQU3054383,B,,0806,One\n"
                   "csqu 305438-3,A,,0807,Two\n"
                   "MSCU1234566,A,R,0808,\n"
                   "CSQU3054383,A,R,0809,\n"
                   "CSQU3054383,A,R,0810,\n");
  const char *const ids[] = { "A/CSQU3054383", "B/CSQU3054383", "R", "R/CSQU3054383" };
  const guint n_items[] = { 2, 1, 1, 2 };
  assert_int_equal (manifest->cases->len, G_N_ELEMENTS (ids));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const BsrCase *flagged = manifest->cases->pdata[i];
      assert_string_equal (flagged->id, ids[i]);
      assert_int_equal (flagged->items->len, n_items[i]);
    }
  assert_string_equal (((BsrCase *) manifest->cases->pdata[0])->vessel, "One");
  assert_remark (manifest, 4, "vessel", FALSE,
                 "differs from an earlier row of the same case, which stands");
  assert_remark (manifest, 6, NULL, TRUE,
                 "the reference R has MSCU1234566 too: each container became a case of its own");
}

static void
what_cannot_be_taken_is_said (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text (
      "Container,Gross,HS,Packages,Origin,Risk,Priority,Empty,Cut-off,Goods\n"
      "CSQU3054384,99999,12345678901,many,Maroc,41,soon,maybe,tomorrow,Cotton\n"
      ",1,,,,,,,,\n"
      "TOTAL,2,,,,,,,,\n"
      "MSCU1234566,\"21,400\",,,,,,,03/04/2026,Cotton\n"
      "MSCU1234571,\"22,500\",,,,,,,04/05/2026,\"Cot\"ton,x\n"
      "ABC1,,,,,,,,,\n");
  const struct
  {
    int line;
    const char *place;
    gboolean kept;
    const char *reason;
  } remarks[] = {
    { 2, "HS", FALSE, "\"12345678901\" is no code of 2 to 10 digits and was left out" },
    { 2, "Packages", FALSE, "\"many\" is no number of packages and was left out" },
    { 2, "Origin", FALSE, "\"Maroc\" is no country code of two letters and was left out" },
    { 2, "Risk", FALSE, "\"41\" is no risk from 0 to 1 or in per cent and was left out" },
    { 2, "Priority", FALSE, "\"soon\" is no priority that we know and was left out" },
    { 2, "Empty", FALSE, "\"maybe\" says neither empty nor full and was left out" },
    { 2, "Cut-off", FALSE, "\"tomorrow\" is no date like 2026-11-03 or 03/11/2026 and was left out" },
    { 3, NULL, FALSE, "the row names no container and was skipped" },
    { 4, "Container", FALSE, "\"TOTAL\" is no container number: the row was skipped" },
    { 5, "Gross", TRUE, "\"21,400\" may be thousands or decimals; see what was made of it" },
    { 5, "Cut-off", TRUE, "\"03/04/2026\" may begin with the day or the month; see what was made of it" },
    { 7, NULL, TRUE, "ABC1 is no container number like CSQU3054383" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (remarks); i++)
    assert_remark (manifest, remarks[i].line, remarks[i].place, remarks[i].kept, remarks[i].reason);
  /* Two of the whole row, on lines 2 (number, mass) and 6 (a flaw, too many fields). */
  assert_int_equal (manifest->remarks->len, G_N_ELEMENTS (remarks) + 4);
  assert_int_equal (manifest->cases->len, 4);
  const BsrCase *flagged = manifest->cases->pdata[0];
  assert_string_equal (flagged->container, "CSQU3054384"); /* kept as it is */
  bsr_test_assert_close (flagged->gross_kg, 99999, 0);
  assert_true (isnan (flagged->risk));
  bsr_test_assert_close (((BsrCase *) manifest->cases->pdata[1])->gross_kg, 21400, 0);
  bsr_test_assert_close (((BsrCase *) manifest->cases->pdata[2])->gross_kg, 22500, 0);
  for (guint i = 1; i < manifest->remarks->len; i++)
    assert_true (((BsrManifestRemark *) manifest->remarks->pdata[i - 1])->line
                 <= ((BsrManifestRemark *) manifest->remarks->pdata[i])->line);
}

static void
units_are_taken_where_they_stand (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text ("Container;Unit;Tare (t);Gross\n"
                                                "CSQU3054383;;3,9;25300\n"
                                                "MSCU1234566;lbs;8 598;55 778\n"
                                                "MSCU1234571;kg;3900;25,3 t\n"
                                                "MSCU1234587;stone;3,9;25300\n");
  const double tare[] = { 3900, 8598 * 0.45359237, 3900, 3900 };
  const double gross[] = { 25300, 55778 * 0.45359237, 25300, 25300 };
  for (guint i = 0; i < G_N_ELEMENTS (tare); i++)
    {
      const BsrCase *flagged = manifest->cases->pdata[i];
      bsr_test_assert_close (flagged->tare_kg, tare[i], 1e-6);
      bsr_test_assert_close (flagged->gross_kg, gross[i], 1e-6);
    }
  assert_remark (manifest, 5, "Unit", FALSE, "\"stone\" is no unit of mass and was left out");
}

static void
a_mapping_says_what_names_do_not (void **state)
{
  static const char text[] = "Boîte;Pds\nCSQU3054383;25,3\n";
  g_autoptr (GError) error = NULL;
  assert_true (bsr_csv_probe (text, sizeof text - 1)); /* a table, of what we do not know */
  assert_null (bsr_csv_read (text, sizeof text - 1, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                         "no line of headings names a column of containers");
  g_clear_error (&error);
  g_autoptr (BsrCsvMapping) mapping = bsr_csv_mapping_new ();
  bsr_csv_mapping_set (mapping, "boite", BSR_CSV_CONTAINER, BSR_MASS_UNIT_KG);
  bsr_csv_mapping_set (mapping, "pds", BSR_CSV_GROSS, BSR_MASS_UNIT_T);
  g_autoptr (BsrManifest) manifest = bsr_csv_read (text, sizeof text - 1, mapping, NULL, &error);
  bsr_test_assert_no_error (error);
  bsr_test_assert_close (((BsrCase *) manifest->cases->pdata[0])->gross_kg, 25300, 1e-9);
  g_auto (GStrv) headings = bsr_csv_headings (text, sizeof text - 1, mapping, &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (headings[1], "Pds");
}

static void
what_is_no_table_is_not_taken (void **state)
{
  const struct
  {
    const char *bytes;
    gsize n;
  } rows[] = {
    { "", 0 },
    { "   \n", 4 },
    { "{\"a\": 1,\n\"b\": 2}", 16 },
    { "<a>1,2</a>\n<b>1,2</b>", 21 },
    { "one line, of prose\nand another", 30 },
    { "\x89PNG\r\n\x1a\n,;,;", 12 },
    { "a,b\0\nc,d\n", 9 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_false (bsr_csv_probe (rows[i].bytes, rows[i].n));
  g_autoptr (GError) error = NULL;
  assert_null (bsr_csv_read ("Container\nCSQU\0", 15, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "holds a NUL");
}

static void
reading_can_be_cancelled (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_cancellable_cancel (cancellable);
  assert_null (bsr_csv_read (whole, sizeof whole - 1, NULL, cancellable, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
}

/* Every beginning of the list is read or refused. */
static void
a_list_cut_anywhere_is_read_without_harm (void **state)
{
  for (gsize n = 0; n < sizeof whole - 1; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrManifest) manifest = bsr_csv_read (whole, n, NULL, NULL, &error);
      assert_int_equal (manifest == NULL, error != NULL);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_whole_list_is_read),
    cmocka_unit_test (syntaxes_and_encodings_are_found),
    cmocka_unit_test (rows_of_a_case_are_its_items),
    cmocka_unit_test (what_cannot_be_taken_is_said),
    cmocka_unit_test (units_are_taken_where_they_stand),
    cmocka_unit_test (a_mapping_says_what_names_do_not),
    cmocka_unit_test (what_is_no_table_is_not_taken),
    cmocka_unit_test (reading_can_be_cancelled),
    cmocka_unit_test (a_list_cut_anywhere_is_read_without_harm),
  };
  return cmocka_run_group_tests_name ("csv", tests, NULL, NULL);
}

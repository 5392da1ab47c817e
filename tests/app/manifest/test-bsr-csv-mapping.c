#include "bsr-test.h"

#include <string.h>

#include "bsr-csv-mapping.h"
#include "bsr-csv-memory.h"
#include "bsr-error.h"

static void
headings_are_known_by_their_names (void **state)
{
  const struct
  {
    const char *heading;
    BsrCsvField field;
    BsrMassUnit unit;
  } rows[] = {
    { "Container", BSR_CSV_CONTAINER, 0 },
    { "Container No.", BSR_CSV_CONTAINER, 0 },
    { "CONTAINER_NUMBER", BSR_CSV_CONTAINER, 0 },
    { "N° de conteneur", BSR_CSV_CONTAINER, 0 },
    { "Numéro du conteneur", BSR_CSV_CONTAINER, 0 },
    { "رقم الحاوية", BSR_CSV_CONTAINER, 0 },
    { "B/L no", BSR_CSV_BILL, 0 },
    { "Connaissement", BSR_CSV_BILL, 0 },
    { "Gross weight (kg)", BSR_CSV_GROSS, BSR_MASS_UNIT_KG },
    { "Gross Wt. lbs", BSR_CSV_GROSS, BSR_MASS_UNIT_LB },
    { "Poids brut (t)", BSR_CSV_GROSS, BSR_MASS_UNIT_T },
    { "الوزن القائم (كغ)", BSR_CSV_GROSS, BSR_MASS_UNIT_KG },
    { "Tare t", BSR_CSV_TARE, BSR_MASS_UNIT_T },
    { "Pays d'origine", BSR_CSV_ORIGIN, 0 },
    { "بلد المنشأ", BSR_CSV_ORIGIN, 0 },
    { "Désignation des marchandises", BSR_CSV_DESCRIPTION, 0 },
    { "HS Code", BSR_CSV_HS, 0 },
    { "Code SH", BSR_CSV_HS, 0 },
    { "Nombre de colis", BSR_CSV_PACKAGES, 0 },
    { "Cut-off", BSR_CSV_CUT_OFF, 0 },
    { "Voyage (kg)", BSR_CSV_IGNORE, 0 },
    { "Colour", BSR_CSV_IGNORE, 0 },
    { "", BSR_CSV_IGNORE, 0 },
    { "N°", BSR_CSV_IGNORE, 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BsrMassUnit unit = BSR_MASS_UNIT_KG;
      print_message ("%s\n", rows[i].heading);
      assert_int_equal (bsr_csv_field_of_heading (rows[i].heading, &unit), rows[i].field);
      assert_int_equal (unit, rows[i].unit);
    }
}

/* No name stands for two fields, and none is nothing but noise. */
static void
names_are_told_apart (void **state)
{
  static const struct
  {
    int field;
    const char *words;
  } columns[] = {
#define COLUMN(field, words) { BSR_CSV_##field, words },
#define NOISE(word)
#include "columns.def"
  };
  gboolean known[BSR_N_CSV_FIELDS] = { FALSE };
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      BsrMassUnit unit;
      print_message ("%s\n", columns[i].words);
      assert_int_equal (bsr_csv_field_of_heading (columns[i].words, &unit), columns[i].field);
      known[columns[i].field] = TRUE;
    }
  for (int field = BSR_CSV_CASE; field < BSR_N_CSV_FIELDS; field++)
    assert_true (known[field]);
}

static void
a_mapping_goes_before_names (void **state)
{
  g_autoptr (BsrCsvMapping) mapping = bsr_csv_mapping_new ();
  BsrMassUnit unit;
  bsr_csv_mapping_set (mapping, "Pds", BSR_CSV_TARE, BSR_MASS_UNIT_KG);
  bsr_csv_mapping_set (mapping, "pds.", BSR_CSV_GROSS, BSR_MASS_UNIT_T); /* the same heading */
  bsr_csv_mapping_set (mapping, "Container", BSR_CSV_IGNORE, BSR_MASS_UNIT_KG);
  assert_int_equal (bsr_csv_mapping_field (mapping, "PDS", &unit), BSR_CSV_GROSS);
  assert_int_equal (unit, BSR_MASS_UNIT_T);
  assert_int_equal (bsr_csv_mapping_field (mapping, "container no", &unit), BSR_CSV_IGNORE);
  assert_int_equal (bsr_csv_mapping_field (mapping, "Vessel", &unit), BSR_CSV_VESSEL);
  assert_int_equal (bsr_csv_mapping_field (NULL, "container no", &unit), BSR_CSV_CONTAINER);
}

static void
documents_are_read_and_written (void **state)
{
  static const char text[] = "{\"format\": \"basira-csv-mapping/1\", \"columns\": ["
                             "{\"heading\": \"Pds\", \"field\": \"gross_kg\", \"unit\": \"t\"},"
                             "{\"heading\": \"X\", \"field\": \"ignore\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCsvMapping) mapping = bsr_csv_mapping_from_json (text, -1, &error);
  bsr_test_assert_no_error (error);
  g_autofree char *json = bsr_csv_mapping_to_json (mapping);
  g_autoptr (BsrCsvMapping) again = bsr_csv_mapping_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  g_autofree char *json_again = bsr_csv_mapping_to_json (again);
  assert_string_equal (json, json_again);
  assert_non_null (strstr (json, "\"unit\": \"t\""));

  const struct
  {
    const char *from, *to;
    int code;
    const char *part;
  } wrong[] = {
    { "mapping/1", "mapping/2", BSR_ERROR_UNKNOWN_KIND, "format" },
    { "gross_kg", "weight", BSR_ERROR_DAMAGED, "columns[0].field: is no field of a case" },
    { "\"t\"", "\"st\"", BSR_ERROR_DAMAGED, "columns[0].unit" },
    { "\"heading\": \"X\", ", "", BSR_ERROR_DAMAGED, "columns[1].heading: is missing" },
    { "\"columns\"", "\"rows\"", BSR_ERROR_DAMAGED, "columns: is missing" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GString) changed = g_string_new (text);
      assert_int_not_equal (g_string_replace (changed, wrong[i].from, wrong[i].to, 1), 0);
      g_clear_error (&error);
      assert_null (bsr_csv_mapping_from_json (changed->str, -1, &error));
      bsr_test_assert_error (error, BSR_ERROR, wrong[i].code, wrong[i].part);
    }
}

static void
mappings_are_remembered_by_their_headings (void **state)
{
  g_autoptr (GError) error = NULL;
  char *folder = bsr_test_folder_new ();
  g_autofree char *below = g_build_filename (folder, "basira", "tables", NULL);
  const char *const headings[] = { "Boîte", "Pds", NULL }, *const same[] = { "BOITE", "pds.", NULL };
  const char *const others[] = { "Pds", "Boîte", NULL };
  assert_null (bsr_csv_mapping_load (below, headings, &error));
  bsr_test_assert_no_error (error);

  g_autoptr (BsrCsvMapping) mapping = bsr_csv_mapping_new ();
  BsrMassUnit unit;
  bsr_csv_mapping_set (mapping, "Boîte", BSR_CSV_CONTAINER, BSR_MASS_UNIT_KG);
  assert_true (bsr_csv_mapping_save (mapping, below, headings, &error));
  bsr_test_assert_no_error (error);
  g_autoptr (BsrCsvMapping) loaded = bsr_csv_mapping_load (below, same, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_csv_mapping_field (loaded, "boite", &unit), BSR_CSV_CONTAINER);
  assert_null (bsr_csv_mapping_load (below, others, &error));
  bsr_test_assert_no_error (error);

  g_autofree char *fingerprint = bsr_csv_mapping_fingerprint (headings);
  g_autofree char *path = g_strdup_printf ("%s/%s.json", below, fingerprint);
  assert_true (g_file_set_contents (path, "{", -1, NULL));
  assert_null (bsr_csv_mapping_load (below, headings, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, NULL);
  g_clear_error (&error);
  assert_false (bsr_csv_mapping_save (mapping, path, headings, &error)); /* a file is no folder */
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "cannot be remembered");
  bsr_test_folder_remove (folder);
}

/* By the list itself, of which nobody knows the headings without it. */
static void
lists_are_known_again (void **state)
{
  static const char first[] = "Ma liste;;\nBoîte;Pds;\nCSQU3054383;25,3;\n";
  static const char next[] = "boite,pds.,\nMSCU1234566,1,\n", other[] = "Pds;Boîte\n1;CSQU3054383\n";
  g_autoptr (GError) error = NULL;
  char *folder = bsr_test_folder_new ();
  g_autofree char *below = g_build_filename (folder, "tables", NULL);
  BsrMassUnit unit;
  assert_null (bsr_csv_recall (first, sizeof first - 1, below, &error));
  g_autoptr (BsrCsvMapping) mapping = bsr_csv_mapping_new ();
  assert_false (bsr_csv_remember (first, sizeof first - 1, mapping, below, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "no line of headings");
  g_clear_error (&error);
  bsr_csv_mapping_set (mapping, "Boîte", BSR_CSV_CONTAINER, BSR_MASS_UNIT_KG);
  assert_true (bsr_csv_remember (first, sizeof first - 1, mapping, below, &error));
  bsr_test_assert_no_error (error);
  g_autoptr (BsrCsvMapping) recalled = bsr_csv_recall (next, sizeof next - 1, below, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_csv_mapping_field (recalled, "Boite", &unit), BSR_CSV_CONTAINER);
  assert_null (bsr_csv_recall (other, sizeof other - 1, below, &error));
  bsr_test_assert_no_error (error);
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (headings_are_known_by_their_names),
    cmocka_unit_test (names_are_told_apart),
    cmocka_unit_test (a_mapping_goes_before_names),
    cmocka_unit_test (documents_are_read_and_written),
    cmocka_unit_test (lists_are_known_again),
    cmocka_unit_test (mappings_are_remembered_by_their_headings),
  };
  return cmocka_run_group_tests_name ("csv mapping", tests, NULL, NULL);
}

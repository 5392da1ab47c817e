#include "bsr-test.h"

#include <string.h>

#include "bsr-csv-columns.h"
#include "bsr-csv-memory.h"
#include "bsr-csv.h"
#include "bsr-error.h"

/* Of a port that calls everything otherwise: a title, then headings that we do not know but for
 * one. */
static const char odd[] = "Liste du 5 mai;;;;\n"
                          "Boîte;Pds t;Nature, détail;Qté;Vessel\n"
                          "CSQU3054383;12,4;Bois, planches, poutres, lattes, chevrons;40;ALPHA\n"
                          "MSCU1234566;7,25;\"dit \"\"divers\"\"\";;ALPHA\n"
                          "CSQU3054383;;Clous;3;ALPHA\n";

static BsrCsvColumns *
columns_new (const char *text, const BsrCsvMapping *recalled)
{
  g_autoptr (GError) error = NULL;
  BsrCsvColumns *columns = bsr_csv_columns_new (text, strlen (text), recalled, &error);
  bsr_test_assert_no_error (error);
  return columns;
}

static BsrCsvField
field_of (const BsrCsvColumns *columns, guint column)
{
  BsrMassUnit unit;
  return bsr_csv_columns_field (columns, column, &unit);
}

static void
headings_and_first_rows_are_found (void **state)
{
  g_autoptr (BsrCsvColumns) columns = columns_new (odd, NULL);
  assert_false (bsr_csv_columns_are_known (columns));
  assert_int_equal (bsr_csv_columns_n (columns), 5);
  assert_string_equal (bsr_csv_columns_heading (columns, 0), "Boîte");
  assert_string_equal (bsr_csv_columns_heading (columns, 2), "Nature, détail");
  assert_int_equal (bsr_csv_columns_n_rows (columns), 3);
  assert_string_equal (bsr_csv_columns_value (columns, 1, 2), "dit \"divers\"");
  assert_string_equal (bsr_csv_columns_value (columns, 2, 1), "");
}

/* A container is told by its check digit; nothing else is guessed but by its name. */
static void
what_is_sure_is_guessed (void **state)
{
  g_autoptr (BsrCsvColumns) columns = columns_new (odd, NULL);
  const BsrCsvField fields[]
      = { BSR_CSV_CONTAINER, BSR_CSV_IGNORE, BSR_CSV_IGNORE, BSR_CSV_IGNORE, BSR_CSV_VESSEL };
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    assert_int_equal (field_of (columns, i), fields[i]);
  g_autoptr (BsrCsvColumns) none = columns_new ("Boîte;Pds\n17;12\n18;CSQU3054383\n19;3\n", NULL);
  assert_int_equal (field_of (none, 0), BSR_CSV_IGNORE);
  assert_int_equal (field_of (none, 1), BSR_CSV_IGNORE);
}

static void
the_first_rows_show_what_they_become (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCsvColumns) columns = columns_new (odd, NULL);
  bsr_csv_columns_set (columns, 1, BSR_CSV_GROSS, BSR_MASS_UNIT_T);
  bsr_csv_columns_set (columns, 2, BSR_CSV_DESCRIPTION, BSR_MASS_UNIT_KG);
  g_autoptr (BsrManifest) manifest = bsr_csv_columns_try (columns, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (manifest->cases->len, 2);
  const BsrCase *first = manifest->cases->pdata[0], *second = manifest->cases->pdata[1];
  bsr_test_assert_close (first->gross_kg, 12400, 1e-9);
  assert_int_equal (first->items->len, 2);
  const BsrManifestItem *item = second->items->pdata[0];
  assert_string_equal (item->description, "dit \"divers\"");

  assert_int_equal (manifest->remarks->len, 0); /* none of the columns that are left out */
  bsr_csv_columns_set (columns, 2, BSR_CSV_GROSS, BSR_MASS_UNIT_KG);
  g_autoptr (BsrManifest) wrong = bsr_csv_columns_try (columns, &error);
  assert_int_equal (wrong->remarks->len, 3);
  assert_string_equal (((BsrManifestRemark *) wrong->remarks->pdata[0])->place, "Nature, détail");

  bsr_csv_columns_set (columns, 0, BSR_CSV_IGNORE, BSR_MASS_UNIT_KG);
  assert_null (bsr_csv_columns_try (columns, &error));
  assert_true (g_error_matches (error, BSR_ERROR, BSR_ERROR_DAMAGED));
}

/* Whoever said that a column is not used need not be told. */
static void
what_was_said_is_not_remarked (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCsvColumns) columns = columns_new (odd, NULL);
  g_autoptr (BsrCsvMapping) little = bsr_csv_mapping_new ();
  bsr_csv_mapping_set (little, "Boîte", BSR_CSV_CONTAINER, BSR_MASS_UNIT_KG);
  g_autoptr (BsrManifest) said
      = bsr_csv_read (odd, strlen (odd), bsr_csv_columns_mapping (columns), NULL, &error);
  g_autoptr (BsrManifest) unsaid = bsr_csv_read (odd, strlen (odd), little, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (said->remarks->len, 0);
  assert_int_equal (unsaid->remarks->len, 3);
}

/* Headings that are compared as the same are the same column to who reads. */
static void
columns_of_one_name_are_one (void **state)
{
  BsrMassUnit unit;
  g_autoptr (BsrCsvColumns) columns = columns_new ("Boîte,Pds,PDS.\na,1,2\n", NULL);
  bsr_csv_columns_set (columns, 1, BSR_CSV_TARE, BSR_MASS_UNIT_LB);
  assert_int_equal (bsr_csv_columns_field (columns, 2, &unit), BSR_CSV_TARE);
  assert_int_equal (unit, BSR_MASS_UNIT_LB);
}

/* What was said once is chosen when it is asked again, and the table is read without. */
static void
what_was_said_is_remembered (void **state)
{
  g_autoptr (GError) error = NULL;
  char *folder = bsr_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "list.csv", NULL);
  g_autofree char *tables = g_build_filename (folder, "tables", NULL);
  assert_true (g_file_set_contents (path, odd, -1, &error));
  g_autoptr (BsrCsvColumns) columns = bsr_csv_columns_read (path, tables, &error);
  bsr_test_assert_no_error (error);
  assert_false (bsr_csv_columns_are_known (columns));
  assert_false (g_file_test (tables, G_FILE_TEST_EXISTS));
  bsr_csv_columns_set (columns, 3, BSR_CSV_PACKAGES, BSR_MASS_UNIT_KG);
  bsr_csv_columns_set (columns, 4, BSR_CSV_IGNORE, BSR_MASS_UNIT_KG);
  assert_true (
      bsr_csv_remember (odd, strlen (odd), bsr_csv_columns_mapping (columns), tables, &error));

  g_autoptr (BsrCsvColumns) again = bsr_csv_columns_read (path, tables, &error);
  assert_true (bsr_csv_columns_are_known (again));
  assert_string_equal (bsr_csv_columns_heading (again, 0), "Boîte");
  assert_int_equal (field_of (again, 3), BSR_CSV_PACKAGES);
  assert_int_equal (field_of (again, 4), BSR_CSV_IGNORE);
  g_autofree char *none = g_build_filename (folder, "none.csv", NULL);
  assert_null (bsr_csv_columns_read (none, tables, &error));
  bsr_test_folder_remove (folder);
}

static void
a_known_table_asks_nothing (void **state)
{
  g_autoptr (BsrCsvColumns) columns
      = columns_new ("Container;Poids brut;Colour\nCSQU3054383;12;red\n", NULL);
  assert_true (bsr_csv_columns_are_known (columns));
  assert_int_equal (field_of (columns, 2), BSR_CSV_IGNORE);
}

/* Text without a line that could be one of headings; a container's number is no heading. */
static void
no_line_of_headings_is_an_error (void **state)
{
  static const char *const texts[]
      = { "", "one word\n", "CSQU3054383;MSCU1234566\nCSQU3054383;MSCU1234566\n", "1;2\n3;4\n",
          "only;headings\n" };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      assert_null (bsr_csv_columns_new (texts[i], strlen (texts[i]), NULL, &error));
      assert_true (g_error_matches (error, BSR_ERROR, BSR_ERROR_DAMAGED));
    }
}

/* A heading that no document can hold is left alone, and any other encoding is read. */
static void
foreign_text_is_bounded (void **state)
{
  g_autofree char *wide = g_strnfill (BSR_CSV_LONGEST_HEADING + 1, 'x');
  g_autofree char *text = g_strdup_printf ("%s;Bo\xeete\nred;CSQU3054383\n", wide);
  g_autoptr (BsrCsvColumns) columns = columns_new (text, NULL);
  assert_false (bsr_csv_columns_can_set (columns, 0));
  assert_int_equal (field_of (columns, 0), BSR_CSV_IGNORE);
  assert_string_equal (bsr_csv_columns_heading (columns, 1), "Boîte");
  assert_int_equal (field_of (columns, 1), BSR_CSV_CONTAINER);
  g_autofree char *json = bsr_csv_mapping_to_json (bsr_csv_columns_mapping (columns));
  assert_null (strstr (json, "xxx"));
  GString *many = g_string_new (NULL);
  for (int i = 0; i < 3000; i++)
    g_string_append (many, i % 1000 == 999 ? "z\n" : "a\";");
  g_autoptr (BsrCsvColumns) bounded = columns_new (many->str, NULL);
  assert_true (bsr_csv_columns_n (bounded) <= BSR_CSV_MOST_COLUMNS);
  g_string_free (many, TRUE);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (headings_and_first_rows_are_found),
    cmocka_unit_test (what_is_sure_is_guessed),
    cmocka_unit_test (the_first_rows_show_what_they_become),
    cmocka_unit_test (what_was_said_is_not_remarked),
    cmocka_unit_test (columns_of_one_name_are_one),
    cmocka_unit_test (what_was_said_is_remembered),
    cmocka_unit_test (a_known_table_asks_nothing),
    cmocka_unit_test (no_line_of_headings_is_an_error),
    cmocka_unit_test (foreign_text_is_bounded),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}

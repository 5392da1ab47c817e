#include "bsr-ui-test.h"

#include <string.h>

#include "bsr-columns-words.h"

static const char list[] = "Boîte;Pds;Nature;Teint\n"
                           "CSQU3054383;12,4;Clous;red\n"
                           ";7;بضائع متنوعة;\n"
                           "MSCU1234566;divers;;blue\n";

static BsrCsvColumns *
columns_new (void)
{
  g_autoptr (GError) error = NULL;
  BsrCsvColumns *columns = bsr_csv_columns_new (list, sizeof list - 1, NULL, &error);
  bsr_test_assert_no_error (error);
  return columns;
}

/* Every field that a column can be can be chosen, and every mass in every unit; no two read alike.
 */
static void
all_that_a_column_can_be_is_offered (void **state)
{
  g_autoptr (GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);
  for (int field = 0; field < BSR_N_CSV_FIELDS; field++)
    for (int unit = BSR_MASS_UNIT_KG; unit <= BSR_MASS_UNIT_LB; unit++)
      {
        BsrMassUnit said;
        guint place = bsr_columns_words_place ((BsrCsvField) field, (BsrMassUnit) unit);
        assert_int_equal (bsr_columns_words_field (place, &said), field);
        if (bsr_csv_field_is_mass ((BsrCsvField) field))
          assert_int_equal (said, unit);
      }
  for (guint i = 0; i < bsr_columns_words_n_choices (); i++)
    assert_true (g_hash_table_add (words, (gpointer) bsr_columns_words_choice (i)));
  assert_int_equal (bsr_columns_words_n_choices (), BSR_N_CSV_FIELDS + 3 * 2);
}

static void
values_are_brief (void **state)
{
  g_autoptr (BsrCsvColumns) columns = columns_new ();
  g_auto (GStrv) goods = bsr_columns_words_values (columns, 2);
  assert_int_equal (g_strv_length (goods), 2);
  assert_string_equal (goods[1], "بضائع متنوعة");
  g_autofree char *wide = g_strnfill (200, 'x');
  g_autofree char *text = g_strdup_printf ("A;B\n\"%s\";\"one\ntwo\"\n", wide);
  g_autoptr (BsrCsvColumns) long_ones = bsr_csv_columns_new (text, strlen (text), NULL, NULL);
  g_auto (GStrv) cut = bsr_columns_words_values (long_ones, 0);
  g_auto (GStrv) line = bsr_columns_words_values (long_ones, 1);
  assert_true (g_utf8_strlen (cut[0], -1) < 70 && g_str_has_suffix (cut[0], "x…"));
  assert_string_equal (line[0], "one two");
}

static void
one_sentence_says_what_is_missing_or_comes_of_it (void **state)
{
  gboolean ready;
  g_autofree char *doubt = NULL;
  g_autoptr (BsrCsvColumns) columns = columns_new ();
  bsr_csv_columns_set (columns, 0, BSR_CSV_IGNORE, BSR_MASS_UNIT_KG);
  g_autofree char *missing = bsr_columns_words_outlook (columns, &doubt, &ready);
  assert_string_equal (missing, "Say which column holds the container number.");
  assert_null (doubt);
  assert_false (ready);

  bsr_csv_columns_set (columns, 3, BSR_CSV_CONTAINER, BSR_MASS_UNIT_KG);
  g_autofree char *none = bsr_columns_words_outlook (columns, &doubt, &ready);
  assert_true (g_str_has_prefix (none, "None of the first rows becomes a case"));
  assert_true (g_str_has_prefix (
      doubt, "3 values of these rows are left out or doubtful. The first: Teint: \"red\" "));
  assert_false (ready);
  g_clear_pointer (&doubt, g_free);

  bsr_csv_columns_set (columns, 3, BSR_CSV_IGNORE, BSR_MASS_UNIT_KG);
  bsr_csv_columns_set (columns, 0, BSR_CSV_CONTAINER, BSR_MASS_UNIT_KG);
  bsr_csv_columns_set (columns, 1, BSR_CSV_ITEM_GROSS, BSR_MASS_UNIT_T);
  bsr_csv_columns_set (columns, 2, BSR_CSV_DESCRIPTION, BSR_MASS_UNIT_KG);
  g_autofree char *good = bsr_columns_words_outlook (columns, &doubt, &ready);
  assert_string_equal (good, "The first rows become 2 cases; the first: "
                             "\u2068CSQU3054383\u2069 · \u206812400 kg\u2069 · \u2068Clous\u2069");
  assert_true (
      g_str_has_prefix (doubt, "2 values of these rows are left out or doubtful. The first: "));
  assert_true (ready);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (all_that_a_column_can_be_is_offered),
    cmocka_unit_test (values_are_brief),
    cmocka_unit_test (one_sentence_says_what_is_missing_or_comes_of_it),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}

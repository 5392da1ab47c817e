#include "bsr-columns-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-fact-line.h"
#include "bsr-text-start.h"
#include "bsr-vocabulary.h"

/* Rows whose values are shown of a column. */
#define MOST_VALUES 8
/* Characters of a value, and of a description, that are shown. */
#define LONGEST_VALUE 60

/* In the order in which they are offered: what most tables have comes first. */
static const struct
{
  BsrCsvField field;
  BsrMassUnit unit;
  const char *words;
} choices[] = {
  { BSR_CSV_IGNORE, BSR_MASS_UNIT_KG, N_ ("Not used") },
  { BSR_CSV_CONTAINER, BSR_MASS_UNIT_KG, N_ ("Container number") },
  { BSR_CSV_BILL, BSR_MASS_UNIT_KG, N_ ("Bill of lading") },
  { BSR_CSV_DESCRIPTION, BSR_MASS_UNIT_KG, N_ ("Description of the goods") },
  { BSR_CSV_HS, BSR_MASS_UNIT_KG, N_ ("Code of the goods (HS)") },
  { BSR_CSV_ITEM_GROSS, BSR_MASS_UNIT_KG, N_ ("Gross mass of the goods, kg") },
  { BSR_CSV_ITEM_GROSS, BSR_MASS_UNIT_T, N_ ("Gross mass of the goods, t") },
  { BSR_CSV_ITEM_GROSS, BSR_MASS_UNIT_LB, N_ ("Gross mass of the goods, lb") },
  { BSR_CSV_GROSS, BSR_MASS_UNIT_KG, N_ ("Gross mass with the container, kg") },
  { BSR_CSV_GROSS, BSR_MASS_UNIT_T, N_ ("Gross mass with the container, t") },
  { BSR_CSV_GROSS, BSR_MASS_UNIT_LB, N_ ("Gross mass with the container, lb") },
  { BSR_CSV_TARE, BSR_MASS_UNIT_KG, N_ ("Tare of the container, kg") },
  { BSR_CSV_TARE, BSR_MASS_UNIT_T, N_ ("Tare of the container, t") },
  { BSR_CSV_TARE, BSR_MASS_UNIT_LB, N_ ("Tare of the container, lb") },
  { BSR_CSV_MASS_UNIT, BSR_MASS_UNIT_KG, N_ ("Unit of the masses") },
  { BSR_CSV_PACKAGES, BSR_MASS_UNIT_KG, N_ ("Number of packages") },
  { BSR_CSV_PACKAGE_TYPE, BSR_MASS_UNIT_KG, N_ ("Package type") },
  { BSR_CSV_SEALS, BSR_MASS_UNIT_KG, N_ ("Seals") },
  { BSR_CSV_SIZE_TYPE, BSR_MASS_UNIT_KG, N_ ("Size and type of the container") },
  { BSR_CSV_EMPTY, BSR_MASS_UNIT_KG, N_ ("Whether it is empty") },
  { BSR_CSV_VESSEL, BSR_MASS_UNIT_KG, N_ ("Ship") },
  { BSR_CSV_IMO, BSR_MASS_UNIT_KG, N_ ("IMO number") },
  { BSR_CSV_VOYAGE, BSR_MASS_UNIT_KG, N_ ("Voyage") },
  { BSR_CSV_PORT_OF_LADING, BSR_MASS_UNIT_KG, N_ ("Port of lading") },
  { BSR_CSV_PORT_OF_DISCHARGE, BSR_MASS_UNIT_KG, N_ ("Port of discharge") },
  { BSR_CSV_SHIPPER, BSR_MASS_UNIT_KG, N_ ("Shipper") },
  { BSR_CSV_CONSIGNEE, BSR_MASS_UNIT_KG, N_ ("Consignee") },
  { BSR_CSV_NOTIFY, BSR_MASS_UNIT_KG, N_ ("Notify party") },
  { BSR_CSV_ORIGIN, BSR_MASS_UNIT_KG, N_ ("Country of origin") },
  { BSR_CSV_CASE, BSR_MASS_UNIT_KG, N_ ("Reference of the case") },
  { BSR_CSV_SOURCE, BSR_MASS_UNIT_KG, N_ ("Flagged by") },
  { BSR_CSV_RISK, BSR_MASS_UNIT_KG, N_ ("Risk") },
  { BSR_CSV_PRIORITY, BSR_MASS_UNIT_KG, N_ ("Priority") },
  { BSR_CSV_REASONS, BSR_MASS_UNIT_KG, N_ ("Reasons for the flag") },
  { BSR_CSV_RAISED, BSR_MASS_UNIT_KG, N_ ("Time of the flag") },
  { BSR_CSV_CUT_OFF, BSR_MASS_UNIT_KG, N_ ("Cut-off") },
};

guint
bsr_columns_words_n_choices (void)
{
  return G_N_ELEMENTS (choices);
}

const char *
bsr_columns_words_choice (guint choice)
{
  g_return_val_if_fail (choice < G_N_ELEMENTS (choices), NULL);
  return _ (choices[choice].words);
}

BsrCsvField
bsr_columns_words_field (guint choice, BsrMassUnit *unit)
{
  g_return_val_if_fail (choice < G_N_ELEMENTS (choices) && unit != NULL, BSR_CSV_IGNORE);
  *unit = choices[choice].unit;
  return choices[choice].field;
}

guint
bsr_columns_words_place (BsrCsvField field, BsrMassUnit unit)
{
  const gboolean mass = bsr_csv_field_is_mass (field);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i].field == field && (!mass || choices[i].unit == unit))
      return i;
  g_return_val_if_reached (0);
}

/* (transfer full): @text in one line, cut where it is long. */
static char *
brief (const char *text)
{
  return g_strdelimit (bsr_text_start (text, LONGEST_VALUE), "\r\n\t", ' ');
}

GStrv
bsr_columns_words_values (const BsrCsvColumns *columns, guint column)
{
  g_return_val_if_fail (columns != NULL, NULL);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  for (guint row = 0; row < MIN (bsr_csv_columns_n_rows (columns), MOST_VALUES); row++)
    {
      g_autofree char *value = brief (bsr_csv_columns_value (columns, row, column));
      if (*value != '\0')
        g_strv_builder_add (values, value);
    }
  return g_strv_builder_end (values);
}

/* @fact: (transfer full) (nullable) */
static void
add_fact (GPtrArray *facts, char *fact)
{
  if (fact != NULL)
    g_ptr_array_add (facts, fact);
}

/* (transfer full): "CSQU3054383 · BL 1 · 12400 kg · Sawn pine" */
static char *
describe_case (const BsrCase *flagged)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);
  const double items_kg = bsr_case_items_kg (flagged);
  const double kg = isnan (flagged->gross_kg) ? items_kg : flagged->gross_kg;
  const BsrManifestItem *item = flagged->items->len > 0 ? flagged->items->pdata[0] : NULL;
  add_fact (facts, g_strdup (flagged->container));
  add_fact (facts, flagged->bill_of_lading != NULL ? brief (flagged->bill_of_lading) : NULL);
  add_fact (facts, isnan (kg) ? NULL : bsr_vocabulary_mass (kg));
  if (item != NULL && item->description != NULL)
    add_fact (facts, brief (item->description));
  else if (item != NULL && *item->hs != '\0')
    add_fact (facts, bsr_vocabulary_heading (item->hs));
  g_ptr_array_add (facts, NULL);
  return bsr_fact_line ((const char *const *) facts->pdata, gtk_widget_get_default_direction ());
}

/* (transfer full): of the first remark: "Weight: "abc" is no mass and was left out" */
static char *
describe_remark (const BsrManifestRemark *remark)
{
  return remark->place != NULL ? g_strdup_printf (_ ("%s: %s"), remark->place, remark->reason)
                               : g_strdup (remark->reason);
}

static char *
describe_doubts (GPtrArray *remarks)
{
  if (remarks->len == 0)
    return NULL;
  g_autofree char *first = describe_remark (remarks->pdata[0]);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u value of these rows is left out or doubtful. %s.",
                   "%u values of these rows are left out or doubtful. The first: %s.",
                   remarks->len),
      remarks->len, first);
}

char *
bsr_columns_words_outlook (const BsrCsvColumns *columns, char **doubt, gboolean *ready)
{
  g_return_val_if_fail (columns != NULL && doubt != NULL && ready != NULL, NULL);
  g_autoptr (BsrManifest) manifest = bsr_csv_columns_try (columns, NULL);
  *ready = manifest != NULL && manifest->cases->len > 0;
  *doubt = manifest != NULL ? describe_doubts (manifest->remarks) : NULL;
  if (manifest == NULL)
    return g_strdup (_ ("Say which column holds the container number."));
  if (!*ready)
    return g_strdup (_ ("None of the first rows becomes a case: does another column hold the container number?"));
  g_autofree char *first = describe_case (manifest->cases->pdata[0]);
  const int n = (int) manifest->cases->len;
  g_autofree char *cases
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d case", "%d cases", (gulong) n), n);
  /* Translators: "3 cases"; then what the first of them is: its container, mass, goods. */
  return g_strdup_printf (_ ("The first rows become %s; the first: %s"), cases, first);
}

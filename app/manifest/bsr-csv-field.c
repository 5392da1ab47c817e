#include "bsr-csv-field.h"

#include <string.h>

#include "bsr-folded-words.h"
#include "bsr-name.h"

/* In the order of BsrCsvField. */
static const char *const names[] = {
  "ignore",
  "case",
  "container",
  "size_type",
  "bill_of_lading",
  "vessel",
  "imo",
  "voyage",
  "port_of_lading",
  "port_of_discharge",
  "shipper",
  "consignee",
  "notify_party",
  "seals",
  "tare_kg",
  "gross_kg",
  "mass_unit",
  "empty",
  "hs",
  "description",
  "packages",
  "package_type",
  "item_gross_kg",
  "origin",
  "source",
  "risk",
  "priority",
  "reasons",
  "raised",
  "cut_off",
  NULL,
};
G_STATIC_ASSERT (G_N_ELEMENTS (names) == BSR_N_CSV_FIELDS + 1);

#define COLUMN(field, words) { BSR_CSV_##field, words },
#define NOISE(word)
static const struct
{
  BsrCsvField field;
  const char *words;
} columns[] = {
#include "columns.def"
};
#undef COLUMN
#undef NOISE

#define COLUMN(field, words)
#define NOISE(word) word,
static const char *const noise[] = {
#include "columns.def"
  NULL,
};
#undef COLUMN
#undef NOISE

const char *
bsr_csv_field_to_string (BsrCsvField field)
{
  g_return_val_if_fail ((guint) field < BSR_N_CSV_FIELDS, NULL);
  return names[field];
}

gboolean
bsr_csv_field_from_string (const char *name, BsrCsvField *field)
{
  g_return_val_if_fail (field != NULL, FALSE);
  int index = bsr_name_index (names, name);
  if (index < 0)
    return FALSE;
  *field = (BsrCsvField) index;
  return TRUE;
}

gboolean
bsr_csv_field_is_mass (BsrCsvField field)
{
  return field == BSR_CSV_TARE || field == BSR_CSV_GROSS || field == BSR_CSV_ITEM_GROSS;
}

char *
bsr_csv_heading_fold (const char *heading)
{
  g_return_val_if_fail (heading != NULL, NULL);

  g_auto (GStrv) words = bsr_folded_words (heading);
  GString *folded = g_string_new (NULL);
  for (int i = 0; words[i] != NULL; i++)
    if (!g_strv_contains (noise, words[i]))
      g_string_append_printf (folded, "%s%s", folded->len > 0 ? " " : "", words[i]);
  return g_string_free (folded, FALSE);
}

/* (transfer none): folded name -> field; made once and never changed. */
static GHashTable *
fields_by_name (void)
{
  static gsize made = 0;
  static GHashTable *table = NULL;
  if (g_once_init_enter (&made))
    {
      table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
        g_hash_table_insert (table, bsr_csv_heading_fold (columns[i].words),
                             GINT_TO_POINTER (columns[i].field));
      g_once_init_leave (&made, 1);
    }
  return table;
}

BsrCsvField
bsr_csv_field_of_heading (const char *heading, BsrMassUnit *unit)
{
  g_return_val_if_fail (heading != NULL && unit != NULL, BSR_CSV_IGNORE);

  g_autofree char *folded = bsr_csv_heading_fold (heading);
  gpointer field;
  if (g_hash_table_lookup_extended (fields_by_name (), folded, NULL, &field))
    return (BsrCsvField) GPOINTER_TO_INT (field);
  char *last = strrchr (folded, ' ');
  BsrMassUnit said;
  if (last == NULL || !bsr_mass_unit_from_word (last + 1, &said))
    return BSR_CSV_IGNORE;
  *last = '\0';
  BsrCsvField mass
      = (BsrCsvField) GPOINTER_TO_INT (g_hash_table_lookup (fields_by_name (), folded));
  if (!bsr_csv_field_is_mass (mass))
    return BSR_CSV_IGNORE;
  *unit = said;
  return mass;
}

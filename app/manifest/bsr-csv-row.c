#include "bsr-csv-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-container-number.h"
#include "bsr-folded-words.h"
#include "bsr-hs-code.h"
#include "bsr-text-start.h"
#include "bsr-written.h"

/* A longer text is no container number, however it is meant. */
#define LONGEST_NUMBER 24
/* Characters of a value that a remark repeats. */
#define LONGEST_QUOTE 60
/* Seals, and reasons, of one case. */
#define MOST_TEXTS 64
/* The largest whole number that a double tells from its neighbours. */
#define MOST_PACKAGES 9007199254740992.0

/* Words as bsr_folded_words() has them. */
typedef struct
{
  const char *word;
  int value;
} Word;

static const Word priorities[] = {
  { "routine", BSR_PRIORITY_ROUTINE }, { "normal", BSR_PRIORITY_ROUTINE },
  { "normale", BSR_PRIORITY_ROUTINE }, { "low", BSR_PRIORITY_ROUTINE },
  { "basse", BSR_PRIORITY_ROUTINE },   { "faible", BSR_PRIORITY_ROUTINE },
  { "عادي", BSR_PRIORITY_ROUTINE },    { "عاديه", BSR_PRIORITY_ROUTINE },
  { "منخفض", BSR_PRIORITY_ROUTINE },   { "منخفضه", BSR_PRIORITY_ROUTINE },
  { "high", BSR_PRIORITY_HIGH },       { "haute", BSR_PRIORITY_HIGH },
  { "haut", BSR_PRIORITY_HIGH },       { "elevee", BSR_PRIORITY_HIGH },
  { "eleve", BSR_PRIORITY_HIGH },      { "عالي", BSR_PRIORITY_HIGH },
  { "عاليه", BSR_PRIORITY_HIGH },      { "مرتفع", BSR_PRIORITY_HIGH },
  { "مرتفعه", BSR_PRIORITY_HIGH },     { "urgent", BSR_PRIORITY_URGENT },
  { "urgente", BSR_PRIORITY_URGENT },  { "critical", BSR_PRIORITY_URGENT },
  { "critique", BSR_PRIORITY_URGENT }, { "عاجل", BSR_PRIORITY_URGENT },
  { "عاجله", BSR_PRIORITY_URGENT },
};

/* 4 and 5: UN/EDIFACT 8169, empty and full. */
static const Word emptiness[] = {
  { "yes", TRUE },  { "y", TRUE },     { "true", TRUE },   { "1", TRUE },       { "empty", TRUE },
  { "e", TRUE },    { "mt", TRUE },    { "mty", TRUE },    { "4", TRUE },       { "oui", TRUE },
  { "o", TRUE },    { "vrai", TRUE },  { "vide", TRUE },   { "v", TRUE },       { "نعم", TRUE },
  { "فارغ", TRUE }, { "فارغه", TRUE }, { "no", FALSE },    { "n", FALSE },      { "false", FALSE },
  { "0", FALSE },   { "full", FALSE }, { "f", FALSE },     { "laden", FALSE },  { "5", FALSE },
  { "non", FALSE }, { "faux", FALSE }, { "plein", FALSE }, { "p", FALSE },      { "fcl", FALSE },
  { "lcl", FALSE }, { "لا", FALSE },   { "ممتلي", FALSE }, { "ممتليه", FALSE }, { "محمله", FALSE },
};

/* A row that is being read. */
typedef struct
{
  BsrCsvRow *row;
  BsrManifest *manifest;
  int line;
  char decimal;
  BsrMassUnit unit;
  gboolean has_unit;
} Reading;

/* Says that what stands in @column was left out, or kept though it is doubtful: "VALUE REASON". */
static void
remark (const Reading *reading, const BsrCsvColumn *column, gboolean kept, const char *value,
        const char *reason)
{
  g_autofree char *start = bsr_text_start (value, LONGEST_QUOTE);
  const char *container = reading->row->flagged->container;
  bsr_manifest_remark (reading->manifest, reading->line, column->heading,
                       *container != '\0' ? container : NULL, kept, "\"%s\" %s", start, reason);
}

/* Once for a column: all its values are alike. */
static void
doubt (const Reading *reading, BsrCsvColumn *column, const char *value, const char *reason)
{
  if (!column->doubted)
    remark (reading, column, TRUE, value, reason);
  column->doubted = TRUE;
}

static gboolean
find_word (const Word *words, gsize n, const char *text, int *value)
{
  g_auto (GStrv) folded = bsr_folded_words (text);
  for (gsize i = 0; folded[0] != NULL && i < n; i++)
    if (g_str_equal (folded[0], words[i].word))
      {
        *value = words[i].value;
        return TRUE;
      }
  return FALSE;
}

char **
bsr_csv_row_text (BsrCase *flagged, BsrCsvField field)
{
  switch ((int) field)
    {
    case BSR_CSV_SIZE_TYPE:
      return &flagged->size_type;
    case BSR_CSV_BILL:
      return &flagged->bill_of_lading;
    case BSR_CSV_VESSEL:
      return &flagged->vessel;
    case BSR_CSV_IMO:
      return &flagged->imo;
    case BSR_CSV_VOYAGE:
      return &flagged->voyage;
    case BSR_CSV_PORT_OF_LADING:
      return &flagged->port_of_lading;
    case BSR_CSV_PORT_OF_DISCHARGE:
      return &flagged->port_of_discharge;
    case BSR_CSV_SHIPPER:
      return &flagged->shipper;
    case BSR_CSV_CONSIGNEE:
      return &flagged->consignee;
    case BSR_CSV_NOTIFY:
      return &flagged->notify_party;
    case BSR_CSV_SOURCE:
      return &flagged->flag_source;
    default:
      return NULL;
    }
}

static double *
mass_of (BsrCase *flagged, BsrCsvField field)
{
  return field == BSR_CSV_TARE ? &flagged->tare_kg : &flagged->gross_kg;
}

static GDateTime **
moment_of (BsrCase *flagged, BsrCsvField field)
{
  return field == BSR_CSV_RAISED ? &flagged->raised : &flagged->cut_off;
}

void
bsr_csv_row_add_texts (GStrv *list, const char *value, const char *separators)
{
  g_auto (GStrv) parts = g_strsplit_set (value, separators, 0);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  guint n = g_strv_length (*list);
  g_strv_builder_addv (all, (const char **) *list);
  for (char **part = parts; *part != NULL && n < MOST_TEXTS; part++)
    if (*g_strstrip (*part) != '\0' && !g_strv_contains ((const char *const *) *list, *part))
      {
        g_strv_builder_add (all, *part);
        n++;
      }
  g_strfreev (*list);
  *list = g_strv_builder_end (all);
}

/* --- Fields of a row ------------------------------------------------------------------------- */

static BsrManifestItem *
item_of (const Reading *reading)
{
  BsrCase *flagged = reading->row->flagged;
  return flagged->items->len > 0 ? flagged->items->pdata[0] : bsr_case_add_item (flagged, "");
}

static void
read_mass (const Reading *reading, BsrCsvColumn *column, const char *value, double *kg)
{
  gboolean ambiguous;
  double read;
  BsrMassUnit unit = reading->has_unit ? reading->unit : column->unit;
  if (!bsr_written_mass (value, reading->decimal, unit, &read, &ambiguous))
    {
      remark (reading, column, FALSE, value, _ ("is no mass and was left out"));
      return;
    }
  /* Tonnes are written to the kilogram. */
  if (ambiguous && unit != BSR_MASS_UNIT_T)
    doubt (reading, column, value, _ ("may be thousands or decimals; see what was made of it"));
  *kg = read;
}

static void
read_packages (const Reading *reading, const BsrCsvColumn *column, const char *value)
{
  double n;
  const char *rest;
  if (bsr_written_number (value, reading->decimal, &n, NULL, &rest) && *rest == '\0' && n >= 0.0
      && n <= MOST_PACKAGES && n == floor (n))
    item_of (reading)->packages = (gint64) n;
  else
    remark (reading, column, FALSE, value, _ ("is no number of packages and was left out"));
}

static void
read_code (const Reading *reading, const BsrCsvColumn *column, const char *value)
{
  char digits[BSR_HS_CODE_MOST_DIGITS + 1];
  BsrManifestItem *item = item_of (reading);
  if (bsr_hs_code_digits (value, digits) == 0)
    {
      remark (reading, column, FALSE, value, _ ("is no code of 2 to 10 digits and was left out"));
      return;
    }
  g_free (item->hs);
  item->hs = g_strdup (digits);
}

static void
read_origin (const Reading *reading, const BsrCsvColumn *column, const char *value)
{
  BsrManifestItem *item = item_of (reading);
  g_autofree char *upper = g_ascii_strup (value, -1);
  if (strlen (upper) != 2 || !g_ascii_isupper (upper[0]) || !g_ascii_isupper (upper[1]))
    {
      remark (reading, column, FALSE, value,
              _ ("is no country code of two letters and was left out"));
      return;
    }
  g_free (item->origin);
  item->origin = g_steal_pointer (&upper);
}

static void
read_risk (const Reading *reading, const BsrCsvColumn *column, const char *value)
{
  double risk;
  const char *rest;
  if (bsr_written_number (value, reading->decimal, &risk, NULL, &rest)
      && (*rest == '\0' || g_str_equal (rest, "%") || g_str_equal (rest, "٪")))
    {
      risk = *rest != '\0' ? risk / 100.0 : risk;
      if (risk >= 0.0 && risk <= 1.0)
        {
          reading->row->flagged->risk = risk;
          return;
        }
    }
  remark (reading, column, FALSE, value,
          _ ("is no risk from 0 to 1 or in per cent and was left out"));
}

static void
read_moment (const Reading *reading, BsrCsvColumn *column, const char *value)
{
  gboolean ambiguous;
  GDateTime *moment = bsr_written_moment (value, &ambiguous);
  GDateTime **member = moment_of (reading->row->flagged, column->field);
  if (moment == NULL)
    {
      remark (reading, column, FALSE, value,
              _ ("is no date like 2026-11-03 or 03/11/2026 and was left out"));
      return;
    }
  if (ambiguous)
    doubt (reading, column, value,
           _ ("may begin with the day or the month; see what was made of it"));
  g_clear_pointer (member, g_date_time_unref);
  *member = moment;
}

static void
read_words (const Reading *reading, const BsrCsvColumn *column, const char *value)
{
  int found;
  gboolean is_priority = column->field == BSR_CSV_PRIORITY;
  gboolean good = is_priority ? find_word (priorities, G_N_ELEMENTS (priorities), value, &found)
                              : find_word (emptiness, G_N_ELEMENTS (emptiness), value, &found);
  if (!good)
    remark (reading, column, FALSE, value,
            is_priority ? _ ("is no priority that we know and was left out")
                        : _ ("says neither empty nor full and was left out"));
  else if (is_priority)
    {
      reading->row->flagged->priority = (BsrPriority) found;
      reading->row->has_priority = TRUE;
    }
  else
    {
      reading->row->flagged->empty = found;
      reading->row->has_empty = TRUE;
    }
}

static void
read_text (BsrCase *flagged, BsrCsvField field, const char *value)
{
  char **member = bsr_csv_row_text (flagged, field);
  if (member != NULL && *member == NULL)
    *member = field == BSR_CSV_SIZE_TYPE ? g_utf8_strup (value, -1) : g_strdup (value);
}

static void
read_description (const Reading *reading, const char *value)
{
  BsrManifestItem *item = item_of (reading);
  char *whole = item->description == NULL ? g_strdup (value)
                                          : g_strconcat (item->description, " ", value, NULL);
  g_free (item->description);
  item->description = whole;
}

/* %FALSE where the column is none of an item. */
static gboolean
read_item_field (const Reading *reading, BsrCsvColumn *column, const char *value)
{
  switch ((int) column->field)
    {
    case BSR_CSV_HS:
      read_code (reading, column, value);
      return TRUE;
    case BSR_CSV_DESCRIPTION:
      read_description (reading, value);
      return TRUE;
    case BSR_CSV_PACKAGES:
      read_packages (reading, column, value);
      return TRUE;
    case BSR_CSV_PACKAGE_TYPE:
      if (item_of (reading)->package_type == NULL)
        item_of (reading)->package_type = g_strdup (value);
      return TRUE;
    case BSR_CSV_ITEM_GROSS:
      read_mass (reading, column, value, &item_of (reading)->gross_kg);
      return TRUE;
    case BSR_CSV_ORIGIN:
      read_origin (reading, column, value);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
read_field (const Reading *reading, BsrCsvColumn *column, const char *value)
{
  BsrCase *flagged = reading->row->flagged;
  switch ((int) column->field)
    {
    case BSR_CSV_CASE:
      if (reading->row->reference == NULL)
        reading->row->reference = g_strdup (value);
      break;
    case BSR_CSV_SEALS:
      bsr_csv_row_add_texts (&flagged->seals, value, ",;/|\n");
      break;
    case BSR_CSV_REASONS:
      bsr_csv_row_add_texts (&flagged->flag_reasons, value, ";|\n");
      break;
    case BSR_CSV_TARE:
    case BSR_CSV_GROSS:
      read_mass (reading, column, value, mass_of (flagged, column->field));
      break;
    case BSR_CSV_EMPTY:
    case BSR_CSV_PRIORITY:
      read_words (reading, column, value);
      break;
    case BSR_CSV_RISK:
      read_risk (reading, column, value);
      break;
    case BSR_CSV_RAISED:
    case BSR_CSV_CUT_OFF:
      read_moment (reading, column, value);
      break;
    default:
      read_text (flagged, column->field, value);
    }
}

/* --- A row ----------------------------------------------------------------------------------- */

/* (transfer full): digits of all scripts as 0 to 9, then as numbers are compared. */
static char *
normalize_container (const char *value)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  for (; *value != '\0'; value = g_utf8_next_char (value))
    {
      int digit = g_unichar_digit_value (g_utf8_get_char (value));
      if (digit >= 0)
        g_string_append_c (plain, (char) ('0' + digit));
      else
        g_string_append_unichar (plain, g_utf8_get_char (value));
    }
  return bsr_container_number_normalize (plain->str);
}

/* (transfer full) (nullable): the container, or %NULL with a remark that the row is skipped. */
static char *
find_container (const Reading *reading, GPtrArray *columns, const char *const *fields)
{
  for (guint i = 0; i < columns->len && fields[i] != NULL; i++)
    {
      const BsrCsvColumn *column = columns->pdata[i];
      if (column->field != BSR_CSV_CONTAINER || *fields[i] == '\0')
        continue;
      g_autofree char *number = normalize_container (fields[i]);
      if (strlen (number) <= LONGEST_NUMBER && strpbrk (number, "0123456789") != NULL)
        return g_steal_pointer (&number);
      remark (reading, column, FALSE, fields[i], _ ("is no container number: the row was skipped"));
      return NULL;
    }
  bsr_manifest_remark (reading->manifest, reading->line, NULL, NULL, FALSE, "%s",
                       _ ("the row names no container and was skipped"));
  return NULL;
}

/* The unit of the masses of this row, where a column says it. */
static void
find_unit (Reading *reading, GPtrArray *columns, const char *const *fields)
{
  for (guint i = 0; i < columns->len && fields[i] != NULL; i++)
    {
      const BsrCsvColumn *column = columns->pdata[i];
      if (column->field != BSR_CSV_MASS_UNIT || *fields[i] == '\0')
        continue;
      reading->has_unit = bsr_mass_unit_from_word (fields[i], &reading->unit);
      if (!reading->has_unit)
        remark (reading, column, FALSE, fields[i], _ ("is no unit of mass and was left out"));
      return;
    }
}

/* Says what of the row itself was mended or left over. */
static void
remark_shape (const Reading *reading, const char *flaw, GPtrArray *columns,
              const char *const *fields)
{
  const char *container = reading->row->flagged->container;
  if (flaw != NULL)
    bsr_manifest_remark (reading->manifest, reading->line, NULL, container, TRUE, "%s", flaw);
  for (guint i = 0; fields[i] != NULL; i++)
    if (i >= columns->len && *fields[i] != '\0')
      {
        bsr_manifest_remark (
            reading->manifest, reading->line, NULL, container, TRUE, "%s",
            _ ("the row has more fields than there are headings: the last ones were "
               "left out"));
        return;
      }
}

BsrCsvRow *
bsr_csv_row_read (BsrCsvTable *table, const char *const *fields, BsrManifest *manifest)
{
  g_return_val_if_fail (table != NULL && fields != NULL && manifest != NULL, NULL);

  GPtrArray *columns = bsr_csv_table_columns (table);
  g_autoptr (BsrCsvRow) row = g_new0 (BsrCsvRow, 1);
  Reading reading = { .row = row,
                      .manifest = manifest,
                      .line = bsr_csv_table_line (table),
                      .decimal = bsr_csv_table_decimal (table) };
  row->flagged = bsr_case_new ("", "");
  g_autofree char *container = find_container (&reading, columns, fields);
  if (container == NULL)
    return NULL;
  g_free (row->flagged->container);
  row->flagged->container = g_steal_pointer (&container);
  remark_shape (&reading, bsr_csv_table_flaw (table), columns, fields);
  find_unit (&reading, columns, fields);
  for (guint i = 0; i < columns->len && fields[i] != NULL; i++)
    if (*fields[i] != '\0' && !read_item_field (&reading, columns->pdata[i], fields[i]))
      read_field (&reading, columns->pdata[i], fields[i]);
  return g_steal_pointer (&row);
}

void
bsr_csv_row_free (BsrCsvRow *row)
{
  if (row == NULL)
    return;
  bsr_case_unref (row->flagged);
  g_free (row->reference);
  g_free (row);
}

#include "bsr-csv-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
remark_difference (BsrManifest *manifest, int line, const BsrCase *into, BsrCsvField field)
{
  bsr_manifest_remark (manifest, line, bsr_csv_field_to_string (field), into->container, FALSE,
                       "%s", _ ("differs from an earlier row of the same case, which stands"));
}

static void
join_texts (const BsrCsvRow *row, BsrCase *into, int line, BsrManifest *manifest)
{
  for (int field = 0; field < BSR_N_CSV_FIELDS; field++)
    {
      char **member = bsr_csv_row_text (into, (BsrCsvField) field);
      if (member == NULL)
        continue;
      const char *more = *bsr_csv_row_text (row->flagged, (BsrCsvField) field);
      if (*member == NULL)
        *member = g_strdup (more);
      else if (more != NULL && !g_str_equal (*member, more))
        remark_difference (manifest, line, into, (BsrCsvField) field);
    }
}

static void
join_number (double more, double *member, BsrCsvField field, BsrCase *into, int line,
             BsrManifest *manifest)
{
  if (isnan (*member))
    *member = more;
  else if (!isnan (more) && more != *member)
    remark_difference (manifest, line, into, field);
}

static void
join_moment (GDateTime *more, GDateTime **member, BsrCsvField field, BsrCase *into, int line,
             BsrManifest *manifest)
{
  if (more == NULL)
    return;
  if (*member == NULL)
    *member = g_date_time_ref (more);
  else if (!g_date_time_equal (*member, more))
    remark_difference (manifest, line, into, field);
}

static void
join_list (GStrv more, GStrv *list)
{
  for (char **text = more; *text != NULL; text++)
    if (!g_strv_contains ((const char *const *) *list, *text))
      bsr_csv_row_add_texts (list, *text, "\n");
}

void
bsr_csv_row_join (const BsrCsvRow *row, BsrCase *into, int line, BsrManifest *manifest)
{
  g_return_if_fail (row != NULL && into != NULL && manifest != NULL);

  BsrCase *more = row->flagged;
  join_texts (row, into, line, manifest);
  join_number (more->risk, &into->risk, BSR_CSV_RISK, into, line, manifest);
  join_number (more->tare_kg, &into->tare_kg, BSR_CSV_TARE, into, line, manifest);
  join_number (more->gross_kg, &into->gross_kg, BSR_CSV_GROSS, into, line, manifest);
  join_moment (more->raised, &into->raised, BSR_CSV_RAISED, into, line, manifest);
  join_moment (more->cut_off, &into->cut_off, BSR_CSV_CUT_OFF, into, line, manifest);
  join_list (more->seals, &into->seals);
  join_list (more->flag_reasons, &into->flag_reasons);
  /* The more urgent of two. */
  if (row->has_priority)
    into->priority = MAX (into->priority, more->priority);
  if (row->has_empty && more->empty != into->empty)
    remark_difference (manifest, line, into, BSR_CSV_EMPTY);
  while (more->items->len > 0)
    g_ptr_array_add (into->items, g_ptr_array_steal_index (more->items, 0));
}

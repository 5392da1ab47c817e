#include "bsr-fuzz-manifests.h"

#include <math.h>

#include "bsr-awmds.h"
#include "bsr-baplie.h"
#include "bsr-case-file.h"
#include "bsr-csv-columns.h"
#include "bsr-csv.h"
#include "bsr-cuscar.h"
#include "bsr-fuzz-reader.h"
#include "bsr-n42.h"

static void
check_text (const char *text)
{
  g_assert (text == NULL || g_utf8_validate (text, -1, NULL));
}

static void
check_texts (GStrv texts)
{
  g_assert (texts != NULL);
  for (char **text = texts; *text != NULL; text++)
    check_text (*text);
}

/* A quantity that may not be stated. */
static void
check_number (double number)
{
  g_assert (isnan (number) || (isfinite (number) && number >= 0.0));
}

static void
check_item (const BsrManifestItem *item)
{
  g_assert (item->hs != NULL && item->packages >= -1);
  check_text (item->hs);
  check_text (item->description);
  check_text (item->package_type);
  check_text (item->origin);
  check_number (item->gross_kg);
}

static void
check_case (const BsrCase *flagged)
{
  const char *const texts[] = { flagged->id,
                                flagged->container,
                                flagged->size_type,
                                flagged->bill_of_lading,
                                flagged->vessel,
                                flagged->imo,
                                flagged->voyage,
                                flagged->port_of_lading,
                                flagged->shipper,
                                flagged->consignee,
                                flagged->port_of_discharge,
                                flagged->notify_party,
                                flagged->flag_source };
  g_assert (*flagged->id != '\0' && *flagged->container != '\0');
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    check_text (texts[i]);
  check_texts (flagged->seals);
  check_texts (flagged->flag_reasons);
  check_number (flagged->tare_kg);
  check_number (flagged->gross_kg);
  for (guint i = 0; i < flagged->items->len; i++)
    check_item (flagged->items->pdata[i]);
}

static void
check_stowage (const BsrStowage *stowage)
{
  const char *const texts[] = {
    stowage->container, stowage->position, stowage->size_type,      stowage->vessel,
    stowage->imo,       stowage->voyage,   stowage->port_of_lading, stowage->port_of_discharge
  };
  g_assert (*stowage->container != '\0' && stowage->empty >= -1 && stowage->empty <= 1);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    check_text (texts[i]);
  check_texts (stowage->dangerous);
  check_number (stowage->gross_kg);
  check_number (stowage->vgm_kg);
}

/* What the store keeps of it must be read again. */
static void
check_record (const BsrCase *flagged)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = bsr_case_to_json (flagged);
  g_autoptr (BsrCase) again = bsr_case_from_record (json, -1, &error);
  if (again == NULL)
    g_error ("written and not read again: %s\n%s", error->message, json);
}

static void
check_radiation (const BsrRadiation *radiation)
{
  const double numbers[] = { radiation->duration_s,       radiation->gamma,
                             radiation->neutron,          radiation->background_s,
                             radiation->background_gamma, radiation->background_neutron };
  check_text (radiation->container);
  check_text (radiation->instrument);
  check_texts (radiation->alarms);
  check_texts (radiation->nuclides);
  g_assert (radiation->alarm >= -1 && radiation->alarm <= 1);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    check_number (numbers[i]);
  /* The store keeps it as a document. */
  g_autoptr (GError) error = NULL;
  g_autofree char *json = bsr_radiation_to_json (radiation);
  g_autoptr (BsrRadiation) again = bsr_radiation_from_json (json, -1, &error);
  g_autofree char *json_again = again != NULL ? bsr_radiation_to_json (again) : NULL;
  if (again == NULL || !g_str_equal (json, json_again))
    g_error ("written and read again: %s\n%s", error != NULL ? error->message : "not the same", json);
}

static void
check_remark (const BsrManifestRemark *remark)
{
  g_assert (remark->reason != NULL && *remark->reason != '\0' && remark->line >= 0);
  check_text (remark->reason);
  check_text (remark->place);
  check_text (remark->container);
}

/* Stops the program unless @manifest is there or @error says why not, and unless all texts are
 * UTF-8, all numbers not stated or not below 0, all remarks reasoned, and all cases named, each by
 * its own name. */
static void
bsr_fuzz_manifest (BsrManifest *manifest, const GError *error)
{
  bsr_fuzz_check (manifest, error);
  if (manifest == NULL)
    return;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  check_text (manifest->dialect);
  for (guint i = 0; i < manifest->cases->len; i++)
    {
      check_case (manifest->cases->pdata[i]);
      check_record (manifest->cases->pdata[i]);
      g_assert (g_hash_table_add (ids, ((BsrCase *) manifest->cases->pdata[i])->id));
    }
  for (guint i = 0; i < manifest->stowages->len; i++)
    check_stowage (manifest->stowages->pdata[i]);
  for (guint i = 0; i < manifest->radiations->len; i++)
    check_radiation (manifest->radiations->pdata[i]);
  for (guint i = 0; i < manifest->remarks->len; i++)
    check_remark (manifest->remarks->pdata[i]);
  g_assert (manifest->remarks->len <= BSR_MANIFEST_MOST_REMARKS + 1);
}

void
bsr_fuzz_cuscar (const guint8 *bytes, gsize n)
{
  g_autoptr (GError) error = NULL;
  bsr_cuscar_probe ((const char *) bytes, n);
  g_autoptr (BsrManifest) manifest = bsr_cuscar_read ((const char *) bytes, n, NULL, NULL, &error);
  bsr_fuzz_manifest (manifest, error);
}

void
bsr_fuzz_baplie (const guint8 *bytes, gsize n)
{
  g_autoptr (GError) error = NULL;
  bsr_baplie_probe ((const char *) bytes, n);
  g_autoptr (BsrManifest) manifest = bsr_baplie_read ((const char *) bytes, n, NULL, NULL, &error);
  bsr_fuzz_manifest (manifest, error);
}

void
bsr_fuzz_awmds (const guint8 *bytes, gsize n)
{
  g_autoptr (GError) error = NULL;
  bsr_awmds_probe ((const char *) bytes, n);
  g_autoptr (BsrManifest) manifest = bsr_awmds_read ((const char *) bytes, n, NULL, NULL, &error);
  bsr_fuzz_manifest (manifest, error);
}

/* What a table may be while somebody is asked: the first rows become something, or that is an
 * error. */
static void
fuzz_columns (const char *bytes, gsize n)
{
  g_autoptr (GError) error = NULL, problem = NULL;
  g_autoptr (BsrCsvColumns) columns = bsr_csv_columns_new (bytes, n, NULL, &error);
  if (columns == NULL)
    return;
  for (guint i = 0; i < bsr_csv_columns_n (columns); i++)
    if (bsr_csv_columns_can_set (columns, i))
      bsr_csv_columns_set (columns, i, (BsrCsvField) (i % BSR_N_CSV_FIELDS), BSR_MASS_UNIT_LB);
  g_autoptr (BsrManifest) manifest = bsr_csv_columns_try (columns, &problem);
  bsr_fuzz_manifest (manifest, problem);
  g_autofree char *json = bsr_csv_mapping_to_json (bsr_csv_columns_mapping (columns));
  g_autoptr (BsrCsvMapping) again = bsr_csv_mapping_from_json (json, -1, NULL);
  g_assert (again != NULL); /* what was said can be remembered */
}

void
bsr_fuzz_csv (const guint8 *bytes, gsize n)
{
  g_autoptr (GError) error = NULL;
  bsr_csv_probe ((const char *) bytes, n);
  g_autoptr (BsrManifest) manifest = bsr_csv_read ((const char *) bytes, n, NULL, NULL, &error);
  bsr_fuzz_manifest (manifest, error);
  fuzz_columns ((const char *) bytes, n);
}

void
bsr_fuzz_n42 (const guint8 *bytes, gsize n)
{
  g_autoptr (GError) error = NULL;
  bsr_n42_probe ((const char *) bytes, n);
  g_autoptr (BsrManifest) manifest = bsr_n42_read ((const char *) bytes, n, NULL, NULL, &error);
  bsr_fuzz_manifest (manifest, error);
}

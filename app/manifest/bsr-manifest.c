#include "bsr-manifest.h"

#include <glib/gi18n-lib.h>

#include "bsr-awmds.h"
#include "bsr-csv.h"
#include "bsr-doubt.h"
#include "bsr-baplie.h"
#include "bsr-cuscar.h"
#include "bsr-error.h"
#include "bsr-n42.h"
#include "bsr-shared-box.h"

/* One row a kind, in the order in which they are asked: a table comes last. */
static const struct
{
  BsrManifestKind kind;
  const char *name;
  gboolean (*probe) (const char *bytes, gsize n);
  BsrManifest *(*read) (const char *bytes, gsize n, const BsrCsvMapping *mapping,
                        GCancellable *cancellable, GError **error);
} readers[] = {
  { BSR_MANIFEST_CUSCAR, "CUSCAR", bsr_cuscar_probe, bsr_cuscar_read },
  { BSR_MANIFEST_BAPLIE, "BAPLIE", bsr_baplie_probe, bsr_baplie_read },
  { BSR_MANIFEST_N42, "N42", bsr_n42_probe, bsr_n42_read },
  { BSR_MANIFEST_AWMDS, "Awmds", bsr_awmds_probe, bsr_awmds_read },
  { BSR_MANIFEST_CSV, "CSV", bsr_csv_probe, bsr_csv_read },
};

void
bsr_manifest_remark_free (BsrManifestRemark *remark)
{
  if (remark == NULL)
    return;
  g_free (remark->place);
  g_free (remark->container);
  g_free (remark->bill);
  g_free (remark->reason);
  g_free (remark);
}

BsrManifest *
bsr_manifest_new (BsrManifestKind kind, const char *dialect)
{
  g_return_val_if_fail (dialect != NULL, NULL);
  BsrManifest *manifest = g_new0 (BsrManifest, 1);
  manifest->kind = kind;
  manifest->dialect = g_strdup (dialect);
  manifest->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_case_unref);
  manifest->stowages = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_stowage_free);
  manifest->radiations = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_radiation_free);
  manifest->remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_manifest_remark_free);
  manifest->told = g_hash_table_new (NULL, NULL);
  return manifest;
}

void
bsr_manifest_free (BsrManifest *manifest)
{
  if (manifest == NULL)
    return;
  g_free (manifest->dialect);
  g_ptr_array_unref (manifest->cases);
  g_ptr_array_unref (manifest->stowages);
  g_ptr_array_unref (manifest->radiations);
  g_ptr_array_unref (manifest->remarks);
  g_hash_table_unref (manifest->told);
  g_free (manifest);
}

void
bsr_manifest_remark (BsrManifest *manifest, int line, const char *place, const char *container,
                     gboolean kept, const char *format, ...)
{
  g_return_if_fail (manifest != NULL && format != NULL);
  if (manifest->remarks->len > BSR_MANIFEST_MOST_REMARKS)
    return;
  BsrManifestRemark *remark = g_new0 (BsrManifestRemark, 1);
  if (manifest->remarks->len == BSR_MANIFEST_MOST_REMARKS)
    remark->reason = g_strdup (_ ("there is more to be said of this file than is listed"));
  else
    {
      va_list arguments;
      va_start (arguments, format);
      remark->reason = g_strdup_vprintf (format, arguments);
      va_end (arguments);
      remark->line = line;
      remark->place = g_strdup (place);
      remark->container = g_strdup (container);
      remark->kept = kept;
    }
  g_ptr_array_add (manifest->remarks, remark);
}

void
bsr_manifest_remark_doubts (BsrManifest *manifest, int line, const BsrCase *flagged)
{
  g_return_if_fail (manifest != NULL && flagged != NULL);
  g_autoptr (GPtrArray) doubts = bsr_doubts_of_case (flagged);
  for (guint i = 0; i < doubts->len; i++)
    {
      const BsrDoubt *doubt = doubts->pdata[i];
      if (doubt->kind == BSR_DOUBT_CONTAINER_NUMBER || doubt->kind == BSR_DOUBT_GROSS_MASS
          || doubt->kind == BSR_DOUBT_ITEMS_MASS)
        bsr_manifest_remark (manifest, line, NULL, flagged->container, TRUE, "%s", doubt->sentence);
    }
}

char *
bsr_manifest_case_id (const char *bill, const char *container)
{
  g_return_val_if_fail (container != NULL, NULL);
  if (bill == NULL || *bill == '\0')
    return g_strdup (container);
  return g_strdup_printf ("%s/%s", bill, container);
}

gboolean
bsr_manifest_probe (const char *bytes, gsize n, BsrManifestKind *kind)
{
  g_return_val_if_fail (bytes != NULL || n == 0, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (readers[i].probe != NULL && readers[i].probe (bytes, n))
      {
        if (kind != NULL)
          *kind = readers[i].kind;
        return TRUE;
      }
  return FALSE;
}

BsrManifest *
bsr_manifest_read (const char *bytes, gsize n, const BsrCsvMapping *mapping,
                   GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (bytes != NULL || n == 0, NULL);
  if (n > BSR_MANIFEST_MOST_BYTES)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT, _ ("is larger than %u MiB"),
                   BSR_MANIFEST_MOST_BYTES >> 20);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (readers[i].probe != NULL && readers[i].probe (bytes, n))
      {
        BsrManifest *manifest = readers[i].read (bytes, n, mapping, cancellable, error);
        if (manifest != NULL)
          bsr_shared_box_remark_all (manifest);
        return manifest;
      }
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_UNKNOWN_KIND,
                       _ ("is neither a manifest, a list nor a measurement that we read"));
  return NULL;
}

const char *
bsr_manifest_kind_to_string (BsrManifestKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (readers[i].kind == kind)
      return readers[i].name;
  g_return_val_if_reached (NULL);
}

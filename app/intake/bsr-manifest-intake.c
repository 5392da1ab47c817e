#include "bsr-manifest-intake.h"

#include <fcntl.h>
#include <unistd.h>

#include "bsr-container-number.h"
#include "bsr-csv-memory.h"
#include "bsr-file-load.h"
#include "bsr-manifest-taking.h"

/* Bytes that tell what a file is. */
#define BEGINNING 4096

gboolean
bsr_manifest_intake_probe (const char *path, BsrManifestKind *kind)
{
  g_return_val_if_fail (path != NULL, FALSE);
  char bytes[BEGINNING];
  gssize n = -1;
  if (g_str_has_suffix (path, ".json")) /* documents of our own, which a table may look like */
    return FALSE;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd >= 0)
    {
      n = read (fd, bytes, sizeof bytes);
      close (fd);
    }
  return n > 0 && bsr_manifest_probe (bytes, (gsize) n, kind);
}

/* A measurement that names no container is of the one that the file's name holds. */
static void
name_measurements (BsrManifest *manifest, const char *name)
{
  g_auto (GStrv) numbers = bsr_container_number_find (name);
  if (g_strv_length (numbers) != 1)
    return;
  for (guint i = 0; i < manifest->radiations->len; i++)
    {
      BsrRadiation *radiation = manifest->radiations->pdata[i];
      if (radiation->container == NULL)
        radiation->container = g_strdup (numbers[0]);
    }
}

/* Remarks go to whom imports, those on record too. */
static void
hand_over_remarks (BsrManifest *manifest, BsrIntakeResult *result, const char *name)
{
  for (guint i = 0; i < manifest->remarks->len; i++)
    bsr_intake_result_remark (result, name, manifest->remarks->pdata[i]);
  g_ptr_array_set_free_func (manifest->remarks, NULL);
  g_ptr_array_set_size (manifest->remarks, 0);
}

/* A table by what is said of its columns, or was said of the same ones before. What cannot be remembered is
 * a remark: the table itself was read. */
static BsrManifest *
read_manifest (const char *bytes, gsize n, const BsrIntakeOptions *options,
               GCancellable *cancellable, GError **error)
{
  BsrManifestKind kind;
  const BsrCsvMapping *mapping = options != NULL ? options->mapping : NULL;
  const char *folder = options != NULL ? options->tables : NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (BsrCsvMapping) recalled = NULL;
  if (folder == NULL || !bsr_manifest_probe (bytes, n, &kind) || kind != BSR_MANIFEST_CSV)
    return bsr_manifest_read (bytes, n, mapping, cancellable, error);
  if (mapping == NULL)
    mapping = recalled = bsr_csv_recall (bytes, n, folder, &problem);
  BsrManifest *manifest = bsr_manifest_read (bytes, n, mapping, cancellable, error);
  if (manifest != NULL && mapping != NULL && recalled == NULL)
    bsr_csv_remember (bytes, n, mapping, folder, &problem);
  if (manifest != NULL && problem != NULL)
    bsr_manifest_remark (manifest, 0, NULL, NULL, FALSE, "%s", problem->message);
  return manifest;
}

gboolean
bsr_manifest_intake (BsrStore *store, const BsrActor *actor, const char *path,
                     const BsrIntakeOptions *options, BsrIntakeResult *result, char **case_id,
                     GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL, FALSE);
  g_return_val_if_fail (path != NULL && result != NULL, FALSE);

  gsize n;
  g_autofree char *bytes = bsr_file_load (path, BSR_MANIFEST_MOST_BYTES, &n, error);
  g_autoptr (BsrManifest) manifest
      = bytes != NULL ? read_manifest (bytes, n, options, cancellable, error) : NULL;
  if (manifest == NULL)
    return FALSE;
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_utf8_make_valid (base, -1);
  g_autofree char *source = g_strdup_printf ("%s (%s)", name, manifest->dialect);
  g_autofree char *sha256
      = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, n);
  name_measurements (manifest, name);
  gboolean good = bsr_manifest_take (store, actor, manifest, source, sha256, options, result,
                                     case_id, cancellable, error);
  hand_over_remarks (manifest, result, name);
  return good;
}

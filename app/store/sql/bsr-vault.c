#include "bsr-vault.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "bsr-audit.h"
#include "bsr-error.h"
#include "bsr-file-hash.h"
#include "bsr-json-reader.h"
#include "bsr-low-file.h"
#include "bsr-scan-file.h"

#define CONTENT_FORM "basira-scan-content/1\n"
/* Bytes read at once. */
#define CHUNK (1 << 16)
/* Only the user looks into the vault. */
#define FOLDER_MODE 0700
#define FILE_MODE 0600
/* Letters of the hash that name the outer folder: 256 of them keep each one short. */
#define OUTER_LETTERS 2

struct _BsrVault
{
  char *folder;
  BsrVaultDepot
      *depot; /* (nullable): where the files of @folder are copies of those that lie there */
};

BsrVault *
bsr_vault_new (const char *folder)
{
  g_return_val_if_fail (folder != NULL, NULL);
  BsrVault *vault = g_new0 (BsrVault, 1);
  vault->folder = g_strdup (folder);
  return vault;
}

BsrVault *
bsr_vault_new_remote (const char *folder, BsrVaultDepot *depot)
{
  g_return_val_if_fail (depot != NULL, NULL);
  BsrVault *vault = bsr_vault_new (folder);
  vault->depot = depot;
  return vault;
}

void
bsr_vault_free (BsrVault *vault)
{
  if (vault == NULL)
    return;
  if (vault->depot != NULL)
    vault->depot->free (vault->depot);
  g_free (vault->folder);
  g_free (vault);
}

void
bsr_vault_item_free (BsrVaultItem *item)
{
  if (item == NULL)
    return;
  g_free (item->name);
  g_free (item->file);
  g_free (item->sha256);
  g_free (item->low_sha256);
  g_free (item->description);
  g_free (item->content);
  g_free (item);
}

char *
bsr_vault_path (BsrVault *vault, const char *file)
{
  return g_build_filename (vault->folder, file, NULL);
}

static gboolean
failed (GError **error, const char *doing)
{
  g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "%s: %s", doing, g_strerror (errno));
  return FALSE;
}

static gboolean
write_all (int fd, const guint8 *bytes, gsize size)
{
  while (size > 0)
    {
      ssize_t n = write (fd, bytes, size);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      bytes += n;
      size -= (gsize) n;
    }
  return TRUE;
}

/* Copies the file at @path to @to. (transfer full): the hash of what was copied. */
static char *
copy_file (const char *path, int to, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0)
    {
      failed (error, _ ("the file cannot be read"));
      return NULL;
    }
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  ssize_t n;
  gboolean good = TRUE;
  while (good && (n = read (fd, chunk, CHUNK)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        good = failed (error, _ ("the file cannot be read"));
      else if (!write_all (to, chunk, (gsize) n))
        good = failed (error, _ ("the file cannot be copied into the vault"));
      else
        g_checksum_update (checksum, chunk, n);
    }
  close (fd);
  return good ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

static gboolean
sync_folder (const char *folder, GError **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean good = fd >= 0 && fsync (fd) == 0;
  if (!good)
    failed (error, _ ("the vault's folder cannot be made durable"));
  if (fd >= 0)
    close (fd);
  return good;
}

static char *
hash_text (const char *text)
{
  return text != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1) : NULL;
}

/* Whether @path is a file of that hash already. */
static gboolean
is_there (const char *path, const char *sha256)
{
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  g_autofree char *found = bsr_file_sha256 (path, NULL, NULL);
  return g_strcmp0 (found, sha256) == 0;
}

/* Puts a file with hash @sha256 at @path: what the file at @from holds, or else @text. */
static gboolean
put_file (const char *path, const char *from, const char *text, const char *sha256, GError **error)
{
  if (is_there (path, sha256))
    return TRUE;
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, FILE_MODE);
  if (fd < 0)
    return failed (error, _ ("the file cannot be copied into the vault"));

  gboolean good;
  if (from != NULL)
    {
      g_autofree char *copied = copy_file (from, fd, error);
      good = copied != NULL;
      if (good && !g_str_equal (copied, sha256))
        {
          g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                               _ ("the file changed while it was copied"));
          good = FALSE;
        }
    }
  else if (!(good = write_all (fd, (const guint8 *) text, strlen (text))))
    failed (error, _ ("the file cannot be copied into the vault"));
  if (good && (fsync (fd) != 0 || g_rename (temporary, path) != 0))
    good = failed (error, _ ("the file cannot be made durable in the vault"));
  close (fd);
  if (!good)
    g_unlink (temporary);
  return good;
}

/* The description beside the pixels, else the one that @scan brings; NULL without error where
 * there is none. */
static gboolean
find_description (const BsrScan *scan, char **description, GError **error)
{
  g_autofree char *sidecar = bsr_scan_sidecar_path (scan->path);
  *description = NULL;
  if (g_file_test (sidecar, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    {
      gsize length;
      if ((*description = bsr_json_load_file (sidecar, &length, error)) == NULL)
        return FALSE;
    }
  else if (scan->described)
    *description = bsr_scan_to_json (scan);
  else
    return TRUE;

  /* Also finds a zero byte, at which the text would end. */
  g_autoptr (BsrScan) readable = bsr_scan_from_json (scan->path, *description, -1, error);
  if (readable == NULL)
    g_clear_pointer (description, g_free);
  return readable != NULL;
}

/* What the scan's files are, and where they shall lie. */
static BsrVaultItem *
examine (const BsrScan *scan, GError **error)
{
  g_autoptr (BsrVaultItem) item = g_new0 (BsrVaultItem, 1);
  g_autofree char *low = bsr_low_file_of (scan->path);
  g_autofree char *base = g_path_get_basename (scan->path);
  item->name = g_strdup (scan->name);
  if (!g_file_test (scan->path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                           _ ("the scan's file is missing"));
      return NULL;
    }
  if ((item->sha256 = bsr_file_sha256 (scan->path, NULL, error)) == NULL)
    return NULL;
  if (scan->sha256 != NULL && !g_str_equal (scan->sha256, item->sha256))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                           _ ("the scan's file has changed since it was read"));
      return NULL;
    }
  if (low != NULL && g_file_test (low, G_FILE_TEST_IS_REGULAR)
      && (item->low_sha256 = bsr_file_sha256 (low, NULL, error)) == NULL)
    return NULL;
  if (!find_description (scan, &item->description, error))
    return NULL;

  g_autoptr (GString) form = g_string_new (CONTENT_FORM);
  bsr_audit_append_netstring (form, item->sha256, -1);
  bsr_audit_append_netstring (form, item->low_sha256 != NULL ? item->low_sha256 : "", -1);
  bsr_audit_append_netstring (form, item->description != NULL ? item->description : "", -1);
  item->content
      = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) form->str, form->len);
  g_autofree char *outer = g_strndup (item->content, OUTER_LETTERS);
  item->file = g_build_filename (outer, item->content, base, NULL);
  return g_steal_pointer (&item);
}

/* One of the files of an item. */
typedef struct
{
  char *path;
  char *sha256; /* NULL: there is no such file */
} File;

#define N_FILES 3

/* The pixels, the second energy, the description. */
static void
list_files (BsrVault *vault, const BsrVaultItem *item, File files[N_FILES])
{
  char *path = bsr_vault_path (vault, item->file);
  files[0] = (File){ path, g_strdup (item->sha256) };
  files[1] = (File){ bsr_low_file_of (path), g_strdup (item->low_sha256) };
  files[2] = (File){ bsr_scan_sidecar_path (path), hash_text (item->description) };
}

static void
clear_files (File files[N_FILES])
{
  for (int i = 0; i < N_FILES; i++)
    {
      g_free (files[i].path);
      g_free (files[i].sha256);
    }
}

/* Puts the copies that lie in the folder where they belong. */
static gboolean
deposit (BsrVault *vault, const BsrVaultItem *item, GError **error)
{
  File files[N_FILES];
  gboolean good = TRUE;
  list_files (vault, item, files);
  for (int i = 0; good && i < N_FILES; i++)
    if (files[i].sha256 != NULL)
      good = vault->depot->put (vault->depot, files[i].path, files[i].sha256, error);
  clear_files (files);
  return good;
}

/* The folder for the file at @path in the vault. */
static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *inner = g_path_get_dirname (path);
  return g_mkdir_with_parents (inner, FOLDER_MODE) == 0
         || failed (error, _ ("the vault's folder cannot be made"));
}

/* The names on the way to the file at @path, from the inside out: each folder may be new. */
static gboolean
sync_names (BsrVault *vault, const char *path, GError **error)
{
  g_autofree char *inner = g_path_get_dirname (path);
  g_autofree char *outer = g_path_get_dirname (inner);
  g_autofree char *above = g_path_get_dirname (vault->folder);
  return sync_folder (inner, error) && sync_folder (outer, error)
         && sync_folder (vault->folder, error) && sync_folder (above, error);
}

BsrVaultItem *
bsr_vault_take (BsrVault *vault, const BsrScan *scan, GError **error)
{
  g_return_val_if_fail (vault != NULL && scan != NULL, NULL);

  g_autoptr (BsrVaultItem) item = examine (scan, error);
  if (item == NULL)
    return NULL;
  g_autofree char *path = bsr_vault_path (vault, item->file);
  if (!make_folder (path, error))
    return NULL;

  g_autofree char *from_low = bsr_low_file_of (scan->path), *low = bsr_low_file_of (path);
  g_autofree char *sidecar = bsr_scan_sidecar_path (path);
  g_autofree char *described = hash_text (item->description);
  if (!put_file (path, scan->path, NULL, item->sha256, error)
      || (item->low_sha256 != NULL && !put_file (low, from_low, NULL, item->low_sha256, error))
      || (described != NULL && !put_file (sidecar, NULL, item->description, described, error))
      || !sync_names (vault, path, error)
      || (vault->depot != NULL && !deposit (vault, item, error)))
    return NULL;
  return g_steal_pointer (&item);
}

BsrVaultItem *
bsr_vault_take_file (BsrVault *vault, const char *from, GError **error)
{
  g_return_val_if_fail (vault != NULL && from != NULL, NULL);

  g_autoptr (BsrVaultItem) item = g_new0 (BsrVaultItem, 1);
  g_autofree char *base = g_path_get_basename (from);
  if ((item->sha256 = bsr_file_sha256 (from, NULL, error)) == NULL)
    return NULL;
  g_autofree char *outer = g_strndup (item->sha256, OUTER_LETTERS);
  item->name = g_filename_display_name (base);
  item->content = g_strdup (item->sha256);
  item->file = g_build_filename (outer, item->sha256, item->name, NULL); /* a name that is text */
  g_autofree char *path = bsr_vault_path (vault, item->file);
  if (!make_folder (path, error) || !put_file (path, from, NULL, item->sha256, error)
      || !sync_names (vault, path, error)
      || (vault->depot != NULL && !deposit (vault, item, error)))
    return NULL;
  return g_steal_pointer (&item);
}

static gboolean
missing (GError **error)
{
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                       _ ("its files are not all in the vault"));
  return FALSE;
}

/* Copies a file out of the depot, so that it is whole or not there. */
static gboolean
fetch_file (BsrVault *vault, const File *file, GError **error)
{
  g_autofree char *inner = g_path_get_dirname (file->path);
  g_autofree char *temporary = g_strconcat (file->path, ".XXXXXX", NULL);
  int fd = g_mkdir_with_parents (inner, FOLDER_MODE) == 0
               ? g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, FILE_MODE)
               : -1;
  if (fd < 0)
    return failed (error, _ ("the file cannot be copied out of the vault"));
  gboolean good = vault->depot->fetch (vault->depot, file->sha256, fd, error);
  close (fd);
  if (good && !is_there (temporary, file->sha256))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                           _ ("its files in the vault are not those that were taken"));
      good = FALSE;
    }
  if (good && g_rename (temporary, file->path) != 0)
    good = failed (error, _ ("the file cannot be copied out of the vault"));
  if (!good)
    g_unlink (temporary);
  return good;
}

gboolean
bsr_vault_has (BsrVault *vault, const BsrVaultItem *item, GError **error)
{
  File files[N_FILES];
  gboolean good = TRUE;
  list_files (vault, item, files);
  for (int i = 0; good && i < N_FILES; i++)
    if (files[i].sha256 != NULL && !g_file_test (files[i].path, G_FILE_TEST_IS_REGULAR))
      good = vault->depot != NULL ? fetch_file (vault, &files[i], error) : missing (error);
  clear_files (files);
  return good;
}

/* Whether the file is as it was taken, or absent as it was. */
static gboolean
is_as_taken (const File *file)
{
  if (file->path == NULL)
    return TRUE;
  return file->sha256 != NULL ? is_there (file->path, file->sha256)
                              : !g_file_test (file->path, G_FILE_TEST_EXISTS);
}

static gboolean
verify_file (BsrVault *vault, const File *file, GError **error)
{
  if (vault->depot != NULL)
    return file->sha256 == NULL || vault->depot->verify (vault->depot, file->sha256, error);
  if (is_as_taken (file))
    return TRUE;
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                       _ ("its files in the vault are not those that were taken"));
  return FALSE;
}

gboolean
bsr_vault_verify (BsrVault *vault, const BsrVaultItem *item, GError **error)
{
  if (vault->depot == NULL && !bsr_vault_has (vault, item, error))
    return FALSE;
  File files[N_FILES];
  gboolean good = TRUE;
  list_files (vault, item, files);
  for (int i = 0; good && i < N_FILES; i++)
    good = verify_file (vault, &files[i], error);
  clear_files (files);
  return good;
}

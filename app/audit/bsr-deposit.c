#include "bsr-deposit.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "bsr-error.h"

/* Names a store's file in a folder: so many digits of its id tell any two stores apart. */
#define NAME_DIGITS 16
#define NAME_FORM "basira-%.*s.checkpoints"
/* A line of a checkpoint is some 600 bytes: room for a hundred thousand of them. */
#define MAX_BYTES (64 * 1024 * 1024)
#define FILE_MODE 0644

static char *
file_of (const char *path, const char *store)
{
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return g_strdup (path);
  g_autofree char *name = g_strdup_printf (NAME_FORM, NAME_DIGITS, store);
  return g_build_filename (path, name, NULL);
}

/* The file's text up to its last line feed: what follows was cut off while it was written, and
 * never acknowledged. */
static char *
load (const char *file, gsize *whole, GError **error)
{
  GError *problem = NULL;
  char *text = NULL;
  gsize length = 0;
  if (!g_file_get_contents (file, &text, &length, &problem))
    {
      gboolean none = g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT);
      if (!none)
        g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the deposit cannot be read: %s"),
                     problem->message);
      g_error_free (problem);
      *whole = 0;
      return none ? g_strdup ("") : NULL;
    }
  if (length > MAX_BYTES || strlen (text) != length)
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("the deposit is no list of checkpoints"));
      g_free (text);
      return NULL;
    }
  char *last = strrchr (text, '\n');
  *whole = last != NULL ? (gsize) (last - text) + 1 : 0;
  text[*whole] = '\0';
  return text;
}

static GPtrArray *
parse (const char *text, const char *store, GError **error)
{
  g_autoptr (GPtrArray) deposited
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_checkpoint_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (int i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] == '\0')
        continue;
      g_autoptr (BsrCheckpoint) checkpoint = bsr_checkpoint_from_line (lines[i]);
      if (checkpoint == NULL)
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                       _ ("line %d of the deposit is no checkpoint"), i + 1);
          return NULL;
        }
      if (g_str_equal (checkpoint->store, store))
        g_ptr_array_add (deposited, g_steal_pointer (&checkpoint));
    }
  return g_steal_pointer (&deposited);
}

GPtrArray *
bsr_deposit_read (const char *path, const char *store, GError **error)
{
  g_return_val_if_fail (path != NULL && store != NULL, NULL);

  gsize whole;
  g_autofree char *file = file_of (path, store);
  g_autofree char *text = load (file, &whole, error);
  return text != NULL ? parse (text, store, error) : NULL;
}

gboolean
bsr_deposit_compare (GPtrArray *deposited, GPtrArray *checkpoints, GError **error)
{
  g_return_val_if_fail (deposited != NULL && checkpoints != NULL, FALSE);

  gint64 agreed = 0; /* the last entry up to which both say the same */
  for (guint i = 0; i < deposited->len; i++)
    {
      const BsrCheckpoint *there = deposited->pdata[i];
      const BsrCheckpoint *here = NULL;
      if (!bsr_checkpoint_follows (there, i > 0 ? deposited->pdata[i - 1] : NULL, error))
        {
          g_prefix_error (error, "%s: ", _ ("in the deposit"));
          return FALSE;
        }
      if (there->number <= checkpoints->len)
        here = checkpoints->pdata[there->number - 1];
      if (here != NULL && bsr_checkpoint_is_same (here, there))
        {
          agreed = there->sequence;
          continue;
        }
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   here == NULL
                       ? _ ("audit entry %lld: the log was cut off at it or behind it: checkpoint %lld of %s, "
                            "at entry %lld, is deposited but missing here")
                       : _ ("audit entry %lld: the log was written anew from it or behind it: checkpoint "
                            "%lld of %s, at entry %lld, is deposited in another form"),
                   (long long) agreed + 1, (long long) there->number, there->at,
                   (long long) there->sequence);
      return FALSE;
    }
  return TRUE;
}

/* The name of a file that may be new. */
static gboolean
sync_folder (const char *file)
{
  g_autofree char *folder = g_path_get_dirname (file);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean good = fd >= 0 && fsync (fd) == 0;
  if (fd >= 0)
    close (fd);
  return good;
}

/* Adds @lines behind the first @whole bytes; as it was when that fails. */
static gboolean
append (const char *file, gsize whole, const GString *lines, GError **error)
{
  int fd = open (file, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, FILE_MODE);
  off_t size = fd >= 0 ? lseek (fd, 0, SEEK_END) : -1;
  gboolean good = size >= 0;
  if (good && (gsize) size > whole) /* what was cut off while it was written */
    good = ftruncate (fd, (off_t) whole) == 0 && lseek (fd, (off_t) whole, SEEK_SET) >= 0;
  if (good)
    {
      ssize_t n = write (fd, lines->str, lines->len);
      if (n >= 0 && (gsize) n < lines->len)
        errno = ENOSPC;
      good = n == (ssize_t) lines->len && fsync (fd) == 0 && sync_folder (file);
    }
  if (!good)
    g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the deposit cannot be written: %s"),
                 g_strerror (errno));
  if (!good && fd >= 0 && ftruncate (fd, (off_t) whole) != 0)
    g_debug ("the deposit keeps half a line: %s", g_strerror (errno)); /* which is not read */
  if (fd >= 0)
    close (fd);
  return good;
}

gboolean
bsr_deposit_add (const char *path, GPtrArray *checkpoints, guint *n_added, GError **error)
{
  g_return_val_if_fail (path != NULL && checkpoints != NULL && checkpoints->len > 0, FALSE);

  gsize whole;
  const char *store = ((BsrCheckpoint *) checkpoints->pdata[0])->store;
  g_autofree char *file = file_of (path, store);
  g_autofree char *text = load (file, &whole, error);
  g_autoptr (GPtrArray) deposited = text != NULL ? parse (text, store, error) : NULL;
  if (deposited == NULL || !bsr_deposit_compare (deposited, checkpoints, error))
    return FALSE;
  g_autoptr (GString) lines = g_string_new (NULL);
  for (guint i = deposited->len; i < checkpoints->len; i++)
    {
      g_autofree char *line = bsr_checkpoint_to_line (checkpoints->pdata[i]);
      g_string_append (lines, line);
    }
  if (n_added != NULL)
    *n_added = checkpoints->len - deposited->len;
  return lines->len == 0 || append (file, whole, lines, error);
}

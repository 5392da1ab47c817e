#include "bsr-unsynced.h"

#include "bsr-test.h"

#include <string.h>
#include <unistd.h>

/* What a disk writes as a whole or not at all, bytes. */
#define SECTOR 512

typedef enum
{
  WRITE,
  TRUNCATION,
  DELETION,
} Kind;

typedef struct
{
  Kind kind;
  char *path;
  gint64 offset; /* of the write; the new size of a truncation */
  GBytes *bytes; /* of the write */
} Change;

/* A file as it was when it was last synced. */
struct _Unsynced
{
  GHashTable *synced; /* path -> GBytes: whole content; "" also where there was no file */
  GPtrArray *changes; /* Change */
};

static void
change_free (gpointer data)
{
  Change *change = data;
  g_free (change->path);
  g_clear_pointer (&change->bytes, g_bytes_unref);
  g_free (change);
}

Unsynced *
unsynced_new (void)
{
  Unsynced *unsynced = g_new0 (Unsynced, 1);
  unsynced->synced
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  unsynced->changes = g_ptr_array_new_with_free_func (change_free);
  return unsynced;
}

void
unsynced_free (Unsynced *unsynced)
{
  g_hash_table_unref (unsynced->synced);
  g_ptr_array_unref (unsynced->changes);
  g_free (unsynced);
}

static void
note (Unsynced *unsynced, Kind kind, const char *path, gint64 offset, const void *bytes, gsize n)
{
  if (path == NULL)
    return;
  if (!g_hash_table_contains (unsynced->synced, path))
    {
      char *content = NULL;
      gsize length = 0;
      g_file_get_contents (path, &content, &length, NULL);
      g_hash_table_insert (unsynced->synced, g_strdup (path), g_bytes_new_take (content, length));
    }
  Change *change = g_new0 (Change, 1);
  *change = (Change){ kind, g_strdup (path), offset, bytes != NULL ? g_bytes_new (bytes, n) : NULL };
  g_ptr_array_add (unsynced->changes, change);
}

void
unsynced_note_write (Unsynced *unsynced, const char *path, gint64 offset, const void *bytes, gsize n)
{
  note (unsynced, WRITE, path, offset, bytes, n);
}

void
unsynced_note_truncation (Unsynced *unsynced, const char *path, gint64 size)
{
  note (unsynced, TRUNCATION, path, size, NULL, 0);
}

void
unsynced_note_sync (Unsynced *unsynced, const char *path)
{
  if (path == NULL)
    return;
  g_hash_table_remove (unsynced->synced, path);
  for (guint i = unsynced->changes->len; i-- > 0;)
    if (g_str_equal (((Change *) unsynced->changes->pdata[i])->path, path))
      g_ptr_array_remove_index (unsynced->changes, i);
}

void
unsynced_note_deletion (Unsynced *unsynced, const char *path, gboolean durable)
{
  if (durable)
    unsynced_note_sync (unsynced, path);
  else
    note (unsynced, DELETION, path, 0, NULL, 0);
}

/* The place of the file's last deletion, -1 where there is none. */
static int
find_deletion (Unsynced *unsynced, const char *path)
{
  for (int i = (int) unsynced->changes->len - 1; i >= 0; i--)
    {
      const Change *change = unsynced->changes->pdata[i];
      if (change->kind == DELETION && g_str_equal (change->path, path))
        return i;
    }
  return -1;
}

void
unsynced_note_folder_sync (Unsynced *unsynced)
{
  for (guint i = unsynced->changes->len; i-- > 0;)
    {
      const Change *change = unsynced->changes->pdata[i];
      if (change->kind != DELETION || find_deletion (unsynced, change->path) != (int) i)
        continue;
      g_autofree char *path = g_strdup (change->path);
      gboolean made_anew = FALSE;
      for (guint later = i + 1; later < unsynced->changes->len; later++)
        made_anew = made_anew || g_str_equal (((Change *) unsynced->changes->pdata[later])->path, path);
      for (guint earlier = i + 1; earlier-- > 0;)
        if (g_str_equal (((Change *) unsynced->changes->pdata[earlier])->path, path))
          {
            g_ptr_array_remove_index (unsynced->changes, earlier);
            i = MIN (i, unsynced->changes->len);
          }
      if (made_anew)
        g_hash_table_insert (unsynced->synced, g_steal_pointer (&path), g_bytes_new (NULL, 0));
      else
        g_hash_table_remove (unsynced->synced, path);
    }
}

/* Those sectors of the write that came to the disk. */
static void
write_some (GByteArray *file, const Change *change, guint64 *random)
{
  gsize n;
  const guint8 *bytes = g_bytes_get_data (change->bytes, &n);
  double share = bsr_test_random (random); /* 0: none of them; 1: all */
  for (gsize at = 0; at < n;)
    {
      gsize end = ((gsize) change->offset + at) / SECTOR * SECTOR + SECTOR - (gsize) change->offset;
      gsize size = MIN (end, n) - at, to = (gsize) change->offset + at;
      if (bsr_test_random (random) < share)
        {
          if (to + size > file->len)
            {
              guint before = file->len;
              g_byte_array_set_size (file, (guint) (to + size));
              memset (file->data + before, 0, to + size - before);
            }
          memcpy (file->data + to, bytes + at, size);
        }
      at += size;
    }
}

/* What came to the disk of those changes of the file from @from to before @to. */
static void
change_some (Unsynced *unsynced, const char *path, guint from, guint to, GByteArray *file,
             guint64 *random)
{
  for (guint i = from; i < to; i++)
    {
      const Change *change = unsynced->changes->pdata[i];
      if (!g_str_equal (change->path, path))
        continue;
      if (change->kind == WRITE)
        write_some (file, change, random);
      else if (change->kind == TRUNCATION && change->offset < file->len
               && bsr_test_random (random) < 0.5)
        g_byte_array_set_size (file, (guint) change->offset);
    }
}

/* What was deleted and made anew are two files: there is the old one as it was, or the new one. */
static void
lose_of_file (Unsynced *unsynced, const char *path, GBytes *synced, guint64 *random)
{
  gsize length;
  const guint8 *content = g_bytes_get_data (synced, &length);
  int deletion = find_deletion (unsynced, path);
  gboolean is_new = deletion >= 0 && bsr_test_random (random) < 0.5;
  g_autoptr (GByteArray) file = g_byte_array_new ();
  if (!is_new)
    g_byte_array_append (file, content, (guint) length);
  change_some (unsynced, path, is_new ? (guint) deletion + 1 : 0,
               is_new || deletion < 0 ? unsynced->changes->len : (guint) deletion, file, random);
  if (is_new && file->len == 0)
    unlink (path);
  else
    assert_true (g_file_set_contents (path, (const char *) file->data, file->len, NULL));
}

void
unsynced_lose (Unsynced *unsynced, guint64 *random)
{
  GHashTableIter each;
  gpointer path, synced;
  g_hash_table_iter_init (&each, unsynced->synced);
  while (g_hash_table_iter_next (&each, &path, &synced))
    lose_of_file (unsynced, path, synced, random);
  g_hash_table_remove_all (unsynced->synced);
  g_ptr_array_set_size (unsynced->changes, 0);
}

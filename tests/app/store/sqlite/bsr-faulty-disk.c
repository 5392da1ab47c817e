#include "bsr-faulty-disk.h"

#include "bsr-test.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "bsr-unsynced.h"

#define VFS_NAME "faulty-disk"
/* The files' methods of version 2: shared memory, but no memory mapping, which would go past us. */
#define METHODS_VERSION 2

struct _FaultyDisk
{
  sqlite3_vfs vfs;
  sqlite3_vfs *real;
  sqlite3_io_methods methods;
  FaultKind kind;
  gint64 at;
  gint64 n_writes, n_syncs, n_opens, n_operations;
  gboolean failed, dark;
  guint64 random;
  Unsynced *unsynced;
};

typedef struct
{
  sqlite3_file parent;
  FaultyDisk *disk;
  const char *path; /* (nullable): temporary */
  gboolean syncs_folder;
  sqlite3_file *real;
} File;

static const char *const names[]
    = { "none", "disk full", "write error", "short write", "sync error", "open error", "power loss" };

const char *
fault_name (FaultKind kind)
{
  return names[kind];
}

#define REAL(file) (((File *) (file))->real)
#define DISK(file) (((File *) (file))->disk)

/* Counts an operation that changes the disk; whether the power has gone. */
static gboolean
is_dark (FaultyDisk *disk)
{
  disk->n_operations++;
  if (disk->kind == FAULT_POWER && disk->n_operations >= disk->at)
    disk->failed = disk->dark = TRUE;
  return disk->dark;
}

/* Whether @kind happens now, the @n-th time of its like. */
static gboolean
happens (FaultyDisk *disk, FaultKind kind, gint64 n)
{
  if (disk->kind != kind || n != disk->at)
    return FALSE;
  disk->failed = TRUE;
  return TRUE;
}

static int
close_file (sqlite3_file *file)
{
  int status = REAL (file)->pMethods->xClose (REAL (file));
  g_free (REAL (file));
  return status;
}

static int
read_file (sqlite3_file *file, void *buffer, int n, sqlite3_int64 offset)
{
  return DISK (file)->dark ? SQLITE_IOERR_READ
                           : REAL (file)->pMethods->xRead (REAL (file), buffer, n, offset);
}

/* How many bytes more the file would take. */
static gint64
growth (sqlite3_file *file, int n, sqlite3_int64 offset)
{
  sqlite3_int64 size = 0;
  REAL (file)->pMethods->xFileSize (REAL (file), &size);
  return MAX (offset + n - size, 0);
}

static int
write_file (sqlite3_file *file, const void *bytes, int n, sqlite3_int64 offset)
{
  FaultyDisk *disk = DISK (file);
  if (is_dark (disk))
    return SQLITE_IOERR_WRITE;
  disk->n_writes++;
  if (disk->kind == FAULT_FULL)
    {
      gint64 more = growth (file, n, offset);
      if (more > disk->at)
        {
          disk->failed = TRUE;
          return SQLITE_FULL;
        }
      disk->at -= more;
    }
  if (happens (disk, FAULT_WRITE, disk->n_writes))
    return SQLITE_IOERR_WRITE;
  gboolean partly = happens (disk, FAULT_SHORT_WRITE, disk->n_writes);
  int n_written = partly ? (int) (bsr_test_random (&disk->random) * n) : n;
  unsynced_note_write (disk->unsynced, ((File *) file)->path, offset, bytes, (gsize) n_written);
  int status = REAL (file)->pMethods->xWrite (REAL (file), bytes, n_written, offset);
  return partly ? SQLITE_IOERR_WRITE : status;
}

static int
truncate_file (sqlite3_file *file, sqlite3_int64 size)
{
  if (is_dark (DISK (file)))
    return SQLITE_IOERR_TRUNCATE;
  unsynced_note_truncation (DISK (file)->unsynced, ((File *) file)->path, size);
  return REAL (file)->pMethods->xTruncate (REAL (file), size);
}

static int
sync_file (sqlite3_file *file, int flags)
{
  FaultyDisk *disk = DISK (file);
  if (is_dark (disk))
    return SQLITE_IOERR_FSYNC;
  disk->n_syncs++;
  if (happens (disk, FAULT_SYNC, disk->n_syncs))
    return SQLITE_IOERR_FSYNC;
  unsynced_note_sync (disk->unsynced, ((File *) file)->path);
  if (((File *) file)->syncs_folder)
    unsynced_note_folder_sync (disk->unsynced);
  ((File *) file)->syncs_folder = FALSE;
  /* The real disk need not be waited for: what a loss of power takes is ours to say. */
  return SQLITE_OK;
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
lock_file (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xLock (REAL (file), level);
}

static int
unlock_file (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), level);
}

static int
check_lock (sqlite3_file *file, int *held)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), held);
}

static int
control (sqlite3_file *file, int what, void *argument)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), what, argument);
}

static int
sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
characteristics (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static int
map_shared (sqlite3_file *file, int region, int size, int extend, void volatile **at)
{
  return REAL (file)->pMethods->xShmMap (REAL (file), region, size, extend, at);
}

static int
lock_shared (sqlite3_file *file, int offset, int n, int flags)
{
  return REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static void
barrier (sqlite3_file *file)
{
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
unmap_shared (sqlite3_file *file, int remove)
{
  return REAL (file)->pMethods->xShmUnmap (REAL (file), remove);
}

static int
open_file (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *flags_out)
{
  FaultyDisk *disk = vfs->pAppData;
  File *self = (File *) file;
  file->pMethods = NULL;
  disk->n_opens++;
  if (disk->dark || happens (disk, FAULT_OPEN, disk->n_opens))
    return SQLITE_CANTOPEN;
  self->disk = disk;
  self->path = path; /* SQLite's, as long as the file is open */
  /* As the system's own VFS does (SQLite 3.40, os_unix.c, isNewJrnl): the first sync of a journal that it
   * may have made is one of its folder, too. */
  self->syncs_folder = (flags & SQLITE_OPEN_CREATE) != 0
                       && (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
  self->real = g_malloc0 ((gsize) disk->real->szOsFile);
  int status = disk->real->xOpen (disk->real, path, self->real, flags, flags_out);
  if (status == SQLITE_OK)
    file->pMethods = &disk->methods;
  else
    g_free (self->real);
  return status;
}

static int
delete_file (sqlite3_vfs *vfs, const char *path, int sync)
{
  FaultyDisk *disk = vfs->pAppData;
  if (is_dark (disk))
    return SQLITE_IOERR_DELETE;
  unsynced_note_deletion (disk->unsynced, path, sync != 0);
  return disk->real->xDelete (disk->real, path, 0);
}

static int
access_file (sqlite3_vfs *vfs, const char *path, int flags, int *result)
{
  FaultyDisk *disk = vfs->pAppData;
  return disk->real->xAccess (disk->real, path, flags, result);
}

static int
full_path (sqlite3_vfs *vfs, const char *path, int n, char *full)
{
  FaultyDisk *disk = vfs->pAppData;
  return disk->real->xFullPathname (disk->real, path, n, full);
}

FaultyDisk *
faulty_disk_new (void)
{
  FaultyDisk *disk = g_new0 (FaultyDisk, 1);
  disk->real = sqlite3_vfs_find (NULL);
  disk->unsynced = unsynced_new ();
  disk->methods = (sqlite3_io_methods){
    METHODS_VERSION, close_file,  read_file,    write_file,    truncate_file,
    sync_file,       file_size,   lock_file,    unlock_file,   check_lock,
    control,         sector_size, characteristics, map_shared, lock_shared,
    barrier,         unmap_shared,
  };
  disk->vfs = *disk->real;
  disk->vfs.pNext = NULL;
  disk->vfs.szOsFile = sizeof (File);
  disk->vfs.zName = VFS_NAME;
  disk->vfs.pAppData = disk;
  disk->vfs.xOpen = open_file;
  disk->vfs.xDelete = delete_file;
  disk->vfs.xAccess = access_file;
  disk->vfs.xFullPathname = full_path;
  assert_int_equal (sqlite3_vfs_register (&disk->vfs, 1), SQLITE_OK);
  return disk;
}

void
faulty_disk_free (FaultyDisk *disk)
{
  sqlite3_vfs_unregister (&disk->vfs);
  unsynced_free (disk->unsynced);
  g_free (disk);
}

void
faulty_disk_fail (FaultyDisk *disk, FaultKind kind, gint64 at, guint64 seed)
{
  disk->kind = kind;
  disk->at = at;
  disk->n_writes = disk->n_syncs = disk->n_opens = disk->n_operations = 0;
  disk->failed = disk->dark = FALSE;
  disk->random = seed | 1; /* xorshift stays at 0 */
}

gboolean
faulty_disk_has_failed (const FaultyDisk *disk)
{
  return disk->failed;
}

void
faulty_disk_reboot (FaultyDisk *disk)
{
  unsynced_lose (disk->unsynced, &disk->random);
  faulty_disk_fail (disk, FAULT_NONE, 0, 1);
}

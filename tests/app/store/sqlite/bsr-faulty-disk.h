#pragma once

#include <glib.h>

/**
 * FaultyDisk:
 *
 * An SQLite VFS that passes all on to the system's own and fails as it is told: a disk that is full,
 * that refuses, or that loses its power. While it is there, every database that is opened without
 * naming a VFS lies on it.
 */
typedef struct _FaultyDisk FaultyDisk;

typedef enum
{
  FAULT_NONE,
  FAULT_FULL,        /* @at bytes are left */
  FAULT_WRITE,       /* write @at fails */
  FAULT_SHORT_WRITE, /* write @at writes a part and fails */
  FAULT_SYNC,        /* sync @at fails */
  FAULT_OPEN,        /* opening file @at fails */
  FAULT_POWER,       /* the power goes at the operation @at: what was not synced is lost or torn */
  N_FAULTS,
} FaultKind;

const char *fault_name (FaultKind kind);

FaultyDisk *faulty_disk_new (void);
void faulty_disk_free (FaultyDisk *disk);

/* From here on; counted from 1. @seed: of what the loss of power leaves. FAULT_NONE: all is well again. */
void faulty_disk_fail (FaultyDisk *disk, FaultKind kind, gint64 at, guint64 seed);

/* Whether the fault has happened. */
gboolean faulty_disk_has_failed (const FaultyDisk *disk);

/* After a loss of power, all files being closed: leaves on the real disk what is left there. */
void faulty_disk_reboot (FaultyDisk *disk);

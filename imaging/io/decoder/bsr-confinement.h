#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrConfinement:
 * @memory_fd, @progress_fd: may be made larger; may be written to
 * @address_bytes: more than it has now that the process may have mapped
 * @file_bytes: largest size of @memory_fd
 * @cpu_seconds: of all threads
 */
typedef struct
{
  int memory_fd, progress_fd;
  gint64 address_bytes, file_bytes;
  int cpu_seconds;
} BsrConfinement;

/* Bounds what this process may spend, and has it die with its parent, process @parent. %FALSE with
 * %BSR_ERROR_ENVIRONMENT */
gboolean bsr_confinement_bound (const BsrConfinement *confinement, int parent, GError **error);

/**
 * bsr_confinement_enter:
 *
 * Shuts this process off for good, before it looks at anything that others have made: it can read the
 * files that it has open, grow and fill the shared memory, write its progress, ask for memory, and
 * start and stop threads. Any other system call kills it (seccomp, seccomp(2)); where the kernel has
 * it Landlock (landlock(7)) forbids files and network once more.
 *
 * Returns: %FALSE with %BSR_ERROR_ENVIRONMENT where the kernel cannot do that
 */
gboolean bsr_confinement_enter (const BsrConfinement *confinement, GError **error);

G_END_DECLS

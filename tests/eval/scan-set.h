#pragma once

#include <gio/gio.h>
#include <stdio.h>

#include "bsr-radiograph.h"
#include "bsr-truth.h"

/* A folder that `simulate` wrote. */

/* Names of its scans, sorted. Returns: (transfer full) (element-type char*) */
GPtrArray *scan_set_names (const char *folder, GError **error);
/* One scan of it developed, what is true of it, and where its container is found. */
BsrRadiograph *scan_set_open (const char *folder, const char *name, BsrTruth **truth,
                              BsrBox *container, GError **error);

/* Does one scan; FALSE with @error when that failed. */
typedef gboolean (*ScanSetWork) (FILE *out, const char *folder, const char *name, GError **error);

/**
 * scan_set_main:
 * @argv: PROGRAM DIR OUT [FIRST STEP]: every STEP-th scan from FIRST on
 * @begin: (nullable): writes what stands before all scans
 *
 * Returns: the program's exit status
 */
int scan_set_main (int argc, char *argv[], void (*begin) (FILE *out), ScanSetWork work);

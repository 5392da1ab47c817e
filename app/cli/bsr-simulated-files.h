#pragma once

#include <glib.h>
#include "bsr-case.h"
#include "bsr-scan.h"
#include "bsr-simulator.h"

G_BEGIN_DECLS

/* The files of simulated scans, as demo and simulate write them. */

/* A line of a declaration; strings are copied. */
void bsr_simulated_files_add_item (BsrCase *flagged, const char *hs, const char *description,
                                   int packages, const char *package_type, double gross_kg,
                                   const char *origin);

/**
 * bsr_simulated_files_write:
 * @name: of the files, without an ending
 * @truth: (nullable): what goes to truth/NAME.json, with the masks of the objects beside it as
 *   bsr_simulated_files_mask_name() calls them; the folder truth must be there
 * @path: (out) (transfer full): of the pixels
 *
 * Writes NAME.scan.json, NAME.case.json and NAME.tiff into @folder. The pixels come last: whoever
 * sees a scan sees all that belongs to it. When that fails nothing of it is left.
 */
gboolean bsr_simulated_files_write (const char *folder, const char *name, const BsrScan *scan,
                                    const BsrCase *flagged, const char *truth,
                                    const BsrSimulation *simulation, char **path, GError **error);

/* (transfer full): "NAME.object1.png" for object 0. */
char *bsr_simulated_files_mask_name (const char *name, int object);

G_END_DECLS

#pragma once

#include "bsr-manifest.h"

G_BEGIN_DECLS

/* Customs cargo reports: UN/EDIFACT CUSCAR, D.95B and D.03B: a case for each container of each bill
 * of lading. Containers may be described before the consignments or within them, and goods be said
 * to be in them by SGP or not at all (see bsr-cargo.h). A code of the Harmonized System is taken
 * where CST or PIA has one; mostly there is none, and none is guessed. UN numbers of dangerous
 * goods stand behind the description. Marks (PCI), temperatures and money have no place in a case.
 */
gboolean
bsr_cuscar_probe (const char *bytes, gsize n);
/* As bsr_manifest_read() has it. */
BsrManifest *
bsr_cuscar_read (const char *bytes, gsize n, const BsrCsvMapping *mapping,
                 GCancellable *cancellable, GError **error);

G_END_DECLS

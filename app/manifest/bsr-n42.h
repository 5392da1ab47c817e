#pragma once

#include "bsr-manifest.h"

G_BEGIN_DECLS

/* Radiation measurements, ANSI N42.42-2006 (root N42InstrumentData, also within a portal's Event)
 * and N42.42-2011 (root RadInstrumentData; published as N42.42-2012). */

gboolean
bsr_n42_probe (const char *bytes, gsize n);

/**
 * bsr_n42_read:
 * @mapping: not used
 *
 * Reads one file of a measurement into BsrRadiation: a file of 2011 is one, in a file of 2006 each
 * Measurement with a foreground is. Where several containers are named each gets the same one;
 * where none is, the radiation has none.
 *
 * Returns: see bsr_manifest_read(); %BSR_ERROR_DAMAGED too where nothing was counted or found,
 * %BSR_ERROR_LIMIT for more time slices than one box takes
 */
BsrManifest *
bsr_n42_read (const char *bytes, gsize n, const BsrCsvMapping *mapping, GCancellable *cancellable,
              GError **error);

G_END_DECLS

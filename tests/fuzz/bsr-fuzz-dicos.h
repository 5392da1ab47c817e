#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Readers of DICOM and DICOS; those of BsrFuzzReader. What DCMTK's own code does with foreign files is
 * fuzzed with ours. */

/* The frames of an image. */
void bsr_fuzz_dicom (const guint8 *bytes, gsize n);
void bsr_fuzz_dicom_seeds (GPtrArray *seeds);
/* A threat detection report. */
void bsr_fuzz_tdr (const guint8 *bytes, gsize n);
void bsr_fuzz_tdr_seeds (GPtrArray *seeds);

G_END_DECLS

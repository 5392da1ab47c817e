#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Readers of documents; those of BsrFuzzReader. What was read is written, and must be read again to
 * the same. */
void bsr_fuzz_scan (const guint8 *bytes, gsize n);
void bsr_fuzz_case (const guint8 *bytes, gsize n);
void bsr_fuzz_analysis (const guint8 *bytes, gsize n);
void bsr_fuzz_view (const guint8 *bytes, gsize n);
/* A station's table of codes (CSV). */
void bsr_fuzz_codes (const guint8 *bytes, gsize n);
/* Reference loads of another station. */
void bsr_fuzz_library (const guint8 *bytes, gsize n);

G_END_DECLS

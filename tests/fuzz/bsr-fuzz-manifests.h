#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Readers of what other systems send; those of BsrFuzzReader. What was read must not contradict
 * itself: see bsr_fuzz_manifest(). */
void bsr_fuzz_cuscar (const guint8 *bytes, gsize n);
void bsr_fuzz_baplie (const guint8 *bytes, gsize n);
void bsr_fuzz_awmds (const guint8 *bytes, gsize n);
void bsr_fuzz_csv (const guint8 *bytes, gsize n);
void bsr_fuzz_n42 (const guint8 *bytes, gsize n);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Seeds that are made; those of BsrFuzzReader. */
void bsr_fuzz_tiff_seeds (GPtrArray *seeds);
void bsr_fuzz_jpeg_seeds (GPtrArray *seeds);
void bsr_fuzz_png_seeds (GPtrArray *seeds);
void bsr_fuzz_png_rows_seeds (GPtrArray *seeds);
void bsr_fuzz_raw_seeds (GPtrArray *seeds);
void bsr_fuzz_answer_seeds (GPtrArray *seeds);
void bsr_fuzz_library_seeds (GPtrArray *seeds);

G_END_DECLS

#pragma once

#include "bsr-store.h"

G_BEGIN_DECLS

/* Every store of them has this word in ten cases, whatever their number ... */
#define BENCH_RARE_WORD "quinquina"
/* ... this one in a sixteenth of them. */
#define BENCH_COMMON_WORD "bananas"

/**
 * bench_cases_fill:
 * @store: empty; of any engine
 * @n: how many cases
 * @same_pixels: all scans are of the same pixels, so that bsr_store_verify_audit() finds the vault whole;
 *   else each claims pixels of its own, as real ones have
 *
 * Fills a store with cases as a port has them, with goods in English, French and Arabic, each with one
 * scan with three findings (but those that wait for their scan) and five audit entries in a whole chain:
 * declared, scanned, analysed, decided (or viewed), examined or viewed. One in a hundred is open, one in
 * a hundred scans waits to be analysed anew, fifty stations have a case in hand. The same
 * each time but for their hashes. Writes as the store does, only with many acts in one transaction.
 */
gboolean bench_cases_fill (BsrStore *store, int n, gboolean same_pixels, GError **error);

/* (transfer full): what case @i of them is. */
BsrCase *bench_case (int i, int n);

G_END_DECLS

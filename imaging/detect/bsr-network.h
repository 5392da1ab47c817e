#pragma once

#include <gio/gio.h>

#include "bsr-simd.h"

G_BEGIN_DECLS

/**
 * BsrNetwork:
 *
 * A fitted convolutional network in the shape of a U (Ronneberger and others, "U-Net", 2015): maps
 * in, one number a cell out. It halves the maps three times, so that what a cell is answered
 * depends on some two metres around it, and joins what it saw at each size. Its file comes from
 * tests/eval/fit-network.py. Immutable; threads may share it.
 */
typedef struct _BsrNetwork BsrNetwork;

/* @text: the file's content. Returns: (transfer full): or %NULL with %BSR_ERROR_DAMAGED, which
 * names the line. */
BsrNetwork *bsr_network_new (const char *text, GError **error);
void bsr_network_free (BsrNetwork *network);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrNetwork, bsr_network_free)

/* (transfer none): the one that comes with the program; loaded on first use. */
const BsrNetwork *bsr_network_get (void);

/* Maps that it wants. */
int bsr_network_n_inputs (const BsrNetwork *network);

/**
 * bsr_network_run:
 * @maps: bsr_network_n_inputs() maps, each @height rows of @width values
 * @answers: (out caller-allocated): @height rows of @width log odds
 *
 * Blocks. The same bits for any number of threads and any instruction set: each sum is taken in
 * one order. Returns: %FALSE with %G_IO_ERROR_CANCELLED
 */
gboolean bsr_network_run (const BsrNetwork *network, const float *maps, int width, int height,
                          BsrSimdLevel level, int n_threads, float *answers,
                          GCancellable *cancellable, GError **error);

G_END_DECLS

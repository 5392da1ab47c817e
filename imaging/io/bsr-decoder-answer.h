#pragma once

#include "bsr-decoder-page.h"

G_BEGIN_DECLS

/**
 * bsr_decoder_answer_take:
 * @answer: a copy of the decoder's
 * @order: what it was asked
 * @memory_fd: sealed: what is checked stays as it is
 *
 * The image that a decoder says it has read, or why it has not. Everything is checked as if someone
 * had made the decoder lie: sizes, number, place and order of planes, and the samples themselves where
 * not all of their values are possible. Nothing is copied: the planes lie in the shared memory.
 *
 * Returns: (transfer full): the image, or %NULL with the decoder's error, or %BSR_ERROR_DAMAGED
 *   when the answer makes no sense
 */
BsrImage *bsr_decoder_answer_take (const BsrDecoderAnswer *answer, const BsrDecoderOrder *order,
                                   int memory_fd, GError **error);

/* The same, of a report that was wanted. */
gboolean bsr_decoder_answer_take_report (const BsrDecoderAnswer *answer, BsrDicosReport *report,
                                         GError **error);

G_END_DECLS

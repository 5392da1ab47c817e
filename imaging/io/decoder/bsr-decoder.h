#pragma once

#include "bsr-decoder-page.h"
#include "bsr-image-kind.h"

G_BEGIN_DECLS

/* A decoder process: what it was given. */
typedef struct
{
  BsrDecoderPage *page; /* in the shared memory */
  BsrImageSources *sources;
} BsrDecoder;

/* As bsr_dicos_report_read(). */
typedef gboolean (*BsrReportRead) (BsrFileSource *file, const BsrReadLimits *limits,
                                   BsrDicosReport *report, GError **error);

/* The three steps of it, in this order; each ends the process where it fails. They are steps so that a
 * test can try, between them, what must not work. */

/* Takes what was given, and sets up what libraries set up on first use, while that is still allowed.
 * Nothing of the files is looked at but their sizes. */
void bsr_decoder_begin (BsrDecoder *decoder);
/* Bounds and shuts off this process, as bsr-confinement.h says. */
void bsr_decoder_confine (BsrDecoder *decoder);
/* Reads the files and answers; @read, @report: (nullable): how, where the kind itself does not say. */
void bsr_decoder_answer (BsrDecoder *decoder, BsrImageRead read, BsrReportRead report);
/* Answers that @error keeps it from reading, and ends. */
void bsr_decoder_refuse (BsrDecoder *decoder, const GError *error);

G_END_DECLS

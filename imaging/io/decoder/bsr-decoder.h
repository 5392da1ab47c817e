#pragma once

#include "bsr-decoder-page.h"
#include "bsr-image-sources.h"

G_BEGIN_DECLS

/* A decoder process: what it was given. */
typedef struct
{
  BsrDecoderPage *page; /* in the shared memory */
  BsrImageSources *sources;
} BsrDecoder;

/* The three steps of it, in this order; each ends the process where it fails. They are steps so that a
 * test can try, between them, what must not work. */

/* Takes what was given, and sets up what libraries set up on first use, while that is still allowed.
 * Nothing of the files is looked at but their sizes. */
void bsr_decoder_begin (BsrDecoder *decoder);
/* Bounds and shuts off this process, as bsr-confinement.h says. */
void bsr_decoder_confine (BsrDecoder *decoder);
/* Reads the files and answers. */
void bsr_decoder_answer (BsrDecoder *decoder);

G_END_DECLS

#include "bsr-decoder.h"

/* Decodes the scan that a program of ours has given it, shut off from everything else; started by
 * hand it does nothing. */
int
main (void)
{
  BsrDecoder decoder;
  bsr_decoder_begin (&decoder);
  bsr_decoder_confine (&decoder);
  bsr_decoder_answer (&decoder, NULL, NULL);
}

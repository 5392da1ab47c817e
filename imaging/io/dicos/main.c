#include "bsr-decoder.h"
#include "bsr-dicos-reader.h"
#include "bsr-dicos-report-reader.h"
#include "bsr-dicos-set.h"

/* Decodes DICOM and DICOS as basira-decoder decodes all else: a program of its own, for the library that
 * does it is large, slow to load and no business of who reads a TIFF file. */
int
main (void)
{
  g_autoptr (GError) error = NULL;
  BsrDecoder decoder;
  bsr_decoder_begin (&decoder);
  if (!bsr_dicos_prepare (&error))
    bsr_decoder_refuse (&decoder, error);
  bsr_decoder_confine (&decoder);
  bsr_decoder_answer (&decoder, bsr_dicos_read, bsr_dicos_report_read);
}

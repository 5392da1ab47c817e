/* What libFuzzer calls: BASIRA_FUZZ_READER names the reader. */

#include "bsr-fuzz-reader.h"

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n);

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n)
{
  static const BsrFuzzReader *reader = NULL;
  if (reader == NULL)
    reader = bsr_fuzz_reader_find (g_getenv ("BASIRA_FUZZ_READER"));
  g_assert (reader != NULL);
  reader->read (bytes, n);
  return 0;
}

#include "bsr-decoder-program.h"

#define NAME "basira-decoder"

char *
bsr_decoder_program (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);

  if (self != NULL && g_str_has_prefix (self, BSR_BUILD_DIR "/"))
    return g_strdup (BSR_BUILD_DIR "/imaging/io/decoder/" NAME);
  return g_strdup (BSR_DECODER_DIR "/" NAME);
}

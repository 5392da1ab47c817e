#include "bsr-decoder-program.h"

#define NAME "basira-decoder"

/* Where the decoder lies from the folder of a program: of the window and of the command line in a
 * tree where they were built, and where they are installed. */
static const char *const from_program[]
    = { "../imaging/io/decoder/" NAME, "../../imaging/io/decoder/" NAME,
        "../" BSR_DECODER_LIBEXEC "/" NAME };

char *
bsr_decoder_program (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);

  if (self != NULL && g_str_has_prefix (self, BSR_BUILD_DIR "/"))
    return g_strdup (BSR_BUILD_DIR "/imaging/io/decoder/" NAME);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  for (gsize i = 0; folder != NULL && i < G_N_ELEMENTS (from_program); i++)
    {
      g_autofree char *program = g_canonicalize_filename (from_program[i], folder);
      if (g_file_test (program, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&program);
    }
  return g_strdup (BSR_DECODER_DIR "/" NAME);
}

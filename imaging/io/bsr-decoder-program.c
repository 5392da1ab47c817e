#include "bsr-decoder-program.h"

#define DEFAULT_NAME "basira-decoder"

/* Where each decoder was built. */
static const struct
{
  const char *name, *folder;
} built[] = {
  { DEFAULT_NAME, "imaging/io/decoder" },
  { "basira-decoder-dicos", "imaging/io/dicos" },
};

/* Where they lie from the folder of a program that was moved: of the window and of the command line in a
 * tree where they were built, and where they are installed. */
static const char *const from_program[] = { "..", "../.." };

static const char *
folder_of (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (built); i++)
    if (g_str_equal (built[i].name, name))
      return built[i].folder;
  return built[0].folder;
}

/* (transfer full) (nullable) */
static char *
if_executable (const char *folder, const char *inside, const char *name)
{
  g_autofree char *path = g_build_filename (folder, inside, name, NULL);
  g_autofree char *program = g_canonicalize_filename (path, NULL);
  return g_file_test (program, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&program) : NULL;
}

char *
bsr_decoder_program (const char *name)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);

  if (name == NULL)
    name = DEFAULT_NAME;
  if (self != NULL && g_str_has_prefix (self, BSR_BUILD_DIR "/"))
    return g_build_filename (BSR_BUILD_DIR, folder_of (name), name, NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  char *program = NULL;
  for (gsize i = 0; folder != NULL && program == NULL && i < G_N_ELEMENTS (from_program); i++)
    {
      g_autofree char *root = g_build_filename (folder, from_program[i], NULL);
      program = if_executable (root, folder_of (name), name);
    }
  if (folder != NULL && program == NULL)
    program = if_executable (folder, "../" BSR_DECODER_LIBEXEC, name);
  return program != NULL ? program : g_build_filename (BSR_DECODER_DIR, name, NULL);
}

#include "bsr-fuzz-reader.h"

#include <sys/mman.h>
#include <unistd.h>

#include "bsr-fuzz-dicos.h"
#include "bsr-fuzz-documents.h"
#include "bsr-fuzz-images.h"
#include "bsr-fuzz-manifests.h"
#include "bsr-fuzz-seeds.h"

const BsrFuzzReader bsr_fuzz_readers[] = {
  { "tiff", bsr_fuzz_image, bsr_fuzz_tiff_seeds },
  { "jpeg", bsr_fuzz_image, bsr_fuzz_jpeg_seeds },
  { "png", bsr_fuzz_png, bsr_fuzz_png_seeds },
  { "png-rows", bsr_fuzz_png_rows, bsr_fuzz_png_rows_seeds },
  { "dicom", bsr_fuzz_dicom, bsr_fuzz_dicom_seeds },
  { "tdr", bsr_fuzz_tdr, bsr_fuzz_tdr_seeds },
  { "raw", bsr_fuzz_raw, bsr_fuzz_raw_seeds },
  { "answer", bsr_fuzz_answer, bsr_fuzz_answer_seeds },
  { "scan", bsr_fuzz_scan, NULL },
  { "case", bsr_fuzz_case, NULL },
  { "analysis", bsr_fuzz_analysis, NULL },
  { "view", bsr_fuzz_view, NULL },
  { "codes", bsr_fuzz_codes, NULL },
  { "library", bsr_fuzz_library, bsr_fuzz_library_seeds },
  { "cuscar", bsr_fuzz_cuscar, NULL },
  { "baplie", bsr_fuzz_baplie, NULL },
  { "awmds", bsr_fuzz_awmds, NULL },
  { "csv", bsr_fuzz_csv, NULL },
  { "n42", bsr_fuzz_n42, NULL },
  { NULL, NULL, NULL },
};

const BsrFuzzReader *
bsr_fuzz_reader_find (const char *name)
{
  for (const BsrFuzzReader *reader = bsr_fuzz_readers; reader->name != NULL; reader++)
    if (g_strcmp0 (reader->name, name) == 0)
      return reader;
  return NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/* Adds the files of @folder, which need not be there, in the order of their names. */
static void
add_files (GPtrArray *files, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  if (dir == NULL)
    return;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      char *bytes;
      gsize n;
      if (g_file_get_contents (names->pdata[i], &bytes, &n, NULL))
        g_ptr_array_add (files, g_bytes_new_take (bytes, n));
    }
}

static GPtrArray *
load (const BsrFuzzReader *reader, const char *folder, const char *kind)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree char *path = g_build_filename (folder, kind, reader->name, NULL);
  add_files (files, path);
  return files;
}

GPtrArray *
bsr_fuzz_reader_seeds (const BsrFuzzReader *reader, const char *folder)
{
  GPtrArray *seeds = load (reader, folder, "seeds");
  if (reader->add_seeds != NULL)
    reader->add_seeds (seeds);
  g_assert (seeds->len > 0);
  return seeds;
}

GPtrArray *
bsr_fuzz_reader_regressions (const BsrFuzzReader *reader, const char *folder)
{
  return load (reader, folder, "regressions");
}

int
bsr_fuzz_file_new (const guint8 *bytes, gsize n)
{
  int fd = memfd_create ("fuzz", MFD_CLOEXEC);
  g_assert (fd >= 0 && pwrite (fd, bytes, n, 0) == (gssize) n);
  return fd;
}

void
bsr_fuzz_check (gconstpointer result, const GError *error)
{
  g_assert ((result != NULL) == (error == NULL));
  if (error == NULL || (*error->message != '\0' && g_utf8_validate (error->message, -1, NULL)))
    return;
  g_autofree char *shown = g_strescape (error->message, NULL);
  g_error ("an error that says nothing, or is no text: \"%s\"", shown);
}

#include "bsr-image-sources.h"

#include "bsr-error.h"
#include "bsr-image-kind.h"
#include "bsr-raw-reader.h"

void
bsr_image_sources_free (BsrImageSources *sources)
{
  g_return_if_fail (sources != NULL);
  for (int i = 0; i < sources->n_files; i++)
    bsr_file_source_close (sources->files[i]);
  g_free (sources);
}

/* Opens the file that belongs to the one at @path, where there is one. */
static gboolean
add_companion (BsrImageSources *sources, const char *path, GError **error)
{
  g_autoptr (GError) open_error = NULL;
  g_autofree char *beside
      = sources->kind->companion != NULL ? sources->kind->companion (path) : NULL;
  if (beside == NULL)
    return TRUE;

  BsrFileSource *file = bsr_file_source_open (beside, &open_error);
  if (file != NULL)
    sources->files[sources->n_files++] = file;
  if (file != NULL || g_error_matches (open_error, G_FILE_ERROR, G_FILE_ERROR_NOENT)
      || g_error_matches (open_error, G_FILE_ERROR, G_FILE_ERROR_NAMETOOLONG))
    return TRUE;
  g_propagate_prefixed_error (error, g_steal_pointer (&open_error),
                              "plane 2, %s: ", sources->kind->companion_name);
  return FALSE;
}

BsrImageSources *
bsr_image_sources_new (BsrFileSource *file, GError **error)
{
  g_return_val_if_fail (file != NULL, NULL);

  g_autoptr (BsrImageSources) sources = g_new0 (BsrImageSources, 1);
  sources->files[0] = file;
  sources->n_files = 1;
  sources->kind = bsr_image_kind_find (sources->files[0]);
  if (sources->kind == NULL)
    {
      if (!bsr_file_source_failed (sources->files[0], error))
        g_set_error (error, BSR_ERROR, BSR_ERROR_UNKNOWN_KIND,
                     "the content is no kind of scan that is read (TIFF, PNG, JPEG, DICOM or raw planes)");
      return NULL;
    }
  return g_steal_pointer (&sources);
}

BsrImageSources *
bsr_image_sources_open (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  BsrFileSource *file = bsr_file_source_open (path, error);
  g_autoptr (BsrImageSources) sources = file != NULL ? bsr_image_sources_new (file, error) : NULL;
  return sources != NULL && add_companion (sources, path, error) ? g_steal_pointer (&sources) : NULL;
}

BsrImageSources *
bsr_image_sources_open_raw (const char *const *paths, const BsrRawLayout *layout, GError **error)
{
  g_return_val_if_fail (paths != NULL && layout != NULL, NULL);
  g_return_val_if_fail (layout->n_planes >= 1 && layout->n_planes <= BSR_IMAGE_MAX_PLANES, NULL);

  g_autoptr (BsrImageSources) sources = g_new0 (BsrImageSources, 1);
  sources->kind = &bsr_raw_kind;
  sources->raw = *layout;
  for (int i = 0; i < layout->n_planes; i++)
    {
      sources->files[i] = bsr_file_source_open (paths[i], error);
      if (sources->files[i] != NULL)
        sources->n_files++;
      if (sources->files[i] == NULL
          || !bsr_raw_layout_check (layout, i, bsr_file_source_size (sources->files[i]), error))
        {
          g_autofree char *name = g_path_get_basename (paths[i]);
          g_prefix_error (error, "plane %d, in %s: ", i + 1, name);
          return NULL;
        }
    }
  return g_steal_pointer (&sources);
}

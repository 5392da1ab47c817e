#include "bsr-detection-data.h"

#include "bsr-detection-resource.h"

char *
bsr_detection_data (const char *name)
{
  bsr_detection_register_resource ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strconcat ("/basira/detection/", name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (
      bsr_detection_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes == NULL)
    g_error ("the fitted %s is missing: %s", name, error->message);

  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  return g_strndup (data, size);
}

#include "bsr-detection-data.h"

#include "bsr-detection-resource.h"
#include "bsr-resource.h"

char *
bsr_detection_data (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strconcat ("/basira/detection/", name, NULL);
  g_autoptr (GBytes) bytes = bsr_resource_load (bsr_detection_get_resource (), path, &error);
  if (bytes == NULL)
    g_error ("the fitted %s is missing: %s", name, error->message);

  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  return g_strndup (data, size);
}

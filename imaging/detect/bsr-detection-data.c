#include "bsr-detection-data.h"

#include "bsr-detection-resource.h"

char *
bsr_detection_data (const char *name)
{
  /* The name links ours in. Asked of all of them, for a resource of one's own may still be
     missing while another thread makes it ready (GLib 2.74). */
  bsr_detection_get_resource ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strconcat ("/basira/detection/", name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes == NULL)
    g_error ("the fitted %s is missing: %s", name, error->message);

  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  return g_strndup (data, size);
}

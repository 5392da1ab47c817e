#include "bsr-resource.h"

GBytes *
bsr_resource_load (GResource *linked, const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

#include "bsr-zone.h"

static const char *const names[] = {
  [BSR_ZONE_LOAD] = "load",   [BSR_ZONE_FLOOR] = "floor",
  [BSR_ZONE_ROOF] = "roof",   [BSR_ZONE_FRONT_WALL] = "front-wall",
  [BSR_ZONE_DOORS] = "doors", [BSR_ZONE_SIDE_WALL] = "side-wall",
  [BSR_ZONE_POST] = "post",   [BSR_ZONE_REEFER_UNIT] = "reefer-unit",
};
G_STATIC_ASSERT (G_N_ELEMENTS (names) == BSR_N_ZONES);

const char *
bsr_zone_name (BsrZone zone)
{
  g_return_val_if_fail (zone < BSR_N_ZONES, NULL);
  return names[zone];
}

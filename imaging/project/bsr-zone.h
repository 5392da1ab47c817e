#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where in a container something can be hidden. */
typedef enum
{
  BSR_ZONE_LOAD,
  BSR_ZONE_FLOOR,
  BSR_ZONE_ROOF,
  BSR_ZONE_FRONT_WALL,
  BSR_ZONE_DOORS,
  BSR_ZONE_SIDE_WALL,
  BSR_ZONE_POST,
  BSR_ZONE_REEFER_UNIT, /* only a refrigerated container has one */
  BSR_N_ZONES
} BsrZone;

/* As truth files name it: "load", "front-wall", ... Static. */
const char *
bsr_zone_name (BsrZone zone);

G_END_DECLS

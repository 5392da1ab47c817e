#include "bsr-features.h"

static const char *const names[BSR_N_FEATURES] = {
  [BSR_FEATURE_SIGN] = "sign",
  [BSR_FEATURE_DETECTOR] = "detector",
  [BSR_FEATURE_REASON] = "reason",
  [BSR_FEATURE_DETECTOR_SIGMAS] = "detector-sigmas",
  [BSR_FEATURE_CONTRAST] = "contrast",
  [BSR_FEATURE_PEER] = "peer",
  [BSR_FEATURE_PEER_MEAN] = "peer-mean",
  [BSR_FEATURE_MATERIAL] = "material",
  [BSR_FEATURE_MATERIAL_MEAN] = "material-mean",
  [BSR_FEATURE_RATIO] = "ratio",
  [BSR_FEATURE_RATIO_SIGMAS] = "ratio-sigmas",
  [BSR_FEATURE_STRUCTURE] = "structure",
  [BSR_FEATURE_ZONE] = "zone",
  [BSR_FEATURE_WIDTH_MM] = "width-mm",
  [BSR_FEATURE_HEIGHT_MM] = "height-mm",
  [BSR_FEATURE_AREA_DM2] = "area-dm2",
  [BSR_FEATURE_ASPECT] = "aspect",
  [BSR_FEATURE_EXCESS_MM] = "excess-mm",
  [BSR_FEATURE_EXCESS_SHARE] = "excess-share",
  [BSR_FEATURE_SIDE_LEAST] = "side-least",
  [BSR_FEATURE_SIDE_SECOND] = "side-second",
  [BSR_FEATURE_SIDE_MOST] = "side-most",
  [BSR_FEATURE_NOISE_SIGMAS] = "noise-sigmas",
  [BSR_FEATURE_OPAQUE] = "opaque",
  [BSR_FEATURE_OPAQUE_AROUND] = "opaque-around",
  [BSR_FEATURE_AROUND_MM] = "around-mm",
  [BSR_FEATURE_ROW_SIGMAS] = "row-sigmas",
  [BSR_FEATURE_COLUMN_SIGMAS] = "column-sigmas",
  [BSR_FEATURE_LOAD_SIGMAS] = "load-sigmas",
  [BSR_FEATURE_LOAD_RANK] = "load-rank",
  [BSR_FEATURE_PEERS] = "peers",
  [BSR_FEATURE_RANK] = "rank",
  [BSR_FEATURE_EDGE] = "edge",
  [BSR_FEATURE_TEXTURE] = "texture",
  [BSR_FEATURE_TEXTURE_AROUND] = "texture-around",
  [BSR_FEATURE_FLOOR_MM] = "floor-mm",
  [BSR_FEATURE_ROOF_MM] = "roof-mm",
  [BSR_FEATURE_END_MM] = "end-mm",
  [BSR_FEATURE_BARE_SIDES] = "bare-sides",
  [BSR_FEATURE_FILL] = "fill",
  [BSR_FEATURE_LOAD_MM] = "load-mm",
  [BSR_FEATURE_LOAD_OPAQUE] = "load-opaque",
  [BSR_FEATURE_CLUTTER] = "clutter",
  [BSR_FEATURE_PLANES] = "planes",
  [BSR_FEATURE_REFERENCE] = "reference",
  [BSR_FEATURE_APPEARANCE] = "appearance",
  [BSR_FEATURE_APPEARANCE_MEAN] = "appearance-mean",
  [BSR_FEATURE_APPEARANCE_AROUND] = "appearance-around",
};

const char *
bsr_feature_name (BsrFeature feature)
{
  g_return_val_if_fail (feature < BSR_N_FEATURES, NULL);
  return names[feature];
}

#pragma once

#include "bsr-plane.h"
#include "bsr-scene-model.h"

G_BEGIN_DECLS

#define BSR_THREAT_MAX_MATERIALS 8
/* Samples of a pixel each way: edges within a pixel are averaged in what the beam lets through. */
#define BSR_THREAT_SAMPLES 2

/**
 * BsrThreat:
 *
 * What is projected into a scan: how much of which material lies on each ray. Reference-free,
 * immutable once made.
 */
typedef struct
{
  const char *kind;  /* static: as truth files name it */
  int width, height; /* pixels of the scan */
  double pitch_x_mm, pitch_y_mm;
  int n_materials;
  const BsrMaterial *materials[BSR_THREAT_MAX_MATERIALS]; /* static */
  /* F32 of BSR_THREAT_SAMPLES times the size each way, g/cm2, none negative. */
  BsrPlane *g_cm2[BSR_THREAT_MAX_MATERIALS];
} BsrThreat;

/**
 * bsr_threat_new_from_scene:
 * @object: of @model, whose solids are taken and nothing else
 * @pitch_x_mm, @pitch_y_mm: the scan's, in the mid plane, where the object is put
 *
 * The object as parallel beams see it along z: over its own size a portal's fan opens by less
 * than a pixel.
 *
 * Returns: (transfer full): or %NULL with %BSR_ERROR_INVALID (no solids, something missing such as
 * a void, which attenuates less than nothing and so cannot be projected; too many materials) or
 * %BSR_ERROR_ENVIRONMENT
 */
BsrThreat *
bsr_threat_new_from_scene (const BsrSceneModel *model, int object, double pitch_x_mm,
                           double pitch_y_mm, GError **error);

/* A slab of @width x @height pixels and @g_cm2 of @material everywhere. */
BsrThreat *
bsr_threat_new_slab (const char *kind, const BsrMaterial *material, double g_cm2, int width,
                     int height, double pitch_x_mm, double pitch_y_mm, GError **error);

void
bsr_threat_free (BsrThreat *threat);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrThreat, bsr_threat_free)

/* kg */
double
bsr_threat_mass (const BsrThreat *threat);

G_END_DECLS

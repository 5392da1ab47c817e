#include <math.h>

#include "bsr-commodity-private.h"

#include "bsr-cargo-private.h"

/* Expanded polystyrene and polyurethane foam, g/cm3 (BASF Styropor product data; ASHRAE
 * Fundamentals, thermal insulation). */
#define EPS 0.022
#define FOAM 0.036
/* A winding: copper with its core, as a share of full metal. */
#define MOTOR_SHARE 0.55
/* What is not goods of a device's carton, mm at 0.25 g/cm3. */
#define BOARD 4.0
#define BOARD_DENSITY 0.25
#define PLAY 4.0

#define G_CM3_MM3_TO_KG 1e-6

static BsrPlace
share_of (BsrPlace place, BsrPlace share)
{
  double w = place.x1 - place.x0, h = place.y1 - place.y0, d = place.z1 - place.z0;
  return (BsrPlace){ place.x0 + share.x0 * w, place.x0 + share.x1 * w, place.y0 + share.y0 * h,
                     place.y0 + share.y1 * h, place.z0 + share.z0 * d, place.z0 + share.z1 * d };
}

static void
add_part (BsrParts *parts, const char *material, double density, BsrSolidShape shape, BsrPlace at)
{
  g_return_if_fail (parts->n < BSR_PARTS_MAX);
  BsrSolid solid
      = bsr_solid_box (bsr_material_by_id (material), at.x0, at.x1, at.y0, at.y1, at.z0, at.z1);
  solid.shape = shape;
  solid.density_g_cm3 = density;
  parts->solids[parts->n++] = solid;
}

void
bsr_parts_add (BsrParts *parts, const char *material, double density, BsrSolidShape shape,
               BsrPlace share)
{
  add_part (parts, material, density, shape, share_of (parts->place, share));
}

void
bsr_parts_add_shell (BsrParts *parts, const char *material, double wall, BsrPlace share)
{
  BsrPlace at = share_of (parts->place, share);
  double density = bsr_material_by_id (material)->density_g_cm3;
  add_part (parts, material, density, BSR_SOLID_BOX, at);
  add_part (parts, material, -density, BSR_SOLID_BOX, bsr_place_inset (at, wall));
}

void
bsr_parts_add_ring (BsrParts *parts, const char *material, double density, BsrSolidShape shape,
                    double inner, BsrPlace share)
{
  bsr_parts_add (parts, material, density, shape, share);
  BsrSolid bore = parts->solids[parts->n - 1];
  bore.density_g_cm3 = -density;
  bore.half_x *= shape == BSR_SOLID_CYLINDER_X ? 1.0 : inner;
  bore.half_y *= shape == BSR_SOLID_CYLINDER_Y ? 1.0 : inner;
  bore.half_z *= shape == BSR_SOLID_CYLINDER_Z ? 1.0 : inner;
  g_return_if_fail (parts->n < BSR_PARTS_MAX);
  parts->solids[parts->n++] = bore;
}

void
bsr_loading_add_parts (BsrLoading *loading, const BsrArticle *article, BsrParts *parts)
{
  double raw = 0.0, reference = bsr_place_volume (parts->place);
  for (int i = 0; i < parts->n; i++)
    raw += bsr_solid_mass (&parts->solids[i]);
  const BsrCommodity *commodity = loading->commodity;
  double density = bsr_loading_density (loading, article);
  /* Things of a household weigh what they are made of. */
  if (commodity->package == BSR_PACKAGE_EFFECTS || commodity->package == BSR_PACKAGE_FURNITURE)
    density
        = CLAMP (raw / reference / G_CM3_MM3_TO_KG, commodity->least_g_cm3, commodity->most_g_cm3);
  double kg = density * reference * G_CM3_MM3_TO_KG;
  for (int i = 0; i < parts->n; i++)
    {
      parts->solids[i].density_g_cm3 *= kg / raw;
      bsr_scene_model_add (loading->model, &parts->solids[i]);
    }
  loading->goods_mm3 += reference;
  loading->goods_kg += kg;
}

/* Front loading washing machine: cabinet of 0.8 mm, tub, drum, counterweights of concrete, motor.
 * The front looks along or across the container. */
static void
add_washer (BsrParts *parts, gboolean across)
{
  BsrSolidShape axis = across ? BSR_SOLID_CYLINDER_Z : BSR_SOLID_CYLINDER_X;
#define DEEP(a, b, c, d, e, f)                                                                     \
  (across ? (BsrPlace){ a, b, c, d, e, f } : (BsrPlace){ e, f, c, d, a, b })
  bsr_parts_add_shell (parts, "steel", 0.8, DEEP (0.03, 0.97, 0.03, 0.93, 0.03, 0.97));
  bsr_parts_add (parts, "polystyrene", EPS, BSR_SOLID_BOX, DEEP (0.0, 1.0, 0.93, 1.0, 0.0, 1.0));
  bsr_parts_add_ring (parts, "polyethylene", 1.0, axis, 0.96,
                      DEEP (0.1, 0.9, 0.2, 0.77, 0.2, 0.85));
  bsr_parts_add_ring (parts, "stainless-steel", 8.0, axis, 0.996,
                      DEEP (0.14, 0.86, 0.23, 0.74, 0.25, 0.8));
  bsr_parts_add (parts, "concrete", 2.3, BSR_SOLID_BOX, DEEP (0.15, 0.85, 0.1, 0.2, 0.2, 0.7));
  bsr_parts_add (parts, "concrete", 2.3, BSR_SOLID_BOX, DEEP (0.12, 0.3, 0.55, 0.85, 0.1, 0.25));
  bsr_parts_add (parts, "steel", 7.87 * MOTOR_SHARE, axis, DEEP (0.4, 0.62, 0.8, 0.93, 0.4, 0.68));
  bsr_parts_add (parts, "copper", 1.0, axis, DEEP (0.43, 0.59, 0.82, 0.91, 0.42, 0.66));
  bsr_parts_add (parts, "polyethylene", 0.5, BSR_SOLID_BOX, DEEP (0.7, 0.9, 0.86, 0.93, 0.1, 0.3));
  bsr_parts_add (parts, "aluminium", 0.3, BSR_SOLID_BOX, DEEP (0.1, 0.9, 0.04, 0.1, 0.05, 0.12));
}

/* Refrigerator: steel and foam walls about two cold rooms, compressor and condenser at the back. */
static void
add_refrigerator (BsrParts *parts, gboolean across, int variant)
{
  double parting = variant % 2 == 0 ? 0.36 : 0.66;
  bsr_parts_add_shell (parts, "steel", 0.6, DEEP (0.03, 0.97, 0.02, 0.98, 0.03, 0.97));
  bsr_parts_add (parts, "polystyrene", FOAM, BSR_SOLID_BOX,
                 DEEP (0.04, 0.96, 0.02, 0.98, 0.04, 0.96));
  bsr_parts_add (parts, "polystyrene", -FOAM, BSR_SOLID_BOX,
                 DEEP (0.13, 0.87, 0.06, parting, 0.15, 0.85));
  bsr_parts_add (parts, "polystyrene", -FOAM, BSR_SOLID_BOX,
                 DEEP (0.13, 0.87, parting + 0.05, 0.84, 0.15, 0.85));
  bsr_parts_add_shell (parts, "polystyrene", 2.0, DEEP (0.13, 0.87, 0.06, parting, 0.15, 0.85));
  bsr_parts_add_shell (parts, "polystyrene", 2.0,
                       DEEP (0.13, 0.87, parting + 0.05, 0.84, 0.15, 0.85));
  for (int i = 0; i < 4; i++)
    {
      double y = parting + 0.12 + 0.12 * (i - (variant % 2 == 0 ? 0 : 4));
      bsr_parts_add (parts, "glass", 2.5, BSR_SOLID_BOX,
                     DEEP (0.14, 0.86, y, y + 0.0023, 0.2, 0.84));
    }
  bsr_parts_add (parts, "steel", 7.87 * 0.5, BSR_SOLID_ELLIPSOID,
                 DEEP (0.3, 0.62, 0.86, 0.97, 0.66, 0.93));
  bsr_parts_add (parts, "copper", 2.0, BSR_SOLID_ELLIPSOID,
                 DEEP (0.38, 0.54, 0.88, 0.94, 0.72, 0.87));
  bsr_parts_add (parts, "steel", 0.8, BSR_SOLID_BOX, DEEP (0.15, 0.85, 0.3, 0.84, 0.955, 0.97));
}

/* Television: panel of glass and film before a steel tray, board and supply at its lower back. */
static void
add_television (BsrParts *parts)
{
  for (int end = 0; end < 2; end++)
    bsr_parts_add (parts, "polystyrene", EPS, BSR_SOLID_BOX,
                   (BsrPlace){ end * 0.9, 0.1 + end * 0.9, 0.03, 0.97, 0.03, 0.97 });
  BsrPlace panel = { 0.05, 0.95, 0.09, 0.88, 0.35, 0.38 };
  bsr_parts_add (parts, "glass", 2.5, BSR_SOLID_BOX, panel);
  bsr_parts_add (parts, "pet", 1.3, BSR_SOLID_BOX,
                 (BsrPlace){ 0.05, 0.95, 0.09, 0.88, 0.38, 0.41 });
  bsr_parts_add (parts, "steel", 7.87, BSR_SOLID_BOX,
                 (BsrPlace){ 0.07, 0.93, 0.12, 0.85, 0.45, 0.455 });
  bsr_parts_add (parts, "aluminium", 0.9, BSR_SOLID_BOX,
                 (BsrPlace){ 0.28, 0.5, 0.5, 0.78, 0.46, 0.6 });
  bsr_parts_add (parts, "copper", 0.5, BSR_SOLID_BOX,
                 (BsrPlace){ 0.56, 0.74, 0.52, 0.76, 0.46, 0.58 });
  bsr_parts_add (parts, "steel", 1.2, BSR_SOLID_BOX, (BsrPlace){ 0.3, 0.7, 0.91, 0.95, 0.3, 0.7 });
}

/* The carton; its inside is left for the device. */
static BsrParts
boxed (BsrLoading *loading, BsrPlace place)
{
  bsr_loading_add_shell (loading, "paper", BOARD_DENSITY, BOARD, place);
  return (BsrParts){ .place = bsr_place_inset (place, BOARD + PLAY) };
}

void
bsr_package_add_washer (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  BsrParts parts = boxed (loading, place);
  add_washer (&parts, article->across);
  bsr_loading_add_parts (loading, article, &parts);
}

void
bsr_package_add_refrigerator (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  BsrParts parts = boxed (loading, place);
  add_refrigerator (&parts, article->across, article->variant);
  bsr_loading_add_parts (loading, article, &parts);
}

void
bsr_package_add_television (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  BsrParts parts = boxed (loading, place);
  add_television (&parts);
  bsr_loading_add_parts (loading, article, &parts);
}
#undef DEEP

#include <math.h>

#include "bsr-commodity-private.h"

/* Crate about a machine: boards, mm; two of three have one. */
#define CRATE_BOARD 22.0
#define SKID 100.0
#define MACHINE_PARTS 16

static const char *const machine_materials[] = {
  "steel", "steel", "steel", "aluminium", "aluminium", "copper", "polyethylene", "rubber",
};
static const BsrSolidShape machine_shapes[] = {
  BSR_SOLID_BOX, BSR_SOLID_BOX, BSR_SOLID_CYLINDER_X, BSR_SOLID_CYLINDER_Y, BSR_SOLID_CYLINDER_Z,
};

static double
between (BsrRandom *random, double low, double high)
{
  return bsr_random_between (random, low, high);
}

/* Housings, shafts and motors over a frame: those of one article are alike, but each machine has
 * fittings of its own. */
static void
add_machine_parts (BsrParts *parts, BsrRandom *random, int n)
{
  for (int i = 0; i < n; i++)
    {
      const char *material
          = machine_materials[bsr_random_index (random, G_N_ELEMENTS (machine_materials))];
      BsrSolidShape shape
          = machine_shapes[bsr_random_index (random, G_N_ELEMENTS (machine_shapes))];
      double w = between (random, 0.07, 0.36), h = between (random, 0.05, 0.3),
             d = between (random, 0.1, 0.5);
      double x = between (random, 0.02, 0.98 - w), z = between (random, 0.05, 0.95 - d);
      /* Heavy parts sit low. */
      double y = 0.92 - h - between (random, 0.0, 0.85 - h) * bsr_random_uniform (random);
      double share = between (random, 0.08, 0.4);
      double density = bsr_material_by_id (material)->density_g_cm3 * share;
      BsrPlace at = { x, x + w, y, y + h, z, z + d };
      if (shape == BSR_SOLID_BOX)
        bsr_parts_add (parts, material, density, shape, at);
      else
        bsr_parts_add_ring (parts, material, density, shape, between (random, 0.1, 0.7), at);
    }
}

void
bsr_package_add_machine (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  gboolean crated = article->variant % 3 != 0;
  for (int i = 0; i < 2; i++)
    {
      double z = place.z0 + (0.15 + 0.55 * i) * (place.z1 - place.z0);
      bsr_loading_add_packing (
          loading, "wood", 1.0,
          (BsrPlace){ place.x0, place.x1, place.y1 - SKID, place.y1, z, z + SKID });
    }
  if (crated)
    bsr_loading_add_shell (
        loading, "wood", 0.5, CRATE_BOARD,
        (BsrPlace){ place.x0, place.x1, place.y0, place.y1 - SKID, place.z0, place.z1 });
  BsrParts parts = { .place = bsr_place_inset (place, CRATE_BOARD + 8.0) };
  parts.place.y1 = place.y1 - SKID;
  BsrRandom make = bsr_random_stream (article->seed, 0, 0);
  bsr_parts_add_shell (&parts, "steel", 4.0, (BsrPlace){ 0.05, 0.95, 0.9, 0.99, 0.1, 0.9 });
  bsr_parts_add_shell (&parts, "steel", 3.0, (BsrPlace){ 0.2, 0.75, 0.25, 0.9, 0.2, 0.8 });
  add_machine_parts (&parts, &make, MACHINE_PARTS);
  add_machine_parts (&parts, loading->random, 4);
  bsr_loading_add_parts (loading, article, &parts);
}

static void
add_wheel (BsrParts *parts, double x, double z)
{
  BsrPlace tyre = { x - 0.072, x + 0.072, 0.58, 0.995, z, z + 0.12 };
  BsrPlace rim = { x - 0.046, x + 0.046, 0.655, 0.92, z + 0.02, z + 0.1 };
  bsr_parts_add_ring (parts, "rubber", 0.85, BSR_SOLID_CYLINDER_Z, 0.64, tyre);
  bsr_parts_add (parts, "aluminium", 0.75, BSR_SOLID_CYLINDER_Z, rim);
  bsr_parts_add (parts, "steel", 2.4, BSR_SOLID_CYLINDER_Z,
                 (BsrPlace){ x - 0.033, x + 0.033, 0.69, 0.88, z + 0.05, z + 0.07 });
}

/* Body sheets, floor, pillars and glass. */
static void
add_body (BsrParts *parts, BsrRandom *random)
{
  double cabin = between (random, 0.3, 0.36), tail = between (random, 0.82, 0.97);
  bsr_parts_add_shell (parts, "steel", 0.9, (BsrPlace){ 0.02, 0.99, 0.4, 0.82, 0.02, 0.98 });
  bsr_parts_add_shell (parts, "steel", 0.9, (BsrPlace){ cabin, tail, 0.02, 0.4, 0.07, 0.93 });
  bsr_parts_add (parts, "steel", 7.87, BSR_SOLID_BOX,
                 (BsrPlace){ cabin - 0.04, tail, 0.79, 0.791, 0.04, 0.96 });
  for (int i = 0; i < 3; i++)
    {
      double x = cabin + i * (tail - cabin - 0.02) / 2.0;
      for (int side = 0; side < 2; side++)
        bsr_parts_add (
            parts, "steel", 1.6, BSR_SOLID_BOX,
            (BsrPlace){ x, x + 0.02, 0.03, 0.8, 0.05 + 0.86 * side, 0.09 + 0.86 * side });
    }
  for (int side = 0; side < 2; side++)
    bsr_parts_add (parts, "glass", 2.5, BSR_SOLID_BOX,
                   (BsrPlace){ cabin + 0.03, tail - 0.03, 0.08, 0.38, 0.06 + 0.87 * side,
                               0.0625 + 0.87 * side });
  /* Bumpers' beams and sills. */
  bsr_parts_add (parts, "steel", 1.2, BSR_SOLID_BOX, (BsrPlace){ 0.01, 0.03, 0.6, 0.72, 0.1, 0.9 });
  bsr_parts_add (parts, "steel", 1.2, BSR_SOLID_BOX, (BsrPlace){ 0.97, 0.99, 0.6, 0.72, 0.1, 0.9 });
}

/* Engine, gearbox, battery, axles, tank and exhaust. */
static void
add_drive (BsrParts *parts, BsrRandom *random)
{
  double x = between (random, 0.1, 0.13), z = between (random, 0.3, 0.4);
  bsr_parts_add (parts, "steel", 2.0, BSR_SOLID_BOX,
                 (BsrPlace){ x, x + 0.11, 0.5, 0.78, z, z + 0.2 });
  bsr_parts_add (parts, "aluminium", 0.8, BSR_SOLID_BOX,
                 (BsrPlace){ x + 0.01, x + 0.1, 0.42, 0.55, z, z + 0.22 });
  bsr_parts_add (parts, "aluminium", 1.1, BSR_SOLID_CYLINDER_Z,
                 (BsrPlace){ x + 0.01, x + 0.09, 0.58, 0.8, z + 0.2, z + 0.4 });
  bsr_parts_add (parts, "lead", 2.6, BSR_SOLID_BOX, (BsrPlace){ 0.19, 0.25, 0.46, 0.58, 0.7, 0.8 });
  bsr_parts_add (parts, "aluminium", 0.6, BSR_SOLID_BOX,
                 (BsrPlace){ 0.05, 0.065, 0.46, 0.74, 0.2, 0.8 });
  bsr_parts_add (parts, "polyethylene", 0.3, BSR_SOLID_BOX,
                 (BsrPlace){ 0.66, 0.78, 0.7, 0.82, 0.2, 0.75 });
  bsr_parts_add_ring (parts, "steel", 7.87, BSR_SOLID_CYLINDER_X, 0.93,
                      (BsrPlace){ 0.25, 0.93, 0.82, 0.87, 0.46, 0.5 });
  bsr_parts_add (parts, "steel", 1.6, BSR_SOLID_CYLINDER_Z,
                 (BsrPlace){ 0.155, 0.185, 0.74, 0.82, 0.1, 0.9 });
  bsr_parts_add (parts, "steel", 1.6, BSR_SOLID_CYLINDER_Z,
                 (BsrPlace){ 0.785, 0.815, 0.74, 0.82, 0.1, 0.9 });
}

void
bsr_package_add_car (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  BsrParts parts = { .place = place };
  BsrRandom make = bsr_random_stream (article->seed, 0, 0);
  add_body (&parts, &make);
  add_drive (&parts, &make);
  for (int i = 0; i < 2; i++)
    {
      add_wheel (&parts, 0.17, 0.86 * i + 0.01);
      add_wheel (&parts, 0.8, 0.86 * i + 0.01);
    }
  for (int row = 0; row < 2; row++)
    for (int seat = 0; seat < 2; seat++)
      {
        double x = 0.4 + 0.22 * row, z = 0.12 + 0.42 * seat;
        bsr_parts_add (&parts, "polystyrene", 0.07, BSR_SOLID_BOX,
                       (BsrPlace){ x, x + 0.11, 0.6, 0.72, z, z + 0.33 });
        bsr_parts_add (&parts, "polystyrene", 0.07, BSR_SOLID_BOX,
                       (BsrPlace){ x + 0.1, x + 0.135, 0.26, 0.66, z, z + 0.33 });
        bsr_parts_add (&parts, "steel", 0.35, BSR_SOLID_BOX,
                       (BsrPlace){ x + 0.01, x + 0.1, 0.72, 0.76, z + 0.03, z + 0.3 });
      }
  bsr_loading_add_parts (loading, article, &parts);
}

void
bsr_loading_stow_single (BsrLoading *loading)
{
  BsrPlace room = loading->room;
  double loose = loading->commodity->loose_mm,
         x = room.x0 + bsr_random_between (loading->random, 0.0, loose);
  for (int unit = 0;; unit++)
    {
      const BsrArticle *article = bsr_loading_article (loading, unit);
      if (x + article->length > room.x1)
        break;
      double across = room.z1 - room.z0, width = MIN (article->width, across);
      int n = MAX ((int)(across / (article->width + 20.0)), 1);
      int most = loading->commodity->tiers > 0 ? MIN (n, loading->commodity->tiers) : n;
      n = MAX ((int)(most / loading->stretch), 1);
      double step = across / n;
      double height = MIN (article->height, room.y1 - loading->roof);
      for (int k = 0; k < n; k++)
        {
          double z = room.z0 + k * step + bsr_random_uniform (loading->random) * (step - width);
          BsrPlace place = { x, x + article->length, room.y1 - height, room.y1, z, z + width };
          loading->room.y0 = MIN (room.y0, place.y0);
          if (!bsr_loading_happens (loading, loading->commodity->missing) || loading->packages == 0)
            bsr_loading_add_package (loading, article, place);
        }
      x += article->length * loading->stretch
           + bsr_random_between (loading->random, 0.1, 1.0) * loose;
    }
}

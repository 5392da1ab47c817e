#include "bsr-concealment-private.h"

#include <math.h>

/* Pressed hydrochloride and its 1 kg brick: 140 x 30 x 210 mm weigh 1.01 kg at 1.15 g/cm3. */
#define BRICK_DENSITY 1.15
#define BRICK_WIDTH 140.0
#define BRICK_HEIGHT 30.0
#define BRICK_LENGTH 210.0 /* along the beam */
#define BRICK_GAP 2.5      /* wrapping */
#define BRICK_SHIFT 4.0
/* Packets of one size are not of one mass: relative. */
#define PACKET_SPREAD 0.03

/* A duffel bag of some 90 l carried by one man holds 20 to 30 such bricks: 25 kg, 0.3 g/cm3 (the
 * UNODC's reports on rip-on/rip-off consignments describe bags of 20 to 30 kg). */
#define BAG_LENGTH 700.0
#define BAG_HEIGHT 340.0
#define BAG_DEPTH 380.0
#define BAG_DENSITY 0.42 /* within the bag's rounded outline */
#define BAG_TEXTURE 0.25
#define BAG_GRAIN_MM 90.0

#define SHIELD_CONTENT_SHARE 0.8 /* of the inside, each way */

/* RDX plasticised: composition C-4 has 1.59 g/cm3 least, its M112 block 51 x 25 x 279 mm (TM
 * 9-1375-213-12). Cast TNT: 1.6 g/cm3 and above (Meyer, Koehler, Homburg, Explosives, 2016). */
#define EXPLOSIVE_DENSITY 1.6
/* Cartridges in their box: 9 x 19 mm, 50 of 12 g in 127 x 64 x 32 mm, are 2.3 g/cm3; rifle
 * cartridges in an M19A1 can 1.4 g/cm3. Brass and steel cases, lead and steel bullets. */
#define CARTRIDGE_BRASS 0.95
#define CARTRIDGE_LEAD 0.75
/* US notes: 156 x 66 mm, 1 g, a strap of 100 is 11 mm high: 0.88 g/cm3 (Bureau of Engraving). */
#define NOTES_DENSITY 0.88
/* A telephone of 147 x 72 x 8 mm has 190 g, 2.2 g/cm3: glass, aluminium and copper, here with
 * their spacing. */
#define DEVICE_GLASS 0.8
#define DEVICE_ALUMINIUM 0.5
#define DEVICE_COPPER 0.3

/* The NATO can of 20 l: 345 x 165 x 470 mm, 1 mm of steel, or 4 mm of polyethylene. */
#define CAN_STEEL 1.0
#define CAN_PLASTIC 4.0
#define CAN_FILL 0.95

const char *
bsr_hiding_powder (BsrRandom *random)
{
  static const char *const powders[] = { "cocaine", "heroin", "methamphetamine" };
  return powders[bsr_random_index (random, G_N_ELEMENTS (powders))];
}

double
bsr_hiding_grade (const double at[3], double strength)
{
  double s = CLAMP (strength, 0.0, 1.0) * 2.0;
  int half = s < 1.0 ? 0 : 1;
  return at[half] * pow (at[half + 1] / at[half], s - half);
}

void
bsr_hiding_add_body (BsrSceneModel *model, int object, BsrSolidShape shape, const char *material,
                     double density, const BsrHidingPlace *place, double tilt)
{
  BsrSolid solid = bsr_solid_box (bsr_material_by_id (material), place->low[0], place->high[0],
                                  place->low[1], place->high[1], place->low[2], place->high[2]);
  solid.shape = shape;
  solid.role = BSR_ROLE_CONCEALED;
  solid.object = object;
  solid.density_g_cm3 = density;
  solid.tilt = tilt;
  bsr_scene_model_add (model, &solid);
}

void
bsr_hiding_add_box (BsrSceneModel *model, int object, const char *material, double density,
                    const BsrHidingPlace *place)
{
  bsr_hiding_add_body (model, object, BSR_SOLID_BOX, material, density, place, 0.0);
}

/* The place without @margin at each side. */
static BsrHidingPlace
inside_of (const BsrHidingPlace *place, double margin)
{
  BsrHidingPlace inside = *place;
  for (int i = 0; i < 3; i++)
    {
      inside.low[i] += margin;
      inside.high[i] -= margin;
    }
  return inside;
}

void
bsr_hiding_add_packets (BsrSceneModel *model, int object, const char *material, double density,
                        const BsrHidingPlace *place, const double packet[3], BsrRandom *random)
{
  int n[3];
  double step[3];
  for (int i = 0; i < 3; i++)
    {
      double extent = place->high[i] - place->low[i];
      n[i] = MAX ((int)(extent / packet[i] + 0.3), 1);
      step[i] = extent / n[i];
    }
  for (int i = 0; i < n[0]; i++)
    for (int k = 0; k < n[2]; k++)
      for (int j = 0; j < n[1]; j++)
        {
          const int at[3] = { i, j, k };
          BsrHidingPlace one;
          for (int axis = 0; axis < 3; axis++)
            {
              double gap = MIN (BRICK_GAP, 0.1 * step[axis]) * bsr_random_uniform (random);
              one.low[axis] = place->low[axis] + at[axis] * step[axis] + gap;
              one.high[axis] = place->low[axis] + (at[axis] + 1) * step[axis];
            }
          double share = bsr_random_between (random, 1.0 - PACKET_SPREAD, 1.0 + PACKET_SPREAD);
          bsr_hiding_add_box (model, object, material, density * share, &one);
        }
}

/* Stacked by hand: no two stacks of one height, no brick quite on the one below. */
void
bsr_hiding_add_bricks (BsrSceneModel *model, int object, const BsrHidingPlace *place,
                       BsrRandom *random)
{
  const double *low = place->low, *high = place->high;
  for (double x = low[0]; x + BRICK_WIDTH <= high[0]; x += BRICK_WIDTH + BRICK_GAP)
    for (double z = low[2]; z + BRICK_LENGTH <= high[2]; z += BRICK_LENGTH + BRICK_GAP)
      {
        double top = low[1] + bsr_random_index (random, 3) * (BRICK_HEIGHT + BRICK_GAP);
        for (double y = high[1]; y - BRICK_HEIGHT >= top; y -= BRICK_HEIGHT + BRICK_GAP)
          {
            double at = x + bsr_random_between (random, -BRICK_SHIFT, BRICK_SHIFT);
            double density = BRICK_DENSITY * bsr_random_between (random, 0.97, 1.03);
            BsrHidingPlace brick
                = { { at, y - BRICK_HEIGHT, z }, { at + BRICK_WIDTH, y, z + BRICK_LENGTH } };
            bsr_hiding_add_box (model, object, "cocaine", density, &brick);
          }
      }
}

void
bsr_hiding_add_shield (BsrSceneModel *model, int object, const BsrHidingPlace *place, double wall)
{
  double lead = bsr_material_by_id ("lead")->density_g_cm3;
  BsrHidingPlace inside = inside_of (place, wall), content = inside;
  bsr_hiding_add_box (model, object, "lead", lead, place);
  bsr_hiding_add_box (model, object, "lead", -lead, &inside);
  for (int i = 0; i < 3; i++)
    {
      double rest
          = (1.0 - SHIELD_CONTENT_SHARE) / 2.0 * (place->high[i] - place->low[i] - 2.0 * wall);
      content.low[i] = place->low[i] + wall + rest;
      content.high[i] = place->high[i] - wall - rest;
    }
  bsr_hiding_add_box (model, object, "cocaine", BRICK_DENSITY, &content);
}

/* Bags thrown in: cushions of uneven content, each a little smaller than its share of the place. */
void
bsr_hiding_add_bags (BsrSceneModel *model, int object, double strength, const BsrHidingPlace *place,
                     BsrRandom *random)
{
  const double bag[3] = { BAG_LENGTH, BAG_HEIGHT, BAG_DEPTH };
  const char *powder = bsr_hiding_powder (random);
  int n[3];
  double step[3];
  for (int i = 0; i < 3; i++)
    {
      double extent = place->high[i] - place->low[i];
      n[i] = MAX ((int)(extent / bag[i] + 0.3), 1);
      step[i] = extent / n[i];
    }
  for (int i = 0; i < n[0] * n[1] * n[2]; i++)
    {
      const int at[3] = { i % n[0], i / n[0] % n[1], i / n[0] / n[1] };
      BsrHidingPlace one;
      for (int axis = 0; axis < 3; axis++)
        {
          double size = step[axis] * bsr_random_between (random, 0.85, 1.0);
          double spare
              = axis == 1 ? step[axis] - size : (step[axis] - size) * bsr_random_uniform (random);
          one.low[axis] = place->low[axis] + at[axis] * step[axis] + spare;
          one.high[axis] = one.low[axis] + size;
        }
      BsrSolid solid = bsr_solid_box (bsr_material_by_id (powder), one.low[0], one.high[0],
                                      one.low[1], one.high[1], one.low[2], one.high[2]);
      solid.shape = BSR_SOLID_CUSHION;
      solid.role = BSR_ROLE_CONCEALED;
      solid.object = object;
      solid.density_g_cm3 = BAG_DENSITY * bsr_random_between (random, 0.85, 1.15);
      solid.texture = BAG_TEXTURE;
      solid.texture_mm = BAG_GRAIN_MM;
      solid.texture_seed = (guint32)bsr_random_next (random);
      bsr_scene_model_add (model, &solid);
    }
}

void
bsr_hiding_add_ammunition (BsrSceneModel *model, int object, double strength,
                           const BsrHidingPlace *place, BsrRandom *random)
{
  const double box[3] = { 130.0, 65.0, 64.0 };
  bsr_hiding_add_packets (model, object, "brass", CARTRIDGE_BRASS, place, box, random);
  bsr_hiding_add_box (model, object, "lead", CARTRIDGE_LEAD, place);
}

void
bsr_hiding_add_devices (BsrSceneModel *model, int object, double strength,
                        const BsrHidingPlace *place, BsrRandom *random)
{
  const double box[3] = { 75.0, 150.0, 40.0 };
  bsr_hiding_add_packets (model, object, "glass", DEVICE_GLASS, place, box, random);
  bsr_hiding_add_box (model, object, "aluminium", DEVICE_ALUMINIUM, place);
  bsr_hiding_add_box (model, object, "copper", DEVICE_COPPER, place);
}

static void
add_can (BsrSceneModel *model, int object, const char *liquid, gboolean steel,
         const BsrHidingPlace *place)
{
  const char *sheet = steel ? "steel" : "polyethylene";
  double least = INFINITY, density = bsr_material_by_id (sheet)->density_g_cm3;
  for (int i = 0; i < 3; i++)
    least = MIN (least, place->high[i] - place->low[i]);
  double wall = MIN (steel ? CAN_STEEL : CAN_PLASTIC, 0.04 * least);
  BsrHidingPlace content = inside_of (place, wall);
  bsr_hiding_add_box (model, object, sheet, density, place);
  bsr_hiding_add_box (model, object, sheet, -density, &content);
  content.low[1] += (1.0 - CAN_FILL) * (content.high[1] - content.low[1]);
  bsr_hiding_add_box (model, object, liquid, bsr_material_by_id (liquid)->density_g_cm3, &content);
}

void
bsr_hiding_add_cans (BsrSceneModel *model, int object, double strength, const BsrHidingPlace *place,
                     BsrRandom *random)
{
  static const char *const liquids[] = { "ethanol", "diesel", "water" };
  const char *liquid = liquids[bsr_random_index (random, G_N_ELEMENTS (liquids))];
  gboolean steel = bsr_random_uniform (random) < 0.4;
  const double can[3] = { 345.0, 470.0, 165.0 };
  int n[3];
  double step[3];
  for (int i = 0; i < 3; i++)
    {
      double extent = place->high[i] - place->low[i];
      n[i] = MAX ((int)(extent / can[i] + 0.3), 1);
      step[i] = extent / n[i];
    }
  for (int i = 0; i < n[0] * n[1] * n[2]; i++)
    {
      const int at[3] = { i % n[0], i / n[0] % n[1], i / n[0] / n[1] };
      BsrHidingPlace one;
      for (int axis = 0; axis < 3; axis++)
        {
          one.low[axis] = place->low[axis] + at[axis] * step[axis];
          one.high[axis] = one.low[axis] + 0.96 * step[axis];
        }
      add_can (model, object, liquid, steel, &one);
    }
}

void
bsr_hiding_add_ingots (BsrSceneModel *model, int object, double strength,
                       const BsrHidingPlace *place, BsrRandom *random)
{
  /* The good delivery bar of gold: 250 x 70 x 35 mm (LBMA rules); silver and base metals larger,
   * here of the same proportions. */
  static const char *const metals[] = { "steel", "copper", "silver", "gold", "tungsten" };
  const double bar[3] = { 250.0, 70.0, 110.0 };
  const char *metal = metals[bsr_random_index (random, G_N_ELEMENTS (metals))];
  double density = bsr_material_by_id (metal)->density_g_cm3 * 0.97;
  bsr_hiding_add_packets (model, object, metal, density, place, bar, random);
}

void
bsr_hiding_add_powder (BsrSceneModel *model, int object, double strength,
                       const BsrHidingPlace *place, BsrRandom *random)
{
  const double brick[3] = { 210.0, 140.0, 60.0 };
  bsr_hiding_add_packets (model, object, bsr_hiding_powder (random), BRICK_DENSITY, place, brick,
                          random);
}

void
bsr_hiding_add_lead_box (BsrSceneModel *model, int object, double strength,
                         const BsrHidingPlace *place, BsrRandom *random)
{
  const double wall[3] = { 0.4, 2.5, 14.0 };
  bsr_hiding_add_shield (model, object, place, bsr_hiding_grade (wall, strength));
}

void
bsr_hiding_add_explosive (BsrSceneModel *model, int object, double strength,
                          const BsrHidingPlace *place, BsrRandom *random)
{
  const double block[3] = { 280.0, 51.0, 51.0 };
  const char *material = bsr_random_uniform (random) < 0.5 ? "rdx" : "tnt";
  bsr_hiding_add_packets (model, object, material, EXPLOSIVE_DENSITY, place, block, random);
}

void
bsr_hiding_add_notes (BsrSceneModel *model, int object, double strength,
                      const BsrHidingPlace *place, BsrRandom *random)
{
  const double strap[3] = { 156.0, 110.0, 66.0 };
  bsr_hiding_add_packets (model, object, "paper", NOTES_DENSITY, place, strap, random);
}

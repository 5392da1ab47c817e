#include "bsr-concealment-private.h"

#include <math.h>

/* A service pistol, mm: slide and frame 190 x 32 x 26, grip 105 x 42 x 29 with its magazine; of
 * its outline about two thirds are steel. */
#define SLIDE_LENGTH 190.0
#define SLIDE_HEIGHT 32.0
#define SLIDE_WIDTH 26.0
#define GRIP_LENGTH 105.0
#define GRIP_HEIGHT 42.0
#define GRIP_WIDTH 29.0
#define PISTOL_STEEL_SHARE 0.66
#define GRIP_ANGLE 1.31 /* radians to the slide: 75 degrees */
#define PISTOL_SPACE 240.0
#define PISTOL_RIGHT 18.0 /* of its place's middle: the grip reaches further to the left */
#define PISTOL_LAYER 90.0 /* across the beam, where they lie behind each other */
#define GUN_POLYMER 0.5   /* g/cm3 of frames, stocks and magazines' outlines */

/* Of a weapon's steel at strength 0 (printed or polymer, a spring and a pin), 0.5 and 1. */
static const double steel_shares[3] = { 0.03, 0.35, 1.0 };

/* An assault rifle, mm (AKM: 880 long, 3.5 kg with an empty magazine; Jane's Infantry Weapons). */
#define RIFLE_LENGTH 880.0
#define RIFLE_DEPTH 60.0 /* across, with its sling and wrapping */
#define RIFLE_HEIGHT 240.0

/* One part of the rifle in its own frame: along from the butt, down from the sight line. */
typedef struct
{
  double from, to, top, bottom, width;
  double steel; /* share of the outline */
} GunPart;

static const GunPart rifle[] = {
  { 0.0, 250.0, 30.0, 105.0, 36.0, 0.0 },    /* stock */
  { 250.0, 520.0, 20.0, 75.0, 32.0, 0.33 },  /* receiver and bolt */
  { 520.0, 680.0, 25.0, 65.0, 34.0, 0.12 },  /* hand guard, gas tube */
  { 500.0, 880.0, 35.0, 50.0, 15.0, 0.62 },  /* barrel: 7.62 mm bore in 15 mm */
  { 400.0, 470.0, 75.0, 230.0, 26.0, 0.22 }, /* magazine */
  { 300.0, 345.0, 75.0, 160.0, 28.0, 0.05 }, /* grip */
};

/* Steel of @share and the polymer about it, in one outline. */
static void
add_part (BsrSceneModel *model, int object, double share, const BsrHidingPlace *place, double tilt)
{
  double steel = bsr_material_by_id ("steel")->density_g_cm3 * share;
  if (steel > 0.0)
    bsr_hiding_add_body (model, object, BSR_SOLID_BOX, "steel", steel, place, tilt);
  if (share < 0.5 * PISTOL_STEEL_SHARE)
    bsr_hiding_add_body (model, object, BSR_SOLID_BOX, "nylon", GUN_POLYMER, place, tilt);
}

static BsrHidingPlace
around (double x, double y, double z, double length, double height, double width)
{
  return (BsrHidingPlace){ { x - length / 2.0, y - height / 2.0, z - width / 2.0 },
                           { x + length / 2.0, y + height / 2.0, z + width / 2.0 } };
}

/* Upright, its plane along the container. */
static void
add_pistol (BsrSceneModel *model, int object, double steel, double x, double y, double z,
            double angle)
{
  double c = cos (angle), s = sin (angle), share = steel * PISTOL_STEEL_SHARE;
  BsrHidingPlace slide = around (x, y, z, SLIDE_LENGTH, SLIDE_HEIGHT, SLIDE_WIDTH);
  add_part (model, object, share, &slide, angle);
  /* The grip hangs below the slide's rear third: turn its place about the slide's middle. */
  double dx = -0.33 * SLIDE_LENGTH, dy = SLIDE_HEIGHT / 2.0 + 0.42 * GRIP_LENGTH;
  BsrHidingPlace grip
      = around (x + dx * c - dy * s, y + dx * s + dy * c, z, GRIP_LENGTH, GRIP_HEIGHT, GRIP_WIDTH);
  add_part (model, object, share, &grip, angle + G_PI - GRIP_ANGLE);
}

/* On its side: slide along the container, grip along the beam. */
static void
add_pistol_lying (BsrSceneModel *model, int object, double steel, double x, double bottom, double z)
{
  double share = steel * PISTOL_STEEL_SHARE;
  BsrHidingPlace slide
      = around (x, bottom - SLIDE_WIDTH / 2.0, z - 40.0, SLIDE_LENGTH, SLIDE_WIDTH, SLIDE_HEIGHT);
  BsrHidingPlace grip = around (x - 0.3 * SLIDE_LENGTH, bottom - GRIP_WIDTH / 2.0, z + 25.0,
                                GRIP_HEIGHT, GRIP_WIDTH, GRIP_LENGTH * 0.95);
  add_part (model, object, share, &slide, 0.0);
  add_part (model, object, share, &grip, 0.0);
}

void
bsr_hiding_add_handguns (BsrSceneModel *model, int object, double strength,
                         const BsrHidingPlace *place, BsrRandom *random)
{
  double steel = bsr_hiding_grade (steel_shares, strength);
  const double *low = place->low, *high = place->high;
  gboolean lying = high[1] - low[1] < PISTOL_SPACE;
  double space = MIN (PISTOL_SPACE, high[0] - low[0]), height = lying ? GRIP_WIDTH : PISTOL_SPACE;
  int layers = MAX ((int)((high[2] - low[2]) / (lying ? 140.0 : PISTOL_LAYER) + 0.3), 1);
  double depth = (high[2] - low[2]) / layers;
  for (double x = low[0] + space / 2.0; x <= high[0]; x += PISTOL_SPACE)
    for (double y = high[1]; y - height >= low[1] - 1.0; y -= height)
      for (int layer = 0; layer < layers; layer++)
        {
          double angle = bsr_random_between (random, -0.6, 0.6);
          double z = low[2] + (layer + 0.5) * depth;
          if (lying)
            add_pistol_lying (model, object, steel, x, y, z);
          else
            add_pistol (model, object, steel, x + PISTOL_RIGHT, y - height * 0.62, z, angle);
        }
}

/* Axes of a rifle's length, height and width: 0 along the container, 1 down, 2 along the beam. */
typedef struct
{
  int along, down, across;
} GunAxes;

static void
add_rifle (BsrSceneModel *model, int object, double steel, const double from[3], double scale,
           const GunAxes *axes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rifle); i++)
    {
      const GunPart *part = &rifle[i];
      BsrHidingPlace place;
      place.low[axes->along] = from[axes->along] + part->from * scale;
      place.high[axes->along] = from[axes->along] + part->to * scale;
      place.low[axes->down] = from[axes->down] + part->top;
      place.high[axes->down] = from[axes->down] + part->bottom;
      place.low[axes->across] = from[axes->across] - part->width / 2.0;
      place.high[axes->across] = from[axes->across] + part->width / 2.0;
      add_part (model, object, part->steel * steel, &place, 0.0);
    }
}

/* Upright where there is height, else on their sides; along the place's longer way. */
void
bsr_hiding_add_long_guns (BsrSceneModel *model, int object, double strength,
                          const BsrHidingPlace *place, BsrRandom *random)
{
  double steel = bsr_hiding_grade (steel_shares, strength);
  double size[3];
  for (int i = 0; i < 3; i++)
    size[i] = place->high[i] - place->low[i];
  int along = size[2] > size[0] ? 2 : 0;
  gboolean upright = size[1] >= RIFLE_HEIGHT;
  GunAxes axes = { along, upright ? 1 : 2 - along, upright ? 2 - along : 1 };
  double scale = MIN (size[axes.along] / RIFLE_LENGTH, 1.0);
  int n_down = MAX ((int)(size[axes.down] / RIFLE_HEIGHT + 0.01), 1);
  int n_across = MAX ((int)(size[axes.across] / RIFLE_DEPTH + 0.3), 1);
  for (int i = 0; i < n_down; i++)
    for (int k = 0; k < n_across; k++)
      {
        double from[3], spare = size[axes.along] - RIFLE_LENGTH * scale;
        from[axes.along] = place->low[axes.along] + spare * bsr_random_uniform (random);
        from[axes.down] = place->high[axes.down] - (i + 1) * RIFLE_HEIGHT;
        from[axes.across] = place->low[axes.across] + (k + 0.5) * size[axes.across] / n_across;
        add_rifle (model, object, steel, from, scale, &axes);
      }
}

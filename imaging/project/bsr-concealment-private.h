#pragma once

#include "bsr-concealment.h"

G_BEGIN_DECLS

/* A box for something to be hidden in, container coordinates, mm. */
typedef struct
{
  double low[3], high[3];
} BsrHidingPlace;

/* mm3. */
double
bsr_hiding_volume (const BsrHidingPlace *place);

/* Value at @strength between those at 0, 0.5 and 1, straight in the logarithm. */
double
bsr_hiding_grade (const double at[3], double strength);

/* One solid of object @object between two corners, at @density g/cm3. */
void
bsr_hiding_add_body (BsrSceneModel *model, int object, BsrSolidShape shape, const char *material,
                     double density, const BsrHidingPlace *place, double tilt);
void
bsr_hiding_add_box (BsrSceneModel *model, int object, const char *material, double density,
                    const BsrHidingPlace *place);

/* Fills the place with packets of about @packet mm each way, as many as there is room for and at
 * least one each way, wrapped and not quite alike. */
void
bsr_hiding_add_packets (BsrSceneModel *model, int object, const char *material, double density,
                        const BsrHidingPlace *place, const double packet[3], BsrRandom *random);

/* A powder of cocaine, heroin or methamphetamine hydrochloride: the material's id. */
const char *
bsr_hiding_powder (BsrRandom *random);

/* Pressed bricks stacked by hand and a lead box, those of bsr_concealment_add(). */
void
bsr_hiding_add_bricks (BsrSceneModel *model, int object, const BsrHidingPlace *place,
                       BsrRandom *random);
void
bsr_hiding_add_shield (BsrSceneModel *model, int object, const BsrHidingPlace *place, double wall);
/* Builds a thing in the place, as it is at @strength. */
typedef void (*BsrHidingBuild) (BsrSceneModel *model, int object, double strength,
                                const BsrHidingPlace *place, BsrRandom *random);
void
bsr_hiding_add_powder (BsrSceneModel *model, int object, double strength,
                       const BsrHidingPlace *place, BsrRandom *random);
void
bsr_hiding_add_lead_box (BsrSceneModel *model, int object, double strength,
                         const BsrHidingPlace *place, BsrRandom *random);
void
bsr_hiding_add_handguns (BsrSceneModel *model, int object, double strength,
                         const BsrHidingPlace *place, BsrRandom *random);
void
bsr_hiding_add_bags (BsrSceneModel *model, int object, double strength, const BsrHidingPlace *place,
                     BsrRandom *random);
void
bsr_hiding_add_ingots (BsrSceneModel *model, int object, double strength,
                       const BsrHidingPlace *place, BsrRandom *random);
void
bsr_hiding_add_long_guns (BsrSceneModel *model, int object, double strength,
                          const BsrHidingPlace *place, BsrRandom *random);
void
bsr_hiding_add_ammunition (BsrSceneModel *model, int object, double strength,
                           const BsrHidingPlace *place, BsrRandom *random);
void
bsr_hiding_add_explosive (BsrSceneModel *model, int object, double strength,
                          const BsrHidingPlace *place, BsrRandom *random);
void
bsr_hiding_add_cans (BsrSceneModel *model, int object, double strength, const BsrHidingPlace *place,
                     BsrRandom *random);
void
bsr_hiding_add_notes (BsrSceneModel *model, int object, double strength,
                      const BsrHidingPlace *place, BsrRandom *random);
void
bsr_hiding_add_devices (BsrSceneModel *model, int object, double strength,
                        const BsrHidingPlace *place, BsrRandom *random);

/* A place of about @size (none of its edges below @least) filled with goods; %FALSE: there is none.
 */
gboolean
bsr_hiding_find_in_load (const BsrSceneModel *model, const double size[3], const double least[3],
                         BsrRandom *random, BsrHidingPlace *place);

/* As bsr_concealment_hide() for things in hollows of the structure: of about @size, what does not
 * fit one is laid in its neighbours; no part has an edge below @least. */
int
bsr_hiding_add_in_cavities (BsrSceneModel *model, BsrConcealmentKind kind, BsrZone zone,
                            BsrHidingBuild build, double strength, const double size[3],
                            const double least[3], BsrRandom *random);

/* As bsr_concealment_hide() for the things that make a structure of their own: false walls,
 * floors and roofs. */
int
bsr_hiding_add_partition (BsrSceneModel *model, BsrConcealmentKind kind, BsrZone zone,
                          double strength, BsrRandom *random);
/* Panel at @x with goods behind it, to the front wall. */
int
bsr_hiding_add_front_wall (BsrSceneModel *model, double x, BsrRandom *random);

/* As bsr_concealment_hide() for goods replaced in their own outline. */
int
bsr_hiding_add_hollowed (BsrSceneModel *model, double strength, BsrRandom *random);

G_END_DECLS

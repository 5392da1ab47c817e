#pragma once

#include "bsr-random.h"
#include "bsr-scene-model.h"
#include "bsr-split.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_CONCEALMENT_BRICKS,       /* pressed bricks of an organic powder: "organic-block" */
  BSR_CONCEALMENT_SHIELD,       /* a box of lead with something in it: "dense-shield" */
  BSR_CONCEALMENT_HANDGUNS,     /* pistols: "handguns" */
  BSR_CONCEALMENT_FALSE_WALL,   /* a panel across or along, goods or nothing behind: "false-wall" */
  BSR_CONCEALMENT_VOID,         /* goods taken out and the hole closed: "void" */
  BSR_CONCEALMENT_BUNDLES,      /* duffel bags and loose parcels: "organic-bundle" */
  BSR_CONCEALMENT_METAL,        /* ingots of steel, copper, silver, gold: "metal-block" */
  BSR_CONCEALMENT_LONG_GUNS,    /* rifles: "long-guns" */
  BSR_CONCEALMENT_AMMUNITION,   /* boxes of cartridges: "ammunition" */
  BSR_CONCEALMENT_EXPLOSIVE,    /* blocks of 1.6 g/cm3: "explosive-block" */
  BSR_CONCEALMENT_LIQUID,       /* jerrycans: "liquid-container" */
  BSR_CONCEALMENT_CURRENCY,     /* bundles of banknotes: "currency" */
  BSR_CONCEALMENT_ELECTRONICS,  /* small dense devices: "electronic" */
  BSR_CONCEALMENT_FALSE_FLOOR,  /* a second floor, goods or nothing below: "false-floor" */
  BSR_CONCEALMENT_FALSE_ROOF,   /* a second ceiling, goods above: "false-roof" */
  BSR_CONCEALMENT_HOLLOWED,     /* contraband in the goods' own outline: "hollowed" */
  BSR_CONCEALMENT_POST_FILLING, /* packets in a corner post: "post-filling" */
  BSR_CONCEALMENT_REEFER_FILLING, /* packets in the refrigeration unit: "reefer-filling" */
  BSR_N_CONCEALMENTS
} BsrConcealmentKind;

int
bsr_concealment_count (void);

/* The object's kind as truth files name it. */
const char *
bsr_concealment_name (BsrConcealmentKind kind);

/* Whether people hide such a thing there. */
gboolean
bsr_concealment_fits (BsrConcealmentKind kind, BsrZone zone);

/**
 * bsr_concealment_hide:
 * @kind, @zone: a pair that bsr_concealment_fits()
 * @strength: 0...1. How large, thick and many, evenly in the logarithm: 0 is some millimetres
 *   across the beam, about the noise of a portal's pixel behind a light load; 0.5 what an officer
 *   finds who looks; 1 what nobody misses. Behind a dense load each shows less.
 * @random: place, proportions, disorder; advanced
 *
 * Hides something in a loaded scene, at a place of its own choice: anywhere within the goods
 * (which make place for it), or in a cavity of the structure. Call it when the load is complete.
 *
 * Returns: the index of the scene's new object; -1 when there is no such place, and then the scene
 * is as it was
 */
int
bsr_concealment_hide (BsrSceneModel *model, BsrConcealmentKind kind, BsrZone zone, double strength,
                      BsrRandom *random);

/**
 * bsr_concealment_add:
 * @kind: the things that can stand anywhere, a void, a false wall
 * @centre: where, container coordinates, mm; the false wall stands where x says
 * @size: extents, mm; what is built fits within
 *
 * Hides something of ordinary make at a given place of the load, which makes place.
 *
 * Returns: the index of the scene's new object
 */
int
bsr_concealment_add (BsrSceneModel *model, BsrConcealmentKind kind, const double centre[3],
                     const double size[3], BsrRandom *random);

/* Kinds that bsr_concealment_hide() does not draw. */
#define BSR_CONCEALMENT_METAL_GOODS "metal-goods"

/**
 * bsr_concealment_add_metal_goods:
 * @split: of the metal's commodity
 *
 * Stows a consignment of metal (see bsr_commodity_is_metal()) of at least 300 kg as it usually
 * travels, but on the floor under the load or before the front wall behind it; the load makes
 * place, and what the container may carry is kept.
 *
 * Returns: the index of the scene's new object, a "metal-goods"; -1 when none finds room
 */
int
bsr_concealment_add_metal_goods (BsrSceneModel *model, BsrSplit split, BsrRandom *random);

/**
 * bsr_concealment_add_litre:
 *
 * Lays one thing of 0.8 to 1.25 litres on the floor of an empty scene or at one of its walls: a
 * bottle of water, a bag of powder, a can of oil, a part of aluminium, a box of steel tools.
 *
 * Returns: the index of the scene's new object, of a kind "litre-..."
 */
int
bsr_concealment_add_litre (BsrSceneModel *model, BsrRandom *random);

G_END_DECLS

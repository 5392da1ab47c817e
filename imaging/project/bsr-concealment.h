#pragma once

#include "bsr-random.h"
#include "bsr-scene-model.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_CONCEALMENT_BRICKS,     /* pressed 1 kg bricks of an organic powder: "organic-block" */
  BSR_CONCEALMENT_SHIELD,     /* a box of lead with something in it: "dense-shield" */
  BSR_CONCEALMENT_HANDGUNS,   /* pistols among the goods: "handguns" */
  BSR_CONCEALMENT_FALSE_WALL, /* plywood and sheet before the front wall, goods behind: "false-wall"
                               */
  BSR_CONCEALMENT_VOID,       /* goods taken out and the hole closed: "void" */
} BsrConcealmentKind;

/* The object's kind as truth files name it. */
const char *
bsr_concealment_name (BsrConcealmentKind kind);

/**
 * bsr_concealment_add:
 * @centre: where, container coordinates, mm; the false wall stands where x says
 * @size: extents, mm; what is built fits within
 *
 * Hides something in the scene; load that stood there makes place.
 *
 * Returns: the index of the scene's new object
 */
int
bsr_concealment_add (BsrSceneModel *model, BsrConcealmentKind kind, const double centre[3],
                     const double size[3], BsrRandom *random);

G_END_DECLS

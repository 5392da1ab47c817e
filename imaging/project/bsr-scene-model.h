#pragma once

#include "bsr-solid.h"
#include "bsr-zone.h"

G_BEGIN_DECLS

/**
 * BsrSceneModel:
 *
 * What stands in the beam: solids in container coordinates (see bsr-solid.h). Written by one
 * thread while it is put together; read only from then on.
 */
typedef struct _BsrSceneModel BsrSceneModel;

/* A container's outside and the room for the load within, mm. */
typedef struct
{
  double length, height, width;
  double inner_x0, inner_x1; /* front wall's and doors' inside */
  double inner_y0, inner_y1; /* roof's inside and the top of the floor */
  double inner_z0, inner_z1; /* the side walls' insides */
} BsrSceneRoom;

/* One concealment: what the truth of a simulated scan lists. */
typedef struct
{
  const char *kind; /* static: see bsr-concealment.h */
  const char *zone; /* static: "load", "front-wall", "floor", ... */
  /* Solids that came with it, what made place for it among them; equal where unstated. */
  int first_solid, end_solid;
} BsrSceneObject;

/* A hollow of the structure, or a part of it that is easily made hollow: where things can be
 * hidden.
 */
typedef struct
{
  BsrZone zone;
  double low[3], high[3];
  const BsrMaterial *filling; /* what fills it and must be taken out first; %NULL: nothing */
  double filling_g_cm3;
} BsrSceneCavity;

/* An empty scene with @room to be filled. */
BsrSceneModel *
bsr_scene_model_new (const BsrSceneRoom *room);
void
bsr_scene_model_free (BsrSceneModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrSceneModel, bsr_scene_model_free)

const BsrSceneRoom *
bsr_scene_model_room (const BsrSceneModel *model);

/* The containers of the scene, from left to right: one, or those that were joined. @room: (out): as
 * that of a container alone. Returns: where its front wall stands in the scene, mm. */
int
bsr_scene_model_n_containers (const BsrSceneModel *model);
double
bsr_scene_model_container (const BsrSceneModel *model, int index, BsrSceneRoom *room);

/**
 * bsr_scene_model_join:
 * @gap_mm: between the doors of @first and the front wall of @second
 *
 * Sets two scenes one behind the other with their undersides level. Their vehicles are left out:
 * both now stand on one, which is the caller's to add. The objects of @second follow those of
 * @first. The room spans both.
 *
 * Returns: (transfer full): a scene of its own
 */
BsrSceneModel *
bsr_scene_model_join (const BsrSceneModel *first, const BsrSceneModel *second, double gap_mm);

/* Solids that share a material may take from each other by negative density. Solids without
 * extent are left out. */
void
bsr_scene_model_add (BsrSceneModel *model, const BsrSolid *solid);
int
bsr_scene_model_n_solids (const BsrSceneModel *model);
const BsrSolid *
bsr_scene_model_solid (const BsrSceneModel *model, int index);

/* Index of a new object, for BsrSolid.object. */
int
bsr_scene_model_add_object (BsrSceneModel *model, const char *kind, const char *zone);
int
bsr_scene_model_n_objects (const BsrSceneModel *model);
const BsrSceneObject *
bsr_scene_model_object (const BsrSceneModel *model, int index);

/* Forgets solids and objects from index @n_solids and @n_objects on: undoes what was added last. */
void
bsr_scene_model_restore (BsrSceneModel *model, int n_solids, int n_objects);

void
bsr_scene_model_add_cavity (BsrSceneModel *model, const BsrSceneCavity *cavity);
int
bsr_scene_model_n_cavities (const BsrSceneModel *model);
const BsrSceneCavity *
bsr_scene_model_cavity (const BsrSceneModel *model, int index);

/* States that the solids from @first_solid on came with object @index. */
void
bsr_scene_model_claim (BsrSceneModel *model, int index, int first_solid);
/* (transfer full): the scene as it would be without object @index: without its solids and all that
 * came with it, so that the load that made place for it stands there again. */
BsrSceneModel *
bsr_scene_model_without (const BsrSceneModel *model, int index);

/* The untilted box of load whose centre is nearest to @point; %NULL when there is none. */
const BsrSolid *
bsr_scene_model_nearest_load (const BsrSceneModel *model, const double point[3]);

/**
 * bsr_scene_model_clear:
 * @low, @high: corners of a box, mm
 *
 * Makes place within the load: what untilted boxes have in the box is cut out of them exactly.
 * Other shapes go as a whole when their centre lies within and the box is nearly as large; out of
 * larger ones (a big bag, a coil) the box is cut as out of a box of their volume.
 *
 * Returns: kg taken away
 */
double
bsr_scene_model_clear (BsrSceneModel *model, const double low[3], const double high[3]);

/* As bsr_scene_model_clear() for object @object, which then is the place that is missing. */
double
bsr_scene_model_hollow (BsrSceneModel *model, const double low[3], const double high[3],
                        int object);

/* kg of all solids of @role. */
double
bsr_scene_model_mass (const BsrSceneModel *model, BsrSolidRole role);
/* kg of goods: load and concealed. */
double
bsr_scene_model_load_mass (const BsrSceneModel *model);
/* kg of goods whose centre lies between @x0 and @x1, mm: of one of two containers. */
double
bsr_scene_model_load_mass_between (const BsrSceneModel *model, double x0, double x1);
/* kg of object @index: negative where something is missing. */
double
bsr_scene_model_object_mass (const BsrSceneModel *model, int index);

G_END_DECLS

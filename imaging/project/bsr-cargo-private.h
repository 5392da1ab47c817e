#pragma once

#include "bsr-cargo.h"

G_BEGIN_DECLS

/* One way of stacking for each group of kinds; all as bsr_cargo_load(). */
int
bsr_cargo_load_pallets (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random);
int
bsr_cargo_load_sacks (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random);
int
bsr_cargo_load_big_bags (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random);
int
bsr_cargo_load_bales (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random);
int
bsr_cargo_load_drums (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random);
int
bsr_cargo_load_coils (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random);
int
bsr_cargo_load_machinery (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random);

/* A body of goods between two corners: the plan's material, its density times @share. */
BsrSolid
bsr_cargo_body (const BsrCargoPlan *plan, BsrSolidShape shape, double share, double x0, double x1,
                double y0, double y1, double z0, double z1);

/* Adds a box of a packing material at its own density. */
void
bsr_cargo_add_packing (BsrSceneModel *model, const char *material, double x0, double x1, double y0,
                       double y1, double z0, double z1);

/* Adds a cylinder with a bore of @inner of its radius (0: none). */
void
bsr_cargo_add_ring (BsrSceneModel *model, BsrSolid outer, double inner);

/* Adds a wooden pallet with its top @PALLET_HEIGHT above @floor_y. */
#define BSR_CARGO_PALLET_HEIGHT 144.0
void
bsr_cargo_add_pallet (BsrSceneModel *model, double x0, double x1, double floor_y, double z0,
                      double z1);

/* TRUE once the plan's number of packages is reached. */
gboolean
bsr_cargo_is_complete (const BsrCargoPlan *plan, int n_packages);

G_END_DECLS

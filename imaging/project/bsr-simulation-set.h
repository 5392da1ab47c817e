#pragma once

#include "bsr-commodity.h"
#include "bsr-container-model.h"
#include "bsr-simulator.h"

G_BEGIN_DECLS

/* Sets of simulated scans for fitting and measuring detectors. */
typedef enum
{
  BSR_SIMULATION_SET_TRAINING,   /* commodities and scanners of the training split */
  BSR_SIMULATION_SET_VALIDATION, /* of the validation split */
  BSR_SIMULATION_SET_TEST,       /* of the test split, dual energy */
  BSR_SIMULATION_SET_SINGLE,     /* of the test split, single energy and gamma */
  BSR_SIMULATION_SET_CLEAN,      /* of the test split, nothing hidden */
  BSR_SIMULATION_SET_DENSE,      /* of the test split, dense shields or nothing hidden */
  BSR_SIMULATION_SET_QUICK,      /* coarse scans for tests of programs */
  BSR_SIMULATION_SET_PAIR,       /* of the test split, two 20 feet containers on one trailer */
  BSR_SIMULATION_SET_RICH,       /* of the training split, two to four things hidden in each */
  BSR_SIMULATION_SET_MANIFEST,   /* of the test split, false declarations of every kind */
  BSR_SIMULATION_SET_MANIFEST_TRAINING,   /* the same of the training split */
  BSR_SIMULATION_SET_MANIFEST_VALIDATION, /* the same of the validation split */
  BSR_SIMULATION_SET_LIBRARY,    /* each of all goods alone in turn, every scanner, all honest */
  BSR_SIMULATION_SET_LITRE,      /* of the test split, empty or with one thing of about a litre */
  BSR_N_SIMULATION_SETS,
} BsrSimulationSet;

/* Static: "training", "test-single", ... */
const char *
bsr_simulation_set_name (BsrSimulationSet set);
/* %BSR_N_SIMULATION_SETS when there is no set @name. */
BsrSimulationSet
bsr_simulation_set_by_name (const char *name);
/* Of the goods and the scanners; the library set has those of every one. */
BsrSplit
bsr_simulation_set_split (BsrSimulationSet set);

/* What is false in a declaration. */
typedef enum
{
  BSR_LIE_NONE,
  BSR_LIE_MASS,      /* a third or more off; of a manifest set: 12 to 60 % */
  BSR_LIE_COMMODITY, /* another kind of goods */
  BSR_LIE_EMPTY,     /* declared empty, loaded */
  BSR_LIE_EXTRA,     /* one of the loads is left out */
  BSR_LIE_PACKAGES,  /* their number is a third or more off */
  BSR_LIE_CONTAINER, /* another container than the gate reads */
  BSR_LIE_ABSENT,    /* declared loaded, empty */
  BSR_LIE_METAL,     /* metal goods under or behind the declared ones; the mass is true */
  BSR_LIE_LITRE,     /* declared empty, with one thing of about a litre in it */
  BSR_N_LIES,
} BsrLie;

/* Static: "mass", "undeclared-extra", ...; %NULL for none. */
const char *
bsr_lie_name (BsrLie lie);

/* What an honest declaration leaves open. */
typedef enum
{
  BSR_VAGUE_NOWHERE,
  BSR_VAGUE_CHAPTER,  /* codes have two digits */
  BSR_VAGUE_HEADING,  /* codes have four digits */
  BSR_VAGUE_PACKAGES, /* packages are not counted */
  BSR_VAGUE_MASSES,   /* the gross mass alone is stated */
  BSR_N_VAGUENESSES,
} BsrVagueness;

/* Static: "chapter", ...; %NULL for nothing. */
const char *
bsr_vagueness_name (BsrVagueness vague);

#define BSR_SIMULATED_MAX_LOADS 6
/* Serial numbers have six digits. */
#define BSR_SIMULATED_MAX_SERIAL 999999

/* One commodity where it was stowed. */
typedef struct
{
  const BsrCommodity *commodity;
  double from_mm, to_mm; /* along the container from the front wall's inside */
  double mass_kg;        /* packing included, before anything was hidden in it */
  int packages;
} BsrSimulatedLoad;

/* One declared line. */
typedef struct
{
  const BsrCommodity *commodity;
  int packages;
  double gross_kg;
} BsrSimulatedItem;

/**
 * BsrSimulatedCase:
 *
 * How one scan of a set was drawn and what is declared of it. A plain value; all in it follows
 * from set, seed and index.
 */
typedef struct
{
  BsrSimulationSet set;
  guint64 seed;
  int index;

  int scanner; /* see bsr_scanner_preset() */
  BsrContainerSize size;
  int n_loads;
  BsrSimulatedLoad loads[BSR_SIMULATED_MAX_LOADS];
  double load_kg; /* of all that is in the container, what is hidden too */

  BsrLie lie;
  BsrVagueness vague;
  int serial, read_serial; /* of the container number as declared and as the gate reads it */
  gboolean declared_empty;
  int n_items;
  BsrSimulatedItem items[BSR_SIMULATED_MAX_LOADS];
  double tare_kg, gross_kg; /* as declared */
} BsrSimulatedCase;

/**
 * bsr_simulation_set_scene:
 * @index: of the scan, 0 or more
 * @drawn: (out)
 * @scanner: (out)
 *
 * Draws one scene of a set: always the same for the same set, seed and index, whatever else is
 * drawn. About half hold one to three concealments, of kinds and zones as even as they fit and of
 * strengths from 0 to 1; the rich set, for learning what things look like, hides more in each scan,
 * half of it in the load, and leaves out the weakest; a third are declared falsely. The manifest
 * sets hide nothing but what a lie needs: half are declared falsely, each kind as often, and of the
 * honest half some are vague. The library set has goods i % n of bsr_commodity_at() in scan i. An
 * honest declaration states all that the container weighs, what is hidden too, within 2 %: its
 * gross mass was verified on scales.
 *
 * Returns: (transfer full)
 */
BsrSceneModel *
bsr_simulation_set_scene (BsrSimulationSet set, guint64 seed, int index, BsrSimulatedCase *drawn,
                          BsrScanner *scanner);

/* The split whose figures a scan belongs to: that of its goods where the set has those of every one.
 */
BsrSplit
bsr_simulated_case_split (const BsrSimulatedCase *drawn);

/* bsr_simulation_set_scene() with its scan. Blocks for seconds. Returns: (transfer full): as bsr_simulator_run() */
BsrSimulation *
bsr_simulation_set_make (BsrSimulationSet set, guint64 seed, int index, int n_threads,
                         BsrSimulatedCase *drawn, GCancellable *cancellable, GError **error);

G_END_DECLS

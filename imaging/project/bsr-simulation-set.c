#include "bsr-simulation-set-private.h"

#include <string.h>

#include "bsr-concealment.h"

/* Streams of a scan's own seed: what one draws more does not change what another draws. */
enum
{
  STREAM_PLAN = 1,
  STREAM_CONTAINER,
  STREAM_LOAD,
  STREAM_HIDE,
  STREAM_DECLARE,
  STREAM_NOISE,
  STREAM_SCANNER,
  STREAM_STOW,
};

/* Streams of one kind, a set each. */
#define STREAM_ROOM 256

/* Shares of the scans. */
#define EMPTY 0.06
#define HIDING 0.5
#define DUAL 0.75
#define PART_LOAD 0.25
/* Of two and of three concealments among the scans that hold any, of loads among those loaded. */
#define TWO_HIDDEN 0.15
#define THREE_HIDDEN 0.05
#define TWO_LOADS 0.25
#define THREE_LOADS 0.1
/* Pairs of kind and zone that are tried before a scene counts as one without a place. */
#define HIDE_TRIES 24
/* Of the rich set: least strength, share that is hidden in the load, most things in a scan. */
#define RICH_STRENGTH 0.3
#define RICH_IN_LOAD 0.5
#define RICH_MOST 4
/* Between two loads, mm. */
#define LOAD_GAP 60.0
/* A load takes at least that much of the length, mm. */
#define LEAST_LENGTH 900.0
/* Between two boxes that stand where one of 40 feet would, mm: ISO 668:2020, annex A. */
#define PAIR_GAP 76.0
/* Of the honest declarations of the manifest sets: of containers without goods. */
#define HONEST_EMPTY 0.1
/* Scenes that are drawn until one has room for the lie that is to be told of it. */
#define LIE_TRIES 16
/* Of the litre set: containers with something in them. */
#define LITRE 0.5
/* Pixels of the quick set are that much larger each way. */
#define QUICK_COARSENING 4.0

typedef struct
{
  const char *name;
  BsrSplit split;
  double dual;    /* share of scans with two energies */
  double hiding;  /* share of scans with concealments */
  gboolean only_shields, is_coarse, is_pair, is_rich;
  gboolean is_manifest; /* half of the declarations are false, of every kind */
  gboolean is_library;  /* goods one after the other, honestly declared */
  gboolean is_litre;    /* empty, or with a single small thing */
} SetFacts;

static const SetFacts sets[] = {
  [BSR_SIMULATION_SET_TRAINING] = { "training", BSR_SPLIT_TRAINING, DUAL, HIDING },
  [BSR_SIMULATION_SET_VALIDATION] = { "validation", BSR_SPLIT_VALIDATION, DUAL, HIDING },
  [BSR_SIMULATION_SET_TEST] = { "test", BSR_SPLIT_TEST, 1.0, HIDING },
  [BSR_SIMULATION_SET_SINGLE] = { "test-single", BSR_SPLIT_TEST, 0.0, HIDING },
  [BSR_SIMULATION_SET_CLEAN] = { "clean", BSR_SPLIT_TEST, 1.0, 0.0 },
  [BSR_SIMULATION_SET_DENSE]
  = { "dense", BSR_SPLIT_TEST, 1.0, HIDING, .only_shields = TRUE },
  [BSR_SIMULATION_SET_QUICK]
  = { "quick", BSR_SPLIT_TRAINING, DUAL, HIDING, .is_coarse = TRUE },
  [BSR_SIMULATION_SET_PAIR] = { "pair", BSR_SPLIT_TEST, 1.0, HIDING, .is_pair = TRUE },
  [BSR_SIMULATION_SET_RICH]
  = { "rich", BSR_SPLIT_TRAINING, DUAL, 1.0, .is_rich = TRUE },
  [BSR_SIMULATION_SET_MANIFEST]
  = { "manifest", BSR_SPLIT_TEST, DUAL, 0.0, .is_manifest = TRUE },
  [BSR_SIMULATION_SET_MANIFEST_TRAINING]
  = { "manifest-training", BSR_SPLIT_TRAINING, DUAL, 0.0, .is_manifest = TRUE },
  [BSR_SIMULATION_SET_MANIFEST_VALIDATION]
  = { "manifest-validation", BSR_SPLIT_VALIDATION, DUAL, 0.0, .is_manifest = TRUE },
  [BSR_SIMULATION_SET_LIBRARY]
  = { "library", BSR_SPLIT_TRAINING, DUAL, 0.0, .is_library = TRUE },
  [BSR_SIMULATION_SET_LITRE] = { "litre", BSR_SPLIT_TEST, DUAL, 0.0, .is_litre = TRUE },
};

const char *
bsr_simulation_set_name (BsrSimulationSet set)
{
  g_return_val_if_fail (set < BSR_N_SIMULATION_SETS, NULL);
  return sets[set].name;
}

BsrSimulationSet
bsr_simulation_set_by_name (const char *name)
{
  g_return_val_if_fail (name != NULL, BSR_N_SIMULATION_SETS);
  int set = 0;
  while (set < BSR_N_SIMULATION_SETS && strcmp (sets[set].name, name) != 0)
    set++;
  return set;
}

BsrSplit
bsr_simulation_set_split (BsrSimulationSet set)
{
  g_return_val_if_fail (set < BSR_N_SIMULATION_SETS, BSR_SPLIT_TRAINING);
  return sets[set].split;
}

gboolean
bsr_simulation_set_is_manifest (BsrSimulationSet set)
{
  g_return_val_if_fail (set < BSR_N_SIMULATION_SETS, FALSE);
  return sets[set].is_manifest;
}

BsrSplit
bsr_simulated_case_split (const BsrSimulatedCase *drawn)
{
  g_return_val_if_fail (drawn != NULL, BSR_SPLIT_TRAINING);
  return sets[drawn->set].is_library && drawn->n_loads > 0 ? drawn->loads[0].commodity->split
                                                           : sets[drawn->set].split;
}

static BsrRandom
stream_of (const BsrSimulatedCase *drawn, guint64 stream)
{
  BsrRandom random
      = bsr_random_stream (drawn->seed, stream * STREAM_ROOM + drawn->set, drawn->index);
  return random;
}

static int
draw_scanner (const SetFacts *facts, BsrRandom *random)
{
  gboolean dual = bsr_random_uniform (random) < facts->dual;
  int fitting[64], n = 0;
  for (int i = 0; i < bsr_scanner_count () && n < (int)G_N_ELEMENTS (fitting); i++)
    if ((facts->is_library || bsr_scanner_split (i) == facts->split)
        && (bsr_scanner_preset (i).n_planes > 1) == dual)
      fitting[n++] = i;
  g_assert (n > 0);
  return fitting[bsr_random_index (random, n)];
}

/* Two and three as often as the shares say. */
static int
draw_number (double two, double three, BsrRandom *random)
{
  double share = bsr_random_uniform (random);
  return share < three ? 3 : share < three + two ? 2 : 1;
}

typedef struct
{
  BsrContainerSize size;
  double share;
} SizeShare;

/* Dry boxes of 20 feet are the commonest, and the cheapest to simulate. */
static const SizeShare size_shares[] = {
  { BSR_CONTAINER_20, 0.42 },
  { BSR_CONTAINER_40, 0.12 },
  { BSR_CONTAINER_40_HIGH, 0.22 },
  { BSR_CONTAINER_45_HIGH, 0.04 },
  { BSR_CONTAINER_20_REEFER, 0.08 },
  { BSR_CONTAINER_40_HIGH_REEFER, 0.06 },
  { BSR_CONTAINER_20_OPEN_TOP, 0.06 },
};

static BsrContainerSize
draw_size (const SetFacts *facts, BsrRandom *random)
{
  double share = bsr_random_uniform (random);
  if (facts->is_pair || facts->is_coarse)
    return BSR_CONTAINER_20;
  for (gsize i = 0; i < G_N_ELEMENTS (size_shares); i++)
    {
      share -= size_shares[i].share;
      if (share < 0.0)
        return size_shares[i].size;
    }
  return BSR_CONTAINER_20;
}

static gboolean
is_loaded (const BsrSimulatedCase *drawn, const BsrCommodity *commodity)
{
  for (int i = 0; i < drawn->n_loads; i++)
    if (drawn->loads[i].commodity == commodity)
      return TRUE;
  return FALSE;
}

/* Headings of what travels cooled: fish and molluscs, citrus, tomatoes. */
static const char *const cooled_headings[] = { "0303", "0307", "0805", "0702" };

static gboolean
is_cooled (const BsrCommodity *commodity)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cooled_headings); i++)
    if (g_str_has_prefix (commodity->hs, cooled_headings[i]))
      return TRUE;
  return FALSE;
}

/* Whether the lie of a manifest set can be told of @commodity. */
static gboolean
suits_lie (const BsrSimulatedCase *drawn, const BsrCommodity *commodity)
{
  if (!sets[drawn->set].is_manifest)
    return TRUE;
  if (drawn->lie == BSR_LIE_METAL)
    return bsr_commodity_is_organic (commodity);
  return drawn->lie != BSR_LIE_PACKAGES || commodity->stowage != BSR_STOWAGE_BULK;
}

/* A commodity of the set's split for such a container that is not loaded yet; each is as likely.
 * %NULL when there is no more. */
static const BsrCommodity *
draw_commodity (const BsrSimulatedCase *drawn, BsrRandom *random)
{
  BsrSplit split = bsr_simulation_set_split (drawn->set);
  const BsrCommodity *chosen = NULL;
  int n = 0;
  for (int i = 0; i < bsr_commodity_count (); i++)
    {
      const BsrCommodity *commodity = bsr_commodity_at (i);
      if (commodity->split == split && !is_loaded (drawn, commodity)
          && is_cooled (commodity) == bsr_container_is_refrigerated (drawn->size)
          && suits_lie (drawn, commodity) && bsr_random_index (random, ++n) == 0)
        chosen = commodity;
    }
  return chosen;
}

/* The goods of the library set's scan: one after the other. */
static const BsrCommodity *
library_commodity (const BsrSimulatedCase *drawn)
{
  return bsr_commodity_at (drawn->index % bsr_commodity_count ());
}

/* Puts @n loads one behind the other. */
static void
fill (BsrSceneModel *model, BsrSimulatedCase *drawn, int n, BsrRandom *random)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double length = room->inner_x1 - room->inner_x0, end = length;
  if (bsr_random_uniform (random) < PART_LOAD)
    end *= bsr_random_between (random, 0.25, 0.9);
  double from = 0.0;
  for (int i = 0; i < n; i++)
    {
      double rest = (end - from) / (n - i);
      double to = i == n - 1 ? end : from + rest * bsr_random_between (random, 0.6, 1.4);
      const BsrCommodity *commodity = sets[drawn->set].is_library
                                          ? library_commodity (drawn)
                                          : draw_commodity (drawn, random);
      double before = bsr_scene_model_mass (model, BSR_ROLE_LOAD);
      int packages = commodity == NULL || to - from < LEAST_LENGTH
                         ? 0
                         : bsr_commodity_load (commodity, model, from, to, random);
      if (packages > 0)
        drawn->loads[drawn->n_loads++] = (BsrSimulatedLoad){
          commodity, from, to, bsr_scene_model_mass (model, BSR_ROLE_LOAD) - before, packages
        };
      from = to + LOAD_GAP;
    }
}

/* One of the zones that suit @kind, as likely each; -1 when there is none. */
static int
draw_zone (BsrConcealmentKind kind, gboolean in_load, BsrRandom *random)
{
  int fitting[BSR_N_ZONES], n = 0;
  for (int zone = 0; zone < BSR_N_ZONES; zone++)
    if (bsr_concealment_fits (kind, zone) && (!in_load || zone == BSR_ZONE_LOAD))
      fitting[n++] = zone;
  return n > 0 ? fitting[bsr_random_index (random, n)] : -1;
}

/* Hides one thing; kinds first, then one of the zones that suit the kind, are as likely each. */
static void
hide_one (BsrSceneModel *model, const SetFacts *facts, BsrRandom *random)
{
  double strength = bsr_random_uniform (random);
  gboolean in_load = facts->is_rich && bsr_random_uniform (random) < RICH_IN_LOAD;
  if (facts->is_rich)
    strength = RICH_STRENGTH + (1.0 - RICH_STRENGTH) * strength;
  for (int i = 0; i < HIDE_TRIES; i++)
    {
      BsrConcealmentKind kind = facts->only_shields
                                    ? BSR_CONCEALMENT_SHIELD
                                    : (BsrConcealmentKind)bsr_random_index (
                                          random, BSR_N_CONCEALMENTS);
      int zone = draw_zone (kind, in_load, random);
      if (zone >= 0 && bsr_concealment_hide (model, kind, (BsrZone)zone, strength, random) >= 0)
        return;
    }
}

/* Hides in any of @n_models containers. */
static void
hide (BsrSceneModel *const *models, int n_models, const SetFacts *facts,
      const BsrSimulatedCase *drawn)
{
  BsrRandom random = stream_of (drawn, STREAM_HIDE);
  gboolean any = bsr_random_uniform (&random) < facts->hiding;
  int n = any ? draw_number (TWO_HIDDEN, THREE_HIDDEN, &random) : 0;
  if (facts->is_rich)
    n = 2 + bsr_random_index (&random, RICH_MOST - 1);
  for (int i = 0; i < n; i++)
    hide_one (models[n_models > 1 ? bsr_random_index (&random, n_models) : 0], facts, &random);
}

/* Sets the second container behind the first; its loads from @n_first on move with it. */
static BsrSceneModel *
join (BsrSceneModel *const *models, BsrSimulatedCase *drawn, int n_first)
{
  BsrSceneModel *pair = bsr_container_pair_new (models[0], models[1], PAIR_GAP);
  BsrSceneRoom room;
  double start = bsr_scene_model_container (pair, 1, &room);
  for (int i = n_first; i < drawn->n_loads; i++)
    {
      drawn->loads[i].from_mm += start;
      drawn->loads[i].to_mm += start;
    }
  return pair;
}

/* What the streams of a scene have come to. */
typedef struct
{
  BsrRandom container, load, stow, declare;
} Streams;

/* Sets into the scene what the lie needs besides the loads; a lie that finds no place is none. */
static void
carry_out_lie (BsrSceneModel *model, BsrSimulatedCase *drawn, int n_solids, BsrRandom *random)
{
  BsrSplit split = bsr_simulation_set_split (drawn->set);
  if (drawn->lie == BSR_LIE_ABSENT) /* the loads are declared alone */
    bsr_scene_model_restore (model, n_solids, 0);
  else if ((drawn->lie == BSR_LIE_METAL
            && bsr_concealment_add_metal_goods (model, split, random) < 0)
           || (drawn->lie == BSR_LIE_LITRE && bsr_concealment_add_litre (model, random) < 0))
    drawn->lie = BSR_LIE_NONE;
}

/* The container of @drawn, or its two, with @n_loads in each. */
static BsrSceneModel *
build (const SetFacts *facts, BsrSimulatedCase *drawn, int n_loads, Streams *streams)
{
  BsrSceneModel *models[2] = { NULL };
  int n = facts->is_pair ? 2 : 1, n_first = 0;
  drawn->n_loads = 0;
  drawn->tare_kg = 0.0;
  for (int i = 0; i < n; i++)
    {
      n_first = drawn->n_loads;
      models[i] = bsr_container_model_new (drawn->size, &streams->container);
      int n_solids = bsr_scene_model_n_solids (models[i]);
      drawn->tare_kg += bsr_container_tare_kg (drawn->size);
      fill (models[i], drawn, n_loads, &streams->load);
      carry_out_lie (models[i], drawn, n_solids, &streams->stow);
    }
  hide (models, n, facts, drawn);
  if (n == 1)
    return models[0];
  BsrSceneModel *pair = join (models, drawn, n_first);
  for (int i = 0; i < n; i++)
    bsr_scene_model_free (models[i]);
  return pair;
}

/* Scenes, until the declaration can be what it is to be. */
static BsrSceneModel *
build_until_told (const SetFacts *facts, BsrSimulatedCase *drawn, int n_loads)
{
  Streams streams = { stream_of (drawn, STREAM_CONTAINER), stream_of (drawn, STREAM_LOAD),
                      stream_of (drawn, STREAM_STOW), stream_of (drawn, STREAM_DECLARE) };
  BsrLie lie = drawn->lie;
  BsrVagueness vague = drawn->vague;
  gboolean insists = facts->is_manifest || facts->is_library;
  BsrSceneModel *model = NULL;
  for (int i = 0; i == 0 || (insists && i < LIE_TRIES); i++)
    {
      g_clear_pointer (&model, bsr_scene_model_free);
      drawn->lie = lie;
      drawn->vague = vague;
      model = build (facts, drawn, n_loads, &streams);
      drawn->load_kg = bsr_scene_model_load_mass (model);
      gboolean is_loaded = drawn->n_loads > 0;
      bsr_simulation_declaration_fill (drawn, &streams.declare);
      if (drawn->lie == lie && is_loaded == (n_loads > 0))
        break;
    }
  return model;
}

static BsrScanner
scanner_of (const SetFacts *facts, int index, BsrRandom *random)
{
  BsrScanner scanner = bsr_scanner_preset (index);
  if (facts->is_rich)
    bsr_simulation_scanner_vary (&scanner, random);
  if (facts->is_coarse)
    {
      scanner.pitch_x_mm *= QUICK_COARSENING;
      scanner.pitch_y_mm *= QUICK_COARSENING;
      scanner.n_dead = 0;
    }
  return scanner;
}

/* Half are honest, and of those some are vague; every kind of lie is as likely. */
static int
plan_manifest (const SetFacts *facts, BsrSimulatedCase *drawn, BsrRandom *random)
{
  drawn->lie = bsr_simulation_declaration_draw_any_lie (random);
  /* Few goods travel cooled: no split has two that would share a container. */
  do
    drawn->size = draw_size (facts, random);
  while (drawn->lie == BSR_LIE_EXTRA && bsr_container_is_refrigerated (drawn->size));
  gboolean empty = bsr_random_uniform (random) < HONEST_EMPTY;
  drawn->vague = bsr_simulation_declaration_draw_vagueness (random);
  int n_loads = drawn->lie == BSR_LIE_METAL ? 1 : draw_number (TWO_LOADS, THREE_LOADS, random);
  if (drawn->lie == BSR_LIE_NONE && empty)
    return 0;
  return MAX (n_loads, bsr_simulation_declaration_least_loads (drawn->lie));
}

/* Open tops are for what a crane lifts or drops in. */
static gboolean
is_container_for (BsrContainerSize size, const BsrCommodity *commodity)
{
  gboolean lifted = commodity->stowage == BSR_STOWAGE_ROLLS || commodity->stowage == BSR_STOWAGE_LONG
                    || commodity->stowage == BSR_STOWAGE_SINGLE
                    || commodity->package == BSR_PACKAGE_SCRAP;
  return is_cooled (commodity) == bsr_container_is_refrigerated (size)
         && (size != BSR_CONTAINER_20_OPEN_TOP || lifted);
}

/* How many loads @drawn has in each container; fills in its size and its lie. */
static int
plan_scene (const SetFacts *facts, BsrSimulatedCase *drawn, BsrRandom *random)
{
  if (facts->is_manifest)
    return plan_manifest (facts, drawn, random);
  drawn->size = draw_size (facts, random);
  if (facts->is_litre)
    {
      drawn->lie = bsr_random_uniform (random) < LITRE ? BSR_LIE_LITRE : BSR_LIE_NONE;
      return 0;
    }
  if (facts->is_library)
    {
      while (!is_container_for (drawn->size, library_commodity (drawn)))
        drawn->size = draw_size (facts, random);
      return 1;
    }
  drawn->lie = bsr_simulation_declaration_draw_lie (random);
  gboolean empty = bsr_random_uniform (random) < EMPTY;
  int n_loads = MAX (draw_number (TWO_LOADS, THREE_LOADS, random),
                     bsr_simulation_declaration_least_loads (drawn->lie));
  return empty ? 0 : n_loads;
}

BsrSceneModel *
bsr_simulation_set_scene (BsrSimulationSet set, guint64 seed, int index, BsrSimulatedCase *drawn,
                          BsrScanner *scanner)
{
  g_return_val_if_fail (set < BSR_N_SIMULATION_SETS && index >= 0, NULL);
  g_return_val_if_fail (drawn != NULL && scanner != NULL, NULL);
  const SetFacts *facts = &sets[set];
  *drawn = (BsrSimulatedCase){ .set = set, .seed = seed, .index = index };
  BsrRandom plan = stream_of (drawn, STREAM_PLAN);

  drawn->scanner = draw_scanner (facts, &plan);
  BsrRandom varied = stream_of (drawn, STREAM_SCANNER);
  *scanner = scanner_of (facts, drawn->scanner, &varied);
  return build_until_told (facts, drawn, plan_scene (facts, drawn, &plan));
}

BsrSimulation *
bsr_simulation_set_make (BsrSimulationSet set, guint64 seed, int index, int n_threads,
                         BsrSimulatedCase *drawn, GCancellable *cancellable, GError **error)
{
  BsrScanner scanner;
  g_autoptr (BsrSceneModel) model = bsr_simulation_set_scene (set, seed, index, drawn, &scanner);
  g_return_val_if_fail (model != NULL, NULL);
  BsrRandom noise = stream_of (drawn, STREAM_NOISE);
  return bsr_simulator_run (model, &scanner, bsr_random_next (&noise), n_threads, cancellable,
                            error);
}

#pragma once

#include "bsr-cargo.h"
#include "bsr-simulator.h"

G_BEGIN_DECLS

#define BSR_DEMONSTRATION_MAX_ITEMS 4
#define BSR_DEMONSTRATION_MAX_REASONS 4

/* One declared line. Strings are static. */
typedef struct
{
  const char *hs, *description;
  int packages;
  const char *package_type; /* UN/ECE Recommendation 21 */
  double gross_kg;
  const char *origin; /* ISO 3166 alpha-2; ZZ is assigned to no country */
} BsrDemonstrationItem;

/**
 * BsrDemonstrationCase:
 *
 * What a scan file and a case file of one scan of the demonstration set say, as plain values
 * named after the exchange contract's members; the scan's own numbers are in the simulation's
 * acquisition. All strings are static, %NULL where unstated. Traders, vessels and ports are
 * invented.
 */
typedef struct
{
  const char *name;   /* of the files */
  const char *title;  /* what it shows, for people */
  gboolean principal; /* the one to show first */

  const char *case_id, *container, *size_type;
  const char *flag_source, *flag_reasons[BSR_DEMONSTRATION_MAX_REASONS + 1], *priority;
  double risk;
  const char *raised, *cut_off; /* ISO 8601 */
  const char *bill_of_lading, *vessel, *voyage, *port_of_lading, *port_of_discharge;
  const char *shipper, *consignee, *seal;
  double tare_kg, gross_kg;
  gboolean empty; /* declared empty */
  int n_items;
  BsrDemonstrationItem items[BSR_DEMONSTRATION_MAX_ITEMS];

  const char *acquired, *site, *scanner;

  gboolean honest;     /* the declaration is true */
  const char *lie;     /* %NULL when honest: "mass", "empty", "concealment" */
  double true_load_kg; /* of all that is in the container */
} BsrDemonstrationCase;

int
bsr_demonstration_count (void);

/**
 * bsr_demonstration_make:
 * @index: 0...bsr_demonstration_count() - 1
 * @described: (out)
 *
 * Makes one scan of the fixed set: always the same. Honest declarations agree with the masses
 * simulated. Blocks for seconds. Returns: (transfer full): as bsr_simulator_run()
 */
BsrSimulation *
bsr_demonstration_make (int index, int n_threads, BsrDemonstrationCase *described,
                        GCancellable *cancellable, GError **error);

/* The same without the scan: the scene and what is said of it. (transfer full) */
BsrSceneModel *
bsr_demonstration_scene (int index, BsrDemonstrationCase *described, BsrScanner *scanner);

G_END_DECLS

#pragma once

#include "bsr-manifest.h"

G_BEGIN_DECLS

typedef struct _BsrCargoBill BsrCargoBill;

/* Of one container in a manifest, whatever bills its goods are on. Strings are (nullable), masses
 * NAN where not stated. */
typedef struct
{
  char *number; /* never NULL: normalized */
  char *size_type;
  double tare_kg, gross_kg; /* @gross_kg: container included, verified where it is */
  gboolean is_verified;
  int empty;            /* 1, 0, -1: not stated */
  GPtrArray *seals;     /* never NULL: char* */
  char *bill;           /* that it names itself */
  BsrCargoBill *within; /* (nullable): in which it was described */
  guint mark;           /* of BsrCargo */
} BsrCargoBox;

/* So much of a line of goods is in a container. */
typedef struct
{
  BsrCargoBox *box;
  gint64 packages; /* -1: not stated */
  double gross_kg; /* NAN: not stated */
} BsrCargoShare;

/* A line of goods on a bill. */
typedef struct
{
  BsrManifestItem said; /* hs "" as long as none is stated */
  GArray *shares;       /* BsrCargoShare; empty: where they are is not said */
} BsrCargoGoods;

/* A consignment: what one bill of lading is for. Strings are (nullable). */
struct _BsrCargoBill
{
  int line; /* that it begins on */
  char *bill, *port_of_lading, *port_of_discharge, *shipper, *consignee, *notify_party;
  GPtrArray *boxes; /* BsrCargoBox of the cargo, each once, in their order */
  GPtrArray *goods; /* BsrCargoGoods */
};

/**
 * BsrCargo:
 *
 * What one message or file says of a ship's load while it is being read, in whatever order it says
 * it: containers, bills, and which goods of which bill are in which container. In the end it is a
 * case for each container of each bill.
 */
typedef struct
{
  char *vessel, *imo, *voyage, *port_of_lading,
      *port_of_discharge; /* (nullable): of bills that have none */
  GPtrArray *bills;       /* BsrCargoBill */
  GPtrArray *boxes;       /* BsrCargoBox */
  GHashTable *by_number;
  guint n_goods; /* and shares of them */
  guint mark;
} BsrCargo;

BsrCargo *
bsr_cargo_new (void);
void
bsr_cargo_free (BsrCargo *cargo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCargo, bsr_cargo_free)

/* (transfer none): the container of that number, new where it was not named before. */
BsrCargoBox *
bsr_cargo_box (BsrCargo *cargo, const char *number);
/* (transfer none): one more. */
BsrCargoBill *
bsr_cargo_add_bill (BsrCargo *cargo, int line);
BsrCargoGoods *
bsr_cargo_add_goods (BsrCargo *cargo, BsrCargoBill *bill);
/* (transfer none): another share of @goods; valid until the next. */
BsrCargoShare *
bsr_cargo_add_share (BsrCargo *cargo, BsrCargoGoods *goods, BsrCargoBox *box);

/* Most cases, and most containers and bills, of a file; most items of all cases, and most lines of
 * goods and shares of them. The largest ships carry 24,000 twenty-foot units. */
#define BSR_CARGO_MOST_CASES 100000
#define BSR_CARGO_MOST_ITEMS 300000
/* Whether so much was read that a reader stops: further parts would be left out in the end. */
gboolean
bsr_cargo_is_full (const BsrCargo *cargo);

/**
 * bsr_cargo_add_cases:
 * @cases: of @manifest so far, by their id: BsrCase
 * @n_items: of all of them
 *
 * Adds a case to @manifest for each container of each bill, or the goods to the case that it
 * already has. Goods of which a container's share is not stated stand in each that may hold them,
 * without packages and mass, and that is remarked, as is a container on no bill. A container is on
 * the bill of which goods are in it, else on that which it names, else on that within which it was
 * described, else on the only one there is.
 */
void
bsr_cargo_add_cases (BsrCargo *cargo, BsrManifest *manifest, GHashTable *cases, guint *n_items);

G_END_DECLS

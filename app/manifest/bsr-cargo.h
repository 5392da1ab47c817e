#pragma once

#include "bsr-manifest.h"

G_BEGIN_DECLS

typedef struct _BsrCargoBill BsrCargoBill;

/* Of one container in a manifest, whatever bills its goods are on. Strings are (nullable), masses
 * NAN where not stated. */
typedef struct
{
  int line;     /* that it was first named on */
  char *number; /* never NULL within a BsrCargo: normalized */
  char *size_type;
  double tare_kg, gross_kg; /* @gross_kg: container included, verified where it is */
  gboolean is_verified;
  gint64 packages;      /* that it says are in it, of all goods together; -1: not stated */
  double goods_kg;      /* that it says are in it, of all goods together */
  int empty;            /* 1, 0, -1: not stated */
  GPtrArray *seals;     /* never NULL: char* */
  char *bill;           /* that it names itself */
  BsrCargoBill *within; /* (nullable): in which it was described */
  guint mark;           /* of BsrCargo */
  gboolean is_open;     /* while cases are made: some goods' share of it is not stated */
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
  char *marks;          /* (nullable): marks and numbers on their packages; */
  int marks_line;       /* that these begin on */
} BsrCargoGoods;

/* A consignment: what one bill of lading is for. Strings are (nullable). */
struct _BsrCargoBill
{
  int line; /* that it begins on */
  char *bill, *port_of_lading, *port_of_discharge, *shipper, *consignee, *notify_party;
  GPtrArray *boxes; /* BsrCargoBox of the cargo, each once, in their order */
  GPtrArray *goods; /* BsrCargoGoods */
};

/* Where a file has what remarks are made on, as they are shown; each (nullable). */
typedef struct
{
  const char *bill, *box, *emptiness, *marks;
} BsrCargoPlaces;

/**
 * BsrCargo:
 *
 * What one message, bill or file says of a ship's load while it is being read, in whatever order it
 * says it: containers, bills, and which goods of which bill are in which container. In the end it
 * is a case for each container of each bill.
 */
typedef struct
{
  BsrCargoPlaces places;
  char *vessel, *imo, *voyage, *port_of_lading,
      *port_of_discharge; /* (nullable): of bills that have none */
  GPtrArray *bills;       /* BsrCargoBill */
  GPtrArray *boxes;       /* BsrCargoBox */
  GHashTable *by_number;
  guint n_goods; /* and shares of them */
  guint mark;
} BsrCargo;

/* The cases that a file's cargo becomes, one BsrCargo after the other: from { .manifest, .by_id }.
 */
typedef struct
{
  BsrManifest *manifest; /* that has them */
  GHashTable *by_id;     /* BsrCase; the keys are theirs */
  guint n_items;         /* of all of them */
  gsize n_bytes;         /* that they take */
  guint n_marks;         /* remarks of marks and numbers */
  gboolean is_full;      /* some of the cargo was left out, which was remarked */
} BsrCargoCases;

BsrCargo *
bsr_cargo_new (const BsrCargoPlaces *places);
void
bsr_cargo_free (BsrCargo *cargo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCargo, bsr_cargo_free)

/* (transfer none): the container of that number, new where it was not named before: then of
 * @line. */
BsrCargoBox *
bsr_cargo_box (BsrCargo *cargo, const char *number, int line);
/* A container of which the number is not known yet. */
BsrCargoBox *
bsr_cargo_box_new (int line);
void
bsr_cargo_box_free (BsrCargoBox *box);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCargoBox, bsr_cargo_box_free)
/* Adds @box (transfer full), which has a number; %FALSE where the cargo has it already: then it
 * still belongs to the caller. */
gboolean
bsr_cargo_add_box (BsrCargo *cargo, BsrCargoBox *box);
/* (transfer none): one more. */
BsrCargoBill *
bsr_cargo_add_bill (BsrCargo *cargo, int line);
BsrCargoGoods *
bsr_cargo_add_goods (BsrCargo *cargo, BsrCargoBill *bill);
/* (transfer none): another share of @goods; valid until the next. */
BsrCargoShare *
bsr_cargo_add_share (BsrCargo *cargo, BsrCargoGoods *goods, BsrCargoBox *box);

/* Adds to the marks and numbers of @goods: one line of them. Words that say that there are none
 * ("N/M") are left out, and what is beyond %BSR_CARGO_LONGEST_MARKS characters. */
#define BSR_CARGO_LONGEST_MARKS 512
void
bsr_cargo_goods_add_marks (BsrCargoGoods *goods, int line, const char *text);

/* A number of packages; -1 where @number is none: below 0, broken, or more than a double tells from
 * its neighbours. */
gint64
bsr_cargo_packages (double number);

/* Most cases, and most containers and bills, of a file; most items of all cases, and most lines of
 * goods and shares of them. The largest ships carry 24,000 twenty-foot units. */
#define BSR_CARGO_MOST_CASES 100000
#define BSR_CARGO_MOST_ITEMS 300000
/* Bytes that all cases of a file may take together: a bill's texts stand in the case of each of its
 * containers. */
#define BSR_CARGO_MOST_BYTES (256u << 20)
/* Of one container, and of one case. */
#define BSR_CARGO_MOST_SEALS 64
/* Lines of goods in a container of which the marks are remarked. */
#define BSR_CARGO_MOST_MARKS (BSR_MANIFEST_MOST_REMARKS / 2)
/* Whether so much was read that a reader stops: further parts would be left out in the end. */
gboolean
bsr_cargo_is_full (const BsrCargo *cargo);

/**
 * bsr_cargo_add_cases:
 *
 * Adds a case to @cases for each container of each bill, or the goods to the case that it already
 * has. A container is on the bill of which goods are in it, else on that which it names, else on
 * that within which it was described, else on the only one there is; one on no bill is remarked.
 *
 * Goods of which nothing says where they are may be in each container of their bill that is not
 * declared empty. They stand in each; how much of them only where there is one such container, or
 * where they are the bill's only goods and the container says what is in it. What is left open, and
 * containers declared empty from which they are left out, is remarked. Marks and numbers, for which
 * a case has no member, are a remark on each container that the goods are in.
 *
 * Returns: %FALSE with %BSR_ERROR_LIMIT where the cases would take more than %BSR_CARGO_MOST_BYTES
 */
gboolean
bsr_cargo_add_cases (BsrCargo *cargo, BsrCargoCases *cases, GError **error);

G_END_DECLS

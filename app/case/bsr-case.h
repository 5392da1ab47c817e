#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One line of a manifest. */
typedef struct
{
  char *hs;           /* never NULL: 2...10 digits; "": not stated, of a foreign manifest only */
  char *description;  /* (nullable) */
  gint64 packages;    /* -1: not stated */
  char *package_type; /* (nullable): UN/ECE Recommendation 21 */
  double gross_kg;    /* NAN: not stated */
  char *origin;       /* (nullable): ISO 3166 alpha-2 */
} BsrManifestItem;

typedef enum
{
  BSR_PRIORITY_ROUTINE,
  BSR_PRIORITY_HIGH,
  BSR_PRIORITY_URGENT,
} BsrPriority;

/**
 * BsrCase:
 *
 * A flagged container with what was declared of it. Fields are read only once the case is
 * shared; strings are (nullable) unless said otherwise.
 */
typedef struct
{
  gatomicrefcount refs;
  char *id;        /* never NULL: the targeting system's reference */
  char *container; /* never NULL: ISO 6346 number as declared */
  char *size_type;

  char *flag_source;
  double risk; /* 0...1; NAN: not stated */
  BsrPriority priority;
  GStrv flag_reasons; /* never NULL */
  GDateTime *raised;
  GDateTime *cut_off;

  char *bill_of_lading, *vessel, *imo, *voyage, *port_of_lading, *port_of_discharge;
  char *shipper, *consignee, *notify_party;
  GDateTime *personal_expired; /* (nullable): when those were let go, of a case of the store */
  GStrv seals; /* never NULL */

  double tare_kg;  /* NAN: not stated */
  double gross_kg; /* verified gross mass, container included; NAN: not stated */
  gboolean empty;  /* declared empty */
  GPtrArray *items; /* never NULL: BsrManifestItem */
} BsrCase;

#define BSR_TYPE_CASE (bsr_case_get_type ())
GType bsr_case_get_type (void);

/* (transfer full): a case without items; for readers and tests. */
BsrCase *bsr_case_new (const char *id, const char *container);
BsrCase *bsr_case_ref (BsrCase *flagged);
void bsr_case_unref (BsrCase *flagged);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCase, bsr_case_unref)

/* (transfer none): appended to @flagged, all unstated but @hs, which may be "". */
BsrManifestItem *bsr_case_add_item (BsrCase *flagged, const char *hs);

/* Sum of the items' gross masses; NAN when an item does not state it or there is no item. */
double bsr_case_items_kg (const BsrCase *flagged);

/* (transfer full) (nullable): the four digits of the heading of the Harmonized System that all
 * items are of: "0803". %NULL when they are of several, when one states no more than its chapter or
 * no code at all, or when there is no item. */
char *bsr_case_heading (const BsrCase *flagged);

/* Digits of the shortest code of an item, 0 when one states none; G_MAXINT when there is no item.
 */
int
bsr_case_least_digits (const BsrCase *flagged);

G_END_DECLS

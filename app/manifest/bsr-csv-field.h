#pragma once

#include <glib.h>
#include "bsr-mass-unit.h"

G_BEGIN_DECLS

/* What a column of a targeting list says of a case; in the order in which a row is read. */
typedef enum
{
  BSR_CSV_IGNORE, /* nothing that we keep */
  BSR_CSV_CASE,   /* the targeting system's reference */
  BSR_CSV_CONTAINER,
  BSR_CSV_SIZE_TYPE,
  BSR_CSV_BILL,
  BSR_CSV_VESSEL,
  BSR_CSV_IMO,
  BSR_CSV_VOYAGE,
  BSR_CSV_PORT_OF_LADING,
  BSR_CSV_PORT_OF_DISCHARGE,
  BSR_CSV_SHIPPER,
  BSR_CSV_CONSIGNEE,
  BSR_CSV_NOTIFY,
  BSR_CSV_SEALS,
  BSR_CSV_TARE,
  BSR_CSV_GROSS,
  BSR_CSV_MASS_UNIT, /* of the masses of its row that say none */
  BSR_CSV_EMPTY,
  BSR_CSV_HS,
  BSR_CSV_DESCRIPTION,
  BSR_CSV_PACKAGES,
  BSR_CSV_PACKAGE_TYPE,
  BSR_CSV_ITEM_GROSS,
  BSR_CSV_ORIGIN,
  BSR_CSV_SOURCE,
  BSR_CSV_RISK,
  BSR_CSV_PRIORITY,
  BSR_CSV_REASONS,
  BSR_CSV_RAISED,
  BSR_CSV_CUT_OFF,
} BsrCsvField;
#define BSR_N_CSV_FIELDS 30

/* "container", "gross_kg", ...: the members of basira-case/1, where there is one; stable. */
const char *bsr_csv_field_to_string (BsrCsvField field);
gboolean bsr_csv_field_from_string (const char *name, BsrCsvField *field);

/* Whether it is a mass. */
gboolean bsr_csv_field_is_mass (BsrCsvField field);

/* (transfer full): a heading as it is compared: see data/manifest/columns.def. */
char *bsr_csv_heading_fold (const char *heading);

/**
 * bsr_csv_field_of_heading:
 * @unit: (out): of a mass whose heading says it ("Poids brut (t)"); else left as it is
 *
 * Returns: what a column of that name is; %BSR_CSV_IGNORE where we do not know the name
 */
BsrCsvField bsr_csv_field_of_heading (const char *heading, BsrMassUnit *unit);

G_END_DECLS

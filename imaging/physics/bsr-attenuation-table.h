#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrAttenuationTable:
 *
 * The elements' mass attenuation coefficients of data/attenuation/xcom.csv (NIST XCOM, total
 * without coherent scattering), 0.01...20 MeV. One table for the process: read on first use,
 * never changed, safe from any thread.
 */
typedef struct _BsrAttenuationTable BsrAttenuationTable;

/* Energies that the table spans, MeV. */
#define BSR_ATTENUATION_MIN_MEV 0.01
#define BSR_ATTENUATION_MAX_MEV 20.0

/* (transfer none): never %NULL; a damaged table stops the program, it is part of it. */
const BsrAttenuationTable *bsr_attenuation_table_get (void);

gboolean bsr_attenuation_table_has (const BsrAttenuationTable *table, int z);

/* cm2/g of element @z (asserts that it is there) at @energy_mev: straight lines between the
 * table's points in log energy and log attenuation. At an absorption edge the value above it;
 * energies outside the table take its nearest end. */
double bsr_attenuation_table_look_up (const BsrAttenuationTable *table, int z, double energy_mev);

G_END_DECLS

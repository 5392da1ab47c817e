#pragma once

#include "bsr-edifact.h"

G_BEGIN_DECLS

/* What segments of several messages say of a container (EQD, SGP, MEA). */

/* (transfer full) (nullable): the container's number at a value of the present segment, normalized;
 * %NULL where there is none, which is remarked. */
char *
bsr_edifact_take_container (BsrEdifact *edifact, int element, int component);
/* Remarks a number that is malformed, or whose check digit is wrong; kept. */
void
bsr_edifact_doubt_container (BsrEdifact *edifact, const char *number);

/* (transfer full) (nullable): the size and type of the present EQD: "45G1", or in words where no
 * code is stated. */
char *
bsr_edifact_take_size_type (const BsrEdifact *edifact);
/* Of the present EQD: 1 where it says empty, 0 full, -1 neither (code list 8169: 4, and 5, 7 or 8).
 */
int
bsr_edifact_take_empty (const BsrEdifact *edifact);

/* What an EDIFACT measurement is of. */
typedef enum
{
  BSR_EDIFACT_MASS_NONE, /* no mass that matters here: a volume, a net mass, a temperature */
  BSR_EDIFACT_MASS_GROSS,
  BSR_EDIFACT_MASS_TARE,
  BSR_EDIFACT_MASS_VERIFIED, /* SOLAS VI/2 */
} BsrEdifactMass;

/**
 * bsr_edifact_take_mass:
 * @container: (nullable): for remarks
 * @kg: (out): set unless _NONE is returned
 *
 * Returns: what the present MEA measures; _NONE also, with a remark, where it is a mass that cannot
 * be made out: a unit of mass that is not known, no number, a mass below 0
 */
BsrEdifactMass
bsr_edifact_take_mass (BsrEdifact *edifact, const char *container, double *kg);

/* Remarks a gross mass (NAN: none) that no container of such a kind can have
 * (bsr_size_type_rating_kg()); kept. */
void
bsr_edifact_doubt_gross (BsrEdifact *edifact, const char *container, const char *size_type,
                         double kg);

G_END_DECLS

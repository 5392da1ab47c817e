#pragma once

#include "bsr-cuscar-reading.h"

G_BEGIN_DECLS

/* What CUSCAR says of consignments: takes the present segment, CNI, RFF, LOC or NAD. */
void
bsr_cuscar_take_consignment (BsrCuscarReading *reading);
void
bsr_cuscar_take_reference (BsrCuscarReading *reading);
void
bsr_cuscar_take_location (BsrCuscarReading *reading);
void
bsr_cuscar_take_party (BsrCuscarReading *reading);

/* (transfer none): the consignment that the present segment speaks of, a new one where none was
 * begun. */
BsrCargoBill *
bsr_cuscar_need_bill (BsrCuscarReading *reading);
/* (transfer none) (nullable): the container that a value of the present segment names; one that is
 * new is remarked where its number is doubtful. */
BsrCargoBox *
bsr_cuscar_take_box (BsrCuscarReading *reading, int element, int component);
void
bsr_cuscar_end_bill (BsrCuscarReading *reading);

G_END_DECLS

#pragma once

#include "bsr-cuscar-reading.h"

G_BEGIN_DECLS

/* What CUSCAR says of goods: takes the present segment: GID, FTX, SGP, CST or PIA, DGS, PCI,
 * LOC+27, MEA. */
void
bsr_cuscar_take_goods (BsrCuscarReading *reading);
void
bsr_cuscar_take_text (BsrCuscarReading *reading);
void
bsr_cuscar_take_split (BsrCuscarReading *reading);
void
bsr_cuscar_take_code (BsrCuscarReading *reading);
void
bsr_cuscar_take_danger (BsrCuscarReading *reading);
void
bsr_cuscar_take_marks (BsrCuscarReading *reading);
void
bsr_cuscar_take_origin (BsrCuscarReading *reading);
void
bsr_cuscar_take_goods_mass (BsrCuscarReading *reading);

void
bsr_cuscar_end_goods (BsrCuscarReading *reading);

G_END_DECLS

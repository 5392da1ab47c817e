#pragma once

#include "bsr-edifact.h"

G_BEGIN_DECLS

/* A ship's voyage, as TDT has it. Strings are (nullable). */
typedef struct
{
  char *vessel; /* its name; where none is stated its call sign */
  char *imo;    /* seven digits */
  char *voyage;
} BsrEdifactVoyage;

/* Takes what the present TDT says, and lets go what @voyage said. An IMO number is told from a call
 * sign by its shape, for the code lists that TDT names are mixed up in use; one whose check digit
 * is wrong (IMO resolution A.1117(30)) is kept and remarked. */
void
bsr_edifact_voyage_take (BsrEdifactVoyage *voyage, BsrEdifact *edifact);
void
bsr_edifact_voyage_clear (BsrEdifactVoyage *voyage);

G_END_DECLS

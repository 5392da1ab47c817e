#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Goods that were seized. */
typedef struct
{
  char *kind;      /* never NULL: of BSR_TERMS_SEIZURE */
  double quantity; /* > 0 */
  char *unit;      /* never NULL: of BSR_TERMS_UNIT */
} BsrSeizure;

BsrSeizure *bsr_seizure_new (const char *kind, double quantity, const char *unit);
BsrSeizure *bsr_seizure_copy (const BsrSeizure *seizure);
void bsr_seizure_free (BsrSeizure *seizure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrSeizure, bsr_seizure_free)

/* Its mass in kg; NAN where the unit is none of mass. */
double bsr_seizure_kg (const BsrSeizure *seizure);

G_END_DECLS

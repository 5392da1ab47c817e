#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a container stands aboard and what it was found to weigh, as a bayplan has it. Strings are
 * (nullable), numbers NAN where not stated. */
typedef struct
{
  char *container;  /* never NULL: as written, normalized */
  char *position;   /* ISO 9711-1: bay, row, tier: "0340708" */
  char *size_type;
  char *vessel, *imo, *voyage;
  char *port_of_lading, *port_of_discharge; /* UN/LOCODE */
  double gross_kg;  /* declared gross mass, container included */
  double vgm_kg;    /* verified gross mass (SOLAS VI/2) */
  int empty;        /* 1: empty, 0: full, -1: not stated */
  GStrv dangerous;  /* never NULL: UN numbers, "UN1263" */
} BsrStowage;

/* (transfer full): nothing stated. */
BsrStowage *bsr_stowage_new (const char *container);
void bsr_stowage_free (BsrStowage *stowage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrStowage, bsr_stowage_free)

/* (transfer full): as the store keeps it: "basira-stowage/1". */
char *bsr_stowage_to_json (const BsrStowage *stowage);
/* %BSR_ERROR_DAMAGED names the member and the reason. */
BsrStowage *bsr_stowage_from_json (const char *json, gssize length, GError **error);

G_END_DECLS

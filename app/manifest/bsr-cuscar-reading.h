#pragma once

#include "bsr-cargo.h"
#include "bsr-edifact-voyage.h"

G_BEGIN_DECLS

/* The part of a message that the present segment stands in. */
typedef enum
{
  BSR_CUSCAR_HEADER,
  BSR_CUSCAR_EQUIPMENT, /* after EQD */
  BSR_CUSCAR_BILL,      /* after CNI or RFF */
  BSR_CUSCAR_GOODS,     /* after GID */
  BSR_CUSCAR_SPLIT,     /* after SGP */
} BsrCuscarPlace;

/* A CUSCAR file while it is being read; for bsr-cuscar*.c alone. */
typedef struct
{
  BsrManifest *manifest;
  BsrEdifact *edifact;
  BsrCargoCases cases; /* of the manifest */
  GError *problem;     /* (nullable): they would be too many */

  /* Of the message: */
  BsrCargo *cargo; /* (nullable): before the first */
  BsrEdifactVoyage voyage;
  gboolean has_main_carriage;
  BsrCuscarPlace place;
  BsrCargoBox *box; /* (nullable): that was named last, by EQD or SGP */

  /* Of the consignment: */
  char *consignment;       /* (nullable): the document's number that CNI has */
  BsrCargoBill *bill;      /* (nullable) */
  gboolean has_reference;  /* an RFF names its bill */
  gboolean has_content;    /* more than references was said of it */
  char first_reference[4]; /* the kind of its first RFF */

  /* Of the goods: */
  BsrCargoGoods *goods; /* (nullable) */
  GString *description; /* (nullable) */
  GString *dangers;     /* (nullable): "UN1263" */
} BsrCuscarReading;

G_END_DECLS

#pragma once

#include "bsr-manifest.h"

G_BEGIN_DECLS

/* A container of a bill, as an ASYCUDA manifest has it (ctn_segment). Strings are (nullable), numbers NAN
 * where not stated. */
typedef struct
{
  int line; /* that it began in */
  char *number, *size_type;
  GPtrArray *seals; /* char * */
  double packages, tare_kg, goods_kg, gross_kg;
  gboolean empty;
} BsrAwmdsContainer;

/* Goods of a bill (Goods_segment). */
typedef struct
{
  char *description, *package_type;
  double packages, gross_kg;
} BsrAwmdsGoods;

/* One bill of lading (Bol_segment) with what the manifest's head says of its voyage. */
typedef struct
{
  int line; /* that it began in */
  char *reference, *vessel, *imo, *voyage, *port_of_lading, *port_of_discharge;
  char *shipper, *consignee, *notify_party;
  GPtrArray *containers; /* BsrAwmdsContainer */
  GPtrArray *goods;      /* BsrAwmdsGoods */
  GPtrArray *seals;      /* char *: of the bill, whichever container they are on */
  double n_containers;   /* that it says it has */
} BsrAwmdsBill;

BsrAwmdsBill *bsr_awmds_bill_new (void);
void bsr_awmds_bill_free (BsrAwmdsBill *bill);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrAwmdsBill, bsr_awmds_bill_free)

/* (transfer none): added to @bill. */
BsrAwmdsContainer *bsr_awmds_bill_add_container (BsrAwmdsBill *bill);
BsrAwmdsGoods *bsr_awmds_bill_add_goods (BsrAwmdsBill *bill);

/* Bytes of text that all cases of a manifest may have together: a bill's texts stand in each of its
 * containers' cases. */
#define BSR_AWMDS_MOST_TEXT (256u << 20)

/* Adds a case for each container of @bill to @manifest, and remarks. @ids: of its cases so far, which are
 * also theirs; @text: (inout): bytes that they take. Returns: %FALSE with %BSR_ERROR_LIMIT */
gboolean bsr_awmds_bill_finish (const BsrAwmdsBill *bill, BsrManifest *manifest, GHashTable *ids,
                                gsize *text, GError **error);

G_END_DECLS

#include "bsr-awmds-bill.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-container-number.h"
#include "bsr-error.h"

/* What a case takes beside its texts, bytes; for the limit of a manifest. */
#define CASE_BYTES 512
/* A longer text is no container number. */
#define LONGEST_NUMBER 24
/* The largest whole number that a double tells from its neighbours. */
#define MOST_PACKAGES 9007199254740992.0

static void
container_free (gpointer data)
{
  BsrAwmdsContainer *container = data;
  g_free (container->number);
  g_free (container->size_type);
  g_ptr_array_unref (container->seals);
  g_free (container);
}

static void
goods_free (gpointer data)
{
  BsrAwmdsGoods *goods = data;
  g_free (goods->description);
  g_free (goods->package_type);
  g_free (goods);
}

BsrAwmdsBill *
bsr_awmds_bill_new (void)
{
  BsrAwmdsBill *bill = g_new0 (BsrAwmdsBill, 1);
  bill->containers = g_ptr_array_new_with_free_func (container_free);
  bill->goods = g_ptr_array_new_with_free_func (goods_free);
  bill->seals = g_ptr_array_new_with_free_func (g_free);
  bill->n_containers = NAN;
  return bill;
}

void
bsr_awmds_bill_free (BsrAwmdsBill *bill)
{
  if (bill == NULL)
    return;
  char *strings[] = { bill->reference, bill->vessel,         bill->imo,
                      bill->voyage,    bill->port_of_lading, bill->port_of_discharge,
                      bill->shipper,   bill->consignee,      bill->notify_party };
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (strings[i]);
  g_ptr_array_unref (bill->containers);
  g_ptr_array_unref (bill->goods);
  g_ptr_array_unref (bill->seals);
  g_free (bill);
}

BsrAwmdsContainer *
bsr_awmds_bill_add_container (BsrAwmdsBill *bill)
{
  g_return_val_if_fail (bill != NULL, NULL);
  BsrAwmdsContainer *container = g_new0 (BsrAwmdsContainer, 1);
  container->seals = g_ptr_array_new_with_free_func (g_free);
  container->packages = container->tare_kg = container->goods_kg = container->gross_kg = NAN;
  g_ptr_array_add (bill->containers, container);
  return container;
}

BsrAwmdsGoods *
bsr_awmds_bill_add_goods (BsrAwmdsBill *bill)
{
  g_return_val_if_fail (bill != NULL, NULL);
  BsrAwmdsGoods *goods = g_new0 (BsrAwmdsGoods, 1);
  goods->packages = goods->gross_kg = NAN;
  g_ptr_array_add (bill->goods, goods);
  return goods;
}

static gsize
length_of (const char *text)
{
  return text != NULL ? strlen (text) : 0;
}

/* Bytes that the case of each container takes. */
static gsize
bytes_of_case (const BsrAwmdsBill *bill)
{
  gsize n = CASE_BYTES + length_of (bill->reference) + length_of (bill->vessel)
            + length_of (bill->imo) + length_of (bill->voyage) + length_of (bill->port_of_lading)
            + length_of (bill->port_of_discharge) + length_of (bill->shipper)
            + length_of (bill->consignee) + length_of (bill->notify_party);
  for (guint i = 0; i < bill->goods->len; i++)
    {
      const BsrAwmdsGoods *goods = bill->goods->pdata[i];
      n += sizeof (BsrManifestItem) + length_of (goods->description)
           + length_of (goods->package_type);
    }
  return n;
}

static GStrv
seals_of (const BsrAwmdsBill *bill, const BsrAwmdsContainer *container)
{
  gboolean of_bill = container->seals->len == 0 && bill->containers->len == 1;
  const GPtrArray *from = of_bill ? bill->seals : container->seals;
  GStrv seals = g_new0 (char *, from->len + 1);
  for (guint i = 0; i < from->len; i++)
    seals[i] = g_strdup (from->pdata[i]);
  return seals;
}

static void
set_packages (BsrManifestItem *item, double packages)
{
  if (packages >= 0.0 && packages <= MOST_PACKAGES)
    item->packages = (gint64) packages;
}

/* The bill's goods, as items of @flagged; what of them is in this container alone is said where the
 * bill has no other, or where goods and container are one each and the container says its share. */
static void
add_items (const BsrAwmdsBill *bill, const BsrAwmdsContainer *container, BsrCase *flagged)
{
  gboolean alone = bill->containers->len == 1, share = bill->goods->len == 1;
  for (guint i = 0; i < bill->goods->len; i++)
    {
      const BsrAwmdsGoods *goods = bill->goods->pdata[i];
      BsrManifestItem *item = bsr_case_add_item (flagged, "");
      item->description = g_strdup (goods->description);
      item->package_type = g_strdup (goods->package_type);
      item->gross_kg = alone ? goods->gross_kg : share ? container->goods_kg : (double) NAN;
      set_packages (item, alone ? goods->packages : share ? container->packages : (double) NAN);
    }
}

static BsrCase *
case_of (const BsrAwmdsBill *bill, const BsrAwmdsContainer *container, const char *number)
{
  g_autofree char *id = bsr_manifest_case_id (bill->reference, number);
  BsrCase *flagged = bsr_case_new (id, number);
  flagged->bill_of_lading = g_strdup (bill->reference);
  flagged->vessel = g_strdup (bill->vessel);
  flagged->imo = g_strdup (bill->imo);
  flagged->voyage = g_strdup (bill->voyage);
  flagged->port_of_lading = g_strdup (bill->port_of_lading);
  flagged->port_of_discharge = g_strdup (bill->port_of_discharge);
  flagged->shipper = g_strdup (bill->shipper);
  flagged->consignee = g_strdup (bill->consignee);
  flagged->notify_party = g_strdup (bill->notify_party);
  flagged->size_type = g_strdup (container->size_type);
  flagged->tare_kg = container->tare_kg;
  flagged->gross_kg = container->gross_kg;
  flagged->empty = container->empty;
  g_strfreev (flagged->seals);
  flagged->seals = seals_of (bill, container);
  if (!container->empty)
    add_items (bill, container, flagged);
  return flagged;
}

/* (transfer full) (nullable): the number, or %NULL with a remark that the container is skipped. */
static char *
number_of (const BsrAwmdsBill *bill, const BsrAwmdsContainer *container, GHashTable *ids,
           BsrManifest *manifest)
{
  static const char place[] = "Bol_segment/ctn_segment/Ctn_reference";
  g_autofree char *number
      = bsr_container_number_normalize (container->number != NULL ? container->number : "");
  g_autofree char *id = bsr_manifest_case_id (bill->reference, number);
  if (*number == '\0')
    bsr_manifest_remark (manifest, container->line, place, NULL, FALSE, "%s",
                         _ ("the container has no number and was skipped"));
  else if (strlen (number) > LONGEST_NUMBER || strpbrk (number, "0123456789") == NULL)
    bsr_manifest_remark (manifest, container->line, place, NULL, FALSE, "%s",
                         _ ("this is no container number: the container was skipped"));
  else if (g_hash_table_contains (ids, id))
    bsr_manifest_remark (manifest, container->line, place, number, FALSE, "%s",
                         _ ("the bill names the container twice; the first time counts"));
  else
    return g_steal_pointer (&number);
  return NULL;
}

/* What the bill as a whole leaves open. */
static void
remark_bill (const BsrAwmdsBill *bill, BsrManifest *manifest)
{
  guint n = bill->containers->len;
  if (bill->reference == NULL)
    bsr_manifest_remark (manifest, bill->line, "Bol_segment/Bol_id/Bol_reference", NULL, TRUE, "%s",
                         _ ("the bill has no reference"));
  if (n == 0)
    bsr_manifest_remark (manifest, bill->line, "Bol_segment", NULL, FALSE, "%s",
                         _ ("the bill names no container and was skipped"));
  else if (!isnan (bill->n_containers) && bill->n_containers != (double) n)
    bsr_manifest_remark (manifest, bill->line, "Bol_segment/Goods_segment/Num_of_ctn_for_this_bol",
                         NULL, TRUE, _ ("the bill says that it has %.0f containers and names %u"),
                         bill->n_containers, n);
}

/* Says of a container what its case leaves out. */
static void
remark_container (const BsrAwmdsBill *bill, const BsrAwmdsContainer *container,
                  const BsrCase *flagged, BsrManifest *manifest)
{
  gboolean told = bill->goods->len == 1 && !isnan (container->goods_kg);
  if (container->empty && bill->goods->len > 0)
    bsr_manifest_remark (manifest, container->line, "Bol_segment/ctn_segment/Empty_Full",
                         flagged->container, FALSE, "%s",
                         _ ("is declared empty: the goods of its bill were left out"));
  else if (bill->containers->len > 1 && bill->goods->len > 0 && !told)
    bsr_manifest_remark (
        manifest, container->line, "Bol_segment/ctn_segment", flagged->container, FALSE, "%s",
        _ ("the bill has several containers and does not say how much of its goods is in "
           "this one: their masses were left open"));
  bsr_manifest_remark_doubts (manifest, container->line, flagged);
}

gboolean
bsr_awmds_bill_finish (const BsrAwmdsBill *bill, BsrManifest *manifest, GHashTable *ids,
                       gsize *text, GError **error)
{
  g_return_val_if_fail (bill != NULL && manifest != NULL && ids != NULL && text != NULL, FALSE);

  remark_bill (bill, manifest);
  gsize n_bytes = bytes_of_case (bill), n = bill->containers->len;
  if (n > 0 && n_bytes > (BSR_AWMDS_MOST_TEXT - *text) / n)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
                   _ ("line %d: the cases of the manifest would take more than %u MiB"), bill->line,
                   BSR_AWMDS_MOST_TEXT >> 20);
      return FALSE;
    }
  *text += n * n_bytes;
  for (guint i = 0; i < n; i++)
    {
      const BsrAwmdsContainer *container = bill->containers->pdata[i];
      g_autofree char *number = number_of (bill, container, ids, manifest);
      if (number == NULL)
        continue;
      BsrCase *flagged = case_of (bill, container, number);
      g_ptr_array_add (manifest->cases, flagged);
      g_hash_table_add (ids, flagged->id);
      remark_container (bill, container, flagged, manifest);
    }
  return TRUE;
}

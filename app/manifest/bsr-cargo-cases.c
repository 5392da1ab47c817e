#include "bsr-cargo.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Building the cases of one bill. */
typedef struct
{
  BsrCargo *cargo;
  const BsrCargoBill *bill; /* (nullable): containers on no bill */
  BsrManifest *manifest;
  GHashTable *cases;  /* of the manifest, by their id */
  guint *n_items;     /* of all cases so far */
  gboolean is_shared; /* some goods' shares are not stated */
} Build;

static void
give_text (char **to, const char *text)
{
  if (*to == NULL)
    *to = g_strdup (text);
}

/* Seals that the case does not have yet. */
static void
add_seals (BsrCase *flagged, const BsrCargoBox *box)
{
  g_autoptr (GStrvBuilder) seals = g_strv_builder_new ();
  g_strv_builder_addv (seals, (const char **) flagged->seals);
  for (guint i = 0; i < box->seals->len; i++)
    if (!g_strv_contains ((const char *const *) flagged->seals, box->seals->pdata[i]))
      g_strv_builder_add (seals, box->seals->pdata[i]);
  g_strfreev (flagged->seals);
  flagged->seals = g_strv_builder_end (seals);
}

static void
fill_case (const Build *build, BsrCase *flagged, const BsrCargoBox *box)
{
  const BsrCargo *cargo = build->cargo;
  const BsrCargoBill *bill = build->bill;
  if (bill != NULL)
    {
      give_text (&flagged->bill_of_lading, bill->bill);
      give_text (&flagged->shipper, bill->shipper);
      give_text (&flagged->consignee, bill->consignee);
      give_text (&flagged->notify_party, bill->notify_party);
      give_text (&flagged->port_of_lading, bill->port_of_lading);
      give_text (&flagged->port_of_discharge, bill->port_of_discharge);
    }
  give_text (&flagged->vessel, cargo->vessel);
  give_text (&flagged->imo, cargo->imo);
  give_text (&flagged->voyage, cargo->voyage);
  give_text (&flagged->port_of_lading, cargo->port_of_lading);
  give_text (&flagged->port_of_discharge, cargo->port_of_discharge);
  give_text (&flagged->size_type, box->size_type);
  flagged->tare_kg = isnan (flagged->tare_kg) ? box->tare_kg : flagged->tare_kg;
  flagged->gross_kg = isnan (flagged->gross_kg) ? box->gross_kg : flagged->gross_kg;
  flagged->empty = flagged->empty || box->empty == 1;
  add_seals (flagged, box);
}

/* (transfer full) */
static char *
id_of (const Build *build, const BsrCargoBox *box)
{
  return bsr_manifest_case_id (build->bill != NULL ? build->bill->bill : NULL, box->number);
}

/* (transfer none) (nullable): the case of a container on the bill, if it has one. */
static BsrCase *
find_case (const Build *build, const BsrCargoBox *box)
{
  g_autofree char *id = id_of (build, box);
  return g_hash_table_lookup (build->cases, id);
}

/* %FALSE where there are too many. */
static gboolean
make_case (const Build *build, const BsrCargoBox *box)
{
  g_autofree char *id = id_of (build, box);
  BsrCase *flagged = g_hash_table_lookup (build->cases, id);
  if (flagged == NULL && build->manifest->cases->len == BSR_CARGO_MOST_CASES)
    return FALSE;
  if (flagged == NULL)
    {
      flagged = bsr_case_new (id, box->number);
      g_ptr_array_add (build->manifest->cases, flagged);
      g_hash_table_insert (build->cases, flagged->id, flagged);
    }
  fill_case (build, flagged, box);
  return TRUE;
}

static void
remark_limit (const Build *build, const char *container)
{
  bsr_manifest_remark (
      build->manifest, build->bill != NULL ? build->bill->line : 0, NULL, container, FALSE,
      _ ("there are more than %d containers or %d lines of goods: the rest was left out"),
      BSR_CARGO_MOST_CASES, BSR_CARGO_MOST_ITEMS);
}

static void
add_item (Build *build, BsrCase *flagged, const BsrManifestItem *said, gint64 packages,
          double gross_kg)
{
  if (*build->n_items == BSR_CARGO_MOST_ITEMS)
    remark_limit (build, flagged->container);
  if ((*build->n_items)++ >= BSR_CARGO_MOST_ITEMS)
    return;
  BsrManifestItem *item = bsr_case_add_item (flagged, said->hs);
  item->description = g_strdup (said->description);
  item->packages = packages;
  item->package_type = g_strdup (said->package_type);
  item->gross_kg = gross_kg;
  item->origin = g_strdup (said->origin);
}

/* What of @goods is in the container of its only share, or of the bill's only container, is all of
 * it. */
static void
add_shares (Build *build, const BsrCargoGoods *goods)
{
  const BsrManifestItem *said = &goods->said;
  for (guint i = 0; i < goods->shares->len; i++)
    {
      const BsrCargoShare *share = &g_array_index (goods->shares, BsrCargoShare, i);
      BsrCase *flagged = find_case (build, share->box);
      gboolean single = goods->shares->len == 1;
      if (flagged == NULL)
        continue;
      add_item (build, flagged, said,
                single && share->packages < 0 ? said->packages : share->packages,
                single && isnan (share->gross_kg) ? said->gross_kg : share->gross_kg);
      build->is_shared
          = build->is_shared || (!single && isnan (share->gross_kg) && !isnan (said->gross_kg));
    }
}

static void
add_to_all (Build *build, const BsrCargoGoods *goods)
{
  const BsrCargoBill *bill = build->bill;
  gboolean single = bill->boxes->len == 1;
  for (guint i = 0; i < bill->boxes->len && *build->n_items <= BSR_CARGO_MOST_ITEMS; i++)
    {
      BsrCase *flagged = find_case (build, bill->boxes->pdata[i]);
      if (flagged == NULL)
        break; /* too many: nor have those behind it */
      add_item (build, flagged, &goods->said, single ? goods->said.packages : -1,
                single ? goods->said.gross_kg : (double) NAN);
    }
  build->is_shared = build->is_shared || bill->boxes->len > 1;
}

/* Containers that the goods' shares name are the bill's, too. */
static void
collect_boxes (BsrCargo *cargo, BsrCargoBill *bill)
{
  guint mark = ++cargo->mark;
  for (guint i = 0; i < bill->boxes->len; i++)
    ((BsrCargoBox *) bill->boxes->pdata[i])->mark = mark;
  for (guint i = 0; i < bill->goods->len; i++)
    {
      GArray *shares = ((BsrCargoGoods *) bill->goods->pdata[i])->shares;
      for (guint k = 0; k < shares->len; k++)
        {
          BsrCargoBox *box = g_array_index (shares, BsrCargoShare, k).box;
          if (box->mark != mark)
            g_ptr_array_add (bill->boxes, box);
          box->mark = mark;
        }
    }
}

static void
add_bill (Build *build)
{
  const BsrCargoBill *bill = build->bill;
  for (guint i = 0; i < bill->boxes->len; i++)
    if (!make_case (build, bill->boxes->pdata[i]))
      {
        remark_limit (build, NULL);
        break;
      }
  build->is_shared = FALSE;
  for (guint i = 0; i < bill->goods->len; i++)
    {
      const BsrCargoGoods *goods = bill->goods->pdata[i];
      if (goods->shares->len > 0)
        add_shares (build, goods);
      else
        add_to_all (build, goods);
    }
  if (bill->boxes->len == 0)
    bsr_manifest_remark (build->manifest, bill->line, NULL, NULL, FALSE,
                         _ ("bill %s has no container"), bill->bill != NULL ? bill->bill : "-");
  else if (build->is_shared)
    bsr_manifest_remark (build->manifest, bill->line, NULL, NULL, TRUE,
                         _ ("bill %s does not state what share of its goods is in each of its "
                            "containers: they stand in each without packages or mass"),
                         bill->bill != NULL ? bill->bill : "-");
}

/* Containers that a bill names themselves, or that no bill names. */
static void
place_boxes (BsrCargo *cargo, Build *build)
{
  g_autoptr (GHashTable) bills = g_hash_table_new (g_str_hash, g_str_equal);
  guint before = cargo->mark;
  for (guint i = 0; i < cargo->bills->len; i++)
    {
      BsrCargoBill *bill = cargo->bills->pdata[i];
      collect_boxes (cargo, bill);
      if (bill->bill != NULL)
        g_hash_table_insert (bills, bill->bill, bill);
    }
  for (guint i = 0; i < cargo->boxes->len; i++)
    {
      BsrCargoBox *box = cargo->boxes->pdata[i];
      BsrCargoBill *bill = box->bill != NULL ? g_hash_table_lookup (bills, box->bill) : NULL;
      if (box->mark > before)
        continue;
      if (bill == NULL)
        bill = box->within;
      if (bill == NULL && box->bill == NULL && cargo->bills->len == 1)
        bill = cargo->bills->pdata[0];
      if (bill != NULL)
        g_ptr_array_add (bill->boxes, box);
      else if (make_case (build, box))
        bsr_manifest_remark (build->manifest, 0, NULL, box->number, TRUE,
                             _ ("no bill names container %s"), box->number);
      else
        {
          remark_limit (build, NULL);
          break;
        }
    }
}

void
bsr_cargo_add_cases (BsrCargo *cargo, BsrManifest *manifest, GHashTable *cases, guint *n_items)
{
  g_return_if_fail (cargo != NULL && manifest != NULL && cases != NULL && n_items != NULL);
  Build build = { .cargo = cargo, .manifest = manifest, .cases = cases, .n_items = n_items };
  place_boxes (cargo, &build);
  for (guint i = 0; i < cargo->bills->len; i++)
    {
      build.bill = cargo->bills->pdata[i];
      add_bill (&build);
    }
}

#include "bsr-cargo.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-text-start.h"

/* What a case takes beside its texts, bytes; for the limit of a file. */
#define CASE_BYTES 512

/* Building the cases of one bill. */
typedef struct
{
  BsrCargo *cargo;
  const BsrCargoBill *bill; /* (nullable): containers on no bill */
  BsrCargoCases *cases;
  gboolean is_unplaced; /* of some goods nothing says where they are */
  gboolean is_too_much; /* the cases would take too many bytes */
} Build;

/* --- Limits ---------------------------------------------------------------------------------- */

static gsize
length_of (const char *text)
{
  return text != NULL ? strlen (text) : 0;
}

static gsize
bytes_of_item (const BsrManifestItem *item)
{
  return sizeof *item + length_of (item->hs) + length_of (item->description)
         + length_of (item->package_type) + length_of (item->origin);
}

/* %FALSE where all cases would take too many. */
static gboolean
take_bytes (Build *build, gsize n)
{
  build->is_too_much = build->is_too_much || n > BSR_CARGO_MOST_BYTES - build->cases->n_bytes;
  if (!build->is_too_much)
    build->cases->n_bytes += n;
  return !build->is_too_much;
}

/* Once a file. */
static void
remark_limit (const Build *build, const char *container)
{
  if (!build->cases->is_full)
    bsr_manifest_remark (
        build->cases->manifest, build->bill != NULL ? build->bill->line : 0, NULL, container, FALSE,
        _ ("there are more than %d containers or %d lines of goods: the rest was left out"),
        BSR_CARGO_MOST_CASES, BSR_CARGO_MOST_ITEMS);
  build->cases->is_full = TRUE;
}

/* --- Cases ----------------------------------------------------------------------------------- */

static void
give_text (Build *build, char **to, const char *text)
{
  if (*to == NULL && text != NULL && take_bytes (build, strlen (text)))
    *to = g_strdup (text);
}

/* Seals that the case does not have yet. */
static void
add_seals (Build *build, BsrCase *flagged, const BsrCargoBox *box)
{
  g_autoptr (GStrvBuilder) seals = g_strv_builder_new ();
  guint n = g_strv_length (flagged->seals);
  g_strv_builder_addv (seals, (const char **) flagged->seals);
  for (guint i = 0; i < box->seals->len && n < BSR_CARGO_MOST_SEALS; i++)
    {
      const char *seal = box->seals->pdata[i];
      if (g_strv_contains ((const char *const *) flagged->seals, seal)
          || !take_bytes (build, sizeof (char *) + strlen (seal)))
        continue;
      g_strv_builder_add (seals, seal);
      n++;
    }
  g_strfreev (flagged->seals);
  flagged->seals = g_strv_builder_end (seals);
}

static void
fill_case (Build *build, BsrCase *flagged, const BsrCargoBox *box)
{
  const BsrCargo *cargo = build->cargo;
  const BsrCargoBill none = { 0 }, *bill = build->bill != NULL ? build->bill : &none;
  give_text (build, &flagged->bill_of_lading, bill->bill);
  give_text (build, &flagged->shipper, bill->shipper);
  give_text (build, &flagged->consignee, bill->consignee);
  give_text (build, &flagged->notify_party, bill->notify_party);
  give_text (build, &flagged->port_of_lading, bill->port_of_lading);
  give_text (build, &flagged->port_of_discharge, bill->port_of_discharge);
  give_text (build, &flagged->vessel, cargo->vessel);
  give_text (build, &flagged->imo, cargo->imo);
  give_text (build, &flagged->voyage, cargo->voyage);
  give_text (build, &flagged->port_of_lading, cargo->port_of_lading);
  give_text (build, &flagged->port_of_discharge, cargo->port_of_discharge);
  give_text (build, &flagged->size_type, box->size_type);
  flagged->tare_kg = isnan (flagged->tare_kg) ? box->tare_kg : flagged->tare_kg;
  flagged->gross_kg = isnan (flagged->gross_kg) ? box->gross_kg : flagged->gross_kg;
  flagged->empty = flagged->empty || box->empty == 1;
  add_seals (build, flagged, box);
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
  return g_hash_table_lookup (build->cases->by_id, id);
}

/* %FALSE where there are too many. */
static gboolean
make_case (Build *build, const BsrCargoBox *box)
{
  g_autofree char *id = id_of (build, box);
  BsrCargoCases *cases = build->cases;
  BsrCase *flagged = g_hash_table_lookup (cases->by_id, id);
  if (flagged == NULL && cases->manifest->cases->len == BSR_CARGO_MOST_CASES)
    {
      remark_limit (build, NULL);
      return FALSE;
    }
  if (flagged == NULL && take_bytes (build, CASE_BYTES + strlen (id) + strlen (box->number)))
    {
      flagged = bsr_case_new (id, box->number);
      g_ptr_array_add (cases->manifest->cases, flagged);
      g_hash_table_insert (cases->by_id, flagged->id, flagged);
    }
  if (flagged != NULL)
    fill_case (build, flagged, box);
  return !build->is_too_much;
}

/* --- Goods ----------------------------------------------------------------------------------- */

/* Characters of a description by which goods are known again. */
#define KNOWN_BY 60

/* Puts the marks of @goods on the record of @box. */
static void
remark_marks (const Build *build, const BsrCargoBox *box, const BsrCargoGoods *goods)
{
  BsrCargoCases *cases = build->cases;
  const char *description = goods->said.description != NULL ? goods->said.description : "";
  if (goods->marks == NULL || cases->n_marks > BSR_CARGO_MOST_MARKS)
    return;
  if (cases->n_marks++ == BSR_CARGO_MOST_MARKS)
    {
      bsr_manifest_remark (
          cases->manifest, goods->marks_line, build->cargo->places.marks, NULL, FALSE,
          _ ("more than %d lines of goods have marks and numbers: those of further "
             "ones were left out"),
          BSR_CARGO_MOST_MARKS);
      return;
    }
  g_autofree char *start = bsr_text_start (description, KNOWN_BY);
  bsr_manifest_remark (cases->manifest, goods->marks_line, build->cargo->places.marks, box->number,
                       TRUE,
                       /* Translators: goods by the beginning of their description, and what is
                          written on their packages. */
                       _ ("marks and numbers of \"%s\": %s"), start, goods->marks);
}

/* Adds @goods to the case of @box; %FALSE where there is no room for further ones. */
static gboolean
add_item (Build *build, const BsrCargoBox *box, const BsrCargoGoods *goods, gint64 packages,
          double gross_kg)
{
  const BsrManifestItem *said = &goods->said;
  BsrCase *flagged = find_case (build, box);
  if (flagged == NULL)
    return FALSE; /* there are too many: nor have those behind it */
  if (build->cases->n_items == BSR_CARGO_MOST_ITEMS)
    {
      remark_limit (build, box->number);
      return FALSE;
    }
  if (!take_bytes (build, bytes_of_item (said)))
    return FALSE;
  build->cases->n_items++;
  BsrManifestItem *item = bsr_case_add_item (flagged, said->hs);
  item->description = g_strdup (said->description);
  item->packages = packages;
  item->package_type = g_strdup (said->package_type);
  item->gross_kg = gross_kg;
  item->origin = g_strdup (said->origin);
  remark_marks (build, box, goods);
  return TRUE;
}

/* What of @goods is in the container of its only share is all of it, unless other numbers of
 * packages say that it is not. */
static void
add_shares (Build *build, const BsrCargoGoods *goods)
{
  const BsrManifestItem *said = &goods->said;
  for (guint i = 0; i < goods->shares->len; i++)
    {
      const BsrCargoShare *share = &g_array_index (goods->shares, BsrCargoShare, i);
      gboolean all
          = goods->shares->len == 1
            && (share->packages < 0 || said->packages < 0 || share->packages == said->packages);
      gint64 packages = all && share->packages < 0 ? said->packages : share->packages;
      double kg = all && isnan (share->gross_kg) ? said->gross_kg : share->gross_kg;
      if (add_item (build, share->box, goods, packages, kg) && isnan (kg)
          && !isnan (said->gross_kg))
        share->box->is_open = TRUE;
    }
}

/* Goods that may be in any of @loaded containers. */
static void
add_to_all (Build *build, const BsrCargoGoods *goods, const GPtrArray *loaded)
{
  const BsrManifestItem *said = &goods->said;
  gboolean single = loaded->len == 1, only = build->bill->goods->len == 1;
  build->is_unplaced = TRUE;
  for (guint i = 0; i < loaded->len; i++)
    {
      BsrCargoBox *box = loaded->pdata[i];
      double kg = single ? said->gross_kg : only ? box->goods_kg : (double) NAN;
      if (!add_item (build, box, goods, single ? said->packages : only ? box->packages : -1, kg))
        break;
      box->is_open = box->is_open || (!single && isnan (kg));
    }
}

static void
add_goods (Build *build)
{
  const BsrCargoBill *bill = build->bill;
  g_autoptr (GPtrArray) loaded = g_ptr_array_new ();
  for (guint i = 0; i < bill->boxes->len; i++)
    if (((BsrCargoBox *) bill->boxes->pdata[i])->empty != 1)
      g_ptr_array_add (loaded, bill->boxes->pdata[i]);
  for (guint i = 0; i < bill->goods->len && !build->is_too_much; i++)
    {
      const BsrCargoGoods *goods = bill->goods->pdata[i];
      if (goods->shares->len > 0)
        add_shares (build, goods);
      else
        add_to_all (build, goods, loaded);
    }
}

/* --- Bills ----------------------------------------------------------------------------------- */

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

/* Says of each container what its case leaves out. */
static void
remark_boxes (const Build *build)
{
  const BsrCargoPlaces *places = &build->cargo->places;
  BsrManifest *manifest = build->cases->manifest;
  for (guint i = 0; i < build->bill->boxes->len; i++)
    {
      BsrCargoBox *box = build->bill->boxes->pdata[i];
      if (box->empty == 1 && build->is_unplaced)
        bsr_manifest_remark (manifest, box->line, places->emptiness, box->number, FALSE, "%s",
                             _ ("is declared empty: the goods of its bill were left out"));
      if (box->is_open)
        bsr_manifest_remark (
            manifest, box->line, places->box, box->number, FALSE, "%s",
            build->bill->boxes->len > 1
                ? _ ("the bill has several containers and does not say how much of its goods is in "
                     "this one: their masses were left open")
                : _ ("the bill states another number of packages of its goods than are in this "
                     "container, and not what these weigh: their masses were left open"));
      box->is_open = FALSE;
    }
}

static void
add_bill (Build *build)
{
  const BsrCargoBill *bill = build->bill;
  guint i = 0;
  while (i < bill->boxes->len && make_case (build, bill->boxes->pdata[i]))
    i++;
  build->is_unplaced = FALSE;
  add_goods (build);
  remark_boxes (build);
  if (bill->boxes->len > 0)
    return;
  if (bill->bill != NULL)
    bsr_manifest_remark (build->cases->manifest, bill->line, build->cargo->places.bill, NULL, FALSE,
                         _ ("bill %s names no container and was skipped"), bill->bill);
  else
    bsr_manifest_remark (build->cases->manifest, bill->line, build->cargo->places.bill, NULL, FALSE,
                         "%s", _ ("the bill names no container and was skipped"));
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
        bsr_manifest_remark (build->cases->manifest, box->line, cargo->places.box, box->number,
                             TRUE, _ ("no bill names container %s"), box->number);
      else
        break;
    }
}

gboolean
bsr_cargo_add_cases (BsrCargo *cargo, BsrCargoCases *cases, GError **error)
{
  g_return_val_if_fail (cargo != NULL && cases != NULL, FALSE);
  Build build = { .cargo = cargo, .cases = cases };
  place_boxes (cargo, &build);
  for (guint i = 0; i < cargo->bills->len && !build.is_too_much; i++)
    {
      build.bill = cargo->bills->pdata[i];
      add_bill (&build);
    }
  if (build.is_too_much)
    g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
                 _ ("line %d: the cases of the manifest would take more than %u MiB"),
                 build.bill != NULL ? build.bill->line : 1, BSR_CARGO_MOST_BYTES >> 20);
  return !build.is_too_much;
}

#include "bsr-cargo.h"

#include <math.h>
#include <string.h>

#include "bsr-folded-words.h"
#include "bsr-text-start.h"

/* The largest whole number that a double tells from its neighbours. */
#define MOST_PACKAGES 9007199254740992.0

BsrCargoBox *
bsr_cargo_box_new (int line)
{
  BsrCargoBox *box = g_new0 (BsrCargoBox, 1);
  box->line = line;
  box->tare_kg = box->gross_kg = box->goods_kg = NAN;
  box->packages = -1;
  box->empty = -1;
  box->seals = g_ptr_array_new_with_free_func (g_free);
  return box;
}

void
bsr_cargo_box_free (BsrCargoBox *box)
{
  if (box == NULL)
    return;
  g_free (box->number);
  g_free (box->size_type);
  g_free (box->bill);
  g_ptr_array_unref (box->seals);
  g_free (box);
}

static void
goods_free (gpointer data)
{
  BsrCargoGoods *goods = data;
  g_free (goods->said.hs);
  g_free (goods->said.description);
  g_free (goods->said.package_type);
  g_free (goods->said.origin);
  g_array_unref (goods->shares);
  g_free (goods->marks);
  g_free (goods);
}

static void
bill_free (gpointer data)
{
  BsrCargoBill *bill = data;
  g_free (bill->bill);
  g_free (bill->port_of_lading);
  g_free (bill->port_of_discharge);
  g_free (bill->shipper);
  g_free (bill->consignee);
  g_free (bill->notify_party);
  g_ptr_array_unref (bill->boxes);
  g_ptr_array_unref (bill->goods);
  g_free (bill);
}

BsrCargo *
bsr_cargo_new (const BsrCargoPlaces *places)
{
  g_return_val_if_fail (places != NULL, NULL);
  BsrCargo *cargo = g_new0 (BsrCargo, 1);
  cargo->places = *places;
  cargo->bills = g_ptr_array_new_with_free_func (bill_free);
  cargo->boxes = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_cargo_box_free);
  cargo->by_number = g_hash_table_new (g_str_hash, g_str_equal);
  return cargo;
}

void
bsr_cargo_free (BsrCargo *cargo)
{
  if (cargo == NULL)
    return;
  g_free (cargo->vessel);
  g_free (cargo->imo);
  g_free (cargo->voyage);
  g_free (cargo->port_of_lading);
  g_free (cargo->port_of_discharge);
  g_hash_table_unref (cargo->by_number);
  g_ptr_array_unref (cargo->bills);
  g_ptr_array_unref (cargo->boxes);
  g_free (cargo);
}

gboolean
bsr_cargo_add_box (BsrCargo *cargo, BsrCargoBox *box)
{
  g_return_val_if_fail (cargo != NULL && box != NULL && box->number != NULL, FALSE);
  if (g_hash_table_contains (cargo->by_number, box->number))
    return FALSE;
  g_ptr_array_add (cargo->boxes, box);
  g_hash_table_insert (cargo->by_number, box->number, box);
  return TRUE;
}

BsrCargoBox *
bsr_cargo_box (BsrCargo *cargo, const char *number, int line)
{
  g_return_val_if_fail (cargo != NULL && number != NULL, NULL);
  BsrCargoBox *box = g_hash_table_lookup (cargo->by_number, number);
  if (box != NULL)
    return box;
  box = bsr_cargo_box_new (line);
  box->number = g_strdup (number);
  bsr_cargo_add_box (cargo, box);
  return box;
}

BsrCargoBill *
bsr_cargo_add_bill (BsrCargo *cargo, int line)
{
  g_return_val_if_fail (cargo != NULL, NULL);
  BsrCargoBill *bill = g_new0 (BsrCargoBill, 1);
  bill->line = line;
  bill->boxes = g_ptr_array_new ();
  bill->goods = g_ptr_array_new_with_free_func (goods_free);
  g_ptr_array_add (cargo->bills, bill);
  return bill;
}

BsrCargoGoods *
bsr_cargo_add_goods (BsrCargo *cargo, BsrCargoBill *bill)
{
  g_return_val_if_fail (cargo != NULL && bill != NULL, NULL);
  cargo->n_goods++;
  BsrCargoGoods *goods = g_new0 (BsrCargoGoods, 1);
  goods->said.hs = g_strdup ("");
  goods->said.packages = -1;
  goods->said.gross_kg = NAN;
  goods->shares = g_array_new (FALSE, FALSE, sizeof (BsrCargoShare));
  g_ptr_array_add (bill->goods, goods);
  return goods;
}

BsrCargoShare *
bsr_cargo_add_share (BsrCargo *cargo, BsrCargoGoods *goods, BsrCargoBox *box)
{
  g_return_val_if_fail (cargo != NULL && goods != NULL && box != NULL, NULL);
  cargo->n_goods++;
  const BsrCargoShare share = { box, -1, NAN };
  g_array_append_val (goods->shares, share);
  return &g_array_index (goods->shares, BsrCargoShare, goods->shares->len - 1);
}

/* Whether @text says that there are no marks. */
static gboolean
is_none (const char *text)
{
  static const char *const none[] = { "",     "nm",      "n m",      "na",           "n a", "nil",
                                      "none", "no mark", "no marks", "sans marques", NULL };
  g_auto (GStrv) words = bsr_folded_words (text);
  g_autofree char *joined = g_strjoinv (" ", words);
  return g_strv_contains (none, joined);
}

void
bsr_cargo_goods_add_marks (BsrCargoGoods *goods, int line, const char *text)
{
  g_return_if_fail (goods != NULL && text != NULL);
  glong length = goods->marks != NULL ? g_utf8_strlen (goods->marks, -1) : 0;
  if (is_none (text) || length >= BSR_CARGO_LONGEST_MARKS)
    return;
  g_autofree char *before = g_steal_pointer (&goods->marks);
  g_autofree char *all
      = before != NULL ? g_strdup_printf ("%s / %s", before, text) : g_strdup (text);
  if (g_utf8_strlen (all, -1) > BSR_CARGO_LONGEST_MARKS)
    goods->marks = bsr_text_start (all, BSR_CARGO_LONGEST_MARKS - 1); /* with the ellipsis */
  else
    goods->marks = g_steal_pointer (&all);
  if (before == NULL)
    goods->marks_line = line;
}

gint64
bsr_cargo_packages (double number)
{
  return number >= 0.0 && number <= MOST_PACKAGES && floor (number) == number ? (gint64) number
                                                                              : -1;
}

gboolean
bsr_cargo_is_full (const BsrCargo *cargo)
{
  g_return_val_if_fail (cargo != NULL, TRUE);
  return cargo->boxes->len > BSR_CARGO_MOST_CASES || cargo->bills->len > BSR_CARGO_MOST_CASES
         || cargo->n_goods > 2 * BSR_CARGO_MOST_ITEMS;
}

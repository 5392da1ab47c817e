#include "bsr-cuscar.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-cuscar-bill.h"
#include "bsr-cuscar-goods.h"
#include "bsr-edifact-equipment.h"

static void
end_message (BsrCuscarReading *reading)
{
  if (reading->cargo == NULL)
    return;
  bsr_cuscar_end_bill (reading);
  BsrEdifactVoyage *voyage = &reading->voyage;
  reading->cargo->vessel = g_steal_pointer (&voyage->vessel);
  reading->cargo->imo = g_steal_pointer (&voyage->imo);
  reading->cargo->voyage = g_steal_pointer (&voyage->voyage);
  if (reading->problem == NULL)
    bsr_cargo_add_cases (reading->cargo, &reading->cases, &reading->problem);
  bsr_edifact_voyage_clear (voyage);
  g_clear_pointer (&reading->cargo, bsr_cargo_free);
}

static void
begin_message (BsrCuscarReading *reading)
{
  static const BsrCargoPlaces places = { .bill = "CNI", .emptiness = "EQD", .marks = "PCI" };
  end_message (reading);
  reading->cargo = bsr_cargo_new (&places);
  reading->has_main_carriage = FALSE;
  reading->box = NULL;
  reading->place = BSR_CUSCAR_HEADER;
  g_clear_pointer (&reading->consignment, g_free);
}

/* The ship is that of the main carriage (code list 8051: 20), or the only one there is. */
static void
take_transport (BsrCuscarReading *reading)
{
  gboolean is_main = strcmp (bsr_edifact_value (reading->edifact, 1, 1), "20") == 0;
  if (reading->bill != NULL || (reading->has_main_carriage && !is_main))
    return;
  bsr_edifact_voyage_take (&reading->voyage, reading->edifact);
  reading->has_main_carriage = is_main;
}

static void
take_equipment (BsrCuscarReading *reading)
{
  BsrEdifact *edifact = reading->edifact;
  bsr_cuscar_end_goods (reading);
  reading->place = BSR_CUSCAR_EQUIPMENT;
  reading->box = NULL;
  if (strcmp (bsr_edifact_value (edifact, 1, 1), "CN") != 0)
    {
      bsr_edifact_remark (edifact, NULL, FALSE, _ ("\"%.10s\" is no container"),
                          bsr_edifact_value (edifact, 1, 1));
      return;
    }
  BsrCargoBox *box = reading->box = bsr_cuscar_take_box (reading, 2, 1);
  if (box == NULL)
    return;
  if (box->size_type == NULL)
    box->size_type = bsr_edifact_take_size_type (edifact);
  box->empty = MAX (box->empty, bsr_edifact_take_empty (edifact));
  if (box->within == NULL)
    box->within = reading->bill;
}

/* What a verified mass says is not said anew by one that is not. */
static void
take_box_mass (BsrCuscarReading *reading)
{
  BsrCargoBox *box = reading->box;
  double kg;
  if (box == NULL)
    return;
  BsrEdifactMass mass = bsr_edifact_take_mass (reading->edifact, box->number, &kg);
  if (mass == BSR_EDIFACT_MASS_TARE)
    box->tare_kg = kg;
  else if (mass == BSR_EDIFACT_MASS_VERIFIED
           || (mass == BSR_EDIFACT_MASS_GROSS && !box->is_verified))
    {
      box->gross_kg = kg;
      box->is_verified = mass == BSR_EDIFACT_MASS_VERIFIED;
      bsr_edifact_doubt_gross (reading->edifact, box->number, box->size_type, kg);
    }
}

static void
take_seal (BsrCuscarReading *reading)
{
  g_autofree char *seal = bsr_edifact_dup (reading->edifact, 1, 1);
  BsrCargoBox *box = reading->box;
  if (seal == NULL)
    return;
  if (box == NULL)
    {
      bsr_edifact_remark (reading->edifact, NULL, FALSE, _ ("seal %.40s is of no container"), seal);
      return;
    }
  for (guint i = 0; i < box->seals->len; i++)
    if (strcmp (box->seals->pdata[i], seal) == 0)
      return;
  if (box->seals->len < BSR_CARGO_MOST_SEALS)
    g_ptr_array_add (box->seals, g_steal_pointer (&seal));
  else
    bsr_edifact_remark (reading->edifact, box->number, FALSE,
                        _ ("more than %d seals: %.40s was left out"), BSR_CARGO_MOST_SEALS, seal);
}

static void
take_measure (BsrCuscarReading *reading)
{
  if (reading->place == BSR_CUSCAR_EQUIPMENT)
    take_box_mass (reading);
  else
    bsr_cuscar_take_goods_mass (reading);
}

static const struct
{
  const char *tag;
  void (*take) (BsrCuscarReading *reading);
} rows[] = {
  { "UNH", begin_message },
  { "TDT", take_transport },
  { "EQD", take_equipment },
  { "SEL", take_seal },
  { "MEA", take_measure },
  { "CNI", bsr_cuscar_take_consignment },
  { "RFF", bsr_cuscar_take_reference },
  { "LOC", bsr_cuscar_take_location },
  { "NAD", bsr_cuscar_take_party },
  { "GID", bsr_cuscar_take_goods },
  { "FTX", bsr_cuscar_take_text },
  { "SGP", bsr_cuscar_take_split },
  { "CST", bsr_cuscar_take_code },
  { "PIA", bsr_cuscar_take_code },
  { "DGS", bsr_cuscar_take_danger },
  { "PCI", bsr_cuscar_take_marks },
};

/* What is beyond any ship's load is not read. */
static gboolean
is_full (const BsrCuscarReading *reading)
{
  if (reading->manifest->cases->len < BSR_CARGO_MOST_CASES && !reading->cases.is_full
      && (reading->cargo == NULL || !bsr_cargo_is_full (reading->cargo)))
    return FALSE;
  bsr_edifact_remark (reading->edifact, NULL, FALSE,
                      _ ("there are more than %d containers or bills, or %d lines of goods: the "
                         "rest of the file was not read"),
                      BSR_CARGO_MOST_CASES, BSR_CARGO_MOST_ITEMS);
  return TRUE;
}

static gboolean
take_segment (gpointer data, GError **error)
{
  BsrCuscarReading *reading = data;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (bsr_edifact_is (reading->edifact, rows[i].tag))
      rows[i].take (reading);
  if (reading->problem == NULL)
    return !is_full (reading);
  g_propagate_error (error, g_steal_pointer (&reading->problem));
  return FALSE;
}

/* Code list 1001: 85 customs manifest, 785 cargo manifest. */
static const char *const documents[] = { "85", "785", NULL };
static const BsrEdifactKind kind = { .type = "CUSCAR", .documents = documents };

gboolean
bsr_cuscar_probe (const char *bytes, gsize n)
{
  return bsr_edifact_probe (bytes, n, &kind);
}

BsrManifest *
bsr_cuscar_read (const char *bytes, gsize n, const BsrCsvMapping *mapping G_GNUC_UNUSED,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (BsrManifest) manifest = bsr_manifest_new (BSR_MANIFEST_CUSCAR, "CUSCAR");
  g_autoptr (BsrEdifact) edifact = bsr_edifact_new (bytes, n, &kind, manifest, error);
  if (edifact == NULL)
    return NULL;
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  BsrCuscarReading reading = { .manifest = manifest,
                               .edifact = edifact,
                               .cases = { .manifest = manifest, .by_id = by_id } };
  gboolean ok = bsr_edifact_take_all (edifact, take_segment, &reading, cancellable, error);
  end_message (&reading);
  g_free (reading.consignment);
  if (ok && reading.problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reading.problem));
      return NULL;
    }
  g_clear_error (&reading.problem);
  return ok ? g_steal_pointer (&manifest) : NULL;
}

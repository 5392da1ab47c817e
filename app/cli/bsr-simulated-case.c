#include "bsr-simulated-case.h"

#include <math.h>

#include "bsr-container-number.h"
#include "bsr-json-writer.h"
#include "bsr-scanner.h"
#include "bsr-simulated-files.h"

#define TRUTH_FORMAT "basira-truth/1"
#define SITE "ZZSIM"
/* The first scan of a set is taken at this time, Unix seconds (2026-01-05, 06:00 UTC), and another
 * every quarter of an hour. */
#define FIRST_SCAN 1767592800
#define SCAN_INTERVAL 900
/* The declaration came half a day before and the vessel loads three days later, seconds. */
#define RAISED_BEFORE (12 * 3600)
#define CUT_OFF_AFTER (3 * 24 * 3600)

char *
bsr_simulated_case_name (const BsrSimulatedCase *drawn)
{
  return g_strdup_printf ("%s-%06d", bsr_simulation_set_name (drawn->set), drawn->index);
}

static GDateTime *
moment (const BsrSimulatedCase *drawn, gint64 offset)
{
  return g_date_time_new_from_unix_utc (FIRST_SCAN + (gint64) drawn->index * SCAN_INTERVAL + offset);
}

static char *
container_number (int serial)
{
  char *number = g_strdup_printf ("EXMU%06d0", serial);
  int digit = 0;
  bsr_container_number_check (number, &digit);
  number[10] = (char) ('0' + digit);
  return number;
}

BsrScan *
bsr_simulated_case_scan (const BsrSimulatedCase *drawn, const BsrSimulation *simulation)
{
  g_autofree char *name = bsr_simulated_case_name (drawn);
  BsrScan *scan = bsr_scan_new (name);
  scan->described = TRUE;
  scan->container = container_number (drawn->read_serial);
  scan->acquired = moment (drawn, 0);
  scan->site = g_strdup (SITE);
  scan->scanner = g_strdup (bsr_scanner_preset (drawn->scanner).name);
  scan->acquisition = *bsr_simulation_acquisition (simulation);
  return scan;
}

/* Digits of the codes that are declared. */
static int
code_digits (BsrVagueness vague)
{
  return vague == BSR_VAGUE_CHAPTER ? 2 : vague == BSR_VAGUE_HEADING ? 4 : 6;
}

/* A code that is cut short goes without words that would say more than it. */
static void
add_item (BsrCase *flagged, const BsrSimulatedItem *item, BsrVagueness vague)
{
  int digits = code_digits (vague);
  g_autofree char *hs = g_strndup (item->commodity->hs, (gsize) digits);
  bsr_simulated_files_add_item (flagged, hs, digits == 6 ? item->commodity->description : NULL,
                                vague == BSR_VAGUE_PACKAGES ? -1 : item->packages,
                                item->commodity->package_type,
                                vague == BSR_VAGUE_MASSES ? (double) NAN : item->gross_kg, "ZZ");
}

BsrCase *
bsr_simulated_case_declaration (const BsrSimulatedCase *drawn)
{
  g_autofree char *number = container_number (drawn->serial);
  g_autofree char *set = g_ascii_strup (bsr_simulation_set_name (drawn->set), -1);
  g_autofree char *id = g_strdup_printf ("ZZSIM-%s-%06d", set, drawn->index);
  BsrCase *flagged = bsr_case_new (id, number);
  flagged->size_type = g_strdup (bsr_container_size_code (drawn->size));
  flagged->flag_source = g_strdup ("random selection");
  flagged->priority = BSR_PRIORITY_ROUTINE;
  flagged->raised = moment (drawn, -RAISED_BEFORE);
  flagged->cut_off = moment (drawn, CUT_OFF_AFTER);
  flagged->bill_of_lading = g_strdup_printf ("EXB%06d", drawn->serial);
  flagged->vessel = g_strdup ("Example Vessel");
  flagged->port_of_lading = g_strdup ("ZZPRT");
  flagged->port_of_discharge = g_strdup ("ZZQAY");
  flagged->shipper = g_strdup ("Example Shipper Ltd");
  flagged->consignee = g_strdup ("Example Consignee Inc.");
  flagged->tare_kg = drawn->tare_kg;
  flagged->gross_kg = drawn->gross_kg;
  flagged->empty = drawn->declared_empty;
  for (int i = 0; i < drawn->n_items; i++)
    add_item (flagged, &drawn->items[i], drawn->vague);
  return flagged;
}

static void
write_box (BsrJsonWriter *writer, const char *member, BsrBox box)
{
  const double numbers[] = { box.x, box.y, box.width, box.height };
  bsr_json_writer_numbers (writer, member, numbers, G_N_ELEMENTS (numbers));
}

/* What shows nowhere in the picture is no object of it. */
static void
write_objects (BsrJsonWriter *writer, const char *name, const BsrSimulation *simulation)
{
  bsr_json_writer_begin_array (writer, "objects");
  for (int i = 0; i < bsr_simulation_n_objects (simulation); i++)
    {
      const BsrTrueObject *object = bsr_simulation_object (simulation, i);
      g_autofree char *mask = bsr_simulated_files_mask_name (name, i);
      if (bsr_box_is_empty (object->box))
        continue;
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "kind", object->kind);
      bsr_json_writer_string (writer, "zone", object->zone);
      write_box (writer, "box", object->box);
      bsr_json_writer_string (writer, "mask", mask);
      write_box (writer, "mask_box", object->box);
      bsr_json_writer_number (writer, "cnr", object->cnr);
      bsr_json_writer_number (writer, "steel_mm", object->steel_mm);
      bsr_json_writer_number (writer, "mass_kg", object->mass_kg);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

static void
write_commodities (BsrJsonWriter *writer, const BsrSimulatedCase *drawn)
{
  bsr_json_writer_begin_array (writer, "commodities");
  for (int i = 0; i < drawn->n_loads; i++)
    {
      const BsrSimulatedLoad *load = &drawn->loads[i];
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "id", load->commodity->id);
      bsr_json_writer_string (writer, "hs", load->commodity->hs);
      bsr_json_writer_number (writer, "from_mm", load->from_mm);
      bsr_json_writer_number (writer, "to_mm", load->to_mm);
      bsr_json_writer_number (writer, "mass_kg", load->mass_kg);
      bsr_json_writer_integer (writer, "packages", load->packages);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

/* What is declared, whatever the papers leave open of it. */
static void
write_declaration (BsrJsonWriter *writer, const BsrSimulatedCase *drawn)
{
  double mass_kg = 0.0;
  for (int i = 0; i < drawn->n_items; i++)
    mass_kg += drawn->items[i].gross_kg;
  bsr_json_writer_begin_object (writer, "declaration");
  bsr_json_writer_integer (writer, "items", drawn->n_items);
  bsr_json_writer_number (writer, "mass_kg", mass_kg);
  if (drawn->vague == BSR_VAGUE_NOWHERE)
    bsr_json_writer_null (writer, "vague");
  else
    bsr_json_writer_string (writer, "vague", bsr_vagueness_name (drawn->vague));
  bsr_json_writer_end_object (writer);
}

static const char *
split_name (BsrSplit split)
{
  switch (split)
    {
    case BSR_SPLIT_TRAINING:
      return "training";
    case BSR_SPLIT_VALIDATION:
      return "validation";
    case BSR_SPLIT_TEST:
      return "test";
    default:
      g_assert_not_reached ();
    }
}

char *
bsr_simulated_case_truth (const BsrSimulatedCase *drawn, const BsrSimulation *simulation)
{
  g_autofree char *name = bsr_simulated_case_name (drawn);
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", TRUTH_FORMAT);
  write_objects (writer, name, simulation);
  bsr_json_writer_boolean (writer, "honest", drawn->lie == BSR_LIE_NONE);
  if (drawn->lie == BSR_LIE_NONE)
    bsr_json_writer_null (writer, "lie");
  else
    bsr_json_writer_string (writer, "lie", bsr_lie_name (drawn->lie));
  bsr_json_writer_number (writer, "mass_kg", drawn->load_kg);
  bsr_json_writer_boolean (writer, "empty", drawn->n_loads == 0);
  bsr_json_writer_string (writer, "scanner", bsr_scanner_id (drawn->scanner));
  bsr_json_writer_string (writer, "container_type", bsr_container_size_code (drawn->size));
  write_commodities (writer, drawn);
  write_declaration (writer, drawn);
  bsr_json_writer_string (writer, "split", split_name (bsr_simulated_case_split (drawn)));
  bsr_json_writer_integer (writer, "seed", (gint64) drawn->seed);
  bsr_json_writer_string (writer, "set", bsr_simulation_set_name (drawn->set));
  return bsr_json_writer_finish (writer);
}

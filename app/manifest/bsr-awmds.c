#include "bsr-awmds.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-cargo.h"
#include "bsr-container-number.h"
#include "bsr-error.h"
#include "bsr-text-start.h"
#include "bsr-written.h"
#include "bsr-xml.h"

#define ROOT "Awmds"
#define BILL "Awmds/Bol_segment"
/* Bytes of a text that are kept; longer ones are cut, with a remark. */
#define LONGEST_TEXT 16384
/* Characters of a value that are quoted. */
#define LONGEST_QUOTE 60
/* Digits of an IMO number: IMO resolution A.1117(30). */
#define IMO_DIGITS 7
/* A longer text is no container number. */
#define LONGEST_NUMBER 24

/* A manifest that is being read. */
typedef struct
{
  BsrCargoCases cases;
  char *vessel, *imo, *voyage, *port_of_lading, *port_of_discharge; /* (nullable): of the voyage */
  gboolean any_bill;

  /* Of the bill: */
  BsrCargo *cargo;      /* (nullable): it alone, with its containers */
  BsrCargoBill *bill;   /* of it */
  BsrCargoBox *box;     /* (nullable): that is being read, not of @cargo yet */
  BsrCargoGoods *goods; /* (nullable): that are being read */
  GPtrArray *seals;     /* char *: whichever container they are on */
  double n_stated;      /* containers that it says it has */
  guint n_named;        /* and names */
} Reading;

static gboolean
is (const BsrXmlElement *element, const char *path)
{
  return g_ascii_strcasecmp (element->path, path) == 0;
}

static const char *
container_of (const Reading *reading)
{
  return reading->box != NULL ? reading->box->number : NULL;
}

static void
remark (const Reading *reading, const BsrXmlElement *element, gboolean kept, const char *text,
        const char *reason)
{
  g_autofree char *start = bsr_text_start (text, LONGEST_QUOTE);
  bsr_manifest_remark (reading->cases.manifest, element->line, element->path + strlen (ROOT "/"),
                       container_of (reading), kept, "\"%s\" %s", start, reason);
}

/* (transfer full): @text in one line, without control characters, and not longer than is kept. */
static char *
one_line (const char *text)
{
  GString *line = g_string_new (NULL);
  for (; *text != '\0' && line->len < LONGEST_TEXT; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c))
        g_string_append_unichar (line, c);
      else if (line->len > 0 && line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
    }
  return g_strchomp (g_string_free (line, FALSE));
}

/* What stands first counts. */
static void
take_text (const Reading *reading, const BsrXmlElement *element, const char *text, char **member)
{
  if (*text == '\0' || *member != NULL)
    return;
  if (strlen (text) > LONGEST_TEXT)
    remark (reading, element, TRUE, text, _ ("is too long and was cut"));
  g_autofree char *line = one_line (text);
  if (*line != '\0')
    *member = g_steal_pointer (&line);
}

static void
take_number (const Reading *reading, const BsrXmlElement *element, const char *text, double *member)
{
  double value;
  gboolean ambiguous;
  const char *rest;
  if (*text == '\0')
    return;
  if (!bsr_written_number (text, '.', &value, &ambiguous, &rest) || *rest != '\0' || value < 0.0)
    {
      remark (reading, element, FALSE, text, _ ("is no number from 0 on and was left out"));
      return;
    }
  if (ambiguous && strchr (text, ',') != NULL)
    remark (reading, element, TRUE, text,
            _ ("may be thousands or decimals; see what was made of it"));
  *member = value;
}

static void
take_packages (const Reading *reading, const BsrXmlElement *element, const char *text,
               gint64 *member)
{
  double number = NAN;
  take_number (reading, element, text, &number);
  if (isnan (number))
    return;
  if (bsr_cargo_packages (number) < 0)
    remark (reading, element, FALSE, text, _ ("is no number of packages and was left out"));
  else
    *member = bsr_cargo_packages (number);
}

static void
take_seal (GPtrArray *seals, const char *text)
{
  g_autofree char *line = one_line (text);
  if (*line != '\0' && seals->len < BSR_CARGO_MOST_SEALS
      && !g_ptr_array_find_with_equal_func (seals, line, g_str_equal, NULL))
    g_ptr_array_add (seals, g_steal_pointer (&line));
}

static void
take_marks (BsrCargoGoods *goods, const BsrXmlElement *element, const char *text)
{
  g_autofree char *line = one_line (text);
  bsr_cargo_goods_add_marks (goods, element->line, line);
}

/* Registration numbers of other kinds stand in the same place. */
static void
take_imo (Reading *reading, const char *text)
{
  const char *digits
      = g_ascii_strncasecmp (text, "IMO", 3) == 0 ? text + 3 + strspn (text + 3, " :") : text;
  if (reading->imo == NULL && strlen (digits) == IMO_DIGITS
      && strspn (digits, "0123456789") == IMO_DIGITS)
    reading->imo = g_strdup (digits);
}

/* Codes differ from country to country: these are the standard's and those we know of. 4 and 5 are
 * those of UN/EDIFACT 8169. */
static void
take_emptiness (const Reading *reading, const BsrXmlElement *element, const char *text)
{
  static const char *const empty[] = { "0/0", "0",   "00",    "000", "4",    "MT", "MTY",
                                       "ETY", "EMP", "EMPTY", "E",   "VIDE", "V",  NULL };
  static const char *const full[] = { "1/1", "1",    "01", "001", "2",  "02",  "002",   "5", "FCL",
                                      "LCL", "FULL", "F",  "FS",  "FM", "PTI", "PLEIN", "P", NULL };
  g_autofree char *code = g_ascii_strup (text, -1);
  if (g_strv_contains (empty, code))
    reading->box->empty = 1;
  else if (g_strv_contains (full, code))
    reading->box->empty = MAX (reading->box->empty, 0);
  else if (*code != '\0')
    remark (reading, element, FALSE, text, _ ("says neither empty nor full and was left out"));
}

static void
take_head (Reading *reading, const BsrXmlElement *element, const char *text)
{
  const struct
  {
    const char *path;
    char **member;
  } texts[] = {
    { ROOT "/General_segment/General_segment_id/Voyage_number", &reading->voyage },
    { ROOT "/General_segment/Transport_information/Identity_of_transporter", &reading->vessel },
    { ROOT "/General_segment/Transport_information/Name_of_transporter", &reading->vessel },
    { ROOT "/General_segment/Load_unload_place/Place_of_departure_code", &reading->port_of_lading },
    { ROOT "/General_segment/Load_unload_place/Place_of_destination_code",
      &reading->port_of_discharge },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (is (element, texts[i].path))
      take_text (reading, element, text, texts[i].member);
  if (is (element,
          ROOT "/General_segment/Transport_information/Registration_number_of_transport_code")
      || is (element, ROOT "/General_segment/Transport_information/IMO"))
    take_imo (reading, text);
}

static void
take_bill (Reading *reading, const BsrXmlElement *element, const char *text)
{
  BsrCargoBill *bill = reading->bill;
  const struct
  {
    const char *path;
    char **member;
  } texts[] = {
    { BILL "/Bol_id/Bol_reference", &bill->bill },
    { BILL "/Load_unload_place/Place_of_loading_code", &bill->port_of_lading },
    { BILL "/Load_unload_place/Port_of_origin_code", &bill->port_of_lading },
    { BILL "/Load_unload_place/Place_of_unloading_code", &bill->port_of_discharge },
    { BILL "/Traders_segment/Exporter/Exporter_name", &bill->shipper },
    { BILL "/Traders_segment/Consignee/Consignee_name", &bill->consignee },
    { BILL "/Traders_segment/Notify/Notify_name", &bill->notify_party },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (is (element, texts[i].path))
      take_text (reading, element, text, texts[i].member);
}

static void
take_number_of_box (Reading *reading, const BsrXmlElement *element, const char *text)
{
  g_autofree char *number = NULL;
  take_text (reading, element, text, &number);
  if (number != NULL && reading->box->number == NULL)
    reading->box->number = bsr_container_number_normalize (number);
}

static void
take_box (Reading *reading, const BsrXmlElement *element, const char *text)
{
  BsrCargoBox *box = reading->box;
  const struct
  {
    const char *path;
    double *member;
  } numbers[] = {
    { BILL "/ctn_segment/Empty_weight", &box->tare_kg },
    { BILL "/ctn_segment/Goods_weight", &box->goods_kg },
    { BILL "/ctn_segment/Gross_weight", &box->gross_kg },
    { BILL "/ctn_segment/Ctn_weight", &box->gross_kg },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (is (element, numbers[i].path))
      take_number (reading, element, text, numbers[i].member);
  if (is (element, BILL "/ctn_segment/Ctn_reference"))
    take_number_of_box (reading, element, text);
  else if (is (element, BILL "/ctn_segment/Number_of_packages"))
    take_packages (reading, element, text, &box->packages);
  else if (is (element, BILL "/ctn_segment/Type_of_container"))
    take_text (reading, element, text, &box->size_type);
  else if (is (element, BILL "/ctn_segment/Empty_Full") || is (element, BILL "/ctn_segment/Status"))
    take_emptiness (reading, element, text);
  else if (is (element, BILL "/ctn_segment/Marks1") || is (element, BILL "/ctn_segment/Marks2")
           || is (element, BILL "/ctn_segment/Marks3")
           || is (element, BILL "/ctn_segment/Seal_number"))
    take_seal (box->seals, text);
}

static void
take_goods (Reading *reading, const BsrXmlElement *element, const char *text)
{
  BsrManifestItem *said = &reading->goods->said;
  if (is (element, BILL "/Goods_segment/Goods_description"))
    take_text (reading, element, text, &said->description);
  else if (is (element, BILL "/Goods_segment/Package_type_code"))
    take_text (reading, element, text, &said->package_type);
  else if (is (element, BILL "/Goods_segment/Number_of_packages"))
    take_packages (reading, element, text, &said->packages);
  else if (is (element, BILL "/Goods_segment/Gross_mass"))
    take_number (reading, element, text, &said->gross_kg);
  else if (is (element, BILL "/Goods_segment/Shipping_marks"))
    take_marks (reading->goods, element, text);
  else if (is (element, BILL "/Goods_segment/Num_of_ctn_for_this_bol"))
    take_number (reading, element, text, &reading->n_stated);
  else if (is (element, BILL "/Goods_segment/Seals_segment/Marks_of_seals"))
    take_seal (reading->seals, text);
}

static void
begin_bill (Reading *reading, const BsrXmlElement *element)
{
  static const BsrCargoPlaces places = { .bill = "Bol_segment",
                                         .box = "Bol_segment/ctn_segment",
                                         .emptiness = "Bol_segment/ctn_segment/Empty_Full",
                                         .marks = "Bol_segment/Goods_segment/Shipping_marks" };
  reading->any_bill = TRUE;
  if (reading->cases.is_full)
    return;
  reading->cargo = bsr_cargo_new (&places);
  reading->bill = bsr_cargo_add_bill (reading->cargo, element->line);
  reading->seals = g_ptr_array_new_with_free_func (g_free);
  reading->n_stated = NAN;
  reading->n_named = 0;
}

static void
clear_bill (Reading *reading)
{
  g_clear_pointer (&reading->cargo, bsr_cargo_free);
  g_clear_pointer (&reading->seals, g_ptr_array_unref);
  g_clear_pointer (&reading->box, bsr_cargo_box_free);
  reading->bill = NULL;
  reading->goods = NULL;
}

static gboolean
begin_cb (const BsrXmlElement *element, gpointer data, GError **error)
{
  Reading *reading = data;
  if (is (element, BILL))
    begin_bill (reading, element);
  else if (reading->cargo == NULL || bsr_cargo_is_full (reading->cargo))
    return TRUE; /* what is too much is left out in the end, with a remark */
  else if (is (element, BILL "/ctn_segment"))
    reading->box = bsr_cargo_box_new (element->line);
  else if (is (element, BILL "/Goods_segment"))
    reading->goods = bsr_cargo_add_goods (reading->cargo, reading->bill);
  return TRUE;
}

/* Adds the container that was read to the bill's, or says why not. */
static void
finish_box (Reading *reading)
{
  g_autoptr (BsrCargoBox) box = g_steal_pointer (&reading->box);
  const char *problem = NULL;
  box->within = reading->bill;
  reading->n_named++;
  if (box->number == NULL || *box->number == '\0')
    problem = _ ("the container has no number and was skipped");
  else if (strlen (box->number) > LONGEST_NUMBER || strpbrk (box->number, "0123456789") == NULL)
    problem = _ ("this is no container number: the container was skipped");
  else if (!bsr_cargo_add_box (reading->cargo, box))
    problem = _ ("the bill names the container twice; the first time counts");
  else
    box = NULL;
  if (problem != NULL)
    bsr_manifest_remark (reading->cases.manifest, box->line,
                         "Bol_segment/ctn_segment/Ctn_reference", NULL, FALSE, "%s", problem);
}

/* Seals that the goods name are not taken where there are several containers, or the only one names
 * others. */
static void
remark_seals (const Reading *reading)
{
  const GPtrArray *boxes = reading->cargo->boxes;
  const BsrCargoBox *single = boxes->len == 1 ? boxes->pdata[0] : NULL;
  g_autoptr (GString) left_out = g_string_new (NULL);
  for (guint i = 0; i < reading->seals->len && boxes->len > 0; i++)
    if (single == NULL
        || !g_ptr_array_find_with_equal_func (single->seals, reading->seals->pdata[i], g_str_equal,
                                              NULL))
      g_string_append_printf (left_out, "%s%s", left_out->len > 0 ? ", " : "",
                              (const char *) reading->seals->pdata[i]);
  if (left_out->len > 0)
    bsr_manifest_remark (reading->cases.manifest, reading->bill->line,
                         "Bol_segment/Goods_segment/Seals_segment/Marks_of_seals",
                         single != NULL ? single->number : NULL, FALSE,
                         single != NULL ? _ ("the goods name seals that their container does not: %s")
                                        : _ ("of these seals nothing says which container they are on: %s"),
                         left_out->str);
}

/* What the bill as a whole leaves open. */
static void
remark_bill (const Reading *reading)
{
  const BsrCargoBill *bill = reading->bill;
  if (bill->bill == NULL)
    bsr_manifest_remark (reading->cases.manifest, bill->line, "Bol_segment/Bol_id/Bol_reference",
                         NULL, TRUE, "%s", _ ("the bill has no reference"));
  if (reading->n_named > 0 && !isnan (reading->n_stated)
      && reading->n_stated != (double) reading->n_named)
    bsr_manifest_remark (reading->cases.manifest, bill->line,
                         "Bol_segment/Goods_segment/Num_of_ctn_for_this_bol", NULL, TRUE,
                         _ ("the bill says that it has %.0f containers and names %u"),
                         reading->n_stated, reading->n_named);
}

/* Makes the cases of the bill. What it does not say, the head of the manifest says for all; its
 * seals are on its only container. */
static gboolean
finish_bill (Reading *reading, GError **error)
{
  BsrCargo *cargo = reading->cargo;
  BsrManifest *manifest = reading->cases.manifest;
  cargo->vessel = g_strdup (reading->vessel);
  cargo->imo = g_strdup (reading->imo);
  cargo->voyage = g_strdup (reading->voyage);
  cargo->port_of_lading = g_strdup (reading->port_of_lading);
  cargo->port_of_discharge = g_strdup (reading->port_of_discharge);
  BsrCargoBox *single = cargo->boxes->len == 1 ? cargo->boxes->pdata[0] : NULL;
  if (single != NULL && single->seals->len == 0)
    {
      g_ptr_array_unref (single->seals);
      single->seals = g_ptr_array_ref (reading->seals);
    }
  remark_bill (reading);
  remark_seals (reading);
  gboolean ok = bsr_cargo_add_cases (cargo, &reading->cases, error);
  for (guint i = 0; ok && i < cargo->boxes->len; i++)
    {
      const BsrCargoBox *box = cargo->boxes->pdata[i];
      g_autofree char *id = bsr_manifest_case_id (reading->bill->bill, box->number);
      const BsrCase *flagged = g_hash_table_lookup (reading->cases.by_id, id);
      if (flagged != NULL)
        bsr_manifest_remark_doubts (manifest, box->line, flagged);
    }
  clear_bill (reading);
  return ok;
}

static gboolean
end_cb (const BsrXmlElement *element, const char *text, gpointer data, GError **error)
{
  Reading *reading = data;
  if (reading->cargo == NULL)
    take_head (reading, element, text);
  else if (is (element, BILL))
    return finish_bill (reading, error);
  else if (reading->box != NULL && is (element, BILL "/ctn_segment"))
    finish_box (reading);
  else if (is (element, BILL "/Goods_segment"))
    reading->goods = NULL;
  else if (reading->box != NULL)
    take_box (reading, element, text);
  else if (reading->goods != NULL)
    take_goods (reading, element, text);
  else
    take_bill (reading, element, text);
  return TRUE;
}

gboolean
bsr_awmds_probe (const char *bytes, gsize n)
{
  g_autofree char *root = bsr_xml_root (bytes, n);
  return root != NULL && g_ascii_strcasecmp (root, ROOT) == 0;
}

/* Whether what was read can stand, after @problem (nullable). */
static gboolean
can_stand (const Reading *reading, const GError *problem, GError **error)
{
  if (problem != NULL && g_error_matches (problem, BSR_ERROR, BSR_ERROR_DAMAGED)
      && reading->any_bill && reading->cases.manifest->cases->len > 0)
    {
      bsr_manifest_remark (reading->cases.manifest, 0, NULL, NULL, FALSE,
                           _ ("only its beginning could be read: %s"), problem->message);
      return TRUE;
    }
  if (problem != NULL)
    g_propagate_error (error, g_error_copy (problem));
  else if (!reading->any_bill)
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                         _ ("holds no bill of lading (Bol_segment)"));
  return problem == NULL && reading->any_bill;
}

BsrManifest *
bsr_awmds_read (const char *bytes, gsize n, const BsrCsvMapping *mapping, GCancellable *cancellable,
                GError **error)
{
  static const BsrXmlHandler handler = { begin_cb, end_cb };
  g_autoptr (BsrManifest) manifest = bsr_manifest_new (BSR_MANIFEST_AWMDS, "ASYCUDA World Awmds");
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  Reading reading = { .cases = { .manifest = manifest, .by_id = by_id } };
  g_autoptr (GError) problem = NULL;
  bsr_xml_read (bytes, n, &handler, &reading, cancellable, &problem);
  gboolean good = can_stand (&reading, problem, error);
  clear_bill (&reading);
  char *strings[] = { reading.vessel, reading.imo, reading.voyage, reading.port_of_lading,
                      reading.port_of_discharge };
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (strings[i]);
  return good ? g_steal_pointer (&manifest) : NULL;
}

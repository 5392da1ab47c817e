#include "bsr-cuscar-bill.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-cuscar-goods.h"
#include "bsr-edifact-equipment.h"

/* Characters of a party with its address, and of a bill's number, that are kept. */
#define MOST_PARTY 512
#define MOST_NUMBER 64

/* --- Consignments ---------------------------------------------------------------------------- */

static void
begin_bill (BsrCuscarReading *reading)
{
  bsr_cuscar_end_bill (reading);
  reading->bill = bsr_cargo_add_bill (reading->cargo, bsr_edifact_line (reading->edifact));
  reading->bill->bill = g_strdup (reading->consignment);
  reading->has_reference = reading->has_content = FALSE;
  reading->first_reference[0] = '\0';
  reading->box = NULL;
  reading->place = BSR_CUSCAR_BILL;
}

BsrCargoBill *
bsr_cuscar_need_bill (BsrCuscarReading *reading)
{
  if (reading->bill == NULL)
    begin_bill (reading);
  return reading->bill;
}

void
bsr_cuscar_end_bill (BsrCuscarReading *reading)
{
  BsrCargoBill *bill = reading->bill;
  bsr_cuscar_end_goods (reading);
  if (bill != NULL && !reading->has_reference)
    {
      if (bill->bill != NULL)
        bsr_manifest_remark (reading->manifest, bill->line, "CNI", NULL, TRUE,
                             _ ("no reference (RFF) names the bill of lading: the consignment's "
                                "number %s stands for it"),
                             bill->bill);
      else
        bsr_manifest_remark (reading->manifest, bill->line, "CNI", NULL, TRUE,
                             _ ("nothing names the bill of lading of this consignment"));
    }
  reading->bill = NULL;
}

/* (transfer full) (nullable) */
static char *
take_number (const BsrEdifact *edifact, int element, int component)
{
  g_autofree char *text = bsr_edifact_dup (edifact, element, component);
  return text != NULL ? g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MOST_NUMBER))
                      : NULL;
}

void
bsr_cuscar_take_consignment (BsrCuscarReading *reading)
{
  g_free (reading->consignment);
  reading->consignment = take_number (reading->edifact, 2, 1);
  begin_bill (reading);
}

/* --- References ------------------------------------------------------------------------------ */

/* Code list 1153: bill of lading, house and master bill, house and master waybill. */
static gboolean
is_bill (const char *kind)
{
  static const char *const kinds[] = { "BM", "BH", "MB", "HWB", "MWB", NULL };
  return g_strv_contains (kinds, kind);
}

/* A bill that is named after another's particulars begins a consignment, within the same CNI; so
 * does whatever reference the one before began with. */
static void
note_reference (BsrCuscarReading *reading, const char *kind)
{
  if (reading->has_content && (is_bill (kind) || strcmp (kind, reading->first_reference) == 0))
    begin_bill (reading);
  if (reading->first_reference[0] == '\0')
    g_strlcpy (reading->first_reference, kind, sizeof reading->first_reference);
}

BsrCargoBox *
bsr_cuscar_take_box (BsrCuscarReading *reading, int element, int component)
{
  g_autofree char *number = bsr_edifact_take_container (reading->edifact, element, component);
  if (number == NULL)
    return NULL;
  guint before = reading->cargo->boxes->len;
  BsrCargoBox *box = bsr_cargo_box (reading->cargo, number, bsr_edifact_line (reading->edifact));
  if (reading->cargo->boxes->len > before)
    bsr_edifact_doubt_container (reading->edifact, number);
  return box;
}

static void
link_container (BsrCuscarReading *reading)
{
  BsrCargoBox *box = bsr_cuscar_take_box (reading, 1, 2);
  if (box != NULL && box->within == NULL)
    box->within = reading->bill;
}

void
bsr_cuscar_take_reference (BsrCuscarReading *reading)
{
  const char *kind = bsr_edifact_value (reading->edifact, 1, 1);
  g_autofree char *number = take_number (reading->edifact, 1, 2);
  if (reading->bill == NULL && reading->place == BSR_CUSCAR_EQUIPMENT)
    {
      if (is_bill (kind) && reading->box != NULL && reading->box->bill == NULL)
        reading->box->bill = g_steal_pointer (&number);
      return;
    }
  if (reading->bill == NULL && !is_bill (kind))
    return;
  bsr_cuscar_need_bill (reading);
  note_reference (reading, kind);
  if (strcmp (kind, "EQ") == 0)
    link_container (reading);
  if (!is_bill (kind) || reading->has_reference || number == NULL)
    return;
  reading->has_reference = TRUE;
  g_free (reading->bill->bill);
  reading->bill->bill = g_steal_pointer (&number);
}

/* --- Places ---------------------------------------------------------------------------------- */

static void
give_text (char **to, char *text)
{
  if (*to == NULL)
    *to = text;
  else
    g_free (text);
}

/* (transfer full) (nullable): its code, or its name where it has none. */
static char *
take_place_name (const BsrEdifact *edifact)
{
  char *code = bsr_edifact_dup (edifact, 2, 1);
  return code != NULL ? code : bsr_edifact_dup (edifact, 2, 4);
}

/* Code list 3227: 9 is the port of lading, 11 of discharge, 27 the country of origin. */
void
bsr_cuscar_take_location (BsrCuscarReading *reading)
{
  const char *kind = bsr_edifact_value (reading->edifact, 1, 1);
  BsrCargoBill *bill = reading->bill;
  if (reading->goods != NULL && strcmp (kind, "27") == 0)
    {
      bsr_cuscar_take_origin (reading);
      return;
    }
  if (reading->place == BSR_CUSCAR_EQUIPMENT || reading->cargo == NULL)
    return;
  reading->has_content = TRUE;
  if (strcmp (kind, "9") == 0)
    give_text (bill != NULL ? &bill->port_of_lading : &reading->cargo->port_of_lading,
               take_place_name (reading->edifact));
  else if (strcmp (kind, "11") == 0)
    give_text (bill != NULL ? &bill->port_of_discharge : &reading->cargo->port_of_discharge,
               take_place_name (reading->edifact));
}

/* --- Parties --------------------------------------------------------------------------------- */

/* The lines of elements @from to @to in one. */
static void
append_lines (GString *text, const BsrEdifact *edifact, int from, int to, const char *between)
{
  for (int element = from; element <= to; element++)
    for (int component = 1; component <= 5; component++)
      {
        g_autofree char *line = bsr_edifact_dup (edifact, element, component);
        if (line != NULL && text->len < MOST_PARTY)
          g_string_append_printf (text, "%s%s", text->len > 0 ? between : "", line);
      }
}

/* (transfer full) (nullable): name and address of the present NAD as lines (C058), or by parts:
 * C080 name, C059 street, 3164 city, C819 (3229) region, 3251 postcode, 3207 country; else the
 * party's code (C082). */
static char *
take_party (const BsrEdifact *edifact)
{
  g_autoptr (GString) text = g_string_new (NULL);
  append_lines (text, edifact, 4, 4, " ");
  append_lines (text, edifact, 3, 3, ", ");
  append_lines (text, edifact, 5, 9, ", ");
  if (text->len == 0)
    return bsr_edifact_dup (edifact, 2, 1);
  return g_utf8_substring (text->str, 0, MIN (g_utf8_strlen (text->str, -1), MOST_PARTY));
}

/* Code list 3035: CZ consignor, CN consignee, N1 and NI the party to notify. */
void
bsr_cuscar_take_party (BsrCuscarReading *reading)
{
  const char *kind = bsr_edifact_value (reading->edifact, 1, 1);
  BsrCargoBill *bill = reading->bill;
  if (bill == NULL)
    return;
  reading->has_content = TRUE;
  if (strcmp (kind, "CZ") == 0)
    give_text (&bill->shipper, take_party (reading->edifact));
  else if (strcmp (kind, "CN") == 0)
    give_text (&bill->consignee, take_party (reading->edifact));
  else if (strcmp (kind, "N1") == 0 || strcmp (kind, "NI") == 0)
    give_text (&bill->notify_party, take_party (reading->edifact));
}

#include "bsr-case-file.h"

#include <glib/gi18n-lib.h>

#include "bsr-json-reader.h"
#include "bsr-json-writer.h"
#include "bsr-name.h"

/* In the order of BsrPriority. */
static const char *const priorities[] = { "routine", "high", "urgent", NULL };

const char *
bsr_priority_to_string (BsrPriority priority)
{
  return priorities[priority];
}

BsrPriority
bsr_priority_from_string (const char *name)
{
  return (BsrPriority) MAX (bsr_name_index (priorities, name), BSR_PRIORITY_ROUTINE);
}

static void
read_flag (BsrJsonReader *reader, BsrCase *flagged)
{
  if (!bsr_json_reader_enter (reader, "flag"))
    return;
  flagged->flag_source = bsr_json_reader_string (reader, "source", FALSE);
  flagged->risk = bsr_json_reader_number (reader, "risk", FALSE, bsr_json_share);
  flagged->priority = bsr_json_reader_choice (reader, "priority", priorities,
                                              BSR_PRIORITY_ROUTINE);
  g_strfreev (flagged->flag_reasons);
  flagged->flag_reasons = bsr_json_reader_strings (reader, "reasons");
  flagged->raised = bsr_json_reader_date_time (reader, "raised", FALSE);
  flagged->cut_off = bsr_json_reader_date_time (reader, "cut_off", FALSE);
  bsr_json_reader_leave (reader);
}

static void
read_transport (BsrJsonReader *reader, BsrCase *flagged)
{
  if (!bsr_json_reader_enter (reader, "transport"))
    return;
  flagged->bill_of_lading = bsr_json_reader_string (reader, "bill_of_lading", FALSE);
  flagged->vessel = bsr_json_reader_string (reader, "vessel", FALSE);
  flagged->imo = bsr_json_reader_string (reader, "imo", FALSE);
  flagged->voyage = bsr_json_reader_string (reader, "voyage", FALSE);
  flagged->port_of_lading = bsr_json_reader_string (reader, "port_of_lading", FALSE);
  flagged->port_of_discharge = bsr_json_reader_string (reader, "port_of_discharge", FALSE);
  bsr_json_reader_leave (reader);
}

static void
read_item (BsrJsonReader *reader, BsrCase *flagged, gboolean is_record, int index)
{
  if (!bsr_json_reader_enter_element (reader, "items", index))
    return;
  g_autofree char *hs
      = bsr_json_reader_pattern (reader, "hs", !is_record, "^[0-9]{2,10}$", _ ("2 to 10 digits"));
  if (bsr_json_reader_ok (reader))
    {
      BsrManifestItem *item = bsr_case_add_item (flagged, hs != NULL ? hs : "");
      item->description = bsr_json_reader_string (reader, "description", FALSE);
      item->packages = bsr_json_reader_integer (reader, "packages", FALSE, 0, G_MAXINT64, -1);
      item->package_type = bsr_json_reader_string (reader, "package_type", FALSE);
      item->gross_kg = bsr_json_reader_number (reader, "gross_kg", FALSE, bsr_json_not_negative);
      item->origin = bsr_json_reader_pattern (reader, "origin", FALSE, "^[A-Z]{2}$",
                                              _ ("a country code of 2 capital letters"));
    }
  bsr_json_reader_leave (reader);
}

static void
read_declaration (BsrJsonReader *reader, BsrCase *flagged, gboolean is_record)
{
  flagged->size_type = bsr_json_reader_string (reader, "size_type", FALSE);
  read_flag (reader, flagged);
  read_transport (reader, flagged);
  flagged->shipper = bsr_json_reader_string (reader, "shipper", FALSE);
  flagged->consignee = bsr_json_reader_string (reader, "consignee", FALSE);
  flagged->notify_party = bsr_json_reader_string (reader, "notify_party", FALSE);
  g_strfreev (flagged->seals);
  flagged->seals = bsr_json_reader_strings (reader, "seals");
  flagged->tare_kg = bsr_json_reader_number (reader, "tare_kg", FALSE, bsr_json_not_negative);
  flagged->gross_kg = bsr_json_reader_number (reader, "gross_kg", FALSE, bsr_json_not_negative);
  flagged->empty = bsr_json_reader_boolean (reader, "empty", FALSE);
  int n = bsr_json_reader_array_size (reader, "items", TRUE, 0, G_MAXINT);
  for (int i = 0; i < n && bsr_json_reader_ok (reader); i++)
    read_item (reader, flagged, is_record, i);
}

static BsrCase *
read_case (const char *json, gssize length, gboolean is_record, GError **error)
{
  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (json, length, error);
  if (reader == NULL)
    return NULL;
  bsr_json_reader_expect_format (reader, "basira-case", 1);
  g_autofree char *id =
      bsr_json_reader_pattern (reader, "case", TRUE, "[^\\s]", _ ("a reference that is not empty"));
  g_autofree char *container
      = is_record ? bsr_json_reader_string (reader, "container", TRUE)
                  : bsr_json_reader_pattern (reader, "container", TRUE, "^[A-Z]{3}[UJZ][0-9]{7}$",
                                             _ ("an ISO 6346 number like CSQU3054383"));
  if (!bsr_json_reader_finish (reader, error))
    return NULL;

  g_autoptr (BsrCase) flagged = bsr_case_new (id, container);
  read_declaration (reader, flagged, is_record);
  if (!bsr_json_reader_finish (reader, error))
    return NULL;
  return g_steal_pointer (&flagged);
}

BsrCase *
bsr_case_from_json (const char *json, gssize length, GError **error)
{
  return read_case (json, length, FALSE, error);
}

BsrCase *
bsr_case_from_record (const char *json, gssize length, GError **error)
{
  return read_case (json, length, TRUE, error);
}

BsrCase *
bsr_case_read (const char *path, GError **error)
{
  gsize length;
  g_autofree char *json = bsr_json_load_file (path, &length, error);
  return json != NULL ? bsr_case_from_json (json, (gssize) length, error) : NULL;
}

static void
write_flag (BsrJsonWriter *writer, const BsrCase *flagged)
{
  bsr_json_writer_begin_object (writer, "flag");
  bsr_json_writer_string (writer, "source", flagged->flag_source);
  bsr_json_writer_number (writer, "risk", flagged->risk);
  bsr_json_writer_string (writer, "priority", priorities[flagged->priority]);
  bsr_json_writer_strings (writer, "reasons", (const char *const *) flagged->flag_reasons);
  bsr_json_writer_date_time (writer, "raised", flagged->raised);
  bsr_json_writer_date_time (writer, "cut_off", flagged->cut_off);
  bsr_json_writer_end_object (writer);
}

static void
write_transport (BsrJsonWriter *writer, const BsrCase *flagged)
{
  bsr_json_writer_begin_object (writer, "transport");
  bsr_json_writer_string (writer, "bill_of_lading", flagged->bill_of_lading);
  bsr_json_writer_string (writer, "vessel", flagged->vessel);
  bsr_json_writer_string (writer, "imo", flagged->imo);
  bsr_json_writer_string (writer, "voyage", flagged->voyage);
  bsr_json_writer_string (writer, "port_of_lading", flagged->port_of_lading);
  bsr_json_writer_string (writer, "port_of_discharge", flagged->port_of_discharge);
  bsr_json_writer_end_object (writer);
}

static void
write_item (BsrJsonWriter *writer, const BsrManifestItem *item)
{
  bsr_json_writer_begin_object (writer, NULL);
  bsr_json_writer_string (writer, "hs", *item->hs != '\0' ? item->hs : NULL);
  bsr_json_writer_string (writer, "description", item->description);
  if (item->packages >= 0)
    bsr_json_writer_integer (writer, "packages", item->packages);
  bsr_json_writer_string (writer, "package_type", item->package_type);
  bsr_json_writer_number (writer, "gross_kg", item->gross_kg);
  bsr_json_writer_string (writer, "origin", item->origin);
  bsr_json_writer_end_object (writer);
}

char *
bsr_case_to_json (const BsrCase *flagged)
{
  g_return_val_if_fail (flagged != NULL, NULL);

  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", "basira-case/1");
  bsr_json_writer_string (writer, "case", flagged->id);
  bsr_json_writer_string (writer, "container", flagged->container);
  bsr_json_writer_string (writer, "size_type", flagged->size_type);
  write_flag (writer, flagged);
  write_transport (writer, flagged);
  bsr_json_writer_string (writer, "shipper", flagged->shipper);
  bsr_json_writer_string (writer, "consignee", flagged->consignee);
  bsr_json_writer_string (writer, "notify_party", flagged->notify_party);
  bsr_json_writer_strings (writer, "seals", (const char *const *) flagged->seals);
  bsr_json_writer_number (writer, "tare_kg", flagged->tare_kg);
  bsr_json_writer_number (writer, "gross_kg", flagged->gross_kg);
  bsr_json_writer_boolean (writer, "empty", flagged->empty);
  bsr_json_writer_begin_array (writer, "items");
  for (guint i = 0; i < flagged->items->len; i++)
    write_item (writer, g_ptr_array_index (flagged->items, i));
  bsr_json_writer_end_array (writer);
  return bsr_json_writer_finish (writer);
}

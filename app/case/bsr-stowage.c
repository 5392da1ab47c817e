#include "bsr-stowage.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-json-reader.h"
#include "bsr-json-writer.h"

BsrStowage *
bsr_stowage_new (const char *container)
{
  g_return_val_if_fail (container != NULL, NULL);
  BsrStowage *stowage = g_new0 (BsrStowage, 1);
  stowage->container = g_strdup (container);
  stowage->gross_kg = stowage->vgm_kg = NAN;
  stowage->empty = -1;
  stowage->dangerous = g_new0 (char *, 1);
  return stowage;
}

void
bsr_stowage_free (BsrStowage *stowage)
{
  if (stowage == NULL)
    return;
  g_free (stowage->container);
  g_free (stowage->position);
  g_free (stowage->size_type);
  g_free (stowage->vessel);
  g_free (stowage->imo);
  g_free (stowage->voyage);
  g_free (stowage->port_of_lading);
  g_free (stowage->port_of_discharge);
  g_strfreev (stowage->dangerous);
  g_free (stowage);
}

char *
bsr_stowage_to_json (const BsrStowage *stowage)
{
  g_return_val_if_fail (stowage != NULL, NULL);
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", "basira-stowage/1");
  bsr_json_writer_string (writer, "container", stowage->container);
  bsr_json_writer_string (writer, "position", stowage->position);
  bsr_json_writer_string (writer, "size_type", stowage->size_type);
  bsr_json_writer_string (writer, "vessel", stowage->vessel);
  bsr_json_writer_string (writer, "imo", stowage->imo);
  bsr_json_writer_string (writer, "voyage", stowage->voyage);
  bsr_json_writer_string (writer, "port_of_lading", stowage->port_of_lading);
  bsr_json_writer_string (writer, "port_of_discharge", stowage->port_of_discharge);
  bsr_json_writer_number (writer, "gross_kg", stowage->gross_kg);
  bsr_json_writer_number (writer, "vgm_kg", stowage->vgm_kg);
  if (stowage->empty >= 0)
    bsr_json_writer_boolean (writer, "empty", stowage->empty > 0);
  bsr_json_writer_strings (writer, "dangerous", (const char *const *) stowage->dangerous);
  return bsr_json_writer_finish (writer);
}

static void
read_members (BsrJsonReader *reader, BsrStowage *stowage)
{
  stowage->position = bsr_json_reader_string (reader, "position", FALSE);
  stowage->size_type = bsr_json_reader_string (reader, "size_type", FALSE);
  stowage->vessel = bsr_json_reader_string (reader, "vessel", FALSE);
  stowage->imo = bsr_json_reader_string (reader, "imo", FALSE);
  stowage->voyage = bsr_json_reader_string (reader, "voyage", FALSE);
  stowage->port_of_lading = bsr_json_reader_string (reader, "port_of_lading", FALSE);
  stowage->port_of_discharge = bsr_json_reader_string (reader, "port_of_discharge", FALSE);
  stowage->gross_kg = bsr_json_reader_number (reader, "gross_kg", FALSE, bsr_json_not_negative);
  stowage->vgm_kg = bsr_json_reader_number (reader, "vgm_kg", FALSE, bsr_json_not_negative);
  if (bsr_json_reader_has (reader, "empty"))
    stowage->empty = bsr_json_reader_boolean (reader, "empty", FALSE);
  g_strfreev (stowage->dangerous);
  stowage->dangerous = bsr_json_reader_strings (reader, "dangerous");
}

BsrStowage *
bsr_stowage_from_json (const char *json, gssize length, GError **error)
{
  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (json, length, error);
  if (reader == NULL)
    return NULL;
  bsr_json_reader_expect_format (reader, "basira-stowage", 1);
  g_autofree char *container = bsr_json_reader_pattern (reader, "container", TRUE, "[^\\s]",
                                                        _ ("a container number that is not empty"));
  if (!bsr_json_reader_finish (reader, error))
    return NULL;
  g_autoptr (BsrStowage) stowage = bsr_stowage_new (container);
  read_members (reader, stowage);
  return bsr_json_reader_finish (reader, error) ? g_steal_pointer (&stowage) : NULL;
}

#include "bsr-radiation.h"

#include <math.h>

#include "bsr-json-reader.h"
#include "bsr-json-writer.h"

#define FORMAT_NAME "basira-radiation"
#define FORMAT_MAJOR 1

BsrRadiation *
bsr_radiation_new (void)
{
  BsrRadiation *radiation = g_new0 (BsrRadiation, 1);
  radiation->duration_s = radiation->gamma = radiation->neutron = NAN;
  radiation->background_s = radiation->background_gamma = radiation->background_neutron = NAN;
  radiation->alarm = -1;
  radiation->alarms = g_new0 (char *, 1);
  radiation->nuclides = g_new0 (char *, 1);
  return radiation;
}

void
bsr_radiation_free (BsrRadiation *radiation)
{
  if (radiation == NULL)
    return;
  g_free (radiation->container);
  g_free (radiation->instrument);
  g_clear_pointer (&radiation->at, g_date_time_unref);
  g_strfreev (radiation->alarms);
  g_strfreev (radiation->nuclides);
  g_free (radiation);
}

static void
write_counts (BsrJsonWriter *writer, double duration_s, double gamma, double neutron)
{
  bsr_json_writer_number (writer, "duration_s", duration_s);
  bsr_json_writer_number (writer, "gamma", gamma);
  bsr_json_writer_number (writer, "neutron", neutron);
}

char *
bsr_radiation_to_json (const BsrRadiation *radiation)
{
  g_return_val_if_fail (radiation != NULL, NULL);

  g_autofree char *format = g_strdup_printf ("%s/%d", FORMAT_NAME, FORMAT_MAJOR);
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", format);
  bsr_json_writer_string (writer, "container", radiation->container);
  bsr_json_writer_string (writer, "instrument", radiation->instrument);
  bsr_json_writer_date_time (writer, "at", radiation->at);
  write_counts (writer, radiation->duration_s, radiation->gamma, radiation->neutron);
  bsr_json_writer_begin_object (writer, "background");
  write_counts (writer, radiation->background_s, radiation->background_gamma,
                radiation->background_neutron);
  bsr_json_writer_end_object (writer);
  if (radiation->alarm >= 0)
    bsr_json_writer_boolean (writer, "alarm", radiation->alarm > 0);
  bsr_json_writer_strings (writer, "alarms", (const char *const *) radiation->alarms);
  bsr_json_writer_strings (writer, "nuclides", (const char *const *) radiation->nuclides);
  return bsr_json_writer_finish (writer);
}

static void
read_counts (BsrJsonReader *reader, double *duration_s, double *gamma, double *neutron)
{
  *duration_s = bsr_json_reader_number (reader, "duration_s", FALSE, bsr_json_not_negative);
  *gamma = bsr_json_reader_number (reader, "gamma", FALSE, bsr_json_not_negative);
  *neutron = bsr_json_reader_number (reader, "neutron", FALSE, bsr_json_not_negative);
}

BsrRadiation *
bsr_radiation_from_json (const char *json, gssize length, GError **error)
{
  g_return_val_if_fail (json != NULL, NULL);

  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (json, length, error);
  if (reader == NULL)
    return NULL;
  g_autoptr (BsrRadiation) radiation = bsr_radiation_new ();
  bsr_json_reader_expect_format (reader, FORMAT_NAME, FORMAT_MAJOR);
  radiation->container = bsr_json_reader_string (reader, "container", FALSE);
  radiation->instrument = bsr_json_reader_string (reader, "instrument", FALSE);
  radiation->at = bsr_json_reader_date_time (reader, "at", FALSE);
  read_counts (reader, &radiation->duration_s, &radiation->gamma, &radiation->neutron);
  if (bsr_json_reader_enter (reader, "background"))
    {
      read_counts (reader, &radiation->background_s, &radiation->background_gamma,
                   &radiation->background_neutron);
      bsr_json_reader_leave (reader);
    }
  if (bsr_json_reader_has (reader, "alarm"))
    radiation->alarm = bsr_json_reader_boolean (reader, "alarm", FALSE);
  g_strfreev (radiation->alarms);
  radiation->alarms = bsr_json_reader_strings (reader, "alarms");
  g_strfreev (radiation->nuclides);
  radiation->nuclides = bsr_json_reader_strings (reader, "nuclides");
  return bsr_json_reader_finish (reader, error) ? g_steal_pointer (&radiation) : NULL;
}

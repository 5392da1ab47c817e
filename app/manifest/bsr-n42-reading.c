#include "bsr-n42-reading.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-container-number.h"
#include "bsr-error.h"
#include "bsr-n42-value.h"

/* Of a measurement: more alarms, nuclides or containers are no measurement of a box. */
#define MOST_WORDS 50
#define MOST_CONTAINERS 4
/* Longest of them, characters. */
#define MOST_LENGTH 200
/* Longest name of a detector, and longest moment, bytes: what is longer is cut. */
#define MOST_NAME 200
/* Of a file: portals make ten slices a second; a file of a day is none of one box. */
#define MOST_SLICES 100000
#define MOST_PARTS 1000

typedef void (*Handle) (BsrN42Reading *reading, const BsrXmlElement *element, const char *text);

/* By the name of an element, in whatever other it stands. */
typedef struct
{
  const char *name;
  Handle handle;
} Rule;

static BsrN42Part *
part_new (void)
{
  BsrN42Part *part = g_new0 (BsrN42Part, 1);
  part->slices = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_n42_slice_free);
  part->alarms = g_ptr_array_new_with_free_func (g_free);
  part->nuclides = g_ptr_array_new_with_free_func (g_free);
  part->items = g_ptr_array_new_with_free_func (g_free);
  part->mentions = g_ptr_array_new_with_free_func (g_free);
  part->alarm = -1;
  return part;
}

static void
part_free (gpointer data)
{
  BsrN42Part *part = data;
  g_ptr_array_unref (part->slices);
  g_ptr_array_unref (part->alarms);
  g_ptr_array_unref (part->nuclides);
  g_ptr_array_unref (part->items);
  g_ptr_array_unref (part->mentions);
  g_free (part->maker);
  g_free (part->model);
  g_free (part->serial);
  g_free (part);
}

BsrN42Reading *
bsr_n42_reading_new (BsrManifest *manifest, gboolean of_2006)
{
  g_return_val_if_fail (manifest != NULL, NULL);
  BsrN42Reading *reading = g_new0 (BsrN42Reading, 1);
  reading->manifest = manifest;
  reading->of_2006 = of_2006;
  reading->parts = g_ptr_array_new_with_free_func (part_free);
  reading->detectors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading->part = part_new ();
  g_ptr_array_add (reading->parts, reading->part);
  return reading;
}

void
bsr_n42_reading_free (BsrN42Reading *reading)
{
  if (reading == NULL)
    return;
  g_ptr_array_unref (reading->parts);
  g_hash_table_unref (reading->detectors);
  g_free (reading->described);
  g_free (reading->detector);
  g_free (reading->alarm_category);
  g_free (reading->alarm_words);
  g_free (reading->nuclide);
  g_free (reading);
}

static void
set (char **where, const char *text)
{
  g_free (*where);
  *where = g_strdup (text);
}

/* (nullable): the same, where there is something. */
static const char *
stated (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

static void
set_name (char **where, const char *text)
{
  g_free (*where);
  *where = text != NULL ? g_strndup (text, MOST_NAME) : NULL;
}

static void
remark (BsrN42Reading *reading, const BsrXmlElement *element, gboolean kept, const char *reason)
{
  bsr_manifest_remark (reading->manifest, element->line, element->path, NULL, kept, "%s", reason);
}

/* Adds a word that @words does not have. */
static void
add_word (BsrN42Reading *reading, const BsrXmlElement *element, GPtrArray *words, guint most,
          const char *word)
{
  g_autofree char *short_one
      = g_utf8_strlen (word, -1) > MOST_LENGTH ? g_utf8_substring (word, 0, MOST_LENGTH) : NULL;
  const char *kept = short_one != NULL ? short_one : word;
  if (stated (kept) == NULL || g_ptr_array_find_with_equal_func (words, kept, g_str_equal, NULL))
    return;
  if (words->len < most)
    g_ptr_array_add (words, g_strdup (kept));
  else if (!reading->crowded)
    {
      reading->crowded = TRUE;
      remark (reading, element, FALSE, _ ("there are more of these than a measurement has"));
    }
}

/* --- Time slices and counts --------------------------------------------------------------------
 */

static void
open_slice (BsrN42Reading *reading, const BsrXmlElement *element)
{
  reading->slice = bsr_n42_slice_new ();
  reading->slice_depth = element->depth;
  g_ptr_array_add (reading->part->slices, reading->slice);
  reading->n_slices++;
}

static void
begin_slice (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  if (reading->slice != NULL)
    return;
  open_slice (reading, element);
  reading->slice->apart = TRUE;
  reading->slice->derived = g_str_equal (element->name, "DerivedData");
}

static BsrN42Category
category_of (const char *name)
{
  static const struct
  {
    const char *name;
    BsrN42Category category;
  } names[] = { { "Gamma", BSR_N42_GAMMA }, { "Neutron", BSR_N42_NEUTRON } };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i].name) == 0)
      return names[i].category;
  return BSR_N42_NEITHER;
}

/* A detector's counts begin: 2011 names the detector that was described before, 2006 says its type.
 */
static void
begin_counts (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  if (reading->slice == NULL && reading->of_2006)
    open_slice (reading, element);
  const char *detector = bsr_xml_attribute (
      element, reading->of_2006 ? "Detector" : "radDetectorInformationReference");
  const char *type = reading->of_2006 ? bsr_xml_attribute (element, "DetectorType") : NULL;
  if (detector != NULL)
    set_name (&reading->detector, detector);
  if (type != NULL)
    reading->category = category_of (type);
  reading->gross = !g_str_equal (element->name, "Spectrum");
  reading->raw = stated (bsr_xml_attribute (element, "radRawSpectrumReferences")) == NULL;
}

/* Around the counts of one detector (2006). */
static void
begin_detector (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  const char *type = bsr_xml_attribute (element, "DetectorType");
  set_name (&reading->detector, bsr_xml_attribute (element, "Detector"));
  reading->category = type != NULL ? category_of (type) : BSR_N42_ANY;
}

static void
end_detector (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  g_clear_pointer (&reading->detector, g_free);
  reading->category = BSR_N42_ANY;
}

/* A detector of 2006 goes on around its spectrum. */
static void
end_counts (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  if (strstr (element->path, "DetectorMeasurement/") == NULL)
    end_detector (reading, element, text);
}

static void
begin_list (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  const char *compression = bsr_xml_attribute (element, "compressionCode");
  if (compression == NULL)
    compression = bsr_xml_attribute (element, "Compression");
  reading->counted_zeroes
      = compression != NULL && g_ascii_strcasecmp (compression, "CountedZeroes") == 0;
}

static void
end_list (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  double counts;
  if (reading->slice == NULL || !reading->raw)
    return;
  if (!bsr_n42_sum (text, reading->counted_zeroes, &counts))
    remark (reading, element, FALSE, _ ("is no list of counts"));
  else
    bsr_n42_slice_add (reading->slice, reading->detector != NULL ? reading->detector : "",
                       reading->category, reading->gross, counts);
  reading->counted_zeroes = FALSE;
}

static void
end_category (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  if (reading->described != NULL)
    g_hash_table_insert (reading->detectors, g_strdup (reading->described),
                         GINT_TO_POINTER (category_of (text)));
  else if (reading->of_2006 && reading->slice != NULL)
    reading->category = category_of (text);
}

static void
begin_description (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  set_name (&reading->described, bsr_xml_attribute (element, "id"));
}

static void
end_description (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  g_clear_pointer (&reading->described, g_free);
}

static void
end_source (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  static const struct
  {
    const char *name;
    BsrN42Source source;
  } names[] = {
    { "Foreground", BSR_N42_FOREGROUND },   { "Item", BSR_N42_FOREGROUND },
    { "Background", BSR_N42_BACKGROUND },   { "Calibration", BSR_N42_OTHER },
    { "IntrinsicActivity", BSR_N42_OTHER }, { "Stabilization", BSR_N42_OTHER },
  };
  if (reading->slice == NULL || reading->slice->source != BSR_N42_UNSTATED)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (text, names[i].name) == 0)
      reading->slice->source = names[i].source;
}

static void
end_start (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  gboolean zoned = TRUE;
  if (reading->slice == NULL || reading->slice->start != NULL || stated (text) == NULL)
    return;
  set_name (&reading->slice->start, text);
  reading->slice->at = bsr_n42_moment (text, &zoned);
  if (reading->slice->at == NULL)
    remark (reading, element, FALSE, _ ("is no date and time"));
  else if (!zoned && !reading->zone_missed)
    {
      reading->zone_missed = TRUE;
      remark (reading, element, TRUE, _ ("says no time zone and is read as this station's"));
    }
}

static void
end_duration (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  if (reading->slice == NULL || reading->slice->real_s >= 0.0)
    return;
  reading->slice->real_s = bsr_n42_duration (text);
  if (!(reading->slice->real_s >= 0.0))
    remark (reading, element, FALSE, _ ("is no duration"));
}

static void
end_occupied (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  if (reading->slice != NULL)
    reading->slice->occupied = bsr_n42_truth (text);
}

/* --- Alarms and nuclides -----------------------------------------------------------------------
 */

static void
begin_alarm (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  g_clear_pointer (&reading->alarm_category, g_free);
  g_clear_pointer (&reading->alarm_words, g_free);
}

static void
end_alarm_category (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  set (&reading->alarm_category, stated (text));
}

static void
end_alarm_words (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  set (&reading->alarm_words, stated (text));
}

static void
end_alarm (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  const char *words = reading->alarm_words != NULL ? reading->alarm_words : reading->alarm_category;
  reading->part->alarm = 1;
  if (words != NULL)
    add_word (reading, element, reading->part->alarms, MOST_WORDS, words);
}

/* "GammaAlarm", "NeutronAlarm": whether there is one. */
static void
end_alarm_flag (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  int truth = bsr_n42_truth (text);
  if (truth > 0)
    add_word (reading, element, reading->part->alarms, MOST_WORDS, element->name);
  reading->part->alarm = MAX (reading->part->alarm, truth);
}

static void
begin_nuclide (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  g_clear_pointer (&reading->nuclide, g_free);
  reading->identified = -1;
}

static void
end_nuclide_name (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  set (&reading->nuclide, stated (text));
}

static void
end_identified (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  reading->identified = bsr_n42_truth (text);
}

static void
end_nuclide (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  if (reading->nuclide != NULL && reading->identified != 0)
    add_word (reading, element, reading->part->nuclides, MOST_WORDS, reading->nuclide);
  begin_nuclide (reading, element, text);
}

/* --- Instrument and item ------------------------------------------------------------------------
 */

static void
end_maker (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  set (&reading->part->maker, stated (text));
}

static void
end_model (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  set (&reading->part->model, stated (text));
}

static void
end_serial (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  set (&reading->part->serial, stated (text));
}

static void
end_class (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);
  reading->part->portal |= strstr (lower, "portal") != NULL;
}

static void
begin_item (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  if (reading->item_depth == 0)
    reading->item_depth = element->depth;
}

/* A number where an item is described is taken with a wrong digit too, one in a remark only if it
 * can be nothing else. */
static void
note_containers (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  gboolean of_item = reading->item_depth > 0 || strstr (element->name, "Container") != NULL;
  if (!of_item && !g_str_has_suffix (element->name, "Remark"))
    return;
  g_auto (GStrv) numbers = bsr_container_number_find (text);
  for (char **number = numbers; *number != NULL; number++)
    {
      int digit;
      BsrContainerNumberState state = bsr_container_number_check (*number, &digit);
      if (state == BSR_CONTAINER_NUMBER_MALFORMED
          || (state == BSR_CONTAINER_NUMBER_CHECK_DIGIT && !of_item))
        continue;
      add_word (reading, element, of_item ? reading->part->items : reading->part->mentions,
                MOST_CONTAINERS, *number);
      if (state == BSR_CONTAINER_NUMBER_CHECK_DIGIT)
        bsr_manifest_remark (reading->manifest, element->line, element->path, *number, TRUE,
                             _ ("the check digit would be %d"), digit);
    }
}

static void
begin_measurement (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  reading->part = part_new ();
  g_ptr_array_add (reading->parts, reading->part);
}

static void
end_measurement (BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  reading->part = reading->parts->pdata[0];
}

/* --- The two dialects ---------------------------------------------------------------------------
 */

/* N42.42-2006, with what portals put beside it. */
static const Rule begins_2006[] = {
  { "Measurement", begin_measurement },
  { "DetectorData", begin_slice },
  { "DetectorMeasurement", begin_detector },
  { "Spectrum", begin_counts },
  { "CountDoseData", begin_counts },
  { "GrossCountMeasurement", begin_counts },
  { "ChannelData", begin_list },
  { "MeasuredItemInformation", begin_item },
  { "AlarmInformation", begin_alarm },
  { "Alarm", begin_alarm },
  { "Nuclide", begin_nuclide },
  { NULL, NULL },
};
static const Rule ends_2006[] = {
  { "Measurement", end_measurement },
  { "DetectorMeasurement", end_detector },
  { "Spectrum", end_counts },
  { "CountDoseData", end_counts },
  { "GrossCountMeasurement", end_counts },
  { "ChannelData", end_list },
  { "Counts", end_list },
  { "GrossCounts", end_list },
  { "StartTime", end_start },
  { "RealTime", end_duration },
  { "SampleRealTime", end_duration },
  { "SourceType", end_source },
  { "DetectorType", end_category },
  { "Occupied", end_occupied },
  { "AlarmType", end_alarm_category },
  { "AlarmDescription", end_alarm_words },
  { "AlarmInformation", end_alarm },
  { "Alarm", end_alarm },
  { "GammaAlarm", end_alarm_flag },
  { "NeutronAlarm", end_alarm_flag },
  { "NuclideName", end_nuclide_name },
  { "Nuclide", end_nuclide },
  { "Manufacturer", end_maker },
  { "InstrumentModel", end_model },
  { "InstrumentID", end_serial },
  { NULL, NULL },
};
/* N42.42-2011, as n42.xsd of NIST names its elements. */
static const Rule begins_2011[] = {
  { "RadMeasurement", begin_slice },    { "DerivedData", begin_slice },
  { "Spectrum", begin_counts },         { "GrossCounts", begin_counts },
  { "ChannelData", begin_list },        { "RadDetectorInformation", begin_description },
  { "RadItemInformation", begin_item }, { "RadAlarm", begin_alarm },
  { "Nuclide", begin_nuclide },         { NULL, NULL },
};
static const Rule ends_2011[] = {
  { "Spectrum", end_detector },
  { "GrossCounts", end_detector },
  { "ChannelData", end_list },
  { "CountData", end_list },
  { "StartDateTime", end_start },
  { "RealTimeDuration", end_duration },
  { "MeasurementClassCode", end_source },
  { "OccupancyIndicator", end_occupied },
  { "RadDetectorCategoryCode", end_category },
  { "RadDetectorInformation", end_description },
  { "RadAlarmCategoryCode", end_alarm_category },
  { "RadAlarmDescription", end_alarm_words },
  { "RadAlarm", end_alarm },
  { "NuclideName", end_nuclide_name },
  { "NuclideIdentifiedIndicator", end_identified },
  { "Nuclide", end_nuclide },
  { "RadInstrumentManufacturerName", end_maker },
  { "RadInstrumentModelName", end_model },
  { "RadInstrumentIdentifier", end_serial },
  { "RadInstrumentClassCode", end_class },
  { NULL, NULL },
};

static void
follow (const Rule *rule, BsrN42Reading *reading, const BsrXmlElement *element, const char *text)
{
  while (rule->name != NULL && !g_str_equal (rule->name, element->name))
    rule++;
  if (rule->handle != NULL)
    rule->handle (reading, element, text);
}

static gboolean
begin (const BsrXmlElement *element, gpointer data, GError **error)
{
  BsrN42Reading *reading = data;
  follow (reading->of_2006 ? begins_2006 : begins_2011, reading, element, "");
  if (reading->n_slices <= MOST_SLICES && reading->parts->len <= MOST_PARTS)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
               _ ("line %d: there are more measurements than a file of one box has"),
               element->line);
  return FALSE;
}

static gboolean
end (const BsrXmlElement *element, const char *text, gpointer data, GError **error)
{
  BsrN42Reading *reading = data;
  note_containers (reading, element, text);
  follow (reading->of_2006 ? ends_2006 : ends_2011, reading, element, text);
  if (reading->slice != NULL && element->depth == reading->slice_depth)
    reading->slice = NULL;
  if (element->depth == reading->item_depth)
    reading->item_depth = 0;
  return TRUE;
}

const BsrXmlHandler bsr_n42_handler = { begin, end };

#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-n42.h"

#include <math.h>
#include <string.h>

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define BEGIN_2011 XML "<RadInstrumentData xmlns=\"http://physics.nist.gov/N42/2011/N42\">"
#define END_2011 "</RadInstrumentData>"
#define BEGIN_2006 XML "<N42InstrumentData xmlns=\"http://physics.nist.gov/Divisions/Div846/Gp4/ANSIN4242/2005/ANSIN4242\">"
#define END_2006 "</N42InstrumentData>"

static BsrManifest *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  assert_true (bsr_n42_probe (text, strlen (text)));
  BsrManifest *manifest = bsr_n42_read (text, strlen (text), NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_non_null (manifest);
  return manifest;
}

static const BsrRadiation *
only (BsrManifest *manifest)
{
  assert_int_equal (manifest->radiations->len, 1);
  return manifest->radiations->pdata[0];
}

static void
assert_words (GStrv words, const char *expected)
{
  g_autofree char *joined = g_strjoinv ("|", words);
  assert_string_equal (joined, expected);
}

static void
assert_number (double value, double expected)
{
  if (isnan (expected) ? !isnan (value) : value != expected)
    fail_msg ("%g, not %g", value, expected);
}

/* A portal with two gamma detectors and a neutron detector: background, slices before, during and after
 * the box, their sum, and what was found in it. */
static const char portal_2011[] = BEGIN_2011
    "<RadInstrumentInformation id=\"i\">"
    "<RadInstrumentManufacturerName>Example</RadInstrumentManufacturerName>"
    "<RadInstrumentIdentifier>0017</RadInstrumentIdentifier>"
    "<RadInstrumentModelName>Gate 4</RadInstrumentModelName>"
    "<RadInstrumentClassCode>Spectroscopic Portal Monitor</RadInstrumentClassCode>"
    "</RadInstrumentInformation>"
    "<RadDetectorInformation id=\"Aa1\"><RadDetectorCategoryCode>Gamma</RadDetectorCategoryCode></RadDetectorInformation>"
    "<RadDetectorInformation id=\"Ba1\"><RadDetectorCategoryCode>Gamma</RadDetectorCategoryCode></RadDetectorInformation>"
    "<RadDetectorInformation id=\"Aa1N\"><RadDetectorCategoryCode>Neutron</RadDetectorCategoryCode></RadDetectorInformation>"
    "<RadItemInformation id=\"box\"><RadItemCharacteristics><Characteristic>"
    "<CharacteristicName>Container ID</CharacteristicName><CharacteristicValue>CSQU 305438-3</CharacteristicValue>"
    "</Characteristic></RadItemCharacteristics></RadItemInformation>"
    "<RadMeasurement id=\"b\"><MeasurementClassCode>Background</MeasurementClassCode>"
    "<StartDateTime>2024-05-03T08:00:00Z</StartDateTime><RealTimeDuration>PT60S</RealTimeDuration>"
    "<Spectrum id=\"b1\" radDetectorInformationReference=\"Aa1\"><ChannelData>500 300 100</ChannelData></Spectrum>"
    "<GrossCounts id=\"b2\" radDetectorInformationReference=\"Aa1N\"><CountData>11</CountData></GrossCounts>"
    "</RadMeasurement>"
    "<RadMeasurement id=\"f1\"><MeasurementClassCode>Foreground</MeasurementClassCode>"
    "<StartDateTime>2024-05-03T08:15:29Z</StartDateTime><RealTimeDuration>PT1S</RealTimeDuration>"
    "<Spectrum id=\"s1\" radDetectorInformationReference=\"Aa1\"><ChannelData>9000</ChannelData></Spectrum>"
    "<OccupancyIndicator>false</OccupancyIndicator></RadMeasurement>"
    "<RadMeasurement id=\"f3\"><MeasurementClassCode>Foreground</MeasurementClassCode>"
    "<StartDateTime>2024-05-03T08:15:31Z</StartDateTime><RealTimeDuration>PT1.5S</RealTimeDuration>"
    "<Spectrum id=\"s5\" radDetectorInformationReference=\"Aa1\"><ChannelData>7</ChannelData></Spectrum>"
    "<OccupancyIndicator>true</OccupancyIndicator></RadMeasurement>"
    "<RadMeasurement id=\"f2\"><MeasurementClassCode>Foreground</MeasurementClassCode>"
    "<StartDateTime>2024-05-03T08:15:30Z</StartDateTime><RealTimeDuration>PT1S</RealTimeDuration>"
    "<Spectrum id=\"s2\" radDetectorInformationReference=\"Aa1\">"
    "<ChannelData compressionCode=\"CountedZeroes\">0 2 10 20 0 100</ChannelData></Spectrum>"
    "<Spectrum id=\"s3\" radDetectorInformationReference=\"Ba1\"><ChannelData>1 2 3 0 4</ChannelData></Spectrum>"
    "<Spectrum id=\"s4\" radDetectorInformationReference=\"Ba1\" radRawSpectrumReferences=\"s3\">"
    "<ChannelData>99 99</ChannelData></Spectrum>"
    "<GrossCounts id=\"g\" radDetectorInformationReference=\"Ba1\"><CountData>5 6 1</CountData></GrossCounts>"
    "<GrossCounts id=\"n\" radDetectorInformationReference=\"Aa1N\"><CountData>3</CountData></GrossCounts>"
    "<OccupancyIndicator>true</OccupancyIndicator></RadMeasurement>"
    "<DerivedData id=\"d\"><MeasurementClassCode>Foreground</MeasurementClassCode>"
    "<StartDateTime>2024-05-03T08:15:30Z</StartDateTime><RealTimeDuration>PT2.5S</RealTimeDuration>"
    "<Spectrum id=\"s6\" radDetectorInformationReference=\"Aa1\"><ChannelData>4711</ChannelData></Spectrum></DerivedData>"
    "<AnalysisResults><RadAlarm><RadAlarmCategoryCode>Gamma</RadAlarmCategoryCode>"
    "<RadAlarmDescription>Gamma alarm</RadAlarmDescription></RadAlarm>"
    "<RadAlarm><RadAlarmCategoryCode>Neutron</RadAlarmCategoryCode></RadAlarm>"
    "<NuclideAnalysisResults>"
    "<Nuclide><NuclideIdentifiedIndicator>true</NuclideIdentifiedIndicator><NuclideName>Cs-137</NuclideName></Nuclide>"
    "<Nuclide><NuclideIdentifiedIndicator>false</NuclideIdentifiedIndicator><NuclideName>Co-60</NuclideName></Nuclide>"
    "<Nuclide><NuclideName>Co-57</NuclideName></Nuclide>"
    "</NuclideAnalysisResults></AnalysisResults>" END_2011;

static void
occupancy_of_2011_is_one_measurement (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text (portal_2011);
  const BsrRadiation *radiation = only (manifest);
  assert_int_equal (manifest->kind, BSR_MANIFEST_N42);
  assert_string_equal (manifest->dialect, "N42.42-2011");
  assert_int_equal (manifest->remarks->len, 0);
  assert_string_equal (radiation->container, "CSQU3054383");
  assert_string_equal (radiation->instrument, "Example Gate 4, 0017");
  g_autofree char *at = g_date_time_format_iso8601 (radiation->at);
  assert_string_equal (at, "2024-05-03T08:15:30Z");
  assert_number (radiation->duration_s, 2.5);
  assert_number (radiation->gamma, 30.0 + 12.0 + 7.0);
  assert_number (radiation->neutron, 3.0);
  assert_number (radiation->background_s, 60.0);
  assert_number (radiation->background_gamma, 900.0);
  assert_number (radiation->background_neutron, 11.0);
  assert_int_equal (radiation->alarm, 1);
  assert_words (radiation->alarms, "Gamma alarm|Neutron");
  assert_words (radiation->nuclides, "Cs-137|Co-57");
}

#define QUIET(class)                                                                              \
  BEGIN_2011 "<RadInstrumentInformation><RadInstrumentClassCode>" class                            \
             "</RadInstrumentClassCode></RadInstrumentInformation><RadMeasurement>"                \
             "<Spectrum><ChannelData>1</ChannelData></Spectrum></RadMeasurement>" END_2011

/* A portal that says nothing of an alarm had none; a hand-held instrument never says. */
static void
no_alarm_is_told_from_silence (void **state)
{
  g_autoptr (BsrManifest) portal = read_text (QUIET ("Portal Monitor"));
  g_autoptr (BsrManifest) held = read_text (QUIET ("Radionuclide Identifier"));
  assert_int_equal (only (portal)->alarm, 0);
  assert_int_equal (only (held)->alarm, -1);
  assert_number (only (held)->gamma, 1.0);
  assert_number (only (held)->neutron, NAN);
  assert_number (only (held)->duration_s, NAN);
  assert_null (only (held)->container);
  assert_null (only (held)->at);
  assert_null (only (held)->instrument);
}

static void
derived_data_count_where_nothing_else_does (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text (
      BEGIN_2011 "<DerivedData><MeasurementClassCode>Foreground</MeasurementClassCode>"
                 "<Spectrum><ChannelData>40 2</ChannelData></Spectrum></DerivedData>" END_2011);
  assert_number (only (manifest)->gamma, 42.0);
}

/* A hand-held identifier: item, background and calibration in one Measurement. */
static const char identifier_2006[] = BEGIN_2006
    "<Measurement UUID=\"1\"><InstrumentInformation><InstrumentType>RadionuclideIdentifier</InstrumentType>"
    "<Manufacturer>Example</Manufacturer><InstrumentModel>Hand 2</InstrumentModel>"
    "<InstrumentID>A-5</InstrumentID></InstrumentInformation>"
    "<MeasuredItemInformation><ItemDescription>box CSQU3054383, left door</ItemDescription></MeasuredItemInformation>"
    "<Spectrum Type=\"PHA\"><StartTime>2024-05-03T10:15:30+02:00</StartTime><RealTime Unit=\"sec\">PT30S</RealTime>"
    "<LiveTime Unit=\"sec\">PT29S</LiveTime><SourceType>Item</SourceType><DetectorType>Gamma</DetectorType>"
    "<ChannelData Compression=\"CountedZeroes\">5 0 3 6</ChannelData></Spectrum>"
    "<CountDoseData DetectorType=\"Neutron\"><StartTime>2024-05-03T10:15:30+02:00</StartTime>"
    "<SampleRealTime>PT30S</SampleRealTime><SourceType>Item</SourceType><Counts>2</Counts></CountDoseData>"
    "<CountDoseData DetectorType=\"GMTube\"><SourceType>Item</SourceType><Counts>77</Counts></CountDoseData>"
    "<Spectrum><RealTime>120</RealTime><SourceType>Background</SourceType><ChannelData>7 8</ChannelData></Spectrum>"
    "<Spectrum><RealTime>600</RealTime><SourceType>Calibration</SourceType><ChannelData>5000</ChannelData></Spectrum>"
    "<AnalysisResults><NuclideAnalysis><Nuclide><NuclideName>K-40</NuclideName></Nuclide></NuclideAnalysis>"
    "</AnalysisResults></Measurement>" END_2006;

static void
measurement_of_2006_is_read (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text (identifier_2006);
  const BsrRadiation *radiation = only (manifest);
  assert_string_equal (manifest->dialect, "N42.42-2006");
  assert_int_equal (manifest->remarks->len, 0);
  assert_string_equal (radiation->container, "CSQU3054383");
  assert_string_equal (radiation->instrument, "Example Hand 2, A-5");
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 15, 30.0);
  assert_true (g_date_time_equal (radiation->at, at));
  assert_number (radiation->duration_s, 30.0);
  assert_number (radiation->gamma, 11.0);
  assert_number (radiation->neutron, 2.0);
  assert_number (radiation->background_s, 120.0);
  assert_number (radiation->background_gamma, 15.0);
  assert_number (radiation->background_neutron, NAN);
  assert_int_equal (radiation->alarm, -1);
  assert_words (radiation->nuclides, "K-40");
}

/* A portal's event: slices of several detectors, and a background that was measured for itself. */
static const char event_2006[] = XML
    "<Event><OnsetDateTime>2024-05-03T08:15:30Z</OnsetDateTime><N42InstrumentData>"
    "<Measurement><Spectrum><SourceType>Background</SourceType><RealTime>PT60S</RealTime>"
    "<ChannelData>600</ChannelData></Spectrum></Measurement>"
    "<Measurement><DetectorData><StartTime>2024-05-03T08:15:30Z</StartTime><SampleRealTime>PT0.5S</SampleRealTime>"
    "<Occupied>1</Occupied>"
    "<DetectorMeasurement Detector=\"Aa1\" DetectorType=\"Gamma\"><SpectrumMeasurement><Spectrum>"
    "<ChannelData>10 5</ChannelData></Spectrum></SpectrumMeasurement></DetectorMeasurement>"
    "<DetectorMeasurement Detector=\"Aa1N\" DetectorType=\"Neutron\"><GrossCountMeasurement>"
    "<GrossCounts>4</GrossCounts></GrossCountMeasurement></DetectorMeasurement></DetectorData>"
    "<DetectorData><StartTime>2024-05-03T08:15:30.5Z</StartTime><SampleRealTime>PT0.5S</SampleRealTime>"
    "<Occupied>1</Occupied>"
    "<DetectorMeasurement Detector=\"Aa1\" DetectorType=\"Gamma\"><SpectrumMeasurement><Spectrum>"
    "<ChannelData>20</ChannelData></Spectrum></SpectrumMeasurement></DetectorMeasurement></DetectorData>"
    "<DetectorData><StartTime>2024-05-03T08:15:31Z</StartTime><SampleRealTime>PT0.5S</SampleRealTime>"
    "<Occupied>0</Occupied>"
    "<DetectorMeasurement Detector=\"Aa1\" DetectorType=\"Gamma\"><SpectrumMeasurement><Spectrum>"
    "<ChannelData>900</ChannelData></Spectrum></SpectrumMeasurement></DetectorMeasurement></DetectorData>"
    "</Measurement></N42InstrumentData>"
    "<Remark>Seal intact. Container csqu3054383 by gate 2; not ABCU1234567</Remark>"
    "<AlarmInformation><AlarmType>Neutron</AlarmType><AlarmDescription>Neutron alarm</AlarmDescription></AlarmInformation>"
    "</Event>";

static void
event_of_a_portal_is_read (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text (event_2006);
  const BsrRadiation *radiation = only (manifest);
  assert_string_equal (radiation->container, "CSQU3054383");
  assert_number (radiation->duration_s, 1.0);
  assert_number (radiation->gamma, 35.0);
  assert_number (radiation->neutron, 4.0);
  assert_number (radiation->background_s, 60.0);
  assert_number (radiation->background_gamma, 600.0);
  assert_int_equal (radiation->alarm, 1);
  assert_words (radiation->alarms, "Neutron alarm");
}

static void
several_containers_get_it_each (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text (
      BEGIN_2011 "<RadItemInformation><RadItemDescription>CSQU3054383 and MSKU0000001"
                 "</RadItemDescription></RadItemInformation><RadMeasurement><Spectrum>"
                 "<ChannelData>3</ChannelData></Spectrum></RadMeasurement>" END_2011);
  assert_int_equal (manifest->radiations->len, 2);
  for (guint i = 0; i < 2; i++)
    {
      const BsrRadiation *radiation = manifest->radiations->pdata[i];
      assert_string_equal (radiation->container, i == 0 ? "CSQU3054383" : "MSKU0000001");
      assert_number (radiation->gamma, 3.0);
    }
  /* That the second one's digit is wrong, and that it is one measurement. */
  assert_int_equal (manifest->remarks->len, 2);
  assert_string_equal (((BsrManifestRemark *) manifest->remarks->pdata[0])->container, "MSKU0000001");
}

static void
what_makes_no_sense_is_remarked (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text (
      BEGIN_2011 "\n<RadItemInformation><Remark>CSQU3054383</Remark></RadItemInformation>\n"
                 "<RadMeasurement>\n<StartDateTime>May</StartDateTime>\n<RealTimeDuration>long</RealTimeDuration>\n"
                 "<Spectrum>\n<ChannelData>1 two</ChannelData></Spectrum>\n"
                 "<Spectrum><ChannelData>8</ChannelData></Spectrum>"
                 "</RadMeasurement><RadMeasurement><StartDateTime>2024-05-03T08:15:30</StartDateTime>"
                 "</RadMeasurement>" END_2011);
  const struct
  {
    int line;
    const char *place;
    gboolean kept;
  } expected[] = {
    { 5, "RadInstrumentData/RadMeasurement/StartDateTime", FALSE },
    { 6, "RadInstrumentData/RadMeasurement/RealTimeDuration", FALSE },
    { 8, "RadInstrumentData/RadMeasurement/Spectrum/ChannelData", FALSE },
    { 9, "RadInstrumentData/RadMeasurement/StartDateTime", TRUE },
  };
  assert_int_equal (manifest->remarks->len, G_N_ELEMENTS (expected));
  for (guint i = 0; i < manifest->remarks->len; i++)
    {
      const BsrManifestRemark *remark = manifest->remarks->pdata[i];
      assert_int_equal (remark->line, expected[i].line);
      assert_string_equal (remark->place, expected[i].place);
      assert_int_equal (remark->kept, expected[i].kept);
      assert_string_equal (remark->container, "CSQU3054383");
    }
  assert_number (only (manifest)->gamma, 8.0);
}

static void
what_says_nothing_is_refused (void **state)
{
  const struct
  {
    const char *text;
    int code;
  } cases[] = {
    { BEGIN_2011 END_2011, BSR_ERROR_DAMAGED },
    { BEGIN_2006 "<Measurement><Spectrum/></Measurement>" END_2006, BSR_ERROR_DAMAGED },
    { BEGIN_2011 "<RadMeasurement>", BSR_ERROR_DAMAGED },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      assert_null (bsr_n42_read (cases[i].text, strlen (cases[i].text), NULL, NULL, &error));
      bsr_test_assert_error (error, BSR_ERROR, cases[i].code, NULL);
    }
  g_autoptr (BsrManifest) background = read_text (
      BEGIN_2006 "<Measurement><Spectrum><SourceType>Background</SourceType><ChannelData>9</ChannelData>"
                 "</Spectrum></Measurement>" END_2006);
  assert_number (only (background)->gamma, NAN);
  assert_number (only (background)->background_gamma, 9.0);
  assert_int_equal (background->remarks->len, 1);
}

static void
too_many_slices_are_refused (void **state)
{
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (BEGIN_2011);
  for (int i = 0; i < 100001; i++)
    g_string_append (text, "<RadMeasurement/>");
  g_string_append (text, END_2011);
  assert_null (bsr_n42_read (text->str, text->len, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_LIMIT, NULL);
  g_string_free (text, TRUE);
}

/* Every beginning of a file is an error or a manifest, and so is a cancelled one. */
static void
cut_files_are_refused (void **state)
{
  for (gsize n = 0; n + 1 < strlen (portal_2011); n += 7)
    {
      g_autoptr (GError) error = NULL;
      assert_null (bsr_n42_read (portal_2011, n, NULL, NULL, &error));
      assert_non_null (error);
    }
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_cancellable_cancel (cancellable);
  assert_null (bsr_n42_read (portal_2011, strlen (portal_2011), NULL, cancellable, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
}

static void
other_documents_are_none (void **state)
{
  const char *const others[] = { "", "<", "<Awmds/>", XML "<Event><Other/></Event>", "container,gross\n",
                                 "RadInstrumentData" };
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    assert_false (bsr_n42_probe (others[i], strlen (others[i])));
  BsrManifestKind kind;
  assert_true (bsr_manifest_probe (portal_2011, 200, &kind));
  assert_int_equal (kind, BSR_MANIFEST_N42);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (occupancy_of_2011_is_one_measurement),
    cmocka_unit_test (no_alarm_is_told_from_silence),
    cmocka_unit_test (derived_data_count_where_nothing_else_does),
    cmocka_unit_test (measurement_of_2006_is_read),
    cmocka_unit_test (event_of_a_portal_is_read),
    cmocka_unit_test (several_containers_get_it_each),
    cmocka_unit_test (what_makes_no_sense_is_remarked),
    cmocka_unit_test (what_says_nothing_is_refused),
    cmocka_unit_test (too_many_slices_are_refused),
    cmocka_unit_test (cut_files_are_refused),
    cmocka_unit_test (other_documents_are_none),
  };
  return cmocka_run_group_tests_name ("n42", tests, NULL, NULL);
}

#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-report-words.h"

static const char *
value_of (GPtrArray *facts, const char *name)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const BsrReportFact *fact = facts->pdata[i];
      if (g_str_equal (fact->name, name))
        return fact->value;
    }
  return NULL;
}

static void
a_position_is_read_out (void **state)
{
  const struct
  {
    const char *position, *words;
  } cases[] = { { "0340708", "bay 034, row 07, tier 08" },
                { "340708", "340708" },
                { "03A0708", "03A0708" } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = bsr_report_words_position (cases[i].position);
      assert_string_equal (words, cases[i].words);
    }
  assert_null (bsr_report_words_position (NULL));
}

static void
only_what_is_stated_is_said (void **state)
{
  g_autoptr (BsrStowage) stowage = bsr_stowage_new ("CSQU3054383");
  g_autoptr (GPtrArray) none = bsr_report_words_stowage (stowage);
  assert_int_equal (none->len, 0);
  const char *dangerous[] = { "UN1263", "UN1950", NULL };
  stowage->vgm_kg = 24310;
  stowage->empty = 0;
  g_strfreev (stowage->dangerous);
  stowage->dangerous = g_strdupv ((char **) dangerous);
  stowage->vessel = g_strdup ("Example Star");
  stowage->imo = g_strdup ("9074729");
  g_autoptr (GPtrArray) facts = bsr_report_words_stowage (stowage);
  assert_non_null (strstr (value_of (facts, "Verified gross mass"), "310 kg"));
  assert_string_equal (value_of (facts, "Dangerous goods"), "UN1263, UN1950");
  assert_string_equal (value_of (facts, "Ship"), "Example Star, IMO 9074729");
  assert_string_equal (value_of (facts, "Carried as"), "full");
  assert_null (value_of (facts, "Position"));
}

static void
counts_are_held_against_the_background (void **state)
{
  const struct
  {
    double counts, seconds, background, background_s;
    const char *words; /* NULL: not known */
  } cases[] = { { 230, 10, 100, 10, "2.3 times the background" },
                { 460, 20, 50, 5, "2.3 times the background" },
                { 101, 10, 100, 10, "as the background" },
                { 20, 10, 100, 10, "0.2 times the background" },
                { 4, 10, 0, 10, "no background was counted" },
                { 0, 10, 0, 10, "as the background" },
                { 230, NAN, 100, 10, NULL },
                { 230, 10, NAN, 10, NULL },
                { 230, 0, 100, 10, NULL } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = bsr_report_words_ratio (cases[i].counts, cases[i].seconds,
                                                       cases[i].background, cases[i].background_s);
      if (cases[i].words == NULL)
        assert_null (words);
      else
        assert_string_equal (words, cases[i].words);
    }
}

static void
an_alarm_says_whose_it_is (void **state)
{
  const struct
  {
    int alarm;
    const char *instrument, *words;
  } cases[] = { { 1, "RPM 7", "Radiation alarm reported by RPM 7" },
                { 0, "RPM 7", "No radiation alarm reported by RPM 7" },
                { -1, "RPM 7", "RPM 7 does not say whether there was an alarm" },
                { 1, NULL, "Radiation alarm reported by a.n42 (N42)" } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BsrRadiation) radiation = bsr_radiation_new ();
      radiation->alarm = cases[i].alarm;
      radiation->instrument = g_strdup (cases[i].instrument);
      g_autofree char *json = bsr_radiation_to_json (radiation);
      g_autoptr (BsrReported) reported = bsr_reported_new (
          bsr_case_report_new (BSR_CASE_REPORT_RADIATION, "a.n42 (N42)", "00", json));
      g_autofree char *words = bsr_report_words_alarm (reported);
      assert_string_equal (words, cases[i].words);
    }
}

static void
a_remark_says_where_and_what_was_done (void **state)
{
  g_autoptr (BsrManifest) manifest = bsr_manifest_new (BSR_MANIFEST_CUSCAR, "CUSCAR");
  bsr_manifest_remark (manifest, 12, "MEA", NULL, TRUE, "the mass is too large");
  bsr_manifest_remark (manifest, 0, NULL, NULL, FALSE, "no bill is named");
  g_autofree char *kept = bsr_report_words_remark (manifest->remarks->pdata[0]);
  g_autofree char *gone = bsr_report_words_remark (manifest->remarks->pdata[1]);
  assert_string_equal (kept, "line 12, MEA: the mass is too large · kept as it stands");
  assert_string_equal (gone, "no bill is named · left out");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_position_is_read_out),
    cmocka_unit_test (only_what_is_stated_is_said),
    cmocka_unit_test (counts_are_held_against_the_background),
    cmocka_unit_test (an_alarm_says_whose_it_is),
    cmocka_unit_test (a_remark_says_where_and_what_was_done),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}

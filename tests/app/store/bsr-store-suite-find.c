#include "bsr-store-fixture.h"

#include <math.h>
#include <string.h>

/* The part of the suite on finding cases in the list. */

/* Cases of the sample: enough for many pages of every filter. */
#define N_CASES 60
#define PAGE 7

static const char *const goods[]
    = { "Bananes fraîches", "Fresh bananas, in cartons", "موز طازج", "Sawn pine", "Œufs de poule",
        "لوحات الخشب" };
static const char *const ports[] = { "CNSHA", "MAPTM", "FRLEH" };
static const char *const containers[] = { "CSQU3054383", "MSCU1234566", "MSCU7654321" };

/* Case @i: each of its values goes round at a pace of its own. */
static BsrCase *
sample_case (int i)
{
  g_autofree char *id = g_strdup_printf ("MA-%02d/%d", (i * 37) % 100, i);
  BsrCase *flagged = bsr_case_new (id, containers[i % 3]);
  BsrManifestItem *item = bsr_case_add_item (flagged, "080390");
  item->description = g_strdup (goods[i % 6]);
  item->origin = g_strdup (i % 5 == 0 ? "EC" : "CN");
  if (i % 4 == 0)
    bsr_case_add_item (flagged, "4407")->origin = g_strdup ("FI");
  flagged->risk = i % 7 == 0 ? (double) NAN : (i % 10) / 10.0;
  flagged->priority = (BsrPriority) (i % 3);
  if (i % 11 != 0)
    flagged->cut_off = g_date_time_new_utc (2024, 5, 1 + i % 4, i % 24, 0, 0);
  flagged->bill_of_lading = g_strdup_printf ("BL-%d", i / 6);
  flagged->port_of_lading = g_strdup (ports[i % 3]);
  flagged->port_of_discharge = g_strdup (ports[(i / 3) % 3]);
  return flagged;
}

/* A fifth have a scan, of which some are analysed, decided and examined. */
static void
fill (Fixture *fixture)
{
  const BsrActor other = { "officer 8", "lane 3" };
  for (int i = 0; i < N_CASES; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrCase) flagged = sample_case (i);
      assert_true (bsr_store_put_case (fixture->store, ACTOR, flagged, &error));
      if (i % 5 != 0)
        continue;
      g_autofree char *name = g_strdup_printf ("%d.tiff", i);
      g_autoptr (BsrScan) scan = bsr_store_suite_scan (fixture->folder, name, i, FALSE);
      gint64 id = bsr_store_add_scan (fixture->store, ACTOR, flagged->id, scan, &error);
      g_autofree char *analysis = bsr_store_suite_analysis ((double[]){ (i % 9) / 10.0 }, 1, 1.0);
      if (i % 2 == 0)
        assert_true (bsr_store_save_analysis (fixture->store, ACTOR, id, analysis, &error));
      if (i % 15 == 0)
        assert_true (bsr_store_decide (fixture->store, i % 30 == 0 ? ACTOR : &other, flagged->id,
                                       i % 45 == 0 ? BSR_DECISION_EXAMINE : BSR_DECISION_RELEASE,
                                       "so", &error));
      if (i % 45 == 0)
        assert_true (fixture_record (fixture, flagged->id, BSR_OUTCOME_CONFORMING, &error));
      bsr_test_assert_no_error (error);
    }
}

static void
append_page (GPtrArray *ids, const BsrCasePage *page)
{
  for (guint i = 0; i < page->cases->len; i++)
    g_ptr_array_add (ids, g_strdup (((BsrCaseSummary *) page->cases->pdata[i])->id));
}

/* (transfer full): the ids of the whole list, parted by blanks, read in pages of @most. */
static char *
walk (Fixture *fixture, const BsrCaseQuery *query, int most)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BsrCasePlace) from = NULL;
  do
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrCasePage) page
          = bsr_store_find_cases (fixture->store, query, from, FALSE, most, &error);
      bsr_test_assert_no_error (error);
      assert_true ((int) page->cases->len <= most);
      append_page (ids, page);
      g_clear_pointer (&from, bsr_case_place_free);
      from = g_steal_pointer (&page->after);
    }
  while (from != NULL);
  g_ptr_array_add (ids, NULL);
  return g_strjoinv (" ", (char **) ids->pdata);
}

/* The same from the end back to the beginning. */
static char *
walk_back (Fixture *fixture, const BsrCaseQuery *query, int most)
{
  g_autofree char *all = g_strdup ("");
  g_autoptr (BsrCasePlace) from = NULL;
  do
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (BsrCasePage) page
          = bsr_store_find_cases (fixture->store, query, from, TRUE, most, &error);
      bsr_test_assert_no_error (error);
      append_page (ids, page);
      if (*all != '\0')
        g_ptr_array_add (ids, g_strdup (all));
      g_ptr_array_add (ids, NULL);
      g_free (all);
      all = g_strjoinv (" ", (char **) ids->pdata);
      g_clear_pointer (&from, bsr_case_place_free);
      from = g_steal_pointer (&page->before);
    }
  while (from != NULL);
  return g_steal_pointer (&all);
}

/* What a filter says of a case: a second opinion to the store's own. */
typedef gboolean (*Fits) (int i, const BsrCase *flagged, const BsrCaseSummary *summary);

static gboolean
fits_all (int i, const BsrCase *flagged, const BsrCaseSummary *summary)
{
  return TRUE;
}

static gboolean
fits_judge (int i, const BsrCase *flagged, const BsrCaseSummary *summary)
{
  return summary->state == BSR_STATE_SCANNED;
}

static gboolean
fits_state (int i, const BsrCase *flagged, const BsrCaseSummary *summary)
{
  return summary->state == BSR_STATE_RELEASED;
}

static gboolean
fits_priority (int i, const BsrCase *flagged, const BsrCaseSummary *summary)
{
  return flagged->priority == BSR_PRIORITY_HIGH;
}

static gboolean
fits_risk (int i, const BsrCase *flagged, const BsrCaseSummary *summary)
{
  return flagged->risk >= 0.3 && flagged->risk <= 0.7;
}

static gboolean
fits_score (int i, const BsrCase *flagged, const BsrCaseSummary *summary)
{
  return summary->top_score >= 0.4;
}

static gboolean
fits_cut_off (int i, const BsrCase *flagged, const BsrCaseSummary *summary)
{
  return flagged->cut_off != NULL && g_date_time_get_day_of_month (flagged->cut_off) <= 2;
}

static gboolean
fits_scans (int i, const BsrCase *flagged, const BsrCaseSummary *summary)
{
  return summary->n_scans == 1;
}

static gboolean
fits_container (int i, const BsrCase *flagged, const BsrCaseSummary *summary)
{
  return g_str_has_prefix (flagged->container, "MSCU");
}

static gboolean
fits_case (int i, const BsrCase *flagged, const BsrCaseSummary *summary)
{
  return g_str_has_prefix (flagged->id, "MA-1");
}

static gboolean
fits_bill (int i, const BsrCase *flagged, const BsrCaseSummary *summary)
{
  return g_str_equal (flagged->bill_of_lading, "BL-3");
}

static gboolean
fits_lading (int i, const BsrCase *flagged, const BsrCaseSummary *summary)
{
  return g_str_equal (flagged->port_of_lading, "CNSHA");
}

static gboolean
fits_discharge (int i, const BsrCase *flagged, const BsrCaseSummary *summary)
{
  return g_str_equal (flagged->port_of_discharge, "FRLEH");
}

static gboolean
fits_officer (int i, const BsrCase *flagged, const BsrCaseSummary *summary)
{
  return i % 30 == 15;
}

static gboolean
fits_origin (int i, const BsrCase *flagged, const BsrCaseSummary *summary)
{
  return i % 4 == 0;
}

static gboolean
fits_words (int i, const BsrCase *flagged, const BsrCaseSummary *summary)
{
  return i % 6 == 0 || i % 6 == 1;
}

static gboolean
fits_several (int i, const BsrCase *flagged, const BsrCaseSummary *summary)
{
  return fits_words (i, flagged, summary) && fits_risk (i, flagged, summary)
         && fits_container (i, flagged, summary);
}

static BsrCaseQuery *
query_of (Fits fits)
{
  BsrCaseQuery *query = bsr_case_query_new ();
  if (fits == fits_judge)
    query->work = BSR_CASE_WORK_JUDGE;
  if (fits == fits_state)
    query->state = BSR_STATE_RELEASED;
  if (fits == fits_priority)
    query->priority = BSR_PRIORITY_HIGH;
  if (fits == fits_risk || fits == fits_several)
    {
      query->risk_low = 0.3;
      query->risk_high = 0.7;
    }
  if (fits == fits_score)
    query->score_low = 0.4;
  if (fits == fits_cut_off)
    query->cut_off_high = g_date_time_new_utc (2024, 5, 2, 23, 59, 59);
  if (fits == fits_scans)
    query->scans_low = query->scans_high = 1;
  if (fits == fits_container || fits == fits_several)
    bsr_case_query_set (&query->container, "MSCU");
  if (fits == fits_case)
    bsr_case_query_set (&query->case_id, "MA-1");
  if (fits == fits_bill)
    bsr_case_query_set (&query->bill_of_lading, "BL-3");
  if (fits == fits_lading)
    bsr_case_query_set (&query->port_of_lading, "CNSHA");
  if (fits == fits_discharge)
    bsr_case_query_set (&query->port_of_discharge, "FRLEH");
  if (fits == fits_officer)
    bsr_case_query_set (&query->officer, "officer 8");
  if (fits == fits_origin)
    bsr_case_query_set (&query->origin, "fi");
  if (fits == fits_words || fits == fits_several)
    bsr_case_query_set (&query->words, "banan");
  return query;
}

static const Fits all_fits[]
    = { fits_all,       fits_judge,   fits_state,     fits_priority, fits_risk,   fits_score,
        fits_cut_off,   fits_scans,   fits_container, fits_case,     fits_bill,   fits_lading,
        fits_discharge, fits_officer, fits_origin,    fits_words,    fits_several };

/* A case of the sample as the list has it. */
typedef struct
{
  int i;
  BsrCase *flagged;
  const BsrCaseSummary *summary;
} Sample;

static int
compare_numbers (double a, double b)
{
  return (a > b) - (a < b);
}

static double
rank (double value)
{
  return isnan (value) ? 1.0 : -value;
}

static double
seconds (const BsrCase *flagged)
{
  return flagged->cut_off != NULL ? (double) g_date_time_to_unix (flagged->cut_off) : HUGE_VAL;
}

static int
compare_samples (const Sample *a, const Sample *b, BsrCaseSort sort)
{
  int order = 0;
  switch (sort)
    {
    case BSR_CASE_SORT_NEWEST:
      return b->i - a->i;
    case BSR_CASE_SORT_CUT_OFF:
      order = compare_numbers (seconds (a->flagged), seconds (b->flagged));
      break;
    case BSR_CASE_SORT_RISK:
      order = compare_numbers (rank (a->flagged->risk), rank (b->flagged->risk));
      break;
    case BSR_CASE_SORT_SCORE:
      order = compare_numbers (rank (a->summary->top_score), rank (b->summary->top_score));
      break;
    case BSR_CASE_SORT_CONTAINER:
      order = strcmp (a->flagged->container, b->flagged->container);
      break;
    case BSR_CASE_SORT_CASE:
      order = strcmp (a->flagged->id, b->flagged->id);
      break;
    case BSR_CASE_SORT_URGENCY:
    case BSR_N_CASE_SORTS:
    default:
      order = (int) bsr_case_work_of_state (a->summary->state)
              - (int) bsr_case_work_of_state (b->summary->state);
      if (order == 0)
        order = (int) b->flagged->priority - (int) a->flagged->priority;
      if (order == 0)
        order = compare_numbers (seconds (a->flagged), seconds (b->flagged));
      if (order == 0)
        order = compare_numbers (rank (a->flagged->risk), rank (b->flagged->risk));
    }
  return order != 0 ? order : a->i - b->i;
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  const BsrCaseQuery *query = data;
  int order = compare_samples (a, b, query->sort);
  return query->reversed ? -order : order;
}

static GArray *
samples_new (GPtrArray *list)
{
  GArray *samples = g_array_new (FALSE, FALSE, sizeof (Sample));
  for (int i = 0; i < N_CASES; i++)
    {
      Sample sample = { i, sample_case (i), NULL };
      for (guint k = 0; k < list->len; k++)
        if (g_str_equal (((BsrCaseSummary *) list->pdata[k])->id, sample.flagged->id))
          sample.summary = list->pdata[k];
      assert_non_null (sample.summary);
      g_array_append_val (samples, sample);
    }
  return samples;
}

static char *
expected_list (GArray *samples, Fits fits, BsrCaseQuery *query)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_array_sort_with_data (samples, compare_cb, query);
  for (guint i = 0; i < samples->len; i++)
    {
      const Sample *sample = &g_array_index (samples, Sample, i);
      if (fits (sample->i, sample->flagged, sample->summary))
        g_ptr_array_add (ids, sample->flagged->id);
    }
  g_ptr_array_add (ids, NULL);
  return g_strjoinv (" ", (char **) ids->pdata);
}

static void
every_filter_in_every_order_page_by_page (void **state)
{
  Fixture *fixture = *state;
  fill (fixture);
  g_autoptr (GPtrArray) list = fixture_list (fixture);
  g_autoptr (GArray) samples = samples_new (list);
  for (gsize f = 0; f < G_N_ELEMENTS (all_fits); f++)
    for (int sort = 0; sort < 2 * BSR_N_CASE_SORTS; sort++)
      {
        g_autoptr (BsrCaseQuery) query = query_of (all_fits[f]);
        query->sort = (BsrCaseSort) (sort / 2);
        query->reversed = sort % 2;
        g_autofree char *expected = expected_list (samples, all_fits[f], query);
        g_autofree char *forward = walk (fixture, query, query->reversed ? 1000 : PAGE);
        g_autofree char *back = walk_back (fixture, query, query->reversed ? PAGE : 1000);
        if (strcmp (forward, expected) != 0 || strcmp (back, expected) != 0)
          print_message ("filter %zu, sort %d\n", f, sort);
        assert_string_equal (forward, expected);
        assert_string_equal (back, expected);
      }
  for (guint i = 0; i < samples->len; i++)
    bsr_case_unref (g_array_index (samples, Sample, i).flagged);
}

static void
assert_found (Fixture *fixture, const char *words, const char *expected)
{
  g_autoptr (BsrCaseQuery) query = bsr_case_query_new ();
  bsr_case_query_set_search (query, words);
  for (int sort = 0; sort < BSR_N_CASE_SORTS; sort++)
    {
      query->sort = (BsrCaseSort) sort;
      g_autofree char *found = walk (fixture, query, PAGE);
      if (strcmp (found, expected) != 0)
        print_message ("'%s'\n", words);
      assert_string_equal (found, expected);
    }
}

static void
put_goods (Fixture *fixture, const char *id, const char *container, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_case_new (id, container);
  bsr_case_add_item (flagged, "0803")->description = g_strdup (text);
  assert_true (bsr_store_put_case (fixture->store, ACTOR, flagged, &error));
  bsr_test_assert_no_error (error);
}

static void
words_are_found_in_three_languages (void **state)
{
  Fixture *fixture = *state;
  put_goods (fixture, "F-1", "CSQU3054383", "Œufs de poule, « bio » d'élevage");
  put_goods (fixture, "A-2", "MSCU1234566", "ألواح خشب الأرز المُجفَّف");
  put_goods (fixture, "E-3", "TGHU9876541", "Car parts: 100% new, brake_discs");
  assert_found (fixture, "oeufs", "F-1");
  assert_found (fixture, "ELEVAGE", "F-1");
  assert_found (fixture, "poule éle", "F-1");
  assert_found (fixture, "élevage poul", "F-1");
  assert_found (fixture, "الواح", "A-2");
  assert_found (fixture, "خشب المجفف", "A-2");
  assert_found (fixture, "أرز", "A-2");
  assert_found (fixture, "brake", "E-3");
  assert_found (fixture, "100", "E-3");
  assert_found (fixture, "poul éle", ""); /* only the last is a beginning */
  assert_found (fixture, "rake", "");
  assert_found (fixture, "tghu 987", "E-3");
  assert_found (fixture, "9876541", "E-3");
  assert_found (fixture, "e-3", "E-3");

  /* What was declared anew is found by its new words alone. */
  put_goods (fixture, "E-3", "TGHU9876541", "Sawn pine");
  assert_found (fixture, "brake", "");
  assert_found (fixture, "pine", "E-3");
  fixture_reopen (fixture);
  assert_found (fixture, "pine", "E-3");
  fixture_entries (fixture);
}

static void
typed_text_is_never_a_query (void **state)
{
  Fixture *fixture = *state;
  put_goods (fixture, "T-8", "CSQU3054383", "near or not and columns");
  const char *nothing[] = { "\"",
                            "'",
                            "*",
                            "near OR pine",
                            "NOT near",
                            "NEAR(near, 2)",
                            "words : near",
                            "^near",
                            "(",
                            "near\" OR \"x",
                            "' OR 1 = 1 --",
                            "%",
                            "_",
                            "q%",
                            "!",
                            "near' | 'x",
                            ":*",
                            "\\",
                            "origin_cn",
                            "{words}" };
  for (gsize i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      gboolean some = g_str_equal (nothing[i], "NOT near") || g_str_equal (nothing[i], "^near");
      assert_found (fixture, nothing[i], some ? "T-8" : "");
    }
}

static void
places_stay_where_they_are (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  for (int i = 0; i < 8; i++)
    {
      g_autofree char *id = g_strdup_printf ("T-%d", i);
      put_goods (fixture, id, "CSQU3054383", "x");
    }
  g_autoptr (BsrCaseQuery) query = bsr_case_query_new ();
  query->sort = BSR_CASE_SORT_CASE;
  g_autoptr (BsrCasePage) page
      = bsr_store_find_cases (fixture->store, query, NULL, FALSE, 4, &error);
  bsr_test_assert_no_error (error);
  assert_null (page->before);
  put_goods (fixture, "T-15", "CSQU3054383", "x"); /* before the place */
  put_goods (fixture, "T-35", "CSQU3054383", "x"); /* after it */
  g_autoptr (BsrCasePage) next
      = bsr_store_find_cases (fixture->store, query, page->after, FALSE, 2, &error);
  assert_string_equal (((BsrCaseSummary *) next->cases->pdata[0])->id, "T-35");
  assert_string_equal (((BsrCaseSummary *) next->cases->pdata[1])->id, "T-4");
  g_autoptr (BsrCasePage) back
      = bsr_store_find_cases (fixture->store, query, next->before, TRUE, 2, &error);
  assert_string_equal (((BsrCaseSummary *) back->cases->pdata[0])->id, "T-2");
  assert_string_equal (((BsrCaseSummary *) back->cases->pdata[1])->id, "T-3");
  assert_non_null (back->before);
  assert_non_null (back->after);
}

static void
counts_say_when_there_may_be_more (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  fill (fixture);
  for (gsize f = 0; f < G_N_ELEMENTS (all_fits); f++)
    {
      g_autoptr (BsrCaseQuery) query = query_of (all_fits[f]);
      g_autofree char *ids = walk (fixture, query, 1000);
      g_auto (GStrv) found = g_strsplit (ids, " ", -1);
      int count, expected = *ids != '\0' ? (int) g_strv_length (found) : 0;
      gboolean more;
      assert_true (bsr_store_count_cases (fixture->store, query, 1000, &count, &more, &error));
      assert_int_equal (count, expected);
      assert_false (more);
      assert_true (bsr_store_count_cases (fixture->store, query, 1, &count, &more, &error));
      assert_int_equal (count, MIN (expected, 1));
      assert_int_equal (more, expected > 1);
    }
}

static void
officer_is_who_decided_last (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  const BsrActor other = { "officer 8", "lane 3" };
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  bsr_store_decide (fixture->store, ACTOR, "T-1", BSR_DECISION_SECOND_OPINION, "?", &error);
  g_autoptr (BsrCaseQuery) mine = bsr_case_query_new ();
  g_autoptr (BsrCaseQuery) theirs = bsr_case_query_new ();
  bsr_case_query_set (&mine->officer, "officer 7");
  bsr_case_query_set (&theirs->officer, "officer 8");
  g_autofree char *first = walk (fixture, mine, 10);
  assert_string_equal (first, "T-1");
  bsr_store_decide (fixture->store, &other, "T-1", BSR_DECISION_EXAMINE, "!", &error);
  bsr_test_assert_no_error (error);
  g_autofree char *after = walk (fixture, mine, 10), *now = walk (fixture, theirs, 10);
  assert_string_equal (after, "");
  assert_string_equal (now, "T-1");
}

const struct CMUnitTest store_suite_find_tests[] = {
  cmocka_unit_test (every_filter_in_every_order_page_by_page),
  cmocka_unit_test (words_are_found_in_three_languages),
  cmocka_unit_test (typed_text_is_never_a_query),
  cmocka_unit_test (places_stay_where_they_are),
  cmocka_unit_test (counts_say_when_there_may_be_more),
  cmocka_unit_test (officer_is_who_decided_last),
};
const gsize store_suite_n_find_tests = G_N_ELEMENTS (store_suite_find_tests);

/* What the list of cases costs with a hundred times as many cases: opening it, each filter, each
 * order, words, the next page deep within, opening a case and declaring one; 10,000 cases beside
 * 1,000,000 with three findings and five audit entries each. Medians of the same questions in turn,
 * and their ratio.
 *
 *   bench-queue            makes both stores, of SQLite, in a folder of its own, which it removes
 *   bench-queue --n N      the larger one has N cases
 *   bench-queue URL SMALL URL LARGE
 *                          stores of any engine, to be filled with so many where they are empty
 *   bench-queue --check    fills a small store and verifies it: the test of the generator
 */

#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench-cases.h"
#include "bench-times.h"
#include "bsr-case-query.h"
#include "bsr-store-claims.h"
#include "bsr-test.h"

#define SMALL 10000
#define LARGE 1000000
#define CHECKED 400
#define PAGE 50
#define N_TIMES 41
/* Pages down the list before the next one is timed. */
#define DEEP 50
#define COUNTED 1000

static const BsrActor actor = { "officer 7", "lane 2" };

/* One store and how many cases it has. */
typedef struct
{
  BsrStore *store;
  int n;
} Side;

typedef void (*SetQuery) (BsrCaseQuery *query, const Side *side, int time);

static void
set_nothing (BsrCaseQuery *query, const Side *side, int time)
{
}

static void
set_to_look_at (BsrCaseQuery *query, const Side *side, int time)
{
  query->work = BSR_CASE_WORK_JUDGE;
}

static void
set_second_opinion (BsrCaseQuery *query, const Side *side, int time)
{
  query->state = BSR_STATE_SECOND_OPINION;
}

static void
set_examined (BsrCaseQuery *query, const Side *side, int time)
{
  query->state = BSR_STATE_EXAMINED;
}

static void
set_urgent (BsrCaseQuery *query, const Side *side, int time)
{
  query->priority = BSR_PRIORITY_URGENT;
}

static void
set_risk (BsrCaseQuery *query, const Side *side, int time)
{
  query->risk_low = 0.9;
  query->risk_high = 0.95;
}

static void
set_score (BsrCaseQuery *query, const Side *side, int time)
{
  query->score_low = 0.9;
}

static void
set_cut_off (BsrCaseQuery *query, const Side *side, int time)
{
  query->cut_off_low = g_date_time_new_utc (2024, 6, 1 + time % 20, 0, 0, 0);
  query->cut_off_high = g_date_time_add_days (query->cut_off_low, 4);
}

static void
set_scans (BsrCaseQuery *query, const Side *side, int time)
{
  query->scans_low = query->scans_high = 0;
}

static void
set_container (BsrCaseQuery *query, const Side *side, int time)
{
  g_autoptr (BsrCase) flagged = bench_case ((int) ((gint64) side->n * time / N_TIMES), side->n);
  bsr_case_query_set (&query->container, flagged->container);
}

static void
set_owner (BsrCaseQuery *query, const Side *side, int time)
{
  bsr_case_query_set (&query->container, "MSCU");
}

static void
set_case (BsrCaseQuery *query, const Side *side, int time)
{
  query->case_id = g_strdup_printf ("MAPTM-2024-%07d", (int) ((gint64) side->n * time / N_TIMES));
}

static void
set_bill (BsrCaseQuery *query, const Side *side, int time)
{
  query->bill_of_lading
      = g_strdup_printf ("MEDU%07d", (int) ((gint64) side->n * time / N_TIMES / 3));
}

static void
set_lading (BsrCaseQuery *query, const Side *side, int time)
{
  bsr_case_query_set (&query->port_of_lading, "ECGYE");
}

static void
set_discharge (BsrCaseQuery *query, const Side *side, int time)
{
  bsr_case_query_set (&query->port_of_discharge, "MACAS");
}

static void
set_officer (BsrCaseQuery *query, const Side *side, int time)
{
  query->officer = g_strdup_printf ("officer %d", time % 40);
}

static void
set_origin (BsrCaseQuery *query, const Side *side, int time)
{
  bsr_case_query_set (&query->origin, "TR");
}

static void
set_rare (BsrCaseQuery *query, const Side *side, int time)
{
  bsr_case_query_set (&query->words, BENCH_RARE_WORD);
}

static void
set_common (BsrCaseQuery *query, const Side *side, int time)
{
  bsr_case_query_set (&query->words, BENCH_COMMON_WORD);
}

static void
set_prefix (BsrCaseQuery *query, const Side *side, int time)
{
  bsr_case_query_set (&query->words, "ban");
}

static void
set_arabic (BsrCaseQuery *query, const Side *side, int time)
{
  bsr_case_query_set (&query->words, "الأرز الأبيض");
}

static void
set_lot (BsrCaseQuery *query, const Side *side, int time)
{
  query->words = g_strdup_printf ("tomates lot %d", 1000 + 37 * time);
}

static void
set_open_common (BsrCaseQuery *query, const Side *side, int time)
{
  query->work = BSR_CASE_WORK_JUDGE;
  bsr_case_query_set (&query->words, BENCH_COMMON_WORD);
}

static const struct
{
  const char *name;
  SetQuery set;
  BsrCaseSort sort;
  gboolean reversed;
} questions[] = {
  { "opening the list", set_nothing, BSR_CASE_SORT_URGENCY, FALSE },
  { "to look at", set_to_look_at, BSR_CASE_SORT_URGENCY, FALSE },
  { "state: second opinion", set_second_opinion, BSR_CASE_SORT_URGENCY, FALSE },
  { "state: examined", set_examined, BSR_CASE_SORT_URGENCY, FALSE },
  { "priority", set_urgent, BSR_CASE_SORT_URGENCY, FALSE },
  { "risk", set_risk, BSR_CASE_SORT_RISK, FALSE },
  { "top score", set_score, BSR_CASE_SORT_SCORE, FALSE },
  { "cut-off", set_cut_off, BSR_CASE_SORT_CUT_OFF, FALSE },
  { "scans", set_scans, BSR_CASE_SORT_URGENCY, FALSE },
  { "container", set_container, BSR_CASE_SORT_URGENCY, FALSE },
  { "container, owner", set_owner, BSR_CASE_SORT_CONTAINER, FALSE },
  { "case", set_case, BSR_CASE_SORT_URGENCY, FALSE },
  { "bill of lading", set_bill, BSR_CASE_SORT_URGENCY, FALSE },
  { "port of lading", set_lading, BSR_CASE_SORT_URGENCY, FALSE },
  { "port of discharge", set_discharge, BSR_CASE_SORT_URGENCY, FALSE },
  { "officer", set_officer, BSR_CASE_SORT_URGENCY, FALSE },
  { "origin", set_origin, BSR_CASE_SORT_NEWEST, FALSE },
  { "by newest", set_nothing, BSR_CASE_SORT_NEWEST, FALSE },
  { "by cut-off", set_nothing, BSR_CASE_SORT_CUT_OFF, FALSE },
  { "by risk", set_nothing, BSR_CASE_SORT_RISK, FALSE },
  { "by risk, reversed", set_nothing, BSR_CASE_SORT_RISK, TRUE },
  { "by score", set_nothing, BSR_CASE_SORT_SCORE, FALSE },
  { "by container", set_nothing, BSR_CASE_SORT_CONTAINER, FALSE },
  { "by case", set_nothing, BSR_CASE_SORT_CASE, FALSE },
  { "to look at, by risk", set_to_look_at, BSR_CASE_SORT_RISK, FALSE },
  { "to look at, by score", set_to_look_at, BSR_CASE_SORT_SCORE, FALSE },
  { "to look at, by cut-off", set_to_look_at, BSR_CASE_SORT_CUT_OFF, FALSE },
  { "officer, by risk", set_officer, BSR_CASE_SORT_RISK, FALSE },
  { "words: rare", set_rare, BSR_CASE_SORT_NEWEST, FALSE },
  { "words: common", set_common, BSR_CASE_SORT_NEWEST, FALSE },
  { "words: beginning", set_prefix, BSR_CASE_SORT_NEWEST, FALSE },
  { "words: Arabic", set_arabic, BSR_CASE_SORT_NEWEST, FALSE },
  { "words: three, few have all", set_lot, BSR_CASE_SORT_NEWEST, FALSE },
  { "words: common, by urgency", set_common, BSR_CASE_SORT_URGENCY, FALSE },
  { "risk, by urgency", set_risk, BSR_CASE_SORT_URGENCY, FALSE },
  { "cut-off, by urgency", set_cut_off, BSR_CASE_SORT_URGENCY, FALSE },
  { "container, owner, by urgency", set_owner, BSR_CASE_SORT_URGENCY, FALSE },
  { "words: common, to look at", set_open_common, BSR_CASE_SORT_URGENCY, FALSE },
};

static void
stop (const GError *error)
{
  if (error == NULL)
    return;
  g_printerr ("bench-queue: %s\n", error->message);
  exit (1);
}

static double
now_ms (void)
{
  return bench_clock_ms (CLOCK_MONOTONIC);
}

static double
median (double *times)
{
  return bench_median (times, N_TIMES);
}

static BsrCasePage *
find (const Side *side, const BsrCaseQuery *query, const BsrCasePlace *from)
{
  g_autoptr (GError) error = NULL;
  BsrCasePage *page = bsr_store_find_cases (side->store, query, from, FALSE, PAGE, &error);
  stop (error);
  bsr_store_add_holders (side->store, page->cases, NULL, &error);
  stop (error);
  return page;
}

/* Milliseconds for the first page of a question; @n: cases on it. */
static double
ask (const Side *side, int question, int time, guint *n)
{
  g_autoptr (BsrCaseQuery) query = bsr_case_query_new ();
  questions[question].set (query, side, time);
  query->sort = questions[question].sort;
  query->reversed = questions[question].reversed;
  double began = now_ms ();
  g_autoptr (BsrCasePage) page = find (side, query, NULL);
  double took = now_ms () - began;
  *n = page->cases->len;
  return took;
}

static double
count (const Side *side, int question, int time)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCaseQuery) query = bsr_case_query_new ();
  questions[question].set (query, side, time);
  query->sort = questions[question].sort;
  int found;
  gboolean more;
  double began = now_ms ();
  bsr_store_count_cases (side->store, query, COUNTED, &found, &more, &error);
  stop (error);
  return now_ms () - began;
}

static double
turn_page (const Side *side, const BsrCasePlace *from)
{
  g_autoptr (BsrCaseQuery) query = bsr_case_query_new ();
  double began = now_ms ();
  g_autoptr (BsrCasePage) page = find (side, query, from);
  return now_ms () - began;
}

static BsrCasePlace *
deep_place (const Side *side)
{
  g_autoptr (BsrCaseQuery) query = bsr_case_query_new ();
  BsrCasePlace *from = NULL;
  for (int i = 0; i < DEEP; i++)
    {
      g_autoptr (BsrCasePage) page = find (side, query, from);
      bsr_case_place_free (from);
      from = g_steal_pointer (&page->after);
    }
  return from;
}

/* Milliseconds for all that a dossier reads, the entry that it was viewed among it; and for what
 * the panels look up of other cases. */
static void
open_case (const Side *side, int time, double *dossier, double *others)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) made = bench_case ((int) ((gint64) side->n * time / N_TIMES), side->n);
  const char *id = made->id;
  double began = now_ms ();
  bsr_store_note_view (side->store, &actor, id, &error);
  stop (error);
  g_autoptr (BsrCase) flagged = bsr_store_get_case (side->store, id, &error);
  g_autoptr (GPtrArray) decisions = bsr_store_list_decisions (side->store, id, &error);
  g_autoptr (GPtrArray) outcomes = bsr_store_list_outcomes (side->store, id, &error);
  g_autoptr (GPtrArray) views = bsr_store_list_views (side->store, id, &error);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (side->store, id, &error);
  stop (error);
  for (guint i = 0; i < scans->len; i++)
    {
      BsrScan *scan = scans->pdata[i];
      g_free (bsr_store_get_analysis (side->store, scan->id, &error));
      g_ptr_array_unref (bsr_store_list_annotations (side->store, scan->id, &error));
      g_array_unref (bsr_store_list_weights (side->store, scan->id, &error));
      g_ptr_array_unref (bsr_store_list_contests (side->store, scan->id, &error));
      bsr_contribution_free (bsr_store_get_contribution (side->store, scan->sha256, NULL, &error));
      stop (error);
    }
  *dossier = now_ms () - began;
  began = now_ms ();
  g_autofree char *heading = bsr_case_heading (flagged);
  g_ptr_array_unref (bsr_store_list_conforming (side->store, heading, id, 40, &error));
  g_ptr_array_unref (
      bsr_store_list_consignment (side->store, flagged->bill_of_lading, 100, &error));
  g_ptr_array_unref (
      bsr_store_list_kin (side->store, BSR_KIN_CONTAINER, flagged->container, 20, &error));
  g_ptr_array_unref (bsr_store_list_kin (side->store, BSR_KIN_CONFORMING, heading, 20, &error));
  g_ptr_array_unref (
      bsr_store_list_kin (side->store, BSR_KIN_EMPTY, flagged->size_type, 20, &error));
  stop (error);
  *others = now_ms () - began;
}

/* Milliseconds for the act of declaring a case that is not there yet. */
static double
declare_case (const Side *side, int time)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) made = bench_case (time, side->n);
  g_free (made->id);
  made->id = g_strdup_printf ("LATER-%" G_GINT64_FORMAT, g_get_real_time ());
  double began = now_ms ();
  bsr_store_put_case (side->store, &actor, made, &error);
  stop (error);
  return now_ms () - began;
}

static void
print_line (const char *name, double small, double large, const char *more)
{
  g_print ("  %-32s %9.3f %9.3f  x%-6.2f%s\n", name, small, large, large / small, more);
}

/* Small and large in turn, so that what else the machine does touches both. */
static void
measure (const Side *small, const Side *large)
{
  double times[4][N_TIMES];
  g_print ("  %-32s %9s %9s\n", "median of 41, ms", "small", "large");
  for (guint q = 0; q < G_N_ELEMENTS (questions); q++)
    {
      guint n_small, n_large;
      for (int t = 0; t < N_TIMES; t++)
        {
          times[0][t] = ask (small, (int) q, t, &n_small);
          times[1][t] = ask (large, (int) q, t, &n_large);
          times[2][t] = count (small, (int) q, t);
          times[3][t] = count (large, (int) q, t);
        }
      double count_small = median (times[2]), count_large = median (times[3]);
      g_autofree char *more
          = g_strdup_printf (" (%u, %u cases; counting %.3f, %.3f: x%.2f)", n_small, n_large,
                             count_small, count_large, count_large / count_small);
      print_line (questions[q].name, median (times[0]), median (times[1]), more);
    }
  g_autoptr (BsrCasePlace) place_small = deep_place (small);
  g_autoptr (BsrCasePlace) place_large = deep_place (large);
  for (int t = 0; t < N_TIMES; t++)
    {
      times[0][t] = turn_page (small, place_small);
      times[1][t] = turn_page (large, place_large);
    }
  print_line ("the next page, 50 pages down", median (times[0]), median (times[1]), "");
  for (int t = 0; t < N_TIMES; t++)
    {
      open_case (small, t, &times[0][t], &times[2][t]);
      open_case (large, t, &times[1][t], &times[3][t]);
    }
  print_line ("opening a case", median (times[0]), median (times[1]), "");
  print_line ("what its panels look up", median (times[2]), median (times[3]), "");
  for (int t = 0; t < N_TIMES; t++)
    {
      times[0][t] = declare_case (small, t);
      times[1][t] = declare_case (large, t);
    }
  print_line ("declaring a case", median (times[0]), median (times[1]), "");
}

static Side
side_new (const char *url, int n, gboolean same_pixels)
{
  g_autoptr (GError) error = NULL;
  double began = now_ms ();
  Side side = { bsr_store_open (url, &error), n };
  stop (error);
  double opened = now_ms ();
  g_autoptr (BsrCaseQuery) query = bsr_case_query_new ();
  g_autoptr (BsrCasePage) page = find (&side, query, NULL);
  if (page->cases->len == 0)
    {
      bench_cases_fill (side.store, n, same_pixels, &error);
      stop (error);
      g_print ("%d cases: filled in %.0f s\n", n, (now_ms () - opened) / 1000.0);
      /* As a station would find it. */
      g_object_unref (side.store);
      began = now_ms ();
      side.store = bsr_store_open (url, &error);
      stop (error);
      opened = now_ms ();
    }
  g_print ("%d cases: opened in %.0f ms, its check of the whole among it\n", n, opened - began);
  return side;
}

static int
check (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = g_strconcat ("sqlite:", folder, "/small.db", NULL);
  Side side = side_new (url, CHECKED, TRUE);
  gint64 n_entries = 0;
  bsr_store_verify_audit (side.store, &n_entries, &error);
  stop (error);
  guint n_rare = 0, n_opened = 0;
  for (int q = 0; q < (int) G_N_ELEMENTS (questions); q++)
    ask (&side, q, 0, questions[q].set == set_rare ? &n_rare : &n_opened);
  g_object_unref (side.store);
  g_print ("%d entries; the rare word is in %u\n", (int) n_entries, n_rare);
  return n_entries == 5 * CHECKED && n_rare == 10 ? 0 : 1;
}

int
main (int argc, char **argv)
{
  gboolean given = argc == 5;
  int n_large = argc == 3 && g_str_equal (argv[1], "--n") ? atoi (argv[2]) : LARGE, status = 0;
  char *folder = bsr_test_folder_new ();
  g_autofree char *small_url
      = given ? g_strdup (argv[1]) : g_strconcat ("sqlite:", folder, "/small.db", NULL);
  g_autofree char *large_url
      = given ? g_strdup (argv[3]) : g_strconcat ("sqlite:", folder, "/large.db", NULL);
  if (argc == 2 && g_str_equal (argv[1], "--check"))
    status = check (folder);
  else
    {
      Side small = side_new (small_url, given ? atoi (argv[2]) : SMALL, FALSE);
      Side large = side_new (large_url, given ? atoi (argv[4]) : n_large, FALSE);
      measure (&small, &large);
      g_object_unref (small.store);
      g_object_unref (large.store);
    }
  bsr_test_folder_remove (folder);
  return status;
}

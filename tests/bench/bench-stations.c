#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bsr-store-claims.h"

/* Many stations, each a process with a connection of its own, claim cases of one store and decide them.
 *
 *   bench-stations --store URL [--stations N] [--seconds N]
 *
 * Says how many cases were decided each second, how often a claim met another's, and how many cases were
 * decided twice: 0 or the program fails. Cases are made as they are needed. To be held against pgbench on
 * the same server: tests/bench/stations does both. */

#define LEASE_S 60
/* Cases that all stations choose from at a time: few enough that they meet. */
#define CHOICE 200

typedef struct
{
  gint64 n_decided, n_met, n_refused, n_failed;
} Tally;

static char *
case_id (gint64 number)
{
  return g_strdup_printf ("BENCH-%08" G_GINT64_FORMAT, number);
}

static gboolean
fail (const char *what, GError *error)
{
  g_printerr ("%s: %s\n", what, error != NULL ? error->message : "?");
  g_clear_error (&error);
  return FALSE;
}

static gboolean
make_cases (BsrStore *store, int n)
{
  const BsrActor actor = { "bench", "bench" };
  for (int i = 0; i < n; i++)
    {
      GError *error = NULL;
      g_autofree char *id = case_id (i);
      g_autoptr (BsrCase) flagged = bsr_case_new (id, "CSQU3054383");
      if (!bsr_store_put_case (store, &actor, flagged, &error))
        return fail (id, error);
    }
  return TRUE;
}

/* One case from the claim to its end. */
static void
serve (BsrStore *store, const BsrActor *actor, const char *id, Tally *tally)
{
  g_autoptr (GError) error = NULL;
  BsrCaseState state;
  g_autoptr (BsrCaseClaim) claim = bsr_store_claim_case (store, actor, id, LEASE_S, &error);
  if (claim == NULL)
    {
      tally->n_failed++;
      return;
    }
  if (!claim->mine)
    {
      tally->n_met++;
      return;
    }
  if (bsr_store_get_state (store, id, &state, &error) && state == BSR_STATE_FLAGGED)
    {
      gint64 version = 0; /* nobody has decided it, as far as this station sees */
      const BsrActor on = { actor->officer, actor->station, &version };
      if (bsr_store_decide (store, &on, id, BSR_DECISION_RELEASE, "as declared", &error))
        tally->n_decided++;
      else
        tally->n_refused++;
    }
  bsr_store_give_back_case (store, actor, id, NULL);
}

/* A station: @number's walk over the cases begins elsewhere than the others'. */
static void
work (const char *url, int number, int n_cases, gint64 until, int report)
{
  Tally tally = { 0 };
  g_autofree char *station = g_strdup_printf ("lane %d", number);
  const BsrActor actor = { "officer", station };
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = bsr_store_open (url, &error);
  guint64 random = (guint64) number * 2654435761u + 1;
  for (gint64 i = 0; store != NULL && g_get_monotonic_time () < until; i++)
    {
      random ^= random << 13, random ^= random >> 7, random ^= random << 17;
      gint64 first = MIN (i * CHOICE / 8, n_cases - CHOICE);
      g_autofree char *id = case_id (first + (gint64) (random % CHOICE));
      serve (store, &actor, id, &tally);
    }
  if (store == NULL)
    fail (url, g_steal_pointer (&error));
  if (write (report, &tally, sizeof tally) != sizeof tally)
    _exit (1);
}

/* How many cases have more than one decision; -1: failed. */
static gint64
count_doubles (BsrStore *store, int n_cases, gint64 *n_decisions)
{
  gint64 n_doubles = 0;
  for (int i = 0; i < n_cases; i++)
    {
      GError *error = NULL;
      g_autofree char *id = case_id (i);
      g_autoptr (GPtrArray) decisions = bsr_store_list_decisions (store, id, &error);
      if (decisions == NULL)
        {
          fail (id, error);
          return -1;
        }
      n_doubles += decisions->len > 1;
      *n_decisions += decisions->len;
    }
  return n_doubles;
}

static int
run (const char *url, int n_stations, int seconds, int n_cases)
{
  GError *error = NULL;
  Tally all = { 0 }, one;
  gint64 n_decisions = 0;
  int ends[2];
  g_autoptr (BsrStore) store = bsr_store_open (url, &error);
  if (store == NULL)
    {
      fail (url, error);
      return 1;
    }
  if (!make_cases (store, n_cases) || pipe (ends) != 0)
    return 1;
  g_clear_object (&store); /* a connection is no child's */
  gint64 began = g_get_monotonic_time (), until = began + (gint64) seconds * G_USEC_PER_SEC;
  for (int i = 0; i < n_stations; i++)
    if (fork () == 0)
      {
        work (url, i, n_cases, until, ends[1]);
        _exit (0);
      }
  close (ends[1]);
  while (read (ends[0], &one, sizeof one) == sizeof one)
    {
      all.n_decided += one.n_decided;
      all.n_met += one.n_met;
      all.n_refused += one.n_refused;
      all.n_failed += one.n_failed;
    }
  double elapsed = (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;
  while (wait (NULL) > 0)
    ;
  store = bsr_store_open (url, &error);
  gint64 n_doubles = store != NULL ? count_doubles (store, n_cases, &n_decisions) : -1;
  printf ("%d stations, %.1f s: %.1f cases decided each second (claim, decision, end: three acts); "
          "%d claims met another's, %d decisions refused, %d acts failed, %d double decisions\n",
          n_stations, elapsed, (double) all.n_decided / elapsed, (int) all.n_met,
          (int) all.n_refused, (int) all.n_failed, (int) n_doubles);
  return n_doubles == 0 && n_decisions == all.n_decided && all.n_failed == 0 ? 0 : 1;
}

int
main (int argc, char *argv[])
{
  int n_stations = 50, seconds = 10, n_cases = 2000;
  g_autofree char *url = NULL;
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_STRING, &url, "An empty store", "URL" },
    { "stations", 0, 0, G_OPTION_ARG_INT, &n_stations, "At once (50)", "N" },
    { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds, "Of work (10)", "N" },
    { "cases", 0, 0, G_OPTION_ARG_INT, &n_cases, "To decide (2000)", "N" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || url == NULL || n_cases < CHOICE)
    return 2;
  return run (url, n_stations, seconds, n_cases);
}

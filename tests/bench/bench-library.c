/* What "show me similar loads" costs with 100,000 loads, next to a plain scan over their descriptors
 * in the same run; what a model of all of them costs after one more load; and the memory that they
 * take. Answers are compared; nothing else is asserted. */

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench-times.h"
#include "bsr-library-model.h"
#include "bsr-library-search.h"

#define N_LOADS 100000
#define N_HEADINGS 200
#define N_NEAREST 12
#define N_QUERIES 41
#define SEED 20240503

static double
draw_about (GRand *random, double centre)
{
  double sum = -3.0;
  for (int i = 0; i < 6; i++)
    sum += g_rand_double (random);
  return centre + 0.7 * sum;
}

static BsrLoadDescriptor
draw (GRand *random, int heading)
{
  BsrLoadDescriptor descriptor = bsr_load_descriptor_blank ();
  for (int m = 0; m < BSR_N_LOAD_MEASURES; m++)
    if (g_rand_double (random) > 0.125)
      descriptor.values[m] = (float) draw_about (random, sin (heading * 12.9898 + m * 78.233));
  return descriptor;
}

static BsrLibraryEntry *
draw_entry (GRand *random, int number)
{
  char heading[5];
  g_snprintf (heading, sizeof heading, "%04d", number % N_HEADINGS);
  g_autofree char *name = g_strdup_printf ("%d", number);
  g_autofree char *scan = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
  BsrLoadDescriptor descriptor = draw (random, number % N_HEADINGS);
  return bsr_library_entry_new (heading, scan, "2024-05-03", &descriptor, NULL);
}

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000.0;
}

static gint64
resident_bytes (void)
{
  g_autofree char *text = NULL;
  g_file_get_contents ("/proc/self/status", &text, NULL, NULL);
  const char *found = text != NULL ? strstr (text, "VmRSS:") : NULL;
  return found != NULL ? 1024 * g_ascii_strtoll (found + strlen ("VmRSS:"), NULL, 10) : 0;
}

/* The reference: one load after the other, as they lie. */
static int
scan_plainly (const BsrLoadDescriptor *loads, int n, const double *mean, const double *by,
              const BsrLoadDescriptor *wanted, int *nearest, float *distances)
{
  int found = 0;
  for (int i = 0; i < n; i++)
    {
      float sum = 0.0f, shared = 0.0f;
      for (int m = 0; m < BSR_N_LOAD_MEASURES; m++)
        if (!isnan (loads[i].values[m]) && !isnan (wanted->values[m]))
          {
            float one = (float) (((double) loads[i].values[m] - mean[m]) * by[m]);
            float other = (float) (((double) wanted->values[m] - mean[m]) * by[m]);
            sum += (one - other) * (one - other);
            shared += 1.0f;
          }
      if (shared < (float) BSR_LIBRARY_LEAST_SHARED)
        continue;
      float square = sum / shared;
      int place = MIN (found, N_NEAREST - 1);
      if (found == N_NEAREST && !(square < distances[place]))
        continue;
      for (; place > 0 && distances[place - 1] > square; place--)
        {
          distances[place] = distances[place - 1];
          nearest[place] = nearest[place - 1];
        }
      distances[place] = square;
      nearest[place] = i;
      found = MIN (found + 1, N_NEAREST);
    }
  return found;
}

static void
measure_search (const BsrLibrary *library, GRand *random)
{
  gint64 before = resident_bytes ();
  double began = now_ms ();
  g_autoptr (BsrLibrarySearch) search = bsr_library_search_new (library);
  g_print ("    made ready for search in %.0f ms, %.1f MiB more\n", now_ms () - began,
           (double) (resident_bytes () - before) / 1048576.0);

  g_autoptr (GPtrArray) entries = bsr_library_list (library, NULL);
  g_autofree BsrLoadDescriptor *plain = g_new (BsrLoadDescriptor, entries->len);
  for (guint i = 0; i < entries->len; i++)
    plain[i] = ((BsrLibraryEntry *) entries->pdata[i])->descriptor;
  double mean[BSR_N_LOAD_MEASURES], by[BSR_N_LOAD_MEASURES], ours[N_QUERIES], theirs[N_QUERIES];
  for (int m = 0; m < BSR_N_LOAD_MEASURES; m++)
    bsr_library_search_scale (search, (BsrLoadMeasure) m, &mean[m], &by[m]);

  int n_apart = 0;
  for (int q = 0; q < N_QUERIES; q++)
    {
      BsrLoadDescriptor wanted = draw (random, q % N_HEADINGS);
      BsrSimilarLoad found[N_NEAREST];
      int nearest[N_NEAREST];
      float distances[N_NEAREST];
      began = now_ms ();
      int n = bsr_library_search_find (search, &wanted, N_NEAREST, found);
      ours[q] = now_ms () - began;
      began = now_ms ();
      int expected
          = scan_plainly (plain, (int) entries->len, mean, by, &wanted, nearest, distances);
      theirs[q] = now_ms () - began;
      n_apart += n != expected;
      for (int i = 0; i < MIN (n, expected); i++)
        n_apart += found[i].entry != entries->pdata[nearest[i]];
    }
  double middle = bench_median (ours, N_QUERIES), plain_middle = bench_median (theirs, N_QUERIES);
  g_print ("    %d nearest: %.2f ms (median of %d, longest %.2f), plain scan %.2f ms: x%.1f; %d answers "
           "apart\n",
           N_NEAREST, middle, N_QUERIES, ours[N_QUERIES - 1], plain_middle, plain_middle / middle,
           n_apart);
}

static void
measure_model (BsrLibrary *library, GRand *random)
{
  double began = now_ms ();
  g_autoptr (BsrLibraryModel) first = bsr_library_model_new (library, NULL, 0, NULL, NULL);
  double whole = now_ms () - began;
  g_autoptr (BsrLibraryEntry) entry = draw_entry (random, N_LOADS);
  bsr_library_add (library, entry);
  began = now_ms ();
  g_autoptr (BsrLibraryModel) next = bsr_library_model_new (library, NULL, 0, NULL, NULL);
  double again = now_ms () - began;
  BsrLoadDescriptor wanted = draw (random, 7);
  began = now_ms ();
  g_autoptr (BsrLibraryAnswer) answer = bsr_library_model_ask (next, &wanted);
  g_print ("    model of %d headings: %.1f ms, after one more load %.2f ms: x%.0f; one question %.3f ms\n",
           answer->n_guesses, whole, again, whole / again, now_ms () - began);
}

int
main (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  gint64 before = resident_bytes ();
  double began = now_ms ();
  g_autoptr (BsrLibrary) library = bsr_library_new ();
  for (int i = 0; i < N_LOADS; i++)
    {
      g_autoptr (BsrLibraryEntry) entry = draw_entry (random, i);
      bsr_library_add (library, entry);
    }
  double bytes = (double) (resident_bytes () - before);
  g_print ("%d loads of %d headings, seed %d\n    filled in %.0f ms, %.1f MiB: %.0f bytes a load\n",
           bsr_library_count (library), N_HEADINGS, SEED, now_ms () - began, bytes / 1048576.0,
           bytes / N_LOADS);
  measure_search (library, random);
  measure_model (library, random);
  return 0;
}

/* How long an inspection takes to return after it was cancelled, at moments spread evenly over its
 * course: the longest is what an officer may have to wait for the next scan. */

#include <stdlib.h>

#include "bench-scan.h"
#include "bench-times.h"
#include "bsr-inspection.h"

#define MOMENTS 40

typedef struct
{
  const BenchScan *scan;
  int n_threads;
  GCancellable *cancellable;
  gint64 ended_us;
} Job;

static gpointer
job_run (gpointer data)
{
  Job *job = data;
  BsrInspection *inspection
      = bsr_inspection_run (job->scan->image, &job->scan->acquisition, NULL, job->n_threads, NULL,
                            NULL, job->cancellable, NULL);
  job->ended_us = g_get_monotonic_time ();
  g_clear_pointer (&inspection, bsr_inspection_unref);
  return NULL;
}

/* From cancelling @after_us after the start to its return, ms; the whole course where @after_us is
 * negative. */
static double
measure (const BenchScan *scan, int n_threads, gint64 after_us)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Job job = { scan, n_threads, cancellable, 0 };
  gint64 from_us = g_get_monotonic_time ();
  GThread *thread = g_thread_new ("inspection", job_run, &job);
  if (after_us >= 0)
    {
      g_usleep ((gulong) after_us);
      from_us = g_get_monotonic_time ();
      g_cancellable_cancel (cancellable);
    }
  g_thread_join (thread);
  return (double) (job.ended_us - from_us) / 1000.0;
}

/* Arguments: a number picks one of the sizes. */
int
main (int argc, char **argv)
{
  int first = argc > 1 ? CLAMP (atoi (argv[1]), 0, BENCH_N_SIZES - 1) : 0;
  int end = argc > 1 ? first + 1 : BENCH_N_SIZES;
  for (int i = first; i < end; i++)
    for (int n_threads = 1; n_threads <= 2; n_threads++)
      {
        BenchScan scan = bench_scan_new (bench_sizes[i], 2);
        double whole_ms = measure (&scan, n_threads, -1), waits_ms[MOMENTS];
        int worst = 0;
        for (int k = 0; k < MOMENTS; k++)
          {
            waits_ms[k] = measure (&scan, n_threads, (gint64) (whole_ms * 1000.0 * k / MOMENTS));
            worst = waits_ms[k] > waits_ms[worst] ? k : worst;
          }
        double latest = 100.0 * worst / MOMENTS;
        double middle = bench_median (waits_ms, MOMENTS);
        g_print ("%d x %d, 2 planes, %d thread(s): whole %.0f ms; cancelled, it returns after %.1f ms "
                 "(median), %.1f ms at most (when %.0f %% were done)\n",
                 bench_sizes[i].width, bench_sizes[i].height, n_threads, whole_ms,
                 middle, waits_ms[MOMENTS - 1], latest);
        bsr_image_unref (scan.image);
      }
  return 0;
}

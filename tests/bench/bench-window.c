/* What a frame costs in the window itself, on whatever display there is: from the officer's
 * movement until all of the view shows it, in time of all threads of the program together and of
 * the main one alone, which is what he waits for. Held against copying the bytes of the view in the
 * same run; what matters is that it depends on the view and not on the scan. */

#include <math.h>
#include <string.h>

#include "bench-times.h"
#include "bsr-scan-view-private.h"

#define STEPS 15 /* of a movement; the first is not counted */
#define BYTES_PER_PIXEL 4
#define TEXTURE 4096 /* edge of what the scans repeat, pixels */

typedef struct
{
  const char *name;
  int width, height;
} Size;

/* All are shrunk by one and a half times a level's samples in one zoom or another: the same work a
 * pixel. */
static const Size views[] = { { "1080p", 1920, 1080 }, { "4K", 3840, 2160 } };
static const Size scans[]
    = { { "6 MP", 3328, 1872 }, { "45 MP", 8960, 5040 }, { "400 MP", 26640, 14985 } };

typedef enum
{
  MOVE_PAN,    /* 32 logical pixels sideways at 200 % */
  MOVE_ZOOM,   /* a notch of the wheel, at 200 % and more */
  MOVE_WINDOW, /* a drag of the window at 200 % */
  N_MOVES,
} Move;

static const char *const move_names[N_MOVES] = { "pan", "zoom", "window" };

typedef struct
{
  double all, main; /* processor time, ms */
} Cost;

typedef struct
{
  BsrSession *session;
  GtkWidget *window;
  BsrScanView *view;
  guint n_drawn;
} Desk;

static void
after_paint_cb (GdkFrameClock *clock, Desk *desk)
{
  desk->n_drawn++;
}

/* Until the view has drawn all that was asked for. */
static void
finish (Desk *desk)
{
  BsrScanPainter *painter = desk->view->painter;
  while (!bsr_scan_painter_is_current (painter))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (desk->view));
  for (guint before = desk->n_drawn; desk->n_drawn == before;)
    g_main_context_iteration (NULL, TRUE);
}

static void
make_move (Desk *desk, Move move, int step)
{
  BsrTone tone = *bsr_session_tone (desk->session);
  if (move == MOVE_PAN)
    bsr_scan_view_pan (desk->view, -32.0, 0.0);
  else if (move == MOVE_ZOOM)
    bsr_scan_view_zoom_about (desk->view, 2.0 * pow (1.05, step), NAN, NAN);
  else
    {
      tone.high -= 0.005;
      bsr_session_set_tone (desk->session, &tone);
    }
}

static Cost
measure (Desk *desk, Move move)
{
  double all[STEPS], main_thread[STEPS];
  bsr_scan_view_zoom_about (desk->view, 2.0, NAN, NAN);
  finish (desk);
  for (int i = -1; i < STEPS; i++)
    {
      double began = bench_clock_ms (CLOCK_PROCESS_CPUTIME_ID),
             main_began = bench_clock_ms (CLOCK_THREAD_CPUTIME_ID);
      make_move (desk, move, i + 2);
      finish (desk);
      if (i < 0)
        continue;
      all[i] = bench_clock_ms (CLOCK_PROCESS_CPUTIME_ID) - began;
      main_thread[i] = bench_clock_ms (CLOCK_THREAD_CPUTIME_ID) - main_began;
    }
  return (Cost){ bench_median (all, STEPS), bench_median (main_thread, STEPS) };
}

/* A texture again and again: its content costs nothing, nor does it tell anything. */
static BsrScene *
make_scene (const Size *size)
{
  g_autofree guint16 *texture = g_new (guint16, (gsize) TEXTURE + (gsize) size->width);
  guint32 state = 1; /* linear congruential, Numerical Recipes: any will do */
  for (int i = 0; i < TEXTURE + size->width; i++)
    {
      state = state * 1664525u + 1013904223u;
      texture[i] = (guint16) (20000 + (i * 7) % 30000 + (int) (state >> 22));
    }
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, size->width, size->height, NULL);
  for (int y = 0; y < size->height; y++)
    memcpy (bsr_plane_row_u16 (plane, y), texture + (y * 31) % TEXTURE,
            (gsize) size->width * sizeof *texture);
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 16, NULL);
  return bsr_scene_new (image, NULL, 0, NULL, NULL);
}

static double
copying_ms (const Size *view)
{
  double times[STEPS];
  gsize size = (gsize) view->width * (gsize) view->height * BYTES_PER_PIXEL;
  g_autofree guint8 *from = g_malloc (size), *to = g_malloc (size);
  memset (from, 1, size);
  memset (to, 1, size);
  for (int i = 0; i < STEPS; i++)
    {
      double began = bench_clock_ms (CLOCK_THREAD_CPUTIME_ID);
      memcpy (to, from, size);
      times[i] = bench_clock_ms (CLOCK_THREAD_CPUTIME_ID) - began;
      from[to[size / 2]] ^= 1; /* the copy is used */
    }
  return bench_median (times, STEPS);
}

static gboolean
has_size (const Desk *desk, const Size *view)
{
  return gtk_widget_get_width (GTK_WIDGET (desk->view)) == view->width
         && gtk_widget_get_height (GTK_WIDGET (desk->view)) == view->height;
}

static void
open_desk (Desk *desk, const Size *view)
{
  desk->session = bsr_session_new ();
  desk->view = BSR_SCAN_VIEW (bsr_scan_view_new (desk->session));
  desk->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (desk->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), view->width, view->height);
  gtk_window_set_child (GTK_WINDOW (desk->window), GTK_WIDGET (desk->view));
  gtk_window_present (GTK_WINDOW (desk->window));
  while (gtk_widget_get_width (GTK_WIDGET (desk->view)) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect (gtk_widget_get_frame_clock (desk->window), "after-paint",
                    G_CALLBACK (after_paint_cb), desk);
  if (!has_size (desk, view))
    g_print ("the window has %d x %d pixels and not %d x %d: is the display large enough?\n",
             gtk_widget_get_width (GTK_WIDGET (desk->view)),
             gtk_widget_get_height (GTK_WIDGET (desk->view)), view->width, view->height);
}

static void
close_desk (Desk *desk)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  g_object_unref (desk->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
print_costs (const Size *view, double copying, Cost costs[G_N_ELEMENTS (scans)][N_MOVES])
{
  const gsize last = G_N_ELEMENTS (scans) - 1;
  g_print ("%s, copying its bytes %.2f ms; ms of all threads (times that), of the main one\n",
           view->name, copying);
  for (int move = 0; move < N_MOVES; move++)
    {
      g_print ("  %-8s", move_names[move]);
      for (gsize s = 0; s <= last; s++)
        g_print ("  %s: %6.2f (%5.2f), %6.2f", scans[s].name, costs[s][move].all,
                 costs[s][move].all / copying, costs[s][move].main);
      g_print ("  largest/smallest %.2f, %.2f\n", costs[last][move].all / costs[0][move].all,
               costs[last][move].main / costs[0][move].main);
    }
}

int
main (void)
{
  Cost costs[G_N_ELEMENTS (views)][G_N_ELEMENTS (scans)][N_MOVES];
  if (!gtk_init_check ())
    {
      g_print ("there is no display\n");
      return 77; /* skipped, as meson has it */
    }
  for (gsize s = 0; s < G_N_ELEMENTS (scans); s++)
    {
      g_autoptr (BsrScene) scene = make_scene (&scans[s]);
      for (gsize v = 0; v < G_N_ELEMENTS (views); v++)
        {
          Desk desk = { 0 };
          open_desk (&desk, &views[v]);
          bsr_session_set_scene (desk.session, scene);
          for (int move = 0; move < N_MOVES; move++)
            costs[v][s][move] = measure (&desk, (Move) move);
          close_desk (&desk);
        }
    }
  for (gsize v = 0; v < G_N_ELEMENTS (views); v++)
    print_costs (&views[v], copying_ms (&views[v]), costs[v]);
  return 0;
}

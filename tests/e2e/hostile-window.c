/* Damaged, odd and hostile files by the window's own way: dropped on a window that is shown,
 * decoded, opened as cases, drawn, analysed. None may take the window with it, or ten seconds.
 *
 *     hostile-window FOLDER [STEP]     every STEPth file, in the order of their names; 1 unless
 * said */

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "bsr-ui-test.h"
#include "bsr-columns-dialog.h"
#include "bsr-import.h"
#include "bsr-window.h"

/* The contract's word for a hang, of the processor, as others use it too; memory that a process may
 * take. */
#define PATIENCE_S 10.0
#define MOST_MEMORY_KIB (1 << 20)
/* What meson takes for a skipped test. */
#define STATUS_SKIPPED 77

typedef struct
{
  BsrStore *store;
  BsrWindow *window;
  GAsyncResult *result;
  int n_files, n_opened, n_refused, n_asked, n_slow, n_dead, n_late;
  double longest_s;
  char *longest;
} Desk;

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ((Desk *) data)->result = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return ((Desk *) data)->result != NULL;
}

static gboolean
is_idle (gpointer data)
{
  gboolean busy;
  g_object_get (bsr_window_session (((Desk *) data)->window), "busy", &busy, NULL);
  return !busy;
}

/* The decoder's death is one sentence like any other refusal: here it is counted. */
static void
note_refusal (Desk *desk, const char *sentence)
{
  desk->n_refused++;
  if (strstr (sentence, "made the decoder") != NULL)
    desk->n_dead++;
  if (strstr (sentence, "so it was stopped") != NULL)
    desk->n_late++;
  if (strstr (sentence, "made the decoder") != NULL
      || strstr (sentence, "so it was stopped") != NULL)
    g_print ("stopped: %s\n", sentence);
}

/* A table of unknown columns: they are asked about. */
static void
ask (Desk *desk, const BsrImport *import)
{
  GtkWidget *dialog = bsr_columns_dialog_new ("a table", import->columns);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (desk->window));
  gtk_window_present (GTK_WINDOW (dialog));
  bsr_ui_test_settle ();
  gtk_window_destroy (GTK_WINDOW (dialog));
  desk->n_asked++;
}

static void
open_file (Desk *desk, const char *path)
{
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;

  g_clear_object (&desk->result);
  bsr_import_async (desk->store, "officer 7", "lane 2", paths, NULL, imported_cb, desk);
  bsr_ui_test_wait (has_result, desk);
  g_autoptr (BsrImport) import = bsr_import_finish (desk->result, &error);
  bsr_test_assert_no_error (error);
  for (guint i = 0; i < import->result.refused->len; i++)
    note_refusal (desk, import->result.refused->pdata[i]);
  if (import->unknown != NULL)
    ask (desk, import);
  if (import->case_id == NULL)
    return;
  bsr_window_open_case (desk->window, import->case_id);
  bsr_ui_test_wait (is_idle, desk);
  bsr_ui_test_settle ();
  desk->n_opened += bsr_session_scene (bsr_window_session (desk->window)) != NULL;
}

static double
seconds_of (int who)
{
  struct rusage usage;
  getrusage (who, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC;
}

/* Where it hangs without computing, the wait for it ends after a minute. */
static void
try_file (Desk *desk, const char *path)
{
  double began = seconds_of (RUSAGE_SELF) + seconds_of (RUSAGE_CHILDREN);
  open_file (desk, path);
  double took = seconds_of (RUSAGE_SELF) + seconds_of (RUSAGE_CHILDREN) - began;
  desk->n_files++;
  if (took > PATIENCE_S)
    {
      desk->n_slow++;
      g_print ("slow: %s, %.1f s\n", path, took);
    }
  if (took > desk->longest_s)
    {
      desk->longest_s = took;
      g_free (desk->longest);
      desk->longest = g_path_get_basename (path);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/* Tries every @step-th file of @dir. */
static void
try_folder (Desk *desk, GDir *dir, const char *folder, guint step)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i += MAX (step, 1))
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      try_file (desk, path);
    }
}

static long
peak_kib (int who)
{
  struct rusage usage;
  getrusage (who, &usage);
  return usage.ru_maxrss;
}

int
main (int argc, char **argv)
{
  g_autoptr (GDir) dir = argc > 1 ? g_dir_open (argv[1], 0, NULL) : NULL;
  if (dir == NULL)
    {
      g_print ("skipped: the development data is not here\n");
      return STATUS_SKIPPED;
    }
  if (!gtk_init_check ())
    return STATUS_SKIPPED;
  adw_init ();
  char *folder = bsr_test_folder_new ();
  Desk desk = { .store = bsr_ui_test_store (folder) };
  desk.window = g_object_ref (bsr_window_new (NULL, "officer 7", "lane 2"));
  gtk_window_present (GTK_WINDOW (desk.window));
  bsr_window_set_store (desk.window, desk.store);
  try_folder (&desk, dir, argv[1], argc > 2 ? (guint) atoi (argv[2]) : 1);

  long memory = peak_kib (RUSAGE_SELF), decoders = peak_kib (RUSAGE_CHILDREN);
  g_print (
      "%d files: %d opened and drawn, %d refused in a sentence, %d asked about; decoders: %d died of a file, %d "
      "were "
      "stopped; %d took over 10 s of the processor, the longest %.1f s (%s); most memory: window "
      "%ld MiB, decoder "
      "%ld MiB\n",
      desk.n_files, desk.n_opened, desk.n_refused, desk.n_asked, desk.n_dead, desk.n_late, desk.n_slow,
      desk.longest_s, desk.longest, memory >> 10, decoders >> 10);
  gtk_window_destroy (GTK_WINDOW (desk.window));
  g_object_unref (desk.window);
  bsr_ui_test_settle ();
  g_object_unref (desk.store);
  g_clear_object (&desk.result);
  g_free (desk.longest);
  bsr_test_folder_remove (folder);
  return desk.n_opened > 0 && desk.n_slow == 0 && desk.n_dead == 0 && decoders < MOST_MEMORY_KIB
             ? 0
             : 1;
}

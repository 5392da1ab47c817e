/* Every file of the development data that is damaged, odd or hostile is read in a process of its
 * own with little memory and time: it may refuse, but neither crash nor hang. */

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-image-reader.h"

#define MAX_MEMORY (G_GUINT64_CONSTANT (1) << 30)
#define MAX_SECONDS 10

/* Exit statuses of the child: read, or refused with an error code. */
#define STATUS_READ 10
#define STATUS_REFUSED 20
#define STATUS_FOREIGN 40
#define N_CODES (BSR_ERROR_ACCELERATOR + 1)

typedef struct
{
  int n_files, n_read, n_refused[N_CODES], n_foreign, n_dead;
  long peak_kib;
} Counts;

/* AddressSanitizer reserves terabytes of addresses and cannot live under a limit of them. */
static void
limit_memory (void)
{
#ifndef __SANITIZE_ADDRESS__
  struct rlimit limit = { MAX_MEMORY, MAX_MEMORY };
  if (setrlimit (RLIMIT_AS, &limit) != 0)
    _exit (1);
#endif
}

G_NORETURN static void
read_in_child (const char *path)
{
  g_autoptr (GError) error = NULL;
  limit_memory ();
  alarm (MAX_SECONDS);
  g_autoptr (BsrImage) image = bsr_image_read (path, NULL, NULL, &error);
  int status = image != NULL                ? STATUS_READ
               : error->domain == BSR_ERROR ? STATUS_REFUSED + error->code
                                            : STATUS_FOREIGN;
  /* A reader that says both, or an empty sentence, is wrong. */
  if ((image != NULL) == (error != NULL) || (error != NULL && *error->message == '\0'))
    status = STATUS_FOREIGN;
  _exit (status);
}

static void
try_file (const char *path, Counts *counts)
{
  struct rusage usage;
  int status;
  pid_t child = fork ();
  if (child == 0)
    read_in_child (path);
  assert_true (child > 0);
  assert_int_equal (wait4 (child, &status, 0, &usage), child);

  counts->n_files++;
  counts->peak_kib = MAX (counts->peak_kib, usage.ru_maxrss);
  int code = WIFEXITED (status) ? WEXITSTATUS (status) : -1;
  if (code == STATUS_READ)
    counts->n_read++;
  else if (code >= STATUS_REFUSED && code < STATUS_REFUSED + N_CODES)
    counts->n_refused[code - STATUS_REFUSED]++;
  else if (code == STATUS_FOREIGN)
    counts->n_foreign++;
  else
    counts->n_dead++;
  if (code == STATUS_FOREIGN || code < STATUS_READ)
    print_message ("%s: %s %d\n", path, code < 0 ? "signal" : "status",
                   code < 0 ? WTERMSIG (status) : code);
}

static void
hostile_files_are_read_or_refused (void **state)
{
  g_autofree char *folder_path = bsr_test_shared_file ("hostile");
  g_autoptr (GDir) folder = g_dir_open (folder_path, 0, NULL);
  Counts counts = { 0 };

  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    {
      g_autofree char *path = g_build_filename (folder_path, name, NULL);
      try_file (path, &counts);
    }
  print_message ("%d files: %d read; refused: %d damaged, %d of unknown kind, %d unsupported, "
                 "%d over a limit, %d for the environment; %d with a foreign error, %d dead; "
                 "peak %ld KiB\n",
                 counts.n_files, counts.n_read, counts.n_refused[BSR_ERROR_DAMAGED],
                 counts.n_refused[BSR_ERROR_UNKNOWN_KIND], counts.n_refused[BSR_ERROR_UNSUPPORTED],
                 counts.n_refused[BSR_ERROR_LIMIT], counts.n_refused[BSR_ERROR_ENVIRONMENT],
                 counts.n_foreign, counts.n_dead, counts.peak_kib);
  assert_true (counts.n_read > 0);
  assert_int_equal (counts.n_dead, 0);
  assert_int_equal (counts.n_foreign, 0);
  assert_int_equal (counts.n_refused[BSR_ERROR_INVALID], 0);
  assert_int_equal (counts.n_refused[BSR_ERROR_ACCELERATOR], 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (hostile_files_are_read_or_refused),
  };
  return cmocka_run_group_tests_name ("hostile-files", tests, NULL, NULL);
}

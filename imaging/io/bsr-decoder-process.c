#include "bsr-decoder-process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bsr-decoder-page.h"
#include "bsr-error.h"

/* Ours are moved to numbers from here on before they go to their places: none is in another's. */
#define HIGH_FD 64

/* A cancellable that has no descriptor to wait for is looked at this often, ms. */
#define LOOK_MS 100

struct _BsrDecoderProcess
{
  pid_t pid;
  int pidfd;    /* readable when it has ended; -1: gone */
  int progress; /* what it writes; -1: closed */
};

static gboolean
fail (const char *what, int number, GError **error)
{
  g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "%s: %s", what, g_strerror (number));
  return FALSE;
}

typedef struct
{
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int moved[2 + BSR_IMAGE_MAX_PLANES];
  int n_moved;
} Spawning;

/* Has @fd in place @target of the new process. */
static gboolean
hand_over (Spawning *spawning, int fd, int target)
{
  int moved = fcntl (fd, F_DUPFD_CLOEXEC, HIGH_FD);
  if (moved < 0)
    return FALSE;
  spawning->moved[spawning->n_moved++] = moved;
  return posix_spawn_file_actions_adddup2 (&spawning->actions, moved, target) == 0;
}

static void
set_up_attributes (posix_spawnattr_t *attributes)
{
  sigset_t none, all;
  sigemptyset (&none);
  sigfillset (&all);
  posix_spawnattr_init (attributes);
  posix_spawnattr_setsigmask (attributes, &none);
  posix_spawnattr_setsigdefault (attributes, &all);
  posix_spawnattr_setflags (attributes,
                            POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

static int
spawn (BsrDecoderProcess *process, const char *program, int memory_fd, int progress_fd,
       const int *files, int n_files)
{
  char *arguments[] = { (char *) program, NULL }, *environment[] = { NULL };
  Spawning spawning = { .n_moved = 0 };
  posix_spawn_file_actions_t *actions = &spawning.actions;

  posix_spawn_file_actions_init (actions);
  set_up_attributes (&spawning.attributes);
  gboolean good = hand_over (&spawning, memory_fd, BSR_DECODER_FD_MEMORY)
                  && hand_over (&spawning, progress_fd, BSR_DECODER_FD_PROGRESS);
  for (int i = 0; good && i < n_files; i++)
    good = hand_over (&spawning, files[i], BSR_DECODER_FD_FILES + i);
  for (int fd = STDIN_FILENO; good && fd <= STDERR_FILENO; fd++)
    good = posix_spawn_file_actions_addopen (actions, fd, "/dev/null",
                                             fd == STDIN_FILENO ? O_RDONLY : O_WRONLY, 0)
           == 0;
  good = good
         && posix_spawn_file_actions_addclosefrom_np (actions, BSR_DECODER_FD_FILES + n_files) == 0;

  int status = good ? posix_spawn (&process->pid, program, actions, &spawning.attributes, arguments,
                                   environment)
                    : EMFILE;
  for (int i = 0; i < spawning.n_moved; i++)
    close (spawning.moved[i]);
  posix_spawn_file_actions_destroy (actions);
  posix_spawnattr_destroy (&spawning.attributes);
  return status;
}

/* Waits for what has ended or is about to. */
static int
reap (BsrDecoderProcess *process)
{
  int status = 0;
  while (waitpid (process->pid, &status, 0) < 0 && errno == EINTR)
    ;
  close (process->pidfd);
  process->pidfd = -1;
  return status;
}

BsrDecoderProcess *
bsr_decoder_process_start (const char *program, int memory_fd, const int *files, int n_files,
                           GError **error)
{
  g_return_val_if_fail (program != NULL && n_files >= 1 && n_files <= BSR_IMAGE_MAX_PLANES, NULL);

  int ends[2];
  if (pipe2 (ends, O_CLOEXEC | O_NONBLOCK) != 0)
    {
      fail ("no pipe to the decoder can be made", errno, error);
      return NULL;
    }
  g_autofree BsrDecoderProcess *process = g_new0 (BsrDecoderProcess, 1);
  int status = spawn (process, program, memory_fd, ends[1], files, n_files);
  close (ends[1]);
  process->progress = ends[0];
  if (status != 0)
    {
      g_autofree char *what = g_strdup_printf ("the decoder %s cannot be started", program);
      fail (what, status, error);
      close (process->progress);
      return NULL;
    }
  process->pidfd = pidfd_open (process->pid, 0);
  if (process->pidfd < 0)
    {
      fail ("the decoder cannot be watched", errno, error);
      kill (process->pid, SIGKILL);
      reap (process);
      close (process->progress);
      return NULL;
    }
  return g_steal_pointer (&process);
}

/* Takes what the decoder has written; the last byte counts. */
static void
take_progress (BsrDecoderProcess *process, void (*progress) (double fraction, gpointer data),
               gpointer data)
{
  guint8 bytes[256];
  ssize_t n = read (process->progress, bytes, sizeof bytes);
  if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
    {
      close (process->progress);
      process->progress = -1;
    }
  if (n > 0 && progress != NULL && bytes[n - 1] <= 100)
    progress (bytes[n - 1] / 100.0, data);
}

static BsrDecoderEnd
end_of_status (int status, int *signal_number)
{
  if (!WIFSIGNALED (status))
    return BSR_DECODER_ENDED;
  *signal_number = WTERMSIG (status);
  return BSR_DECODER_SIGNALLED;
}

static BsrDecoderEnd
kill_for (BsrDecoderProcess *process, BsrDecoderEnd reason)
{
  kill (process->pid, SIGKILL);
  reap (process);
  return reason;
}

BsrDecoderEnd
bsr_decoder_process_wait (BsrDecoderProcess *process, int seconds,
                          void (*progress) (double fraction, gpointer data), gpointer data,
                          GCancellable *cancellable, int *signal_number)
{
  g_return_val_if_fail (process != NULL && process->pidfd >= 0, BSR_DECODER_ENDED);

  gint64 deadline = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;
  GPollFD cancel = { .fd = -1 };
  gboolean has_cancel = cancellable != NULL && g_cancellable_make_pollfd (cancellable, &cancel);
  BsrDecoderEnd end;

  for (;;)
    {
      struct pollfd watched[] = { { .fd = process->pidfd, .events = POLLIN },
                                  { .fd = process->progress, .events = POLLIN },
                                  { .fd = has_cancel ? cancel.fd : -1, .events = POLLIN } };
      gint64 left_ms = (deadline - g_get_monotonic_time ()) / G_TIME_SPAN_MILLISECOND;
      int wait_ms
          = (int) CLAMP (left_ms, 0, cancellable != NULL && !has_cancel ? LOOK_MS : G_MAXINT);
      if (left_ms < 0)
        {
          end = kill_for (process, BSR_DECODER_TIMED_OUT);
          break;
        }
      poll (watched, G_N_ELEMENTS (watched), wait_ms);
      if (g_cancellable_is_cancelled (cancellable))
        {
          end = kill_for (process, BSR_DECODER_CANCELLED);
          break;
        }
      if (watched[1].revents != 0)
        take_progress (process, progress, data);
      if (watched[0].revents != 0)
        {
          end = end_of_status (reap (process), signal_number);
          break;
        }
    }
  if (has_cancel)
    g_cancellable_release_fd (cancellable);
  return end;
}

void
bsr_decoder_process_free (BsrDecoderProcess *process)
{
  g_return_if_fail (process != NULL);
  if (process->pidfd >= 0)
    kill_for (process, BSR_DECODER_CANCELLED);
  if (process->progress >= 0)
    close (process->progress);
  g_free (process);
}

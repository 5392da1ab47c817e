#include "bsr-secret-line.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

/* Milliseconds between looks for an interrupt while nothing is typed. */
#define LOOK_MS 200

/* 1: one byte, 0: the end, -1: it cannot be read, or was cancelled. */
static int
read_byte (int fd, char *byte, GCancellable *cancellable)
{
  while (!g_cancellable_is_cancelled (cancellable))
    {
      struct pollfd waiting = { .fd = fd, .events = POLLIN };
      if (poll (&waiting, 1, LOOK_MS) <= 0)
        continue;
      ssize_t n = read (fd, byte, 1);
      if (n >= 0 || (errno != EINTR && errno != EAGAIN))
        return (int) n;
    }
  return -1;
}

gssize
bsr_secret_line_read (int fd, char *line, gsize size, GCancellable *cancellable)
{
  g_return_val_if_fail (line != NULL && size > 0, -1);

  gsize n = 0;
  int got = 1;
  char byte;
  while (n < size - 1 && (got = read_byte (fd, &byte, cancellable)) > 0 && byte != '\n')
    line[n++] = byte;
  line[n] = '\0';
  return got < 0 ? -1 : (gssize) n;
}

gssize
bsr_secret_line_ask (const char *prompt, char *line, gsize size, GCancellable *cancellable)
{
  g_return_val_if_fail (prompt != NULL && line != NULL && size > 0, -1);

  struct termios as_it_was, silent;
  gssize n = -1;
  int terminal = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  line[0] = '\0';
  if (terminal < 0)
    return -1;
  if (tcgetattr (terminal, &as_it_was) == 0)
    {
      silent = as_it_was;
      silent.c_lflag &= ~(tcflag_t) ECHO;
      if (tcsetattr (terminal, TCSAFLUSH, &silent) == 0)
        {
          dprintf (terminal, "%s", prompt);
          n = bsr_secret_line_read (terminal, line, size, cancellable);
          dprintf (terminal, "\n");
        }
      tcsetattr (terminal, TCSAFLUSH, &as_it_was);
    }
  close (terminal);
  return n;
}

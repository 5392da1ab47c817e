#include "bsr-pin.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "bsr-error.h"
#include "bsr-signing-key.h"

/* A PIN is a word. */
#define MOST_BYTES 256
#define LARGEST_FD 1023

/* Reads up to the end of the line, byte by byte: what follows is not ours. */
static gssize
read_line (int fd, char *line)
{
  gsize n = 0;
  while (n < MOST_BYTES)
    {
      char byte;
      ssize_t got = read (fd, &byte, 1);
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return -1;
      if (got == 0 || byte == '\n')
        break;
      line[n++] = byte;
    }
  line[n] = '\0';
  return (gssize) n;
}

static gboolean
read_from_descriptor (const char *number, char *line, GError **error)
{
  gint64 fd;
  if (g_ascii_string_to_signed (number, 10, 0, LARGEST_FD, &fd, NULL)
      && read_line ((int) fd, line) > 0)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("no PIN can be read from descriptor %s"),
               number);
  return FALSE;
}

/* Without showing what is typed. */
static gboolean
ask (char *line)
{
  struct termios before, silent;
  int tty = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (tty < 0)
    return FALSE;
  const char *question = _ ("PIN of the token: ");
  gboolean good = tcgetattr (tty, &before) == 0;
  silent = before;
  silent.c_lflag &= ~(tcflag_t) ECHO;
  good = good && tcsetattr (tty, TCSAFLUSH, &silent) == 0
         && write (tty, question, strlen (question)) > 0 && read_line (tty, line) > 0;
  tcsetattr (tty, TCSAFLUSH, &before);
  if (write (tty, "\n", 1) < 0)
    good = FALSE;
  close (tty);
  return good;
}

gboolean
bsr_pin_read (const char *place, const char *fd, char **pin, GError **error)
{
  char line[MOST_BYTES + 1] = "";
  *pin = NULL;
  if (!bsr_signing_key_is_token (place))
    return TRUE;
  if (fd != NULL && !read_from_descriptor (fd, line, error))
    return FALSE;
  if (fd != NULL || (strstr (place, "pin-source=") == NULL && ask (line)))
    *pin = g_strdup (line);
  explicit_bzero (line, sizeof line);
  return TRUE;
}

void
bsr_pin_free (char *pin)
{
  if (pin != NULL)
    explicit_bzero (pin, strlen (pin));
  g_free (pin);
}

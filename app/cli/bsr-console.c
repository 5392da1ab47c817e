#include "bsr-console.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "bsr-store.h"

char *
bsr_console_escape (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  GString *escaped = g_string_new (NULL);
  for (const char *at = text; *at != '\0';)
    {
      gunichar c = g_utf8_get_char_validated (at, -1);
      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          g_string_append_printf (escaped, "\\x%02x", (guint) (guchar) *at++);
          continue;
        }
      /* Control characters, line and paragraph separators, and the marks that turn the direction
       * of writing and so make a name read as another. */
      if (c == '\n')
        g_string_append (escaped, "\\n");
      else if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x202e)
               || (c >= 0x2066 && c <= 0x2069))
        g_string_append_printf (escaped, "\\u%04x", c);
      else
        g_string_append_unichar (escaped, c);
      at = g_utf8_next_char (at);
    }
  return g_string_free (escaped, FALSE);
}

/* One line on standard error in one write, so that lines of several processes do not mix. */
static void
say (const char *file, const char *message)
{
  g_autofree char *safe_file = file != NULL ? bsr_console_escape (file) : NULL;
  g_autofree char *safe_message = bsr_console_escape (message);
  g_autofree char *line = safe_file != NULL
                              ? g_strdup_printf ("basira-cli: %s: %s\n", safe_file, safe_message)
                              : g_strdup_printf ("basira-cli: %s\n", safe_message);
  fputs (line, stderr);
  fflush (stderr);
}

BsrStatus
bsr_console_print (const char *text)
{
  g_return_val_if_fail (text != NULL, BSR_STATUS_ENVIRONMENT);

  errno = 0;
  if (fputs (text, stdout) >= 0 && fflush (stdout) == 0)
    return BSR_STATUS_DONE;
  g_autofree char *message =
      g_strdup_printf (_ ("the result cannot be written: %s"), g_strerror (errno));
  say (_ ("standard output"), message);
  return BSR_STATUS_ENVIRONMENT;
}

BsrStatus
bsr_console_fail (const char *file, const GError *error)
{
  g_return_val_if_fail (error != NULL, BSR_STATUS_ENVIRONMENT);

  g_autofree char *shown = file != NULL ? bsr_store_url_to_show (file) : NULL;
  say (shown, error->message);
  return bsr_status_of_error (error);
}

BsrStatus
bsr_console_wrong_usage (const char *command, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_autofree char *message =
      command != NULL ? g_strdup_printf (_ ("%s (see basira-cli %s --help)"), what, command)
                      : g_strdup_printf (_ ("%s (see basira-cli --help)"), what);
  say (NULL, message);
  return BSR_STATUS_USAGE;
}

void
bsr_console_warn (const char *file, const char *warning)
{
  g_autofree char *message = g_strdup_printf (_ ("warning: %s"), warning);
  say (file, message);
}

void
bsr_console_note (const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  say (NULL, message);
}

void
bsr_console_progress_cb (double fraction, const char *stage, gpointer data)
{
  if (isatty (STDERR_FILENO))
    fprintf (stderr, "\r\033[K%3.0f %% %s", 100.0 * fraction, stage != NULL ? stage : "");
}

void
bsr_console_progress_end (void)
{
  if (isatty (STDERR_FILENO))
    fputs ("\r\033[K", stderr);
}

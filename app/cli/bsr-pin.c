#include "bsr-pin.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-secret-line.h"
#include "bsr-signing-key.h"

/* A PIN is a word. */
#define MOST_BYTES 256
#define LARGEST_FD 1023

static gboolean
read_from_descriptor (const char *number, char *line, GError **error)
{
  gint64 fd;
  if (g_ascii_string_to_signed (number, 10, 0, LARGEST_FD, &fd, NULL)
      && bsr_secret_line_read ((int) fd, line, MOST_BYTES + 1, NULL) > 0)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("no PIN can be read from descriptor %s"),
               number);
  return FALSE;
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
  if (fd != NULL || (strstr (place, "pin-source=") == NULL
                     && bsr_secret_line_ask (_ ("PIN of the token: "), line, sizeof line, NULL) > 0))
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

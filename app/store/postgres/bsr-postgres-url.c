#include "bsr-postgres-url.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-error.h"

#define PARAMETER "vault="

char *
bsr_postgres_url_split (const char *url, char **vault, GError **error)
{
  g_return_val_if_fail (url != NULL && vault != NULL, NULL);

  *vault = NULL;
  const char *question = strchr (url, '?');
  if (question == NULL)
    return g_strdup (url);
  g_autoptr (GString) rest = g_string_new_len (url, question - url);
  g_auto (GStrv) parameters = g_strsplit (question + 1, "&", -1);
  const char *before = "?";
  for (char **parameter = parameters; *parameter != NULL; parameter++)
    {
      if (g_str_has_prefix (*parameter, PARAMETER))
        {
          g_free (*vault);
          *vault = g_uri_unescape_string (*parameter + strlen (PARAMETER), NULL);
          if (*vault == NULL || !g_path_is_absolute (*vault))
            {
              g_clear_pointer (vault, g_free);
              g_set_error_literal (
                  error, BSR_ERROR, BSR_ERROR_INVALID,
                  _ ("vault= in a store's URL takes the absolute path of a folder"));
              return NULL;
            }
          continue;
        }
      g_string_append_printf (rest, "%s%s", before, *parameter);
      before = "&";
    }
  return g_strdup (rest->str);
}

#include "bsr-audit-settings.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-signing-key.h"

#define GROUP "Checkpoints"
/* More than these are slips. */
#define MOST_ENTRIES 1000000
#define MOST_HOURS (366 * 24)

void
bsr_audit_settings_free (BsrAuditSettings *settings)
{
  if (settings == NULL)
    return;
  g_free (settings->key);
  g_free (settings->public_key);
  g_free (settings->deposit);
  g_free (settings);
}

/* (transfer full) (nullable): the user's file, else the first of the system's. */
static char *
find_file (void)
{
  g_autofree char *own = g_build_filename (g_get_user_config_dir (), "basira", "audit.ini", NULL);
  if (g_file_test (own, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&own);
  const char *const *folders = g_get_system_config_dirs ();
  for (int i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], "basira", "audit.ini", NULL);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
  return NULL;
}

static char *
read_text (GKeyFile *file, const char *name)
{
  g_autofree char *text = g_key_file_get_string (file, GROUP, name, NULL);
  return text != NULL && *g_strstrip (text) != '\0' ? g_steal_pointer (&text) : NULL;
}

static gboolean
read_number (GKeyFile *file, const char *name, int most, int *number, GError **error)
{
  gint64 value;
  g_autofree char *text = read_text (file, name);
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_signed (text, 10, 1, most, &value, NULL))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                   _ ("%s must be a number from 1 to %d, is \"%s\""), name, most, text);
      return FALSE;
    }
  *number = (int) value;
  return TRUE;
}

static gboolean
read_group (BsrAuditSettings *settings, GKeyFile *file, GError **error)
{
  settings->key = read_text (file, "key");
  settings->public_key = read_text (file, "public-key");
  settings->deposit = read_text (file, "deposit");
  if (settings->public_key != NULL && !bsr_public_key_is_valid (settings->public_key))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                   _ ("public-key must be %d hex digits"), BSR_PUBLIC_KEY_DIGITS);
      return FALSE;
    }
  return read_number (file, "every-entries", MOST_ENTRIES, &settings->every_entries, error)
         && read_number (file, "every-hours", MOST_HOURS, &settings->every_hours, error);
}

BsrAuditSettings *
bsr_audit_settings_read (const char *path, GError **error)
{
  GError *problem = NULL;
  g_autofree char *found = path != NULL ? g_strdup (path) : find_file ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (BsrAuditSettings) settings = g_new0 (BsrAuditSettings, 1);
  settings->every_entries = BSR_AUDIT_EVERY_ENTRIES;
  settings->every_hours = BSR_AUDIT_EVERY_HOURS;
  if (found == NULL)
    return g_steal_pointer (&settings);
  if (g_key_file_load_from_file (file, found, G_KEY_FILE_NONE, &problem)
      && read_group (settings, file, &problem))
    return g_steal_pointer (&settings);
  g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("the settings in %s are not good: %s"), found,
               problem->message);
  g_error_free (problem);
  return NULL;
}

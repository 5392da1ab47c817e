#include "bsr-decoding-policy.h"

#include <sys/stat.h>

#include "bsr-file-load.h"

/* Many times what is in it. */
#define MAX_BYTES 65536

const char *
bsr_decoding_policy_file (void)
{
  return BSR_SYSCONF_DIR "/basira/basira.conf";
}

gboolean
bsr_decoding_policy_allows_unconfined (const char *file)
{
  g_return_val_if_fail (file != NULL, FALSE);

  struct stat status;
  if (stat (file, &status) != 0 || status.st_uid != 0
      || (status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
    return FALSE;
  gsize length;
  g_autofree char *text = bsr_file_load (file, MAX_BYTES, &length, NULL);
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  return text != NULL && g_key_file_load_from_data (keys, text, length, G_KEY_FILE_NONE, NULL)
         && g_key_file_get_boolean (keys, "decoder", "unconfined", NULL);
}

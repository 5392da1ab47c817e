#include "bsr-document.h"

#include <string.h>

#include "bsr-new-file.h"

gboolean
bsr_document_write (const char *path, const char *text, GError **error)
{
  g_return_val_if_fail (path != NULL && text != NULL, FALSE);

  g_autoptr (BsrNewFile) file = bsr_new_file_open (path, error);
  if (file != NULL && bsr_new_file_write (file, 0, text, strlen (text), error)
      && bsr_new_file_commit (file, error))
    return TRUE;
  g_autofree char *name = g_path_get_basename (path);
  g_prefix_error (error, "%s: ", name);
  return FALSE;
}

#include <glib/gi18n-lib.h>

#include "bsr-drop-aside.h"
#include "bsr-drop-taking-private.h"
#include "bsr-error.h"
#include "bsr-file-hash.h"
#include "bsr-store-arrivals.h"

/* What every way of taking a group says and does of it. */

BsrDropResult
bsr_drop_taking_tell (const BsrDropTaking *taking, BsrDropEvent event, const char *words)
{
  const BsrDropTaker *taker = taking->taker;
  if (taker->tell != NULL)
    taker->tell (event, taking->title, words, taker->data);
  return BSR_DROP_DONE;
}

static gboolean
is_of_a_file (const GError *problem)
{
  return g_error_matches (problem, BSR_ERROR, BSR_ERROR_DAMAGED)
         || g_error_matches (problem, BSR_ERROR, BSR_ERROR_UNKNOWN_KIND)
         || g_error_matches (problem, BSR_ERROR, BSR_ERROR_UNSUPPORTED)
         || g_error_matches (problem, BSR_ERROR, BSR_ERROR_LIMIT)
         || g_error_matches (problem, BSR_ERROR, BSR_ERROR_INVALID);
}

BsrDropResult
bsr_drop_taking_fail (const BsrDropTaking *taking, GPtrArray *files, gboolean by_store,
                      const GError *problem)
{
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return BSR_DROP_STOPPED;
  /* Somebody changed the file, or linked the scan; another program took it, or somebody took it
   * back. */
  if (g_error_matches (problem, BSR_ERROR, BSR_ERROR_CONFLICT)
      || !g_file_test (files->pdata[0], G_FILE_TEST_EXISTS))
    return BSR_DROP_HELD;
  if (by_store ? g_error_matches (problem, BSR_ERROR, BSR_ERROR_INVALID) : is_of_a_file (problem))
    return bsr_drop_taking_refuse (taking, files, problem->message);
  bsr_drop_taking_tell (taking, BSR_DROP_FAILED, problem->message);
  return by_store ? BSR_DROP_NOWHERE : BSR_DROP_LATER;
}

BsrDropResult
bsr_drop_taking_refuse (const BsrDropTaking *taking, GPtrArray *files, const char *sentence)
{
  const BsrDropTaker *taker = taking->taker;
  g_autoptr (GError) problem = NULL;
  g_autofree char *name = g_filename_display_basename (files->pdata[0]);
  g_autofree char *sha256 = bsr_file_sha256 (files->pdata[0], taker->cancellable, &problem);
  if (sha256 == NULL)
    return bsr_drop_taking_fail (taking, files, FALSE, problem);
  if (!bsr_store_note_refusal (taker->store, taker->actor, name, sha256, sentence, &problem))
    {
      bsr_drop_taking_tell (taking, BSR_DROP_FAILED, problem->message);
      return BSR_DROP_NOWHERE;
    }
  if (!bsr_drop_aside_refuse (taking->group->name, files, sentence, &problem))
    {
      bsr_drop_taking_tell (taking, BSR_DROP_FAILED, problem->message);
      return BSR_DROP_LATER;
    }
  return bsr_drop_taking_tell (taking, BSR_DROP_REFUSED, sentence);
}

BsrDropResult
bsr_drop_taking_keep (const BsrDropTaking *taking, GPtrArray *files)
{
  g_autoptr (GError) problem = NULL;
  if (bsr_drop_aside_keep (taking->group->name, files, &problem))
    return BSR_DROP_DONE;
  bsr_drop_taking_tell (taking, BSR_DROP_FAILED, problem->message);
  return BSR_DROP_LATER;
}

GPtrArray *
bsr_drop_taking_paths (const char *first, ...)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  va_list more;
  va_start (more, first);
  for (const char *path = first; path != NULL; path = va_arg (more, const char *))
    g_ptr_array_add (paths, g_strdup (path));
  va_end (more);
  return paths;
}

void
bsr_drop_taker_linked_cb (const char *name, const char *words, gpointer data)
{
  const BsrDropTaker *taker = data;
  if (taker->tell != NULL)
    taker->tell (BSR_DROP_LINKED, name, words, taker->data);
}

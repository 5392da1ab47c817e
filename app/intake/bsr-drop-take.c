#include "bsr-drop-take.h"

#include <glib/gi18n-lib.h>

#include "bsr-arrival-linking.h"
#include "bsr-case-file.h"
#include "bsr-drop-taking-private.h"
#include "bsr-file-source.h"
#include "bsr-image-kind.h"
#include "bsr-intake.h"
#include "bsr-low-file.h"
#include "bsr-manifest.h"
#include "bsr-raw-file.h"
#include "bsr-sibling.h"

/* So much of a file tells whether it is another system's: see bsr_manifest_probe(). */
#define PROBE_BYTES 4096

typedef enum
{
  KIND_SCAN,
  KIND_MANIFEST, /* for bsr_intake_import() */
  KIND_UNKNOWN,  /* raw planes whose layout has not come, or anything */
} Kind;

static Kind
kind_of (const char *path)
{
  char bytes[PROBE_BYTES];
  if (bsr_sibling_sort (path) == BSR_SIBLING_OTHER_JSON)
    return KIND_MANIFEST;
  if (bsr_raw_file_looks_like_one (path))
    return KIND_SCAN;
  g_autoptr (BsrFileSource) source = bsr_file_source_open (path, NULL);
  if (source == NULL)
    return KIND_UNKNOWN;
  if (bsr_image_kind_find (source) != NULL)
    return KIND_SCAN;
  gsize n = bsr_file_source_read (source, 0, bytes, sizeof bytes);
  return bsr_manifest_probe (bytes, n, NULL) ? KIND_MANIFEST : KIND_UNKNOWN;
}

static BsrDropResult
refuse_all (const BsrDropTaking *taking, const char *sentence)
{
  return bsr_drop_taking_refuse (taking, taking->group->files, sentence);
}

/* Puts the case file into the store; it stays until its scans are taken, too. */
static BsrDropResult
put_case (const BsrDropTaking *taking, char **case_id, char **container)
{
  const BsrDropTaker *taker = taking->taker;
  const char *path = taking->group->case_file;
  g_autoptr (GError) problem = NULL;
  g_autoptr (BsrCase) flagged = bsr_case_read (path, &problem);
  if (flagged == NULL)
    {
      g_autofree char *name = g_filename_display_basename (path);
      if (!g_str_equal (name, taking->title)) /* which is said before it */
        g_prefix_error (&problem, "%s: ", name);
      return bsr_drop_taking_fail (taking, taking->group->files, FALSE, problem);
    }
  if (!bsr_store_put_case (taker->store, taker->actor, flagged, &problem))
    return bsr_drop_taking_fail (taking, taking->group->files, TRUE, problem);
  *case_id = g_strdup (flagged->id);
  *container = g_strdup (flagged->container);
  return BSR_DROP_DONE;
}

/* Links what waited for the case, and moves its file to what was taken where its own scans are
 * (@result): who is ended before that does both again. */
static BsrDropResult
finish_case (const BsrDropTaking *taking, const char *case_id, const char *container,
             BsrDropResult result)
{
  const BsrDropTaker *taker = taking->taker;
  const char *const containers[] = { container, NULL };
  g_autoptr (GPtrArray) files = bsr_drop_taking_paths (taking->group->case_file, NULL);
  g_autoptr (GError) problem = NULL;
  if (!bsr_arrival_link_waiting (taker->store, taker->actor, containers, bsr_drop_taker_linked_cb,
                                 (gpointer) taker, &problem))
    return bsr_drop_taking_fail (taking, files, TRUE, problem);
  if (result != BSR_DROP_DONE)
    return result;
  g_autofree char *words = g_strdup_printf (_ ("case %s is in the list"), case_id);
  result = bsr_drop_taking_keep (taking, files);
  return result == BSR_DROP_DONE ? bsr_drop_taking_tell (taking, BSR_DROP_BROUGHT, words) : result;
}

/* What an import did, and what it could not take of the file. (transfer full) */
static char *
import_words (const BsrIntakeResult *result)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_string_append_printf (words, _ ("imported: %d cases, %d scans"), result->n_cases,
                          result->n_scans);
  for (guint i = 0; i < result->refused->len; i++)
    g_string_append_printf (words, "; %s", (char *) result->refused->pdata[i]);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static BsrDropResult
import (const BsrDropTaking *taking, const char *path)
{
  const BsrDropTaker *taker = taking->taker;
  g_autoptr (GPtrArray) files = bsr_drop_taking_paths (path, NULL);
  g_autoptr (GError) problem = NULL;
  g_autofree char *words = NULL;
  BsrIntakeResult imported = { 0 };
  BsrDropResult result = BSR_DROP_DONE;
  if (!bsr_intake_import (taker->store, taker->actor, path, &imported, NULL, taker->cancellable,
                          &problem))
    result = bsr_drop_taking_fail (taking, files, FALSE, problem);
  else if ((result = bsr_drop_taking_keep (taking, files)) == BSR_DROP_DONE)
    {
      words = import_words (&imported);
      bsr_drop_taking_tell (taking, BSR_DROP_BROUGHT, words);
    }
  for (guint i = 0; imported.linked != NULL && i < imported.linked->len; i++)
    {
      const BsrIntakeLink *link = imported.linked->pdata[i];
      bsr_drop_taker_linked_cb (link->name, link->words, (gpointer) taker);
    }
  bsr_intake_result_clear (&imported);
  return result;
}

/* What lies there without pixels, and without a case file. */
static BsrDropResult
take_lonely (const BsrDropTaking *taking, gboolean patient)
{
  const BsrDropGroup *group = taking->group;
  BsrDropResult result
      = group->description != NULL ? bsr_drop_taking_late (taking, patient) : BSR_DROP_HELD;
  if (result != BSR_DROP_HELD || patient
      || !g_file_test (group->files->pdata[0], G_FILE_TEST_EXISTS))
    return result;
  return refuse_all (taking,
                     group->description != NULL || group->report != NULL
                         ? _ ("speaks of a scan whose pixels are not beside it")
                         : _ ("is the second energy of a scan whose first is not beside it"));
}

/* Takes the pixels of all names that the group has; @case_id: (nullable). Something that is held
 * keeps nothing else. */
static BsrDropResult
take_pixels (const BsrDropTaking *taking, const char *case_id, gboolean patient)
{
  GPtrArray *pixels = taking->group->pixels;
  BsrDropResult result = BSR_DROP_DONE;
  guint last = pixels->len - 1; /* what belongs to all scans goes with the last of them */
  for (guint i = 0; i < pixels->len; i++)
    last = kind_of (pixels->pdata[i]) == KIND_SCAN ? i : last;
  for (guint i = 0; i < pixels->len && (result == BSR_DROP_DONE || result == BSR_DROP_HELD); i++)
    {
      const char *path = pixels->pdata[i];
      Kind kind = kind_of (path);
      BsrDropResult now = kind == KIND_MANIFEST ? import (taking, path)
                          : kind == KIND_UNKNOWN && patient
                              ? BSR_DROP_HELD
                              : bsr_drop_taking_scan (taking, path, case_id, i == last);
      result = now == BSR_DROP_DONE ? result : now;
    }
  return result;
}

static BsrDropResult
take_group (const BsrDropTaking *taking, gboolean patient)
{
  const BsrDropGroup *group = taking->group;
  g_autofree char *case_id = NULL, *container = NULL;
  BsrDropResult result = BSR_DROP_DONE;
  for (guint i = 0; i < group->files->len; i++)
    {
      g_autofree char *name = g_path_get_basename (group->files->pdata[i]);
      if (!g_utf8_validate (name, -1, NULL))
        return refuse_all (taking, _ ("its name is not UTF-8"));
    }
  if (group->lacks && patient)
    return BSR_DROP_HELD;
  if (group->case_file == NULL && group->pixels->len == 0)
    return take_lonely (taking, patient);
  if (group->case_file != NULL
      && ((result = put_case (taking, &case_id, &container)) != BSR_DROP_DONE || case_id == NULL))
    return result;
  if (group->pixels->len > 0)
    result = take_pixels (taking, case_id, patient);
  /* Last: a scan that waits and lies beside the case now comes to it with what lies there of it. */
  return case_id != NULL ? finish_case (taking, case_id, container, result) : result;
}

BsrDropResult
bsr_drop_take (const BsrDropTaker *taker, const BsrDropGroup *group, gboolean patient)
{
  g_return_val_if_fail (taker != NULL && group != NULL && group->files->len > 0, BSR_DROP_HELD);

  BsrDropTaking taking = { taker, group, bsr_drop_group_title (group) };
  BsrDropResult result = take_group (&taking, patient);
  g_free (taking.title);
  return result;
}

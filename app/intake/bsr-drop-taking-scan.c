#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bsr-arrival-cases.h"
#include "bsr-arrival-linking.h"
#include "bsr-drop-scan.h"
#include "bsr-drop-taking-private.h"
#include "bsr-error.h"
#include "bsr-file-hash.h"
#include "bsr-low-file.h"
#include "bsr-raw-file.h"
#include "bsr-report-intake.h"
#include "bsr-scan-file.h"

/* Takes one scan of a group: decodes it, puts it into the vault and beside its cases or into the
 * tray, and removes it. */

/* A scan on its way. */
typedef struct
{
  const BsrDropTaking *taking;
  const char *path; /* of its pixels in the folder */
  BsrDropScan *loaded;
  BsrArrival *arrival; /* as it stands in the store */
  gboolean known;      /* it was there before */
} Passage;

static void
passage_clear (Passage *passage)
{
  g_clear_pointer (&passage->loaded, bsr_drop_scan_free);
  g_clear_pointer (&passage->arrival, bsr_arrival_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Passage, passage_clear)

/* Keeps other programs from doing the same work at the same time; ends with the process. -1:
 * another one is at it, or it is gone. Where files cannot be locked, the store alone sees to it
 * that each scan is taken once. */
static int
lock (const char *path)
{
  struct stat held, now;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0)
    return -1;
  gboolean busy = flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  if (!busy && fstat (fd, &held) == 0 && stat (path, &now) == 0 && held.st_ino == now.st_ino)
    return fd;
  close (fd);
  errno = EWOULDBLOCK;
  return -1;
}

static gboolean
find (Passage *passage, GError **error)
{
  const BsrScan *scan = passage->loaded->scan;
  GError *problem = NULL;
  g_clear_pointer (&passage->arrival, bsr_arrival_free);
  passage->arrival = bsr_store_find_arrival (passage->taking->taker->store, scan->sha256,
                                             scan->low_sha256, &problem);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

/* Whose it is: of @case_id, or by its numbers. */
static gboolean
find_cases (Passage *passage, const char *const *containers, const char *case_id, GStrv *case_ids,
            char **reason, GError **error)
{
  if (case_id == NULL)
    return bsr_arrival_find_cases (passage->taking->taker->store, containers, case_ids, reason,
                                   error);
  *case_ids = g_new0 (char *, 2);
  (*case_ids)[0] = g_strdup (case_id);
  *reason = g_strdup ("");
  return TRUE;
}

/* Ends an act on what waits, which was @done or failed with @problem (transfer full); what somebody
 * else did to it meanwhile is no failure. */
static gboolean
end_act (Passage *passage, gboolean done, GError *problem, GError **error)
{
  if (done)
    passage->known = FALSE;
  else if (!g_error_matches (problem, BSR_ERROR, BSR_ERROR_CONFLICT))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_clear_error (&problem);
  return find (passage, error);
}

static gboolean
link_waiting (Passage *passage, const char *const *case_ids, GError **error)
{
  const BsrDropTaker *taker = passage->taking->taker;
  GError *problem = NULL;
  gboolean linked = bsr_store_link_waiting_arrival (taker->store, taker->actor,
                                                    passage->arrival->id, case_ids, &problem);
  return end_act (passage, linked, problem, error);
}

/* Gives what waits without a description the one that lies beside the same pixels now. */
static gboolean
describe (Passage *passage, const char *const *containers, const char *case_id, GError **error)
{
  const BsrDropTaker *taker = passage->taking->taker;
  GError *problem = NULL;
  g_auto (GStrv) case_ids = NULL;
  g_autofree char *reason = NULL;
  if (!find_cases (passage, containers, case_id, &case_ids, &reason, error))
    return FALSE;
  gboolean described
      = bsr_store_describe_arrival (taker->store, taker->actor, passage->arrival->id,
                                    passage->loaded->scan, containers, reason, &problem);
  return end_act (passage, described, problem, error);
}

/* Puts the scan into the store, where it is not there; it may wait. */
static gboolean
put_new (Passage *passage, const char *const *containers, const char *case_id, GError **error)
{
  const BsrDropTaker *taker = passage->taking->taker;
  g_auto (GStrv) case_ids = NULL;
  g_autofree char *reason = NULL;
  return find_cases (passage, containers, case_id, &case_ids, &reason, error)
         && bsr_store_take_arrival (taker->store, taker->actor, passage->loaded->scan, containers,
                                    (const char *const *) case_ids, reason, error)
                != 0
         && find (passage, error);
}

/* Puts the scan into the store, or links what waits there. */
static gboolean
put (Passage *passage, const char *case_id, GError **error)
{
  g_auto (GStrv) containers = bsr_arrival_read_containers (passage->loaded->scan), case_ids = NULL;
  g_autofree char *reason = NULL;
  const char *const *read = (const char *const *) containers;
  if (!find (passage, error))
    return FALSE;
  passage->known = passage->arrival != NULL;
  if (!passage->known && !put_new (passage, read, case_id, error))
    return FALSE;
  if (passage->known && passage->arrival->standing == BSR_ARRIVAL_WAITING
      && passage->loaded->scan->described && !passage->arrival->scan->described
      && !describe (passage, read, case_id, error))
    return FALSE;
  if (passage->arrival->standing != BSR_ARRIVAL_WAITING)
    return TRUE;
  /* It came before, or its case came while it was being put there: who brought that saw nothing
   * waiting yet. */
  if (!find_cases (passage, read, case_id, &case_ids, &reason, error))
    return FALSE;
  return case_ids[0] == NULL || link_waiting (passage, (const char *const *) case_ids, error);
}

/* Puts the report at @path onto each case's scan. @by_store: (out): who failed. */
static gboolean
mark (Passage *passage, const char *path, gboolean *by_store, GError **error)
{
  const BsrDropTaker *taker = passage->taking->taker;
  const char *sha256 = passage->loaded->scan->sha256;
  *by_store = TRUE;
  for (guint i = 0; passage->arrival->case_ids[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) scans
          = bsr_store_list_scans (taker->store, passage->arrival->case_ids[i], error);
      if (scans == NULL)
        return FALSE;
      *by_store = FALSE;
      for (guint j = 0; j < scans->len; j++)
        {
          const BsrScan *scan = scans->pdata[j];
          if (g_strcmp0 (scan->sha256, sha256) == 0
              && !bsr_report_intake (taker->store, taker->actor, scan->id, path, taker->cancellable,
                                     error))
            return FALSE;
        }
      *by_store = TRUE;
    }
  return TRUE;
}

static BsrDropResult
take_report (Passage *passage)
{
  const BsrDropTaking *taking = passage->taking;
  g_autoptr (GPtrArray) files = bsr_drop_taking_paths (taking->group->report, NULL);
  g_autoptr (GError) problem = NULL;
  gboolean by_store;
  if (files->len == 0 || !g_file_test (files->pdata[0], G_FILE_TEST_EXISTS))
    return BSR_DROP_DONE;
  if (passage->arrival->standing != BSR_ARRIVAL_LINKED)
    return bsr_drop_taking_refuse (
        taking, files, _ ("its scan has no case yet: drop both again when it is linked"));
  if (!mark (passage, files->pdata[0], &by_store, &problem))
    return bsr_drop_taking_fail (taking, files, by_store, problem);
  return bsr_drop_taking_keep (taking, files);
}

/* Whether the vault holds the description of this scan byte for byte; then it leaves with the
 * pixels. */
static gboolean
settle_description (Passage *passage)
{
  const char *path = passage->taking->group->description;
  g_autofree char *kept = bsr_scan_sidecar_path (passage->arrival->scan->path);
  g_autofree char *mine = bsr_file_sha256 (path, NULL, NULL);
  g_autofree char *theirs
      = g_file_test (kept, G_FILE_TEST_EXISTS) ? bsr_file_sha256 (kept, NULL, NULL) : NULL;
  if (mine == NULL || g_strcmp0 (mine, theirs) != 0)
    return FALSE;
  bsr_drop_removal_set_hash (passage->loaded->removal, path, mine);
  return TRUE;
}

static BsrDropResult
tell (Passage *passage)
{
  const BsrArrival *arrival = passage->arrival;
  const BsrDropTaking *taking = passage->taking;
  g_autofree char *linked = bsr_arrival_linked_words ((const char *const *) arrival->case_ids);
  g_autofree char *aside = g_strdup_printf (_ ("set aside: %s"), arrival->reason);
  const char *words = arrival->standing == BSR_ARRIVAL_LINKED    ? linked
                      : arrival->standing == BSR_ARRIVAL_WAITING ? arrival->reason
                                                                 : aside;
  BsrDropEvent event = passage->known                            ? BSR_DROP_KNOWN
                       : arrival->standing == BSR_ARRIVAL_LINKED ? BSR_DROP_LINKED
                                                                 : BSR_DROP_WAITING;
  return bsr_drop_taking_tell (taking, event, words);
}

/* Raw planes and their layout are not in the vault as they came. */
static BsrDropResult
keep_raw (Passage *passage)
{
  g_autoptr (BsrRawFile) raw = bsr_raw_file_read (passage->path, NULL);
  g_autoptr (GPtrArray) files = bsr_drop_taking_paths (passage->path, NULL);
  for (int i = 0; raw != NULL && i < raw->layout.n_planes; i++)
    if (!g_ptr_array_find_with_equal_func (passage->taking->group->pixels, raw->paths[i],
                                           g_str_equal, NULL)
        && !g_ptr_array_find_with_equal_func (files, raw->paths[i], g_str_equal, NULL)
        && g_ptr_array_find_with_equal_func (passage->taking->group->files, raw->paths[i],
                                             g_str_equal, NULL))
      g_ptr_array_add (files, g_strdup (raw->paths[i]));
  return bsr_drop_taking_keep (passage->taking, files);
}

/* Puts away what was dropped: all of it is durable. */
static BsrDropResult
put_away (Passage *passage, gboolean is_last)
{
  const BsrDropTaking *taking = passage->taking;
  g_autoptr (GError) problem = NULL;
  gboolean described = is_last && taking->group->description != NULL;
  gboolean foreign = described && !settle_description (passage);
  BsrDropResult result = passage->loaded->staging != NULL ? keep_raw (passage) : BSR_DROP_DONE;
  if (result == BSR_DROP_DONE && !bsr_drop_removal_carry_out (passage->loaded->removal, &problem))
    {
      bsr_drop_taking_tell (taking, BSR_DROP_FAILED, problem->message);
      result = BSR_DROP_LATER;
    }
  if (result != BSR_DROP_DONE || !foreign)
    return result;
  g_autoptr (GPtrArray) files = bsr_drop_taking_paths (taking->group->description, NULL);
  if (!g_file_test (files->pdata[0], G_FILE_TEST_EXISTS))
    return result;
  if (!passage->known)
    return bsr_drop_taking_keep (taking, files); /* it came late, and is the scan's now */
  return bsr_drop_taking_refuse (
      taking, files,
      _ ("its scan was taken before with another description, or without one, which stands"));
}

/* The files that are refused with the pixels at @path. (transfer full) */
static GPtrArray *
files_of (const BsrDropTaking *taking, const char *path, gboolean is_last)
{
  const BsrDropGroup *group = taking->group;
  g_autofree char *low = bsr_low_file_of (path);
  GPtrArray *files = bsr_drop_taking_paths (path, NULL);
  for (guint i = 0; i < group->files->len; i++)
    {
      const char *other = group->files->pdata[i];
      if (g_str_equal (other, path) || g_strcmp0 (other, group->case_file) == 0
          || (!is_last && g_strcmp0 (other, low) != 0))
        continue;
      if (g_file_test (other, G_FILE_TEST_EXISTS))
        g_ptr_array_add (files, g_strdup (other));
    }
  return files;
}

BsrDropResult
bsr_drop_taking_scan (const BsrDropTaking *taking, const char *path, const char *case_id,
                      gboolean is_last)
{
  g_auto (Passage) passage = { .taking = taking, .path = path };
  g_autoptr (GPtrArray) files = files_of (taking, path, is_last);
  g_autoptr (GError) problem = NULL;
  int fd = lock (path);
  if (fd < 0 && (errno == EWOULDBLOCK || errno == ENOENT))
    return BSR_DROP_HELD;
  BsrDropResult result = BSR_DROP_DONE;
  passage.loaded = bsr_drop_scan_load (path, taking->taker->cancellable, &problem);
  if (passage.loaded == NULL)
    result = bsr_drop_taking_fail (taking, files, FALSE, problem);
  else if (!put (&passage, case_id, &problem))
    result = bsr_drop_taking_fail (taking, files, TRUE, problem);
  else if ((result = take_report (&passage)) == BSR_DROP_DONE
           && (result = put_away (&passage, is_last)) == BSR_DROP_DONE)
    tell (&passage);
  if (fd >= 0)
    close (fd);
  return result;
}

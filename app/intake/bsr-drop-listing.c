#include "bsr-drop-listing.h"

#include <string.h>

#include "bsr-drop-stamp.h"
#include "bsr-file-source.h"
#include "bsr-image-kind.h"
#include "bsr-low-file.h"
#include "bsr-raw-file.h"
#include "bsr-scan-file.h"
#include "bsr-sibling.h"

struct _BsrDropListing
{
  char *folder;
  gint64 settle_us, grace_us;
  GHashTable *seen;    /* path -> Seen */
  GHashTable *put_off; /* NAME -> PutOff */
};

typedef struct
{
  BsrDropStamp stamp;
  gint64 since_us;
} Seen;

typedef struct
{
  int attempts;
  gint64 until_us;
} PutOff;

BsrDropListing *
bsr_drop_listing_new (const char *folder, gint64 settle_us, gint64 grace_us)
{
  g_return_val_if_fail (folder != NULL, NULL);

  BsrDropListing *listing = g_new0 (BsrDropListing, 1);
  listing->folder = g_strdup (folder);
  listing->settle_us = settle_us;
  listing->grace_us = grace_us;
  listing->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  listing->put_off = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return listing;
}

void
bsr_drop_listing_free (BsrDropListing *listing)
{
  if (listing == NULL)
    return;
  g_free (listing->folder);
  g_hash_table_unref (listing->seen);
  g_hash_table_unref (listing->put_off);
  g_free (listing);
}

/* Whether its name says that somebody is still writing it. */
static gboolean
is_partial (const char *path)
{
  static const char *const endings[]
      = { ".part", ".partial", ".filepart", ".tmp", ".temp", ".crdownload", "~" };
  g_autofree char *lower = g_ascii_strdown (path, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

/* Takes note of all files as they are now. (transfer full): their paths, sorted. */
static GPtrArray *
take_note (BsrDropListing *self, gint64 now_us, GError **error)
{
  g_autoptr (GPtrArray) files = bsr_sibling_list (self->folder, error);
  if (files == NULL)
    return NULL;
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  GHashTable *seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < files->len; i++)
    {
      const char *path = files->pdata[i];
      BsrDropStamp stamp;
      if (is_partial (path) || !bsr_drop_stamp_read (path, &stamp))
        continue;
      const Seen *before = g_hash_table_lookup (self->seen, path);
      Seen *now = g_new0 (Seen, 1);
      gboolean same = before != NULL && bsr_drop_stamp_equal (&before->stamp, &stamp);
      *now = (Seen){ stamp, same ? before->since_us : now_us };
      g_hash_table_insert (seen, g_strdup (path), now);
      g_ptr_array_add (paths, g_strdup (path));
    }
  g_hash_table_unref (self->seen);
  self->seen = seen;
  return paths;
}

/* NAME -> BsrDropGroup. Another JSON document stands for itself. */
static GHashTable *
group_paths (GPtrArray *paths)
{
  GHashTable *groups
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) bsr_drop_group_free);
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = paths->pdata[i];
      g_autofree char *name = bsr_sibling_sort (path) == BSR_SIBLING_OTHER_JSON
                                  ? g_strdup (path)
                                  : bsr_sibling_name (path);
      BsrDropGroup *found = g_hash_table_lookup (groups, name);
      if (found == NULL)
        {
          found = bsr_drop_group_new (g_steal_pointer (&name));
          g_hash_table_insert (groups, found->name, found);
        }
      bsr_drop_group_add (found, path);
    }
  return groups;
}

static gboolean
is_image (const char *path)
{
  g_autoptr (BsrFileSource) source = bsr_file_source_open (path, NULL);
  return source != NULL && bsr_image_kind_find (source) != NULL;
}

/* Moves the samples that a raw description of @owner names from where their own names put them.
 * What is a picture by its content stays: no description makes another scan its own. */
static void
gather_planes (BsrDropListing *self, GHashTable *groups, BsrDropGroup *owner,
               const char *description)
{
  g_autoptr (BsrRawFile) raw = bsr_raw_file_read (description, NULL);
  for (int i = 0; raw != NULL && i < raw->layout.n_planes; i++)
    {
      const char *path = raw->paths[i];
      g_autofree char *name = bsr_sibling_name (path);
      BsrDropGroup *found = g_hash_table_lookup (groups, name);
      owner->lacks = owner->lacks || g_hash_table_lookup (self->seen, path) == NULL;
      if (found == NULL || bsr_sibling_sort (path) != BSR_SIBLING_PIXELS
          || g_str_has_suffix (path, BSR_RAW_FILE_SUFFIX)
          || !g_ptr_array_find_with_equal_func (found->pixels, path, g_str_equal, NULL)
          || is_image (path))
        continue;
      g_autofree char *taken = g_strdup (path);
      bsr_drop_group_remove (found, taken);
      g_ptr_array_add (owner->files, g_steal_pointer (&taken));
      if (found->files->len == 0)
        g_hash_table_remove (groups, name);
    }
}

static void
gather_all_planes (BsrDropListing *self, GHashTable *groups, GPtrArray *paths)
{
  for (guint i = 0; i < paths->len; i++)
    if (g_str_has_suffix (paths->pdata[i], BSR_RAW_FILE_SUFFIX))
      {
        g_autofree char *name = bsr_sibling_name (paths->pdata[i]);
        BsrDropGroup *owner = g_hash_table_lookup (groups, name);
        if (owner != NULL)
          gather_planes (self, groups, owner, paths->pdata[i]);
      }
}

static gboolean
is_gone (gpointer name, gpointer put_off, gpointer groups)
{
  return !g_hash_table_contains (groups, name);
}

/* When the files were seen to change last, and when they were written. */
static void
date (BsrDropListing *self, BsrDropGroup *group)
{
  for (guint i = 0; i < group->files->len; i++)
    {
      const Seen *seen = g_hash_table_lookup (self->seen, group->files->pdata[i]);
      group->since_us = MAX (group->since_us, seen->since_us);
      group->order_us = MAX (group->order_us, seen->stamp.modified_ns / 1000);
    }
}

/* Whether all that such a scan can have is there; reads the description. */
static gboolean
is_whole (BsrDropGroup *group)
{
  if (group->pixels->len == 0 || group->description == NULL)
    return FALSE;
  g_autoptr (BsrScan) scan = bsr_scan_read (group->pixels->pdata[0], NULL);
  if (scan == NULL)
    return !group->lacks; /* waiting mends no description */
  if (scan->acquired != NULL)
    group->order_us = g_date_time_to_unix (scan->acquired) * G_USEC_PER_SEC
                      + g_date_time_get_microsecond (scan->acquired);
  if (group->lacks)
    return FALSE;
  for (guint i = 0; scan->acquisition.n_planes > 1 && i < group->pixels->len; i++)
    {
      g_autofree char *low = bsr_low_file_of (group->pixels->pdata[i]);
      if (low == NULL || g_file_test (low, G_FILE_TEST_EXISTS))
        continue;
      /* A PNG holds one plane; of DICOM a file may hold both. */
      group->lacks = g_str_has_suffix (low, ".png");
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_written_to (const BsrDropGroup *group)
{
  for (guint i = 0; i < group->files->len; i++)
    if (bsr_drop_stamp_is_written_to (group->files->pdata[i]))
      return TRUE;
  return FALSE;
}

/* When @group may be complete: @now_us or before: it is. */
static gint64
ripe_at (BsrDropListing *self, BsrDropGroup *group, gint64 now_us)
{
  date (self, group);
  gint64 at_us = group->since_us + self->settle_us;
  const PutOff *put_off = g_hash_table_lookup (self->put_off, group->name);
  if (put_off != NULL)
    {
      group->attempts = put_off->attempts;
      at_us = MAX (at_us, put_off->until_us);
    }
  if (at_us <= now_us && !is_whole (group))
    at_us = MAX (at_us, group->since_us + self->settle_us + self->grace_us);
  return at_us <= now_us && is_written_to (group) ? now_us + MAX (self->settle_us, G_USEC_PER_SEC)
                                                  : at_us;
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const BsrDropGroup *one = *(BsrDropGroup *const *) a, *two = *(BsrDropGroup *const *) b;
  if ((one->attempts > 0) != (two->attempts > 0))
    return one->attempts > 0 ? 1 : -1;
  if ((one->case_file != NULL) != (two->case_file != NULL))
    return one->case_file != NULL ? -1 : 1;
  if (one->order_us != two->order_us)
    return one->order_us < two->order_us ? -1 : 1;
  return strcmp (one->name, two->name);
}

GPtrArray *
bsr_drop_listing_look (BsrDropListing *listing, gint64 now_us, gint64 *next_us, GError **error)
{
  g_return_val_if_fail (listing != NULL && next_us != NULL, NULL);

  g_autoptr (GPtrArray) paths = take_note (listing, now_us, error);
  if (paths == NULL)
    return NULL;
  g_autoptr (GHashTable) groups = group_paths (paths);
  gather_all_planes (listing, groups, paths);
  g_hash_table_foreach_remove (listing->put_off, is_gone, groups);
  GPtrArray *ripe = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_drop_group_free);
  GHashTableIter iter;
  gpointer value;
  *next_us = G_MAXINT64;
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      gint64 at_us = ripe_at (listing, value, now_us);
      if (at_us > now_us)
        {
          *next_us = MIN (*next_us, at_us);
          continue;
        }
      g_hash_table_iter_steal (&iter);
      g_ptr_array_add (ripe, value);
    }
  g_ptr_array_sort (ripe, compare_groups);
  return ripe;
}

void
bsr_drop_listing_put_off (BsrDropListing *listing, const BsrDropGroup *group, gint64 until_us)
{
  g_return_if_fail (listing != NULL && group != NULL);

  PutOff *put_off = g_new0 (PutOff, 1);
  *put_off = (PutOff){ group->attempts + 1, until_us };
  g_hash_table_insert (listing->put_off, g_strdup (group->name), put_off);
}

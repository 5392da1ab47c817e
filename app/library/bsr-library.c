#include "bsr-library.h"

#include <math.h>
#include <string.h>

/* The loads of one heading. */
typedef struct
{
  char heading[5];
  GHashTable *entries; /* set of BsrLibraryEntry, which belong to the library */
  gboolean summed;
  BsrLibrarySums sums; /* of all of them, once summed */
} Group;

struct _BsrLibrary
{
  GHashTable *entries; /* id -> BsrLibraryEntry, which owns the id */
  GHashTable *groups;  /* heading -> Group, which owns the heading; none is empty */
};

static void
entry_unref (gpointer data)
{
  bsr_library_entry_unref (data);
}

static void
group_free (gpointer data)
{
  Group *group = data;
  g_hash_table_unref (group->entries);
  g_free (group);
}

BsrLibrary *
bsr_library_new (void)
{
  BsrLibrary *library = g_new (BsrLibrary, 1);
  library->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_unref);
  library->groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, group_free);
  return library;
}

void
bsr_library_free (BsrLibrary *library)
{
  if (library == NULL)
    return;
  g_hash_table_unref (library->groups);
  g_hash_table_unref (library->entries);
  g_free (library);
}

static Group *
need_group (BsrLibrary *library, const char *heading)
{
  Group *group = g_hash_table_lookup (library->groups, heading);
  if (group != NULL)
    return group;
  group = g_new0 (Group, 1);
  g_strlcpy (group->heading, heading, sizeof group->heading);
  group->entries = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (library->groups, group->heading, group);
  return group;
}

static void
put (BsrLibrary *library, BsrLibraryEntry *entry)
{
  Group *group = need_group (library, entry->heading);
  g_hash_table_insert (library->entries, entry->id, bsr_library_entry_ref (entry));
  g_hash_table_add (group->entries, entry);
  group->summed = FALSE;
}

gboolean
bsr_library_withdraw (BsrLibrary *library, const char *id)
{
  g_return_val_if_fail (library != NULL && id != NULL, FALSE);

  BsrLibraryEntry *entry = g_hash_table_lookup (library->entries, id);
  if (entry == NULL)
    return FALSE;
  Group *group = g_hash_table_lookup (library->groups, entry->heading);
  g_hash_table_remove (group->entries, entry);
  group->summed = FALSE;
  if (g_hash_table_size (group->entries) == 0)
    g_hash_table_remove (library->groups, entry->heading);
  g_hash_table_remove (library->entries, id);
  return TRUE;
}

/* %NULL sorts last. */
static int
compare_nullable (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return (a == NULL) - (b == NULL);
  return strcmp (a, b);
}

/* Which of two descriptions of one load stays: the same whichever came first. */
static int
compare_origin (const BsrLibraryEntry *a, const BsrLibraryEntry *b)
{
  int order = compare_nullable (a->supervisor, b->supervisor);
  return order != 0 ? order : compare_nullable (a->station, b->station);
}

gboolean
bsr_library_add (BsrLibrary *library, BsrLibraryEntry *entry)
{
  g_return_val_if_fail (library != NULL && entry != NULL, FALSE);

  BsrLibraryEntry *there = g_hash_table_lookup (library->entries, entry->id);
  if (there != NULL && compare_origin (there, entry) <= 0)
    return FALSE;
  if (there != NULL)
    bsr_library_withdraw (library, entry->id);
  put (library, entry);
  return there == NULL;
}

int
bsr_library_merge (BsrLibrary *library, const BsrLibrary *other)
{
  g_return_val_if_fail (library != NULL && other != NULL && library != other, 0);

  GHashTableIter iter;
  gpointer entry;
  int n = 0;
  g_hash_table_iter_init (&iter, other->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    n += bsr_library_add (library, entry);
  return n;
}

int
bsr_library_count (const BsrLibrary *library)
{
  g_return_val_if_fail (library != NULL, 0);
  return (int) g_hash_table_size (library->entries);
}

BsrLibraryEntry *
bsr_library_get (const BsrLibrary *library, const char *id)
{
  g_return_val_if_fail (library != NULL && id != NULL, NULL);
  return g_hash_table_lookup (library->entries, id);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const BsrLibraryEntry *one = *(BsrLibraryEntry *const *) a, *other = *(BsrLibraryEntry *const *) b;
  return strcmp (one->id, other->id);
}

GPtrArray *
bsr_library_list (const BsrLibrary *library, const char *heading)
{
  g_return_val_if_fail (library != NULL, NULL);

  const Group *group = heading != NULL ? g_hash_table_lookup (library->groups, heading) : NULL;
  GHashTable *from = group != NULL ? group->entries : library->entries;
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_unref);
  GHashTableIter iter;
  gpointer entry;
  if (heading != NULL && group == NULL)
    return entries;
  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    g_ptr_array_add (entries, bsr_library_entry_ref (entry));
  g_ptr_array_sort (entries, compare_ids);
  return entries;
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GStrv
bsr_library_headings (const BsrLibrary *library)
{
  g_return_val_if_fail (library != NULL, NULL);

  GPtrArray *headings = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer heading;
  g_hash_table_iter_init (&iter, library->groups);
  while (g_hash_table_iter_next (&iter, &heading, NULL))
    g_ptr_array_add (headings, g_strdup (heading));
  g_ptr_array_sort (headings, compare_strings);
  g_ptr_array_add (headings, NULL);
  return (GStrv) g_ptr_array_free (headings, FALSE);
}

static gboolean
counts (const BsrLibraryEntry *entry, const char *but_scan)
{
  return bsr_library_entry_is_usable (entry)
         && (but_scan == NULL || !g_str_equal (entry->scan, but_scan));
}

static BsrLibrarySums
add_up (const GPtrArray *entries, const char *but_scan)
{
  BsrLibrarySums sums = { 0 };
  for (guint i = 0; i < entries->len; i++)
    {
      const BsrLibraryEntry *entry = entries->pdata[i];
      if (!counts (entry, but_scan))
        continue;
      sums.n_loads++;
      for (int m = 0; m < BSR_N_LOAD_MEASURES; m++)
        if (!isnan (entry->descriptor.values[m]))
          {
            /* Welford, Technometrics 4 (1962) 419. */
            double value = (double) entry->descriptor.values[m], before = value - sums.mean[m];
            sums.mean[m] += before / ++sums.n[m];
            sums.squares[m] += before * (value - sums.mean[m]);
          }
    }
  return sums;
}

static gboolean
has_scan (const Group *group, const char *scan)
{
  GHashTableIter iter;
  gpointer entry;
  g_hash_table_iter_init (&iter, group->entries);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    if (g_str_equal (((BsrLibraryEntry *) entry)->scan, scan))
      return TRUE;
  return FALSE;
}

BsrLibrarySums
bsr_library_sums (BsrLibrary *library, const char *heading, const char *but_scan)
{
  BsrLibrarySums none = { 0 };
  g_return_val_if_fail (library != NULL && heading != NULL, none);

  Group *group = g_hash_table_lookup (library->groups, heading);
  if (group == NULL)
    return none;
  gboolean apart = but_scan != NULL && has_scan (group, but_scan);
  if (group->summed && !apart)
    return group->sums;
  g_autoptr (GPtrArray) entries = bsr_library_list (library, heading);
  if (apart)
    return add_up (entries, but_scan);
  group->sums = add_up (entries, NULL);
  group->summed = TRUE;
  return group->sums;
}

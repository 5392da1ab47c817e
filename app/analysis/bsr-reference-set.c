#include "bsr-reference-set.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-case-file.h"
#include "bsr-error.h"
#include "bsr-json-reader.h"

#define ANALYSIS_ENDING ".analysis.json"
#define CASE_ENDING ".case.json"

typedef struct
{
  char *heading, *sha256;
  BsrLoadProfile profile;
} Load;

/* Loads are the same whenever they were seen. */
#define ANY_DATE "1970-01-01"

struct _BsrReferenceSet
{
  BsrLibrary *library; /* the same loads' descriptors; for one thread at a time: */
  GMutex *lock;
  GPtrArray *loads; /* Load, by heading and scan, each pair once */
};

static void
load_free (gpointer data)
{
  Load *load = data;
  g_free (load->heading);
  g_free (load->sha256);
  g_free (load);
}

BsrReferenceSet *
bsr_reference_set_new (void)
{
  BsrReferenceSet *set = g_new (BsrReferenceSet, 1);
  set->loads = g_ptr_array_new_with_free_func (load_free);
  set->library = bsr_library_new ();
  set->lock = g_new (GMutex, 1);
  g_mutex_init (set->lock);
  return set;
}

void
bsr_reference_set_free (BsrReferenceSet *set)
{
  g_ptr_array_unref (set->loads);
  bsr_library_free (set->library);
  g_mutex_clear (set->lock);
  g_free (set->lock);
  g_free (set);
}

/* Where the first load is that does not sort before this one. */
static guint
find_place (const BsrReferenceSet *set, const char *heading, const char *sha256)
{
  guint low = 0, high = set->loads->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Load *load = g_ptr_array_index (set->loads, middle);
      int order = strcmp (load->heading, heading);
      if (order < 0 || (order == 0 && strcmp (load->sha256, sha256) < 0))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* (nullable): load @index where it is one of @heading. */
static const Load *
load_at (const BsrReferenceSet *set, guint index, const char *heading)
{
  const Load *load
      = index < set->loads->len ? g_ptr_array_index (set->loads, index) : NULL;
  return load != NULL && g_str_equal (load->heading, heading) ? load : NULL;
}

void
bsr_reference_set_add (BsrReferenceSet *set, const char *heading, const BsrAnalysis *analysis)
{
  g_return_if_fail (set != NULL && heading != NULL && analysis != NULL);

  BsrLoadProfile profile;
  if (!bsr_analysis_profile (analysis, &profile) || bsr_analysis_load (analysis)->empty)
    return;
  const char *sha256 = bsr_analysis_sha256 (analysis);
  guint place = find_place (set, heading, sha256);
  const Load *there = load_at (set, place, heading);
  if (there != NULL && g_str_equal (there->sha256, sha256))
    return;
  Load *load = g_new (Load, 1);
  *load = (Load){ g_strdup (heading), g_strdup (sha256), profile };
  g_ptr_array_insert (set->loads, (int) place, load);
  g_autoptr (BsrLibraryEntry) entry = bsr_library_entry_new (
      heading, sha256, ANY_DATE, &bsr_analysis_whole (analysis)->descriptor, NULL);
  if (entry != NULL) /* NULL: nothing of it was measured */
    bsr_library_add (set->library, entry);
}

BsrKnownGoods *
bsr_reference_set_goods (const BsrReferenceSet *set, const BsrLibraryParameters *parameters,
                         const char *sha256)
{
  g_return_val_if_fail (set != NULL, NULL);
  g_mutex_lock (set->lock);
  BsrKnownGoods *goods = bsr_known_goods_new (set->library, parameters, sha256);
  g_mutex_unlock (set->lock);
  return goods;
}

static GArray *
profiles_of (const BsrReferenceSet *set, const char *heading, const char *sha256)
{
  GArray *profiles = g_array_new (FALSE, FALSE, sizeof (BsrLoadProfile));
  const Load *load;
  for (guint i = find_place (set, heading, ""); (load = load_at (set, i, heading)) != NULL; i++)
    if (sha256 == NULL || !g_str_equal (load->sha256, sha256))
      g_array_append_val (profiles, load->profile);
  return profiles;
}

int
bsr_reference_set_count (const BsrReferenceSet *set, const char *heading, const char *sha256)
{
  g_return_val_if_fail (set != NULL && heading != NULL, 0);

  g_autoptr (GArray) profiles = profiles_of (set, heading, sha256);
  return (int) profiles->len;
}

BsrReference *
bsr_reference_set_get (const BsrReferenceSet *set, const char *heading, const char *sha256)
{
  g_return_val_if_fail (set != NULL && heading != NULL, NULL);

  g_autoptr (GArray) profiles = profiles_of (set, heading, sha256);
  return bsr_reference_new ((const BsrLoadProfile *) profiles->data, (int) profiles->len);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full) (nullable): NAME of each analysis in @folder, sorted. */
static GPtrArray *
list_names (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  if (dir == NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the folder cannot be read: %s"),
                   g_strerror (errno));
      return NULL;
    }
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.' && g_str_has_suffix (name, ANALYSIS_ENDING))
      g_ptr_array_add (names, g_strndup (name, strlen (name) - strlen (ANALYSIS_ENDING)));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* (transfer full): @folder/@name@ending */
static char *
path_in (const char *folder, const char *name, const char *ending)
{
  g_autofree char *file = g_strconcat (name, ending, NULL);
  return g_build_filename (folder, file, NULL);
}

/* @heading stays %NULL where @name is no load of one heading. */
static gboolean
read_heading (const char *folder, const char *name, char **heading, GError **error)
{
  g_autofree char *path = path_in (folder, name, CASE_ENDING);
  /* A link to nowhere is not the same as no declaration. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return TRUE;
  g_autoptr (BsrCase) flagged = bsr_case_read (path, error);
  if (flagged == NULL)
    {
      g_prefix_error (error, "%s%s: ", name, CASE_ENDING);
      return FALSE;
    }
  *heading = bsr_case_heading (flagged);
  return TRUE;
}

static BsrAnalysis *
read_analysis (const char *folder, const char *name, GError **error)
{
  gsize length;
  g_autofree char *path = path_in (folder, name, ANALYSIS_ENDING);
  g_autofree char *json = bsr_json_load_file (path, &length, error);
  BsrAnalysis *analysis
      = json != NULL ? bsr_analysis_from_json (json, (gssize) length, error) : NULL;
  if (analysis == NULL)
    g_prefix_error (error, "%s%s: ", name, ANALYSIS_ENDING);
  return analysis;
}

static gboolean
read_load (BsrReferenceSet *set, const char *folder, const char *name, GError **error)
{
  g_autofree char *heading = NULL;
  if (!read_heading (folder, name, &heading, error))
    return FALSE;
  if (heading == NULL)
    return TRUE;
  g_autoptr (BsrAnalysis) analysis = read_analysis (folder, name, error);
  if (analysis == NULL)
    return FALSE;
  bsr_reference_set_add (set, heading, analysis);
  return TRUE;
}

BsrReferenceSet *
bsr_reference_set_read (const char *folder, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (folder != NULL, NULL);

  g_autoptr (GPtrArray) names = list_names (folder, error);
  if (names == NULL)
    return NULL;
  g_autoptr (BsrReferenceSet) set = bsr_reference_set_new ();
  for (guint i = 0; i < names->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !read_load (set, folder, g_ptr_array_index (names, i), error))
      return NULL;
  return g_steal_pointer (&set);
}

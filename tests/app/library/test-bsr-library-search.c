#include "bsr-library-fixture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bsr-library-search.h"

#define N_LOADS 3000
#define N_NEAREST 12

typedef struct
{
  const BsrLibraryEntry *entry;
  float distance;
} Plain;

static int
compare_plain (const void *a, const void *b)
{
  const Plain *one = a, *other = b;
  int order = (one->distance > other->distance) - (one->distance < other->distance);
  return order != 0 ? order : strcmp (one->entry->id, other->entry->id);
}

/* The definition, load by load; INFINITY: not comparable. */
static float
plain_distance (const BsrLibrarySearch *search, const BsrLoadDescriptor *a,
                const BsrLoadDescriptor *b)
{
  float sum = 0.0f, shared = 0.0f;
  for (int m = 0; m < BSR_N_LOAD_MEASURES; m++)
    {
      double mean, by;
      bsr_library_search_scale (search, (BsrLoadMeasure) m, &mean, &by);
      if (isnan (a->values[m]) || isnan (b->values[m]))
        continue;
      float one = (float) (((double) a->values[m] - mean) * by);
      float other = (float) (((double) b->values[m] - mean) * by);
      sum += (one - other) * (one - other);
      shared += 1.0f;
    }
  return shared >= 5.0f ? sqrtf (sum / shared) : INFINITY;
}

static int
find_plainly (const BsrLibrary *library, const BsrLibrarySearch *search,
              const BsrLoadDescriptor *descriptor, Plain *nearest)
{
  g_autoptr (GPtrArray) all = bsr_library_list (library, NULL);
  g_autofree Plain *plain = g_new (Plain, all->len);
  int n = 0;
  for (guint i = 0; i < all->len; i++)
    {
      const BsrLibraryEntry *entry = all->pdata[i];
      plain[n] = (Plain){ entry, plain_distance (search, &entry->descriptor, descriptor) };
      n += isfinite (plain[n].distance);
    }
  qsort (plain, (size_t) n, sizeof *plain, compare_plain);
  n = MIN (n, N_NEAREST);
  memcpy (nearest, plain, (size_t) n * sizeof *plain);
  return n;
}

static void
assert_as_plain (const BsrLibrary *library, const BsrLibrarySearch *search,
                 const BsrLoadDescriptor *descriptor)
{
  Plain plain[N_NEAREST];
  BsrSimilarLoad found[N_NEAREST];
  int expected = find_plainly (library, search, descriptor, plain);
  assert_int_equal (bsr_library_search_find (search, descriptor, N_NEAREST, found), expected);
  for (int i = 0; i < expected; i++)
    {
      assert_string_equal (found[i].entry->id, plain[i].entry->id);
      assert_memory_equal (&found[i].distance, &plain[i].distance, sizeof (float));
    }
}

static void
finds_what_a_plain_scan_finds (void **state)
{
  g_autoptr (BsrLibrary) library = library_fixture_new (N_LOADS, 40);
  g_autoptr (BsrLibrarySearch) search = bsr_library_search_new (library);
  guint64 random = 31;
  for (int i = 0; i < 60; i++)
    {
      char heading[5];
      library_fixture_heading (i, heading);
      BsrLoadDescriptor descriptor = library_fixture_descriptor (heading, &random);
      for (int m = 0; m < i % 12; m++) /* down to few measures, and too few */
        descriptor.values[m] = NAN;
      assert_as_plain (library, search, &descriptor);
    }
}

/* Loads of whole numbers: many at the same distance. */
static void
equals_come_by_id (void **state)
{
  g_autoptr (BsrLibrary) library = bsr_library_new ();
  BsrLoadDescriptor descriptor = bsr_load_descriptor_blank ();
  for (int number = 0; number < 700; number++)
    {
      g_autofree char *name = g_strdup_printf ("%d", number);
      g_autofree char *scan = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
      for (int m = 0; m < 6; m++)
        descriptor.values[m] = (float) ((number >> m) % 2);
      g_autoptr (BsrLibraryEntry) entry
          = bsr_library_entry_new ("08", scan, "2024-05-03", &descriptor, NULL);
      bsr_library_add (library, entry);
    }
  g_autoptr (BsrLibrarySearch) search = bsr_library_search_new (library);
  assert_as_plain (library, search, &descriptor);
  BsrSimilarLoad found[2];
  assert_int_equal (bsr_library_search_find (search, &descriptor, 2, found), 2);
  assert_true (found[0].distance == 0.0f && found[1].distance == 0.0f);
  assert_true (strcmp (found[0].entry->id, found[1].entry->id) < 0);
}

static void
few_loads_and_few_measures (void **state)
{
  g_autoptr (BsrLibrary) library = bsr_library_new ();
  BsrSimilarLoad found[N_NEAREST];
  BsrLoadDescriptor blank = bsr_load_descriptor_blank ();
  g_autoptr (BsrLibrarySearch) nothing = bsr_library_search_new (library);
  g_autoptr (BsrLibraryEntry) entry = library_fixture_entry ("0803", 4, NULL);
  assert_int_equal (bsr_library_search_find (nothing, &entry->descriptor, N_NEAREST, found), 0);
  bsr_library_add (library, entry);
  g_autoptr (BsrLibrarySearch) one = bsr_library_search_new (library);
  bsr_library_withdraw (library, entry->id);
  assert_int_equal (bsr_library_search_find (one, &entry->descriptor, N_NEAREST, found), 1);
  assert_string_equal (found[0].entry->heading, "0803");
  assert_true (found[0].distance == 0.0f);
  assert_int_equal (bsr_library_search_find (one, &blank, N_NEAREST, found), 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (finds_what_a_plain_scan_finds),
    cmocka_unit_test (equals_come_by_id),
    cmocka_unit_test (few_loads_and_few_measures),
  };
  return cmocka_run_group_tests_name ("library-search", tests, NULL, NULL);
}

#include "bsr-library-fixture.h"

#include <math.h>

static double
between (guint64 *state, double low, double high)
{
  return low + (high - low) * bsr_test_random (state);
}

BsrLoadDescriptor
library_fixture_descriptor (const char *heading, guint64 *state)
{
  guint64 place = 1 + g_str_hash (heading) * G_GUINT64_CONSTANT (2654435761);
  BsrLoadDescriptor descriptor = bsr_load_descriptor_blank ();
  for (int i = 0; i < 8; i++)
    bsr_test_random (&place);
  for (int m = 0; m < BSR_N_LOAD_MEASURES; m++)
    {
      double centre = between (&place, -2.0, 2.0), value = centre + between (state, -0.5, 0.5);
      if (bsr_test_random (state) > 0.125)
        descriptor.values[m] = (float) value;
    }
  return descriptor;
}

BsrLibraryEntry *
library_fixture_entry (const char *heading, int number, const char *supervisor)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("scan %d", number);
  g_autofree char *scan = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
  guint64 state = 77 + (guint64) number;
  for (int i = 0; i < 8; i++)
    bsr_test_random (&state);
  BsrLoadDescriptor descriptor = library_fixture_descriptor (heading, &state);
  BsrLibraryEntry *entry
      = bsr_library_entry_new (heading, scan, "2024-05-03", &descriptor, &error);
  bsr_test_assert_no_error (error);
  bsr_library_entry_confirm (entry, supervisor, NULL);
  return entry;
}

void
library_fixture_heading (int i, char heading[5])
{
  g_snprintf (heading, 5, "%04d", 800 + i % 100);
}

BsrLibrary *
library_fixture_new (int n, int n_headings)
{
  BsrLibrary *library = bsr_library_new ();
  for (int i = 0; i < n; i++)
    {
      char heading[5];
      library_fixture_heading (i % n_headings, heading);
      g_autoptr (BsrLibraryEntry) entry = library_fixture_entry (heading, i, "supervisor 1");
      bsr_library_add (library, entry);
    }
  return library;
}

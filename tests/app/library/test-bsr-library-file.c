#include "bsr-library-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-library-file.h"

typedef struct
{
  char *folder, *path;
} Fixture;

static int
set_up (void **state)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  fixture->folder = bsr_test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "library.jsonl", NULL);
  *state = fixture;
  return 0;
}

static int
tear_down (void **state)
{
  Fixture *fixture = *state;
  bsr_test_folder_remove (fixture->folder);
  g_free (fixture->path);
  g_free (fixture);
  return 0;
}

static char *
write_and_load (Fixture *fixture, const BsrLibrary *library)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  assert_true (bsr_library_write (library, fixture->path, "Tanger \"Med\"", &error));
  bsr_test_assert_no_error (error);
  g_file_get_contents (fixture->path, &text, NULL, &error);
  bsr_test_assert_no_error (error);
  return text;
}

static BsrLibrary *
read_back (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  BsrLibrary *library = bsr_library_read (fixture->path, &error);
  bsr_test_assert_no_error (error);
  return library;
}

static void
comes_back_bit_for_bit_without_names (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrLibrary) library = library_fixture_new (300, 7);
  g_autofree char *text = write_and_load (fixture, library);
  assert_null (strstr (text, "supervisor"));
  assert_non_null (strstr (text, "\"station\": \"Tanger \\\"Med\\\"\""));
  assert_true (g_str_has_prefix (text, "{\"format\": \"basira-library/1\",\"loads\": 300}\n"));

  g_autoptr (BsrLibrary) back = read_back (fixture);
  g_autoptr (GPtrArray) one = bsr_library_list (library, NULL), other = bsr_library_list (back, NULL);
  assert_int_equal (other->len, 300);
  for (guint i = 0; i < one->len; i++)
    {
      BsrLibraryEntry *a = one->pdata[i], *b = other->pdata[i];
      assert_string_equal (a->id, b->id);
      assert_string_equal (a->heading, b->heading);
      assert_string_equal (a->when, b->when);
      assert_memory_equal (&a->descriptor, &b->descriptor, sizeof a->descriptor);
      assert_null (b->supervisor);
      assert_string_equal (b->station, "Tanger \"Med\"");
    }
  /* What came from elsewhere goes on under its own station. */
  assert_true (bsr_library_write (back, fixture->path, "Casablanca", NULL));
  g_autofree char *again = NULL;
  g_file_get_contents (fixture->path, &again, NULL, NULL);
  assert_string_equal (again, text);
}

static void
merging_files_is_idempotent_and_commutative (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrLibrary) small = library_fixture_new (20, 4), large = library_fixture_new (35, 4);
  g_autofree char *first = write_and_load (fixture, small);
  g_autoptr (BsrLibrary) a = read_back (fixture);
  g_autofree char *second = write_and_load (fixture, large);
  g_autoptr (BsrLibrary) b = read_back (fixture), b_again = read_back (fixture);
  bsr_library_merge (a, b);
  bsr_library_merge (a, b_again);
  g_autofree char *ab = write_and_load (fixture, a);
  bsr_library_merge (b, a);
  g_autofree char *ba = write_and_load (fixture, b);
  assert_string_equal (ab, ba);
  assert_string_equal (ab, second);
  assert_string_not_equal (first, second);
}

/* Loads of other measures than this program knows: kept as they are, and not used. */
static void
other_versions_are_kept_and_not_used (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  const char *scan = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
             *measures = "{\"colour\":0.25,\"fill-height\":1}";
  g_autofree char *form = g_strdup_printf (
      "basira-contribution/1\n4:0803,64:%s,10:2031-01-01,1:9,%d:%s,", scan,
      (int) strlen (measures), measures);
  g_autofree char *id = g_compute_checksum_for_string (G_CHECKSUM_SHA256, form, -1);
  g_autofree char *text = g_strdup_printf (
      "{\"format\": \"basira-library/1.4\", \"loads\": 1}\n"
      "{\"id\": \"%s\", \"heading\": \"0803\", \"scan\": \"%s\", \"when\": \"2031-01-01\","
      " \"station\": \"A\", \"descriptor\": {\"version\": 9,"
      " \"measures\": {\"fill-height\": 1, \"colour\": 0.25}}}\n",
      id, scan);
  g_file_set_contents (fixture->path, text, -1, NULL);
  g_autoptr (BsrLibrary) library = read_back (fixture);
  assert_int_equal (bsr_library_count (library), 1);
  assert_false (bsr_library_entry_is_usable (bsr_library_get (library, id)));
  assert_int_equal (bsr_library_sums (library, "0803", NULL).n_loads, 0);
  g_autofree char *written = write_and_load (fixture, library);
  assert_non_null (strstr (written, "\"version\": 9,\"measures\": {\"colour\":0.25,\"fill-height\":1}"));
  g_autoptr (BsrLibrary) back = read_back (fixture);
  assert_non_null (bsr_library_get (back, id));
}

static void
assert_refused (Fixture *fixture, const char *text, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_file_set_contents (fixture->path, text, -1, NULL);
  assert_null (bsr_library_read (fixture->path, &error));
  bsr_test_assert_error (error, BSR_ERROR, code, part);
}

/* (transfer full): @text with its first @from made @to. */
static char *
changed (const char *text, const char *from, const char *to)
{
  const char *place = strstr (text, from);
  assert_non_null (place);
  return g_strdup_printf ("%.*s%s%s", (int) (place - text), text, to, place + strlen (from));
}

static void
damaged_files_are_refused (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrLibrary) library = library_fixture_new (5, 2);
  g_autofree char *text = write_and_load (fixture, library);
  const struct { const char *from, *to; int code; const char *part; } changes[] = {
    { "basira-library/1", "basira-library/2", BSR_ERROR_UNKNOWN_KIND, "line 1: format: must be" },
    { "\"loads\": 5", "\"loads\": 6", BSR_ERROR_DAMAGED, "holds 5 loads, not the 6" },
    { "\"loads\": 5", "\"loads\": 4", BSR_ERROR_DAMAGED, "holds 5 loads, not the 4" },
    { "\"loads\": 5", "\"lots\": 5", BSR_ERROR_DAMAGED, "line 1: loads: is missing" },
    { "\"heading\": \"0800\"", "\"heading\": \"0801\"", BSR_ERROR_DAMAGED, "id: is not that of" },
    { "\"heading\": \"0800\"", "\"heading\": \"08000\"", BSR_ERROR_DAMAGED, "'08000' is no heading" },
    { "\"version\": 1", "\"version\": 2", BSR_ERROR_DAMAGED, "line 2: id: is not that of" },
    { "\"version\": 1", "\"version\": \"1\"", BSR_ERROR_DAMAGED, "line 2: descriptor.version: must be" },
    { "\"measures\": {", "\"measures\": {\"colour\":1,", BSR_ERROR_DAMAGED,
      "line 2: descriptor.measures.colour: is no measure" },
    { "\"station\": \"Tanger \\\"Med\\\"\",", "", BSR_ERROR_DAMAGED, "line 2: station: is missing" },
    { "\"descriptor\"", "\"description\"", BSR_ERROR_DAMAGED, "line 2: descriptor: is missing" },
    { "{\"id\"", "\"id\"", BSR_ERROR_DAMAGED, "line 2: " },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *wrong = changed (text, changes[i].from, changes[i].to);
      assert_refused (fixture, wrong, changes[i].code, changes[i].part);
    }
  assert_refused (fixture, "", BSR_ERROR_DAMAGED, "line 1: the file is empty");
  /* Cut off anywhere: never fewer loads without a word. */
  for (gsize length = 0; length < strlen (text) - 1; length += 23)
    {
      g_autoptr (GError) error = NULL;
      g_unlink (fixture->path);
      g_file_set_contents (fixture->path, text, (gssize) length, NULL);
      assert_null (bsr_library_read (fixture->path, &error));
      assert_true (error != NULL && error->domain == BSR_ERROR);
    }
}

static void
places_that_are_no_files_are_refused (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) missing = NULL, folder = NULL, nameless = NULL, nowhere = NULL;
  g_autoptr (BsrLibrary) library = library_fixture_new (2, 1);
  assert_null (bsr_library_read (fixture->path, &missing));
  bsr_test_assert_error (missing, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "cannot be read");
  assert_null (bsr_library_read (fixture->folder, &folder));
  bsr_test_assert_error (folder, BSR_ERROR, BSR_ERROR_DAMAGED, "not a regular file");
  assert_false (bsr_library_write (library, fixture->path, "", &nameless));
  bsr_test_assert_error (nameless, BSR_ERROR, BSR_ERROR_INVALID, "station's name");
  assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_autofree char *place = g_build_filename (fixture->folder, "no", "where.jsonl", NULL);
  assert_false (bsr_library_write (library, place, "A", &nowhere));
  bsr_test_assert_error (nowhere, BSR_ERROR, BSR_ERROR_ENVIRONMENT, NULL);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (comes_back_bit_for_bit_without_names, set_up, tear_down),
    cmocka_unit_test_setup_teardown (merging_files_is_idempotent_and_commutative, set_up, tear_down),
    cmocka_unit_test_setup_teardown (other_versions_are_kept_and_not_used, set_up, tear_down),
    cmocka_unit_test_setup_teardown (damaged_files_are_refused, set_up, tear_down),
    cmocka_unit_test_setup_teardown (places_that_are_no_files_are_refused, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("library-file", tests, NULL, NULL);
}

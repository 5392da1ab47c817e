#include "bsr-test.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "bsr-drop-listing.h"
#include "bsr-drop-stamp.h"
#include "bsr-error.h"
#include "bsr-store-suite.h"

/* Time is the test's own: microseconds. */
#define SETTLE 100
#define GRACE 1000

typedef struct
{
  char *folder;
  BsrDropListing *listing;
  gint64 next;
} Fixture;

static int
set_up (void **state)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  fixture->folder = bsr_test_folder_new ();
  fixture->listing = bsr_drop_listing_new (fixture->folder, SETTLE, GRACE);
  *state = fixture;
  return 0;
}

static int
tear_down (void **state)
{
  Fixture *fixture = *state;
  bsr_drop_listing_free (fixture->listing);
  bsr_test_folder_remove (fixture->folder);
  g_free (fixture);
  return 0;
}

static void
put (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
put_scan (Fixture *fixture, const char *name, gboolean described)
{
  bsr_scan_unref (bsr_store_suite_scan (fixture->folder, name, 1, described));
}

/* What is complete at @now: "NAME:FILES LACKS ", for each group. */
static char *
look (Fixture *fixture, gint64 now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ripe
      = bsr_drop_listing_look (fixture->listing, now, &fixture->next, &error);
  bsr_test_assert_no_error (error);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < ripe->len; i++)
    {
      const BsrDropGroup *group = ripe->pdata[i];
      g_autofree char *title = bsr_drop_group_title (group);
      g_string_append_printf (text, "%s%s:%u%s", i > 0 ? " " : "", title, group->files->len,
                              group->lacks ? "?" : "");
    }
  return g_string_free (text, FALSE);
}

static void
assert_ripe (Fixture *fixture, gint64 now, const char *wanted)
{
  g_autofree char *found = look (fixture, now);
  assert_string_equal (found, wanted);
}

static void
file_is_taken_when_it_has_settled (void **state)
{
  Fixture *fixture = *state;
  put_scan (fixture, "a.tiff", TRUE);
  assert_ripe (fixture, 10, "");
  assert_int_equal (fixture->next, 10 + SETTLE);
  assert_ripe (fixture, 10 + SETTLE - 1, "");
  assert_ripe (fixture, 10 + SETTLE, "a:2");
  assert_int_equal (fixture->next, G_MAXINT64);
}

/* A stalled copy that goes on is looked at anew. */
static void
file_that_grows_waits_again (void **state)
{
  Fixture *fixture = *state;
  put_scan (fixture, "a.tiff", TRUE);
  assert_ripe (fixture, 0, "");
  g_autofree char *path = g_build_filename (fixture->folder, "a.tiff", NULL);
  int fd = open (path, O_WRONLY | O_APPEND);
  assert_int_equal (write (fd, "x", 1), 1);
  close (fd);
  assert_ripe (fixture, SETTLE, "");
  assert_ripe (fixture, 2 * SETTLE - 1, "");
  assert_ripe (fixture, 2 * SETTLE, "a:2");
}

static void
file_that_is_open_for_writing_waits (void **state)
{
  Fixture *fixture = *state;
  put_scan (fixture, "a.tiff", TRUE);
  g_autofree char *path = g_build_filename (fixture->folder, "a.tiff", NULL);
  assert_false (bsr_drop_stamp_is_written_to (path));
  int fd = open (path, O_WRONLY);
  gboolean known = bsr_drop_stamp_is_written_to (path);
  if (!known)
    {
      close (fd);
      print_message ("whether a file is open for writing cannot be known in %s\n", fixture->folder);
      skip ();
    }
  assert_ripe (fixture, 0, "");
  assert_ripe (fixture, SETTLE, "");
  close (fd);
  assert_ripe (fixture, SETTLE, "a:2");
}

static void
other_names_are_left_alone (void **state)
{
  Fixture *fixture = *state;
  const char *names[] = { "a.tiff.part", "b.tiff.tmp", "c.filepart",   "d.png~",
                          ".e.tiff",     "f.PARTIAL",  "g.crdownload", ".basira-x.taken" };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    put (fixture, names[i], "x");
  g_autofree char *sub = g_build_filename (fixture->folder, "refused", NULL);
  g_mkdir (sub, 0700);
  put (fixture, "refused/a.tiff", "x");
  assert_ripe (fixture, 0, "");
  assert_ripe (fixture, SETTLE + GRACE, "");
}

static void
scan_waits_a_while_for_what_belongs_to_it (void **state)
{
  Fixture *fixture = *state;
  put_scan (fixture, "bare.tiff", FALSE);
  put_scan (fixture, "single.png", TRUE);
  put (fixture, "lonely.scan.json", "{}");
  put (fixture, "t.case.json", "{}");
  assert_ripe (fixture, 0, "");
  assert_ripe (fixture, SETTLE, "single:2");
  assert_int_equal (fixture->next, SETTLE + GRACE);
  assert_ripe (fixture, SETTLE + GRACE - 1, "single:2");
  g_autofree char *rest = look (fixture, SETTLE + GRACE);
  assert_true (g_str_has_prefix (rest, "t.case.json:1 single:2"));
  assert_non_null (strstr (rest, "bare.tiff:1"));
  assert_non_null (strstr (rest, "lonely.scan.json:1"));
}

/* Of a PNG that is described with two energies, the second is more than a while away. */
static void
second_energy_is_waited_for (void **state)
{
  Fixture *fixture = *state;
  put_scan (fixture, "a.png", FALSE);
  put (fixture, "a.scan.json",
       "{\"format\": \"basira-scan/1\", \"acquired\": \"2024-05-01T09:00:00Z\","
       " \"planes\": [{\"name\": \"high\"}, {\"name\": \"low\"}], \"pixel_pitch_mm\": [4.5, 5.5]}");
  assert_ripe (fixture, 0, "");
  assert_ripe (fixture, SETTLE + GRACE, "a:2?");
  put_scan (fixture, "a.low.png", FALSE);
  assert_ripe (fixture, SETTLE + GRACE + 1, "");
  assert_ripe (fixture, 2 * SETTLE + GRACE + 1, "a:3");
}

static void
raw_planes_belong_to_their_description (void **state)
{
  Fixture *fixture = *state;
  put_scan (fixture, "other.tiff", TRUE);
  put (fixture, "lane.raw.json",
       "{\"format\": \"basira-raw/1\", \"width\": 2, \"height\": 1, \"sample\": \"uint8\","
       " \"planes\": [{\"file\": \"high.bin\"}, {\"file\": \"other.tiff\"}]}");
  put (fixture, "lane.scan.json",
       "{\"format\": \"basira-scan/1\", \"acquired\": \"2024-05-01T09:00:00Z\","
       " \"planes\": [{\"name\": \"high\"}, {\"name\": \"low\"}], \"pixel_pitch_mm\": [4.5, 5.5]}");
  assert_ripe (fixture, 0, "");
  assert_ripe (fixture, SETTLE, "other:2");
  assert_ripe (fixture, SETTLE + GRACE, "lane:2? other:2");
  put (fixture, "high.bin", "ab");
  assert_ripe (fixture, SETTLE + GRACE, "other:2");
  /* A picture is a scan of its own, whatever a description says. */
  assert_ripe (fixture, 2 * SETTLE + GRACE, "lane:3 other:2");
}

static void
order_is_that_of_acquisition (void **state)
{
  Fixture *fixture = *state;
  const char *const hours[] = { "12", "08", "10" };
  for (gsize i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      g_autofree char *pixels = g_strdup_printf ("%zu.tiff", i);
      g_autofree char *name = g_strdup_printf ("%zu.scan.json", i);
      g_autofree char *json = g_strdup_printf (
          "{\"format\": \"basira-scan/1\", \"acquired\": \"2024-05-01T%s:00:00Z\","
          " \"planes\": [{\"name\": \"single\"}], \"pixel_pitch_mm\": [4.5, 5.5]}",
          hours[i]);
      put_scan (fixture, pixels, FALSE);
      put (fixture, name, json);
    }
  assert_ripe (fixture, 0, "");
  assert_ripe (fixture, SETTLE, "1:2 2:2 0:2");
}

static void
what_failed_waits_and_comes_last (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  put_scan (fixture, "a.tiff", TRUE);
  put_scan (fixture, "b.tiff", TRUE);
  assert_ripe (fixture, 0, "");
  g_autoptr (GPtrArray) ripe
      = bsr_drop_listing_look (fixture->listing, SETTLE, &fixture->next, &error);
  assert_int_equal (ripe->len, 2);
  bsr_drop_listing_put_off (fixture->listing, ripe->pdata[0], 5000);
  assert_ripe (fixture, 4999, "b:2");
  assert_int_equal (fixture->next, 5000);
  assert_ripe (fixture, 5000, "b:2 a:2");
}

static void
folder_that_is_away_is_said (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrDropListing) listing = bsr_drop_listing_new ("/nonexistent/folder", SETTLE, GRACE);
  assert_null (bsr_drop_listing_look (listing, 0, &fixture->next, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "folder cannot be read");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (file_is_taken_when_it_has_settled, set_up, tear_down),
    cmocka_unit_test_setup_teardown (file_that_grows_waits_again, set_up, tear_down),
    cmocka_unit_test_setup_teardown (file_that_is_open_for_writing_waits, set_up, tear_down),
    cmocka_unit_test_setup_teardown (other_names_are_left_alone, set_up, tear_down),
    cmocka_unit_test_setup_teardown (scan_waits_a_while_for_what_belongs_to_it, set_up, tear_down),
    cmocka_unit_test_setup_teardown (second_energy_is_waited_for, set_up, tear_down),
    cmocka_unit_test_setup_teardown (raw_planes_belong_to_their_description, set_up, tear_down),
    cmocka_unit_test_setup_teardown (order_is_that_of_acquisition, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_failed_waits_and_comes_last, set_up, tear_down),
    cmocka_unit_test_setup_teardown (folder_that_is_away_is_said, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("drop listing", tests, NULL, NULL);
}

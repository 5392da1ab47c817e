#include "bsr-drop-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

int
drop_set_up (void **state)
{
  g_autoptr (GError) error = NULL;
  Drop *drop = g_new0 (Drop, 1);
  drop->folder = bsr_test_folder_new ();
  drop->drop = bsr_test_folder_new ();
  drop->told = g_string_new (NULL);
  g_autofree char *url = g_strconcat ("sqlite:", drop->folder, "/store.db", NULL);
  drop->store = bsr_store_open (url, &error);
  bsr_test_assert_no_error (error);
  *state = drop;
  return 0;
}

int
drop_tear_down (void **state)
{
  Drop *drop = *state;
  g_clear_object (&drop->store);
  bsr_test_folder_remove (drop->folder);
  bsr_test_folder_remove (drop->drop);
  g_string_free (drop->told, TRUE);
  g_free (drop);
  return 0;
}

void
drop_list_case (Drop *drop, const char *id, const char *container, int raised_day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_case_new (id, container);
  flagged->raised = g_date_time_new_utc (2024, 4, raised_day, 0, 0, 0);
  bsr_store_put_case (drop->store, ACTOR, flagged, &error);
  bsr_test_assert_no_error (error);
}

void
drop_scan (Drop *drop, const char *name, int seed)
{
  bsr_scan_unref (bsr_store_suite_scan (drop->drop, name, seed, FALSE));
}

void
drop_text (Drop *drop, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (drop->drop, name, NULL);
  assert_true (g_file_set_contents (path, text, -1, NULL));
}

void
drop_description (Drop *drop, const char *name, const char *container, int hour)
{
  g_autofree char *quoted
      = container != NULL ? g_strdup_printf ("\"%s\"", container) : g_strdup ("null");
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"basira-scan/1\", \"container\": %s, \"acquired\": \"2024-05-01T%02d:00:00Z\","
      " \"planes\": [{\"name\": \"single\", \"energy_mv\": 6}], \"pixel_pitch_mm\": [4.5, 5.5]}",
      quoted, hour);
  drop_text (drop, name, json);
}

static void
tell_cb (BsrDropEvent event, const char *name, const char *words, gpointer data)
{
  static const char *const events[]
      = { "linked", "waiting", "known", "brought", "refused", "failed", "away" };
  Drop *drop = data;
  g_string_append_printf (drop->told, "%s %s %s\n", name, events[event], words);
}

void
drop_take (Drop *drop)
{
  g_autoptr (GError) error = NULL;
  const BsrDropTaker taker = { drop->store, ACTOR, tell_cb, drop, NULL };
  BsrDropHabits habits = bsr_drop_habits_default ();
  habits.settle_s = 0;
  habits.once = TRUE;
  bsr_drop_run (drop->drop, &taker, &habits, &error);
  bsr_test_assert_no_error (error);
}

void
drop_assert_told (Drop *drop, const char *part)
{
  if (part == NULL)
    assert_string_equal (drop->told->str, "");
  else if (strstr (drop->told->str, part) == NULL)
    fail_msg ("not told: %s; but: %s", part, drop->told->str);
  g_string_truncate (drop->told, 0);
}

gboolean
drop_has (Drop *drop, const char *name)
{
  g_autofree char *path = g_build_filename (drop->drop, name, NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

char *
drop_read (Drop *drop, const char *name)
{
  g_autofree char *path = g_build_filename (drop->drop, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  g_file_get_contents (path, &text, NULL, &error);
  bsr_test_assert_no_error (error);
  return text;
}

void
drop_assert_empty (Drop *drop)
{
  g_autoptr (GDir) dir = g_dir_open (drop->drop, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_str_equal (name, "refused") && !g_str_equal (name, "taken"))
      fail_msg ("%s is still there; told: %s", name, drop->told->str);
}

guint
drop_n_scans (Drop *drop, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (drop->store, case_id, &error);
  bsr_test_assert_no_error (error);
  return scans->len;
}

int
drop_n_waiting (Drop *drop)
{
  g_autoptr (GError) error = NULL;
  int n = bsr_store_count_waiting (drop->store, &error);
  bsr_test_assert_no_error (error);
  return n;
}

BsrArrival *
drop_waiting (Drop *drop)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) waiting
      = bsr_store_list_arrivals (drop->store, BSR_ARRIVAL_WAITING, 10, &error);
  bsr_test_assert_no_error (error);
  assert_true (waiting->len > 0);
  return g_ptr_array_steal_index (waiting, 0);
}

gint64
drop_entries (Drop *drop)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 0;
  bsr_store_verify_audit (drop->store, &n, &error);
  bsr_test_assert_no_error (error);
  return n;
}

#include "bsr-postgres-fixture.h"

#include <string.h>

#include "bsr-error.h"
#include "bsr-test.h"

int
server_set_up (void **state)
{
  Server *server = server_new (FALSE);
  g_setenv ("XDG_CACHE_HOME", server_folder (server), TRUE);
  *state = server;
  return 0;
}

int
server_tear_down (void **state)
{
  server_free (*state);
  return 0;
}

int
fixture_set_up (void **state)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  fixture->server = *state;
  fixture->folder = bsr_test_folder_new ();
  fixture->database = g_path_get_basename (fixture->folder);
  fixture->url = server_url (fixture->server, fixture->database, "basira");
  server_make_database (fixture->server, fixture->database);
  *state = fixture;
  return 0;
}

int
fixture_tear_down (void **state)
{
  Fixture *fixture = *state;
  *state = fixture->server;
  bsr_test_folder_remove (fixture->folder);
  g_free (fixture->database);
  g_free (fixture->url);
  g_free (fixture);
  return 0;
}

BsrStore *
open_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  BsrStore *store = bsr_store_open (fixture->url, &error);
  bsr_test_assert_no_error (error);
  return store;
}

void
refuses (Fixture *fixture, const char *url, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = bsr_store_open (url, &error);
  assert_null (store);
  bsr_test_assert_error (error, BSR_ERROR, code, part);
  assert_null (strchr (error->message, '\n'));
}

void
run_sql (Fixture *fixture, const char *script)
{
  g_autofree char *problem = server_run (fixture->server, fixture->database, "basira", script);
  assert_null (problem);
}

gint64
ask_number (Fixture *fixture, const char *statement)
{
  g_autofree char *answer = server_ask (fixture->server, fixture->database, statement);
  return g_ascii_strtoll (answer, NULL, 10);
}

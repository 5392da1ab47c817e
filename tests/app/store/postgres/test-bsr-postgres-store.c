#include "bsr-store-suite.h"

#include <stdlib.h>

#include "bsr-postgres-server.h"
#include "bsr-test.h"

/* What every engine of the store must do, done by PostgreSQL: a database for each test, with its
 * scans. */

/* Where the factory finds the server: it is asked for a store by nothing but the folder of a test.
 */
#define SERVER "BASIRA_TEST_SERVER"

static Server *
get_server (void)
{
  return (Server *) (gsize) g_ascii_strtoull (g_getenv (SERVER), NULL, 16);
}

/* (transfer full): the URL of the database that goes with @folder. */
static char *
url_of (const char *folder)
{
  g_autofree char *name = g_path_get_basename (folder);
  g_autofree char *question
      = g_strdup_printf ("SELECT count (*) FROM pg_database WHERE datname = '%s'", name);
  g_autofree char *n = server_ask (get_server (), "postgres", question);
  if (g_str_equal (n, "0"))
    server_make_database (get_server (), name);
  return server_url (get_server (), name, "basira");
}

static BsrStore *
open_store (const char *folder, GError **error)
{
  g_autofree char *url = url_of (folder);
  return bsr_store_open (url, error);
}

int
main (void)
{
  Server *server = server_new (FALSE);
  g_autofree char *address = g_strdup_printf ("%" G_GSIZE_MODIFIER "x", (gsize) server);
  g_setenv (SERVER, address, TRUE);
  g_setenv ("XDG_CACHE_HOME", server_folder (server), TRUE);
  int n_failed = bsr_store_suite_run ("store on PostgreSQL", open_store);
  server_free (server);
  return n_failed;
}

#include "bsr-postgres-server.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bsr-test.h"

/* Where Debian keeps what is no command for everybody; BASIRA_POSTGRES_BIN says where else. */
#define BIN "/usr/lib/postgresql/15/bin"
#define OWNER "basira"
/* Bytes of its log that are shown: cmocka shows no more than some. */
#define LOG_TAIL 600
/* How long a server may take to answer, s: after a crash it reads its log again. */
#define START_S 60

struct _Server
{
  char *folder;
  gboolean durable;
  uid_t user; /* who runs it */
  gid_t group;
  pid_t process; /* 0: none */
};

static char *
program (const char *name)
{
  const char *bin = g_getenv ("BASIRA_POSTGRES_BIN");
  g_autofree char *path = g_build_filename (bin != NULL ? bin : BIN, name, NULL);
  if (!g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    fail_msg ("%s is missing: .ci/install tests installs it", path);
  return g_steal_pointer (&path);
}

/* Whom the server runs as: it refuses to be root's. */
static void
choose_user (Server *server)
{
  server->user = getuid ();
  server->group = getgid ();
  if (server->user != 0)
    return;
  const struct passwd *user = getpwnam ("postgres");
  if (user == NULL)
    user = getpwnam ("nobody");
  assert_non_null (user);
  server->user = user->pw_uid;
  server->group = user->pw_gid;
}

/* Runs @arguments as the server's user, in a process that ends with this one; what it says goes
 * into log. */
static pid_t
launch (Server *server, const char *const *arguments)
{
  g_autofree char *log = g_build_filename (server->folder, "log", NULL);
  pid_t child = fork ();
  assert_true (child >= 0);
  if (child != 0)
    return child;
  int fd = open (log, O_WRONLY | O_CREAT | O_APPEND, 0666);
  if (getuid () == 0
      && (setgroups (0, NULL) != 0 || setgid (server->group) != 0 || setuid (server->user) != 0))
    _exit (126);
  prctl (PR_SET_PDEATHSIG, SIGQUIT);
  if (fd < 0 || dup2 (fd, STDOUT_FILENO) < 0 || dup2 (fd, STDERR_FILENO) < 0
      || chdir (server->folder) != 0)
    _exit (126);
  setpgid (0, 0); /* a terminal's interrupt is the test's alone */
  execv (arguments[0], (char *const *) (gpointer) arguments);
  _exit (127);
}

static void
fail_with_log (Server *server, const char *what)
{
  g_autofree char *path = g_build_filename (server->folder, "log", NULL);
  g_autofree char *log = NULL;
  g_file_get_contents (path, &log, NULL, NULL);
  gsize length = log != NULL ? strlen (log) : 0;
  fail_msg ("%s: %s", what, log != NULL ? log + length - MIN (length, LOG_TAIL) : "it said nothing");
}

static void
make_cluster (Server *server)
{
  g_autofree char *initdb = program ("initdb");
  const char *arguments[] = { initdb, "-D",   "data",     "-U", OWNER, "-A", "trust",
                              "-E",   "UTF8", "--locale", "C",  "-N",  NULL };
  int status = -1;
  assert_int_equal (waitpid (launch (server, arguments), &status, 0) > 0, 1);
  if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
    fail_with_log (server, "the cluster cannot be made");
}

char *
server_url (Server *server, const char *database, const char *role)
{
  g_autofree char *host = g_uri_escape_string (server->folder, NULL, FALSE);
  return g_strdup_printf ("postgresql://%s@%s/%s", role, host, database);
}

void
server_start (Server *server)
{
  g_autofree char *postgres = program ("postgres");
  g_autofree char *url = server_url (server, "postgres", OWNER);
  const char *fsync = server->durable ? "fsync=on" : "fsync=off";
  const char *arguments[] = { postgres,
                              "-D",
                              "data",
                              "-k",
                              server->folder,
                              "-h",
                              "",
                              "-c",
                              fsync,
                              "-c",
                              "shared_buffers=32MB",
                              "-c",
                              "max_connections=60",
                              "-c",
                              "log_min_messages=warning",
                              NULL };
  assert_int_equal (server->process, 0);
  server->process = launch (server, arguments);
  gint64 end = g_get_monotonic_time () + START_S * G_USEC_PER_SEC;
  while (PQping (url) != PQPING_OK)
    {
      int status;
      if (g_get_monotonic_time () > end)
        fail_with_log (server, "the server does not start");
      /* The sessions of one that was killed may still hold its memory. */
      if (waitpid (server->process, &status, WNOHANG) != 0)
        server->process = launch (server, arguments);
      g_usleep (20000);
    }
}

Server *
server_new (gboolean durable)
{
  Server *server = g_new0 (Server, 1);
  server->folder = bsr_test_folder_new ();
  server->durable = durable;
  choose_user (server);
  if (getuid () == 0)
    assert_int_equal (chown (server->folder, server->user, server->group), 0);
  make_cluster (server);
  server_start (server);
  return server;
}

void
server_free (Server *server)
{
  if (server->process != 0)
    {
      kill (server->process, SIGINT); /* at once, and in order */
      waitpid (server->process, NULL, 0);
    }
  bsr_test_folder_remove (server->folder);
  g_free (server);
}

/* The children of @process, as the kernel tells them. */
static GArray *
list_children (pid_t process)
{
  GArray *children = g_array_new (FALSE, FALSE, sizeof (pid_t));
  g_autofree char *path = g_strdup_printf ("/proc/%d/task/%d/children", process, process);
  g_autofree char *text = NULL;
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return children;
  g_auto (GStrv) numbers = g_strsplit (g_strstrip (text), " ", -1);
  for (char **number = numbers; *number != NULL; number++)
    {
      pid_t child = (pid_t) g_ascii_strtoll (*number, NULL, 10);
      if (child > 0)
        g_array_append_val (children, child);
    }
  return children;
}

void
server_kill (Server *server)
{
  int status;
  kill (server->process, SIGSTOP); /* so that it makes no new one meanwhile */
  waitpid (server->process, &status, WUNTRACED);
  g_autoptr (GArray) children = list_children (server->process);
  kill (server->process, SIGKILL);
  for (guint i = 0; i < children->len; i++)
    kill (g_array_index (children, pid_t, i), SIGKILL);
  waitpid (server->process, NULL, 0);
  server->process = 0;
}

const char *
server_folder (Server *server)
{
  return server->folder;
}

PGconn *
server_connect (Server *server, const char *database, const char *role)
{
  g_autofree char *url = server_url (server, database, role);
  PGconn *connection = PQconnectdb (url);
  if (PQstatus (connection) != CONNECTION_OK)
    fail_msg ("%s", PQerrorMessage (connection));
  return connection;
}

static void
ignore_notice_cb (void *data, const PGresult *result)
{
}

char *
server_run (Server *server, const char *database, const char *role, const char *script)
{
  PGconn *connection = server_connect (server, database, role);
  PQsetNoticeReceiver (connection, ignore_notice_cb, NULL);
  PGresult *result = PQexec (connection, script);
  ExecStatusType status = PQresultStatus (result);
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  char *answer
      = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY
            ? NULL
            : g_strdup (state != NULL ? state : "08006");
  if (answer != NULL)
    print_message ("PostgreSQL: %s", PQerrorMessage (connection));
  PQclear (result);
  PQfinish (connection);
  return answer;
}

void
server_ask_passwords (Server *server, const char *roles)
{
  g_autofree char *path = g_build_filename (server->folder, "data", "pg_hba.conf", NULL);
  g_autofree char *script = g_strdup_printf ("local all %s scram-sha-256\nlocal all all trust\n", roles);
  FILE *file = fopen (path, "w"); /* it stays the server's */
  assert_non_null (file);
  fputs (script, file);
  assert_int_equal (fclose (file), 0);
  g_autofree char *problem = server_run (server, "postgres", OWNER, "SELECT pg_reload_conf ()");
  assert_null (problem);
}

void
server_make_database (Server *server, const char *database)
{
  g_autofree char *script = g_strdup_printf ("CREATE DATABASE \"%s\"", database);
  g_autofree char *problem = server_run (server, "postgres", OWNER, script);
  assert_null (problem);
}

char *
server_ask (Server *server, const char *database, const char *statement)
{
  PGconn *connection = server_connect (server, database, OWNER);
  PGresult *result = PQexec (connection, statement);
  if (PQresultStatus (result) != PGRES_TUPLES_OK || PQntuples (result) != 1)
    fail_msg ("%s: %s", statement, PQerrorMessage (connection));
  char *value = g_strdup (PQgetvalue (result, 0, 0));
  PQclear (result);
  PQfinish (connection);
  return value;
}

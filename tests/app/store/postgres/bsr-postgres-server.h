#pragma once

#include <glib.h>
#include <libpq-fe.h>

/* A PostgreSQL server of the test's own: a cluster in a temporary folder, reached through a Unix socket in it, run by
 * an unprivileged user where the test is root's. It ends with the test program, however that ends. */
typedef struct _Server Server;

/* Makes the cluster and starts it. @durable: acknowledged is on the disk, as in earnest; else quicker. Fails the test,
 * saying so, where there is no PostgreSQL 15. */
Server *server_new (gboolean durable);
void server_free (Server *server);

/* Starts it again after server_kill(). */
void server_start (Server *server);
/* SIGKILL to the server's first process and all of its sessions. */
void server_kill (Server *server);

/* Where its socket lies. */
const char *server_folder (Server *server);

/* (transfer full): the URL of @database for the role @role, which need not exist. Roles are trusted without a
 * password; "basira" owns everything. */
char *server_url (Server *server, const char *database, const char *role);
/* From now on the roles @roles ("one,two") are asked for a password. */
void server_ask_passwords (Server *server, const char *roles);
/* Makes an empty database of the role basira. */
void server_make_database (Server *server, const char *database);

/* (transfer full): connects, or fails the test. */
PGconn *server_connect (Server *server, const char *database, const char *role);
/* Runs @script as @role, as somebody with another program would; answers the SQLSTATE of what failed ("08006" for a
 * lost connection), %NULL when nothing did. (transfer full) */
char *server_run (Server *server, const char *database, const char *role, const char *script);
/* (transfer full): the one value that @statement answers to the role basira. */
char *server_ask (Server *server, const char *database, const char *statement);

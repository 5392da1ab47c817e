#pragma once

#include "bsr-postgres-server.h"
#include "bsr-store-suite.h"

/* A fresh database of a server that all tests of a program share: the group's state is the server. */
typedef struct
{
  Server *server;
  char *folder; /* of the test's own */
  char *database, *url;
} Fixture;

int server_set_up (void **state);
int server_tear_down (void **state);
int fixture_set_up (void **state); /* *state: Server *, then Fixture * */
int fixture_tear_down (void **state);

/* (transfer full): the store, opened or the test fails. */
BsrStore *open_store (Fixture *fixture);
/* Fails unless the store cannot be opened for that reason. */
void refuses (Fixture *fixture, const char *url, int code, const char *part);
/* Runs @script as the database's owner, who may all that a server lets anybody. */
void run_sql (Fixture *fixture, const char *script);
/* The number that @statement answers. */
gint64 ask_number (Fixture *fixture, const char *statement);

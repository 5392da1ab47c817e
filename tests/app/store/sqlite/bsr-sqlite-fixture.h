#pragma once

#include "bsr-store-suite.h"

/* One SQLite store and the file in which it lies. */
typedef struct
{
  char *folder, *path, *url;
} Fixture;

int sqlite_set_up (void **state); /* *state: Fixture * */
int sqlite_tear_down (void **state);
BsrStore *open_store (Fixture *fixture);
/* Runs @sql on the file, as somebody with another program would; SQLite's status. */
int run_sql (Fixture *fixture, const char *sql);
/* The store cannot be opened, for that reason, which says nothing of its path. */
void refuses (Fixture *fixture, int code, const char *part);

/* One record of each kind that the first form knows: "T-1" was decided and examined. */
void fill_as_first_form (Fixture *fixture);
void contest (BsrStore *store);
/* The same, with a contest. */
void fill (Fixture *fixture);

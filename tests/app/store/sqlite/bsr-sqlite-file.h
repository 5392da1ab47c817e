#pragma once

#include "bsr-store.h"

/* A store in a SQLite file, which a test looks into behind the program's back. */
typedef struct
{
  char *folder, *path, *url;
  BsrStore *store;
} SqliteFile;

SqliteFile *sqlite_file_new (void);
void sqlite_file_free (SqliteFile *file);
void sqlite_file_reopen (SqliteFile *file);
/* Of a test whose state it is. */
int sqlite_file_tear_down (void **state);

/* What SQLite answers to @script, over a connection of its own. */
int sqlite_file_run (SqliteFile *file, const char *script);
/* Whether the bytes of @needle lie in one of the store's files. */
gboolean sqlite_file_holds (SqliteFile *file, const char *needle);

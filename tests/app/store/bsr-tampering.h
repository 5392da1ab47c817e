#pragma once

#include <glib.h>
#include "bsr-store.h"

/* Changes each value of a store behind the program's back, one byte at a time, and holds the walk
 * of the log to finding and naming it. The engine under test says how one gets behind it. */

typedef enum
{
  TAMPER_NULL,
  TAMPER_INTEGER,
  TAMPER_REAL,
  TAMPER_TEXT,
} TamperKind;

typedef struct
{
  TamperKind kind;
  gint64 integer;
  double real;
  GBytes *text;
} TamperValue;

/* One column of one row. */
typedef struct
{
  char *table, *column;
  char *name;        /* of the row, for people: "audit 7" */
  gint64 row;        /* as the engine tells rows apart */
  gint64 entry;      /* the row's audit entry; 0: it is no record */
  TamperKind column_kind; /* what the column is declared to hold */
  TamperValue value;
} TamperCell;

void tamper_cell_free (TamperCell *cell);

/* As somebody with all rights on the database: past triggers, checks and keys, and leaving all of
 * these behind as they were. */
typedef struct
{
  BsrStore *(*open) (const char *folder, GError **error);
  gpointer (*connect) (const char *folder);
  void (*disconnect) (gpointer raw);
  /* (transfer full): char *: every table */
  GPtrArray *(*tables) (gpointer raw);
  /* (transfer full): TamperCell, of every row and column of a table */
  GPtrArray *(*cells) (gpointer raw, const char *table);
  /* Puts @to where @from is; %FALSE: even so it cannot be done. */
  gboolean (*put) (gpointer raw, const TamperCell *cell, const TamperValue *from,
                   const TamperValue *to);
} TamperEngine;

/* A store with rows in every table. It has accounts then: nobody may act on it any more. */
void tampering_fill (BsrStore *store, const char *folder);
/* The two halves of it; the first is of an open desk. */
void tampering_fill_casework (BsrStore *store, const char *folder);
void tampering_fill_accounts (BsrStore *store);

/* The tests, each with a folder of its own as state. */
void tampering_every_cell (const TamperEngine *engine, const char *folder);
void tampering_random_bytes (const TamperEngine *engine, const char *folder, guint64 seed,
                             int n_rounds);
void tampering_every_vault_file (const TamperEngine *engine, const char *folder);

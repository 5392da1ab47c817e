#pragma once

#include "bsr-test.h"

#include "bsr-drop-run.h"
#include "bsr-store-arrivals.h"
#include "bsr-store-suite.h"

/* A store, a drop folder, and what was told of it. */

#define ACTOR (&bsr_store_suite_actor)
/* Numbers of containers whose check digits are right. */
#define BOX "CSQU3054383"
#define OTHER_BOX "ZEPU0037255"
/* BOX with its last two digits swapped. */
#define MISREAD_BOX "CSQU3054338"

typedef struct
{
  char *folder, *drop;
  BsrStore *store;
  GString *told; /* "NAME event words\n" */
} Drop;

int drop_set_up (void **state); /* *state: Drop * */
int drop_tear_down (void **state);

/* Lists a case of @container, raised on a day of April 2024. */
void drop_list_case (Drop *drop, const char *id, const char *container, int raised_day);
/* Drops a scan of one plane whose content depends on @seed. */
void drop_scan (Drop *drop, const char *name, int seed);
/* Drops a description; @container: (nullable); acquired at @hour of May 1, 2024. */
void drop_description (Drop *drop, const char *name, const char *container, int hour);
void drop_text (Drop *drop, const char *name, const char *text);

/* Takes what is there, at once. */
void drop_take (Drop *drop);
/* Fails unless that was told since the last time; forgets it. @part: (nullable): nothing was. */
void drop_assert_told (Drop *drop, const char *part);

gboolean drop_has (Drop *drop, const char *name);
/* (transfer full): what the file in the drop folder holds. */
char *drop_read (Drop *drop, const char *name);
/* Fails unless nothing but the subfolders lies in the drop folder. */
void drop_assert_empty (Drop *drop);

guint drop_n_scans (Drop *drop, const char *case_id);
int drop_n_waiting (Drop *drop);
/* (transfer full): the newest that waits. */
BsrArrival *drop_waiting (Drop *drop);
/* Entries of a log that must be whole. */
gint64 drop_entries (Drop *drop);

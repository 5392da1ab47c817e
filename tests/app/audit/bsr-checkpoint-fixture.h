#pragma once

#include "bsr-test.h"

#include "bsr-checkpoint.h"

/* A log's checkpoints as a test wants them: of store "aa...", the hash of entry N is N again and again. */

/* (transfer full): a key of the folder's file @name, made where it is missing. */
BsrSigningKey *checkpoint_fixture_key (const char *folder, const char *name);

/* (transfer full): signed with @key; @next names the key after it (%NULL: the same). */
BsrCheckpoint *checkpoint_fixture_new (gint64 number, gint64 sequence, BsrSigningKey *key,
                                       BsrSigningKey *next);

/* (transfer full): @n of them, ten entries apart. */
GPtrArray *checkpoint_fixture_list (BsrSigningKey *key, int n);

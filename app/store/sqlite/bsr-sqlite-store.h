#pragma once

#include "bsr-store.h"

G_BEGIN_DECLS

/* What the URL of an embedded store begins with. */
#define BSR_SQLITE_SCHEME "sqlite:"

/* The embedded engine: one SQLite file in write-ahead mode, and a folder of scans beside it
 * ("PATH.vault"). Any thread, any number of processes on one machine; acts wait for each other. As
 * bsr_store_open() says, for the file @path; its folder is made when it is missing. */
BsrStore *bsr_sqlite_store_open (const char *path, GError **error);

G_END_DECLS

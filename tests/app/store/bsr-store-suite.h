#pragma once

#include "bsr-store.h"

/* What every engine of the store must do, written against the interface alone. */

/* Opens the store that lies (or shall lie) in @folder; again and again for the same store. */
typedef BsrStore *(*BsrStoreFactory) (const char *folder, GError **error);

/* Runs the suite on the stores of @factory; answers the number of tests that failed. */
int bsr_store_suite_run (const char *name, BsrStoreFactory factory);

/* What tests of a store work with. */
extern const BsrActor bsr_store_suite_actor;

/* (transfer full): a case with one item, so that it has goods. */
BsrCase *bsr_store_suite_case (const char *id);
/* (transfer full): a scan of 8 x 4 pixels whose content depends on @seed (0...65535); @described: with its
 * description beside it. */
BsrScan *bsr_store_suite_scan (const char *folder, const char *name, int seed, gboolean described);
/* (transfer full): an analysis with findings 1, 2, ... of the given scores. */
char *bsr_store_suite_analysis (const double *scores, int n, double elapsed_ms);
/* Puts the case @id with one scan into @store; answers the scan's id. */
gint64 bsr_store_suite_scanned_case (BsrStore *store, const char *folder, const char *id);
/* The same of a case that was examined and found as declared. */
gint64 bsr_store_suite_conforming_case (BsrStore *store, const char *folder, const char *id);
/* Puts a photograph and a caveat on a scanned case, refers it with a view of its scan, and records a
 * downtime: five entries. */
void bsr_store_suite_handle (BsrStore *store, const char *folder, const char *id);
/* Takes a scan that came by itself for the case @id, and one that waits, is set aside and taken back; refuses a file;
 * and takes a report: seven entries. */
void bsr_store_suite_arrive (BsrStore *store, const char *folder, const char *id);
/* Has a case neither scanned nor examined, and a supervisor close it: two entries. */
void bsr_store_suite_close (BsrStore *store, const char *case_id);
/* Puts a legal hold on a case, or lifts it: one entry. */
void bsr_store_suite_hold (BsrStore *store, const char *case_id, gboolean holds);
/* A load of which as many measures are known as a comparison takes, and that fills @fill (0...1) of the
 * height. */
BsrLoadDescriptor bsr_store_suite_descriptor (float fill);
/* Puts such a case and its load, confirmed by "supervisor 1", into the library of @store. */
void bsr_store_suite_contribute (BsrStore *store, const char *folder, const char *id, float fill);

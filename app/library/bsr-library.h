#pragma once

#include "bsr-library-entry.h"

G_BEGIN_DECLS

/**
 * BsrLibrary:
 *
 * The station's examined loads: a set, in which each load is there once. What it answers depends on
 * what is in it and on nothing else: not on the order in which loads came, nor on loads that were in
 * it before. One thread at a time; what is made of it (BsrLibraryModel, BsrLibrarySearch) is for
 * any thread.
 */
typedef struct _BsrLibrary BsrLibrary;

BsrLibrary *bsr_library_new (void);
void bsr_library_free (BsrLibrary *library);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrLibrary, bsr_library_free)

/* Takes a reference. %FALSE: a load of that id is there already; of the two the one that says who
 * confirmed it stays (else the first by supervisor, then by station). */
gboolean bsr_library_add (BsrLibrary *library, BsrLibraryEntry *entry);
/* %FALSE: there is no such load. */
gboolean bsr_library_withdraw (BsrLibrary *library, const char *id);
/* Adds all of @other: loads that are new here. Merging again changes nothing, and neither does the
 * order of several merges. */
int bsr_library_merge (BsrLibrary *library, const BsrLibrary *other);

int bsr_library_count (const BsrLibrary *library);
/* (transfer none) (nullable) */
BsrLibraryEntry *bsr_library_get (const BsrLibrary *library, const char *id);
/* (transfer full): BsrLibraryEntry, by id; of one heading, or all where it is %NULL. */
GPtrArray *bsr_library_list (const BsrLibrary *library, const char *heading);
/* (transfer full): headings that have loads, in ascending order. */
GStrv bsr_library_headings (const BsrLibrary *library);

/* What the usable loads of one heading add up to, measure by measure. */
typedef struct
{
  int n[BSR_N_LOAD_MEASURES];          /* loads in which it is measured */
  double mean[BSR_N_LOAD_MEASURES];    /* 0 where there is none */
  double squares[BSR_N_LOAD_MEASURES]; /* sum of (value - mean)^2 */
  int n_loads;
} BsrLibrarySums;

/**
 * bsr_library_sums:
 * @but_scan: (nullable): a scan whose own loads do not count
 *
 * Added up afresh in the order of the ids whenever the heading's loads have changed, and kept until
 * they change again: the same loads give the same bits.
 */
BsrLibrarySums bsr_library_sums (BsrLibrary *library, const char *heading, const char *but_scan);

G_END_DECLS

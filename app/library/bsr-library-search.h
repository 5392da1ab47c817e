#pragma once

#include "bsr-library.h"

G_BEGIN_DECLS

/* Fewest measures that two loads must share to be compared: a third of them. */
#define BSR_LIBRARY_LEAST_SHARED 5

/**
 * BsrLibrarySearch:
 *
 * Finds the loads of a library that are most like a given one. A snapshot: later changes of the
 * library do not reach it, and any thread may ask. About 70 bytes a load beside the loads themselves.
 */
typedef struct _BsrLibrarySearch BsrLibrarySearch;

BsrLibrarySearch *bsr_library_search_new (const BsrLibrary *library);
void bsr_library_search_free (BsrLibrarySearch *search);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrLibrarySearch, bsr_library_search_free)

typedef struct
{
  BsrLibraryEntry *entry; /* belongs to the search */
  float distance; /* root of the mean square of the shared measures' differences, each in standard
                     deviations of the measure over the whole library */
} BsrSimilarLoad;

/* The @n nearest into @loads, nearest first; of equals the lower id. Exact: no load is passed over
 * but those that share fewer than %BSR_LIBRARY_LEAST_SHARED measures. Returns how many there are. */
int bsr_library_search_find (const BsrLibrarySearch *search, const BsrLoadDescriptor *descriptor,
                             int n, BsrSimilarLoad *loads);

/* What a standardised measure is: (value - mean) * by, in double and then rounded. */
void bsr_library_search_scale (const BsrLibrarySearch *search, BsrLoadMeasure measure, double *mean,
                               double *by);

G_END_DECLS

#pragma once

#include "bsr-case-query.h"

G_BEGIN_DECLS

/* Cases on a page of the list: some three screens. */
#define BSR_WORKLIST_PAGE 60

/* What is to be read. */
typedef enum
{
  BSR_WORKLIST_READ_AGAIN,  /* @n_pages from the place on, and how many cases there are */
  BSR_WORKLIST_READ_AFTER,  /* one page after the place */
  BSR_WORKLIST_READ_BEFORE, /* one page before it */
} BsrWorklistReadKind;

/* What was read. */
typedef struct
{
  BsrWorklistReadKind kind;
  GPtrArray *pages; /* BsrCasePage, one after the other; at least one */
  int count;        /* _AGAIN: cases that fit the query, as far as they were counted */
  gboolean more;    /* _AGAIN: whether there may be more than these */
} BsrWorklistRead;

void bsr_worklist_read_free (BsrWorklistRead *read);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrWorklistRead, bsr_worklist_read_free)

/* Reads in a worker. Pages on which nothing fits are passed over, until there is a case, the list's end, or
 * @cancellable. @station: (nullable): cases that others have in hand say so. @place: (nullable): the list's
 * beginning */
void bsr_worklist_read_async (BsrStore *store, const char *station, const BsrCaseQuery *query,
                              BsrWorklistReadKind kind, const BsrCasePlace *place, guint n_pages,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
BsrWorklistRead *bsr_worklist_read_finish (GAsyncResult *result, GError **error);

/* The most urgent case to be judged that has a scan and that no other station has in hand, other than
 * @but_case (nullable), in a worker. */
void bsr_worklist_next_async (BsrStore *store, const char *station, const char *but_case,
                              GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full) (nullable): its id; %NULL without @error when there is none. */
char *bsr_worklist_next_finish (GAsyncResult *result, GError **error);

G_END_DECLS

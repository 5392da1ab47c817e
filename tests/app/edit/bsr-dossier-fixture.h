#pragma once

#include "bsr-test.h"

#include "bsr-dossier.h"
#include "bsr-failing-store.h"
#include "bsr-store-suite.h"

/* A dossier of one scanned and analysed case, over a store that can be made to fail. */

#define ACTOR (&bsr_store_suite_actor)
#define CASE_ID "T-1"
#define N_FINDINGS 3

typedef struct
{
  char *folder;
  BsrStore *inner;
  BsrFailingStore *store;
  gint64 scan;
  BsrDossier *dossier;
  GString *failures; /* messages of the signal */
} Fixture;

int fixture_set_up (void **state);
int fixture_tear_down (void **state);

/* Keeps the result in the GAsyncResult * at @data; _wait_for runs the loop until it is there. */
void fixture_finished_cb (GObject *source, GAsyncResult *result, gpointer data);
GAsyncResult *fixture_wait_for (GAsyncResult **result);

void fixture_reopen (Fixture *fixture);
gboolean fixture_flush (Fixture *fixture, GError **error);
void fixture_flush_well (Fixture *fixture); /* nothing may have failed */

BsrAnalysis *fixture_analysis (const double *scores, int n, double elapsed_ms);
BsrAnnotation *fixture_mark (const char *id, const char *text);
void fixture_add (Fixture *fixture, const char *id, const char *text);
/* A boolean property of the dossier. */
gboolean fixture_flag (Fixture *fixture, const char *property);

/* The checks of the analysis, and the item that each is of. */
#define N_CHECKS 2
extern const char *const fixture_checks[N_CHECKS];
extern const int fixture_items[N_CHECKS];

/* Annotations, weights and contests as one text: as shown, and as the store has them. */
char *fixture_describe (Fixture *fixture);
char *fixture_describe_kept (Fixture *fixture);
void fixture_assert_shown_is_kept (Fixture *fixture);

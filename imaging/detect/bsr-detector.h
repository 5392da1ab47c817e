#pragma once

#include <gio/gio.h>
#include "bsr-appearance.h"
#include "bsr-evidence.h"
#include "bsr-finding.h"
#include "bsr-radiograph.h"
#include "bsr-reference.h"

G_BEGIN_DECLS

/* What a detector looks at. */
typedef struct
{
  BsrRadiograph *radiograph;
  BsrBox container; /* where the container body was found; the whole image when it was not */
  const BsrGrid *grid;     /* over @container, cells of %BSR_EVIDENCE_CELL_MM */
  const BsrInside *inside; /* of @grid */
  const BsrEvidence *evidence; /* the maps that all detectors share */
  const BsrReference *reference; /* (nullable): earlier loads of the same heading */
  int n_threads;
  const BsrAppearance *appearance; /* (nullable): of @evidence */
} BsrDetectInput;

/**
 * BsrDetector:
 *
 * One way to find strange places: a constant descriptor. @id never changes; @version grows with
 * each change of parameters or method, so that a stored finding can be traced to what made it.
 */
typedef struct
{
  const char *id;
  int version;
  int min_planes; /* energies it needs; it is passed over, visibly, when there are fewer */
  /* Appends BsrFinding to @findings; %FALSE with @error set when it failed or was cancelled. */
  gboolean (*run) (const BsrDetectInput *input, GArray *findings, GCancellable *cancellable,
                   GError **error);
} BsrDetector;

/* All detectors in the order they run, %NULL at the end. */
extern const BsrDetector *const bsr_detectors[];

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the store must know of an analysis document. */
typedef struct
{
  char *engine;     /* (nullable): version that made it */
  char *digest;     /* SHA-256 over ids, boxes and scores: tells whether weights still fit */
  GArray *ids;      /* int: of the findings */
  double top_score; /* of the findings; NAN when there is none */
} BsrFindings;

/* Reads a basira-analysis/1 document. %BSR_ERROR_INVALID when it is none. */
BsrFindings *bsr_findings_read (const char *json, GError **error);
void bsr_findings_free (BsrFindings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrFindings, bsr_findings_free)

gboolean bsr_findings_have (const BsrFindings *findings, int id);

G_END_DECLS

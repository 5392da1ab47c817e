#pragma once

#include "bsr-json-writer.h"

G_BEGIN_DECLS

/* What other systems reported of a case, in its record: stowage, radiation, remarks on manifests. */

/* Member "reports": BsrCaseReport, each with its own document as "report". */
void bsr_record_reports_write (BsrJsonWriter *writer, GPtrArray *reports);
/* For people, a line or more each. */
void bsr_record_reports_append (GString *text, GPtrArray *reports);

G_END_DECLS

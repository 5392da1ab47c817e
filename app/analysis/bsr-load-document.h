#pragma once

#include "bsr-analysis.h"
#include "bsr-json-reader.h"
#include "bsr-json-writer.h"

G_BEGIN_DECLS

/* Inside this room only: the member "load" of an analysis document. */
void bsr_load_document_write (BsrJsonWriter *writer, const BsrAnalysis *analysis);
/* What the document does not say stays unknown; @reader notes what is wrong. */
void bsr_load_document_read (BsrJsonReader *reader, BsrAnalysis *analysis);

G_END_DECLS

#pragma once

#include "bsr-json-writer.h"
#include "bsr-record-sheet.h"

G_BEGIN_DECLS

/* What a record sheet says beside the way of the case: what is doubtful of the declaration, caveats, photographs,
 * versions of the declaration, what other systems reported, how the container was examined. */

/* Members "caveats" (with "in_force"), "photographs", "declarations" (with "changes"), "reports". */
void bsr_record_extras_write (BsrJsonWriter *writer, const BsrRecordSheet *sheet);

/* Member "doubts": what of the declaration is doubtful by itself; see bsr-doubt.h. */
void bsr_record_extras_write_doubts (BsrJsonWriter *writer, const BsrRecordSheet *sheet);

/* A line for people; nothing when @value is %NULL. */
void bsr_record_extras_append_line (GString *text, const char *label, const char *value);
/* A line for each doubt. */
void bsr_record_extras_append_doubts (GString *text, const BsrRecordSheet *sheet);
/* Those in force. */
void bsr_record_extras_append_caveats (GString *text, const BsrRecordSheet *sheet);
/* @examination: (nullable) */
void bsr_record_extras_append_examination (GString *text,
                                           const BsrPhysicalExamination *examination);
void bsr_record_extras_append (GString *text, const BsrRecordSheet *sheet);

G_END_DECLS

#pragma once

#include <glib.h>
#include "bsr-json-writer.h"
#include "bsr-seal.h"
#include "bsr-seizure.h"

G_BEGIN_DECLS

/* How a container was physically examined, beside how far it was unloaded; all may be unstated. */
typedef struct
{
  GStrv methods;              /* never NULL: codes of BSR_TERMS_METHOD */
  GDateTime *started, *ended; /* (nullable), UTC */
  char *team;                 /* (nullable): who took part */
  GPtrArray *seizures;        /* never NULL: BsrSeizure */
  GPtrArray *seals;           /* never NULL: BsrSeal, in the order they were read or put on */
} BsrPhysicalExamination;

/* (transfer full): nothing stated. */
BsrPhysicalExamination *bsr_physical_examination_new (void);
BsrPhysicalExamination *bsr_physical_examination_copy (const BsrPhysicalExamination *examination);
void bsr_physical_examination_free (BsrPhysicalExamination *examination);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrPhysicalExamination, bsr_physical_examination_free)

void bsr_physical_examination_set_methods (BsrPhysicalExamination *examination,
                                           const char *const *methods);
/* Both (nullable). */
void bsr_physical_examination_set_times (BsrPhysicalExamination *examination, GDateTime *started,
                                         GDateTime *ended);

/* Whether nothing is stated. */
gboolean bsr_physical_examination_is_blank (const BsrPhysicalExamination *examination);
/* Whether it can be recorded: %BSR_ERROR_INVALID in one sentence where it ends before it starts,
 * where a seal has no number or a quantity is not above 0, or where a code is not known. */
gboolean bsr_physical_examination_check (const BsrPhysicalExamination *examination, GError **error);

/* {"methods": [code], "started", "ended", "team", "seizures": [{"kind", "quantity", "unit"}],
 * "seals": [{"number", "when": "before" | "after", "intact", "officer", "at"}]}, without what is
 * not stated; nothing when @examination is %NULL. */
void bsr_physical_examination_write (BsrJsonWriter *writer, const char *member,
                                     const BsrPhysicalExamination *examination);
/* (transfer full): the same as a document. */
char *bsr_physical_examination_to_json (const BsrPhysicalExamination *examination);
/* (transfer full): %NULL with %BSR_ERROR_DAMAGED */
BsrPhysicalExamination *bsr_physical_examination_from_json (const char *json, GError **error);

G_END_DECLS

#pragma once

#include "bsr-drop-take.h"

G_BEGIN_DECLS

/* One group that is being taken; shared by the files that do so. */
typedef struct
{
  const BsrDropTaker *taker;
  const BsrDropGroup *group;
  char *title; /* of the group, for who listens */
} BsrDropTaking;

/* Tells; answers %BSR_DROP_DONE. */
BsrDropResult bsr_drop_taking_tell (const BsrDropTaking *taking, BsrDropEvent event,
                                    const char *words);
/* What is to be done of @problem: refuses @files where they are at fault (a file: _DAMAGED and the like), else tells that
 * it failed. @by_store: the store said so: nothing but _INVALID is a file's fault then. */
BsrDropResult bsr_drop_taking_fail (const BsrDropTaking *taking, GPtrArray *files, gboolean by_store,
                                    const GError *problem);
/* Puts it into the log that the first of @files was refused, moves all of them away, and tells. */
BsrDropResult bsr_drop_taking_refuse (const BsrDropTaking *taking, GPtrArray *files,
                                      const char *sentence);
/* Moves @files to what was taken; %BSR_DROP_LATER, told, where that fails. */
BsrDropResult bsr_drop_taking_keep (const BsrDropTaking *taking, GPtrArray *files);

/* (transfer full): of paths (nullable), those that are not %NULL; NULL-terminated. */
GPtrArray *bsr_drop_taking_paths (const char *first, ...) G_GNUC_NULL_TERMINATED;

/* A #BsrArrivalLinked: tells who listens to the taker, which @data is. */
void bsr_drop_taker_linked_cb (const char *name, const char *words, gpointer data);

/* Takes the scan with pixels at @path; @case_id: (nullable): its case is known; @is_last: of the group, so that what
 * belongs to all of its scans goes with it. */
BsrDropResult bsr_drop_taking_scan (const BsrDropTaking *taking, const char *path,
                                    const char *case_id, gboolean is_last);
/* Takes a description that lies there without pixels, where those wait in the tray. %BSR_DROP_HELD: they do not.
 * @patient: they may still come */
BsrDropResult bsr_drop_taking_late (const BsrDropTaking *taking, gboolean patient);

G_END_DECLS

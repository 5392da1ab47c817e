#pragma once

#include "bsr-case.h"

G_BEGIN_DECLS

/* Reads a basira-case/1 file. %BSR_ERROR_DAMAGED names the member and the reason;
 * %BSR_ERROR_UNKNOWN_KIND for another format or major version. */
BsrCase *bsr_case_read (const char *path, GError **error);
BsrCase *bsr_case_from_json (const char *json, gssize length, GError **error);
/* The same for what the store has kept: a case without a declaration stands for a container
 * whose number nobody could read, so any text is taken for it, also an empty one; and an item of a
 * foreign manifest may state no code. */
BsrCase *bsr_case_from_record (const char *json, gssize length, GError **error);
/* (transfer full): a basira-case/1 document; an item without a code has no member "hs". */
char *bsr_case_to_json (const BsrCase *flagged);

/* The words of a basira-case/1 file; a word that is none of them is read as "routine". */
const char *bsr_priority_to_string (BsrPriority priority);
BsrPriority bsr_priority_from_string (const char *name);

G_END_DECLS

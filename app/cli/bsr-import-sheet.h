#pragma once

#include "bsr-intake-result.h"
#include "bsr-status.h"

G_BEGIN_DECLS

/* Says on standard error what of files of other systems was not taken as it stands: the first twenty
 * places, and how many more there are. */
void bsr_import_sheet_warn (const BsrIntakeResult *result);

/* (transfer full): all that an import did: "basira-import/1". */
char *bsr_import_sheet_to_json (const BsrIntakeResult *result);

/* (transfer full): for people: what was imported, a line each. */
char *bsr_import_sheet_to_text (const BsrIntakeResult *result);

G_END_DECLS

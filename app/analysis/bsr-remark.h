#pragma once

#include "bsr-inspection.h"
#include "bsr-scan.h"

G_BEGIN_DECLS

/* (transfer full): what could not be judged in an inspection or had to be assumed, a translated
 * sentence each; NULL-terminated, never NULL. */
GStrv bsr_remarks_of_inspection (const BsrScan *scan, const BsrInspection *inspection);

G_END_DECLS

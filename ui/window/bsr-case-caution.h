#pragma once

#include "bsr-scan.h"
#include "bsr-session.h"

G_BEGIN_DECLS

/* Has what must be known of a scan stand over it in @session's views as long as it is shown: that it was
 * decoded without protection, or is a picture in colours. (transfer full) (nullable): a sentence that
 * says why, to be said once. @loaded: as it was loaded with @image */
char *bsr_case_caution (BsrSession *session, const BsrScan *loaded, const BsrImage *image);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>
#include "bsr-session.h"

G_BEGIN_DECLS

/**
 * BsrCoverageMeter:
 *
 * How much of the container has been looked at, in a line of a bar; behind it what that means, for
 * what object it holds, the tint of what is missing and the way there.
 */
#define BSR_TYPE_COVERAGE_METER (bsr_coverage_meter_get_type ())
G_DECLARE_FINAL_TYPE (BsrCoverageMeter, bsr_coverage_meter, BSR, COVERAGE_METER, GtkWidget)

void bsr_coverage_meter_set_session (BsrCoverageMeter *meter, BsrSession *session);
/* (transfer none): the line. */
const char *bsr_coverage_meter_text (BsrCoverageMeter *meter);

G_END_DECLS

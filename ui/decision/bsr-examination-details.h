#pragma once

#include <gtk/gtk.h>
#include "bsr-physical-examination.h"

G_BEGIN_DECLS

/**
 * BsrExaminationDetails:
 *
 * How a container was examined: methods; what was seized; seals found and put on; from when to when,
 * and by whom. Each part is folded away until it is needed and says when folded what it holds. Signal
 * "changed".
 */
#define BSR_TYPE_EXAMINATION_DETAILS (bsr_examination_details_get_type ())
G_DECLARE_FINAL_TYPE (BsrExaminationDetails, bsr_examination_details, BSR, EXAMINATION_DETAILS,
                      GtkWidget)

/* Who is written into new seals. */
void bsr_examination_details_set_officer (BsrExaminationDetails *details, const char *officer);
/* The seals that were declared: offered as those found, to be read and confirmed. */
void bsr_examination_details_set_declared_seals (BsrExaminationDetails *details,
                                                 const char *const *numbers);
void bsr_examination_details_clear (BsrExaminationDetails *details);
gboolean bsr_examination_details_is_blank (BsrExaminationDetails *details);
/* (transfer full): %NULL with %BSR_ERROR_INVALID: one sentence on the first thing that is wrong. */
BsrPhysicalExamination *bsr_examination_details_read (BsrExaminationDetails *details,
                                                      GError **error);

G_END_DECLS

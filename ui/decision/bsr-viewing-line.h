#pragma once

#include <gtk/gtk.h>
#include "bsr-session.h"

G_BEGIN_DECLS

/**
 * BsrViewingLine:
 *
 * Before a release, how much of the container has not been looked at, and a button to go there.
 * It says so calmly and stands in nobody's way. Shown when it is revealed and something is known.
 */
#define BSR_TYPE_VIEWING_LINE (bsr_viewing_line_get_type ())
G_DECLARE_FINAL_TYPE (BsrViewingLine, bsr_viewing_line, BSR, VIEWING_LINE, GtkWidget)

void bsr_viewing_line_set_session (BsrViewingLine *line, BsrSession *session);
void bsr_viewing_line_reveal (BsrViewingLine *line, gboolean revealed);

G_END_DECLS

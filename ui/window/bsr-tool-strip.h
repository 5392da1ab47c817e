#pragma once

#include <gtk/gtk.h>
#include "bsr-session.h"

G_BEGIN_DECLS

/* The tools beside the scan, and the category that new marks get. */
#define BSR_TYPE_TOOL_STRIP (bsr_tool_strip_get_type ())
G_DECLARE_FINAL_TYPE (BsrToolStrip, bsr_tool_strip, BSR, TOOL_STRIP, GtkWidget)

void bsr_tool_strip_set_session (BsrToolStrip *strip, BsrSession *session);

G_END_DECLS

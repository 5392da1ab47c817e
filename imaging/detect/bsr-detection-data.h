#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): the text of a fitted file that the program carries, data/detection/@name. A file that
 * is missing is a broken build and ends the program. */
char *bsr_detection_data (const char *name);

G_END_DECLS

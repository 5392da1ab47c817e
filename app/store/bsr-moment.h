#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): "10:42" in the time zone of @now; with the date where that is another day's. */
char *bsr_moment_to_words (GDateTime *moment, GDateTime *now);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads all planes of the file at @path with OpenCV, as they are. Returns: samples, or 0. */
gint64 bench_decode_opencv (const char *path);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Told between stages and within long ones; any thread. @fraction 0...1 never falls. */
typedef void (*BsrProgress) (double fraction, const char *stage, gpointer data);

G_END_DECLS

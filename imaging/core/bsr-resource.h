#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * bsr_resource_load:
 * @linked: what the getter of the resource that @path lies in returns: calling it has the linker
 * take that resource into the program, and nothing else is made of it
 *
 * Reads a file that is built into the program. It asks all resources, as they are asked under a
 * lock: a resource's own getter answers %NULL while another thread makes it ready (GLib 2.74).
 *
 * Returns: (transfer full): %NULL with an error of g_resources_lookup_data()
 */
GBytes *
bsr_resource_load (GResource *linked, const char *path, GError **error);

G_END_DECLS

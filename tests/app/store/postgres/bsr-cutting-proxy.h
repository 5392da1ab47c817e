#pragma once

#include <glib.h>

/* Stands between a program and a server of PostgreSQL, and cuts each connection off after some bytes, in the middle of
 * whatever travels then. The server may hear of it at once, or somewhat later, or only when it asks. */
typedef struct _Proxy Proxy;

/* @folder: where its own socket will lie; @server: where the server's lies. @most: connections live for up to so many
 * bytes, in both directions together; drawn from @seed. */
Proxy *proxy_new (const char *folder, const char *server, gint64 most, guint64 seed);
void proxy_free (Proxy *proxy);

/* How many connections it has cut. */
int proxy_n_cuts (Proxy *proxy);

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One line that nobody else shall see. */

/**
 * bsr_secret_line_read:
 * @fd: (in): an open descriptor
 * @line: (out): at least @size bytes, with a final 0; the caller wipes it
 *
 * Reads up to the end of the line or of the file, byte by byte: what follows is for whoever reads next.
 *
 * Returns: bytes before the line feed, at most @size - 1; -1: it cannot be read, or was cancelled
 */
gssize bsr_secret_line_read (int fd, char *line, gsize size, GCancellable *cancellable);

/* The same of the terminal, after @prompt, where what is typed is not shown. -1 also: there is none. */
gssize bsr_secret_line_ask (const char *prompt, char *line, gsize size, GCancellable *cancellable);

G_END_DECLS

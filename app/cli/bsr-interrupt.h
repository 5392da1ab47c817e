#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BsrInterrupt:
 *
 * Turns the first SIGINT, SIGTERM or SIGHUP into cancelling, so that what is under way is put
 * away; a second one ends the process at once. One for a process, made before any other thread
 * and there until the process ends.
 */
typedef struct _BsrInterrupt BsrInterrupt;

/* (transfer none) */
BsrInterrupt *bsr_interrupt_new (void);
/* (transfer none): cancelled by the signal. */
GCancellable *bsr_interrupt_cancellable (BsrInterrupt *interrupt);
/* Ends the process as the signal would have, where there was one; else returns. */
void bsr_interrupt_die_of_it (BsrInterrupt *interrupt);

G_END_DECLS

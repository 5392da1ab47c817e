#pragma once

#include <glib.h>
#include "bsr-status.h"

G_BEGIN_DECLS

/* What basira-cli says: results on standard output; errors, warnings and progress, one line each,
 * on standard error. File names and messages are shown with control characters and bytes that are
 * no UTF-8 escaped, so that no file can forge a line or steer a terminal. */

/* Writes a result and makes sure that it arrived. %BSR_STATUS_ENVIRONMENT, said on standard
 * error, when standard output is closed or full. */
BsrStatus bsr_console_print (const char *text);

/* "basira-cli: @file: message"; @file may be NULL. Returns the status of @error. */
BsrStatus bsr_console_fail (const char *file, const GError *error);
/* "basira-cli: message (see basira-cli @command --help)"; @command may be NULL. */
BsrStatus bsr_console_wrong_usage (const char *command, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* "basira-cli: @file: warning: @warning"; @file may be NULL. */
void bsr_console_warn (const char *file, const char *warning);
/* "basira-cli: @note" */
void bsr_console_note (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Shows how far the work is on a terminal's last line, nothing elsewhere. A BsrProgress. */
void bsr_console_progress_cb (double fraction, const char *stage, gpointer data);
/* Wipes that line. */
void bsr_console_progress_end (void);

/* (transfer full): @text on one line, control characters and bytes that are no UTF-8 escaped. */
char *bsr_console_escape (const char *text);

G_END_DECLS

#pragma once

#include "bsr-command.h"
#include "bsr-look.h"

G_BEGIN_DECLS

/* What was said on the command line about how a scan is to look; not said: %NULL, %FALSE. */
typedef struct
{
  char *view, *window, *palette, *gamma, *shades_of;
  char **enhance; /* ID or ID=AMOUNT */
  gboolean logarithmic, invert;
} BsrLookOptions;

void bsr_look_options_clear (BsrLookOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BsrLookOptions, bsr_look_options_clear)

/* The entries of these options, ending with %NULL; they point into @options. (transfer full) */
GOptionEntry *bsr_look_options_entries (BsrLookOptions *options);

/**
 * bsr_look_options_read:
 * @has_window: (out): whether a window was said; @look has the whole range else
 *
 * Says what is wrong. Returns: %FALSE then
 */
gboolean bsr_look_options_read (const BsrLookOptions *options, const BsrCommand *command,
                                BsrLook *look, gboolean *has_window);

/* Exactly @n numbers in @text, parted by @separator; whole ones from @low. */
gboolean bsr_parse_numbers (const char *text, char separator, double *numbers, int n);
gboolean bsr_parse_whole_numbers (const char *text, char separator, int low, int *numbers, int n);

G_END_DECLS

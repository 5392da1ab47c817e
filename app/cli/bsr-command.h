#pragma once

#include <gio/gio.h>
#include "bsr-status.h"

G_BEGIN_DECLS

/**
 * BsrCommand:
 * @usage: what follows the name: "SCAN [--format json|text]"
 * @summary: one untranslated line (N_()) for the list of commands
 * @details: (nullable): (transfer full): what --help says at its end
 *
 * One command of basira-cli: a constant descriptor.
 */
typedef struct _BsrCommand BsrCommand;
struct _BsrCommand
{
  const char *name;
  const char *usage;
  const char *summary;
  /* @arguments: the command's name and all that follows it, NULL-terminated. */
  BsrStatus (*run) (const BsrCommand *command, GStrv arguments, GCancellable *cancellable);
  char *(*details) (void);
};

/* All commands in the order of the help, NULL at the end. */
extern const BsrCommand *const bsr_commands[];

/* (nullable) */
const BsrCommand *bsr_command_by_name (const char *name);

/**
 * bsr_command_parse:
 * @entries: the command's own options, a NULL entry at the end
 * @min, @max: how many arguments may be left; @max -1: any number
 * @files: (out) (transfer full): the arguments that are left
 * @status: (out): what to exit with when %FALSE
 *
 * Reads the options of a command, --help among them.
 *
 * Returns: whether the command is to be carried out
 */
gboolean bsr_command_parse (const BsrCommand *command, GStrv arguments, const GOptionEntry *entries,
                            int min, int max, GStrv *files, BsrStatus *status);

/* Reads "json" (TRUE, also for NULL) or "text"; %FALSE for anything else, said. */
gboolean bsr_command_parse_format (const BsrCommand *command, const char *format, gboolean *json);
/* Reads a number of threads, 0 when @text is NULL: one for each processor. */
gboolean bsr_command_parse_threads (const BsrCommand *command, const char *text, int *n_threads);

/* (transfer full): the help on all commands. */
char *bsr_command_help_all (void);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Groups of commands, in the order in which they are listed. */
typedef enum
{
  BSR_COMMANDS_CASES,
  BSR_COMMANDS_VIEW,
  BSR_COMMANDS_LOOK,
  BSR_COMMANDS_FINDINGS,
  BSR_COMMANDS_TOOLS,
  BSR_COMMANDS_MARKS,
  BSR_COMMANDS_MEASURE,
  BSR_COMMANDS_PANELS,
  BSR_COMMANDS_GENERAL,
} BsrCommandGroup;

#define BSR_N_COMMAND_GROUPS (BSR_COMMANDS_GENERAL + 1)

/* What an action takes. */
typedef enum
{
  BSR_TARGET_NONE,
  BSR_TARGET_NUMBER,
  BSR_TARGET_WORD,
} BsrCommandTarget;

/* Most default keys of one command. */
#define BSR_COMMAND_MAX_KEYS 6

/**
 * BsrCommand:
 *
 * One thing that the officer can do by a key: a line of the one table that dispatching, tooltips,
 * the page of keys and the printed sheet are made from. To add a command, install its action and
 * add its line to bsr-command.c; a widget that does the same is given the command's id as its
 * "name" and then tells the keys in its tooltip.
 *
 * Actions of "win" and "app" are asked of the main window, those of "scan" of the view in the
 * window that has the keys.
 */
typedef struct
{
  const char *id; /* stable: it is what the user's own keys are saved under */
  BsrCommandGroup group;
  const char *title; /* not translated: see bsr_command_title() */
  const char *action;
  BsrCommandTarget target;
  int number;
  const char *word;
  const char *keys[BSR_COMMAND_MAX_KEYS + 1]; /* as gtk_accelerator_parse() has them */
} BsrCommand;

/* All of them, by group; their number goes to @n. */
const BsrCommand *bsr_commands (guint *n);
/* (nullable) */
const BsrCommand *bsr_command_find (const char *id);
/* (nullable): that which calls @action with @number. */
const BsrCommand *bsr_command_of (const char *action, int number);
const char *bsr_command_title (const BsrCommand *command);
const char *bsr_command_group_title (BsrCommandGroup group);
/* (nullable) (transfer floating): what the action is called with. */
GVariant *bsr_command_new_target (const BsrCommand *command);
/* Whether the action is one of the scan view. */
gboolean bsr_command_is_of_view (const BsrCommand *command);
/* Whether it takes up a tool, which holding its key takes up for as long as it is held; that tool
 * goes to @tool. */
gboolean bsr_command_is_tool (const BsrCommand *command, int *tool);
/* Whether its key does something only while it is held. */
gboolean bsr_command_is_hold (const BsrCommand *command);
/* Whether its key is the loupe's: held it shows it for as long, tapped it switches it. */
gboolean bsr_command_is_loupe (const BsrCommand *command);

/* Whether a key that is held does it again and again. */
gboolean bsr_command_repeats (const BsrCommand *command);

/* Keys that cannot be given to a command, for the sheet and the page: what they do, and how they are
 * written. The last one has no title. */
typedef struct
{
  const char *title, *keys; /* both to be translated */
} BsrFixedKeys;

const BsrFixedKeys *bsr_fixed_keys (void);

G_END_DECLS

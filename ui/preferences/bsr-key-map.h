#pragma once

#include "bsr-command.h"

G_BEGIN_DECLS

/* A key with its modifiers, as gtk_accelerator_parse() has it; 0: none. */
typedef struct
{
  guint keyval;
  GdkModifierType modifiers;
} BsrKey;

/**
 * BsrKeyMap:
 *
 * Which keys do what: those of the table of commands, or what the user has put in their place. No
 * two commands have the same key.
 *
 * Signals: "changed".
 */
#define BSR_TYPE_KEY_MAP (bsr_key_map_get_type ())
G_DECLARE_FINAL_TYPE (BsrKeyMap, bsr_key_map, BSR, KEY_MAP, GObject)

/* With the keys of the table. */
BsrKeyMap *bsr_key_map_new (void);

guint bsr_key_map_n_keys (BsrKeyMap *map, const BsrCommand *command);
/* No key past the last one. */
BsrKey bsr_key_map_key (BsrKeyMap *map, const BsrCommand *command, guint index);
/* (transfer full) (nullable): its first key as it is written, "Ctrl+Z"; %NULL: it has none. */
char *bsr_key_map_label (BsrKeyMap *map, const BsrCommand *command);
/* (transfer full): @text with the first key of the command @id, "Undo (Ctrl+Z)". */
char *bsr_key_map_tip (BsrKeyMap *map, const char *id, const char *text);

/* (nullable): the command of a pressed key. A key of another layout counts where the layout in force
 * has none of its own. */
const BsrCommand *bsr_key_map_find_event (BsrKeyMap *map, GdkEvent *event);
/* (nullable): the command of @key, as bsr_key_normalised() has it. */
const BsrCommand *bsr_key_map_find (BsrKeyMap *map, BsrKey key);

/* Gives @key to @command in place of its key @index, or as one more, past the last one. Whoever has
 * @key loses it; with @swap it gets the key that @command gives up. Nothing changes where @key is
 * none or bsr_key_is_free() refuses it. */
void bsr_key_map_assign (BsrKeyMap *map, const BsrCommand *command, guint index, BsrKey key,
                         gboolean swap);
void bsr_key_map_remove (BsrKeyMap *map, const BsrCommand *command, guint index);

/* Whether @command has the keys of the table. */
gboolean bsr_key_map_is_default (BsrKeyMap *map, const BsrCommand *command);
/* Gives @command the keys of the table back; who has them meanwhile loses them. */
void bsr_key_map_reset (BsrKeyMap *map, const BsrCommand *command);
void bsr_key_map_reset_all (BsrKeyMap *map);

/* (transfer full): the commands whose keys are not those of the table: id -> keys (GStrv). */
GHashTable *bsr_key_map_changes (BsrKeyMap *map);
/* Takes such a table over. Ids that are not known, keys that are no keys and keys that two commands
 * would have are passed over. */
void bsr_key_map_apply_changes (BsrKeyMap *map, GHashTable *changes);

/* A key as a map has it: letters small, Shift only where it is not in the sign itself, a keypad's as
 * its like elsewhere. */
BsrKey bsr_key_normalised (guint keyval, GdkModifierType state);
/* The same of an event. */
BsrKey bsr_key_of_event (GdkEvent *event);
gboolean bsr_key_equal (BsrKey a, BsrKey b);
/* Whether @key can be given to a command: the toolkit's own (Tab, Enter, Escape, arrows...) cannot. */
gboolean bsr_key_is_free (BsrKey key);
/* Whether it writes something where text is being written. */
gboolean bsr_key_writes (BsrKey key);
/* (transfer full): "Ctrl+Z" */
char *bsr_key_label (BsrKey key);

G_END_DECLS

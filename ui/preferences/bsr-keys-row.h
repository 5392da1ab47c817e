#pragma once

#include "bsr-key-map.h"

G_BEGIN_DECLS

/**
 * BsrKeysRow:
 *
 * One command with its keys: each is a button that waits for another key when it is pressed. A key
 * that another command has is not taken before the user has said what becomes of that one.
 */
#define BSR_TYPE_KEYS_ROW (bsr_keys_row_get_type ())
G_DECLARE_FINAL_TYPE (BsrKeysRow, bsr_keys_row, BSR, KEYS_ROW, GtkListBoxRow)

GtkWidget *bsr_keys_row_new (BsrKeyMap *map, const BsrCommand *command);
const BsrCommand *bsr_keys_row_command (BsrKeysRow *row);
/* Whether its title, its group or one of its keys holds @text, whatever the case. */
gboolean bsr_keys_row_matches (BsrKeysRow *row, const char *text);

/* Waits for a key in place of the one at @index, or for one more, past the last one. */
void bsr_keys_row_begin (BsrKeysRow *row, guint index);
gboolean bsr_keys_row_is_waiting (BsrKeysRow *row);
/* The key that was waited for. */
void bsr_keys_row_take (BsrKeysRow *row, BsrKey key);
void bsr_keys_row_cancel (BsrKeysRow *row);

G_END_DECLS

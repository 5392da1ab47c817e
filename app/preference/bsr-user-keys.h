#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The keys that a user has given to commands in place of the program's own, in a file of his own:
 * [Keys], a line for each command, its keys separated by semicolons; none: the command has no key. */

/* (transfer full): where they are kept: basira/keys.ini in the user's folder of settings. */
char *bsr_user_keys_path (void);

/* (transfer full): id of a command -> its keys (GStrv). Empty where there is no file; %NULL and
 * @error where it cannot be read. */
GHashTable *bsr_user_keys_read (const char *path, GError **error);

/* Writes such a table; ends as bsr_whole_file_write_async() does. */
void bsr_user_keys_write_async (const char *path, GHashTable *keys, GAsyncReadyCallback callback,
                                gpointer user_data);

G_END_DECLS

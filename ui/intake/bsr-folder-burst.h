#pragma once

#include "bsr-drop-take.h"

G_BEGIN_DECLS

/* What came out of the drop folder at once, to be told in one sentence. */
typedef struct _BsrFolderBurst BsrFolderBurst;

BsrFolderBurst *bsr_folder_burst_new (void);
void bsr_folder_burst_free (BsrFolderBurst *burst);
void bsr_folder_burst_clear (BsrFolderBurst *burst);

/* @event: not one of trouble; @name, @words: as BsrDropTell has them */
void bsr_folder_burst_add (BsrFolderBurst *burst, BsrDropEvent event, const char *name,
                           const char *words);
/* (transfer full) (nullable): "From the folder: 3 scans linked, 1 waits in the tray."; with one thing that was refused,
 * why. %NULL: nothing that is worth a word. */
char *bsr_folder_burst_sentence (const BsrFolderBurst *burst);

/* (transfer full): what stands while the folder or the store does not answer. */
char *bsr_folder_burst_trouble (const char *name, const char *words);

G_END_DECLS

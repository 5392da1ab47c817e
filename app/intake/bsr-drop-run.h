#pragma once

#include "bsr-drop-take.h"

G_BEGIN_DECLS

/**
 * BsrDropHabits:
 * @settle_s: so long size and time of a file must have stayed what they are
 * @grace_s: so much longer, a scan waits for its description and its second energy
 * @orphan_s: so long, what lies there without pixels or is of no known kind waits for what it belongs to
 * @look_s: between two looks into the folder; where the system tells of changes, they are seen at once
 * @first_wait_s: after something failed; twice as long after each further time, not more than %BSR_DROP_LONGEST_WAIT_S
 * @once: ends when nothing is left that can be taken; nothing is waited for but what is still being written
 *
 * How a drop folder is watched. Start from bsr_drop_habits_default().
 */
typedef struct
{
  int settle_s, grace_s, orphan_s, look_s, first_wait_s;
  gboolean once;
} BsrDropHabits;

#define BSR_DROP_LONGEST_WAIT_S 300

BsrDropHabits bsr_drop_habits_default (void);

/**
 * bsr_drop_run:
 *
 * Watches @folder and takes what is complete in it (see bsr_drop_take()), until cancelled, or (@once) nothing is left.
 * Scans are taken in the order in which they were acquired, as far as they lie there together; bsr_store_list_scans()
 * then lists those of a case in the order in which they were linked. After the first look, what waits in the tray though
 * its case is there is linked: somebody was ended before he saw to it. Any number of programs may watch one folder, and
 * each may be ended at any moment. Blocks.
 *
 * Returns: %FALSE with %BSR_ERROR_INVALID when @folder is no folder; (@once) with %BSR_ERROR_ENVIRONMENT when it cannot
 * be read. Cancelled, what was in hand is finished or as it was, and it returns %TRUE.
 */
gboolean bsr_drop_run (const char *folder, const BsrDropTaker *taker, const BsrDropHabits *habits,
                       GError **error);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>
#include "bsr-check-row.h"
#include "bsr-session.h"

G_BEGIN_DECLS

/* A card: one declared item, or the declaration as a whole, and its checks, the worst fit first.
 * Pointing at the card's heading or at a check lights up where it was seen; pressing the heading or
 * selecting a check brings that into view.
 *
 * Signal "selected": one of its checks was. */
#define BSR_TYPE_CHECK_GROUP (bsr_check_group_get_type ())
G_DECLARE_FINAL_TYPE (BsrCheckGroup, bsr_check_group, BSR, CHECK_GROUP, GtkWidget)

/* @facts: (nullable): a line under the title
 * @rows: BsrCheckRow, in any order; the group takes them */
GtkWidget *bsr_check_group_new (BsrSession *session, const char *title, const char *facts,
                                GPtrArray *rows);

/* (nullable): the check at @index, from 0 on. */
BsrCheckRow *bsr_check_group_row (BsrCheckGroup *group, int index);
/* Where its checks were seen; empty: nowhere in particular. */
BsrBox bsr_check_group_box (BsrCheckGroup *group);
void bsr_check_group_unselect (BsrCheckGroup *group);

G_END_DECLS

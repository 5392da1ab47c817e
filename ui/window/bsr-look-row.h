#pragma once

#include <gtk/gtk.h>
#include "bsr-session.h"

G_BEGIN_DECLS

/* One enhancement of the session's look: on or off, how much, where in the order, out. Delete takes it
 * out, Alt with Up and Down moves it. */
#define BSR_TYPE_LOOK_ROW (bsr_look_row_get_type ())
G_DECLARE_FINAL_TYPE (BsrLookRow, bsr_look_row, BSR, LOOK_ROW, GtkWidget)

GtkWidget *bsr_look_row_new (BsrSession *session, BsrEnhancement kind);
BsrEnhancement bsr_look_row_kind (BsrLookRow *row);
/* Shows what the look says of it now; it is in the look. */
void bsr_look_row_update (BsrLookRow *row);

G_END_DECLS

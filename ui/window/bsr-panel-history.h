#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * BsrPanelHistory:
 *
 * What was changed about the window's panels lately, to be taken back with the same keys as changes of
 * the case. One rule holds both together: what was done last is taken back first. Each change of a panel
 * knows how many steps of the case could be undone when it was made, its depth: when there are more now,
 * the case was changed after it, and the case's step comes first.
 *
 * Signals: "changed".
 */
#define BSR_TYPE_PANEL_HISTORY (bsr_panel_history_get_type ())
G_DECLARE_FINAL_TYPE (BsrPanelHistory, bsr_panel_history, BSR, PANEL_HISTORY, GObject)

BsrPanelHistory *bsr_panel_history_new (void);

/* From now on each change of @property of @object, a plain value, is a step; @label says what it is,
 * translated. */
void bsr_panel_history_watch (BsrPanelHistory *history, gpointer object, const char *property,
                              const char *label);
/* The same, but following changes are one step: for what is leafed through. */
void bsr_panel_history_watch_merged (BsrPanelHistory *history, gpointer object,
                                     const char *property, const char *label);
/* The same, but a step is only what bsr_panel_history_note() finds changed since
 * bsr_panel_history_forget_change(); following ones are one. For what also changes by itself. */
void bsr_panel_history_keep (BsrPanelHistory *history, gpointer object, const char *property,
                             const char *label);
void bsr_panel_history_note (BsrPanelHistory *history, gpointer object);
void bsr_panel_history_forget_change (BsrPanelHistory *history, gpointer object);

/* How many steps of the case can be undone now. @redone: one of them was redone just now; otherwise more
 * than before are new ones, which end what could be redone of the panels. */
void bsr_panel_history_set_depth (BsrPanelHistory *history, guint depth, gboolean redone);
/* Another case: nothing of the last one's panels is taken back. */
void bsr_panel_history_clear (BsrPanelHistory *history);

/* (nullable) (transfer none): what undo would take back, or redo do again; %NULL: the case's step comes
 * first, or there is none. */
const char *bsr_panel_history_undo_label (BsrPanelHistory *history);
const char *bsr_panel_history_redo_label (BsrPanelHistory *history);
/* FALSE: nothing was done, as above. */
gboolean bsr_panel_history_undo (BsrPanelHistory *history);
gboolean bsr_panel_history_redo (BsrPanelHistory *history);

G_END_DECLS

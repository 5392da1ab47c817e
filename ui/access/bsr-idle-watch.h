#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BsrIdleWatch:
 *
 * Says when nobody has touched the keys or the pointer of some windows for a while. Time in which the
 * computer sleeps counts. Signal "idle": once, until somebody touches them again.
 */
#define BSR_TYPE_IDLE_WATCH (bsr_idle_watch_get_type ())
G_DECLARE_FINAL_TYPE (BsrIdleWatch, bsr_idle_watch, BSR, IDLE_WATCH, GObject)

/* Seconds, of some clock that only goes forward. */
typedef gint64 (*BsrIdleClock) (gpointer data);

/* @clock: (nullable): %NULL: the system's (CLOCK_BOOTTIME) */
BsrIdleWatch *bsr_idle_watch_new (BsrIdleClock clock, gpointer data);
/* 0: never. */
void bsr_idle_watch_set_limit (BsrIdleWatch *watch, guint seconds);
/* Events of that window are touches, as long as it lives. */
void bsr_idle_watch_add_window (BsrIdleWatch *watch, GtkWidget *window);
void bsr_idle_watch_touch (BsrIdleWatch *watch);
/* Looks at the clock now; it does so by itself every few seconds. */
void bsr_idle_watch_look (BsrIdleWatch *watch);

G_END_DECLS

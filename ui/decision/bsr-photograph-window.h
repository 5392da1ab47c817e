#pragma once

#include <adwaita.h>
#include "bsr-photograph.h"

G_BEGIN_DECLS

/* A window of its own for one photograph, beside the one of the case. Escape closes it. */
#define BSR_TYPE_PHOTOGRAPH_WINDOW (bsr_photograph_window_get_type ())
G_DECLARE_FINAL_TYPE (BsrPhotographWindow, bsr_photograph_window, BSR, PHOTOGRAPH_WINDOW, AdwWindow)

/* @parent: (nullable) */
GtkWidget *bsr_photograph_window_new (const BsrPhotograph *photograph, GtkWindow *parent);

G_END_DECLS

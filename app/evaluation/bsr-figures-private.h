#pragma once

#include "bsr-figures.h"

G_BEGIN_DECLS

/* Fills image. */
void bsr_figures_tell_scans (BsrFigures *figures, const GPtrArray *scans);
/* Fills levels and groups, false_alarms, listed and alarmed. */
void bsr_figures_tell_objects (BsrFigures *figures, const GPtrArray *scans);

/* (transfer full): of zeroed elements, each cleared by @clear when it goes. */
GArray *bsr_figures_array_new (guint element_size, GDestroyNotify clear);

/* (transfer container): the different of @words, sorted; each once. */
GPtrArray *bsr_figures_names (const GPtrArray *words);

/* What stands for a name that is not stated. */
#define BSR_FIGURES_UNSTATED "unstated"

G_END_DECLS

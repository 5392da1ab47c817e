#pragma once

#include "bsr-figures.h"

G_BEGIN_DECLS

/* (transfer full): the figures as a sheet for people, translated. */
char *bsr_figures_to_text (const BsrFigures *figures);

G_END_DECLS

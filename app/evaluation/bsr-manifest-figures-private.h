#pragma once

#include "bsr-figures-private.h"
#include "bsr-manifest-figures.h"

G_BEGIN_DECLS

/* Fills masses and commodities. */
void bsr_manifest_figures_tell_load (BsrManifestFigures *figures, const GPtrArray *scans);

G_END_DECLS

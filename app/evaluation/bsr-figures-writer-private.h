#pragma once

#include "bsr-figures-writer.h"
#include "bsr-json-writer.h"

G_BEGIN_DECLS

/* Members of the document; @member may be %NULL within an array. */
void bsr_figures_put_interval (BsrJsonWriter *writer, const char *member,
                               const BsrInterval *interval);
void bsr_figures_put_quartiles (BsrJsonWriter *writer, const char *member,
                                const BsrQuartiles *quartiles);
/* @rocs: of BsrRocFigures. */
void bsr_figures_put_rocs (BsrJsonWriter *writer, const char *member, const GArray *rocs);
/* @counted, @share: how the members for number and share are called. */
void bsr_figures_put_reliability (BsrJsonWriter *writer, const char *member, const char *counted,
                                  const char *share, const BsrReliability *reliability);

/* All that there is of declarations. */
void bsr_figures_put_manifest (BsrJsonWriter *writer, const BsrManifestFigures *figures);

G_END_DECLS

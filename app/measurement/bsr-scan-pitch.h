#pragma once

#include "bsr-analysis.h"
#include "bsr-case.h"
#include "bsr-pitch.h"
#include "bsr-scan.h"

G_BEGIN_DECLS

/**
 * bsr_scan_pitch:
 * @flagged: (nullable): says of what size the container is
 * @analysis: (nullable): says where it is in the image
 *
 * The size of a pixel of @scan as well as it is known: what the scanner states, else what the
 * container's size makes of its outline, else the nominal one.
 */
BsrPitch bsr_scan_pitch (const BsrScan *scan, const BsrCase *flagged, const BsrAnalysis *analysis);

G_END_DECLS

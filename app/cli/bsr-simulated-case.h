#pragma once

#include "bsr-case.h"
#include "bsr-scan.h"
#include "bsr-simulation-set.h"

G_BEGIN_DECLS

/* What the files of one scan of a simulated set say. Traders and vessels are invented; container
 * numbers are of owners that no register knows, with a right check digit. All (transfer full). */

/* "training-000012" */
char *bsr_simulated_case_name (const BsrSimulatedCase *drawn);
BsrScan *bsr_simulated_case_scan (const BsrSimulatedCase *drawn, const BsrSimulation *simulation);
BsrCase *bsr_simulated_case_declaration (const BsrSimulatedCase *drawn);
/* basira-truth/1: what is true of the scan, for whoever measures detectors. */
char *bsr_simulated_case_truth (const BsrSimulatedCase *drawn, const BsrSimulation *simulation);

G_END_DECLS

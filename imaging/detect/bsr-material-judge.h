#pragma once

#include "bsr-finding.h"
#include "bsr-radiograph.h"

G_BEGIN_DECLS

/**
 * BsrMaterialJudge:
 *
 * Names the material of what lies in front of other things by how two energies are attenuated
 * by it beyond its surroundings: carbon-like, aluminium-like, iron-like or lead-like stand for
 * the classes. Knows its own doubt: unless the measurement fits one class alone, it answers
 * %BSR_MATERIAL_CLASS_UNKNOWN. Immutable.
 */
typedef struct _BsrMaterialJudge BsrMaterialJudge;

/* (nullable): %NULL where the scan has fewer than two planes or does not state their energies. */
BsrMaterialJudge *bsr_material_judge_new (BsrRadiograph *radiograph);
void bsr_material_judge_free (BsrMaterialJudge *judge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrMaterialJudge, bsr_material_judge_free)

/* Of the excess in @box over strips at its four sides, which must agree. @judge: (nullable) */
BsrMaterialClass bsr_material_judge_classify (const BsrMaterialJudge *judge, BsrBox box);

/* How the measured excess of the two energies, with the standard deviation of the second given
 * the first, compares: the class, or unknown. @around: attenuation of the surroundings. */
BsrMaterialClass bsr_material_judge_compare (const BsrMaterialJudge *judge, const double around[2],
                                             const double excess[2], double sd);

G_END_DECLS

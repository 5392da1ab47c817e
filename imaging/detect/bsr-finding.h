#pragma once

#include "bsr-box.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_MATERIAL_CLASS_UNKNOWN,
  BSR_MATERIAL_CLASS_ORGANIC,
  BSR_MATERIAL_CLASS_INORGANIC,
  BSR_MATERIAL_CLASS_METAL,
  BSR_MATERIAL_CLASS_DENSE,
} BsrMaterialClass;

/* Why a place is strange: what a sentence is made from, by those who may translate. */
typedef enum
{
  BSR_REASON_EXCESS, /* denser than its surroundings */
  BSR_REASON_LACK,   /* something missing */
  BSR_REASON_OPAQUE, /* a compact place the beam did not get through */
  BSR_REASON_UNLIKE, /* no place of the same load with like surroundings looks like it */
  BSR_REASON_MATERIAL,  /* the energies differ from what the load shows at this attenuation */
  BSR_REASON_STRUCTURE, /* the container's own structure is not as it repeats, mirrors or should be */
  BSR_REASON_SHORT,     /* the inside ends before its type's does: a false wall, floor or roof */
  BSR_REASON_REFERENCE, /* not like earlier loads of the same heading */
  BSR_REASON_APPEARANCE, /* looks like what was concealed in the scans that a network learned from */
} BsrReason;

#define BSR_FINDING_MAX_CORNERS 16

/* One strange place. A plain value. */
typedef struct
{
  const char *detector; /* id of the BsrDetector that answered, static */
  BsrReason reason;
  BsrBox box;
  int n_corners; /* of the outline in pixels; 0: the box is all that is known */
  float corners[BSR_FINDING_MAX_CORNERS][2];
  double score;      /* 0...1; 0.5 is the alarm line */
  double contrast;   /* how far from what was expected, in standard deviations, signed */
  double steel_mm;   /* mean excess over the surroundings, steel equivalent; negative: lack */
  double around_mm;  /* steel equivalent of what was expected: surroundings, peers, structure;
                        of %BSR_REASON_SHORT how far the inside reaches, mm */
  double mass_kg;    /* of the excess */
  double width_mm, height_mm;
  int n_peers; /* places it was compared with; 0 where that is not how it was judged */
  BsrMaterialClass material;
} BsrFinding;

#define BSR_SCORE_ALARM 0.5
/* Candidates below are not listed (exchange contract). */
#define BSR_SCORE_LISTED 0.05

/* A score by rule: the logistic curve of @weight that is the alarm line at @alarm and has a unit of log
 * odds in each @step. */
double bsr_score_logistic (double weight, double alarm, double step);

/* Sorts @findings (of BsrFinding) by falling score; of those that overlap (intersection over
 * union of at least 0.2, or half of the smaller box shared) keeps the highest; drops what is
 * below @min_score and what comes after @max_findings. The order of @findings does not matter
 * unless two are equal in score and box. */
void bsr_findings_merge (GArray *findings, double min_score, guint max_findings);

G_END_DECLS

#pragma once

#include "bsr-box.h"
#include "bsr-tone.h"

G_BEGIN_DECLS

/* Ways to bring something out of a picture. */
typedef enum
{
  BSR_ENHANCE_DENOISE,        /* averages neighbours that differ by no more than the noise */
  BSR_ENHANCE_SHARPEN,        /* adds what sets a pixel apart from its neighbourhood */
  BSR_ENHANCE_EDGES,          /* draws outlines dark */
  BSR_ENHANCE_EMBOSS,         /* relief, lit from the top left */
  BSR_ENHANCE_DARK,           /* penetration: opens what is dark */
  BSR_ENHANCE_LIGHT,          /* opens what is bright: thin and light goods */
  BSR_ENHANCE_EQUALISE,       /* spreads the shades that the region has evenly */
  BSR_ENHANCE_LOCAL_EQUALISE, /* the same around each place, its contrast limited (CLAHE) */
  BSR_N_ENHANCEMENTS,
} BsrEnhancement;

/* Where an enhancement works. */
typedef enum
{
  BSR_STAGE_SAMPLES, /* on the samples of a neighbourhood, before the window */
  BSR_STAGE_TONE,    /* on the shade, after the window */
} BsrEnhancementStage;

typedef enum
{
  BSR_AMOUNT_PERCENT,
  BSR_AMOUNT_NOISE, /* standard deviations of a pixel's noise */
  BSR_AMOUNT_TIMES, /* how much contrast may grow */
} BsrAmountUnit;

/* What there is to know of an enhancement. */
typedef struct
{
  const char *id; /* stable: in stored looks and on the command line */
  BsrEnhancementStage stage;
  BsrAmountUnit unit;
  double least, most, usual; /* amounts, in @unit */
} BsrEnhancementKind;

/* (transfer none) */
const BsrEnhancementKind *bsr_enhancement_kind (BsrEnhancement enhancement);
/* %FALSE where no enhancement has this id. */
gboolean bsr_enhancement_by_id (const char *id, BsrEnhancement *enhancement);

typedef struct
{
  BsrEnhancement kind;
  double amount;
  gboolean enabled;
} BsrLookStep;

/* Each enhancement is in a look at most once. */
#define BSR_LOOK_MAX_STEPS BSR_N_ENHANCEMENTS

/**
 * BsrLook:
 *
 * All that makes a picture of a scan look as it does, so that the same look of the same scan is
 * the same picture for everybody. A plain value.
 *
 * The steps are in the order in which they work. Those on samples come before those on the shade,
 * as the window lies between them; within either stage any order makes sense, and differs.
 */
typedef struct
{
  BsrTone tone;
  BsrBox region; /* scan pixels whose shades the equalising steps go by; empty: the whole scan */
  int n_steps;
  BsrLookStep steps[BSR_LOOK_MAX_STEPS];
} BsrLook;

/* bsr_tone_default(), no steps. */
BsrLook bsr_look_default (void);
/* @tone, no steps. */
BsrLook bsr_look_of_tone (const BsrTone *tone);
/* Steps that are not enabled count, too. */
gboolean bsr_look_equal (const BsrLook *a, const BsrLook *b);

/* Index of the step of this kind, or -1. */
int bsr_look_find (const BsrLook *look, BsrEnhancement kind);

/**
 * bsr_look_add:
 * @amount: cut to the kind's limits
 *
 * Adds an enabled step as the last of its stage; where there is one already it is given the amount
 * and enabled. Returns: its index.
 */
int bsr_look_add (BsrLook *look, BsrEnhancement kind, double amount);
/* The same for who names no order: noise is taken out before anything else is done to the samples, as
 * bsr_look_add() would have it taken out of what others have made of it, by a measure that is then not
 * that of its noise any more. */
int bsr_look_insert (BsrLook *look, BsrEnhancement kind, double amount);
void bsr_look_remove (BsrLook *look, int index);
/* Whether the step may be moved there: both are there and of one stage. */
gboolean bsr_look_can_move (const BsrLook *look, int from, int to);
/* Does nothing where it may not. */
void bsr_look_move (BsrLook *look, int from, int to);

G_END_DECLS

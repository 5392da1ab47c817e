#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrRandom:
 *
 * A stream of random numbers that is the same on every machine: SplitMix64 (Steele, Lea and
 * Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). Each row of an image
 * and each load has a stream of its own, so the result does not depend on the number of
 * threads. A plain value.
 */
typedef struct
{
  guint64 state;
} BsrRandom;

/* The stream of @item of kind @stream under @seed; streams of different triples are unrelated. */
BsrRandom
bsr_random_stream (guint64 seed, guint64 stream, guint64 item);

guint64
bsr_random_next (BsrRandom *random);

/* [0, 1), 53 bits. */
double
bsr_random_uniform (BsrRandom *random);
/* [@low, @high). */
double
bsr_random_between (BsrRandom *random, double low, double high);
/* 0...@n - 1; @n > 0. */
int
bsr_random_index (BsrRandom *random, int n);

/* Normal deviate: Box and Muller, "A note on the generation of random normal deviates",
 * Ann. Math. Stat. 29 (1958) 610. */
double
bsr_random_normal (BsrRandom *random, double mean, double deviation);

/* Poisson deviate of @mean >= 0, exact: multiplication of uniforms below 10 (Knuth, The Art of
 * Computer Programming 2, 3.4.1), transformed rejection PTRS above (Hormann, "The transformed
 * rejection method for generating Poisson random variables", Insurance: Mathematics and
 * Economics 12 (1993) 39). */
double
bsr_random_poisson (BsrRandom *random, double mean);

/* Smooth noise over the plane, -1...1 and 0 in the mean: values hashed on a lattice of whole
 * @x and @y, cubic blend between (value noise; Ebert et al., Texturing and Modeling, 2003,
 * ch. 2). The same answer for the same arguments. */
double
bsr_random_texture (guint32 seed, double x, double y);

G_END_DECLS

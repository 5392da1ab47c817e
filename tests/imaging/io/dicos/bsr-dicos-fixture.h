#pragma once

#include "bsr-test.h"

/* A DICOM file for tests, of samples that are numbered; zero is what bsr_dicos_fixture_plain() has. */
typedef struct
{
  int width, height, n_frames; /* 0 frames: not said */
  int allocated, stored, high_bit, is_signed;
  const char *photometric, *slope, *intercept, *sign; /* (nullable) */
  const char *type;                                   /* (nullable): the image type's value of energy */
  const char *syntax; /* (nullable): as long as that of explicit little endian */
  int n_bytes;        /* of pixels; -1: as many as there must be */
  const char *encoded; /* (nullable): fragments instead of samples */
  int encoded_bytes;
} DicosFixture;

DicosFixture bsr_dicos_fixture_plain (void);

/* The stored sample at @index of all frames, 16 bits of it. */
guint16 bsr_dicos_fixture_sample (int index);

/* Puts a frame of the first @n_samples (at most 127) of 16 bits to @to (128 + 2 * @n_samples bytes) as the
 * fragments of two segments of literal runs (PS3.5, G). Returns: its bytes. */
int bsr_dicos_fixture_make_rle (guint8 *to, int n_samples);

/* (transfer full): the whole file. */
GByteArray *bsr_dicos_fixture_bytes (const DicosFixture *fixture);
/* A file at @path; it need not outlast anything. */
void bsr_dicos_fixture_put (const char *path, const GByteArray *bytes, gsize size);
void bsr_dicos_fixture_write (const DicosFixture *fixture, const char *path);

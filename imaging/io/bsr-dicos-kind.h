#pragma once

#include "bsr-image-kind.h"

G_BEGIN_DECLS

/* DICOM (NEMA PS3) and DICOS (NEMA IIC 1): a file is told by the mark behind its preamble (PS3.10,
 * 7.1), or, without one, by elements of its first group that follow each other as they must. They are
 * read by a decoder of their own: no other program of ours has the library in it. */
extern const BsrImageKind bsr_dicos_kind;

#define BSR_DICOS_PREAMBLE_BYTES 128

/* (nullable): what else a file with such a preamble is ("a Windows program"), which whoever opens it
 * by another program may not expect; %NULL: nothing that is known. */
const char *bsr_dicos_preamble_is (const guint8 preamble[BSR_DICOS_PREAMBLE_BYTES]);

G_END_DECLS

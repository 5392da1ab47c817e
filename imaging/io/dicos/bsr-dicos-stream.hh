#pragma once

#include "bsr-file-source.h"

class DcmInputStream;

/**
 * BsrDicosBytes:
 * @file, @memory: where @size bytes are: one of the two
 * @to_spend: bytes that may still be read; negative: any number
 * @stack: where the stack was when reading began; nullptr: it may grow as it likes
 * @spent, @too_deep: out: which of the two was too much
 *
 * What a data set is read from. A file's headers and the depth of its sequences are bounded here,
 * where all of them pass: the library bounds neither.
 */
struct BsrDicosBytes
{
  BsrFileSource *file;
  const guint8 *memory;
  gint64 size;
  gint64 to_spend;
  const char *stack;
  bool spent, too_deep;
};

/* The caller's: a stream of @bytes from @offset on, which outlive it and all values that it has given. */
DcmInputStream *bsr_dicos_stream_new (BsrDicosBytes *bytes, gint64 offset);

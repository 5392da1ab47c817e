#pragma once

#include <math.h>

#include "bsr-box.h"
#include "bsr-json-writer.h"

G_BEGIN_DECLS

/* Numbers of an analysis document, as its parts write and read them. Inside this room only. */

static inline double
bsr_document_round (double value, double unit_inverse)
{
  return round (value * unit_inverse) / unit_inverse;
}

static inline void
bsr_document_write_thousandths (BsrJsonWriter *writer, const char *member, double value)
{
  bsr_json_writer_number (writer, member, bsr_document_round (value, 1e3));
}

static inline void
bsr_document_write_box (BsrJsonWriter *writer, const char *member, BsrBox box)
{
  bsr_json_writer_numbers (writer, member, (double[]){ box.x, box.y, box.width, box.height }, 4);
}

/* What a member that is missing counts as. */
static inline double
bsr_document_or_zero (double number)
{
  return isnan (number) ? 0.0 : number;
}

G_END_DECLS

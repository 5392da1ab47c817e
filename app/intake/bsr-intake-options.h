#pragma once

#include "bsr-manifest.h"
#include "bsr-progress.h"

G_BEGIN_DECLS

/* How files are brought in. Start from { 0 }. */
typedef struct
{
  const BsrCsvMapping *mapping; /* (nullable): what the columns of tables mean */
  const char *tables; /* (nullable): folder where that is remembered for the next table of the same headings */
  BsrProgress progress;         /* (nullable): of each file of another system */
  gpointer progress_data;
} BsrIntakeOptions;

G_END_DECLS

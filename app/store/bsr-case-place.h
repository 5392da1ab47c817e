#pragma once

#include "bsr-case-query.h"

G_BEGIN_DECLS

/* Engines only: the place after the case with this key in the order asked for (one of the three says
 * it), arrived with that audit entry. */
struct _BsrCasePlace
{
  gint64 integer;
  double real;
  char *text; /* (nullable) */
  gint64 arrival;
};

G_END_DECLS

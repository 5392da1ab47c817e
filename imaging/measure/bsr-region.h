#pragma once

#include "bsr-box.h"
#include "bsr-point.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_REGION_RECTANGLE, /* 2 points: opposite corners */
  BSR_REGION_ELLIPSE,   /* 2 points: of the bounding box */
  BSR_REGION_POLYGON,   /* 3 or more; even-odd where it crosses itself */
} BsrRegionKind;

/* A part of a scan: the pixels whose centres lie in it. A plain value. */
typedef struct
{
  BsrRegionKind kind;
  const BsrPoint *points; /* not owned */
  int n_points;
} BsrRegion;

/* Pixels [from, to) of a row. */
typedef struct
{
  int from, to;
} BsrSpan;

/* The pixels of @bounds that can be in @region. */
BsrBox bsr_region_box (const BsrRegion *region, BsrBox bounds);

/* The pixels of row @y of @box that are in @region, from left to right, into @spans, which takes
 * as many as the region has points. Returns how many spans. */
int bsr_region_row (const BsrRegion *region, BsrBox box, int y, BsrSpan *spans);

G_END_DECLS

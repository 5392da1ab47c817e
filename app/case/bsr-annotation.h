#pragma once

#include <glib-object.h>
#include "bsr-box.h"
#include "bsr-point.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_SHAPE_RECTANGLE, /* 2 points: opposite corners */
  BSR_SHAPE_ELLIPSE,   /* 2 points: opposite corners of the bounding box */
  BSR_SHAPE_POLYGON,   /* 3 or more */
  BSR_SHAPE_ARROW,     /* 2: tail, head */
  BSR_SHAPE_TEXT,      /* 1: top left of the text */
  /* Measurements: what they say is computed anew from scan and points, never stored. */
  BSR_SHAPE_DISTANCE,  /* 2: its ends */
  BSR_SHAPE_ANGLE,     /* 3: end of an arm, vertex, end of the other arm */
  BSR_SHAPE_POLYLINE,  /* 2 or more */
  BSR_SHAPE_AREA,      /* 2: opposite corners of a rectangle; 3 or more: a polygon */
  BSR_SHAPE_PROFILE,   /* 3: both ends, and a point on the border of the strip that is averaged */
  BSR_SHAPE_REGION,    /* as an area */
} BsrShape;

#define BSR_N_SHAPES (BSR_SHAPE_REGION + 1)

typedef enum
{
  BSR_CATEGORY_SUSPICIOUS,
  BSR_CATEGORY_CONTRABAND,
  BSR_CATEGORY_WEAPON,
  BSR_CATEGORY_STRUCTURE, /* the container itself looks altered */
  BSR_CATEGORY_BENIGN,    /* looked at and explained */
  BSR_CATEGORY_NOTE,
} BsrCategory;

/* Beyond this a box is cut off: no plane is larger, see BSR_PLANE_MAX_EDGE. */
#define BSR_ANNOTATION_MAX_COORDINATE (1 << 28)

/* Whether the shape is there to be measured: no mark of something seen. */
gboolean bsr_shape_is_measurement (BsrShape shape);

/* Whether @points are as many as @shape needs, and finite: what bsr_annotation_new() demands;
 * for readers of files and stores. */
gboolean bsr_shape_takes_points (BsrShape shape, const BsrPoint *points, int n_points);

#define BSR_TYPE_ANNOTATION (bsr_annotation_get_type ())
G_DECLARE_FINAL_TYPE (BsrAnnotation, bsr_annotation, BSR, ANNOTATION, GObject)

/**
 * bsr_annotation_new:
 * @id: (nullable): a UUID; %NULL makes a new one
 * @points: as @shape needs them, source-image pixels; copied
 *
 * A mark of an officer on a scan. Immutable: a change is another annotation with the same id.
 */
BsrAnnotation *bsr_annotation_new (const char *id, BsrShape shape, BsrCategory category,
                                   const BsrPoint *points, int n_points, const char *text);
/* The same id with other content; NULL points / text keep the old ones. */
BsrAnnotation *bsr_annotation_with_points (BsrAnnotation *annotation, const BsrPoint *points,
                                           int n_points);
BsrAnnotation *bsr_annotation_with_text (BsrAnnotation *annotation, BsrCategory category,
                                         const char *text);
BsrAnnotation *bsr_annotation_moved (BsrAnnotation *annotation, double dx, double dy);

const char *bsr_annotation_id (BsrAnnotation *annotation);
BsrShape bsr_annotation_shape (BsrAnnotation *annotation);
BsrCategory bsr_annotation_category (BsrAnnotation *annotation);
const BsrPoint *bsr_annotation_points (BsrAnnotation *annotation, int *n_points);
const char *bsr_annotation_text (BsrAnnotation *annotation); /* never NULL */
/* Bounding box in pixels, at least 1 x 1. */
BsrBox bsr_annotation_box (BsrAnnotation *annotation);
/* Whether @x, @y (pixels) lies on or in the shape, within @tolerance pixels. */
gboolean bsr_annotation_hit (BsrAnnotation *annotation, double x, double y, double tolerance);

/* What an officer calls it: translated, static. */
const char *bsr_shape_words (BsrShape shape);
/* Stable names for files and the store ("rectangle", "suspicious", ...); -1 when unknown. */
const char *bsr_shape_to_string (BsrShape shape);
int bsr_shape_from_string (const char *name);
const char *bsr_category_to_string (BsrCategory category);
int bsr_category_from_string (const char *name);

G_END_DECLS

#include "bsr-annotation.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-name.h"

struct _BsrAnnotation
{
  GObject parent_instance;
  char *id;
  BsrShape shape;
  BsrCategory category;
  BsrPoint *points;
  int n_points;
  char *text;
};

G_DEFINE_TYPE (BsrAnnotation, bsr_annotation, G_TYPE_OBJECT)

static const char *const shape_names[]
    = { "rectangle", "ellipse",  "polygon", "arrow",   "text",   "distance",
        "angle",     "polyline", "area",    "profile", "region", NULL };
static const char *const category_names[]
    = { "suspicious", "contraband", "weapon", "structure", "benign", "note", NULL };

static void
bsr_annotation_finalize (GObject *object)
{
  BsrAnnotation *self = BSR_ANNOTATION (object);
  g_free (self->id);
  g_free (self->points);
  g_free (self->text);
  G_OBJECT_CLASS (bsr_annotation_parent_class)->finalize (object);
}

static void
bsr_annotation_class_init (BsrAnnotationClass *class)
{
  G_OBJECT_CLASS (class)->finalize = bsr_annotation_finalize;
}

static void
bsr_annotation_init (BsrAnnotation *self)
{
}

gboolean
bsr_shape_is_measurement (BsrShape shape)
{
  return shape >= BSR_SHAPE_DISTANCE && shape <= BSR_SHAPE_REGION;
}

gboolean
bsr_shape_takes_points (BsrShape shape, const BsrPoint *points, int n_points)
{
  for (int i = 0; i < n_points; i++)
    if (!isfinite (points[i].x) || !isfinite (points[i].y))
      return FALSE;
  switch (shape)
    {
    case BSR_SHAPE_POLYGON:
      return n_points >= 3;
    case BSR_SHAPE_TEXT:
      return n_points == 1;
    case BSR_SHAPE_RECTANGLE:
    case BSR_SHAPE_ELLIPSE:
    case BSR_SHAPE_ARROW:
    case BSR_SHAPE_DISTANCE:
      return n_points == 2;
    case BSR_SHAPE_ANGLE:
    case BSR_SHAPE_PROFILE:
      return n_points == 3;
    case BSR_SHAPE_POLYLINE:
    case BSR_SHAPE_AREA:
    case BSR_SHAPE_REGION:
      return n_points >= 2;
    default:
      return FALSE;
    }
}

BsrAnnotation *
bsr_annotation_new (const char *id, BsrShape shape, BsrCategory category, const BsrPoint *points,
                    int n_points, const char *text)
{
  g_return_val_if_fail (points != NULL && bsr_shape_takes_points (shape, points, n_points), NULL);
  g_return_val_if_fail (category <= BSR_CATEGORY_NOTE, NULL);

  BsrAnnotation *self = g_object_new (BSR_TYPE_ANNOTATION, NULL);
  self->id = id != NULL ? g_strdup (id) : g_uuid_string_random ();
  self->shape = shape;
  self->category = category;
  self->points = g_memdup2 (points, sizeof *points * (gsize) n_points);
  self->n_points = n_points;
  self->text = g_strdup (text != NULL ? text : "");
  return self;
}

BsrAnnotation *
bsr_annotation_with_points (BsrAnnotation *self, const BsrPoint *points, int n_points)
{
  g_return_val_if_fail (BSR_IS_ANNOTATION (self), NULL);
  return bsr_annotation_new (self->id, self->shape, self->category,
                             points != NULL ? points : self->points,
                             points != NULL ? n_points : self->n_points, self->text);
}

BsrAnnotation *
bsr_annotation_with_text (BsrAnnotation *self, BsrCategory category, const char *text)
{
  g_return_val_if_fail (BSR_IS_ANNOTATION (self), NULL);
  return bsr_annotation_new (self->id, self->shape, category, self->points, self->n_points,
                             text != NULL ? text : self->text);
}

BsrAnnotation *
bsr_annotation_moved (BsrAnnotation *self, double dx, double dy)
{
  g_return_val_if_fail (BSR_IS_ANNOTATION (self), NULL);
  g_return_val_if_fail (isfinite (dx) && isfinite (dy), NULL);

  BsrAnnotation *moved = bsr_annotation_with_points (self, NULL, 0);
  for (int i = 0; i < moved->n_points; i++)
    {
      moved->points[i].x += dx;
      moved->points[i].y += dy;
    }
  return moved;
}

const char *
bsr_annotation_id (BsrAnnotation *self)
{
  g_return_val_if_fail (BSR_IS_ANNOTATION (self), NULL);
  return self->id;
}

BsrShape
bsr_annotation_shape (BsrAnnotation *self)
{
  g_return_val_if_fail (BSR_IS_ANNOTATION (self), BSR_SHAPE_RECTANGLE);
  return self->shape;
}

BsrCategory
bsr_annotation_category (BsrAnnotation *self)
{
  g_return_val_if_fail (BSR_IS_ANNOTATION (self), BSR_CATEGORY_NOTE);
  return self->category;
}

const BsrPoint *
bsr_annotation_points (BsrAnnotation *self, int *n_points)
{
  g_return_val_if_fail (BSR_IS_ANNOTATION (self), NULL);
  if (n_points != NULL)
    *n_points = self->n_points;
  return self->points;
}

const char *
bsr_annotation_text (BsrAnnotation *self)
{
  g_return_val_if_fail (BSR_IS_ANNOTATION (self), NULL);
  return self->text;
}

/* The corners of the bounding rectangle, in doubles. */
static void
bounds (BsrAnnotation *self, BsrPoint *low, BsrPoint *high)
{
  *low = *high = self->points[0];
  for (int i = 1; i < self->n_points; i++)
    {
      low->x = fmin (low->x, self->points[i].x);
      low->y = fmin (low->y, self->points[i].y);
      high->x = fmax (high->x, self->points[i].x);
      high->y = fmax (high->y, self->points[i].y);
    }
}

/* No plane is larger, and the sum of two edges still fits an int. */
static int
whole_pixel (double rounded)
{
  return (int) CLAMP (rounded, (double) -BSR_ANNOTATION_MAX_COORDINATE,
                      (double) BSR_ANNOTATION_MAX_COORDINATE);
}

BsrBox
bsr_annotation_box (BsrAnnotation *self)
{
  g_return_val_if_fail (BSR_IS_ANNOTATION (self), (BsrBox){ 0 });

  BsrPoint low, high;
  bounds (self, &low, &high);
  int left = whole_pixel (floor (low.x)), top = whole_pixel (floor (low.y));
  int right = whole_pixel (ceil (high.x)), bottom = whole_pixel (ceil (high.y));
  return (BsrBox){ left, top, MAX (right - left, 1), MAX (bottom - top, 1) };
}

static double
distance_to_segment (BsrPoint p, BsrPoint a, BsrPoint b)
{
  double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  double along = length > 0.0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length : 0.0;
  along = CLAMP (along, 0.0, 1.0);
  return hypot (p.x - a.x - along * dx, p.y - a.y - along * dy);
}

static gboolean
hits_line (BsrAnnotation *self, int n_points, BsrPoint p, double tolerance)
{
  for (int i = 1; i < n_points; i++)
    if (distance_to_segment (p, self->points[i - 1], self->points[i]) <= tolerance)
      return TRUE;
  return FALSE;
}

static gboolean
hits_rectangle (BsrPoint low, BsrPoint high, BsrPoint p, double tolerance)
{
  return p.x >= low.x - tolerance && p.x <= high.x + tolerance && p.y >= low.y - tolerance
         && p.y <= high.y + tolerance;
}

static gboolean
hits_polygon (BsrAnnotation *self, BsrPoint p, double tolerance)
{
  gboolean inside = FALSE; /* even-odd rule */
  for (int i = 0; i < self->n_points; i++)
    {
      BsrPoint a = self->points[i], b = self->points[(i + 1) % self->n_points];
      if (distance_to_segment (p, a, b) <= tolerance)
        return TRUE;
      if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x))
        inside = !inside;
    }
  return inside;
}

/* An ellipse whose semi-axes have grown by the tolerance: exact on the axes, and never nearer
 * than the tolerance's own share elsewhere. */
static gboolean
hits_ellipse (BsrPoint low, BsrPoint high, BsrPoint p, double tolerance)
{
  double a = (high.x - low.x) / 2.0 + tolerance, b = (high.y - low.y) / 2.0 + tolerance;
  if (!(a > 0.0) || !(b > 0.0))
    return FALSE;
  double x = (p.x - (low.x + high.x) / 2.0) / a, y = (p.y - (low.y + high.y) / 2.0) / b;
  return x * x + y * y <= 1.0;
}

gboolean
bsr_annotation_hit (BsrAnnotation *self, double x, double y, double tolerance)
{
  g_return_val_if_fail (BSR_IS_ANNOTATION (self) && tolerance >= 0.0, FALSE);

  BsrPoint p = { x, y }, low, high;
  bounds (self, &low, &high);
  switch (self->shape)
    {
    case BSR_SHAPE_RECTANGLE:
      return hits_rectangle (low, high, p, tolerance);
    case BSR_SHAPE_ELLIPSE:
      return hits_ellipse (low, high, p, tolerance);
    case BSR_SHAPE_POLYGON:
      return hits_polygon (self, p, tolerance);
    case BSR_SHAPE_ARROW:
    case BSR_SHAPE_DISTANCE:
    case BSR_SHAPE_PROFILE:
      return hits_line (self, 2, p, tolerance);
    case BSR_SHAPE_ANGLE:
    case BSR_SHAPE_POLYLINE:
      return hits_line (self, self->n_points, p, tolerance);
    case BSR_SHAPE_AREA:
    case BSR_SHAPE_REGION:
      return self->n_points == 2 ? hits_rectangle (low, high, p, tolerance)
                                 : hits_polygon (self, p, tolerance);
    case BSR_SHAPE_TEXT:
      return hypot (x - self->points[0].x, y - self->points[0].y) <= tolerance;
    default:
      g_assert_not_reached ();
    }
}

const char *
bsr_shape_to_string (BsrShape shape)
{
  g_return_val_if_fail (shape < BSR_N_SHAPES, NULL);
  return shape_names[shape];
}

const char *
bsr_shape_words (BsrShape shape)
{
  static const char *const words[] = {
    [BSR_SHAPE_RECTANGLE] = N_ ("Rectangle"), [BSR_SHAPE_ELLIPSE] = N_ ("Ellipse"),
    [BSR_SHAPE_POLYGON] = N_ ("Polygon"),     [BSR_SHAPE_ARROW] = N_ ("Arrow"),
    [BSR_SHAPE_TEXT] = N_ ("Text"),           [BSR_SHAPE_DISTANCE] = N_ ("Distance"),
    [BSR_SHAPE_ANGLE] = N_ ("Angle"),         [BSR_SHAPE_POLYLINE] = N_ ("Path"),
    [BSR_SHAPE_AREA] = N_ ("Area"),           [BSR_SHAPE_PROFILE] = N_ ("Profile"),
    [BSR_SHAPE_REGION] = N_ ("Region"),
  };
  g_return_val_if_fail (shape < BSR_N_SHAPES, NULL);
  return _ (words[shape]);
}

int
bsr_shape_from_string (const char *name)
{
  return bsr_name_index (shape_names, name);
}

const char *
bsr_category_to_string (BsrCategory category)
{
  g_return_val_if_fail (category <= BSR_CATEGORY_NOTE, NULL);
  return category_names[category];
}

int
bsr_category_from_string (const char *name)
{
  return bsr_name_index (category_names, name);
}

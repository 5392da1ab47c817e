#include "bsr-annotation-record.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-json-number.h"
#include "bsr-json-reader.h"

char *
bsr_annotation_record_points (BsrAnnotation *annotation)
{
  int n;
  const BsrPoint *points = bsr_annotation_points (annotation, &n);
  GString *text = g_string_new ("[");
  for (int i = 0; i < n; i++)
    {
      g_autofree char *x = bsr_json_number_to_string (points[i].x);
      g_autofree char *y = bsr_json_number_to_string (points[i].y);
      g_string_append_printf (text, "%s[%s, %s]", i > 0 ? ", " : "", x, y);
    }
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

static GArray *
read_points (const char *text)
{
  g_autofree char *document = g_strdup_printf ("{\"points\": %s}", text);
  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (document, -1, NULL);
  if (reader == NULL)
    return NULL;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (BsrPoint));
  int n = bsr_json_reader_array_size (reader, "points", TRUE, 0, G_MAXINT);
  for (int i = 0; i < n; i++)
    {
      double xy[2] = { 0.0, 0.0 };
      bsr_json_reader_tuple (reader, "points", i, bsr_json_any, xy, 2);
      g_array_append_val (points, ((BsrPoint){ xy[0], xy[1] }));
    }
  return bsr_json_reader_finish (reader, NULL) ? g_steal_pointer (&points) : NULL;
}

BsrAnnotation *
bsr_annotation_record_read (const char *id, const char *shape, const char *category,
                            const char *points, const char *text, GError **error)
{
  int kind = bsr_shape_from_string (shape), sort = bsr_category_from_string (category);
  g_autoptr (GArray) place = points != NULL ? read_points (points) : NULL;
  if (id == NULL || text == NULL || kind < 0 || sort < 0 || place == NULL
      || !bsr_shape_takes_points ((BsrShape) kind, (BsrPoint *) (void *) place->data,
                                  (int) place->len))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   _ ("the store is damaged: annotation %s cannot be read"), id != NULL ? id : "");
      return NULL;
    }
  return bsr_annotation_new (id, (BsrShape) kind, (BsrCategory) sort,
                             (BsrPoint *) (void *) place->data, (int) place->len, text);
}

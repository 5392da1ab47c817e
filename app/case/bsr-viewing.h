#pragma once

#include <glib.h>
#include "bsr-json-writer.h"

G_BEGIN_DECLS

/**
 * BsrViewing:
 *
 * How much of a container an officer had on the screen before deciding, and for what: a plain
 * value. What remains of 1 could have been seen and was not displayed.
 */
typedef struct
{
  double displayed;      /* share that was displayed so that the object could be seen, 0...1 */
  double not_penetrated; /* share in which the beam cannot show it, 0...1 */
  double object_mm;      /* the object: its edge, > 0, */
  double object_steel_mm; /* and what it adds to the steel equivalent of what it lies behind, > 0 */
} BsrViewing;

/* Shares within 0...1 that do not exceed 1 together, and an object. */
gboolean bsr_viewing_is_valid (const BsrViewing *viewing);

BsrViewing *bsr_viewing_copy (const BsrViewing *viewing);

/* {"displayed", "not_penetrated", "object_mm", "object_steel_mm"}; nothing when @viewing is %NULL */
void bsr_viewing_write (BsrJsonWriter *writer, const char *member, const BsrViewing *viewing);
/* (transfer full): the same as a document. */
char *bsr_viewing_to_json (const BsrViewing *viewing);
/* (transfer full): %NULL with %BSR_ERROR_DAMAGED */
BsrViewing *bsr_viewing_from_json (const char *json, GError **error);

G_END_DECLS

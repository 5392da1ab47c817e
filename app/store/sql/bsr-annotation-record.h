#pragma once

#include "bsr-annotation.h"

G_BEGIN_DECLS

/* (transfer full): the points of @annotation as the store keeps them: "[[x, y], ...]". */
char *bsr_annotation_record_points (BsrAnnotation *annotation);

/* An annotation from what the store keeps. %BSR_ERROR_DAMAGED names what is wrong. */
BsrAnnotation *bsr_annotation_record_read (const char *id, const char *shape, const char *category,
                                           const char *points, const char *text, GError **error);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrJsonWriter:
 *
 * Writes one JSON document, two blanks a level, numbers as bsr_json_number_to_string() has them.
 * @member is NULL for an element of an array. What has no value is left out: a NULL string, a
 * number that is not finite (in an array such a number is null: elements keep their places).
 * Text that is not UTF-8 is made so.
 */
typedef struct _BsrJsonWriter BsrJsonWriter;

/* A writer that stands in the document's object. */
BsrJsonWriter *bsr_json_writer_new (void);
/* (transfer full): the document with a line end. Frees @writer; all that was begun has ended. */
char *bsr_json_writer_finish (BsrJsonWriter *writer);

/* (transfer full): what has been written since the last time, for documents that are passed on while they
 * are being written; it goes on after that. */
char *bsr_json_writer_take (BsrJsonWriter *writer);

void bsr_json_writer_begin_object (BsrJsonWriter *writer, const char *member);
void bsr_json_writer_end_object (BsrJsonWriter *writer);
void bsr_json_writer_begin_array (BsrJsonWriter *writer, const char *member);
void bsr_json_writer_end_array (BsrJsonWriter *writer);

void bsr_json_writer_string (BsrJsonWriter *writer, const char *member, const char *text);
void bsr_json_writer_number (BsrJsonWriter *writer, const char *member, double value);
void bsr_json_writer_integer (BsrJsonWriter *writer, const char *member, gint64 value);
void bsr_json_writer_boolean (BsrJsonWriter *writer, const char *member, gboolean value);
void bsr_json_writer_null (BsrJsonWriter *writer, const char *member);
/* Left out when @strings is NULL or empty. */
void bsr_json_writer_strings (BsrJsonWriter *writer, const char *member,
                              const char *const *strings);
/* An array on one line. */
void bsr_json_writer_numbers (BsrJsonWriter *writer, const char *member, const double *values,
                              int n);
/* A whole document, as it stands: @json is one that this room has written. */
void bsr_json_writer_document (BsrJsonWriter *writer, const char *member, const char *json);
/* RFC 3339 in UTC; left out when NULL. */
void bsr_json_writer_date_time (BsrJsonWriter *writer, const char *member, GDateTime *moment);

G_END_DECLS

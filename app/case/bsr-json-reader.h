#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrJsonReader:
 *
 * Reads one of our JSON documents member by member and remembers the first thing that is wrong
 * with it, by the member's path: `items[2].gross_kg: must be a number >= 0, is "12"`. After that
 * every further call answers its default, so that a reader of a format can be written straight
 * down and ask once, at the end. Members that nobody asks for are ignored; of members of one
 * name the last stands.
 */
typedef struct _BsrJsonReader BsrJsonReader;

/* Largest document, bytes: a manifest of ten thousand lines takes about 3 MB. */
#define BSR_JSON_MAX_BYTES (16 * 1024 * 1024)
/* Deepest nesting of objects and arrays; our formats need 6. */
#define BSR_JSON_MAX_DEPTH 64

/* Numbers that a member may have: @low...@high, @low itself only unless @above. */
typedef struct
{
  double low, high; /* -INFINITY, INFINITY: no border; numbers are always finite */
  gboolean above;   /* TRUE: must be > @low */
} BsrJsonRange;

extern const BsrJsonRange bsr_json_any;          /* every finite number */
extern const BsrJsonRange bsr_json_not_negative; /* >= 0 */
extern const BsrJsonRange bsr_json_positive;     /* > 0 */
extern const BsrJsonRange bsr_json_share;        /* 0...1 */

/**
 * bsr_json_reader_new:
 * @length: bytes; -1: up to the terminating NUL
 *
 * Parses strict JSON (RFC 8259) whose top is an object.
 *
 * Returns: (transfer full): a reader that stands in the top object, or %NULL with
 * %BSR_ERROR_DAMAGED (not JSON, not UTF-8) or %BSR_ERROR_LIMIT (size, depth)
 */
BsrJsonReader *bsr_json_reader_new (const char *json, gssize length, GError **error);
void bsr_json_reader_free (BsrJsonReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrJsonReader, bsr_json_reader_free)

/* (transfer full): the bytes of a document's file, NUL-terminated. Only a regular file of at most
 * %BSR_JSON_MAX_BYTES: %BSR_ERROR_LIMIT, %BSR_ERROR_DAMAGED, %BSR_ERROR_ENVIRONMENT otherwise. */
char *bsr_json_load_file (const char *path, gsize *length, GError **error);

/* Moves the first error to @error; %TRUE when there is none. */
gboolean bsr_json_reader_finish (BsrJsonReader *reader, GError **error);
/* Whether all is well so far. */
gboolean bsr_json_reader_ok (const BsrJsonReader *reader);
/* Notes that @member (of the object the reader stands in) is wrong: "MEMBER: @problem". */
void bsr_json_reader_fail (BsrJsonReader *reader, int code, const char *member,
                           const char *problem);

/* Looks at member "format": "@name/@major" or "@name/@major.N". %BSR_ERROR_UNKNOWN_KIND. */
void bsr_json_reader_expect_format (BsrJsonReader *reader, const char *name, int major);

/* Whether there is such a member. */
gboolean bsr_json_reader_has (const BsrJsonReader *reader, const char *member);
/* Whether it is there and null. */
gboolean bsr_json_reader_is_null (const BsrJsonReader *reader, const char *member);

typedef enum
{
  BSR_JSON_MISSING,
  BSR_JSON_STRING,
  BSR_JSON_NUMBER,
  BSR_JSON_OTHER, /* null, true, false, an object or an array */
} BsrJsonType;

BsrJsonType bsr_json_reader_type (const BsrJsonReader *reader, const char *member);
/* (transfer full): names of all members, as they stand in the document. */
GStrv bsr_json_reader_members (const BsrJsonReader *reader);

/* (transfer full): a string. @needed: missing is wrong; otherwise NULL stands for missing. */
char *bsr_json_reader_string (BsrJsonReader *reader, const char *member, gboolean needed);
/* The same, matching @pattern (PCRE); @meaning says what is expected: "2 to 10 digits". */
char *bsr_json_reader_pattern (BsrJsonReader *reader, const char *member, gboolean needed,
                               const char *pattern, const char *meaning);
/* (transfer full): an array of strings; empty when missing, never NULL. */
GStrv bsr_json_reader_strings (BsrJsonReader *reader, const char *member);
/* (transfer full) (nullable): RFC 3339, offset included. */
GDateTime *bsr_json_reader_date_time (BsrJsonReader *reader, const char *member, gboolean needed);
/* NAN when missing. */
double bsr_json_reader_number (BsrJsonReader *reader, const char *member, gboolean needed,
                               BsrJsonRange range);
/* A whole number (12 and 12.0); @missing when it is not there. */
gint64 bsr_json_reader_integer (BsrJsonReader *reader, const char *member, gboolean needed,
                                gint64 low, gint64 high, gint64 missing);
gboolean bsr_json_reader_boolean (BsrJsonReader *reader, const char *member, gboolean missing);
/* Index into @names (NULL-terminated); @missing when it is not there; @missing of -1: needed. */
int bsr_json_reader_choice (BsrJsonReader *reader, const char *member, const char *const *names,
                            int missing);

/* Elements of an array; 0 when missing and not needed. */
int bsr_json_reader_array_size (BsrJsonReader *reader, const char *member, gboolean needed,
                                int low, int high);
/* Exactly @n numbers into @values: of @member itself when @index is -1, else of its element. */
gboolean bsr_json_reader_tuple (BsrJsonReader *reader, const char *member, int index,
                                BsrJsonRange range, double *values, int n);

/* Steps into the object @member, or the element @index of the array @member; each step that
 * answers %TRUE is left again. %FALSE without an error when @member is missing. */
gboolean bsr_json_reader_enter (BsrJsonReader *reader, const char *member);
gboolean bsr_json_reader_enter_element (BsrJsonReader *reader, const char *member, int index);
void bsr_json_reader_leave (BsrJsonReader *reader);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Encodes DICOM elements, explicit little endian (PS3.5, 7.1 and A.2), at the end of @set. Who calls
 * keeps the tags rising. Tags are those of bsr-dicos-tags.h. */

/* (transfer full): preamble, mark and meta header of a file with one object. */
GByteArray *bsr_dicos_file_begin (const char *sop_class, const char *sop_instance);

/* @representation: of a text or a decimal ("LO", "DS"); values beyond its length are cut, the second
 * value of several begins behind a backslash. NULL: of no value. */
void bsr_dicos_put_text (GByteArray *set, guint32 tag, const char *representation,
                         const char *text);
/* "DS", @n numbers with 10 digits. */
void bsr_dicos_put_decimals (GByteArray *set, guint32 tag, const double *numbers, int n);
/* "US" and "SS" */
void bsr_dicos_put_shorts (GByteArray *set, guint32 tag, const char *representation,
                           const guint16 *numbers, int n);
/* "FL" */
void bsr_dicos_put_floats (GByteArray *set, guint32 tag, const float *numbers, int n);
/* "AT" */
void bsr_dicos_put_tag (GByteArray *set, guint32 tag, guint32 pointed_to);
/* "SQ"; takes the items over. */
void bsr_dicos_put_sequence (GByteArray *set, guint32 tag, GByteArray *const *items, int n);
/* What stands before @bytes, even, of a value that follows: "OB" or "OW". */
void bsr_dicos_put_head (GByteArray *set, guint32 tag, const char *representation, guint32 bytes);

/* (transfer full): a unique identifier (UUID as PS3.5, B.2 has it) that is always the same of the same
 * @content and @role. */
char *bsr_dicos_uid (const char *content, const char *role);

G_END_DECLS

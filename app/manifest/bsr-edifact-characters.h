#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How an interchange of ISO 9735 writes its characters, by the syntax identifier of its UNB. */
typedef struct _BsrEdifactCharacters BsrEdifactCharacters;

/* As long as no identifier is known: ISO 646. */
BsrEdifactCharacters *
bsr_edifact_characters_new (void);
void
bsr_edifact_characters_free (BsrEdifactCharacters *characters);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrEdifactCharacters, bsr_edifact_characters_free)

/* @identifier: "UNOC" (ISO 9735-1:2002, code list 0001); one that is not known counts as ISO 646.
 */
void
bsr_edifact_characters_set (BsrEdifactCharacters *characters, const char *identifier);
/* "UNOC"; "UNOA" before one was set. */
const char *
bsr_edifact_characters_name (const BsrEdifactCharacters *characters);

/* Whether @bytes switch to another set of characters (ISO 2022): under "UNOX", an escape. They are
 * not read. */
gboolean
bsr_edifact_characters_are_switched (const BsrEdifactCharacters *characters, const char *bytes);

/* (transfer full): UTF-8 without control characters, which become blanks. What is no character
 * there is read as UTF-8, or else as Windows-1252. */
char *
bsr_edifact_characters_decode (BsrEdifactCharacters *characters, const char *bytes);
/* Whether there was anything that is no character there. */
gboolean
bsr_edifact_characters_doubtful (const BsrEdifactCharacters *characters);

G_END_DECLS

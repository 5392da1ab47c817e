#pragma once

#include "bsr-manifest.h"

G_BEGIN_DECLS

/**
 * BsrEdifact:
 *
 * The segments of one type of message in an interchange of ISO 9735, syntax versions 1 to 4, one
 * after the other: with service string (UNA) or without, on one line or on many, with the
 * characters that UNB names ("UNOA" to "UNOK" of ISO 646 and ISO 8859, "UNOW" and "UNOY" of ISO
 * 10646 as UTF-8, "UNOX" without switches between sets; others, and bytes that do not fit, as UTF-8
 * or else Windows-1252, which is remarked). Service segments are looked after here: what UNT, UNE
 * and UNZ count is held against what was counted, and messages of other types are passed over; both
 * with a remark. Of an element that is repeated (version 4) the first is read, with a remark.
 *
 * Values are counted from 1, the tag not counted: in "MEA+AAE+G+KGM:14182" value (3, 2) is "14182".
 */
typedef struct _BsrEdifact BsrEdifact;

/* What tells one type of message from others. */
typedef struct
{
  const char *type;             /* as UNH names it: "CUSCAR" */
  const char *const *documents; /* (nullable), NULL-terminated: codes of BGM (code list 1001) that
                                   it has where UNH names no type */
} BsrEdifactKind;

/* Whether a message of @kind begins in @bytes, of which the first 4,096 are looked at. */
gboolean
bsr_edifact_probe (const char *bytes, gsize n, const BsrEdifactKind *kind);

/**
 * bsr_edifact_new:
 * @bytes: which outlive the reader
 * @manifest: which outlives it too; its remarks are told there, and the first message's version as
 * its dialect: "CUSCAR D.95B"
 *
 * Returns: (transfer full): before the first segment; %NULL with %BSR_ERROR_DAMAGED where UNA gives
 * two meanings to one character
 */
BsrEdifact *
bsr_edifact_new (const char *bytes, gsize n, const BsrEdifactKind *kind, BsrManifest *manifest,
                 GError **error);
void
bsr_edifact_free (BsrEdifact *edifact);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrEdifact, bsr_edifact_free)

/* Goes on to the next segment of a message of the type, its UNH included, its UNT not. %FALSE at
 * the end. */
gboolean
bsr_edifact_next (BsrEdifact *edifact);
/* Takes the present segment. %FALSE: no further one is wanted; with @error, because it failed. */
typedef gboolean (*BsrEdifactTake) (gpointer data, GError **error);
/* Has @take take each segment that bsr_edifact_next() comes to. %FALSE: cancelled, @take failed,
 * there is no message of the type (%BSR_ERROR_DAMAGED), or characters switch between sets
 * (%BSR_ERROR_UNSUPPORTED). */
gboolean
bsr_edifact_take_all (BsrEdifact *edifact, BsrEdifactTake take, gpointer data,
                      GCancellable *cancellable, GError **error);
/* Line that the present segment begins on, from 1. */
int
bsr_edifact_line (const BsrEdifact *edifact);

gboolean
bsr_edifact_is (const BsrEdifact *edifact, const char *tag);
/* (transfer none): UTF-8 without control characters, valid until the next segment; "" where there
 * is none. */
const char *
bsr_edifact_value (const BsrEdifact *edifact, int element, int component);
/* (transfer full) (nullable): at most 512 characters without blanks around them; %NULL where
 * nothing is left. */
char *
bsr_edifact_dup (const BsrEdifact *edifact, int element, int component);
/* Digits with at most one decimal mark, full stop or comma (ISO 9735:1988, 10), perhaps with a
 * minus before them. %FALSE where it is none. */
gboolean
bsr_edifact_number (const BsrEdifact *edifact, int element, int component, double *number);

/* A remark on the present segment, whose place reads "MEA #12": its tag, and its number in the
 * file. */
void
bsr_edifact_remark (BsrEdifact *edifact, const char *container, gboolean kept, const char *format,
                    ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS

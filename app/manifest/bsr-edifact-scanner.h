#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrEdifactScanner:
 *
 * The segments in bytes of ISO 9735, one after the other, whatever they mean: told apart by the
 * characters of UNA, or by the usual ones where there is none, and taken apart into elements and
 * components. Both are counted from 1; the tag is (0, 1), and what may follow it in its element the
 * components from 2 on.
 */
typedef struct _BsrEdifactScanner BsrEdifactScanner;

/* Most bytes and values of a segment that are kept: the longest of those that are read here, FTX
 * with five texts of 512 characters (D.03B), has a fifth of it. */
#define BSR_EDIFACT_MOST_BYTES 16384
#define BSR_EDIFACT_MOST_VALUES 256

typedef enum
{
  BSR_EDIFACT_SCAN_END,
  BSR_EDIFACT_SCAN_SEGMENT,
  BSR_EDIFACT_SCAN_BROKEN, /* the bytes end within the segment */
} BsrEdifactScan;

/* @bytes outlive it. Before the first segment; %NULL with %BSR_ERROR_DAMAGED where UNA gives two
 * meanings to one character. */
BsrEdifactScanner *
bsr_edifact_scanner_new (const char *bytes, gsize n, GError **error);
/* (transfer full): another one, at the same place. */
BsrEdifactScanner *
bsr_edifact_scanner_copy (const BsrEdifactScanner *scanner);
void
bsr_edifact_scanner_free (BsrEdifactScanner *scanner);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrEdifactScanner, bsr_edifact_scanner_free)

/* Whether elements may be repeated, as in syntax version 4, from the next segment on: by the fifth
 * character of UNA, which as a blank, a letter, a digit or one of the others says that they are
 * not; by "*" where there is no UNA (ISO 9735-1:2002, 8.1 and annex A). Of a repeated element the
 * first is read. */
void
bsr_edifact_scanner_set_repeating (BsrEdifactScanner *scanner, gboolean is_repeating);

/* Goes on to the next segment. */
BsrEdifactScan
bsr_edifact_scanner_next (BsrEdifactScanner *scanner);
/* Puts each value of the present segment through @decode, which returns it (transfer full). */
void
bsr_edifact_scanner_decode (BsrEdifactScanner *scanner, char *(*decode) (gpointer, const char *),
                            gpointer data);

/* (transfer none): as it stands, or as it was decoded; valid until the next segment; "" where there
 * is none. */
const char *
bsr_edifact_scanner_value (const BsrEdifactScanner *scanner, int element, int component);
/* Line that the present segment begins on, and that its end was found on; from 1. */
int
bsr_edifact_scanner_line (const BsrEdifactScanner *scanner);
int
bsr_edifact_scanner_last_line (const BsrEdifactScanner *scanner);
/* Whether the present segment had more than is kept, and elements of which only the first was read.
 */
gboolean
bsr_edifact_scanner_is_long (const BsrEdifactScanner *scanner);
gboolean
bsr_edifact_scanner_is_repeated (const BsrEdifactScanner *scanner);

G_END_DECLS

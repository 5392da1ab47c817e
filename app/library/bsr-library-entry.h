#pragma once

#include "bsr-json-reader.h"
#include "bsr-json-writer.h"
#include "bsr-load-descriptor.h"

G_BEGIN_DECLS

/**
 * BsrLibraryEntry:
 *
 * What one examined load, found to be as declared, looks like. Counted references; never changes,
 * so that any thread may read it.
 *
 * @id is the SHA-256 (lower-case hex) of the content: "basira-contribution/1" and a line feed, then
 * a netstring for each of heading, scan, when, version (decimal) and the measures as
 * bsr_library_entry_write_descriptor() has them, without blanks and line ends. Two entries of one
 * id are of one load, wherever they come from; who confirmed it, and where, is no part of it.
 */
typedef struct
{
  gatomicrefcount refs;
  char id[65];
  char heading[5]; /* of the Harmonized System: "0803", or its chapter alone: "08" */
  char scan[65];   /* SHA-256 of the scan's pixels, hex */
  char when[11];   /* ISO 8601 date, UTC: "2024-05-03" */
  int version;     /* of the descriptor; unless BSR_LOAD_DESCRIPTOR_VERSION, it is kept, not used */
  BsrLoadDescriptor descriptor;  /* blank when of another version */
  GRefString *measures;          /* (nullable): JSON, of another version only */
  GRefString *supervisor;        /* (nullable): who confirmed it, at this station only */
  GRefString *station;           /* (nullable): where it comes from; NULL: this station */
} BsrLibraryEntry;

/* "0803" or "08". */
gboolean bsr_library_is_heading (const char *text);

/**
 * bsr_library_entry_new:
 * @heading: "0803" or "08"
 * @scan: 64 hex digits, lower case
 * @when: "2024-05-03"
 * @descriptor: of BSR_LOAD_DESCRIPTOR_VERSION; what is not finite is not measured
 *
 * Returns: (transfer full): without supervisor and station, or %NULL with %BSR_ERROR_INVALID
 */
BsrLibraryEntry *bsr_library_entry_new (const char *heading, const char *scan, const char *when,
                                        const BsrLoadDescriptor *descriptor, GError **error);

/* The same, of the descriptor in the object in which @reader stands: members "version" and
 * "measures", by name. %NULL: @reader has noted why, or (%BSR_ERROR_INVALID) the rest is wrong. */
BsrLibraryEntry *bsr_library_entry_read (const char *heading, const char *scan, const char *when,
                                         BsrJsonReader *reader, GError **error);
/* Adds those two members to the object in which @writer stands: what is measured, sorted by name,
 * each number the shortest that gives the same bits back. */
void bsr_library_entry_write_descriptor (const BsrLibraryEntry *entry, BsrJsonWriter *writer);

/* Before it is shared: who confirmed it, and where it comes from. */
void bsr_library_entry_confirm (BsrLibraryEntry *entry, const char *supervisor,
                                const char *station);

/* Whether its measures are of this program's version. */
gboolean bsr_library_entry_is_usable (const BsrLibraryEntry *entry);

BsrLibraryEntry *bsr_library_entry_ref (BsrLibraryEntry *entry);
void bsr_library_entry_unref (BsrLibraryEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrLibraryEntry, bsr_library_entry_unref)

G_END_DECLS

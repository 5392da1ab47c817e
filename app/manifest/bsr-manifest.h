#pragma once

#include <gio/gio.h>
#include "bsr-case.h"
#include "bsr-radiation.h"
#include "bsr-stowage.h"

G_BEGIN_DECLS

/* What a file of another system is. */
typedef enum
{
  BSR_MANIFEST_CSV,    /* a table with a line of headings */
  BSR_MANIFEST_CUSCAR, /* UN/EDIFACT customs cargo report, D.95B and D.03B */
  BSR_MANIFEST_BAPLIE, /* UN/EDIFACT bayplan, stowage by position */
  BSR_MANIFEST_AWMDS,  /* ASYCUDA World manifest */
  BSR_MANIFEST_N42,    /* ANSI N42.42 radiation measurement, 2006 and 2011 */
} BsrManifestKind;
#define BSR_N_MANIFEST_KINDS 5

/* A place in the file that was not taken as it stands. */
typedef struct
{
  int line;       /* from 1; 0: the whole file */
  char *place;    /* (nullable): segment, element or column: "MEA", "Bol_segment/Gross_mass", "Gross kg" */
  char *container; /* (nullable): that it speaks of */
  char *bill;     /* (nullable): of lading, whose goods it tells */
  gboolean kept;  /* what stands there was kept: in a case, though it is doubtful, or by this remark where a
                     case has no member for it; FALSE: it was skipped */
  char *reason;   /* never NULL: translated, one sentence without a full stop */
} BsrManifestRemark;

void bsr_manifest_remark_free (BsrManifestRemark *remark);

/**
 * BsrManifest:
 *
 * What one file of another system says. A reader is tolerant: what it cannot make sense of it skips
 * or keeps, and says so in a remark; only a file of which nothing can be read is an error.
 */
typedef struct
{
  BsrManifestKind kind;
  char *dialect;         /* never NULL: "CUSCAR D.95B", as it is shown */
  GPtrArray *cases;      /* BsrCase: a declaration a container and bill, see bsr_manifest_case_id() */
  GPtrArray *stowages;   /* BsrStowage */
  GPtrArray *radiations; /* BsrRadiation */
  GPtrArray *remarks;    /* BsrManifestRemark, in the order of the file */
  GHashTable *told;      /* BsrCase of @cases of which the goods are remarked: see bsr-shared-box.h */
} BsrManifest;

/* (transfer full): empty, for readers. */
BsrManifest *bsr_manifest_new (BsrManifestKind kind, const char *dialect);
void bsr_manifest_free (BsrManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrManifest, bsr_manifest_free)

/* Adds a remark, for readers; see BsrManifestRemark. After %BSR_MANIFEST_MOST_REMARKS further ones are
 * counted in one last remark. */
#define BSR_MANIFEST_MOST_REMARKS 10000
void bsr_manifest_remark (BsrManifest *manifest, int line, const char *place, const char *container,
                          gboolean kept, const char *format, ...) G_GNUC_PRINTF (6, 7);

/* Remarks what of @flagged cannot be as it is declared, and was kept: its number and its masses; see
 * bsr_doubts_of_case(), which also has what is missing or says nothing. @line: that it began in */
void bsr_manifest_remark_doubts (BsrManifest *manifest, int line, const BsrCase *flagged);

/* (transfer full): the reference of a case that no targeting system made: "BILL/CONTAINER", or the
 * container alone where there is no bill. */
char *bsr_manifest_case_id (const char *bill, const char *container);

/* The largest file that is read. */
#define BSR_MANIFEST_MOST_BYTES (64u << 20)

/* Whether @bytes begin like a file of another system that we read; content decides, not the name.
 * CSV comes last: any text whose first lines are a table. @n may be the first 4,096 bytes alone. */
gboolean bsr_manifest_probe (const char *bytes, gsize n, BsrManifestKind *kind);

/* What the columns of a targeting list mean: see bsr-csv-mapping.h. */
typedef struct _BsrCsvMapping BsrCsvMapping;

/**
 * bsr_manifest_read:
 * @mapping: (nullable): for a table; %NULL: by the names of its columns
 *
 * Returns: (transfer full): %BSR_ERROR_UNKNOWN_KIND where it is none of these, _DAMAGED where nothing
 * can be read, naming the place, _LIMIT
 */
BsrManifest *bsr_manifest_read (const char *bytes, gsize n, const BsrCsvMapping *mapping,
                                GCancellable *cancellable, GError **error);

/* "CSV", "CUSCAR", ... as they are shown. */
const char *bsr_manifest_kind_to_string (BsrManifestKind kind);

G_END_DECLS

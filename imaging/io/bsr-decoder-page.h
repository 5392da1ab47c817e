#pragma once

#include "bsr-dicos-report.h"
#include "bsr-image-notes.h"
#include "bsr-image.h"
#include "bsr-raw-layout.h"
#include "bsr-read-limits.h"

G_BEGIN_DECLS

/* What a decoder process finds open: nothing else is. Standard input and output lead nowhere. */
#define BSR_DECODER_FD_MEMORY 3   /* the shared memory */
#define BSR_DECODER_FD_PROGRESS 4 /* a byte 0...100 whenever that much is done; write only */
#define BSR_DECODER_FD_FILES 5    /* the scan's files, read only, from here on */

/* The first bytes of the shared memory are a BsrDecoderPage. Planes begin on such borders, too: the
 * largest pages of memory that Linux is built with are of 64 KiB. */
#define BSR_DECODER_PAGE_BYTES 65536

/* What the decoder is to do; written before it is started. */
typedef struct
{
  gint32 parent; /* process that the decoder ends with */
  char kind[16]; /* id of the files' BsrImageKind */
  gint32 n_files;
  gint32 wants_report; /* what the file finds, and no pixels */
  BsrRawLayout raw;
  BsrReadLimits limits;
  gint32 n_threads;
  gint64 plane_bytes;   /* that all planes may take */
  gint64 scratch_bytes; /* that the rest of the work may take */
  gint32 cpu_seconds;
  gint32 unconfined_allowed; /* decode even where the process cannot be confined */
} BsrDecoderOrder;

typedef enum
{
  BSR_DECODER_SILENT, /* no answer yet */
  BSR_DECODER_READ,
  BSR_DECODER_REPORTED, /* of one who wants a report */
  BSR_DECODER_REFUSED,
  BSR_DECODER_NOT_CONFINED, /* refused for want of a sandbox */
} BsrDecoderState;

typedef enum
{
  BSR_DECODER_DOMAIN_BSR,
  BSR_DECODER_DOMAIN_FILE,
} BsrDecoderDomain;

/* What the decoder says: nothing of it is to be believed before it has been checked. */
typedef struct
{
  guint32 state;
  gint32 confined;
  gint32 n_planes, width, height, bits; /* of an image that was read */
  gint32 is_float, is_colour;
  gint64 offset[BSR_IMAGE_MAX_PLANES]; /* of each plane's rows in the shared memory */
  BsrImageNotes notes;                 /* likewise */
  BsrDicosReport report;               /* where that is wanted */
  guint32 domain;                      /* of an error */
  gint32 code;
  char text[512]; /* of an error, or what keeps it from being confined */
} BsrDecoderAnswer;

typedef struct
{
  BsrDecoderOrder order;
  BsrDecoderAnswer answer;
} BsrDecoderPage;

G_STATIC_ASSERT (sizeof (BsrDecoderPage) <= BSR_DECODER_PAGE_BYTES);

G_END_DECLS

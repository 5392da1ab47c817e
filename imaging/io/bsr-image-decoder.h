#pragma once

#include <gio/gio.h>
#include "bsr-dicos-report.h"
#include "bsr-image-notes.h"
#include "bsr-image-sources.h"
#include "bsr-image.h"
#include "bsr-read-limits.h"

G_BEGIN_DECLS

/**
 * BsrDecoding:
 * @program: (nullable): the decoder; %NULL for the one of the files' kind
 * @limits: (nullable): %NULL for the defaults
 * @n_threads: as bsr_thread_team_size() takes it
 * @seconds: it may take, by the clock; 0: by the files' size, see bsr_image_decode()
 * @unconfined_allowed: decode even where the decoder cannot be shut off from the computer
 * @notes: (nullable): what the files say of the scan goes there
 * @progress: (nullable): how far it is, 0...1; in the thread that waits
 *
 * How foreign files are to be decoded. A plain value; zeros are the defaults.
 */
typedef struct
{
  const char *program;
  const BsrReadLimits *limits;
  int n_threads;
  int seconds;
  gboolean unconfined_allowed;
  BsrImageNotes *notes;
  void (*progress) (double fraction, gpointer data);
  gpointer progress_data;
} BsrDecoding;

/**
 * bsr_image_decode:
 * @decoding: (nullable): %NULL for the defaults
 * @confined: (out) (optional): whether the decoder was shut off; where not, whoever shows the image
 *   says so
 *
 * As bsr_image_read(), of files that nobody vouches for: they are decoded by another process, which
 * can open no file, reach no network, start no program and touch no other process, and has bounded
 * memory and time. Whatever happens to it is one error here and nothing else. The planes lie in memory
 * that it has filled and nobody can write any more; nothing is copied.
 *
 * Time: 5 s of the processor, 1 s more for each 2 MB of the files and for each 100 MB that they may
 * decode to, and six times that by the clock, as other programs may be at work: many times what any
 * scan at hand needs. Blocks: never call it on the main thread.
 *
 * Returns: (transfer full): the image, or %NULL with an error of bsr_image_read() or
 *  - %BSR_ERROR_DAMAGED when the decoder died of the file, or did what it may not;
 *  - %BSR_ERROR_LIMIT when it took too long or too much memory;
 *  - %BSR_ERROR_ENVIRONMENT when it cannot be started or shut off, or was killed from outside
 */
BsrImage *bsr_image_decode (const BsrImageSources *sources, const BsrDecoding *decoding,
                            gboolean *confined, GCancellable *cancellable, GError **error);

/* The same of a file that tells of findings and holds no pixels: a DICOS threat detection report.
 * %FALSE with the same errors, %BSR_ERROR_UNSUPPORTED where it is something else. */
gboolean bsr_image_decode_report (const BsrImageSources *sources, const BsrDecoding *decoding,
                                  BsrDicosReport *report, GCancellable *cancellable,
                                  GError **error);

G_END_DECLS

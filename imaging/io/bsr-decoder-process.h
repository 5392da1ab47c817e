#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BsrDecoderProcess:
 *
 * A decoder at work: a process of its own session that sees the files that it was given and nothing
 * else of ours. It never outlives this object, nor the thread that has made it.
 */
typedef struct _BsrDecoderProcess BsrDecoderProcess;

/* How it ended. */
typedef enum
{
  BSR_DECODER_ENDED,     /* by itself, with an answer or without */
  BSR_DECODER_SIGNALLED, /* see the signal */
  BSR_DECODER_TIMED_OUT, /* killed by us */
  BSR_DECODER_CANCELLED, /* likewise */
} BsrDecoderEnd;

/* (transfer full): @program, started; its memory and files are in the places that
 * bsr-decoder-page.h names. %BSR_ERROR_ENVIRONMENT */
BsrDecoderProcess *bsr_decoder_process_start (const char *program, int memory_fd, const int *files,
                                              int n_files, GError **error);

/* Waits until it has ended, for at most @seconds; @progress: (nullable): called meanwhile, 0...1.
 * Afterwards the process is gone. @signal_number: (out): of one that ended it. */
BsrDecoderEnd bsr_decoder_process_wait (BsrDecoderProcess *process, int seconds,
                                        void (*progress) (double fraction, gpointer data),
                                        gpointer data, GCancellable *cancellable,
                                        int *signal_number);

/* Kills it where it still runs. */
void bsr_decoder_process_free (BsrDecoderProcess *process);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrDecoderProcess, bsr_decoder_process_free)

G_END_DECLS

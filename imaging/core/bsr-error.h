#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrError:
 * @BSR_ERROR_DAMAGED: an input's content is truncated, inconsistent or wrong
 * @BSR_ERROR_UNKNOWN_KIND: an input is of no kind, or of a format version, that we know
 * @BSR_ERROR_UNSUPPORTED: a known kind in a variant that we do not read
 * @BSR_ERROR_LIMIT: an input asks for more than a stated limit
 * @BSR_ERROR_INVALID: the caller asked for something impossible (wrong usage)
 * @BSR_ERROR_ENVIRONMENT: disk, memory or database failed
 * @BSR_ERROR_ACCELERATOR: a library behind a wrapper gave up (an exception, say)
 * @BSR_ERROR_CONFLICT: somebody else has it, or changed it meanwhile: nothing was overwritten
 * @BSR_ERROR_DENIED: whoever asks must say who he is first
 *
 * What failed, for those who must choose what to do about it. Messages are one English
 * sentence without a final full stop that says what is wrong and where; they do not repeat
 * the file's name (the caller knows it). Cancellation is %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  BSR_ERROR_DAMAGED,
  BSR_ERROR_UNKNOWN_KIND,
  BSR_ERROR_UNSUPPORTED,
  BSR_ERROR_LIMIT,
  BSR_ERROR_INVALID,
  BSR_ERROR_ENVIRONMENT,
  BSR_ERROR_ACCELERATOR,
  BSR_ERROR_CONFLICT,
  BSR_ERROR_DENIED,
} BsrError;

#define BSR_ERROR (bsr_error_quark ())
GQuark bsr_error_quark (void);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where this computer's administrator sets what no user may set for himself: basira.conf in the
 * system's folder for configuration. */
const char *bsr_decoding_policy_file (void);

/**
 * bsr_decoding_policy_allows_unconfined:
 * @file: bsr_decoding_policy_file(), or another for tests
 *
 * Whether files may be decoded where the decoder cannot be shut off from the computer (a kernel
 * without seccomp, say):
 *
 *     [decoder]
 *     unconfined=true
 *
 * Only a file counts that root owns and nobody else can write. %FALSE where there is none, or where it
 * says anything else.
 */
gboolean bsr_decoding_policy_allows_unconfined (const char *file);

G_END_DECLS

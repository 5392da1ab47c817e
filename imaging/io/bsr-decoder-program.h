#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): where the decoder @name (nullable: the one that decodes most) that belongs to this
 * program is: the one that was built with it, or installed with it, wherever the whole was put since. */
char *bsr_decoder_program (const char *name);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): where the decoder that belongs to this program is: the one that was built with it, or
 * installed with it, wherever the whole was put since. */
char *bsr_decoder_program (void);

G_END_DECLS

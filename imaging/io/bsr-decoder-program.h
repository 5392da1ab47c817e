#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): where the decoder that belongs to this program is: as installed, or for a program
 * that lies in the tree where it was built, the one built with it. */
char *bsr_decoder_program (void);

G_END_DECLS

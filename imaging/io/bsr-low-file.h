#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files of one energy each, as the exchange contract names them: NAME.png and NAME.low.png beside it;
 * so too of DICOM (.dcm, .dcs, .dicom). Names are told apart by case. */

/* (transfer full) (nullable): where the second energy's file of the one at @path would be; %NULL where
 * the name is of no such kind, or is the second itself. */
char *bsr_low_file_of (const char *path);
/* (transfer full) (nullable): the other way; %NULL where @path is no NAME.low.png. */
char *bsr_low_file_high (const char *path);

G_END_DECLS

#pragma once

#include <gdk/gdk.h>
#include "bsr-render.h"

G_BEGIN_DECLS

/* (transfer full): all of @scene in the default look, in not more than @most pixels a side. Blocks. */
GdkTexture *bsr_scene_texture (const BsrScene *scene, int most);

G_END_DECLS

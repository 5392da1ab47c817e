#pragma once

#include <glib-object.h>
#include "bsr-view-state.h"

G_BEGIN_DECLS

/* A view that a store keeps: one that an officer saved under a name, or the one with which he left
 * the scan. */
typedef struct
{
  char *name;    /* (nullable): as he left it */
  char *officer; /* never NULL */
  GDateTime *at; /* never NULL, UTC */
  BsrViewState *state; /* never NULL */
} BsrKeptView;

BsrKeptView *bsr_kept_view_new (const char *name, const char *officer, GDateTime *at,
                                const BsrViewState *state);
void bsr_kept_view_free (BsrKeptView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrKeptView, bsr_kept_view_free)

G_END_DECLS

#pragma once

#include "bsr-case.h"

G_BEGIN_DECLS

/* One version of what was declared of a container. */
typedef struct
{
  BsrCase *flagged; /* never NULL */
  char *officer;    /* never NULL: who brought it in */
  GDateTime *at;    /* never NULL, UTC */
} BsrDeclaration;

BsrDeclaration *bsr_declaration_new (BsrCase *flagged, const char *officer, GDateTime *at);
void bsr_declaration_free (BsrDeclaration *declaration);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrDeclaration, bsr_declaration_free)

G_END_DECLS

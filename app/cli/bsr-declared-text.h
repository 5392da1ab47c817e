#pragma once

#include "bsr-case.h"
#include "bsr-code-list.h"

G_BEGIN_DECLS

/* (transfer full): a declared item in one line, for people: "0805.21 Oranges, 400 kg", and what its
 * code means by @codes (nullable), where that list knows it. */
char *bsr_declared_to_text (const BsrManifestItem *item, const BsrCodeList *codes);

G_END_DECLS

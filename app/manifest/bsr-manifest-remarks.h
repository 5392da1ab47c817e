#pragma once

#include "bsr-manifest.h"

G_BEGIN_DECLS

/**
 * bsr_manifest_remarks_to_json:
 * @remarks: BsrManifestRemark, all of one container
 *
 * Returns: (transfer full): as the store keeps them on the record of a case: "basira-manifest-remarks/1". Their
 * container is not written: the record is its own.
 */
char *bsr_manifest_remarks_to_json (GPtrArray *remarks);

/**
 * bsr_manifest_remarks_from_json:
 * @length: bytes; -1: up to the terminating NUL
 *
 * Returns: (transfer full): BsrManifestRemark, in their order; %BSR_ERROR_UNKNOWN_KIND, _DAMAGED names the member
 * and the reason, _LIMIT
 */
GPtrArray *bsr_manifest_remarks_from_json (const char *json, gssize length, GError **error);

G_END_DECLS

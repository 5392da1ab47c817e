#pragma once

#include "bsr-intake-options.h"
#include "bsr-intake-result.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/**
 * bsr_manifest_take:
 * @manifest: gets further remarks, of what is in the store
 * @source, @sha256: of its file: "plan.edi (BAPLIE D.95B)"
 * @options: (nullable)
 * @result: is added to, but for the remarks
 * @case_id: (out) (transfer full) (nullable): the last case that it says anything of
 *
 * Brings what another system says into the store.
 *
 * Each declaration is held against the container's newest open case. A case that a targeting system made
 * is filled where it states nothing; what it states stays, and what both state differently becomes a
 * remark. Goods of another bill than it states are not put among its own: each line of them becomes a
 * remark on its record, see bsr-shared-box.h. One that an earlier manifest made gets a new version of its declaration, in which stays what the
 * new one does not state; one of another bill is another's. A list that names its cases itself speaks of those
 * alone. Where there is none of these, a new case is made, named by bsr_manifest_case_id(); a
 * closed one of that name is left as it is. Of a bayplan, the verified gross mass fills a case that states
 * none. Stowages, measurements and remarks of a container go on its newest open case as reports; what
 * belongs to no case is a remark of the result alone. Scans that waited in the tray for one of its cases are linked: see
 * bsr_arrival_link_waiting().
 *
 * Each case is an act of its own, and each report, many of them in one transaction: what is cancelled has taken whole
 * cases and reports, and may be begun again. The same file again changes nothing. Blocks.
 *
 * Returns: %FALSE when the store fails or it was cancelled
 */
gboolean bsr_manifest_take (BsrStore *store, const BsrActor *actor, BsrManifest *manifest,
                            const char *source, const char *sha256,
                            const BsrIntakeOptions *options, BsrIntakeResult *result,
                            char **case_id, GCancellable *cancellable, GError **error);

G_END_DECLS

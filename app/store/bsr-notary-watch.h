#pragma once

#include "bsr-notary.h"

G_BEGIN_DECLS

/**
 * BsrNotaryWatch:
 *
 * Signs a store's log in a worker as the settings of the station say (see bsr_notary_attend()), at once
 * and then every few minutes, as long as it lives. Where the settings name no key it does nothing.
 *
 * Signal "failed" (GError): on the main context; the same sentence only once.
 */
#define BSR_TYPE_NOTARY_WATCH (bsr_notary_watch_get_type ())
G_DECLARE_FINAL_TYPE (BsrNotaryWatch, bsr_notary_watch, BSR, NOTARY_WATCH, GObject)

/* @settings: (nullable): the file of settings, %NULL for the station's; @period_s: seconds, 0 for
 * %BSR_NOTARY_PERIOD_S */
BsrNotaryWatch *bsr_notary_watch_new (BsrStore *store, const BsrActor *actor, const char *settings,
                                      guint period_s);

/* What is due is found out so often: an hour, the least that can be set, is a multiple of it. */
#define BSR_NOTARY_PERIOD_S 300

G_END_DECLS

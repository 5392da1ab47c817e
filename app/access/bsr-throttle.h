#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How fast passwords may be tried. NIST SP 800-63B-4, 3.2.2, asks for not more than 100 failures of an
 * account in a row and names a wait that grows "from 30 seconds up to an hour". The first failures are
 * an officer's own typing and cost nothing. A station's failures, whoever's name was typed, are counted as
 * well: many names at one keyboard are no typing. */
#define BSR_THROTTLE_FREE 3          /* failures of an account, or an unknown name, in a row */
#define BSR_THROTTLE_FREE_STATION 10 /* failures at a station in a row */
#define BSR_THROTTLE_FIRST_S 30      /* the first wait, seconds; each further failure doubles it */
#define BSR_THROTTLE_LONGEST_S 3600
#define BSR_THROTTLE_MOST 100        /* then only a new password by an administrator opens the account */

/* How long to wait after @failures in a row, of which @free cost nothing. Seconds. */
gint64 bsr_throttle_wait (gint64 failures, gint64 free);

/**
 * bsr_throttle_left:
 * @last: of the last failure, @now: microseconds since 1970-01-01 UTC
 *
 * What is left of that wait: microseconds, 0: may be tried. A clock that was set back does not
 * lengthen it beyond a whole wait.
 */
gint64 bsr_throttle_left (gint64 failures, gint64 free, gint64 last, gint64 now);

G_END_DECLS

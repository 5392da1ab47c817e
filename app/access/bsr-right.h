#pragma once

#include "bsr-role.h"

G_BEGIN_DECLS

/**
 * BsrRight:
 *
 * What a role may do. One table of rights and roles decides for the store, which refuses what is not
 * allowed, and for the window, which does not offer it.
 */
typedef enum
{
  BSR_RIGHT_SIGN,            /* in and out; a password of one's own */
  BSR_RIGHT_SEE_CASES,
  BSR_RIGHT_SEE_PERSONAL,    /* of traders, in a case */
  BSR_RIGHT_BRING_IN,        /* cases and scans */
  BSR_RIGHT_ANALYSE,
  BSR_RIGHT_KEEP_VIEWS,
  BSR_RIGHT_MARK,            /* annotations; weighing findings; contesting checks */
  BSR_RIGHT_DECIDE,
  BSR_RIGHT_SUPERVISE,       /* deciding what was referred; closing and reopening cases */
  BSR_RIGHT_HANDLE,          /* caveats, photographs, downtimes of scanners */
  BSR_RIGHT_RECORD_OUTCOMES,
  BSR_RIGHT_TAKE_OVER,       /* a case that another one has in hand */
  BSR_RIGHT_CONFIRM_LOADS,
  BSR_RIGHT_EXPORT,          /* whatever leaves the store */
  BSR_RIGHT_SIGN_LOG,        /* with the station's key */
  BSR_RIGHT_MANAGE_ACCOUNTS,
  BSR_RIGHT_EXPIRE_PERSONAL, /* personal data of traders */
} BsrRight;
#define BSR_N_RIGHTS 17

gboolean bsr_right_is_of (BsrRight right, BsrRole role);
/* (transfer none): translated; one sentence of what is not allowed to whom, without a full stop. */
const char *bsr_right_refusal (BsrRight right);

/* The right that an act of the log needs, by its name there ("decided"); %FALSE: no such act is known,
 * and nobody may do it. */
gboolean bsr_right_of_act (const char *act, BsrRight *right);

G_END_DECLS

#include "bsr-right.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define O (1u << BSR_ROLE_OFFICER)
#define S (1u << BSR_ROLE_SUPERVISOR)
#define T (1u << BSR_ROLE_TRAINER)
#define A (1u << BSR_ROLE_ADMINISTRATOR)
#define P (1u << BSR_ROLE_PARTNER)

/* Who may do what, and what the others are told. Duties are apart (NIST SP 800-53, AC-5): who makes
 * accounts judges no cases, who confirms what an officer found is somebody else (bsr-store.h), and
 * nobody has more than his work needs (AC-6). */
static const struct
{
  guint roles;
  const char *refusal;
} rights[BSR_N_RIGHTS] = {
  [BSR_RIGHT_SIGN] = { O | S | T | A | P, N_ ("sign in first") },
  [BSR_RIGHT_SEE_CASES]
  = { O | S | T | P, N_ ("an administrator sees no cases: sign in as an officer for that") },
  [BSR_RIGHT_SEE_PERSONAL]
  = { O | S, N_ ("only officers and supervisors see who the traders are") },
  [BSR_RIGHT_BRING_IN]
  = { O | S, N_ ("only officers and supervisors bring in cases and scans") },
  [BSR_RIGHT_ANALYSE] = { O | S, N_ ("only officers and supervisors have analyses kept") },
  [BSR_RIGHT_KEEP_VIEWS] = { O | S | T, N_ ("a partner's account changes nothing: views are not kept") },
  [BSR_RIGHT_MARK]
  = { O | S, N_ ("only officers and supervisors mark scans and weigh what was found") },
  [BSR_RIGHT_DECIDE] = { O | S, N_ ("only officers and supervisors decide on cases") },
  [BSR_RIGHT_SUPERVISE]
  = { S, N_ ("only supervisors decide on referred cases, close and reopen them") },
  [BSR_RIGHT_HANDLE]
  = { O | S, N_ ("only officers and supervisors record caveats, photographs and downtimes") },
  [BSR_RIGHT_RECORD_OUTCOMES] = { O | S, N_ ("only officers and supervisors record what was found") },
  [BSR_RIGHT_TAKE_OVER]
  = { S, N_ ("only supervisors take over a case that another officer has") },
  [BSR_RIGHT_CONFIRM_LOADS] = { S, N_ ("only supervisors confirm loads for the library") },
  [BSR_RIGHT_EXPORT]
  = { O | S | A, N_ ("only officers, supervisors and administrators take something out of the store") },
  [BSR_RIGHT_SIGN_LOG]
  = { O | S | A, N_ ("only officers, supervisors and administrators sign the log") },
  [BSR_RIGHT_MANAGE_ACCOUNTS] = { A, N_ ("only administrators manage accounts") },
  [BSR_RIGHT_EXPIRE_PERSONAL] = { A, N_ ("only administrators let personal data expire") },
};

/* The acts of the log, and the right that each needs. An act that is not here is refused where there
 * are accounts. */
static const struct
{
  const char *act;
  BsrRight right;
} acts[] = {
  { "signed-in", BSR_RIGHT_SIGN },
  { "signed-out", BSR_RIGHT_SIGN },
  { "sign-in-failed", BSR_RIGHT_SIGN },
  { "locked", BSR_RIGHT_SIGN },
  { "unlocked", BSR_RIGHT_SIGN },
  { "password-changed", BSR_RIGHT_SIGN },
  { "password-rehashed", BSR_RIGHT_SIGN },
  /* Whoever has a backup's files makes a store of them, and nobody can be signed in there yet. */
  { "restored", BSR_RIGHT_SIGN },
  { "case-viewed", BSR_RIGHT_SEE_CASES },
  { "scan-viewed", BSR_RIGHT_SEE_CASES },
  { "case-imported", BSR_RIGHT_BRING_IN },
  { "case-updated", BSR_RIGHT_BRING_IN },
  { "scan-added", BSR_RIGHT_BRING_IN },
  { "scan-taken", BSR_RIGHT_BRING_IN },
  { "scan-described", BSR_RIGHT_BRING_IN },
  { "scan-linked", BSR_RIGHT_BRING_IN },
  { "scan-set-aside", BSR_RIGHT_BRING_IN },
  { "scan-taken-back", BSR_RIGHT_BRING_IN },
  { "file-refused", BSR_RIGHT_BRING_IN },
  { "report-taken", BSR_RIGHT_BRING_IN },
  { "analysis-saved", BSR_RIGHT_ANALYSE },
  { "analysis-requeued", BSR_RIGHT_ANALYSE },
  { "view-left", BSR_RIGHT_KEEP_VIEWS },
  { "view-saved", BSR_RIGHT_KEEP_VIEWS },
  { "annotation-added", BSR_RIGHT_MARK },
  { "annotation-changed", BSR_RIGHT_MARK },
  { "annotation-removed", BSR_RIGHT_MARK },
  { "finding-weighed", BSR_RIGHT_MARK },
  { "check-contested", BSR_RIGHT_MARK },
  { "contest-withdrawn", BSR_RIGHT_MARK },
  { "case-claimed", BSR_RIGHT_DECIDE },
  { "claim-lapsed", BSR_RIGHT_DECIDE },
  { "case-given-back", BSR_RIGHT_DECIDE },
  { "claim-taken-over", BSR_RIGHT_TAKE_OVER },
  { "decided", BSR_RIGHT_DECIDE },
  { "view-decided-on", BSR_RIGHT_DECIDE },
  { "outcome-recorded", BSR_RIGHT_RECORD_OUTCOMES },
  { "caveat-put", BSR_RIGHT_HANDLE },
  { "caveat-lifted", BSR_RIGHT_HANDLE },
  { "photograph-added", BSR_RIGHT_HANDLE },
  { "downtime-recorded", BSR_RIGHT_HANDLE },
  { "downtime-corrected", BSR_RIGHT_HANDLE },
  { "load-contributed", BSR_RIGHT_CONFIRM_LOADS },
  { "load-withdrawn", BSR_RIGHT_CONFIRM_LOADS },
  { "exported", BSR_RIGHT_EXPORT },
  { "checkpoint-signed", BSR_RIGHT_SIGN_LOG },
  { "account-created", BSR_RIGHT_MANAGE_ACCOUNTS },
  { "account-changed", BSR_RIGHT_MANAGE_ACCOUNTS },
  { "personal-expired", BSR_RIGHT_EXPIRE_PERSONAL },
  { "personal-redacted", BSR_RIGHT_EXPIRE_PERSONAL },
};

gboolean
bsr_right_is_of (BsrRight right, BsrRole role)
{
  g_return_val_if_fail (right < BSR_N_RIGHTS && role < BSR_N_ROLES, FALSE);
  return (rights[right].roles & (1u << role)) != 0;
}

const char *
bsr_right_refusal (BsrRight right)
{
  g_return_val_if_fail (right < BSR_N_RIGHTS, NULL);
  return _ (rights[right].refusal);
}

gboolean
bsr_right_of_act (const char *act, BsrRight *right)
{
  g_return_val_if_fail (act != NULL && right != NULL, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (strcmp (acts[i].act, act) == 0)
      {
        *right = acts[i].right;
        return TRUE;
      }
  return FALSE;
}

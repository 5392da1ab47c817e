#include "bsr-contribution.h"

BsrContribution *
bsr_contribution_new (const char *case_id, const char *supervisor, GDateTime *at)
{
  g_return_val_if_fail (case_id != NULL && supervisor != NULL && at != NULL, NULL);

  BsrContribution *contribution = g_new0 (BsrContribution, 1);
  contribution->case_id = g_strdup (case_id);
  contribution->supervisor = g_strdup (supervisor);
  contribution->at = g_date_time_to_utc (at);
  return contribution;
}

BsrContribution *
bsr_contribution_copy (const BsrContribution *contribution)
{
  g_return_val_if_fail (contribution != NULL, NULL);
  return bsr_contribution_new (contribution->case_id, contribution->supervisor, contribution->at);
}

void
bsr_contribution_free (BsrContribution *contribution)
{
  if (contribution == NULL)
    return;
  g_free (contribution->case_id);
  g_free (contribution->supervisor);
  g_date_time_unref (contribution->at);
  g_free (contribution);
}

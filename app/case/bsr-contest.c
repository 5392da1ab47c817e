#include "bsr-contest.h"

BsrContest *
bsr_contest_new (const char *check, int item, const char *reason, const char *officer,
                 GDateTime *at)
{
  g_return_val_if_fail (check != NULL && item >= -1, NULL);
  g_return_val_if_fail (officer != NULL && at != NULL, NULL);

  BsrContest *contest = g_new0 (BsrContest, 1);
  contest->check = g_strdup (check);
  contest->item = item;
  contest->reason = g_strdup (reason);
  contest->officer = g_strdup (officer);
  contest->at = g_date_time_to_utc (at);
  return contest;
}

BsrContest *
bsr_contest_copy (const BsrContest *contest)
{
  g_return_val_if_fail (contest != NULL, NULL);
  return bsr_contest_new (contest->check, contest->item, contest->reason, contest->officer,
                          contest->at);
}

void
bsr_contest_free (BsrContest *contest)
{
  if (contest == NULL)
    return;
  g_free (contest->check);
  g_free (contest->reason);
  g_free (contest->officer);
  g_date_time_unref (contest->at);
  g_free (contest);
}

gboolean
bsr_contest_is_of (const BsrContest *contest, const char *check, int item)
{
  g_return_val_if_fail (contest != NULL && check != NULL, FALSE);
  return contest->item == item && g_str_equal (contest->check, check);
}

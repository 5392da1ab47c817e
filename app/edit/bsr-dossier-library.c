#include "bsr-dossier.h"

#include "bsr-dossier-private.h"

/* The open case's loads in the station's library. */

static void
contribution_free (gpointer contribution)
{
  bsr_contribution_free (contribution);
}

GPtrArray *
bsr_dossier_copy_standing (BsrDossier *self)
{
  GPtrArray *standing = g_ptr_array_new_with_free_func (contribution_free);
  for (int i = 0; i < (int) self->content->scans->len; i++)
    {
      const BsrContribution *contribution = bsr_dossier_scan_at (self, i)->contribution;
      g_ptr_array_add (standing, contribution != NULL ? bsr_contribution_copy (contribution) : NULL);
    }
  return standing;
}

void
bsr_dossier_set_standing (BsrDossier *self, GPtrArray *standing)
{
  for (int i = 0; i < (int) self->content->scans->len; i++)
    {
      BsrDossierScan *scan = bsr_dossier_scan_at (self, i);
      const BsrContribution *contribution = standing != NULL ? standing->pdata[i] : NULL;
      bsr_contribution_free (scan->contribution);
      scan->contribution = contribution != NULL ? bsr_contribution_copy (contribution) : NULL;
    }
}

const BsrContribution *
bsr_dossier_contribution (BsrDossier *self)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), NULL);
  BsrDossierScan *scan = bsr_dossier_scan_at (self, self->scan_index);
  return scan != NULL ? scan->contribution : NULL;
}

void
bsr_dossier_contribute_load (BsrDossier *self, const char *supervisor)
{
  g_return_if_fail (BSR_IS_DOSSIER (self) && supervisor != NULL && self->scan_index >= 0);

  BsrDossierScan *scan = bsr_dossier_scan_at (self, self->scan_index);
  if (scan->contribution != NULL || !bsr_dossier_may_change (self))
    return;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  BsrDossierAct *act
      = bsr_dossier_act_new (self, BSR_DOSSIER_ACT_CONTRIBUTION, self->scan_index);
  act->contribution = bsr_contribution_new (act->case_id, supervisor, now);
  act->descriptor = scan->analysis != NULL ? bsr_analysis_whole (scan->analysis)->descriptor
                                           : bsr_load_descriptor_blank ();
  act->standing_before = bsr_dossier_copy_standing (self);
  scan->contribution = bsr_contribution_copy (act->contribution);
  bsr_dossier_emit_record_changed (self);
  bsr_dossier_issue (self, act);
}

void
bsr_dossier_withdraw_load (BsrDossier *self, const char *reason)
{
  g_return_if_fail (BSR_IS_DOSSIER (self) && reason != NULL && self->scan_index >= 0);

  BsrDossierScan *scan = bsr_dossier_scan_at (self, self->scan_index);
  if (scan->contribution == NULL || !bsr_dossier_may_change (self))
    return;
  BsrDossierAct *act = bsr_dossier_act_new (self, BSR_DOSSIER_ACT_WITHDRAWAL, self->scan_index);
  act->sha256 = g_strdup (scan->scan->sha256);
  act->reason = g_strdup (reason);
  act->standing_before = bsr_dossier_copy_standing (self);
  g_clear_pointer (&scan->contribution, bsr_contribution_free);
  bsr_dossier_emit_record_changed (self);
  bsr_dossier_issue (self, act);
}

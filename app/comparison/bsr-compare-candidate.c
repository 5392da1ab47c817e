#include "bsr-compare-candidate.h"

G_DEFINE_BOXED_TYPE (BsrCompareCandidate, bsr_compare_candidate, bsr_compare_candidate_ref,
                     bsr_compare_candidate_unref)

BsrCompareCandidate *
bsr_compare_candidate_new (BsrCompareKind kind, BsrCase *flagged, BsrScan *scan)
{
  g_return_val_if_fail (flagged != NULL, NULL);

  BsrCompareCandidate *candidate = g_new0 (BsrCompareCandidate, 1);
  g_atomic_ref_count_init (&candidate->refs);
  candidate->kind = kind;
  candidate->flagged = bsr_case_ref (flagged);
  candidate->scan = scan != NULL ? bsr_scan_ref (scan) : NULL;
  return candidate;
}

BsrCompareCandidate *
bsr_compare_candidate_ref (BsrCompareCandidate *candidate)
{
  g_return_val_if_fail (candidate != NULL, NULL);
  g_atomic_ref_count_inc (&candidate->refs);
  return candidate;
}

void
bsr_compare_candidate_unref (BsrCompareCandidate *candidate)
{
  g_return_if_fail (candidate != NULL);
  if (!g_atomic_ref_count_dec (&candidate->refs))
    return;
  bsr_case_unref (candidate->flagged);
  g_clear_pointer (&candidate->scan, bsr_scan_unref);
  g_free (candidate);
}

#include "bsr-record-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-case-change.h"
#include "bsr-fact-line.h"
#include "bsr-term.h"
#include "bsr-vocabulary.h"

/* Changes that are told one by one; a manifest that was put in anew has hundreds. */
#define MOST_CHANGES 12

static char *
join_lines (GPtrArray *lines, const char *between)
{
  g_ptr_array_add (lines, NULL);
  return g_strjoinv (between, (char **) lines->pdata);
}

char *
bsr_record_words_decision (const BsrDecision *decision)
{
  g_return_val_if_fail (decision != NULL, NULL);
  const char *label
      = decision->code != NULL ? bsr_term_word (BSR_TERMS_REASON, decision->code) : NULL;
  if (label == NULL || g_str_equal (label, decision->reason))
    return g_strdup (decision->reason);
  return g_strdup_printf ("%s: %s", label, decision->reason);
}

static void
add_terms (GPtrArray *lines, GStrv codes)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (int i = 0; codes[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer) bsr_term_word (BSR_TERMS_METHOD, codes[i]));
  if (words->len > 0)
    g_ptr_array_add (lines, join_lines (words, _ (", ")));
}

static void
add_seizures (GPtrArray *lines, GPtrArray *seizures)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  for (guint i = 0; i < seizures->len; i++)
    {
      const BsrSeizure *seizure = seizures->pdata[i];
      g_ascii_formatd (number, sizeof number, "%.10g", seizure->quantity);
      /* Translators: "Seized: Narcotics, 12.5 kg". */
      g_ptr_array_add (lines,
                       g_strdup_printf (_ ("Seized: %s, %s %s"),
                                        bsr_term_word (BSR_TERMS_SEIZURE, seizure->kind), number,
                                        bsr_term_word (BSR_TERMS_UNIT, seizure->unit)));
    }
}

static void
add_seals (GPtrArray *lines, GPtrArray *seals)
{
  for (guint i = 0; i < seals->len; i++)
    {
      const BsrSeal *seal = seals->pdata[i];
      g_autofree char *time = bsr_vocabulary_time (seal->at);
      const char *what = seal->after    ? _ ("Seal put on")
                         : seal->intact ? _ ("Seal found intact")
                                        : _ ("Seal found broken");
      /* Translators: what became of a seal, its number, an officer, a time. */
      g_ptr_array_add (lines, g_strdup_printf (_ ("%s: %s · %s · %s"), what, seal->number,
                                               seal->officer, time));
    }
}

static void
add_times (GPtrArray *lines, const BsrPhysicalExamination *examination)
{
  g_autofree char *from
      = examination->started != NULL ? bsr_vocabulary_time (examination->started) : NULL;
  g_autofree char *to = examination->ended != NULL ? bsr_vocabulary_time (examination->ended) : NULL;
  if (from != NULL && to != NULL)
    g_ptr_array_add (lines, g_strdup_printf (_ ("From %s to %s"), from, to));
  else if (from != NULL)
    g_ptr_array_add (lines, g_strdup_printf (_ ("From %s"), from));
  else if (to != NULL)
    g_ptr_array_add (lines, g_strdup_printf (_ ("Until %s"), to));
  if (examination->team != NULL)
    /* Translators: who took part in an examination. */
    g_ptr_array_add (lines, g_strdup_printf (_ ("Team: %s"), examination->team));
}

char *
bsr_record_words_outcome (const BsrOutcome *outcome)
{
  g_return_val_if_fail (outcome != NULL, NULL);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  if (*outcome->found != '\0')
    g_ptr_array_add (facts, g_strdup (outcome->found));
  if (!isnan (outcome->quantity_kg))
    g_ptr_array_add (facts, bsr_vocabulary_mass (outcome->quantity_kg));
  g_ptr_array_add (facts, g_strdup (bsr_vocabulary_extent (outcome->extent)));
  g_ptr_array_add (lines, join_lines (facts, " · "));
  if (outcome->examination != NULL)
    {
      add_terms (lines, outcome->examination->methods);
      add_seizures (lines, outcome->examination->seizures);
      add_seals (lines, outcome->examination->seals);
      add_times (lines, outcome->examination);
    }
  return join_lines (lines, "\n");
}

char *
bsr_record_words_declaration (const BsrDeclaration *before, const BsrDeclaration *after)
{
  g_return_val_if_fail (after != NULL, NULL);
  if (before == NULL)
    return g_strdup (_ ("As it first came in"));
  g_autoptr (GPtrArray) changes = bsr_case_changes (before->flagged, after->flagged);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < changes->len && i < MOST_CHANGES; i++)
    {
      const BsrCaseChange *change = changes->pdata[i];
      g_autofree char *member = bsr_vocabulary_member (change->member);
      g_autofree char *was
          = bsr_fact_isolated (change->before != NULL ? change->before : _ ("not stated"));
      g_autofree char *is
          = bsr_fact_isolated (change->after != NULL ? change->after : _ ("not stated"));
      /* Translators: what changed in a declaration, what it was, and what it is. */
      g_ptr_array_add (lines, g_strdup_printf (_ ("%s: %s → %s"), member, was, is));
    }
  if (changes->len > MOST_CHANGES)
    g_ptr_array_add (lines, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more change",
                                                          "and %u more changes",
                                                          changes->len - MOST_CHANGES),
                                             changes->len - MOST_CHANGES));
  return join_lines (lines, "\n");
}

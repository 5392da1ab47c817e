#include "bsr-term.h"

#include <glib/gi18n-lib.h>

#define RELEASE BSR_TERM_OF_DECISION (BSR_DECISION_RELEASE)
#define EXAMINE BSR_TERM_OF_DECISION (BSR_DECISION_EXAMINE)
#define SECOND_OPINION BSR_TERM_OF_DECISION (BSR_DECISION_SECOND_OPINION)
#define REFER BSR_TERM_OF_DECISION (BSR_DECISION_REFER)
#define WAIVE BSR_TERM_OF_DECISION (BSR_DECISION_WAIVE)
#define REOPEN BSR_TERM_OF_DECISION (BSR_DECISION_REOPEN)
#define CLOSE BSR_TERM_OF_DECISION (BSR_DECISION_CLOSE)
#define ANY BSR_TERM_OF_ANY

#define TERM(scope, code, label, definition) { code, label, definition, scope },

static const BsrTerm reasons[] = {
#include "decisions.def"
};
static const BsrTerm methods[] = {
#include "methods.def"
};
static const BsrTerm seizures[] = {
#include "seizures.def"
};
static const BsrTerm units[] = {
#include "units.def"
};
static const BsrTerm caveats[] = {
#include "caveats.def"
};
static const BsrTerm downtimes[] = {
#include "downtimes.def"
};

const BsrTerm *
bsr_terms (BsrTermList list, guint *n)
{
  static const struct
  {
    const BsrTerm *terms;
    guint n;
  } lists[] = {
    [BSR_TERMS_REASON] = { reasons, G_N_ELEMENTS (reasons) },
    [BSR_TERMS_METHOD] = { methods, G_N_ELEMENTS (methods) },
    [BSR_TERMS_SEIZURE] = { seizures, G_N_ELEMENTS (seizures) },
    [BSR_TERMS_UNIT] = { units, G_N_ELEMENTS (units) },
    [BSR_TERMS_CAVEAT] = { caveats, G_N_ELEMENTS (caveats) },
    [BSR_TERMS_DOWNTIME] = { downtimes, G_N_ELEMENTS (downtimes) },
  };
  G_STATIC_ASSERT (G_N_ELEMENTS (lists) == BSR_N_TERM_LISTS);
  g_return_val_if_fail ((guint) list < BSR_N_TERM_LISTS && n != NULL, NULL);
  *n = lists[list].n;
  return lists[list].terms;
}

const BsrTerm *
bsr_term_find (BsrTermList list, const char *code)
{
  guint n;
  const BsrTerm *terms = bsr_terms (list, &n);
  for (guint i = 0; code != NULL && i < n; i++)
    if (g_str_equal (terms[i].code, code))
      return &terms[i];
  return NULL;
}

const char *
bsr_term_label (const BsrTerm *term)
{
  g_return_val_if_fail (term != NULL, NULL);
  return _ (term->label);
}

const char *
bsr_term_definition (const BsrTerm *term)
{
  g_return_val_if_fail (term != NULL, NULL);
  return _ (term->definition);
}

const char *
bsr_term_word (BsrTermList list, const char *code)
{
  const BsrTerm *term = bsr_term_find (list, code);
  return term != NULL ? bsr_term_label (term) : code;
}

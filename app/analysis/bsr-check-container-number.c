#include "bsr-checks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-container-number.h"

/* Trust in a reading whose confidence the gate did not state. */
#define USUAL_CONFIDENCE 0.9
/* Trust left in a reading whose own check digit fails: nearly always it is the reading that is
 * wrong, since one wrong digit is what the check digit (ISO 6346, annex A) catches. */
#define FAULTY_READING 0.4
/* A declared number whose check digit fails cannot be a registered container. It is more often
 * a slip of the pen than a lie, so it raises the alarm, but not far. */
#define SCORE_WRONG_DIGIT 0.6

static BsrCheckResult *
check_unread (const char *declared, gboolean digit_fits, int expected_digit)
{
  BsrCheckResult *result = bsr_check_result_new (
      &bsr_check_container_number, "",
      digit_fits
          ? g_strdup_printf (_ ("The gate read no container number to hold against the declared %s"),
                             declared)
          : g_strdup_printf (_ ("The declared number %s is no container's: its check digit "
                                "would be %d"),
                             declared, expected_digit));
  result->score = digit_fits ? 0.0 : SCORE_WRONG_DIGIT;
  if (!digit_fits)
    result->verdict = BSR_VERDICT_MISMATCH;
  return result;
}

static BsrCheckResult *
check_same (const char *declared, gboolean digit_fits, int expected_digit)
{
  BsrCheckResult *result = bsr_check_result_new (
      &bsr_check_container_number, "",
      digit_fits ? g_strdup_printf (_ ("The gate read the declared number %s"), declared)
                 : g_strdup_printf (_ ("The gate read the declared number %s, but its check digit "
                                       "would be %d"),
                                    declared, expected_digit));
  result->score = digit_fits ? 0.0 : SCORE_WRONG_DIGIT;
  result->verdict = bsr_verdict_of_score (result->score);
  return result;
}

static BsrCheckResult *
check_other (const char *declared, const char *read, double confidence)
{
  gboolean sound = bsr_container_number_check (read, NULL) == BSR_CONTAINER_NUMBER_VALID;
  double trust = isnan (confidence) ? USUAL_CONFIDENCE : CLAMP (confidence, 0.0, 1.0);
  char *reason =
      sound ? g_strdup_printf (_ ("The gate read %s, not the declared %s (confidence %.0f %%)"), read,
                               declared, 100.0 * trust)
            : g_strdup_printf (_ ("The gate read %s, not the declared %s, but its own check digit "
                                  "fails: likely misread"),
                               read, declared);
  BsrCheckResult *result = bsr_check_result_new (&bsr_check_container_number, "", reason);
  result->score = sound ? trust : FAULTY_READING * trust;
  result->verdict = bsr_verdict_of_score (result->score);
  if (result->verdict == BSR_VERDICT_CONSISTENT)
    result->verdict = BSR_VERDICT_INCONCLUSIVE;
  return result;
}

static BsrCheckResult *
run (const BsrCheckInput *input)
{
  g_autofree char *declared = bsr_container_number_normalize (input->flagged->container);
  g_autofree char *read =
      input->scan->container ? bsr_container_number_normalize (input->scan->container) : NULL;
  int expected_digit = 0;
  BsrContainerNumberState state = bsr_container_number_check (declared, &expected_digit);
  if (state == BSR_CONTAINER_NUMBER_MALFORMED)
    return NULL; /* a case of our own making for a scan without a declaration */

  gboolean digit_fits = state == BSR_CONTAINER_NUMBER_VALID;
  BsrCheckResult *result;
  if (read == NULL || read[0] == '\0')
    result = check_unread (declared, digit_fits, expected_digit);
  else if (g_str_equal (read, declared))
    result = check_same (declared, digit_fits, expected_digit);
  else
    result = check_other (declared, read, input->scan->container_confidence);
  result->declared_text = g_steal_pointer (&declared);
  if (read != NULL && read[0] != '\0')
    result->observed_text = g_steal_pointer (&read);
  return result;
}

const BsrCheck bsr_check_container_number = { .id = "container-number", .version = 1, .run = run };

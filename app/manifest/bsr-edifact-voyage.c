#include "bsr-edifact-voyage.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define IMO_DIGITS 7

/* Of TDT, D.95B to D.13B: 8028, and within C222 8213 and 8212. */
enum
{
  VOYAGE = 2,
  MEANS = 8,
  MEANS_CODE = 1,
  MEANS_NAME = 4,
};

void
bsr_edifact_voyage_clear (BsrEdifactVoyage *voyage)
{
  g_return_if_fail (voyage != NULL);
  g_clear_pointer (&voyage->vessel, g_free);
  g_clear_pointer (&voyage->imo, g_free);
  g_clear_pointer (&voyage->voyage, g_free);
}

/* (nullable): the seven digits of "9074729" and "IMO 9074729". */
static const char *
imo_digits (const char *code)
{
  if (g_ascii_strncasecmp (code, "IMO", 3) == 0)
    code += 3;
  while (*code == ' ')
    code++;
  return strspn (code, "0123456789") == IMO_DIGITS && code[IMO_DIGITS] == '\0' ? code : NULL;
}

static gboolean
is_imo_right (const char *digits)
{
  int sum = 0;
  for (int i = 0; i < IMO_DIGITS - 1; i++)
    sum += (digits[i] - '0') * (IMO_DIGITS - i);
  return sum % 10 == digits[IMO_DIGITS - 1] - '0';
}

void
bsr_edifact_voyage_take (BsrEdifactVoyage *voyage, BsrEdifact *edifact)
{
  g_return_if_fail (voyage != NULL && edifact != NULL);
  bsr_edifact_voyage_clear (voyage);
  voyage->voyage = bsr_edifact_dup (edifact, VOYAGE, 1);
  voyage->vessel = bsr_edifact_dup (edifact, MEANS, MEANS_NAME);
  g_autofree char *code = bsr_edifact_dup (edifact, MEANS, MEANS_CODE);
  const char *digits = code != NULL ? imo_digits (code) : NULL;
  voyage->imo = g_strdup (digits);
  if (digits != NULL && !is_imo_right (digits))
    bsr_edifact_remark (edifact, NULL, TRUE,
                        _ ("the check digit of the ship's IMO number %s is wrong"), digits);
  if (digits == NULL && voyage->vessel == NULL)
    voyage->vessel = g_steal_pointer (&code);
}

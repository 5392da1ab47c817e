#include "bsr-edifact-equipment.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-container-number.h"
#include "bsr-mass-unit.h"
#include "bsr-size-type.h"

/* Of EQD, D.95B to D.13B: C224 (8155, 8154) and 8169. */
enum
{
  SIZE_TYPE = 3,
  SIZE_TYPE_WORDS = 4,
  FULLNESS = 6,
};

/* Of MEA: 6311, C502 (6313), C174 (6411, 6314). */
enum
{
  PURPOSE = 1,
  ATTRIBUTE = 2,
  AMOUNT = 3,
};

/* Characters of what should be a container's number that are kept. */
#define MOST_NUMBER 64

char *
bsr_edifact_take_container (BsrEdifact *edifact, int element, int component)
{
  g_return_val_if_fail (edifact != NULL, NULL);
  g_autofree char *text
      = bsr_container_number_normalize (bsr_edifact_value (edifact, element, component));
  if (*text != '\0')
    return g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MOST_NUMBER));
  bsr_edifact_remark (edifact, NULL, FALSE, _ ("names no container"));
  return NULL;
}

void
bsr_edifact_doubt_container (BsrEdifact *edifact, const char *number)
{
  g_return_if_fail (edifact != NULL && number != NULL);
  int digit;
  switch (bsr_container_number_check (number, &digit))
    {
    case BSR_CONTAINER_NUMBER_VALID:
      break;
    case BSR_CONTAINER_NUMBER_CHECK_DIGIT:
      bsr_edifact_remark (edifact, number, TRUE,
                          _ ("the check digit of %s is wrong: it would be %d"), number, digit);
      break;
    case BSR_CONTAINER_NUMBER_MALFORMED:
      bsr_edifact_remark (edifact, number, TRUE, _ ("%s is no container number like CSQU3054383"),
                          number);
      break;
    }
}

char *
bsr_edifact_take_size_type (const BsrEdifact *edifact)
{
  char *code = bsr_edifact_dup (edifact, SIZE_TYPE, 1);
  return code != NULL ? code : bsr_edifact_dup (edifact, SIZE_TYPE, SIZE_TYPE_WORDS);
}

int
bsr_edifact_take_empty (const BsrEdifact *edifact)
{
  const char *code = bsr_edifact_value (edifact, FULLNESS, 1);
  if (strlen (code) != 1 || strchr ("4578", *code) == NULL)
    return -1;
  return *code == '4';
}

/* Code lists 6311 and 6313: "WT" stands at either place. */
static BsrEdifactMass
mass_of (const BsrEdifact *edifact)
{
  static const struct
  {
    char code[4];
    BsrEdifactMass mass;
  } rows[] = {
    { "G", BSR_EDIFACT_MASS_GROSS },      { "WT", BSR_EDIFACT_MASS_GROSS },
    { "AAB", BSR_EDIFACT_MASS_GROSS },    { "AAD", BSR_EDIFACT_MASS_GROSS },
    { "AET", BSR_EDIFACT_MASS_GROSS },    { "T", BSR_EDIFACT_MASS_TARE },
    { "VGM", BSR_EDIFACT_MASS_VERIFIED },
  };
  const char *code = bsr_edifact_value (edifact, ATTRIBUTE, 1);
  if (*code == '\0')
    code = bsr_edifact_value (edifact, PURPOSE, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strcmp (rows[i].code, code) == 0)
      return rows[i].mass;
  return BSR_EDIFACT_MASS_NONE;
}

BsrEdifactMass
bsr_edifact_take_mass (BsrEdifact *edifact, const char *container, double *kg)
{
  g_return_val_if_fail (edifact != NULL && kg != NULL, BSR_EDIFACT_MASS_NONE);
  BsrEdifactMass mass = mass_of (edifact);
  if (mass == BSR_EDIFACT_MASS_NONE)
    return mass;
  const char *unit = bsr_edifact_value (edifact, AMOUNT, 1);
  double number, factor = bsr_mass_unit_code_kg (unit);
  if (!bsr_edifact_number (edifact, AMOUNT, 2, &number))
    bsr_edifact_remark (edifact, container, FALSE, _ ("\"%.40s\" is no mass"),
                        bsr_edifact_value (edifact, AMOUNT, 2));
  else if (isnan (factor))
    bsr_edifact_remark (
        edifact, container, FALSE,
        _ ("\"%.20s\" is no unit of mass of Recommendation 20: %.10g of it was left out"), unit,
        number);
  else if (number < 0.0)
    bsr_edifact_remark (edifact, container, FALSE, _ ("a mass of %.10g is below nothing"), number);
  else
    {
      *kg = number * factor;
      return mass;
    }
  return BSR_EDIFACT_MASS_NONE;
}

void
bsr_edifact_doubt_gross (BsrEdifact *edifact, const char *container, const char *size_type,
                         double kg)
{
  double rating = bsr_size_type_rating_kg (size_type);
  if (kg > rating)
    bsr_edifact_remark (
        edifact, container, TRUE,
        _ ("a gross mass of %.0f kg is more than the %.0f kg that such a container may weigh"), kg,
        rating);
}

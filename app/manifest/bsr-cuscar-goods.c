#include "bsr-cuscar-goods.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-cuscar-bill.h"
#include "bsr-edifact-equipment.h"
#include "bsr-hs-code.h"

/* Bytes of a description that are kept, and of its UN numbers. */
#define MOST_DESCRIPTION 2048
#define MOST_DANGERS 256

/* @to is -1 where it is not stated. */
static void
take_packages (BsrEdifact *edifact, int element, const char *container, gint64 *to)
{
  double number;
  const char *text = bsr_edifact_value (edifact, element, 1);
  if (*text == '\0')
    return;
  if (bsr_edifact_number (edifact, element, 1, &number) && bsr_cargo_packages (number) >= 0)
    *to = bsr_cargo_packages (number);
  else
    bsr_edifact_remark (edifact, container, FALSE, _ ("\"%.20s\" is no number of packages"), text);
}

/* (transfer full) (nullable): a code of UN/ECE Recommendation 21 has two letters or digits; a third
 * is of older lists. */
static char *
take_package_type (const BsrEdifact *edifact)
{
  g_autofree char *code = bsr_edifact_dup (edifact, 2, 2);
  if (code == NULL || strlen (code) > 3)
    return bsr_edifact_dup (edifact, 2, 5);
  return g_steal_pointer (&code);
}

void
bsr_cuscar_end_goods (BsrCuscarReading *reading)
{
  if (reading->goods == NULL)
    return;
  if (reading->dangers->len > 0)
    g_string_append_printf (reading->description, "%s(%s)",
                            reading->description->len > 0 ? " " : "", reading->dangers->str);
  g_string_free (reading->dangers, TRUE);
  char *description = g_strstrip (g_string_free (reading->description, FALSE));
  if (*description != '\0')
    reading->goods->said.description = description;
  else
    g_free (description);
  reading->goods = NULL;
}

/* GID: C213 with 7224, the number of packages, and 7065, their type. */
void
bsr_cuscar_take_goods (BsrCuscarReading *reading)
{
  bsr_cuscar_end_goods (reading);
  reading->goods = bsr_cargo_add_goods (reading->cargo, bsr_cuscar_need_bill (reading));
  reading->description = g_string_new (NULL);
  reading->dangers = g_string_new (NULL);
  reading->has_content = TRUE;
  reading->place = BSR_CUSCAR_GOODS;
  reading->box = NULL;
  take_packages (reading->edifact, 2, NULL, &reading->goods->said.packages);
  reading->goods->said.package_type = take_package_type (reading->edifact);
}

/* A text of C108 has up to 70 characters in D.95B, 512 in D.03B; some makers count the release
 * characters too. One that is full goes on in the next in the midst of a word. */
static gboolean
is_full (const char *text)
{
  glong length = g_utf8_strlen (text, -1), released = length;
  for (const char *byte = strpbrk (text, ":+?'"); byte != NULL; byte = strpbrk (byte + 1, ":+?'"))
    released++;
  return length == 70 || length == 512 || released == 70 || released == 512;
}

/* FTX+AAA, the description: five texts. */
void
bsr_cuscar_take_text (BsrCuscarReading *reading)
{
  GString *description = reading->description;
  if (reading->goods == NULL || strcmp (bsr_edifact_value (reading->edifact, 1, 1), "AAA") != 0)
    return;
  if (description->len > 0)
    g_string_append_c (description, ' ');
  for (int i = 1; i <= 5; i++)
    {
      const char *text = bsr_edifact_value (reading->edifact, 4, i);
      if (*text == '\0' || description->len + strlen (text) > MOST_DESCRIPTION)
        continue;
      g_string_append (description, text);
      if (!is_full (text))
        g_string_append_c (description, ' ');
    }
  g_strchomp (description->str);
  description->len = strlen (description->str);
}

/* SGP: C237 with 8260, the container, and 7224, how many of the packages are in it. */
void
bsr_cuscar_take_split (BsrCuscarReading *reading)
{
  BsrCargoBox *box = bsr_cuscar_take_box (reading, 1, 1);
  if (box == NULL)
    return;
  BsrCargoBill *bill = bsr_cuscar_need_bill (reading);
  reading->box = box;
  reading->has_content = TRUE;
  if (reading->goods == NULL)
    {
      if (box->within == NULL)
        box->within = bill;
      return;
    }
  reading->place = BSR_CUSCAR_SPLIT;
  BsrCargoShare *share = bsr_cargo_add_share (reading->cargo, reading->goods, box);
  take_packages (reading->edifact, 2, box->number, &share->packages);
}

void
bsr_cuscar_take_goods_mass (BsrCuscarReading *reading)
{
  BsrCargoGoods *goods = reading->goods;
  const char *container = reading->box != NULL ? reading->box->number : NULL;
  double kg;
  if (goods == NULL
      || bsr_edifact_take_mass (reading->edifact, container, &kg) != BSR_EDIFACT_MASS_GROSS)
    return;
  bsr_edifact_doubt_gross (reading->edifact, container, NULL, kg);
  if (reading->place == BSR_CUSCAR_SPLIT)
    g_array_index (goods->shares, BsrCargoShare, goods->shares->len - 1).gross_kg = kg;
  else
    goods->said.gross_kg = kg;
}

/* What may be a code: C246 of CST (7361) and C212 of PIA (7140, of kind "HS"), up to five of them.
 * Code list 1131 has 117 for customs procedures, which have digits as well. */
void
bsr_cuscar_take_code (BsrCuscarReading *reading)
{
  gboolean is_pia = bsr_edifact_is (reading->edifact, "PIA");
  for (int element = 2; element <= 6 && reading->goods != NULL; element++)
    {
      char digits[BSR_HS_CODE_MOST_DIGITS + 1];
      const char *kind = bsr_edifact_value (reading->edifact, element, 2);
      int n = bsr_hs_code_digits (bsr_edifact_value (reading->edifact, element, 1), digits);
      BsrManifestItem *said = &reading->goods->said;
      if (n < 4 || *said->hs != '\0'
          || (is_pia ? strcmp (kind, "HS") != 0 : strcmp (kind, "117") == 0))
        continue;
      g_free (said->hs);
      said->hs = g_strdup (digits);
    }
}

/* DGS: C234 with 7124, the four digits of the United Nations' number. */
void
bsr_cuscar_take_danger (BsrCuscarReading *reading)
{
  const char *code = bsr_edifact_value (reading->edifact, 3, 1);
  if (reading->goods == NULL || *code == '\0')
    return;
  if (strlen (code) != 4 || strspn (code, "0123456789") != 4)
    bsr_edifact_remark (reading->edifact, NULL, FALSE, _ ("\"%.20s\" is no UN number"), code);
  else if (strstr (reading->dangers->str, code) == NULL && reading->dangers->len < MOST_DANGERS)
    g_string_append_printf (reading->dangers, "%sUN%s", reading->dangers->len > 0 ? ", " : "",
                            code);
}

/* PCI: C210 with 7102, the marks and labels on the packages, up to ten lines of them. */
void
bsr_cuscar_take_marks (BsrCuscarReading *reading)
{
  for (int i = 1; i <= 10 && reading->goods != NULL; i++)
    {
      g_autofree char *line = bsr_edifact_dup (reading->edifact, 2, i);
      if (line != NULL)
        bsr_cargo_goods_add_marks (reading->goods, bsr_edifact_line (reading->edifact), line);
    }
}

void
bsr_cuscar_take_origin (BsrCuscarReading *reading)
{
  g_autofree char *code = bsr_edifact_dup (reading->edifact, 2, 1);
  if (code == NULL || strlen (code) != 2 || !g_ascii_isupper (code[0])
      || !g_ascii_isupper (code[1]))
    return;
  g_free (reading->goods->said.origin);
  reading->goods->said.origin = g_steal_pointer (&code);
}

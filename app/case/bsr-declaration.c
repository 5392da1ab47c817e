#include "bsr-declaration.h"

BsrDeclaration *
bsr_declaration_new (BsrCase *flagged, const char *officer, GDateTime *at)
{
  g_return_val_if_fail (flagged != NULL && officer != NULL && at != NULL, NULL);
  BsrDeclaration *declaration = g_new0 (BsrDeclaration, 1);
  declaration->flagged = bsr_case_ref (flagged);
  declaration->officer = g_strdup (officer);
  declaration->at = g_date_time_to_utc (at);
  return declaration;
}

void
bsr_declaration_free (BsrDeclaration *declaration)
{
  if (declaration == NULL)
    return;
  bsr_case_unref (declaration->flagged);
  g_free (declaration->officer);
  g_date_time_unref (declaration->at);
  g_free (declaration);
}

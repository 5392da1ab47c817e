#include "bsr-status.h"

#include "bsr-error.h"

BsrStatus
bsr_status_of_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, BSR_STATUS_DONE);

  /* A folder where a file is meant is an input of an unknown kind; all else that keeps a file
   * from being read is the environment's. */
  if (error->domain == G_FILE_ERROR)
    return error->code == G_FILE_ERROR_ISDIR ? BSR_STATUS_INPUT : BSR_STATUS_ENVIRONMENT;
  if (error->domain == G_OPTION_ERROR)
    return BSR_STATUS_USAGE;
  if (error->domain != BSR_ERROR)
    return BSR_STATUS_ENVIRONMENT;
  switch ((BsrError) error->code)
    {
    case BSR_ERROR_DAMAGED:
    case BSR_ERROR_UNKNOWN_KIND:
    case BSR_ERROR_UNSUPPORTED:
    case BSR_ERROR_LIMIT:
      return BSR_STATUS_INPUT;
    case BSR_ERROR_INVALID:
    case BSR_ERROR_DENIED:
      return BSR_STATUS_USAGE;
    case BSR_ERROR_ENVIRONMENT:
    case BSR_ERROR_ACCELERATOR:
    case BSR_ERROR_CONFLICT:
    default:
      return BSR_STATUS_ENVIRONMENT;
    }
}

BsrStatus
bsr_status_worse (BsrStatus a, BsrStatus b)
{
  return MAX (a, b);
}

#include "bsr-postgres-batch.h"

gboolean
bsr_postgres_batch_send (PGconn *link, const char *name, int n, const char *const *values)
{
  return (PQpipelineStatus (link) != PQ_PIPELINE_OFF || PQenterPipelineMode (link) == 1)
         && PQsendQueryPrepared (link, name, n, values, NULL, NULL, 0) == 1;
}

PGresult *
bsr_postgres_batch_wait (PGconn *link)
{
  PGresult *bad = NULL;
  gboolean more = PQpipelineStatus (link) != PQ_PIPELINE_OFF && PQpipelineSync (link) == 1;
  while (more && PQstatus (link) == CONNECTION_OK)
    {
      PGresult *result = PQgetResult (link); /* NULL stands between the answers to two statements */
      ExecStatusType status = result != NULL ? PQresultStatus (result) : PGRES_COMMAND_OK;
      more = status != PGRES_PIPELINE_SYNC;
      if (status == PGRES_FATAL_ERROR && bad == NULL)
        bad = result;
      else
        PQclear (result);
    }
  PQexitPipelineMode (link);
  return bad;
}

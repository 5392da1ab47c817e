#include "bsr-figures-writer-private.h"

static void
begin_row (BsrJsonWriter *writer, const char *dimension, const char *name)
{
  bsr_json_writer_begin_object (writer, NULL);
  bsr_json_writer_string (writer, "group", dimension);
  bsr_json_writer_string (writer, "name", name);
}

static void
put_honest (BsrJsonWriter *writer, const GArray *rows)
{
  bsr_json_writer_begin_array (writer, "honest");
  for (guint i = 0; i < rows->len; i++)
    {
      const BsrHonestFigures *row = &g_array_index (rows, BsrHonestFigures, i);
      begin_row (writer, row->dimension, row->name);
      bsr_figures_put_interval (writer, "alarmed", &row->alarmed);
      bsr_figures_put_interval (writer, "inconclusive", &row->inconclusive);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

static void
put_checks (BsrJsonWriter *writer, const GArray *rows)
{
  bsr_json_writer_begin_array (writer, "checks");
  for (guint i = 0; i < rows->len; i++)
    {
      const BsrCheckFigures *row = &g_array_index (rows, BsrCheckFigures, i);
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "check", row->check);
      bsr_json_writer_string (writer, "lie", row->lie);
      bsr_figures_put_interval (writer, "alarmed", &row->alarmed);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

static void
put_litre (BsrJsonWriter *writer, const GArray *rows)
{
  bsr_json_writer_begin_array (writer, "things_in_empty");
  for (guint i = 0; i < rows->len; i++)
    {
      const BsrLitreFigures *row = &g_array_index (rows, BsrLitreFigures, i);
      begin_row (writer, row->dimension, row->name);
      bsr_figures_put_interval (writer, "alarmed", &row->alarmed);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

static void
put_masses (BsrJsonWriter *writer, const GArray *rows)
{
  bsr_json_writer_begin_array (writer, "mass");
  for (guint i = 0; i < rows->len; i++)
    {
      const BsrMassFigures *row = &g_array_index (rows, BsrMassFigures, i);
      begin_row (writer, row->dimension, row->name);
      bsr_figures_put_quartiles (writer, "error", &row->error);
      bsr_figures_put_interval (writer, "median_error", &row->median);
      bsr_figures_put_interval (writer, "within_interval", &row->within);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

static void
put_commodities (BsrJsonWriter *writer, const BsrManifestFigures *figures)
{
  bsr_json_writer_begin_object (writer, "commodity");
  bsr_json_writer_integer (writer, "headings", figures->n_headings);
  bsr_json_writer_begin_array (writer, "guessed");
  for (guint i = 0; i < figures->commodities->len; i++)
    {
      const BsrCommodityFigures *row = &g_array_index (figures->commodities, BsrCommodityFigures, i);
      begin_row (writer, row->dimension, row->name);
      bsr_figures_put_interval (writer, "first", &row->first);
      bsr_figures_put_interval (writer, "among_five", &row->among_five);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
  bsr_json_writer_end_object (writer);
}

void
bsr_figures_put_manifest (BsrJsonWriter *writer, const BsrManifestFigures *figures)
{
  g_return_if_fail (writer != NULL && figures != NULL);

  bsr_figures_put_rocs (writer, "manifest", figures->lies);
  put_honest (writer, figures->honest);
  put_checks (writer, figures->checks);
  bsr_figures_put_reliability (writer, "manifest_reliability", "declarations", "false",
                               &figures->reliability);
  bsr_figures_put_rocs (writer, "emptiness", figures->emptiness);
  put_litre (writer, figures->litre);
  put_masses (writer, figures->masses);
  put_commodities (writer, figures);
}

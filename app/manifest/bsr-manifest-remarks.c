#include "bsr-manifest-remarks.h"

#include "bsr-json-reader.h"
#include "bsr-json-writer.h"

#define FORMAT "basira-manifest-remarks"

char *
bsr_manifest_remarks_to_json (GPtrArray *remarks)
{
  g_return_val_if_fail (remarks != NULL, NULL);
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", FORMAT "/1");
  bsr_json_writer_begin_array (writer, "remarks");
  for (guint i = 0; i < remarks->len; i++)
    {
      const BsrManifestRemark *remark = g_ptr_array_index (remarks, i);
      bsr_json_writer_begin_object (writer, NULL);
      if (remark->line > 0)
        bsr_json_writer_integer (writer, "line", remark->line);
      bsr_json_writer_string (writer, "place", remark->place);
      bsr_json_writer_string (writer, "bill", remark->bill);
      bsr_json_writer_boolean (writer, "kept", remark->kept);
      bsr_json_writer_string (writer, "reason", remark->reason);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
  return bsr_json_writer_finish (writer);
}

static BsrManifestRemark *
read_remark (BsrJsonReader *reader)
{
  BsrManifestRemark *remark = g_new0 (BsrManifestRemark, 1);
  remark->line = bsr_json_reader_integer (reader, "line", FALSE, 1, G_MAXINT, 0);
  remark->place = bsr_json_reader_string (reader, "place", FALSE);
  remark->bill = bsr_json_reader_string (reader, "bill", FALSE);
  remark->kept = bsr_json_reader_boolean (reader, "kept", FALSE);
  remark->reason = bsr_json_reader_string (reader, "reason", TRUE);
  return remark;
}

GPtrArray *
bsr_manifest_remarks_from_json (const char *json, gssize length, GError **error)
{
  g_return_val_if_fail (json != NULL, NULL);
  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (json, length, error);
  if (reader == NULL)
    return NULL;

  bsr_json_reader_expect_format (reader, FORMAT, 1);
  g_autoptr (GPtrArray) remarks
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_manifest_remark_free);
  /* One more than is kept of a file: the last says that there is more. */
  int n = bsr_json_reader_array_size (reader, "remarks", TRUE, 0, BSR_MANIFEST_MOST_REMARKS + 1);
  for (int i = 0; i < n && bsr_json_reader_enter_element (reader, "remarks", i); i++)
    {
      g_ptr_array_add (remarks, read_remark (reader));
      bsr_json_reader_leave (reader);
    }
  return bsr_json_reader_finish (reader, error) ? g_steal_pointer (&remarks) : NULL;
}

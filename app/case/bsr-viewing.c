#include "bsr-viewing.h"

#include "bsr-error.h"
#include "bsr-json-reader.h"

gboolean
bsr_viewing_is_valid (const BsrViewing *viewing)
{
  g_return_val_if_fail (viewing != NULL, FALSE);
  /* Both are counted in whole cells: their sum may round to just over 1. */
  const double most = 1.0 + 1e-9;
  return viewing->displayed >= 0.0 && viewing->not_penetrated >= 0.0
         && viewing->displayed + viewing->not_penetrated <= most && viewing->object_mm > 0.0
         && viewing->object_steel_mm > 0.0;
}

BsrViewing *
bsr_viewing_copy (const BsrViewing *viewing)
{
  return viewing != NULL ? g_memdup2 (viewing, sizeof *viewing) : NULL;
}

static void
write_members (BsrJsonWriter *writer, const BsrViewing *viewing)
{
  bsr_json_writer_number (writer, "displayed", viewing->displayed);
  bsr_json_writer_number (writer, "not_penetrated", viewing->not_penetrated);
  bsr_json_writer_number (writer, "object_mm", viewing->object_mm);
  bsr_json_writer_number (writer, "object_steel_mm", viewing->object_steel_mm);
}

void
bsr_viewing_write (BsrJsonWriter *writer, const char *member, const BsrViewing *viewing)
{
  if (viewing == NULL)
    return;
  bsr_json_writer_begin_object (writer, member);
  write_members (writer, viewing);
  bsr_json_writer_end_object (writer);
}

char *
bsr_viewing_to_json (const BsrViewing *viewing)
{
  g_return_val_if_fail (viewing != NULL, NULL);
  BsrJsonWriter *writer = bsr_json_writer_new ();
  write_members (writer, viewing);
  return bsr_json_writer_finish (writer);
}

BsrViewing *
bsr_viewing_from_json (const char *json, GError **error)
{
  g_return_val_if_fail (json != NULL, NULL);
  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (json, -1, error);
  if (reader == NULL)
    return NULL;
  BsrViewing viewing = {
    .displayed = bsr_json_reader_number (reader, "displayed", TRUE, bsr_json_share),
    .not_penetrated = bsr_json_reader_number (reader, "not_penetrated", TRUE, bsr_json_share),
    .object_mm = bsr_json_reader_number (reader, "object_mm", TRUE, bsr_json_positive),
    .object_steel_mm = bsr_json_reader_number (reader, "object_steel_mm", TRUE, bsr_json_positive),
  };
  if (bsr_json_reader_ok (reader) && !bsr_viewing_is_valid (&viewing))
    bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, "displayed",
                          "must not exceed 1 with not_penetrated");
  return bsr_json_reader_finish (reader, error) ? bsr_viewing_copy (&viewing) : NULL;
}

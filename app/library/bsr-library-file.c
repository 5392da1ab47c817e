#include "bsr-library-file.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-new-file.h"

#define FORMAT "basira-library"
#define MAX_LOADS 10000000

/* Ends the document of @writer as one line: the writer's own line ends are all that it has, those in
 * texts are escaped. */
static gboolean
write_line (BsrNewFile *file, BsrJsonWriter *writer, GError **error)
{
  g_autofree char *text = bsr_json_writer_finish (writer);
  g_autoptr (GString) line = g_string_new (NULL);
  for (const char *from = text; *from != '\0'; from++)
    if (*from == '\n')
      from += strspn (from + 1, " ");
    else
      g_string_append_c (line, *from);
  g_string_append_c (line, '\n');
  return bsr_new_file_write (file, bsr_new_file_size (file), line->str, line->len, error);
}

static gboolean
write_head (BsrNewFile *file, guint n_loads, GError **error)
{
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", FORMAT "/1");
  bsr_json_writer_integer (writer, "loads", n_loads);
  return write_line (file, writer, error);
}

static gboolean
write_load (BsrNewFile *file, const BsrLibraryEntry *entry, const char *station, GError **error)
{
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "id", entry->id);
  bsr_json_writer_string (writer, "heading", entry->heading);
  bsr_json_writer_string (writer, "scan", entry->scan);
  bsr_json_writer_string (writer, "when", entry->when);
  bsr_json_writer_string (writer, "station", entry->station != NULL ? entry->station : station);
  bsr_json_writer_begin_object (writer, "descriptor");
  bsr_library_entry_write_descriptor (entry, writer);
  bsr_json_writer_end_object (writer);
  return write_line (file, writer, error);
}

gboolean
bsr_library_write (const BsrLibrary *library, const char *path, const char *station,
                   GError **error)
{
  g_return_val_if_fail (library != NULL && path != NULL && station != NULL, FALSE);

  if (*station == '\0' || !g_utf8_validate (station, -1, NULL))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("a library is exported under a station's name"));
      return FALSE;
    }
  g_autoptr (GPtrArray) entries = bsr_library_list (library, NULL);
  g_autoptr (BsrNewFile) file = bsr_new_file_open (path, error);
  gboolean good = file != NULL && write_head (file, entries->len, error);
  for (guint i = 0; good && i < entries->len; i++)
    good = write_load (file, entries->pdata[i], station, error);
  return good && bsr_new_file_commit (file, error);
}

/* The next line; %NULL at the end, or with @error. */
static char *
next_line (GDataInputStream *stream, gsize *length, GError **error)
{
  g_autoptr (GError) problem = NULL;
  char *line = g_data_input_stream_read_line (stream, length, NULL, &problem);
  if (problem != NULL)
    g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("cannot be read: %s"),
                 problem->message);
  return line;
}

/* %NULL, with @error unless the file has ended. */
static BsrJsonReader *
next_document (GDataInputStream *stream, GError **error)
{
  gsize length = 0;
  g_autofree char *line = next_line (stream, &length, error);
  return line != NULL ? bsr_json_reader_new (line, (gssize) length, error) : NULL;
}

/* The descriptor of the load, and with it the load. */
static BsrLibraryEntry *
read_content (BsrJsonReader *reader, const char *heading, const char *scan, const char *when,
              GError **error)
{
  if (!bsr_json_reader_enter (reader, "descriptor"))
    {
      bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, "descriptor", _ ("is missing"));
      return NULL;
    }
  GError *problem = NULL;
  BsrLibraryEntry *entry = bsr_library_entry_read (heading, scan, when, reader, &problem);
  bsr_json_reader_leave (reader);
  if (problem != NULL)
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED, problem->message);
      g_error_free (problem);
    }
  return entry;
}

static BsrLibraryEntry *
read_load (BsrJsonReader *reader, GError **error)
{
  GError *problem = NULL;
  g_autofree char *id = bsr_json_reader_string (reader, "id", TRUE);
  g_autofree char *heading = bsr_json_reader_string (reader, "heading", TRUE);
  g_autofree char *scan = bsr_json_reader_string (reader, "scan", TRUE);
  g_autofree char *when = bsr_json_reader_string (reader, "when", TRUE);
  g_autofree char *station
      = bsr_json_reader_pattern (reader, "station", TRUE, "[^\\s]", _ ("a name that is not empty"));
  g_autoptr (BsrLibraryEntry) entry = NULL;
  if (bsr_json_reader_ok (reader))
    entry = read_content (reader, heading, scan, when, &problem);
  if (problem == NULL && entry != NULL && !g_str_equal (entry->id, id))
    bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, "id", _ ("is not that of the load's content"));
  if (problem != NULL)
    g_propagate_error (error, problem);
  if (problem != NULL || !bsr_json_reader_finish (reader, error))
    return NULL;
  bsr_library_entry_confirm (entry, NULL, station);
  return g_steal_pointer (&entry);
}

/* How many loads the file promises; -1 with @error. */
static gint64
read_head (GDataInputStream *stream, GError **error)
{
  GError *problem = NULL;
  gint64 n_loads = -1;
  g_autoptr (BsrJsonReader) reader = next_document (stream, &problem);
  if (reader != NULL)
    {
      bsr_json_reader_expect_format (reader, FORMAT, 1);
      n_loads = bsr_json_reader_integer (reader, "loads", TRUE, 0, MAX_LOADS, -1);
      if (bsr_json_reader_finish (reader, &problem))
        return n_loads;
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  else
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("the file is empty"));
  g_prefix_error (error, _ ("line %lld: "), 1LL);
  return -1;
}

/* One more load, on line @line; %FALSE with @error, or without it at the end of the file. */
static gboolean
read_next (GDataInputStream *stream, BsrLibrary *library, gint64 line, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrJsonReader) reader = next_document (stream, &problem);
  g_autoptr (BsrLibraryEntry) entry = reader != NULL ? read_load (reader, &problem) : NULL;
  if (entry != NULL)
    bsr_library_add (library, entry);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      g_prefix_error (error, _ ("line %lld: "), (long long) line);
    }
  return entry != NULL;
}

static BsrLibrary *
read_loads (GDataInputStream *stream, GError **error)
{
  GError *problem = NULL;
  gint64 n_loads = read_head (stream, error), n = 0;
  if (n_loads < 0)
    return NULL;
  g_autoptr (BsrLibrary) library = bsr_library_new ();
  while (read_next (stream, library, n + 2, &problem))
    n++;
  if (problem == NULL && n != n_loads)
    g_set_error (&problem, BSR_ERROR, BSR_ERROR_DAMAGED,
                 _ ("holds %lld loads, not the %lld that its first line promises"), (long long) n,
                 (long long) n_loads);
  if (problem == NULL)
    return g_steal_pointer (&library);
  g_propagate_error (error, problem);
  return NULL;
}

/* A pipe or a device is refused before it is opened: it may never end. */
static gboolean
is_readable (GFile *file, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (
      file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
      G_FILE_QUERY_INFO_NONE, NULL, &problem);
  if (info == NULL)
    g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("cannot be read: %s"),
                 problem->message);
  else if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("not a regular file"));
  else if (g_file_info_get_size (info) > BSR_LIBRARY_MAX_BYTES)
    g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT, _ ("larger than the %d MiB that are read"),
                 BSR_LIBRARY_MAX_BYTES / (1024 * 1024));
  else
    return TRUE;
  return FALSE;
}

BsrLibrary *
bsr_library_read (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (GError) problem = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  if (!is_readable (file, error))
    return NULL;
  g_autoptr (GFileInputStream) bytes = g_file_read (file, NULL, &problem);
  if (bytes == NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("cannot be read: %s"),
                   problem->message);
      return NULL;
    }
  g_autoptr (GDataInputStream) stream = g_data_input_stream_new (G_INPUT_STREAM (bytes));
  g_buffered_input_stream_set_buffer_size (G_BUFFERED_INPUT_STREAM (stream), 65536);
  return read_loads (stream, error);
}

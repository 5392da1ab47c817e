#include "bsr-raw-file.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "bsr-error.h"
#include "bsr-json-reader.h"

/* Each in the order of its enumeration. */
static const char *const samples[] = { "uint8", "uint16", "float32", NULL };
static const char *const byte_orders[] = { "little", "big", NULL };

/* Longest header of a plane's file, bytes: more is a slip. */
#define MAX_OFFSET (G_GINT64_CONSTANT (1) << 40)

gboolean
bsr_raw_file_looks_like_one (const char *path)
{
  g_return_val_if_fail (path != NULL, FALSE);

  char beginning[64] = "";
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0)
    return FALSE;
  if (read (fd, beginning, sizeof beginning - 1) < 0)
    beginning[0] = '\0';
  close (fd);
  return beginning[strspn (beginning, " \t\r\n")] == '{';
}

/* A plane's file lies beside the description: nothing else of the computer can be named. */
static char *
read_path (BsrJsonReader *reader, const char *folder, const char *member)
{
  g_autofree char *name = bsr_json_reader_string (reader, "file", TRUE);
  if (name == NULL)
    return g_strdup ("");
  if (name[0] == '\0' || name[0] == '.' || strchr (name, G_DIR_SEPARATOR) != NULL)
    bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, member,
                          _ ("must be the name of a file beside the description"));
  return g_build_filename (folder, name, NULL);
}

static void
read_planes (BsrJsonReader *reader, const char *path, BsrRawFile *raw)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int n = bsr_json_reader_array_size (reader, "planes", TRUE, 1, BSR_IMAGE_MAX_PLANES);

  raw->paths = g_new0 (char *, n + 1);
  for (int i = 0; i < n; i++)
    {
      if (!bsr_json_reader_enter_element (reader, "planes", i))
        return;
      raw->paths[i] = read_path (reader, folder, "file");
      raw->layout.offset[i] = bsr_json_reader_integer (reader, "offset", FALSE, 0, MAX_OFFSET, 0);
      bsr_json_reader_leave (reader);
    }
  raw->layout.n_planes = n;
}

BsrRawFile *
bsr_raw_file_from_json (const char *path, const char *json, gssize length, GError **error)
{
  g_return_val_if_fail (path != NULL && json != NULL, NULL);

  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (json, length, error);
  if (reader == NULL)
    return NULL;
  g_autoptr (BsrRawFile) raw = g_new0 (BsrRawFile, 1);
  bsr_json_reader_expect_format (reader, "basira-raw", 1);
  raw->layout.width
      = (int) bsr_json_reader_integer (reader, "width", TRUE, 1, BSR_PLANE_MAX_EDGE, 0);
  raw->layout.height
      = (int) bsr_json_reader_integer (reader, "height", TRUE, 1, BSR_PLANE_MAX_EDGE, 0);
  int sample = bsr_json_reader_choice (reader, "sample", samples, -1);
  raw->layout.sample = (BsrRawSample) MAX (sample, 0);
  /* The order matters where a sample has several bytes, and nothing could tell that it is wrong. */
  raw->layout.big_endian = bsr_json_reader_choice (reader, "byte_order", byte_orders,
                                                   raw->layout.sample == BSR_RAW_U8 ? 0 : -1)
                           == 1;
  read_planes (reader, path, raw);
  return bsr_json_reader_finish (reader, error) ? g_steal_pointer (&raw) : NULL;
}

BsrRawFile *
bsr_raw_file_read (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  gsize length;
  g_autofree char *json = bsr_json_load_file (path, &length, error);
  return json != NULL ? bsr_raw_file_from_json (path, json, (gssize) length, error) : NULL;
}

void
bsr_raw_file_free (BsrRawFile *raw)
{
  g_return_if_fail (raw != NULL);
  g_strfreev (raw->paths);
  g_free (raw);
}

#include "bsr-tiff-chain.h"

#include "bsr-error.h"

/* Entries that one page header may hold; registered tags are some 300. */
#define MAX_ENTRIES 4096
/* TIFF 6.0: stored bytes of each strip. */
#define TAG_STRIP_BYTE_COUNTS 279
/* Entries may share small values (one resolution for x and y, say): bytes forgiven for that. */
#define SHARED_BYTES_ALLOWED 65536

typedef struct
{
  BsrFileSource *source;
  gboolean big_endian, big_tiff;
  guint64 value_bytes; /* held outside the headers by all entries so far */
} Chain;

static guint64
get_number (const Chain *chain, const guint8 *bytes, int size)
{
  guint64 number = 0;
  for (int i = 0; i < size; i++)
    number |= (guint64) bytes[i] << 8 * (chain->big_endian ? size - 1 - i : i);
  return number;
}

/* Bytes of one value of a field type: TIFF 6.0 section 2; 13 IFD: TIFF Technical Note 1;
 * 16...18: BigTIFF. 0 for a type that nobody defined. */
static guint64
type_size (guint64 type)
{
  static const guint8 sizes[] = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8 };
  return type < G_N_ELEMENTS (sizes) ? sizes[type] : 0;
}

static gboolean
fail_page (int page, BsrError code, const char *what, GError **error)
{
  g_set_error (error, BSR_ERROR, (gint) code, "page %d %s", page, what);
  return FALSE;
}

static gboolean
read_first_offset (Chain *chain, guint64 *offset, GError **error)
{
  guint8 header[16];
  gsize size = bsr_file_source_read (chain->source, 0, header, sizeof header);

  if (size >= 8)
    {
      chain->big_endian = header[0] == 'M';
      chain->big_tiff = get_number (chain, header + 2, 2) == 43;
      if (!chain->big_tiff)
        {
          *offset = get_number (chain, header + 4, 4);
          return TRUE;
        }
      if (size == sizeof header && get_number (chain, header + 4, 2) == 8
          && get_number (chain, header + 6, 2) == 0)
        {
          *offset = get_number (chain, header + 8, 8);
          return TRUE;
        }
    }
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "the file header is truncated or wrong");
  return FALSE;
}

/* Adds what the entries of one header hold outside of it, as far as the file really has it:
 * libtiff gives up on the rest without keeping it. A single strip larger than the file is refused
 * here, as libtiff would put another number in place of the claim. */
static gboolean
check_entries (Chain *chain, int page, const guint8 *entries, guint64 n_entries, GError **error)
{
  int entry_size = chain->big_tiff ? 20 : 12;
  int word = chain->big_tiff ? 8 : 4;
  guint64 file_size = (guint64) bsr_file_source_size (chain->source);

  for (guint64 i = 0; i < n_entries; i++)
    {
      const guint8 *entry = entries + i * (guint64) entry_size;
      guint64 each = type_size (get_number (chain, entry + 2, 2));
      guint64 count = get_number (chain, entry + 4, word);
      const guint8 *value = entry + 4 + word;
      guint64 offset = get_number (chain, value, word);
      if (get_number (chain, entry, 2) == TAG_STRIP_BYTE_COUNTS && count == 1
          && each <= (guint64) word && get_number (chain, value, (int) each) > file_size)
        return fail_page (page, BSR_ERROR_DAMAGED, "claims a strip larger than the file", error);
      if (each == 0 || count <= (guint64) word / each || offset >= file_size)
        continue;
      guint64 room = file_size - offset;
      chain->value_bytes += count > room / each ? room : count * each;
    }
  if (chain->value_bytes > file_size + SHARED_BYTES_ALLOWED)
    return fail_page (page, BSR_ERROR_DAMAGED, "has a header that claims more than the file holds",
                      error);
  return TRUE;
}

/* Checks the header at @offset; @next: where the next one is, or 0. */
static gboolean
check_page (Chain *chain, int page, guint64 offset, guint64 *next, GError **error)
{
  guint64 file_size = (guint64) bsr_file_source_size (chain->source);
  gsize count_size = chain->big_tiff ? 8 : 2;
  gsize entry_size = chain->big_tiff ? 20 : 12;
  gsize next_size = chain->big_tiff ? 8 : 4;
  guint8 number[8];

  if (offset >= file_size || file_size - offset < count_size
      || bsr_file_source_read (chain->source, (gint64) offset, number, count_size) < count_size)
    return fail_page (page, BSR_ERROR_DAMAGED, "has its header beyond the end of the file", error);
  guint64 n_entries = get_number (chain, number, (int) count_size);
  if (n_entries == 0)
    return fail_page (page, BSR_ERROR_DAMAGED, "has an empty header", error);
  if (n_entries > MAX_ENTRIES)
    return fail_page (page, BSR_ERROR_DAMAGED, "claims more than 4096 header entries", error);

  gsize size = (gsize) n_entries * entry_size + next_size;
  g_autofree guint8 *entries = g_malloc (size);
  if (bsr_file_source_read (chain->source, (gint64) (offset + count_size), entries, size) < size)
    return fail_page (page, BSR_ERROR_DAMAGED, "has its header cut off by the end of the file",
                      error);

  if (!check_entries (chain, page, entries, n_entries, error))
    return FALSE;
  *next = get_number (chain, entries + size - next_size, (int) next_size);
  return TRUE;
}

gboolean
bsr_tiff_chain_check (BsrFileSource *source, GError **error)
{
  g_return_val_if_fail (source != NULL, FALSE);

  Chain chain = { .source = source };
  guint64 offsets[BSR_TIFF_MAX_PAGES];
  guint64 offset;
  int n_pages = 0;

  if (!read_first_offset (&chain, &offset, error))
    return FALSE;
  if (offset == 0)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "the file has no pages");
      return FALSE;
    }
  do
    {
      for (int i = 0; i < n_pages; i++)
        if (offsets[i] == offset)
          return fail_page (n_pages, BSR_ERROR_DAMAGED, "is followed by an earlier page, in a loop",
                            error);
      if (n_pages == BSR_TIFF_MAX_PAGES)
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "the file has more than %d pages",
                       BSR_TIFF_MAX_PAGES);
          return FALSE;
        }
      offsets[n_pages++] = offset;
      if (!check_page (&chain, n_pages, offset, &offset, error))
        return FALSE;
    }
  while (offset != 0);
  return TRUE;
}

#include "bsr-dicos-set.h"

#include <cmath>
#include <memory>
#include <new>
#include <string>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmdata/dccodec.h>
#include <dcmtk/dcmdata/dcfcache.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpls/djdecode.h>

#include "bsr-dicos-inflate.h"
#include "bsr-dicos-stream.hh"
#include "bsr-error.h"

namespace
{

/* Bytes of all headers and short values of a file: a scan has some 10 kB, and half a million fragments of
 * pixels fit. The library takes a second for them, and some 20 bytes of memory for each. */
constexpr gint64 MAX_HEADER_BYTES = 4 << 20;
/* Of an identifier (PS3.5, 9.1). */
constexpr gsize MAX_UID_BYTES = 64;

/* Says @what is damaged, and the library's reason, which may quote bytes of the file. */
void
set_damaged (GError **error, const char *what, const char *reason)
{
  g_autofree char *words = g_utf8_make_valid (reason, -1);
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "%s (%s)", what, words);
}

/* Runs @work; whatever it throws is @error. Returns what @work does, or @otherwise. */
template <typename Result, typename Work>
Result
guard (Result otherwise, GError **error, Work work) noexcept
{
  try
    {
      return work ();
    }
  catch (const std::bad_alloc &)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "not enough memory to decode the file");
    }
  catch (const std::exception &exception)
    {
      set_damaged (error, "the file cannot be decoded", exception.what ());
    }
  catch (...)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "the file cannot be decoded");
    }
  return otherwise;
}

DcmTagKey
key_of (BsrDicosTag tag)
{
  return DcmTagKey (static_cast<Uint16> (tag >> 16), static_cast<Uint16> (tag & 0xffff));
}

DcmItem *
item_of (BsrDicosItem *item)
{
  return reinterpret_cast<DcmItem *> (item);
}

} // namespace

struct _BsrDicosSet
{
  BsrDicosBytes bytes = {};
  BsrDicosBytes unpacked_bytes = {};
  GByteArray *unpacked = nullptr;
  DcmMetaInfo meta;
  DcmDataset data;
  E_TransferSyntax syntax = EXS_Unknown;
  DcmFileCache cache;
  Uint32 next_fragment = 0;

  ~_BsrDicosSet ()
  {
    data.clear ();
    cache.clear ();
    if (unpacked != nullptr)
      g_byte_array_unref (unpacked);
  }

  DcmPixelData *
  pixels ()
  {
    DcmElement *element = nullptr;
    if (data.findAndGetElement (DCM_PixelData, element).bad ())
      return nullptr;
    return dynamic_cast<DcmPixelData *> (element);
  }
};

gboolean
bsr_dicos_prepare (GError **error)
{
  return guard (FALSE, error, [error] () -> gboolean {
    OFLog::configure (OFLogger::OFF_LOG_LEVEL);
    DJDecoderRegistration::registerCodecs (EDC_never);
    DJLSDecoderRegistration::registerCodecs ();
    if (dcmDataDict.isDictionaryLoaded ())
      return TRUE;
    g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                 "the dictionary of DICOM attributes that belongs to DCMTK is missing");
    return FALSE;
  });
}

namespace
{

bool
fail_reading (BsrDicosSet *set, const BsrDicosBytes *bytes, const OFCondition &status,
              GError **error)
{
  if (bytes->too_deep)
    g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
                 "sequences lie in sequences deeper than in any scan");
  else if (bytes->spent)
    g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
                 "the headers are longer than the limit of %" G_GINT64_FORMAT " bytes",
                 MAX_HEADER_BYTES);
  else if (status == EC_MemoryExhausted)
    throw std::bad_alloc ();
  else if (set->bytes.file == nullptr || !bsr_file_source_failed (set->bytes.file, error))
    set_damaged (error, "the data set cannot be read", status.text ());
  return false;
}

/* Finds out how the data set is encoded. */
bool
take_syntax (BsrDicosSet *set, GError **error)
{
  OFString uid;
  if (set->meta.findAndGetOFString (DCM_TransferSyntaxUID, uid).bad () || uid.empty ())
    return true; /* as it looks */
  set->syntax = DcmXfer (uid.c_str ()).getXfer ();
  if (set->syntax != EXS_Unknown)
    return true;
  g_autofree char *text
      = g_utf8_make_valid (uid.c_str (), static_cast<gssize> (MIN (uid.length (), MAX_UID_BYTES)));
  g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
               "its transfer syntax, %s, is none that is known", text);
  return false;
}

bool
read_data (BsrDicosSet *set, BsrDicosBytes *bytes, gint64 offset, E_TransferSyntax syntax,
           GError **error)
{
  std::unique_ptr<DcmInputStream> stream (bsr_dicos_stream_new (bytes, offset));
  set->data.transferInit ();
  OFCondition status = set->data.read (*stream, syntax, EGL_noChange);
  set->data.transferEnd ();
  bytes->stack = nullptr;
  if (status.bad () || !stream->good ())
    return fail_reading (set, bytes, status, error);
  bytes->to_spend = -1;
  return true;
}

bool
read_unpacked (BsrDicosSet *set, gint64 offset, const BsrReadLimits *limits, GError **error)
{
  gint64 stored = set->bytes.size, most = limits->max_bytes;
  if (limits->max_shrinkage > 0 && stored < most / limits->max_shrinkage)
    most = MIN (most, MAX (limits->trusted_bytes, stored * limits->max_shrinkage));
  set->unpacked = bsr_dicos_inflate (set->bytes.file, offset, most, error);
  if (set->unpacked == nullptr)
    return false;
  set->unpacked_bytes.memory = set->unpacked->data;
  set->unpacked_bytes.size = set->unpacked->len;
  set->unpacked_bytes.to_spend = MAX_HEADER_BYTES;
  set->unpacked_bytes.stack = set->bytes.stack;
  return read_data (set, &set->unpacked_bytes, 0, EXS_LittleEndianExplicit, error);
}

bool
read_all (BsrDicosSet *set, const BsrReadLimits *limits, GError **error)
{
  std::unique_ptr<DcmInputStream> stream (bsr_dicos_stream_new (&set->bytes, 0));
  set->meta.transferInit ();
  OFCondition status = set->meta.read (*stream, EXS_Unknown, EGL_noChange);
  set->meta.transferEnd ();
  gint64 offset = stream->tell ();
  if (!stream->good ())
    return fail_reading (set, &set->bytes, status, error);
  /* Without a meta header the library calls it damaged, and all that counts comes behind. */
  if (status.bad () && offset > 0)
    return fail_reading (set, &set->bytes, status, error);
  if (!take_syntax (set, error))
    return false;
  return set->syntax == EXS_DeflatedLittleEndianExplicit
             ? read_unpacked (set, offset, limits, error)
             : read_data (set, &set->bytes, offset, set->syntax, error);
}

} // namespace

BsrDicosSet *
bsr_dicos_set_read (BsrFileSource *file, const BsrReadLimits *limits, GError **error)
{
  g_return_val_if_fail (file != nullptr && limits != nullptr, nullptr);

  return guard<BsrDicosSet *> (nullptr, error, [=] () -> BsrDicosSet * {
    std::unique_ptr<BsrDicosSet> set (new BsrDicosSet);
    set->bytes.file = file;
    set->bytes.size = bsr_file_source_size (file);
    set->bytes.to_spend = MAX_HEADER_BYTES;
    set->bytes.stack = static_cast<const char *> (__builtin_frame_address (0));
    return read_all (set.get (), limits, error) ? set.release () : nullptr;
  });
}

void
bsr_dicos_set_free (BsrDicosSet *set)
{
  guard (0, nullptr, [set] () {
    delete set;
    return 0;
  });
}

BsrDicosItem *
bsr_dicos_set_root (BsrDicosSet *set)
{
  g_return_val_if_fail (set != nullptr, nullptr);
  return reinterpret_cast<BsrDicosItem *> (static_cast<DcmItem *> (&set->data));
}

gboolean
bsr_dicos_item_has (BsrDicosItem *item, BsrDicosTag tag)
{
  return guard<gboolean> (FALSE, nullptr, [=] () -> gboolean {
    return item_of (item)->tagExistsWithValue (key_of (tag));
  });
}

char *
bsr_dicos_item_text (BsrDicosItem *item, BsrDicosTag tag, int index)
{
  g_return_val_if_fail (item != nullptr && index >= 0, nullptr);

  return guard<char *> (nullptr, nullptr, [=] () -> char * {
    OFString value;
    if (item_of (item)
            ->findAndGetOFString (key_of (tag), value, static_cast<unsigned long> (index))
            .bad ())
      return nullptr;
    char *text = g_utf8_make_valid (value.c_str (), static_cast<gssize> (value.length ()));
    g_strstrip (text);
    if (*text == '\0')
      g_clear_pointer (&text, g_free);
    return text;
  });
}

gboolean
bsr_dicos_item_number (BsrDicosItem *item, BsrDicosTag tag, int index, double *number)
{
  g_return_val_if_fail (number != nullptr, FALSE);

  g_autofree char *text = bsr_dicos_item_text (item, tag, index);
  char *end = text;
  if (text == nullptr)
    return FALSE;
  *number = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && std::isfinite (*number);
}

BsrDicosItem *
bsr_dicos_item_child (BsrDicosItem *item, BsrDicosTag tag, int index)
{
  g_return_val_if_fail (item != nullptr && index >= 0, nullptr);

  return guard<BsrDicosItem *> (nullptr, nullptr, [=] () -> BsrDicosItem * {
    DcmSequenceOfItems *sequence = nullptr;
    if (item_of (item)->findAndGetSequence (key_of (tag), sequence).bad ()
        || static_cast<unsigned long> (index) >= sequence->card ())
      return nullptr;
    return reinterpret_cast<BsrDicosItem *> (sequence->getItem (static_cast<unsigned long> (index)));
  });
}

BsrDicosStorage
bsr_dicos_set_storage (BsrDicosSet *set)
{
  g_return_val_if_fail (set != nullptr, BSR_DICOS_NO_PIXELS);

  return guard (BSR_DICOS_NO_PIXELS, nullptr, [set] () {
    E_TransferSyntax syntax = set->data.getOriginalXfer ();
    if (set->pixels () == nullptr)
      return BSR_DICOS_NO_PIXELS;
    if (!DcmXfer (syntax).isEncapsulated ())
      return BSR_DICOS_PLAIN;
    if (syntax == EXS_RLELossless)
      return BSR_DICOS_RUN_LENGTHS;
    return DcmCodecList::canChangeCoding (syntax, EXS_LittleEndianExplicit)
               ? BSR_DICOS_COMPRESSED
               : BSR_DICOS_UNKNOWN_COMPRESSION;
  });
}

char *
bsr_dicos_set_syntax (BsrDicosSet *set)
{
  g_return_val_if_fail (set != nullptr, nullptr);

  return guard<char *> (nullptr, nullptr, [set] () {
    return g_strdup (DcmXfer (set->data.getOriginalXfer ()).getXferName ());
  });
}

gint64
bsr_dicos_set_plain_bytes (BsrDicosSet *set)
{
  g_return_val_if_fail (set != nullptr, 0);

  return guard<gint64> (0, nullptr, [set] () -> gint64 {
    DcmPixelData *pixels = set->pixels ();
    return pixels != nullptr ? static_cast<gint64> (pixels->getLengthField ()) : 0;
  });
}

static gboolean
fail_pixels (BsrDicosSet *set, const OFCondition &status, const char *what, GError **error)
{
  if (status == EC_MemoryExhausted)
    throw std::bad_alloc ();
  if (!bsr_file_source_failed (set->bytes.file, error))
    set_damaged (error, what, status.text ());
  return FALSE;
}

gboolean
bsr_dicos_set_read_plain (BsrDicosSet *set, gint64 offset, gpointer buffer, gsize size,
                          GError **error)
{
  g_return_val_if_fail (set != nullptr && offset >= 0 && offset <= G_MAXUINT32
                            && size <= G_MAXUINT32,
                        FALSE);

  return guard<gboolean> (FALSE, error, [=] () -> gboolean {
    DcmPixelData *pixels = set->pixels ();
    OFCondition status = EC_TagNotFound;
    if (pixels != nullptr)
      status = pixels->getPartialValue (buffer, static_cast<Uint32> (offset),
                                        static_cast<Uint32> (size), &set->cache);
    return status.good () || fail_pixels (set, status, "the pixels cannot be read", error);
  });
}

gboolean
bsr_dicos_set_read_frame (BsrDicosSet *set, int index, gpointer buffer, gsize size, GError **error)
{
  g_return_val_if_fail (set != nullptr && index >= 0 && size <= G_MAXUINT32, FALSE);

  return guard<gboolean> (FALSE, error, [=] () -> gboolean {
    DcmPixelData *pixels = set->pixels ();
    OFCondition status = EC_TagNotFound;
    OFString colours;
    if (pixels != nullptr)
      status = pixels->getUncompressedFrame (&set->data, static_cast<Uint32> (index),
                                             set->next_fragment, buffer,
                                             static_cast<Uint32> (size), colours, &set->cache);
    g_autofree char *what = g_strdup_printf ("frame %d cannot be decompressed", index + 1);
    return status.good () || fail_pixels (set, status, what, error);
  });
}

const guint8 *
bsr_dicos_set_fragment (BsrDicosSet *set, int index, gsize *size)
{
  g_return_val_if_fail (set != nullptr && index >= 0 && size != nullptr, nullptr);

  return guard<const guint8 *> (nullptr, nullptr, [=] () -> const guint8 * {
    DcmPixelSequence *fragments = nullptr;
    DcmPixelItem *fragment = nullptr;
    Uint8 *bytes = nullptr;
    DcmPixelData *pixels = set->pixels ();
    if (pixels == nullptr
        || pixels
               ->getEncapsulatedRepresentation (set->data.getOriginalXfer (), nullptr, fragments)
               .bad ()
        || fragments == nullptr || fragments->getItem (fragment, static_cast<unsigned long> (index)).bad ()
        || fragment->getUint8Array (bytes).bad ())
      return nullptr;
    *size = fragment->getLengthField ();
    return bytes;
  });
}

int
bsr_dicos_set_next_fragment (BsrDicosSet *set)
{
  g_return_val_if_fail (set != nullptr, 1);
  return MAX (static_cast<int> (set->next_fragment), 1);
}

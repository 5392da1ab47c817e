#include "bsr-dicos-stream.hh"

#include <cstring>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcerror.h>
#include <dcmtk/dcmdata/dcistrma.h>

namespace
{

/* Sequences in sequences take stack: some hundred deep fit, and no scanner has ten. */
constexpr gint64 MAX_STACK_BYTES = 512 * 1024;

class Producer : public DcmProducer
{
public:
  Producer (BsrDicosBytes *bytes, gint64 offset)
      : m_bytes (bytes), m_position (offset)
  {
  }

  OFBool
  good () const override
  {
    return !m_bytes->spent && !m_bytes->too_deep;
  }

  OFCondition
  status () const override
  {
    return good () ? EC_Normal : EC_InvalidStream;
  }

  OFBool
  eos () override
  {
    return avail () == 0;
  }

  offile_off_t
  avail () override
  {
    return good () ? m_bytes->size - m_position : 0;
  }

  offile_off_t
  read (void *buffer, offile_off_t size) override
  {
    if (!may_read (size))
      return 0;
    gsize n = static_cast<gsize> (MIN (size, avail ()));
    if (m_bytes->file != nullptr)
      n = read_file (buffer, n);
    else
      std::memcpy (buffer, m_bytes->memory + m_position, n);
    m_position += static_cast<gint64> (n);
    return static_cast<offile_off_t> (n);
  }

  offile_off_t
  skip (offile_off_t size) override
  {
    if (!may_read (0) || size < 0)
      return 0;
    offile_off_t n = MIN (size, avail ());
    m_position += n;
    return n;
  }

  void
  putback (offile_off_t size) override
  {
    m_position = MAX (m_position - size, 0);
  }

private:
  /* The library asks for a few bytes at a time. */
  gsize
  read_file (void *buffer, gsize size)
  {
    if (size > sizeof m_ahead)
      return bsr_file_source_read (m_bytes->file, m_position, buffer, size);
    gint64 skipped = m_position - m_ahead_from;
    if (skipped < 0 || skipped + static_cast<gint64> (size) > static_cast<gint64> (m_n_ahead))
      {
        m_n_ahead = bsr_file_source_read (m_bytes->file, m_position, m_ahead, sizeof m_ahead);
        m_ahead_from = m_position;
        skipped = 0;
        size = MIN (size, m_n_ahead);
      }
    std::memcpy (buffer, m_ahead + skipped, size);
    return size;
  }

  bool
  may_read (gint64 size)
  {
    const char *here = static_cast<const char *> (__builtin_frame_address (0));
    if (m_bytes->stack != nullptr && ABS (m_bytes->stack - here) > MAX_STACK_BYTES)
      m_bytes->too_deep = true;
    if (m_bytes->to_spend >= 0 && size > m_bytes->to_spend)
      m_bytes->spent = true;
    else if (m_bytes->to_spend >= 0)
      m_bytes->to_spend -= size;
    return size >= 0 && good ();
  }

  BsrDicosBytes *m_bytes;
  gint64 m_position;
  gint64 m_ahead_from = 0; /* what of the file is in @m_ahead */
  gsize m_n_ahead = 0;
  guint8 m_ahead[4096];
};

class Stream : public DcmInputStream
{
public:
  Stream (BsrDicosBytes *bytes, gint64 offset)
      : DcmInputStream (&m_producer), m_producer (bytes, offset), m_bytes (bytes), m_offset (offset)
  {
  }

  DcmInputStreamFactory *newFactory () const override;

private:
  Producer m_producer;
  BsrDicosBytes *m_bytes;
  gint64 m_offset;
};

/* Where a value lies that is read when it is asked for. */
class Factory : public DcmInputStreamFactory
{
public:
  Factory (BsrDicosBytes *bytes, gint64 offset)
      : m_bytes (bytes), m_offset (offset)
  {
  }

  DcmInputStream *
  create () const override
  {
    return new Stream (m_bytes, m_offset);
  }

  DcmInputStreamFactory *
  clone () const override
  {
    return new Factory (m_bytes, m_offset);
  }

  DcmInputStreamFactoryType
  ident () const override
  {
    return DFT_DcmInputFileStreamFactory;
  }

private:
  BsrDicosBytes *m_bytes;
  gint64 m_offset;
};

DcmInputStreamFactory *
Stream::newFactory () const
{
  return new Factory (m_bytes, m_offset + tell ());
}

} // namespace

DcmInputStream *
bsr_dicos_stream_new (BsrDicosBytes *bytes, gint64 offset)
{
  return new Stream (bytes, offset);
}

#include "bsr-tiff-layout.h"

#include <string.h>

#include "bsr-error.h"
#include "bsr-image.h"
#include "bsr-orientation.h"

/* Planes of a picture in colours. */
#define N_COLOURS 3

typedef struct
{
  guint16 scheme;
  guint32 greatest_ratio; /* decoded bytes for one stored byte, at most */
} Codec;

/* The lossless codecs for grey samples. Ratios: PackBits 128 bytes from 2 (TIFF 6.0 section 9);
 * Deflate 1032 (zlib technical details: 258 bytes from 2 bits); LZW at most one table entry of
 * 4096 bytes from 9 bits, rounded up; Zstandard a run-length block of 128 KiB from 4 bytes
 * (RFC 8878, 3.1.1.2). */
static const Codec codecs[] = {
  { COMPRESSION_NONE, 1 },       { COMPRESSION_PACKBITS, 64 },
  { COMPRESSION_LZW, 4096 },     { COMPRESSION_ADOBE_DEFLATE, 1032 },
  { COMPRESSION_DEFLATE, 1032 }, { COMPRESSION_ZSTD, 32768 },
};

guint32
bsr_tiff_layout_upright_width (const BsrTiffLayout *layout)
{
  return bsr_orientation_is_turned (layout->orientation) ? layout->height : layout->width;
}

guint32
bsr_tiff_layout_upright_height (const BsrTiffLayout *layout)
{
  return bsr_orientation_is_turned (layout->orientation) ? layout->width : layout->height;
}

gboolean
bsr_tiff_layout_is_extra (TIFF *tiff)
{
  guint32 type = 0;
  guint16 photometric = PHOTOMETRIC_MINISBLACK;

  TIFFGetFieldDefaulted (tiff, TIFFTAG_SUBFILETYPE, &type);
  TIFFGetField (tiff, TIFFTAG_PHOTOMETRIC, &photometric);
  return (type & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) != 0 || photometric == PHOTOMETRIC_MASK;
}

static const Codec *
find_codec (TIFF *tiff, int page, GError **error)
{
  guint16 scheme = COMPRESSION_NONE;
  TIFFGetFieldDefaulted (tiff, TIFFTAG_COMPRESSION, &scheme);

  for (gsize i = 0; i < G_N_ELEMENTS (codecs); i++)
    if (codecs[i].scheme == scheme && TIFFIsCODECConfigured (scheme))
      return &codecs[i];

  const TIFFCodec *known = TIFFFindCODEC (scheme);
  if (known != NULL)
    g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                 "page %d is compressed with %s, which is not read", page, known->name);
  else
    g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                 "page %d is compressed with an unknown method (%u)", page, scheme);
  return NULL;
}

static const char *
photometric_name (int photometric)
{
  switch (photometric)
    {
    case PHOTOMETRIC_RGB:
      return "RGB colour";
    case PHOTOMETRIC_PALETTE:
      return "palette colour";
    case PHOTOMETRIC_SEPARATED:
      return "printing inks";
    case PHOTOMETRIC_YCBCR:
      return "YCbCr colour";
    case PHOTOMETRIC_CIELAB:
    case PHOTOMETRIC_ICCLAB:
    case PHOTOMETRIC_ITULAB:
      return "L*a*b* colour";
    case PHOTOMETRIC_CFA:
      return "a colour filter array";
    case PHOTOMETRIC_LOGL:
    case PHOTOMETRIC_LOGLUV:
      return "logarithmic luminance";
    default:
      return "an unknown colour space";
    }
}

static gboolean
read_photometric (TIFF *tiff, BsrTiffLayout *layout, GError **error)
{
  guint16 photometric = PHOTOMETRIC_MINISBLACK;

  TIFFGetField (tiff, TIFFTAG_PHOTOMETRIC, &photometric);
  layout->white_is_zero = photometric == PHOTOMETRIC_MINISWHITE;
  layout->is_palette = photometric == PHOTOMETRIC_PALETTE;
  layout->is_colour = layout->is_palette || photometric == PHOTOMETRIC_RGB;
  if (layout->is_colour || photometric == PHOTOMETRIC_MINISBLACK || layout->white_is_zero)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED, "page %d is %s where grey is read",
               layout->page, photometric_name (photometric));
  return FALSE;
}

/* Whether the samples beside grey ones are planes, too. */
static gboolean
check_extra (TIFF *tiff, const BsrTiffLayout *layout, GError **error)
{
  guint16 n_extra = 0;
  guint16 *extra = NULL;

  if (layout->is_colour)
    return TRUE;
  TIFFGetFieldDefaulted (tiff, TIFFTAG_EXTRASAMPLES, &n_extra, &extra);
  for (int i = 0; i < n_extra; i++)
    if (extra[i] == EXTRASAMPLE_ASSOCALPHA || extra[i] == EXTRASAMPLE_UNASSALPHA)
      {
        g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                     "page %d has an alpha channel where grey planes are read", layout->page);
        return FALSE;
      }
  return TRUE;
}

static const char *
sample_format_name (int format)
{
  switch (format)
    {
    case SAMPLEFORMAT_UINT:
    case SAMPLEFORMAT_VOID:
      return "unsigned";
    case SAMPLEFORMAT_INT:
      return "signed";
    case SAMPLEFORMAT_IEEEFP:
      return "float";
    case SAMPLEFORMAT_COMPLEXINT:
    case SAMPLEFORMAT_COMPLEXIEEEFP:
      return "complex";
    default:
      return "unknown";
    }
}

/* Pictures in colours are exports: what writes them writes these. */
static gboolean
check_colours (const BsrTiffLayout *layout, gboolean is_unsigned, GError **error)
{
  int bits = layout->bits, n = layout->n_samples;

  if (is_unsigned
      && (layout->is_palette ? bits == 8 && n == 1 : (bits == 8 || bits == 16) && n >= N_COLOURS))
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
               "page %d is a picture in colours of %d samples of %d bits; read are RGB of 8 or 16 "
               "bits and palettes of 8",
               layout->page, n, bits);
  return FALSE;
}

static gboolean
read_samples (TIFF *tiff, BsrTiffLayout *layout, GError **error)
{
  guint16 n_samples = 1, bits = 1, format = SAMPLEFORMAT_UINT;

  TIFFGetFieldDefaulted (tiff, TIFFTAG_SAMPLESPERPIXEL, &n_samples);
  TIFFGetFieldDefaulted (tiff, TIFFTAG_BITSPERSAMPLE, &bits);
  TIFFGetFieldDefaulted (tiff, TIFFTAG_SAMPLEFORMAT, &format);
  if (n_samples < 1 || n_samples > BSR_IMAGE_MAX_PLANES)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                   "page %d has %u samples a pixel where 1 to %d are read", layout->page, n_samples,
                   BSR_IMAGE_MAX_PLANES);
      return FALSE;
    }

  gboolean is_unsigned = format == SAMPLEFORMAT_UINT || format == SAMPLEFORMAT_VOID;
  layout->is_float = format == SAMPLEFORMAT_IEEEFP;
  layout->n_samples = n_samples;
  layout->n_planes = layout->is_colour ? N_COLOURS : n_samples;
  layout->bits = bits;
  if (layout->is_colour)
    return check_colours (layout, is_unsigned, error);
  if ((is_unsigned && (bits == 8 || bits == 12 || bits == 16)) || (layout->is_float && bits == 32))
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
               "page %d has %u-bit %s samples where 8-, 12- and 16-bit unsigned and 32-bit float "
               "are read",
               layout->page, bits, sample_format_name (format));
  return FALSE;
}

static gboolean
read_size (TIFF *tiff, BsrTiffLayout *layout, const BsrReadLimits *limits, GError **error)
{
  guint16 orientation = ORIENTATION_TOPLEFT, planar = PLANARCONFIG_CONTIG;

  TIFFGetField (tiff, TIFFTAG_IMAGEWIDTH, &layout->width);
  TIFFGetField (tiff, TIFFTAG_IMAGELENGTH, &layout->height);
  if (!bsr_read_limits_check (limits, layout->width, layout->height, layout->n_planes,
                              layout->is_float ? 4 : 2, error))
    {
      g_prefix_error (error, "page %d: ", layout->page);
      return FALSE;
    }

  TIFFGetFieldDefaulted (tiff, TIFFTAG_ORIENTATION, &orientation);
  layout->orientation = orientation >= 1 && orientation <= 8 ? orientation : ORIENTATION_TOPLEFT;
  TIFFGetFieldDefaulted (tiff, TIFFTAG_PLANARCONFIG, &planar);
  layout->separate = planar == PLANARCONFIG_SEPARATE && layout->n_samples > 1;
  return TRUE;
}

static gboolean
read_chunks (TIFF *tiff, BsrTiffLayout *layout, const BsrReadLimits *limits, GError **error)
{
  guint32 rows = 0;

  layout->tiled = TIFFIsTiled (tiff) != 0;
  if (layout->tiled)
    {
      TIFFGetField (tiff, TIFFTAG_TILEWIDTH, &layout->chunk_width);
      TIFFGetField (tiff, TIFFTAG_TILELENGTH, &layout->chunk_height);
    }
  else
    {
      TIFFGetFieldDefaulted (tiff, TIFFTAG_ROWSPERSTRIP, &rows);
      layout->chunk_width = layout->width;
      layout->chunk_height = MIN (rows, layout->height);
    }
  if (layout->chunk_width == 0 || layout->chunk_height == 0)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   "page %d has strips or tiles without pixels", layout->page);
      return FALSE;
    }
  if (layout->chunk_width > BSR_PLANE_MAX_EDGE || layout->chunk_height > BSR_PLANE_MAX_EDGE)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "page %d has tiles of %u x %u pixels",
                   layout->page, layout->chunk_width, layout->chunk_height);
      return FALSE;
    }

  /* Edges of at most 2^28 and 16 bytes a pixel: chunk_bytes stays below 2^61. */
  gint64 row_samples = (gint64) layout->chunk_width * (layout->separate ? 1 : layout->n_samples);
  layout->row_bytes = (row_samples * layout->bits + 7) / 8;
  layout->chunk_bytes = layout->row_bytes * layout->chunk_height;
  layout->by_rows = !layout->tiled
                    && layout->chunk_bytes > MIN (BSR_TIFF_MAX_CHUNK_BYTES,
                                                  limits->max_bytes / BSR_TIFF_STRIP_PART_OF_LIMIT);
  if (layout->tiled && layout->chunk_bytes > MIN (BSR_TIFF_MAX_CHUNK_BYTES, limits->max_bytes))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "page %d has tiles of %u x %u pixels",
                   layout->page, layout->chunk_width, layout->chunk_height);
      return FALSE;
    }
  return TRUE;
}

/* Bounds the work by the limits, and the claim by what the codec can have squeezed into a file. */
static gboolean
read_work (BsrTiffLayout *layout, const BsrReadLimits *limits, const Codec *codec, GError **error)
{
  gint64 rows = layout->height, columns = layout->width;

  /* Tiles have at most 2^28 bytes, so that an edge grows by less than that. */
  if (layout->tiled)
    {
      rows = (rows + layout->chunk_height - 1) / layout->chunk_height * layout->chunk_height;
      columns = (columns + layout->chunk_width - 1) / layout->chunk_width * layout->chunk_width;
    }
  gint64 pixels = rows * columns;
  gint64 pixel_bits = layout->n_samples * layout->bits;
  if (pixels > limits->max_bytes / ((pixel_bits + 7) / 8))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
                   "page %d needs tiles of more than the limit of %" G_GINT64_FORMAT
                   " decoded bytes",
                   layout->page, limits->max_bytes);
      return FALSE;
    }
  layout->decoded_bytes = (pixels * pixel_bits + 7) / 8;
  layout->least_file_bytes = layout->decoded_bytes / codec->greatest_ratio;
  return TRUE;
}

gboolean
bsr_tiff_layout_read (TIFF *tiff, int page, const BsrReadLimits *limits, BsrTiffLayout *layout,
                      GError **error)
{
  g_return_val_if_fail (tiff != NULL && limits != NULL && layout != NULL, FALSE);

  memset (layout, 0, sizeof *layout);
  layout->page = page;

  const Codec *codec = find_codec (tiff, page, error);
  return codec != NULL && read_photometric (tiff, layout, error)
         && read_samples (tiff, layout, error) && check_extra (tiff, layout, error)
         && read_size (tiff, layout, limits, error) && read_chunks (tiff, layout, limits, error)
         && read_work (layout, limits, codec, error);
}

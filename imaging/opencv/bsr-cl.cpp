#include "bsr-cl.h"

#include <memory>
#include <string>
#include <vector>

#include <opencv2/core/ocl.hpp>

#include "bsr-cv-border.hpp"

extern "C" {
#include "bsr-cl-resource.h"
#include "bsr-resource.h"
}

using namespace bsr_cv;
using cv::ocl::KernelArg;

struct _BsrClDevice
{
  cv::ocl::OpenCLExecutionContext context;
  std::string name;
  cv::ocl::Kernel encode, sum_cells;
};

namespace {

/* Pixels that are on the device at a time: 6 bytes each and plane, so 50 MB for two energies. */
const int PIECE_PIXELS = 4 << 20;

/* Buffers of one plane on the device; as large as its largest piece. */
struct Buffers
{
  cv::UMat samples, flags, codes, codes_of, row_offsets, column_offsets;
};

[[noreturn]] void
give_up (const std::string &why)
{
  CV_Error (cv::Error::OpenCLApiCallError, why);
}

bool
is_useful (const cv::ocl::Device &device, bool any_type)
{
  return device.available () && device.compilerAvailable () && device.endianLittle ()
         && (any_type || (device.type () & cv::ocl::Device::TYPE_GPU) != 0);
}

/* A device without a pointer: none. */
cv::ocl::Device
first_device (bool any_type)
{
  std::vector<cv::ocl::PlatformInfo> platforms;
  if (cv::ocl::haveOpenCL ())
    cv::ocl::getPlatfomsInfo (platforms);
  for (const cv::ocl::PlatformInfo &platform : platforms)
    for (int i = 0; i < platform.deviceNumber (); i++)
      {
        cv::ocl::Device device;
        platform.getDevice (device, i);
        if (is_useful (device, any_type))
          return device;
      }
  return cv::ocl::Device ();
}

std::string
program_text ()
{
  g_autoptr (GError) error = nullptr;
  g_autoptr (GBytes) bytes
      = bsr_resource_load (bsr_cl_get_resource (), "/basira/opencv/bsr-develop.cl", &error);
  if (bytes == nullptr)
    g_error ("the OpenCL program is missing: %s", error->message);
  gsize size;
  const char *text = static_cast<const char *> (g_bytes_get_data (bytes, &size));
  return std::string (text, size);
}

/* OpenCV keeps compiled programs in the user's cache, and where there is none in a folder that
 * anybody may write to: nobody else shall choose what runs on the device. */
void
demand_own_cache ()
{
  const char *cache = g_getenv ("XDG_CACHE_HOME"), *home = g_getenv ("HOME");
  if ((cache == nullptr && home == nullptr)
      || g_mkdir_with_parents (g_get_user_cache_dir (), 0700) != 0)
    give_up ("the user has no cache folder for compiled programs");
}

void
compile (BsrClDevice *device)
{
  cv::ocl::ProgramSource source ("basira", "develop", program_text (), "");
  cv::String problem;
  cv::ocl::Program program (source, "", problem);
  if (program.ptr () == nullptr)
    give_up ("the program does not compile: " + problem);
  if (!device->encode.create ("encode", program)
      || !device->sum_cells.create ("sum_cells", program))
    give_up ("the compiled program has no such kernel");
}

/* Arguments in their order. */
void
add_arguments (cv::ocl::Kernel &, int)
{
}

template <typename First, typename... Rest>
void
add_arguments (cv::ocl::Kernel &kernel, int index, const First &first, const Rest &...rest)
{
  int next = kernel.set (index, first);
  if (next <= index)
    give_up ("an argument was refused");
  add_arguments (kernel, next, rest...);
}

template <typename... Arguments>
void
run (cv::ocl::Kernel &kernel, int across, int down, const Arguments &...arguments)
{
  add_arguments (kernel, 0, arguments...);
  size_t grid[2] = { static_cast<size_t> (across), static_cast<size_t> (down) };
  if (!kernel.run (2, grid, nullptr, true))
    give_up ("a kernel did not run");
}

/* @n of @offsets, or zeros where there are none. */
void
upload_offsets (const gint16 *offsets, int n, cv::UMat &buffer)
{
  if (offsets == nullptr)
    cv::Mat (1, n, CV_16SC1, cv::Scalar (0)).copyTo (buffer);
  else
    cv::Mat (1, n, CV_16SC1, const_cast<gint16 *> (offsets)).copyTo (buffer);
}

/* Rows of a plane on their way to the device, or back. */
cv::Mat
rows_of (BsrPlane *plane, int from, int n_rows)
{
  return view_of (plane).rowRange (from, from + n_rows);
}

void
download (const cv::UMat &buffer, cv::Mat rows)
{
  const void *where = rows.data;
  buffer.copyTo (rows);
  demand_unmoved (rows, where);
}

void
encode_piece (BsrClDevice *device, const BsrClPass *pass, int index, int from, int n_rows,
              Buffers *buffers)
{
  const BsrClExposure *exposure = &pass->exposures[index];
  int width = bsr_plane_width (exposure->samples);
  rows_of (exposure->samples, from, n_rows).copyTo (buffers->samples);
  rows_of (exposure->flags, from, n_rows).copyTo (buffers->flags);
  upload_offsets (exposure->row_offsets != nullptr ? exposure->row_offsets + from : nullptr, n_rows,
                  buffers->row_offsets);
  buffers->codes.create (n_rows, width, CV_16UC1);
  run (device->encode, width, n_rows, KernelArg::PtrReadOnly (buffers->samples),
       KernelArg::PtrReadOnly (buffers->codes_of), KernelArg::PtrReadOnly (buffers->row_offsets),
       KernelArg::PtrReadOnly (buffers->column_offsets), width, n_rows, int (pass->bias),
       int (exposure->most), int (exposure->full), int (exposure->air), int (pass->saturated_flag),
       int (pass->opaque_flag), int (pass->air_flag), KernelArg::PtrWriteOnly (buffers->codes),
       KernelArg::PtrReadWrite (buffers->flags));
  download (buffers->codes, rows_of (exposure->codes, from, n_rows));
  download (buffers->flags, rows_of (exposure->developed, from, n_rows));
}

void
sum_piece (BsrClDevice *device, const BsrClPass *pass, int from, int n_rows,
           const std::vector<Buffers> &buffers)
{
  const Buffers &high = buffers[0], &low = buffers[pass->n_exposures > 1 ? 1 : 0];
  int n_cells = (n_rows + pass->down - 1) / pass->down, numbers = 5 * pass->cells_width;
  cv::UMat sums (n_cells, numbers, CV_16UC1);
  run (device->sum_cells, pass->cells_width, n_cells, KernelArg::PtrReadOnly (high.codes),
       KernelArg::PtrReadOnly (high.flags), KernelArg::PtrReadOnly (low.codes),
       KernelArg::PtrReadOnly (low.flags), int (pass->n_exposures > 1),
       bsr_plane_width (pass->exposures[0].samples), n_rows, pass->across, pass->down,
       pass->cells_width, n_cells, int (pass->bad), int (pass->mute),
       KernelArg::PtrWriteOnly (sums));
  BsrClCell *cells = pass->cells + static_cast<gsize> (from / pass->down) * pass->cells_width;
  download (sums, cv::Mat (n_cells, numbers, CV_16UC1, cells));
}

/* What stays the same from piece to piece. */
std::vector<Buffers>
prepare_buffers (const BsrClPass *pass)
{
  std::vector<Buffers> buffers (pass->n_exposures);
  for (int i = 0; i < pass->n_exposures; i++)
    {
      const BsrClExposure *exposure = &pass->exposures[i];
      cv::Mat (1, G_MAXUINT16 + 1, CV_16UC1, const_cast<guint16 *> (exposure->codes_of))
          .copyTo (buffers[i].codes_of);
      upload_offsets (exposure->column_offsets, bsr_plane_width (exposure->samples),
                      buffers[i].column_offsets);
    }
  return buffers;
}

/* Binds the calling thread to the device, and says so where OpenCV was told not to use OpenCL. */
class Binding
{
  cv::ocl::OpenCLExecutionContextScope scope;

public:
  explicit Binding (const BsrClDevice *device) : scope (device->context)
  {
    if (!cv::ocl::useOpenCL ())
      give_up ("OpenCL is switched off");
  }
};

} // namespace

gboolean
bsr_cl_is_installed (void)
{
  /* Where the loader of Khronos and ocl-icd look; the latter takes another folder from here. */
  const char *named = g_getenv ("OCL_ICD_VENDORS");
  g_autoptr (GDir) folder = g_dir_open (named != nullptr ? named : "/etc/OpenCL/vendors", 0, nullptr);
  const char *name;
  while (folder != nullptr && (name = g_dir_read_name (folder)) != nullptr)
    if (g_str_has_suffix (name, ".icd"))
      return TRUE;
  return named != nullptr && g_file_test (named, G_FILE_TEST_IS_REGULAR);
}

BsrClDevice *
bsr_cl_device_new (gboolean any_type, GError **error)
{
  BsrClDevice *made = nullptr;
  gboolean found = TRUE;
  gboolean done = guarded ("start of OpenCL", error, [&] {
    cv::ocl::Device wanted = first_device (false);
    if (wanted.ptr () == nullptr && any_type)
      wanted = first_device (true);
    found = wanted.ptr () != nullptr;
    if (!found)
      return;
    demand_own_cache ();
    std::unique_ptr<BsrClDevice> device (new BsrClDevice);
    /* The context takes only the device object that is its own. */
    cv::ocl::Context context = cv::ocl::Context::fromDevice (wanted);
    device->context = cv::ocl::OpenCLExecutionContext::create (context, context.device (0));
    device->name = wanted.name ();
    Binding binding (device.get ());
    compile (device.get ());
    made = device.release ();
  });
  if (done && !found)
    g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED, "OpenCL knows no device that is %s",
                 any_type ? "of use" : "a graphics processor");
  return made;
}

void
bsr_cl_device_free (BsrClDevice *device)
{
  guarded ("end of OpenCL", nullptr, [&] { delete device; });
}

const char *
bsr_cl_device_name (const BsrClDevice *device)
{
  g_return_val_if_fail (device != nullptr, nullptr);
  return device->name.c_str ();
}

gboolean
bsr_cl_develop (BsrClDevice *device, const BsrClPass *pass, GCancellable *cancellable,
                GError **error)
{
  g_return_val_if_fail (device != nullptr && pass != nullptr && pass->n_exposures > 0, FALSE);

  gboolean cancelled = FALSE;
  gboolean done = guarded ("pass on OpenCL", error, [&] {
    Binding binding (device);
    std::vector<Buffers> buffers = prepare_buffers (pass);
    BsrPlane *samples = pass->exposures[0].samples;
    int height = bsr_plane_height (samples);
    int rows = MAX (PIECE_PIXELS / bsr_plane_width (samples) / pass->down, 1) * pass->down;
    for (int from = 0; from < height && !cancelled; from += rows)
      {
        int n_rows = MIN (rows, height - from);
        for (int i = 0; i < pass->n_exposures; i++)
          encode_piece (device, pass, i, from, n_rows, &buffers[i]);
        sum_piece (device, pass, from, n_rows, buffers);
        cancelled = g_cancellable_is_cancelled (cancellable);
      }
  });
  if (done && cancelled)
    g_cancellable_set_error_if_cancelled (cancellable, error);
  return done && !cancelled;
}

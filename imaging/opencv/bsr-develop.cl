/* The pass over all pixels (physics/bsr-develop.c and the row kernels that it calls) for OpenCL C
 * 1.1: in whole numbers and by the same look-up tables, so that every device answers the same bits.
 * The grid may be larger than the rows: OpenCV rounds it up to whole groups. */

/* Samples into codes, and what both say of the pixel into its flags; one item a pixel. */
__kernel void
encode (__global const ushort *samples, __global const ushort *codes_of,
        __global const short *row_offsets, __global const short *column_offsets, int width,
        int rows, int bias, int most, int full, int air, int saturated_flag, int opaque_flag,
        int air_flag, __global ushort *codes, __global uchar *flags)
{
  int x = get_global_id (0), y = get_global_id (1);
  if (x >= width || y >= rows)
    return;
  size_t at = (size_t) y * width + x;
  int sample = samples[at], known = flags[at];

  int total = column_offsets[x] + row_offsets[y];
  int up = max (total, 0), down = max (-total, 0) + bias;
  int code = min ((int) codes_of[sample], 65535 - up) + up;
  code = min (max (code, down) - down, most);

  int of_code = (code <= air ? air_flag : 0) | (code >= most ? opaque_flag : 0);
  int of_sample = sample >= full ? saturated_flag : 0;
  codes[at] = (ushort) code;
  flags[at] = (uchar) (known | of_sample | (known == 0 ? of_code : 0));
}

ushort
mean_code (ulong sum, ulong n)
{
  return (ushort) (n > 0 ? (sum + n / 2) / n : 0);
}

/* Means of the codes over cells, five numbers each as BsrCell has them; one item a cell. */
__kernel void
sum_cells (__global const ushort *high_codes, __global const uchar *high_flags,
           __global const ushort *low_codes, __global const uchar *low_flags, int is_dual, int width,
           int rows, int across, int down, int cells_across, int cells_down, int bad, int mute,
           __global ushort *cells)
{
  int column = get_global_id (0), row = get_global_id (1);
  if (column >= cells_across || row >= cells_down)
    return;
  int left = column * across, right = min (left + across, width);
  int top = row * down, bottom = min (top + down, rows);
  ulong level = 0, high = 0, low = 0, n_good = 0, n_both = 0;
  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++)
      {
        size_t at = (size_t) y * width + x;
        int good = (high_flags[at] & bad) == 0;
        int both = is_dual && ((high_flags[at] | low_flags[at]) & mute) == 0;
        level += good ? high_codes[at] : 0;
        n_good += good;
        high += both ? high_codes[at] : 0;
        low += both ? low_codes[at] : 0;
        n_both += both;
      }

  __global ushort *cell = cells + ((size_t) row * cells_across + column) * 5;
  cell[0] = mean_code (level, n_good);
  cell[1] = (ushort) min (n_good, (ulong) 65535);
  cell[2] = mean_code (high, n_both);
  cell[3] = mean_code (low, n_both);
  cell[4] = (ushort) min (n_both, (ulong) 65535);
}

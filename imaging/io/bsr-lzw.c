#include "bsr-lzw.h"

#include <string.h>

#define CLEAR 256
#define END 257
#define FIRST_CODE 258
#define LEAST_BITS 9
#define MOST_BITS 12
#define N_CODES (1u << MOST_BITS)
/* Bytes copied at a time, whatever a string needs. */
#define STEP 16
/* Bits of the input that are looked at at once, and codes that are surely among them: up to seven
 * bits of the first byte belong to the code before. */
#define WINDOW_BITS 64
#define WINDOW_CODES 4

G_STATIC_ASSERT (WINDOW_CODES *MOST_BITS + 7 <= WINDOW_BITS);

G_STATIC_ASSERT (STEP <= BSR_LZW_BYTES_BEHIND);

/* A string: where it stands, from the bytes before the output on, and above LENGTH_SHIFT how long
 * it is. */
typedef guint64 String;
#define LENGTH_SHIFT 32
#define ONE_LONGER (G_GUINT64_CONSTANT (1) << LENGTH_SHIFT)
#define LENGTHS (~(ONE_LONGER - 1))

typedef struct
{
  const guint8 *packed;
  gsize bit, n_bits; /* of the input: done, and all */
  guint8 *base;      /* what strings are counted from */
  gsize to, end;     /* of the output, from there on */
  guint32 next;      /* code of the next string */
  guint width;       /* bits of a code */
  String last;       /* of the code before; 0: none since CLEAR */
  String table[N_CODES];
} Decoder;

static inline guint64
get_window (const Decoder *self, gsize bit)
{
  guint64 window;
  memcpy (&window, self->packed + bit / 8, sizeof window);
  return GUINT64_FROM_BE (window) << bit % 8;
}

/* STEP bytes, all read before one is written: the string may end where it goes to. */
static inline void
copy_step (guint8 *to, const guint8 *from)
{
  guint8 step[STEP];
  memcpy (step, from, STEP);
  memcpy (to, step, STEP);
}

/* Copies @n bytes from @from behind it to @to; up to STEP more are overwritten, and written later. */
static inline void
copy (guint8 *to, const guint8 *from, gsize n)
{
  copy_step (to, from);
  for (gsize i = STEP; i < n; i += STEP)
    copy_step (to + i, from + i);
}

/* Decodes codes of one width, as many as surely fit, until one that is not plain: no string that is
 * in the table already. */
static void
decode_plain (Decoder *self)
{
  const guint shift = WINDOW_BITS - self->width, width = self->width;
  guint8 *base = self->base;
  guint32 next = self->next;
  gsize to = self->to, bit = self->bit;
  String last = self->last;

  /* No string is longer than the number of codes since CLEAR. */
  while (next + WINDOW_CODES + 1 < 1u << width && bit + WINDOW_BITS <= self->n_bits
         && to + WINDOW_CODES * (gsize) next <= self->end)
    {
      guint64 window = get_window (self, bit);
      int i = 0;
      for (; i < WINDOW_CODES; i++, window <<= width)
        {
          guint32 code = (guint32) (window >> shift);
          if (G_UNLIKELY (code >= next || (code & ~1u) == CLEAR))
            break;
          String string = self->table[code];
          self->table[next++] = last + ONE_LONGER;
          gsize n = (gsize) (string >> LENGTH_SHIFT);
          copy (base + to, base + (guint32) string, n);
          last = (string & LENGTHS) | to;
          to += n;
        }
      bit += (gsize) i * width;
      if (i < WINDOW_CODES)
        break;
    }
  self->next = next;
  self->to = to;
  self->bit = bit;
  self->last = last;
}

/* Decodes one code, whatever it is. Returns: whether it is one that may stand there */
static gboolean
decode_one (Decoder *self)
{
  if (self->bit + self->width > self->n_bits)
    return FALSE;
  guint32 code = (guint32) (get_window (self, self->bit) >> (WINDOW_BITS - self->width));
  self->bit += self->width;
  if (code == CLEAR)
    {
      self->next = FIRST_CODE;
      self->width = LEAST_BITS;
      self->last = 0;
      return TRUE;
    }
  gboolean first = self->last == 0;
  if (code == END || code > self->next || (first && code > CLEAR) || self->next == N_CODES)
    return FALSE;
  self->table[self->next] = self->last + ONE_LONGER;
  String string = self->table[code];
  gsize n = MIN ((gsize) (string >> LENGTH_SHIFT), self->end - self->to);
  /* One that was only just made reaches into itself. */
  for (gsize i = 0; i < n; i++)
    self->base[self->to + i] = self->base[(guint32) string + i];
  self->next += !first;
  self->last = (string & LENGTHS) | self->to;
  self->to += n;
  /* One code early, as the specification's authors had it. */
  if (self->next + 1 >= 1u << self->width && self->width < MOST_BITS)
    self->width++;
  return TRUE;
}

gboolean
bsr_lzw_decode (const guint8 *packed, gsize n_packed, guint8 *out, gsize n)
{
  g_return_val_if_fail (packed != NULL && out != NULL, FALSE);

  if (n > G_MAXUINT32 - BSR_LZW_BYTES_BEFORE || n_packed > G_MAXSIZE / 8)
    return FALSE;
  Decoder self = { .packed = packed,
                   .n_bits = n_packed * 8,
                   .base = out - BSR_LZW_BYTES_BEFORE,
                   .to = BSR_LZW_BYTES_BEFORE,
                   .end = BSR_LZW_BYTES_BEFORE + n,
                   .next = N_CODES, /* nothing may stand before the first CLEAR */
                   .width = LEAST_BITS };
  /* Codes of single bytes are strings, too: they stand before the output. */
  for (guint32 i = 0; i < CLEAR; i++)
    {
      self.base[i] = (guint8) i;
      self.table[i] = ONE_LONGER | i;
    }
  while (self.to < self.end)
    {
      if (self.last != 0)
        decode_plain (&self);
      if (!decode_one (&self))
        return FALSE;
    }
  return TRUE;
}

#include "bsr-test.h"

#include <string.h>

#include "bsr-container-number.h"

/* Serial numbers that a property is shown for, of each owner. */
#define N_SERIALS 2000

static void
published_numbers_are_valid (void **state)
{
  /* Worked examples that accounts of ISO 6346 use. */
  assert_int_equal (bsr_container_number_check ("CSQU3054383", NULL), BSR_CONTAINER_NUMBER_VALID);
  assert_int_equal (bsr_container_number_check ("ZEPU0037255", NULL), BSR_CONTAINER_NUMBER_VALID);
}

static void
wrong_digit_is_told_with_the_right_one (void **state)
{
  int digit = -1;
  assert_int_equal (bsr_container_number_check ("CSQU3054384", &digit),
                    BSR_CONTAINER_NUMBER_CHECK_DIGIT);
  assert_int_equal (digit, 3);
}

static void
remainder_of_ten_is_written_zero (void **state)
{
  int n_zero = 0;
  for (int serial = 0; serial < 200; serial++)
    {
      char number[16];
      int digit = -1;
      g_snprintf (number, sizeof number, "CSQU%06d0", serial);
      bsr_container_number_check (number, &digit);
      assert_in_range (digit, 0, 9);
      n_zero += digit == 0;
    }
  assert_true (n_zero > 200 / 10); /* remainders 0 and 10 share the zero: two of eleven */
}

static void
every_single_wrong_character_is_found (void **state)
{
  for (int place = 0; place < 10; place++)
    for (int step = 1; step < 10; step++)
      {
        char number[] = "CSQU3054383";
        if (place == 3)
          continue; /* the category letter has a test of its own */
        int base = place < 4 ? 'A' : '0', range = place < 4 ? 26 : 10;
        number[place] = (char) (base + (number[place] - base + step) % range);
        int digit = -1;
        BsrContainerNumberState found = bsr_container_number_check (number, &digit);
        /* A remainder of 10 passes as 0; here the right digit is 3, so all must be found,
         * but letters whose values differ by 11 or 22 are one to the sum. */
        if (found == BSR_CONTAINER_NUMBER_VALID)
          assert_true (place < 4);
      }
}

static void
other_shapes_are_malformed (void **state)
{
  const char *numbers[] = { "",
                            "CSQU",
                            "CSQU305438",
                            "CSQU30543830",
                            "csqu3054383",
                            "CSQU 305438 3",
                            "CSQA3054383",
                            "CS1U3054383",
                            "CSQU30543X3",
                            "\xc3\x84SQU3054383" };
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    assert_int_equal (bsr_container_number_check (numbers[i], NULL),
                      BSR_CONTAINER_NUMBER_MALFORMED);
  assert_int_equal (bsr_container_number_check (NULL, NULL), BSR_CONTAINER_NUMBER_MALFORMED);
}

static void
normalize_leaves_out_blanks_and_hyphens (void **state)
{
  g_autofree char *normal = bsr_container_number_normalize (" csqu 305438-3\t");
  assert_string_equal (normal, "CSQU3054383");
}

/* "OSBUnnnnnnd" and others: owners full of letters that look like digits, and others. */
static const char *const owners[] = { "CSQU", "OIZU", "SGBJ", "GOOZ", "MAEU" };

static void
make_number (const char *owner, int serial, char number[12])
{
  int digit = -1;
  g_snprintf (number, 12, "%s%06d0", owner, serial * 487 % 1000000);
  bsr_container_number_check (number, &digit);
  number[10] = (char) ('0' + digit);
}

static gboolean
offers (const char *read, const char *meant)
{
  g_auto (GStrv) candidates = bsr_container_number_candidates (read);
  return g_strv_contains ((const char *const *) candidates, meant);
}

/* How far @a and @b are apart: 1 one look-alike, 2 two neighbours swapped, 0 anything else. */
static int
kind_of_error (const char *a, const char *b)
{
  static const char *const pairs[] = { "0O", "1I", "2Z", "5S", "6G", "8B" };
  gsize i = 0;
  while (a[i] == b[i] && a[i] != '\0')
    i++;
  if (strcmp (a + i + 1, b + i + 1) != 0)
    return a[i] == b[i + 1] && a[i + 1] == b[i] && strcmp (a + i + 2, b + i + 2) == 0 ? 2 : 0;
  for (gsize j = 0; j < G_N_ELEMENTS (pairs); j++)
    if (strchr (pairs[j], a[i]) != NULL && strchr (pairs[j], b[i]) != NULL && a[i] != b[i])
      return 1;
  return 0;
}

static void
every_misread_number_leads_back (void **state)
{
  static const char letters[] = "OIZSGB", digits[] = "012568";
  int n_tried = 0;
  for (gsize owner = 0; owner < G_N_ELEMENTS (owners); owner++)
    for (int serial = 0; serial < N_SERIALS; serial++)
      for (int i = 0; i < 11; i++)
        {
          char number[12], read[12];
          make_number (owners[owner], serial, number);
          strcpy (read, number);
          const char *from = i < 4 ? letters : digits, *to = i < 4 ? digits : letters;
          const char *found = strchr (from, number[i]);
          if (found != NULL)
            {
              read[i] = to[found - from];
              assert_true (offers (read, number));
              n_tried++;
            }
          strcpy (read, number);
          if (i + 1 < 11 && number[i] != number[i + 1])
            {
              read[i] = number[i + 1];
              read[i + 1] = number[i];
              assert_true (offers (read, number));
              n_tried++;
            }
        }
  assert_true (n_tried > (int) G_N_ELEMENTS (owners) * N_SERIALS * 8);
}

static void
candidates_are_valid_and_one_error_away (void **state)
{
  guint64 random = 20261126;
  int n_offered = 0;
  for (int round = 0; round < 20000; round++)
    {
      static const char characters[] = "ABGIOSUZJ0123456789";
      char read[12] = { 0 };
      make_number (owners[round % 5], round % N_SERIALS, read);
      int place = (int) (bsr_test_random (&random) * 11.0);
      read[place] = characters[(int) (bsr_test_random (&random) * (sizeof characters - 1))];
      g_auto (GStrv) candidates = bsr_container_number_candidates (read);
      for (guint i = 0; candidates[i] != NULL; i++, n_offered++)
        {
          assert_int_equal (bsr_container_number_check (candidates[i], NULL),
                            BSR_CONTAINER_NUMBER_VALID);
          assert_int_not_equal (kind_of_error (candidates[i], read), 0);
          assert_false (g_strv_contains ((const char *const *) candidates + i + 1, candidates[i]));
        }
    }
  assert_true (n_offered > 1000);
}

/* One wrong digit could have been any in eleven: nothing is guessed. */
static void
another_wrong_character_is_not_guessed (void **state)
{
  for (int i = 4; i < 11; i++)
    for (char digit = '0'; digit <= '9'; digit++)
      {
        char read[] = "CSQU3054383";
        if (read[i] == digit)
          continue;
        read[i] = digit;
        assert_false (offers (read, "CSQU3054383"));
      }
}

static void
what_is_no_number_has_no_candidates (void **state)
{
  const char *texts[] = { "", "CSQU", "CSQU30543830", "\xff\xfe", "\xc3\x84SQU305438", "-----------" };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (GStrv) candidates = bsr_container_number_candidates (texts[i]);
      assert_null (candidates[0]);
    }
  assert_true (offers ("c5qu 305438-3", "CSQU3054383"));
}

static void
assert_found (const char *text, const char *wanted)
{
  g_auto (GStrv) found = bsr_container_number_find (text);
  g_autofree char *joined = g_strjoinv (" ", found);
  assert_string_equal (joined, wanted);
}

static void
numbers_are_found_in_names (void **state)
{
  assert_found ("CSQU3054383.tiff", "CSQU3054383");
  assert_found ("csqu3054383_zepu0037255_lane2.tiff", "CSQU3054383 ZEPU0037255");
  assert_found ("20261126-0915 CSQU 305438-3.low.png", "CSQU3054383");
  assert_found ("CSQ-U-305438_3", "CSQU3054383");
  assert_found ("CSQU3054383 CSQU3054383", "CSQU3054383");
  assert_found ("CSQU3054384", "CSQU3054384"); /* a wrong digit is for others to judge */
  assert_found ("ACSQU3054383 CSQU30543831 CSQX3054383 CSQU--3054383 CSQU305-4383", "");
  assert_found ("\xff" "CSQU3054383\xff", "CSQU3054383");
  assert_found ("", "");
  /* Misread, and only where there is nothing better. */
  assert_found ("scan C5QU3054383", "C5QU3054383");
  assert_found ("C5QU3054383 ZEPU0037255", "ZEPU0037255");
  assert_found ("hello12word inventories", "");
}

/* However they are written; and a long text takes no longer than it is. */
static void
numbers_are_found_anywhere (void **state)
{
  static const char *const around[][3]
      = { { "", "", "" }, { "", " ", "" }, { "(", "-", ")" }, { "a_", "_", "_b" } };
  for (int serial = 0; serial < N_SERIALS; serial++)
    {
      char number[12], text[40];
      make_number (owners[serial % 5], serial, number);
      const char *const *parts = around[serial % 4];
      g_snprintf (text, sizeof text, "%s%.4s%s%s%s", parts[0], number, parts[1], number + 4, parts[2]);
      assert_found (text, number);
    }
  GString *text = g_string_new (NULL);
  for (int i = 0; i < 100000; i++)
    {
      char number[12];
      make_number (owners[i % 5], i % N_SERIALS, number);
      g_string_append_printf (text, "%s ", number);
    }
  g_auto (GStrv) found = bsr_container_number_find (text->str);
  assert_int_equal (g_strv_length (found), BSR_CONTAINER_NUMBER_MOST_FOUND);
  g_string_free (text, TRUE);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (published_numbers_are_valid),
    cmocka_unit_test (wrong_digit_is_told_with_the_right_one),
    cmocka_unit_test (remainder_of_ten_is_written_zero),
    cmocka_unit_test (every_single_wrong_character_is_found),
    cmocka_unit_test (other_shapes_are_malformed),
    cmocka_unit_test (normalize_leaves_out_blanks_and_hyphens),
    cmocka_unit_test (every_misread_number_leads_back),
    cmocka_unit_test (candidates_are_valid_and_one_error_away),
    cmocka_unit_test (another_wrong_character_is_not_guessed),
    cmocka_unit_test (what_is_no_number_has_no_candidates),
    cmocka_unit_test (numbers_are_found_in_names),
    cmocka_unit_test (numbers_are_found_anywhere),
  };
  return cmocka_run_group_tests_name ("container-number", tests, NULL, NULL);
}

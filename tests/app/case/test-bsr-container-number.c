#include "bsr-test.h"
#include "bsr-container-number.h"

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
  };
  return cmocka_run_group_tests_name ("container-number", tests, NULL, NULL);
}

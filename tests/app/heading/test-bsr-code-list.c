#include "bsr-test.h"

#include <locale.h>
#include <string.h>

#include "bsr-code-list.h"
#include "bsr-error.h"

static BsrCodeList *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  BsrCodeList *list = bsr_code_list_parse (text, strlen (text), &error);
  bsr_test_assert_no_error (error);
  return list;
}

static void
check_described (const BsrCodeList *list, const char *hs, const char *language, int n_digits,
                 const char *expected)
{
  int n;
  const char *description = bsr_code_list_describe (list, hs, language, &n);
  assert_non_null (description);
  assert_string_equal (description, expected);
  assert_int_equal (n, n_digits);
}

static void
longest_known_code_is_described (void **state)
{
  g_autoptr (BsrCodeList) list = parse ("Section,Code,Description\nII,08,\"Fruit, nuts\"\n"
                                        "II,0805,Citrus\nII,0805.21 00 90,Mandarins\n");
  assert_int_equal (bsr_code_list_count (list), 3);
  check_described (list, "0805210090", "en", 10, "Mandarins");
  check_described (list, "0805.21.0091", "en", 4, "Citrus");
  check_described (list, "080", "fr", 2, "Fruit, nuts");
  int n = 7;
  assert_null (bsr_code_list_describe (list, "0902", "en", &n));
  assert_int_equal (n, 0);
  assert_null (bsr_code_list_describe (list, "fruit", "en", NULL));
}

static void
languages_are_chosen (void **state)
{
  g_autoptr (BsrCodeList) list = parse ("ar\tEN\tcode\tfr\tdescription\n"
                                        "شاي\tTea\t0902\tThé\tTee\n\t\t0903\tMaté\tMate-Tee\n"
                                        "\t\t0904\tPoivre\t\n");
  check_described (list, "0902", "ar_MA", 4, "شاي");
  check_described (list, "0902", "fr", 4, "Thé");
  check_described (list, "0902", "de", 4, "Tea");
  check_described (list, "0903", "en", 4, "Mate-Tee");
  check_described (list, "0904", "ar", 4, "Poivre");

  assert_non_null (setlocale (LC_ALL, "C.UTF-8"));
  g_setenv ("LANGUAGE", "fr", TRUE);
  check_described (list, "0902", NULL, 4, "Thé");
  g_unsetenv ("LANGUAGE");
}

static void
check_refused (const char *text, int code, const char *message)
{
  g_autoptr (GError) error = NULL;
  assert_null (bsr_code_list_parse (text, strlen (text), &error));
  bsr_test_assert_error (error, BSR_ERROR, code, message);
}

static void
damaged_lists_are_refused (void **state)
{
  check_refused ("", BSR_ERROR_DAMAGED, "line 1: must name the column \"code\"");
  check_refused ("0805,Citrus\n", BSR_ERROR_DAMAGED, "line 1: must name the column \"code\"");
  check_refused ("code,section\n", BSR_ERROR_DAMAGED, "line 1: must name the column \"code\"");
  check_refused ("\nen,fr\n", BSR_ERROR_DAMAGED, "line 2: must name the column \"code\"");
  check_refused ("code,en,EN\n", BSR_ERROR_DAMAGED, "line 1: names the column \"EN\" twice");
  check_refused ("code,en\n0805,a,b\n", BSR_ERROR_DAMAGED,
                 "line 2: the number of fields is 3, the header's is 2");
  check_refused ("code,en\n\n0805\n", BSR_ERROR_DAMAGED,
                 "line 3: the number of fields is 1, the header's is 2");
  check_refused ("code,en\n8,a\n", BSR_ERROR_DAMAGED, "line 2: \"8\" is no code of 2 to 10 digits");
  check_refused ("code,en\n08.O5,a\n", BSR_ERROR_DAMAGED, "line 2: \"08.O5\" is no code");
  check_refused ("code,en\n0805,a\n08.05,b\n", BSR_ERROR_DAMAGED,
                 "line 3: code 0805 stands there twice");
  check_refused ("code,en\n0805, \n", BSR_ERROR_DAMAGED, "line 2: code 0805 has no description");
  check_refused ("code,en\n0805,\"a\n", BSR_ERROR_DAMAGED,
                 "line 2: a quotation mark is not closed");
  check_refused ("code,en\n0805,\xe9\n", BSR_ERROR_DAMAGED, "line 2: is not UTF-8 text");
}

static void
files_are_read (void **state)
{
  g_autofree char *folder = bsr_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "codes.csv", NULL);
  g_autoptr (GError) error = NULL;
  assert_null (bsr_code_list_read (path, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "cannot be read");
  g_clear_error (&error);
  assert_null (bsr_code_list_read (folder, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "not a regular file");
  g_clear_error (&error);

  assert_true (g_file_set_contents (path, "code;fr\r\n0902;\"Thé; vert\"\r\n", -1, NULL));
  g_autoptr (BsrCodeList) list = bsr_code_list_read (path, &error);
  bsr_test_assert_no_error (error);
  check_described (list, "0902", "fr", 4, "Thé; vert");
  BsrCodeList *same = bsr_code_list_ref (list);
  bsr_code_list_unref (g_steal_pointer (&list));
  check_described (same, "0902", "en", 4, "Thé; vert");
  bsr_code_list_unref (same);
  bsr_test_folder_remove (g_steal_pointer (&folder));
}

static void
files_are_limited (void **state)
{
  g_autofree char *folder = bsr_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "codes.csv", NULL);
  g_autofree char *large = g_malloc (BSR_CODE_LIST_MAX_BYTES + 1);
  memset (large, '\n', BSR_CODE_LIST_MAX_BYTES + 1);
  assert_true (g_file_set_contents (path, large, BSR_CODE_LIST_MAX_BYTES + 1, NULL));
  g_autoptr (GError) error = NULL;
  assert_null (bsr_code_list_read (path, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "larger than the 64 MiB");
  bsr_test_folder_remove (g_steal_pointer (&folder));
}

/* Whatever bytes come in: a list, or a refusal that says where. */
static void
damage_anywhere_is_read_or_refused (void **state)
{
  const char whole[] = "code;en;fr;description\n# x\n0805;\"Ci\"\"t;\nrus\";Agrumes;\n"
                       "0902.10; Tea ;Thé;\xef\xbb\xbf\r\n\"09 03\";;Maté;x\n";
  const char bytes[] = "\";,\t\n\r# .0a\xff\x01\0";
  guint64 seed = 20240611;
  print_message ("seed %" G_GUINT64_FORMAT "\n", seed);
  int n_read = 0, n_refused = 0;
  for (int round = 0; round < 20000; round++)
    {
      char text[sizeof whole];
      memcpy (text, whole, sizeof whole);
      gsize length = (gsize) (bsr_test_random (&seed) * sizeof whole);
      for (int changes = 0; changes < 2; changes++)
        text[(gsize) (bsr_test_random (&seed) * sizeof whole)]
            = bytes[(gsize) (bsr_test_random (&seed) * sizeof bytes)];
      g_autofree char *exact = g_memdup2 (text, MAX (length, 1));
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrCodeList) list = bsr_code_list_parse (exact, length, &error);
      if (list != NULL)
        n_read++;
      else
        {
          bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "line ");
          n_refused++;
        }
    }
  assert_true (n_read > 0 && n_refused > 0);
}

static void
the_harmonized_system_is_read (void **state)
{
  g_autofree char *path = bsr_test_shared_file ("reference/harmonized-system.csv");
  g_autofree char *text = NULL;
  assert_true (g_file_get_contents (path, &text, NULL, NULL));
  /* That file calls its codes hscode and ends with a total, which is none. */
  char *name = strstr (text, "hscode");
  assert_non_null (name);
  memmove (name, name + 2, strlen (name + 2) + 1);
  char *total = strstr (text, "\nTOTAL,");
  assert_non_null (total);
  *total = '\0';
  g_autoptr (BsrCodeList) list = parse (text);
  assert_true (bsr_code_list_count (list) > 6000);
  int n;
  assert_non_null (bsr_code_list_describe (list, "0805210090", "en", &n));
  assert_int_equal (n, 6);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (longest_known_code_is_described),
    cmocka_unit_test (languages_are_chosen),
    cmocka_unit_test (damaged_lists_are_refused),
    cmocka_unit_test (files_are_read),
    cmocka_unit_test (files_are_limited),
    cmocka_unit_test (damage_anywhere_is_read_or_refused),
    cmocka_unit_test (the_harmonized_system_is_read),
  };
  return cmocka_run_group_tests_name ("code-list", tests, NULL, NULL);
}

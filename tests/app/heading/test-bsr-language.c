#include "bsr-test.h"

#include <locale.h>

#include "bsr-language.h"

static void
tags_name_languages (void **state)
{
  assert_int_equal (bsr_language_from_tag ("fr"), BSR_LANGUAGE_FRENCH);
  assert_int_equal (bsr_language_from_tag ("fr_MA.UTF-8"), BSR_LANGUAGE_FRENCH);
  assert_int_equal (bsr_language_from_tag ("AR-MA"), BSR_LANGUAGE_ARABIC);
  assert_int_equal (bsr_language_from_tag ("en_US"), BSR_LANGUAGE_ENGLISH);
  assert_int_equal (bsr_language_from_tag ("arn"), BSR_LANGUAGE_ENGLISH);
  assert_int_equal (bsr_language_from_tag ("f"), BSR_LANGUAGE_ENGLISH);
  assert_int_equal (bsr_language_from_tag (""), BSR_LANGUAGE_ENGLISH);
  assert_int_equal (bsr_language_from_tag (NULL), BSR_LANGUAGE_ENGLISH);
  for (int i = 0; i < BSR_N_LANGUAGES; i++)
    assert_int_equal (bsr_language_from_tag (bsr_language_name (i)), i);
}

static void
messages_speak_the_first_known_language (void **state)
{
  assert_non_null (setlocale (LC_ALL, "C.UTF-8"));
  g_setenv ("LANGUAGE", "de:fr:ar", TRUE);
  assert_int_equal (bsr_language_of_messages (), BSR_LANGUAGE_FRENCH);
  g_setenv ("LANGUAGE", "ar_MA:fr", TRUE);
  assert_int_equal (bsr_language_of_messages (), BSR_LANGUAGE_ARABIC);
  g_setenv ("LANGUAGE", "de", TRUE);
  assert_int_equal (bsr_language_of_messages (), BSR_LANGUAGE_ENGLISH);

  /* gettext does not translate there, whatever LANGUAGE says. */
  g_setenv ("LANGUAGE", "fr", TRUE);
  assert_non_null (setlocale (LC_ALL, "C"));
  assert_int_equal (bsr_language_of_messages (), BSR_LANGUAGE_ENGLISH);
  g_unsetenv ("LANGUAGE");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (tags_name_languages),
    cmocka_unit_test (messages_speak_the_first_known_language),
  };
  return cmocka_run_group_tests_name ("language", tests, NULL, NULL);
}

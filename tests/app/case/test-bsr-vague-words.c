#include "bsr-test.h"

#include "bsr-folded-words.h"
#include "bsr-vague-words.h"

static void
what_says_nothing_is_vague (void **state)
{
  const char *const vague[] = {
    "FAK",
    "Freight All Kinds",
    "general cargo",
    "GENERAL  CARGO.",
    "Said to contain",
    "S.T.C.: general cargo",
    "STC",
    "1 x 40' HC container said to contain: FAK",
    "Consolidated cargo / groupage",
    "40 packages",
    "Shipper's load, stow & count",
    "said to weigh 21000 kgs",
    "Marchandises diverses",
    "MARCHANDISES GENERALES",
    "dit contenir : marchandises générales",
    "1 conteneur de 40 pieds contenant divers",
    "Groupage",
    "بضائع عامة",
    "البضائع العامة",
    "بَضائِع مُتنوّعة",
    "بضـــائع متنوعه",
    "يقال إنها تحتوي على بضائع عامة",
    "يقال انها تحتوي",
    "١٢ طرود بضائع",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (vague); i++)
    {
      if (!bsr_vague_words (vague[i]))
        print_message ("not vague: %s\n", vague[i]);
      assert_true (bsr_vague_words (vague[i]));
    }
}

/* Words of the table within honest descriptions. */
static void
what_names_goods_is_not (void **state)
{
  const char *const honest[] = {
    "General cargo handling equipment",
    "said to contain 400 cartons of oranges",
    "STC: sawn pine, 12 packages",
    "Consolidated carbide inserts",
    "Freight wagons",
    "Spare parts for tractors",
    "Machinery for making paper",
    "Cargo nets",
    "Gift wrap",
    "Personal effects",
    "Effets personnels",
    "Marchandises générales de quincaillerie",
    "Articles en cuir",
    "Pièces détachées pour tracteurs",
    "Divers tissus de coton",
    "قطع غيار سيارات",
    "بضائع قطنية",
    "متنوعة من الأقمشة القطنية",
    "أمتعة شخصية",
    "Oranges",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (honest); i++)
    {
      if (bsr_vague_words (honest[i]))
        print_message ("vague: %s\n", honest[i]);
      assert_false (bsr_vague_words (honest[i]));
    }
}

static void
without_words_nothing_is_said (void **state)
{
  assert_false (bsr_vague_words (NULL));
  assert_false (bsr_vague_words (""));
  assert_false (bsr_vague_words ("--- ..."));
  assert_false (bsr_vague_words ("12 340"));
}

/* Every entry of the table alone, as it is written there; none twice. */
static void
each_entry_is_found (void **state)
{
  static const char *const entries[] = {
#define VAGUE(words) words,
#define FILLER(words) words,
#include "vague.def"
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_auto (GStrv) words = bsr_folded_words (entries[i]);
      assert_true (bsr_vague_words (entries[i]));
      assert_true (g_strv_length (words) > 0 && g_strv_length (words) <= 6);
      assert_true (g_hash_table_add (seen, g_strjoinv (" ", words)));
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (what_says_nothing_is_vague),
    cmocka_unit_test (what_names_goods_is_not),
    cmocka_unit_test (without_words_nothing_is_said),
    cmocka_unit_test (each_entry_is_found),
  };
  return cmocka_run_group_tests_name ("vague words", tests, NULL, NULL);
}

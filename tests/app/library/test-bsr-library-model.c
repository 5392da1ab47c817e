#include "bsr-library-fixture.h"

#include <math.h>
#include <string.h>

#include "bsr-library-model.h"

#define N_HEADINGS 20

static BsrLoadDescriptor
draw (const char *heading, guint64 seed)
{
  guint64 random = seed;
  for (int i = 0; i < 8; i++)
    bsr_test_random (&random);
  return library_fixture_descriptor (heading, &random);
}

static BsrHeadingPrior
blank_prior (const char *hs, double weight)
{
  BsrHeadingPrior prior = { .weight = weight };
  g_strlcpy (prior.hs, hs, sizeof prior.hs);
  for (int m = 0; m < BSR_N_LOAD_MEASURES; m++)
    prior.mean[m] = prior.spread[m] = NAN;
  return prior;
}

static void
loads_are_recognised (void **state)
{
  g_autoptr (BsrLibrary) library = library_fixture_new (200, N_HEADINGS);
  g_autoptr (BsrLibraryModel) model = bsr_library_model_new (library, NULL, 0, NULL, NULL);
  int first = 0, in_five = 0;
  for (int i = 0; i < 100; i++)
    {
      char heading[5];
      library_fixture_heading (i % N_HEADINGS, heading);
      BsrLoadDescriptor descriptor = draw (heading, 5000 + (guint64) i);
      g_autoptr (BsrLibraryAnswer) answer = bsr_library_model_ask (model, &descriptor);
      assert_int_equal (answer->n_guesses, N_HEADINGS);
      assert_int_equal (answer->n_best, BSR_LIBRARY_N_BEST);
      double sum = answer->none_probability;
      for (int k = 0; k < answer->n_guesses; k++)
        sum += answer->guesses[k].probability;
      bsr_test_assert_close (sum, 1.0, 1e-12);
      for (int k = 0; k < answer->n_best; k++)
        {
          const BsrHeadingGuess *guess = &answer->guesses[answer->best[k]];
          gboolean right = g_str_equal (guess->heading, heading);
          first += right && k == 0;
          in_five += right;
          if (k > 0)
            assert_true (guess->probability
                         <= answer->guesses[answer->best[k - 1]].probability);
        }
    }
  assert_in_range (first, 95, 100);
  assert_in_range (in_five, 98, 100);
}

static void
what_lies_far_is_none_of_these (void **state)
{
  g_autoptr (BsrLibrary) library = library_fixture_new (400, N_HEADINGS);
  g_autoptr (BsrLibraryModel) model = bsr_library_model_new (library, NULL, 0, NULL, NULL);
  for (int far = 6; far <= 600; far *= 10)
    {
      BsrLoadDescriptor descriptor = bsr_load_descriptor_blank ();
      for (int m = 0; m < BSR_N_LOAD_MEASURES; m++)
        descriptor.values[m] = (float) (m % 2 == 0 ? far : -far);
      g_autoptr (BsrLibraryAnswer) answer = bsr_library_model_ask (model, &descriptor);
      assert_true (answer->none_probability > 0.99);
    }
  BsrLoadDescriptor near = draw ("0803", 9);
  g_autoptr (BsrLibraryAnswer) answer = bsr_library_model_ask (model, &near);
  assert_true (answer->none_probability < 0.01);
}

static void
nothing_measured_tells_nothing (void **state)
{
  g_autoptr (BsrLibrary) library = library_fixture_new (40, 4), empty = bsr_library_new ();
  g_autoptr (BsrLibraryModel) model = bsr_library_model_new (library, NULL, 0, NULL, NULL);
  BsrLoadDescriptor blank = bsr_load_descriptor_blank ();
  g_autoptr (BsrLibraryAnswer) answer = bsr_library_model_ask (model, &blank);
  assert_int_equal (answer->n_measures, 0);
  bsr_test_assert_close (answer->none_probability, 0.2, 1e-12);
  bsr_test_assert_close (answer->guesses[2].probability, 0.8 / 4.0, 1e-12);

  g_autoptr (BsrLibraryModel) nothing = bsr_library_model_new (empty, NULL, 0, NULL, NULL);
  BsrLoadDescriptor load = draw ("0801", 3);
  g_autoptr (BsrLibraryAnswer) only = bsr_library_model_ask (nothing, &load);
  assert_int_equal (only->n_guesses, 0);
  bsr_test_assert_close (only->none_probability, 1.0, 0.0);
}

/* Against the formulas written out: one measure, two priors and one heading without. */
static void
predictive_is_students (void **state)
{
  BsrHeadingPrior priors[]
      = { blank_prior ("0101", 4.0), blank_prior ("0202", 4.0), blank_prior ("0303", 4.0) };
  const BsrLoadMeasure m = BSR_LOAD_MEASURE_FILL_HEIGHT;
  priors[0].mean[m] = 0.25f;
  priors[0].spread[m] = 0.125f;
  priors[1].mean[m] = 0.75f;
  priors[1].spread[m] = 0.125f;
  g_autoptr (BsrLibrary) library = bsr_library_new ();
  g_autoptr (BsrLibraryModel) model = bsr_library_model_new (library, priors, 3, NULL, NULL);
  BsrLoadDescriptor load = bsr_load_descriptor_blank ();
  load.values[m] = 0.5f;
  load.values[BSR_LOAD_MEASURE_GAPS] = 0.5f; /* of which nobody knows anything */
  BsrMeasureEvidence evidence[BSR_N_LOAD_MEASURES];
  assert_int_equal (bsr_library_model_explain (model, &load, "0101", evidence), 1);
  assert_int_equal (evidence[0].measure, m);
  bsr_test_assert_close (evidence[0].observed, 0.5, 0.0);
  bsr_test_assert_close (evidence[0].expected, 0.25, 1e-12);
  bsr_test_assert_close (evidence[0].spread, 0.125 * sqrt (1.0 + 1.0 / 4.0), 1e-12);
  bsr_test_assert_close (evidence[0].sigmas, 2.0 / sqrt (1.25), 1e-12);
  /* Not known: the mean of all, with variances within 1/64 and between 1/8 added. */
  assert_int_equal (bsr_library_model_explain (model, &load, "0303", evidence), 1);
  bsr_test_assert_close (evidence[0].expected, 0.5, 1e-12);
  bsr_test_assert_close (evidence[0].spread, sqrt (1.0 / 64.0 + 1.0 / 8.0), 1e-12);
  assert_int_equal (bsr_library_model_explain (model, &load, "0404", evidence), 0);

  g_autoptr (BsrLibraryAnswer) answer = bsr_library_model_ask (model, &load);
  assert_int_equal (answer->n_measures, 1);
  double t2 = 4.0 / 1.25, nu = 6.0 + 4.0;
  double density = lgamma ((nu + 1.0) / 2.0) - lgamma (nu / 2.0) - 0.5 * log (nu * G_PI)
                   - log (0.125 * sqrt (1.25)) - (nu + 1.0) / 2.0 * log (1.0 + t2 / nu);
  bsr_test_assert_close (bsr_library_answer_find (answer, "0101")->log_likelihood,
                         BSR_LIBRARY_INDEPENDENCE * density, 1e-12);
  assert_true (bsr_library_answer_find (answer, "0101")->log_likelihood
               == bsr_library_answer_find (answer, "0202")->log_likelihood);
}

static void
loads_outweigh_the_prior_as_they_come (void **state)
{
  BsrHeadingPrior priors[] = { blank_prior ("0803", 5.0), blank_prior ("0901", 5.0) };
  const BsrLoadMeasure m = BSR_LOAD_MEASURE_FILL_HEIGHT;
  priors[0].mean[m] = 0.2f;
  priors[1].mean[m] = 0.9f;
  priors[0].spread[m] = priors[1].spread[m] = 0.1f;
  g_autoptr (BsrLibrary) library = bsr_library_new ();
  BsrLoadDescriptor load = bsr_load_descriptor_blank ();
  load.values[m] = 0.7f;
  double expected = 0.2;
  for (int n = 0; n <= 20; n++)
    {
      BsrMeasureEvidence evidence[BSR_N_LOAD_MEASURES];
      g_autoptr (BsrLibraryModel) model = bsr_library_model_new (library, priors, 2, NULL, NULL);
      assert_int_equal (bsr_library_model_explain (model, &load, "0803", evidence), 1);
      bsr_test_assert_close (evidence[0].expected, (5.0 * 0.2 + n * 0.7) / (5.0 + n), 1e-6);
      assert_true (n == 0 || evidence[0].expected > expected);
      expected = evidence[0].expected;
      g_autofree char *name = g_strdup_printf ("%d", n);
      g_autofree char *scan = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
      g_autoptr (BsrLibraryEntry) entry
          = bsr_library_entry_new ("0803", scan, "2024-05-03", &load, NULL);
      bsr_library_add (library, entry);
    }
}

static void
evidence_is_sorted (void **state)
{
  g_autoptr (BsrLibrary) library = library_fixture_new (100, 5);
  g_autoptr (BsrLibraryModel) model = bsr_library_model_new (library, NULL, 0, NULL, NULL);
  BsrLoadDescriptor descriptor = draw ("0801", 12);
  BsrMeasureEvidence evidence[BSR_N_LOAD_MEASURES];
  int n = bsr_library_model_explain (model, &descriptor, "0803", evidence);
  assert_true (n > 8);
  for (int i = 0; i < n; i++)
    {
      bsr_test_assert_close (evidence[i].sigmas,
                             (evidence[i].observed - evidence[i].expected) / evidence[i].spread,
                             1e-12);
      assert_true (i == 0 || fabs (evidence[i].sigmas) <= fabs (evidence[i - 1].sigmas));
    }
  assert_true (fabs (evidence[0].sigmas) > 2.0);
}

static void
assert_same_answers (BsrLibrary *a, BsrLibrary *b)
{
  BsrHeadingPrior prior = blank_prior ("0999", 3.0);
  prior.mean[0] = 0.5f;
  g_autoptr (BsrLibraryModel) one = bsr_library_model_new (a, &prior, 1, NULL, NULL);
  g_autoptr (BsrLibraryModel) other = bsr_library_model_new (b, &prior, 1, NULL, NULL);
  for (int i = 0; i < 20; i++)
    {
      char heading[5];
      library_fixture_heading (i % N_HEADINGS, heading);
      BsrLoadDescriptor descriptor = draw (heading, 900 + (guint64) i);
      g_autoptr (BsrLibraryAnswer) x = bsr_library_model_ask (one, &descriptor);
      g_autoptr (BsrLibraryAnswer) y = bsr_library_model_ask (other, &descriptor);
      assert_int_equal (x->n_guesses, y->n_guesses);
      assert_memory_equal (&x->none_log_likelihood, &y->none_log_likelihood, sizeof (double));
      assert_memory_equal (&x->none_probability, &y->none_probability, sizeof (double));
      assert_memory_equal (x->best, y->best, sizeof x->best);
      for (int k = 0; k < x->n_guesses; k++)
        {
          const BsrHeadingGuess *p = &x->guesses[k], *q = &y->guesses[k];
          assert_string_equal (p->heading, q->heading);
          assert_int_equal (p->n_loads, q->n_loads);
          assert_memory_equal (&p->log_likelihood, &q->log_likelihood, sizeof (double));
          assert_memory_equal (&p->probability, &q->probability, sizeof (double));
        }
    }
}

/* The promise of the library: what was withdrawn was never there. Each answer, bit for bit. */
static void
withdrawing_restores_every_answer (void **state)
{
  g_autoptr (BsrLibrary) library = library_fixture_new (200, N_HEADINGS);
  g_autoptr (BsrLibrary) before = library_fixture_new (200, N_HEADINGS);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_library_entry_unref);
  for (int number = 1000; number < 1050; number++)
    {
      char heading[5];
      library_fixture_heading (number % (N_HEADINGS + 5), heading); /* some headings are new */
      BsrLibraryEntry *entry = library_fixture_entry (heading, number, "supervisor 2");
      g_ptr_array_add (added, entry);
      assert_true (bsr_library_add (library, entry));
      if (number % 10 == 0) /* so that sums are kept in between */
        {
          BsrLoadDescriptor descriptor = draw (heading, 4);
          g_autoptr (BsrLibraryModel) model = bsr_library_model_new (library, NULL, 0, NULL, NULL);
          g_autoptr (BsrLibraryAnswer) answer = bsr_library_model_ask (model, &descriptor);
          assert_true (answer->n_guesses >= N_HEADINGS);
        }
    }
  for (guint i = 0; i < added->len; i++) /* in another order than they came */
    assert_true (bsr_library_withdraw (
        library, ((BsrLibraryEntry *) added->pdata[(i * 7) % added->len])->id));
  assert_int_equal (bsr_library_count (library), 200);
  assert_same_answers (library, before);
}

static void
own_scan_can_be_left_out (void **state)
{
  g_autoptr (BsrLibrary) library = library_fixture_new (100, 5), without = library_fixture_new (100, 5);
  g_autoptr (BsrLibraryEntry) own = library_fixture_entry ("0803", 500, NULL);
  bsr_library_add (library, own);
  g_autoptr (BsrLibraryModel) model = bsr_library_model_new (library, NULL, 0, NULL, own->scan);
  g_autoptr (BsrLibraryModel) never = bsr_library_model_new (without, NULL, 0, NULL, NULL);
  g_autoptr (BsrLibraryAnswer) x = bsr_library_model_ask (model, &own->descriptor);
  g_autoptr (BsrLibraryAnswer) y = bsr_library_model_ask (never, &own->descriptor);
  assert_true (bsr_library_answer_find (x, "0803")->log_likelihood
               == bsr_library_answer_find (y, "0803")->log_likelihood);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (loads_are_recognised),
    cmocka_unit_test (what_lies_far_is_none_of_these),
    cmocka_unit_test (nothing_measured_tells_nothing),
    cmocka_unit_test (predictive_is_students),
    cmocka_unit_test (loads_outweigh_the_prior_as_they_come),
    cmocka_unit_test (evidence_is_sorted),
    cmocka_unit_test (withdrawing_restores_every_answer),
    cmocka_unit_test (own_scan_can_be_left_out),
  };
  return cmocka_run_group_tests_name ("library-model", tests, NULL, NULL);
}

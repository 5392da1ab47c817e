#include "bsr-store-arrivals.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-container-number.h"
#include "bsr-error.h"
#include "bsr-json-reader.h"

G_DEFINE_INTERFACE (BsrStoreArrivals, bsr_store_arrivals, BSR_TYPE_STORE)

/* Digits of a SHA-256 in hexadecimal (FIPS 180-4: 256 bits). */
#define SHA256_DIGITS 64

static void
bsr_store_arrivals_default_init (BsrStoreArrivalsInterface *iface)
{
}

void
bsr_arrival_free (BsrArrival *arrival)
{
  if (arrival == NULL)
    return;
  g_clear_pointer (&arrival->scan, bsr_scan_unref);
  g_strfreev (arrival->containers);
  g_free (arrival->reason);
  g_strfreev (arrival->case_ids);
  g_free (arrival->officer);
  g_clear_pointer (&arrival->taken, g_date_time_unref);
  g_free (arrival);
}

void
bsr_case_of_free (BsrCaseOf *case_of)
{
  if (case_of == NULL)
    return;
  g_free (case_of->case_id);
  g_free (case_of);
}

#define METHODS(store) BSR_STORE_ARRIVALS_GET_IFACE (BSR_STORE_ARRIVALS (store))

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID, sentence);
  return FALSE;
}

/* (transfer full): the words of a reason, without what is around them; they may come from a foreign
 * file. */
static char *
words_of (const char *reason)
{
  return g_strstrip (g_utf8_make_valid (reason, -1));
}

static gboolean
is_sha256 (const char *text)
{
  return strlen (text) == SHA256_DIGITS && strspn (text, "0123456789abcdef") == SHA256_DIGITS;
}

static gboolean
check_texts (const char *const *texts, GError **error)
{
  for (; *texts != NULL; texts++)
    if (!g_utf8_validate (*texts, -1, NULL))
      return refuse (error, _ ("the number or the case that the scan is of is not UTF-8"));
  return TRUE;
}

gint64
bsr_store_take_arrival (BsrStore *store, const BsrActor *actor, const BsrScan *scan,
                        const char *const *containers, const char *const *case_ids,
                        const char *reason, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_ARRIVALS (store) && actor != NULL && scan != NULL, 0);
  g_return_val_if_fail (containers != NULL && case_ids != NULL && reason != NULL, 0);

  g_autofree char *words = words_of (reason);
  if (!g_utf8_validate (scan->name, -1, NULL) || !g_utf8_validate (scan->path, -1, NULL))
    return refuse (error, _ ("the name of the scan's file is not UTF-8"));
  if (!check_texts (containers, error) || !check_texts (case_ids, error))
    return 0;
  if (case_ids[0] == NULL && *words == '\0')
    return refuse (error, _ ("a scan that waits for its case needs a reason in words"));
  return METHODS (store)->take (store, actor, scan, containers, case_ids,
                                case_ids[0] != NULL ? "" : words, error);
}

static gboolean
link_arrival (BsrStore *store, const BsrActor *actor, gint64 id, const char *const *case_ids,
              gboolean only_waiting, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_ARRIVALS (store) && actor != NULL && case_ids != NULL, FALSE);

  if (case_ids[0] == NULL)
    return refuse (error, _ ("a scan is linked to one case at least"));
  return check_texts (case_ids, error)
         && METHODS (store)->link (store, actor, id, case_ids, only_waiting, error);
}

gboolean
bsr_store_link_arrival (BsrStore *store, const BsrActor *actor, gint64 id,
                        const char *const *case_ids, GError **error)
{
  return link_arrival (store, actor, id, case_ids, FALSE, error);
}

gboolean
bsr_store_link_waiting_arrival (BsrStore *store, const BsrActor *actor, gint64 id,
                                const char *const *case_ids, GError **error)
{
  return link_arrival (store, actor, id, case_ids, TRUE, error);
}

gboolean
bsr_store_describe_arrival (BsrStore *store, const BsrActor *actor, gint64 id, const BsrScan *scan,
                            const char *const *containers, const char *reason, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_ARRIVALS (store) && actor != NULL && scan != NULL, FALSE);
  g_return_val_if_fail (scan->described && containers != NULL && reason != NULL, FALSE);

  g_autofree char *words = words_of (reason);
  return check_texts (containers, error)
         && METHODS (store)->describe (store, actor, id, scan, containers, words, error);
}

gboolean
bsr_store_set_aside_arrival (BsrStore *store, const BsrActor *actor, gint64 id, const char *reason,
                             GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_ARRIVALS (store) && actor != NULL && reason != NULL, FALSE);

  g_autofree char *words = words_of (reason);
  if (*words == '\0')
    return refuse (error, _ ("setting a scan aside needs a reason in words"));
  return METHODS (store)->set_aside (store, actor, id, words, error);
}

gboolean
bsr_store_take_back_arrival (BsrStore *store, const BsrActor *actor, gint64 id, const char *reason,
                             GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_ARRIVALS (store) && actor != NULL && reason != NULL, FALSE);

  g_autofree char *words = words_of (reason);
  return METHODS (store)->take_back (store, actor, id, words, error);
}

gboolean
bsr_store_note_refusal (BsrStore *store, const BsrActor *actor, const char *name,
                        const char *sha256, const char *reason, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_ARRIVALS (store) && actor != NULL && name != NULL, FALSE);
  g_return_val_if_fail (sha256 != NULL && reason != NULL, FALSE);

  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *words = words_of (reason);
  if (!is_sha256 (sha256))
    return refuse (error, _ ("the hash of the refused file is no SHA-256"));
  if (*words == '\0')
    return refuse (error, _ ("refusing a file needs a reason in words"));
  return METHODS (store)->note_refusal (store, actor, shown, sha256, words, error);
}

GPtrArray *
bsr_store_list_arrivals (BsrStore *store, BsrArrivalStanding standing, int most, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_ARRIVALS (store) && most >= 0, NULL);
  g_return_val_if_fail (standing <= BSR_ARRIVAL_SET_ASIDE, NULL);
  return METHODS (store)->list (store, standing, most, error);
}

GPtrArray *
bsr_store_list_waiting_of (BsrStore *store, const char *const *containers, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_ARRIVALS (store), NULL);
  if (containers == NULL)
    return METHODS (store)->list_waiting_of (store, NULL, error);
  g_autoptr (GStrvBuilder) numbers = g_strv_builder_new ();
  for (; *containers != NULL; containers++)
    {
      g_autofree char *number = bsr_container_number_normalize (*containers);
      g_strv_builder_add (numbers, number);
    }
  g_auto (GStrv) normal = g_strv_builder_end (numbers);
  return METHODS (store)->list_waiting_of (store, (const char *const *) normal, error);
}

int
bsr_store_count_waiting (BsrStore *store, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_ARRIVALS (store), -1);
  return METHODS (store)->count_waiting (store, error);
}

BsrArrival *
bsr_store_find_arrival (BsrStore *store, const char *sha256, const char *low_sha256, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_ARRIVALS (store) && sha256 != NULL, NULL);
  return METHODS (store)->find (store, sha256, low_sha256, error);
}

GPtrArray *
bsr_store_list_cases_of (BsrStore *store, const char *container, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_ARRIVALS (store) && container != NULL, NULL);

  if (!g_utf8_validate (container, -1, NULL))
    {
      refuse (error, _ ("the container's number is not UTF-8"));
      return NULL;
    }
  g_autofree char *number = bsr_container_number_normalize (container);
  return METHODS (store)->list_cases_of (store, number, error);
}

static gboolean
check_report (const char *case_id, const BsrCaseReport *report, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (report->json, -1, &problem);
  if (reader == NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("the report cannot be kept: %s"),
                   problem->message);
      return FALSE;
    }
  if (!g_utf8_validate (report->source, -1, NULL) || !g_utf8_validate (case_id, -1, NULL))
    return refuse (error, _ ("where the report is from is not UTF-8"));
  return is_sha256 (report->sha256)
         || refuse (error, _ ("the hash of the report's file is no SHA-256"));
}

gboolean
bsr_store_add_report (BsrStore *store, const BsrActor *actor, const char *case_id,
                      const BsrCaseReport *report, GError **error)
{
  return bsr_store_add_reports (store, actor, &case_id, &report, 1, error);
}

gboolean
bsr_store_add_reports (BsrStore *store, const BsrActor *actor, const char *const *case_ids,
                       const BsrCaseReport *const *reports, guint n_reports, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_ARRIVALS (store) && actor != NULL, FALSE);
  g_return_val_if_fail (n_reports == 0 || (case_ids != NULL && reports != NULL), FALSE);

  for (guint i = 0; i < n_reports; i++)
    {
      g_return_val_if_fail (case_ids[i] != NULL && reports[i] != NULL, FALSE);
      if (!check_report (case_ids[i], reports[i], error))
        return FALSE;
    }
  return n_reports == 0
         || METHODS (store)->add_reports (store, actor, case_ids, reports, n_reports, error);
}

GPtrArray *
bsr_store_list_reports (BsrStore *store, const char *case_id, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_ARRIVALS (store) && case_id != NULL, NULL);
  return METHODS (store)->list_reports (store, case_id, error);
}

#include "bsr-set-fixture.h"

#include "bsr-test.h"

static void
put (const char *folder, const char *name, const char *ending, const char *text)
{
  g_autofree char *file = g_strconcat (name, ending, NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  assert_true (g_file_set_contents (path, text, -1, NULL));
}

void
put_judged (const char *folder, const char *name, const char *members, const char *anomalies)
{
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"basira-analysis/1\", \"scan\": {\"file\": \"%s.tiff\", \"sha256\":"
      " \"0000000000000000000000000000000000000000000000000000000000000000\","
      " \"width\": 1000, \"height\": 500, \"planes\": 2}, %s \"anomalies\": [%s],"
      " \"engine\": {\"version\": \"9.8\", \"elapsed_ms\": 1}}",
      name, members, anomalies);
  put (folder, name, ".analysis.json", json);
  put (folder, name, ".scan.json",
       "{\"format\": \"basira-scan/1\", \"acquired\": \"2026-11-05T08:15:00Z\", \"planes\":"
       " [{\"name\": \"high\"}, {\"name\": \"low\"}], \"pixel_pitch_mm\": [5, 10]}");
}

void
put_analysis (const char *folder, const char *name, const char *anomalies, double manifest_score)
{
  g_autofree char *manifest
      = manifest_score < 0.0
            ? g_strdup ("")
            : g_strdup_printf ("\"manifest\": {\"score\": %d.%d, \"verdict\": \"inconclusive\","
                               " \"checks\": []},",
                               (int) manifest_score, (int) (manifest_score * 10.0 + 0.5) % 10);
  put_judged (folder, name, manifest, anomalies);
}

void
put_truth (const char *folder, const char *name, const char *members)
{
  g_autofree char *truth = g_build_filename (folder, "truth", NULL);
  g_autofree char *json = g_strdup_printf ("{\"format\": \"basira-truth/1\", %s}", members);
  assert_int_equal (g_mkdir_with_parents (truth, 0777), 0);
  put (truth, name, ".json", json);
}

#define FOUND(x, y, w, h, score)                                                                   \
  "{\"id\": 1, \"box\": [" #x ", " #y ", " #w ", " #h "], \"score\": " #score                      \
  ", \"reason\": \"r\"}"
#define SET "\"set\": \"s\", \"seed\": 1, \"container_box\": [0, 0, 1000, 500], "
#define GOODS                                                                                      \
  "\"commodities\": [{\"id\": \"rice\", \"from_mm\": 0, \"to_mm\": 2500},"                         \
  " {\"id\": \"tiles\", \"from_mm\": 2500, \"to_mm\": 5000}], "

/* Pitch 5 x 10 mm: rice left of x = 500, tiles right of it.
 *
 * clean-a    rice and tiles   0.7 in rice, 0.3 in tiles        honest    manifest 0.1
 * clean-b    rice             nothing                          honest    0.4
 * clean-c    empty            0.2                              honest    none
 * hidden-a   tiles            shield hit at 0.9 and 0.6;       lie: concealment, 0.8
 *                             0.55 beside it
 * hidden-b   rice             bricks missed, 0.4 elsewhere;    lie: concealment, 0.4
 *                             void hit at 0.25
 * hidden-c   rice             bricks missed                    lie: mass, 0.9 */
void
put_set (const char *folder)
{
  put_analysis (folder, "clean-a", FOUND (100, 100, 20, 20, 0.7) ", " FOUND (700, 100, 20, 20, 0.3),
                0.1);
  put_truth (folder, "clean-a", SET GOODS "\"scanner\": \"A\", \"honest\": true, \"objects\": []");
  put_analysis (folder, "clean-b", "", 0.4);
  put_truth (folder, "clean-b",
             SET "\"commodities\": [{\"id\": \"rice\"}], \"scanner\": \"B\", \"honest\": true,"
                 " \"objects\": []");
  put_analysis (folder, "clean-c", FOUND (10, 10, 5, 5, 0.2), -1.0);
  put_truth (folder, "clean-c", SET "\"scanner\": \"B\", \"honest\": true, \"objects\": []");
  put_analysis (folder, "hidden-a",
                FOUND (600, 200, 50, 40, 0.6) ", " FOUND (604, 203, 40, 40, 0.9) ", "
                    FOUND (300, 300, 30, 30, 0.55),
                0.8);
  put_truth (folder, "hidden-a",
             SET GOODS "\"scanner\": \"A\", \"honest\": false, \"lie\": \"concealment\","
                       " \"objects\": [{\"kind\": \"dense-shield\", \"zone\": \"load\","
                       " \"box\": [600, 200, 40, 40], \"cnr\": 12}]");
  put_analysis (folder, "hidden-b", FOUND (800, 50, 30, 30, 0.4) ", " FOUND (50, 50, 30, 30, 0.25),
                0.4);
  put_truth (folder, "hidden-b",
             SET "\"commodities\": [{\"id\": \"rice\"}], \"scanner\": \"A\", \"honest\": false,"
                 " \"lie\": \"concealment\", \"objects\": [{\"kind\": \"organic-block\","
                 " \"zone\": \"floor\", \"box\": [400, 400, 40, 40], \"cnr\": 2},"
                 " {\"kind\": \"void\", \"zone\": \"load\", \"box\": [50, 50, 30, 30],"
                 " \"cnr\": -3}]");
  put_analysis (folder, "hidden-c", "", 0.9);
  put_truth (folder, "hidden-c",
             SET "\"commodities\": [{\"id\": \"rice\"}], \"scanner\": \"B\", \"honest\": false,"
                 " \"lie\": \"mass\", \"objects\": [{\"kind\": \"organic-block\","
                 " \"zone\": \"load\", \"box\": [400, 400, 40, 40]}]");
}

#define CHECK(check, score, more)                                                                  \
  "{\"check\": \"" check "\", \"verdict\": \"inconclusive\", \"score\": " #score more            \
  ", \"reason\": \"r\"}"
#define GUESS(hs, probability) "{\"hs\": \"" hs "\", \"probability\": " #probability "}"
#define GUESSES(...) ", \"guesses\": [" __VA_ARGS__ "]"
#define MANIFEST(score, verdict, ...)                                                              \
  "\"manifest\": {\"score\": " #score ", \"verdict\": \"" verdict "\", \"checks\": [" __VA_ARGS__  \
  "]},"
#define LOAD(kg, low, high)                                                                        \
  "\"load\": {\"mass_kg\": " #kg ", \"mass_kg_low\": " #low ", \"mass_kg_high\": " #high            \
  ", \"penetrated\": true},"
#define OPAQUE_LOAD(kg, low)                                                                       \
  "\"load\": {\"mass_kg\": " #kg ", \"mass_kg_low\": " #low ", \"penetrated\": false},"
#define RICE "\"commodities\": [{\"id\": \"rice\", \"hs\": \"100630\"}], "
#define COFFEE "\"commodities\": [{\"id\": \"coffee\", \"hs\": \"090111\"}], "
#define NONE "\"empty\": true, \"mass_kg\": 0, "
#define HONEST "\"honest\": true, \"lie\": null, "
#define LIE(kind) "\"honest\": false, \"lie\": \"" kind "\", "
#define DECLARED(items, vague)                                                                     \
  "\"declaration\": {\"items\": " #items ", \"mass_kg\": 1, \"vague\": " vague "}, "
#define THING "\"objects\": [{\"kind\": \"bag\", \"zone\": \"floor\", \"box\": [100, 100, 20, 20]}]"

/* name    declared                   true        seen            manifest  empty check  more
 * a       honest                     1000 rice   1050 (900-1100) 0.2       0.05         mass 0.2; rice first
 * b       honest, chapter alone      2000 rice   1500 +- 100     0.3                    rice second
 * c       honest, no masses          4000        3000 and more   0.6                    mass 0.6 and 0.1
 * d       honest, empty              0                           0.1       0.02
 * e       mass                       1000 coffee 900 +- 100      0.9                    mass 0.9; no guess
 * f       empty                      500         not told        0.7       0.7
 * g       declared-loaded            0                           0.4       0.4
 * h       litre                      a thing     hit at 0.6      0.2       0.2
 * i       litre                      a thing     missed          0.1       0.1
 * j       honest, empty              0           0.8 found       0.1       0.03
 * k       no declaration             3000 rice   3300 +- 100 */
void
put_declarations (const char *folder)
{
  put_judged (folder, "a",
              LOAD (1050, 900, 1100)
                  MANIFEST (0.2, "consistent", CHECK ("empty", 0.05, "") ", " CHECK ("mass", 0.2, "")
                            ", " CHECK ("commodity", 0.1, GUESSES (GUESS ("1006", 0.6) ", " GUESS ("17", 0.2)))),
              "");
  put_truth (folder, "a", SET RICE HONEST DECLARED (1, "null") "\"mass_kg\": 1000, \"scanner\": \"A\", \"objects\": []");
  put_judged (folder, "b",
              LOAD (1500, 1400, 1600)
                  MANIFEST (0.3, "inconclusive",
                            CHECK ("commodity", 0.3, GUESSES (GUESS ("090111", 0.5) ", " GUESS ("100630", 0.4)))),
              "");
  put_truth (folder, "b", SET RICE HONEST DECLARED (1, "\"chapter\"") "\"mass_kg\": 2000, \"scanner\": \"B\", \"objects\": []");
  put_judged (folder, "c",
              OPAQUE_LOAD (3000, 2500)
                  MANIFEST (0.6, "mismatch", CHECK ("mass", 0.6, "") ", " CHECK ("mass", 0.1, "")), "");
  put_truth (folder, "c", SET GOODS HONEST DECLARED (2, "\"masses\"") "\"mass_kg\": 4000, \"scanner\": \"A\", \"objects\": []");
  put_judged (folder, "d", MANIFEST (0.1, "consistent", CHECK ("empty", 0.02, "")), "");
  put_truth (folder, "d", SET NONE HONEST DECLARED (0, "null") "\"scanner\": \"A\", \"objects\": []");
  put_judged (folder, "e",
              LOAD (900, 800, 1000)
                  MANIFEST (0.9, "mismatch", CHECK ("mass", 0.9, "") ", " CHECK ("commodity", 0.1, "")), "");
  put_truth (folder, "e", SET COFFEE LIE ("mass") DECLARED (1, "null") "\"mass_kg\": 1000, \"scanner\": \"A\", \"objects\": []");
  put_judged (folder, "f", MANIFEST (0.7, "mismatch", CHECK ("empty", 0.7, "")), "");
  put_truth (folder, "f", SET RICE LIE ("empty") DECLARED (0, "null") "\"mass_kg\": 500, \"scanner\": \"A\", \"objects\": []");
  put_judged (folder, "g", MANIFEST (0.4, "inconclusive", CHECK ("empty", 0.4, "")), "");
  put_truth (folder, "g", SET NONE LIE ("declared-loaded") DECLARED (1, "null") "\"scanner\": \"A\", \"objects\": []");
  put_judged (folder, "h", MANIFEST (0.2, "consistent", CHECK ("empty", 0.2, "")),
              FOUND (101, 100, 20, 20, 0.6));
  put_truth (folder, "h", SET NONE LIE ("litre") DECLARED (0, "null") "\"scanner\": \"A\", " THING);
  put_judged (folder, "i", MANIFEST (0.1, "consistent", CHECK ("empty", 0.1, "")),
              FOUND (500, 100, 20, 20, 0.6));
  put_truth (folder, "i", SET NONE LIE ("litre") DECLARED (0, "null") "\"scanner\": \"B\", " THING);
  put_judged (folder, "j", MANIFEST (0.1, "consistent", CHECK ("empty", 0.03, "")),
              FOUND (500, 100, 20, 20, 0.8));
  put_truth (folder, "j", SET NONE HONEST DECLARED (0, "null") "\"scanner\": \"A\", \"objects\": []");
  put_judged (folder, "k", LOAD (3300, 3200, 3400), "");
  put_truth (folder, "k", SET RICE "\"mass_kg\": 3000, \"scanner\": \"A\", \"objects\": []");
}

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
put_analysis (const char *folder, const char *name, const char *anomalies, double manifest_score)
{
  g_autofree char *manifest
      = manifest_score < 0.0
            ? g_strdup ("")
            : g_strdup_printf ("\"manifest\": {\"score\": %d.%d, \"verdict\": \"inconclusive\","
                               " \"checks\": []},",
                               (int) manifest_score, (int) (manifest_score * 10.0 + 0.5) % 10);
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"basira-analysis/1\", \"scan\": {\"file\": \"%s.tiff\", \"sha256\":"
      " \"0000000000000000000000000000000000000000000000000000000000000000\","
      " \"width\": 1000, \"height\": 500, \"planes\": 2}, %s \"anomalies\": [%s],"
      " \"engine\": {\"version\": \"9.8\", \"elapsed_ms\": 1}}",
      name, manifest, anomalies);
  put (folder, name, ".analysis.json", json);
  put (folder, name, ".scan.json",
       "{\"format\": \"basira-scan/1\", \"acquired\": \"2026-11-05T08:15:00Z\", \"planes\":"
       " [{\"name\": \"high\"}, {\"name\": \"low\"}], \"pixel_pitch_mm\": [5, 10]}");
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

#include "bsr-judge.h"

#include <math.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-detection-data.h"

/* A fitted file has some thousands; more is damage. */
#define MAX_NODES 100000

/* A node goes left where the feature is below the threshold. Children come after it; a leaf has
 * none and answers its value. */
typedef struct
{
  int feature; /* -1: a leaf */
  float threshold;
  double value;
  int left, right; /* in the whole array */
} Node;

struct _BsrJudge
{
  GArray *nodes; /* Node */
  GArray *roots; /* int, index of each tree's first node */
  double offset, slope; /* of the calibration */
};

static int
feature_by_name (const char *name)
{
  for (int i = 0; i < BSR_N_FEATURES; i++)
    if (g_str_equal (bsr_feature_name (i), name))
      return i;
  return -1;
}

static gboolean
parse_number (const char *text, double *value)
{
  char *end;
  *value = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*value);
}

static gboolean
parse_index (const char *text, int least, int *value)
{
  gint64 number;
  if (!g_ascii_string_to_signed (text, 10, least, MAX_NODES, &number, NULL))
    return FALSE;
  *value = (int) number;
  return TRUE;
}

/* "calibration,OFFSET,SLOPE", "tree", "leaf,VALUE" or "split,FEATURE,THRESHOLD,LEFT,RIGHT" with
 * children counted from the tree's first node. */
static gboolean
parse_line (BsrJudge *judge, char **words)
{
  guint n = g_strv_length (words);
  Node node = { .feature = -1 };
  double threshold;

  if (g_str_equal (words[0], "calibration"))
    return n == 3 && parse_number (words[1], &judge->offset)
           && parse_number (words[2], &judge->slope);
  if (g_str_equal (words[0], "tree"))
    {
      int root = (int) judge->nodes->len;
      g_array_append_val (judge->roots, root);
      return n == 1;
    }
  if (judge->roots->len == 0 || judge->nodes->len >= MAX_NODES)
    return FALSE;
  int root = g_array_index (judge->roots, int, judge->roots->len - 1);
  if (g_str_equal (words[0], "leaf"))
    {
      if (n != 2 || !parse_number (words[1], &node.value))
        return FALSE;
    }
  else if (!g_str_equal (words[0], "split") || n != 5
           || (node.feature = feature_by_name (words[1])) < 0
           || !parse_number (words[2], &threshold) || !parse_index (words[3], 1, &node.left)
           || !parse_index (words[4], 1, &node.right))
    return FALSE;
  else
    {
      node.threshold = (float) threshold;
      node.left += root;
      node.right += root;
    }
  g_array_append_val (judge->nodes, node);
  return TRUE;
}

/* Every child lies behind its parent and within its tree, and every tree has a node: so the walk
 * ends. */
static gboolean
is_sound (const BsrJudge *judge)
{
  for (guint t = 0; t < judge->roots->len; t++)
    {
      int root = g_array_index (judge->roots, int, t), end = (int) judge->nodes->len;
      if (t + 1 < judge->roots->len)
        end = g_array_index (judge->roots, int, t + 1);
      if (root >= end)
        return FALSE;
      for (int i = root; i < end; i++)
        {
          const Node *node = &g_array_index (judge->nodes, Node, i);
          if (node->feature >= 0
              && (node->left <= i || node->right <= i || node->left >= end || node->right >= end))
            return FALSE;
        }
    }
  return judge->roots->len > 0 && judge->slope > 0.0;
}

BsrJudge *
bsr_judge_new (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autoptr (BsrJudge) judge = g_new0 (BsrJudge, 1);
  judge->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  judge->roots = g_array_new (FALSE, FALSE, sizeof (int));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (int i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;
      g_auto (GStrv) words = g_strsplit (lines[i], ",", -1);
      if (!parse_line (judge, words))
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                       "line %d of the fitted judge is neither tree nor calibration", i + 1);
          return NULL;
        }
    }
  if (!is_sound (judge))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                           "the fitted judge has no tree, no calibration or a branch that leads "
                           "nowhere");
      return NULL;
    }
  return g_steal_pointer (&judge);
}

void
bsr_judge_free (BsrJudge *judge)
{
  g_array_unref (judge->nodes);
  g_array_unref (judge->roots);
  g_free (judge);
}

static const BsrJudge *
judge_load (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = bsr_detection_data ("judge.csv");
  BsrJudge *judge = bsr_judge_new (text, &error);
  if (judge == NULL)
    g_error ("%s", error->message);
  return judge;
}

const BsrJudge *
bsr_judge_get (void)
{
  static gsize loaded = 0;
  if (g_once_init_enter (&loaded))
    g_once_init_leave (&loaded, (gsize) judge_load ());
  return (const BsrJudge *) loaded;
}

double
bsr_judge_sum (const BsrJudge *judge, const float features[BSR_N_FEATURES])
{
  g_return_val_if_fail (judge != NULL && features != NULL, 0.0);

  double sum = 0.0;
  for (guint t = 0; t < judge->roots->len; t++)
    {
      const Node *node
          = &g_array_index (judge->nodes, Node, g_array_index (judge->roots, int, t));
      while (node->feature >= 0)
        node = &g_array_index (judge->nodes, Node,
                               features[node->feature] < node->threshold ? node->left
                                                                         : node->right);
      sum += node->value;
    }
  return sum;
}

double
bsr_judge_score (const BsrJudge *judge, const float features[BSR_N_FEATURES])
{
  g_return_val_if_fail (judge != NULL && features != NULL, 0.0);

  return bsr_score_logistic (judge->offset + judge->slope * bsr_judge_sum (judge, features), 0.0, 1.0);
}

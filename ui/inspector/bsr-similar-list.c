#include "bsr-similar-list.h"

#include <glib/gi18n.h>

#include "bsr-similar-cases.h"
#include "bsr-similar-row.h"
#include "bsr-similar-words.h"

/* As many as a person compares. */
#define MOST_SHOWN 12

struct _BsrSimilarList
{
  GtkWidget parent;
  GtkWidget *own_box;
  GtkLabel *own_label, *message_label;
  GtkListBox *list_box;

  BsrStationLibrary *library; /* (nullable) */
  BsrAnalysis *analysis;      /* (nullable) */
  char *declared;             /* (nullable): heading */
  GCancellable *cancellable;  /* (nullable): of what is being looked for */
};

G_DEFINE_FINAL_TYPE (BsrSimilarList, bsr_similar_list, GTK_TYPE_WIDGET)

static void
clear (BsrSimilarList *self)
{
  GtkListBoxRow *row;
  while ((row = gtk_list_box_get_row_at_index (self->list_box, 0)) != NULL)
    gtk_list_box_remove (self->list_box, GTK_WIDGET (row));
}

static void
forget_quest (BsrSimilarList *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
open_case_cb (BsrSimilarRow *row, const char *case_id, BsrSimilarList *self)
{
  g_signal_emit_by_name (self, "open-case", case_id);
}

static void
show_cases (BsrSimilarList *self, GPtrArray *cases)
{
  const BsrLoadDescriptor *own = &bsr_analysis_whole (self->analysis)->descriptor;
  for (guint i = 0; i < cases->len; i++)
    {
      GtkWidget *row = bsr_similar_row_new (cases->pdata[i], own, self->declared);
      g_signal_connect_object (row, "open-case", G_CALLBACK (open_case_cb), self, 0);
      gtk_list_box_append (self->list_box, row);
    }
}

/* What a worker's answer belongs to. */
typedef struct
{
  BsrSimilarList *self;
  GCancellable *cancellable;
} Quest;

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Quest *quest = user_data;
  g_autoptr (BsrSimilarList) self = quest->self;
  gboolean is_wanted = self->cancellable == quest->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = bsr_similar_cases_find_finish (result, &error);
  g_object_unref (quest->cancellable);
  g_free (quest);
  if (!is_wanted)
    return;
  forget_quest (self);
  clear (self);
  g_autofree char *message
      = error != NULL
            /* Translators: one sentence of what is wrong. */
            ? g_strdup_printf (_ ("Similar loads could not be looked for: %s."), error->message)
            : g_strdup (_ ("No other reference load can be compared with this one."));
  gtk_label_set_label (self->message_label, message);
  if (cases != NULL)
    show_cases (self, cases);
}

static void
look (BsrSimilarList *self, BsrLibrarySnapshot *snapshot)
{
  Quest *quest = g_new (Quest, 1);
  self->cancellable = g_cancellable_new ();
  *quest = (Quest){ g_object_ref (self), g_object_ref (self->cancellable) };
  bsr_similar_cases_find_async (
      bsr_station_library_store (self->library), snapshot,
      &bsr_analysis_whole (self->analysis)->descriptor, bsr_analysis_sha256 (self->analysis),
      MOST_SHOWN, self->cancellable, found_cb, quest);
}

/* What is in sight stays there until something else is found. */
static void
update (BsrSimilarList *self)
{
  BsrLibrarySnapshot *snapshot
      = self->library != NULL ? bsr_station_library_snapshot (self->library) : NULL;
  gboolean has_loads
      = snapshot != NULL && bsr_library_count (bsr_library_snapshot_library (snapshot)) > 0;
  forget_quest (self);
  if (snapshot == NULL)
    gtk_label_set_label (self->message_label, _ ("The library is being read"));
  else if (!has_loads)
    gtk_label_set_label (self->message_label,
                         _ ("No reference loads yet: a load enters the library when a supervisor "
                            "confirms a conforming outcome."));
  else if (self->analysis == NULL)
    gtk_label_set_label (self->message_label, _ ("The load has not been analysed yet"));
  if (has_loads && self->analysis != NULL)
    look (self, snapshot);
  else
    clear (self);
}

void
bsr_similar_list_set_library (BsrSimilarList *self, BsrStationLibrary *library)
{
  g_return_if_fail (BSR_IS_SIMILAR_LIST (self) && BSR_IS_STATION_LIBRARY (library));
  g_return_if_fail (self->library == NULL);
  self->library = g_object_ref (library);
  g_signal_connect_object (library, "notify::snapshot", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

void
bsr_similar_list_show (BsrSimilarList *self, BsrCase *flagged, BsrAnalysis *analysis)
{
  g_return_if_fail (BSR_IS_SIMILAR_LIST (self));
  if (analysis != NULL)
    bsr_analysis_ref (analysis);
  g_clear_pointer (&self->analysis, bsr_analysis_unref);
  self->analysis = analysis;
  g_free (self->declared);
  self->declared = flagged != NULL ? bsr_case_heading (flagged) : NULL;

  g_autofree char *line
      = analysis != NULL ? bsr_similar_words_line (&bsr_analysis_whole (analysis)->descriptor)
                         : g_strdup ("");
  /* Translators: what is measured of the open load. */
  g_autofree char *own = g_strdup_printf (_ ("This load: %s"), line);
  gtk_label_set_label (self->own_label, own);
  gtk_widget_set_visible (self->own_box, *line != '\0');
  clear (self);
  update (self);
}

static void
bsr_similar_list_dispose (GObject *object)
{
  BsrSimilarList *self = BSR_SIMILAR_LIST (object);
  GtkWidget *child;
  forget_quest (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->library);
  g_clear_pointer (&self->analysis, bsr_analysis_unref);
  g_clear_pointer (&self->declared, g_free);
  G_OBJECT_CLASS (bsr_similar_list_parent_class)->dispose (object);
}

static void
bsr_similar_list_class_init (BsrSimilarListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_similar_list_dispose;
  g_signal_new ("open-case", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/inspector/bsr-similar-list.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrSimilarList, own_box);
  gtk_widget_class_bind_template_child (widget_class, BsrSimilarList, own_label);
  gtk_widget_class_bind_template_child (widget_class, BsrSimilarList, list_box);
  gtk_widget_class_bind_template_child (widget_class, BsrSimilarList, message_label);
}

static void
bsr_similar_list_init (BsrSimilarList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

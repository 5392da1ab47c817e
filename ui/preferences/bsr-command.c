#include "bsr-command.h"

#include <glib/gi18n.h>

#include "bsr-session.h"
#include "bsr-tone-preset.h"

#define PLAIN(id, group, title, action, ...)                                                      \
  { id, BSR_COMMANDS_##group, title, action, BSR_TARGET_NONE, 0, NULL, { __VA_ARGS__ } }
#define NUMBER(id, group, title, action, number, ...)                                             \
  { id, BSR_COMMANDS_##group, title, action, BSR_TARGET_NUMBER, number, NULL, { __VA_ARGS__ } }
#define WORD(id, group, title, action, word, ...)                                                 \
  { id, BSR_COMMANDS_##group, title, action, BSR_TARGET_WORD, 0, word, { __VA_ARGS__ } }

#define TOOL_ACTION "win.tool"
#define HOLD_ACTION "scan.pan-while-held"
#define LOUPE_ACTION "win.show-loupe"

static const BsrCommand commands[] = {
  PLAIN ("open", CASES, N_ ("Open scans and case files"), "win.open", "<Control>o"),
  PLAIN ("open-folder", CASES, N_ ("Open a folder"), "win.open-folder", "<Control><Shift>o"),
  PLAIN ("search", CASES, N_ ("Search the cases"), "win.search", "<Control>k"),
  PLAIN ("next-case", CASES, N_ ("Next case"), "win.next-case", "<Control>Return"),
  PLAIN ("reopen", CASES, N_ ("Read the case again"), "win.reopen", "<Control>r"),
  PLAIN ("focus-decision", CASES, N_ ("Go to the decision"), "win.focus-decision", "<Control>d"),
  PLAIN ("tray", CASES, N_ ("Scans that wait for a case"), "win.tray", "<Control>t"),
  PLAIN ("downtimes", CASES, N_ ("Downtime of scanners"), "win.downtimes", "<Control><Shift>d"),
  PLAIN ("caveat", CASES, N_ ("Put a handling caveat on the case"), "win.caveat",
         "<Control><Shift>h"),

  PLAIN ("focus-scan", VIEW, N_ ("Go to the scan"), "win.focus-scan", "<Control>e"),
  PLAIN ("fit", VIEW, N_ ("Fit the scan into the view"), "scan.fit", "f", "0"),
  PLAIN ("zoom-in", VIEW, N_ ("Zoom in"), "scan.zoom-in", "plus", "equal",
         "<Control>plus", "<Control>equal"),
  PLAIN ("zoom-out", VIEW, N_ ("Zoom out"), "scan.zoom-out", "minus",
         "<Control>minus"),
  PLAIN ("zoom-original", VIEW, N_ ("One pixel of the scan for one of the screen"),
         "scan.zoom-original", "1", "<Control>0"),
  PLAIN ("hold-pan", VIEW, N_ ("Move the view by dragging, while held"), HOLD_ACTION, "space"),
  PLAIN ("raw-pixels", VIEW, N_ ("Raw pixels: each one square"), "win.raw-pixels",
         "<Control><Shift>r"),
  PLAIN ("image-window", VIEW, N_ ("Image on another monitor"), "win.image-window", "F12"),
  PLAIN ("image-linked", VIEW, N_ ("Both images show the same place"), "win.image-linked",
         "<Shift>F12"),
  PLAIN ("fullscreen", VIEW, N_ ("Full screen"), "scan.fullscreen", "F11"),
  PLAIN ("compare", VIEW, N_ ("Compare with another scan"), "win.compare", "F8"),
  PLAIN ("compare-mode", VIEW, N_ ("Side by side, swipe, difference"), "win.compare-mode",
         "<Shift>F8"),

  PLAIN ("show-loupe", VIEW, N_ ("Loupe, while held or until pressed again"), LOUPE_ACTION, "z"),
  PLAIN ("show-minimap", VIEW, N_ ("Overview in the corner"), "win.show-minimap", "<Control>m"),
  PLAIN ("show-unseen", VIEW, N_ ("Tint what has not been looked at"), "win.show-unseen", "k"),
  PLAIN ("show-open", VIEW, N_ ("Go to the largest part not looked at"), "win.show-open",
         "<Shift>k"),

  NUMBER ("view-high", LOOK, N_ ("High energy"), "win.view", 0, "F2"),
  NUMBER ("view-low", LOOK, N_ ("Low energy"), "win.view", 1, "F3"),
  NUMBER ("view-steel", LOOK, N_ ("Steel, in false colour"), "win.view", 2, "F4"),
  NUMBER ("view-material", LOOK, N_ ("Material"), "win.view", 3, "F5"),
  NUMBER ("view-organic", LOOK, N_ ("Organic goods only"), "win.view", 4, "F6"),
  NUMBER ("view-metal", LOOK, N_ ("Metals only"), "win.view", 5, "F7"),
  PLAIN ("reset-look", LOOK, N_ ("The plain picture"), "win.reset-look", "q"),
  NUMBER ("window-automatic", LOOK, N_ ("Automatic window"), "win.window-preset",
          BSR_TONE_PRESET_AUTO, "2"),
  NUMBER ("next-window", LOOK, N_ ("Next window"), "win.window-step", 1, "<Shift>F5"),
  NUMBER ("previous-window", LOOK, N_ ("Previous window"), "win.window-step", -1, "<Shift>F6"),
  PLAIN ("logarithmic", LOOK, N_ ("Logarithmic"), "win.logarithmic", "l"),
  PLAIN ("gamma", LOOK, N_ ("Gamma"), "win.gamma", "g"),
  PLAIN ("invert", LOOK, N_ ("Invert"), "win.invert", "i"),
  NUMBER ("next-colours", LOOK, N_ ("Next colours"), "win.colours", 1, "<Shift>F2"),
  NUMBER ("previous-colours", LOOK, N_ ("Previous colours"), "win.colours", -1, "<Shift>F3"),
  PLAIN ("look-panel", LOOK, N_ ("Show or hide the enhancements"), "win.look-panel", "<Shift>F4"),
  NUMBER ("equalise", LOOK, N_ ("Equalise"), "win.enhance", BSR_ENHANCE_EQUALISE, "h"),
  NUMBER ("local-equalise", LOOK, N_ ("Local contrast"), "win.enhance",
          BSR_ENHANCE_LOCAL_EQUALISE, "c"),
  NUMBER ("dark", LOOK, N_ ("Dark areas"), "win.enhance", BSR_ENHANCE_DARK, "u"),
  NUMBER ("light", LOOK, N_ ("Light areas"), "win.enhance", BSR_ENHANCE_LIGHT, "y"),
  NUMBER ("sharpen", LOOK, N_ ("Sharpen"), "win.enhance", BSR_ENHANCE_SHARPEN, "s"),
  NUMBER ("denoise", LOOK, N_ ("Less noise"), "win.enhance", BSR_ENHANCE_DENOISE, "d"),
  NUMBER ("edges", LOOK, N_ ("Edges"), "win.enhance", BSR_ENHANCE_EDGES, "x"),
  NUMBER ("emboss", LOOK, N_ ("Emboss"), "win.enhance", BSR_ENHANCE_EMBOSS, "o"),
  PLAIN ("own-view", LOOK, N_ ("Back from another officer's view to mine"), "scan.own-view", "<Shift>q"),
  PLAIN ("save-view", LOOK, N_ ("Save this view"), "win.save-view", "<Control>s"),
  PLAIN ("auto-window", LOOK, N_ ("Window for what is in view"), "scan.auto-window", "<Shift>a"),

  NUMBER ("next-finding", FINDINGS, N_ ("Next finding"), "win.step-finding", 1, "n"),
  NUMBER ("previous-finding", FINDINGS, N_ ("Previous finding"), "win.step-finding", -1, "b"),
  NUMBER ("confirm-finding", FINDINGS, N_ ("Confirm the selected finding"), "win.weigh-finding",
          BSR_WEIGHT_CONFIRMED, "j"),
  NUMBER ("explain-finding", FINDINGS, N_ ("Explain the selected finding"), "win.weigh-finding",
          BSR_WEIGHT_EXPLAINED, "<Shift>j"),
  PLAIN ("show-findings", FINDINGS, N_ ("Show or hide the findings on the scan"),
         "win.show-findings", "<Control><Shift>f"),

  NUMBER ("tool-select", TOOLS, N_ ("Select and move"), TOOL_ACTION, BSR_TOOL_SELECT, "v"),
  NUMBER ("tool-window", TOOLS, N_ ("Drag the window"), TOOL_ACTION, BSR_TOOL_WINDOW, "w"),
  NUMBER ("tool-rectangle", TOOLS, N_ ("Rectangle"), TOOL_ACTION, BSR_TOOL_RECTANGLE, "r"),
  NUMBER ("tool-ellipse", TOOLS, N_ ("Ellipse"), TOOL_ACTION, BSR_TOOL_ELLIPSE, "e"),
  NUMBER ("tool-polygon", TOOLS, N_ ("Polygon"), TOOL_ACTION, BSR_TOOL_POLYGON, "p"),
  NUMBER ("tool-arrow", TOOLS, N_ ("Arrow"), TOOL_ACTION, BSR_TOOL_ARROW, "a"),
  NUMBER ("tool-text", TOOLS, N_ ("Text"), TOOL_ACTION, BSR_TOOL_TEXT, "t"),

  NUMBER ("next-mark", MARKS, N_ ("Next mark"), "scan.step-mark", 1, "m"),
  NUMBER ("previous-mark", MARKS, N_ ("Previous mark"), "scan.step-mark", -1, "<Shift>m"),
  PLAIN ("remove-mark", MARKS, N_ ("Remove the selected mark"), "scan.remove-mark", "Delete"),
  PLAIN ("show-marks", MARKS, N_ ("Show or hide the marks on the scan"), "win.show-marks",
         "<Control><Shift>m"),

  NUMBER ("tool-distance", MEASURE, N_ ("Distance"), TOOL_ACTION, BSR_TOOL_DISTANCE, "3"),
  NUMBER ("tool-angle", MEASURE, N_ ("Angle"), TOOL_ACTION, BSR_TOOL_ANGLE, "4"),
  NUMBER ("tool-polyline", MEASURE, N_ ("Path"), TOOL_ACTION, BSR_TOOL_POLYLINE, "5"),
  NUMBER ("tool-area", MEASURE, N_ ("Area"), TOOL_ACTION, BSR_TOOL_AREA, "6"),
  NUMBER ("tool-profile", MEASURE, N_ ("Profile"), TOOL_ACTION, BSR_TOOL_PROFILE, "7"),
  NUMBER ("tool-region", MEASURE, N_ ("Region"), TOOL_ACTION, BSR_TOOL_REGION, "8"),
  PLAIN ("toggle-grid", MEASURE, N_ ("Grid of metres"), "win.toggle-grid", "numbersign"),

  PLAIN ("toggle-worklist", PANELS, N_ ("Show or hide the cases"), "win.toggle-worklist", "F9"),
  PLAIN ("toggle-inspector", PANELS, N_ ("Show or hide what is known of the scan"),
         "win.toggle-inspector", "<Shift>F9"),
  WORD ("page-findings", PANELS, N_ ("Findings"), "win.show-page", "findings", "<Control>1"),
  WORD ("page-manifest", PANELS, N_ ("Manifest"), "win.show-page", "manifest", "<Control>2"),
  WORD ("page-marks", PANELS, N_ ("Marks"), "win.show-page", "marks", "<Control>3"),
  WORD ("page-record", PANELS, N_ ("Record"), "win.show-page", "record", "<Control>4"),
  WORD ("page-similar", PANELS, N_ ("Similar"), "win.show-page", "similar", "<Control>5"),

  PLAIN ("undo", GENERAL, N_ ("Undo"), "win.undo", "<Control>z"),
  PLAIN ("redo", GENERAL, N_ ("Redo"), "win.redo", "<Control><Shift>z", "<Control>y"),
  PLAIN ("lock", GENERAL, N_ ("Lock"), "win.lock", "<Control>l"),
  PLAIN ("keys", GENERAL, N_ ("Keys"), "win.keys", "<Control>question", "F1"),
  PLAIN ("quit", GENERAL, N_ ("Quit"), "app.quit", "<Control>q"),
};

const BsrCommand *
bsr_commands (guint *n)
{
  *n = G_N_ELEMENTS (commands);
  return commands;
}

const BsrCommand *
bsr_command_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].id, id))
      return &commands[i];
  return NULL;
}

const BsrCommand *
bsr_command_of (const char *action, int number)
{
  g_return_val_if_fail (action != NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].target == BSR_TARGET_NUMBER && commands[i].number == number
        && g_str_equal (commands[i].action, action))
      return &commands[i];
  return NULL;
}

const char *
bsr_command_title (const BsrCommand *command)
{
  g_return_val_if_fail (command != NULL, NULL);
  return _ (command->title);
}

const char *
bsr_command_group_title (BsrCommandGroup group)
{
  static const char *const titles[BSR_N_COMMAND_GROUPS] = {
    [BSR_COMMANDS_CASES] = N_ ("Cases"),
    [BSR_COMMANDS_VIEW] = N_ ("View"),
    /* Translators: how the scan is shown: contrast, colours. */
    [BSR_COMMANDS_LOOK] = N_ ("Look"),
    [BSR_COMMANDS_FINDINGS] = N_ ("Findings"),
    [BSR_COMMANDS_TOOLS] = N_ ("Tools: tap to take up, hold to use for a moment"),
    [BSR_COMMANDS_MARKS] = N_ ("Marks"),
    [BSR_COMMANDS_MEASURE] = N_ ("Measure"),
    [BSR_COMMANDS_PANELS] = N_ ("Panels"),
    [BSR_COMMANDS_GENERAL] = N_ ("General"),
  };
  g_return_val_if_fail (group < BSR_N_COMMAND_GROUPS, NULL);
  return _ (titles[group]);
}

GVariant *
bsr_command_new_target (const BsrCommand *command)
{
  g_return_val_if_fail (command != NULL, NULL);
  switch (command->target)
    {
    case BSR_TARGET_NUMBER:
      return g_variant_new_int32 (command->number);
    case BSR_TARGET_WORD:
      return g_variant_new_string (command->word);
    case BSR_TARGET_NONE:
    default:
      return NULL;
    }
}

gboolean
bsr_command_is_of_view (const BsrCommand *command)
{
  g_return_val_if_fail (command != NULL, FALSE);
  return g_str_has_prefix (command->action, "scan.");
}

gboolean
bsr_command_is_tool (const BsrCommand *command, int *tool)
{
  g_return_val_if_fail (command != NULL && tool != NULL, FALSE);
  if (!g_str_equal (command->action, TOOL_ACTION))
    return FALSE;
  *tool = command->number;
  return TRUE;
}

gboolean
bsr_command_is_hold (const BsrCommand *command)
{
  g_return_val_if_fail (command != NULL, FALSE);
  return g_str_equal (command->action, HOLD_ACTION);
}

gboolean
bsr_command_is_loupe (const BsrCommand *command)
{
  g_return_val_if_fail (command != NULL, FALSE);
  return g_str_equal (command->action, LOUPE_ACTION);
}

gboolean
bsr_command_repeats (const BsrCommand *command)
{
  static const char *const actions[]
      = { "scan.zoom-in", "scan.zoom-out", "scan.step-mark", "win.step-finding", "win.undo", "win.redo", NULL };
  g_return_val_if_fail (command != NULL, FALSE);
  return g_strv_contains (actions, command->action);
}

const BsrFixedKeys *
bsr_fixed_keys (void)
{
  static const BsrFixedKeys fixed[] = {
    { N_ ("Move the view; with a drawing tool, the crosshair"), N_ ("Arrow keys") },
    { N_ ("The same, further"), N_ ("Shift and arrow keys") },
    { N_ ("Move the selected mark"), N_ ("Ctrl and arrow keys") },
    { N_ ("Begin, go on with or end a mark; edit the selected one"), N_ ("Enter") },
    { N_ ("Take back a polygon's last corner"), N_ ("Backspace") },
    { N_ ("Give up: the drawing, the tool, the selection"), N_ ("Escape") },
    { N_ ("To the next control, or the one before"), N_ ("Tab, Shift+Tab") },
    { N_ ("Menu"), N_ ("F10") },
    { NULL, NULL },
  };
  return fixed;
}

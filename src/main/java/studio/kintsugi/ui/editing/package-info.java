/**
 * What the window offers beside its tools: {@link studio.kintsugi.ui.editing.Editors} opens and closes what works on
 * the picture by hand, and {@link studio.kintsugi.ui.editing.PresetsInWindow} brings presets into menus and panels.
 */
package studio.kintsugi.ui.editing;

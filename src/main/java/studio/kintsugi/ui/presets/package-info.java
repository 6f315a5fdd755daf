/**
 * Presets in the window: {@link studio.kintsugi.ui.presets.Presets} applies them to pictures and keeps them, a command
 * for each stands in the menu bar and the palette, and {@link studio.kintsugi.ui.presets.PresetsPage} saves, renames,
 * deletes, imports and exports them.
 */
package studio.kintsugi.ui.presets;

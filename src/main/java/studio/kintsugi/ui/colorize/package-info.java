/**
 * Colorize in the window: the sketch, the result and a reference side by side ({@code PicturePane}), the references
 * with their weights below ({@code ReferenceStrip}), and the panel. All that the user can undo is one immutable {@code
 * ColorizeState}; each new one is coloured a moment later by {@link studio.kintsugi.service.colorize.ColorizeService}.
 */
package studio.kintsugi.ui.colorize;

/**
 * Colouring sketches after references as a service (arXiv 2005.05207).
 *
 * <p>{@link studio.kintsugi.service.colorize.LineLayer} makes of any picture the lines that are shown to the network
 * and laid over its colours. {@link studio.kintsugi.service.colorize.Colorizer} runs the network at the size it was
 * trained at; {@link studio.kintsugi.service.colorize.ColourSpread} brings its colours to the sketch's own size
 * without letting them run over lines, and {@link studio.kintsugi.service.colorize.FlatColours} makes them even in the
 * {@link studio.kintsugi.service.colorize.Regions} that lines close off. A {@link studio.kintsugi.service.colorize.Colored} sketch has lines and colours
 * apart, and its {@link studio.kintsugi.service.colorize.Correspondence} says where each colour came from. {@link
 * studio.kintsugi.service.colorize.ColorizeService} does it in the background for the window.
 */
package studio.kintsugi.service.colorize;

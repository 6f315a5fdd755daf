/**
 * Colouring sketches after references as a service (arXiv 2005.05207).
 *
 * <p>{@link studio.kintsugi.service.colorize.ColorizeService} takes requests from the window and the command line and
 * answers on the thread {@code colorize}; of several requests only the latest is answered. There {@link
 * studio.kintsugi.service.colorize.Colorizer} runs the network at the size it was trained at (section 3 of the paper).
 * {@link studio.kintsugi.service.colorize.LineLayer} makes of any picture the lines that are shown to the network and
 * laid over its colours; between them lie {@code ClosedRegions}. The places of each vote with the network's picture and
 * attention ({@code RegionColors}) for one of the colours that the references are made of ({@code ReferencePalette}),
 * and {@code RegionFill} paints it, so that no colour crosses a closed line. {@code ColorPropagation} brings the
 * network's own colours and hints to the sketch's size. A {@link
 * studio.kintsugi.service.colorize.ColorizedDrawing} has lines and colours apart, and its {@link
 * studio.kintsugi.service.colorize.Correspondence} says where each colour came from.
 */
package studio.kintsugi.service.colorize;

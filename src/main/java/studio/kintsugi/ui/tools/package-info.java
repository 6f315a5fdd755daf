/**
 * The tools of the rail, each one small class that describes itself and adds the controls it needs.
 *
 * <p>To add one:
 * <ol>
 *   <li>implement {@link studio.kintsugi.ui.tools.Tool} and name it in {@link studio.kintsugi.ui.tools.Tool#ALL}. A
 *       tool that needs only a model is a {@code Restoration}; one with settings of its own,
 *       as {@code Upscale} with its factor,
 *       gives {@link studio.kintsugi.ui.tools.ToolSettings}; one whose result gives a further picture, as {@code
 *       Dereflect} the removed layer, gives a {@link studio.kintsugi.ui.tools.ByProduct}; one that does not work on the
 *       open picture gives a {@link studio.kintsugi.ui.tools.Workspace};
 *   <li>write {@code task.ID} and {@code tool.ID.summary} into {@code resources/ui/texts.properties}.
 * </ol>
 * Models whose card names the tool as their task belong to it. Rail, shortcut, panel, queue, history and recipe need
 * nothing more: the step's parameters are those of the settings, and {@code service} runs steps by their tool's id.
 */
package studio.kintsugi.ui.tools;

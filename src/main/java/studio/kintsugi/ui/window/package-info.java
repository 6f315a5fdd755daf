/**
 * The window as a whole. {@link studio.kintsugi.ui.window.KintsugiWindow} puts it together and passes on what the
 * controls ask for ({@code WindowActions}); {@code WindowLayout} says where everything stands, {@code PictureWork} does
 * the chosen tool's work on pictures, {@code Workspaces} holds the tools that have a frame of their own, {@code
 * WindowState} shows what is possible now, {@code Pages} what lies over the window.
 */
package studio.kintsugi.ui.window;

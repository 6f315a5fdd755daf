/**
 * What the window can be told to do. {@link studio.kintsugi.ui.command.Commands} is the one list of commands; the menu
 * bar, the palette, the page of shortcuts, tooltips and the keyboard are made from it.
 */
package studio.kintsugi.ui.command;

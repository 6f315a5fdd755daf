/** How pictures come into the window: files and folders opened or dropped, and the clipboard. */
package studio.kintsugi.ui.opening;

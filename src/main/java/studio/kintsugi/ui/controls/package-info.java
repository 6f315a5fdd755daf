/** Small controls that several parts of the window share. */
package studio.kintsugi.ui.controls;

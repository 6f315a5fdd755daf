/**
 * The compare view: before and after in one frame, at any zoom, drawn from screen tiles that are made in the
 * background and kept while they are wanted.
 */
package studio.kintsugi.ui.compare;

/** Saving several pictures at once: one dialog for folder, names, format and depth, and what writes them. */
package studio.kintsugi.ui.saving;

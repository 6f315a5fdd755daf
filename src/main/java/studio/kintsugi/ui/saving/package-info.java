/**
 * Saving one picture or several: one dialog for folder, names, format and depth, what writes them, and the question
 * before pictures with changes are closed.
 */
package studio.kintsugi.ui.saving;

/**
 * Several models, and several strengths of one, tried on the same small part of the picture and shown side by side, so
 * that one can be chosen by looking. For the JavaFX thread.
 */
package studio.kintsugi.ui.trial;

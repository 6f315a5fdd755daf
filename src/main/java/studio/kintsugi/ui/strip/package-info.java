/**
 * The strip of open pictures: which are open, in what order, which of them are selected and which one is in front.
 */
package studio.kintsugi.ui.strip;

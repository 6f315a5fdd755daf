/**
 * The drawer of models: what is built in, installed and available; import with a report of what was recognised,
 * download, verification, deletion, the default of each tool, and the page on which a model is trained further or a
 * faster variant is made. Nothing is downloaded unless asked for. For the JavaFX thread.
 */
package studio.kintsugi.ui.library;

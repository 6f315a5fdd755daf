/**
 * The model manager: what is built in, installed and to be had; import with a report of what was recognised,
 * download, verification, deletion, and which model each tool begins with. Nothing is downloaded unasked. Everything
 * here runs on the JavaFX thread but for what is handed to the manager's own background tasks.
 */
package studio.kintsugi.ui.models;

/**
 * What is being done to the open pictures: at most one thing to each, one after the other on the service's worker.
 * Everything here runs on the JavaFX thread; what the worker says is handed over to it.
 */
package studio.kintsugi.ui.jobs;

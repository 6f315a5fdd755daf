/** Composition root: starts the window or the command line, and wires everything by constructor. */
package studio.kintsugi.app;

/**
 * Vector drawings, drawn once at a sensible size on transparent ground; nothing that lies outside the file is fetched.
 */
package studio.kintsugi.imaging.svg;

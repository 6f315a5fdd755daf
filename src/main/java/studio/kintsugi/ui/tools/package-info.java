/**
 * The tools of the rail: each describes itself and adds the controls it needs to its panel. A further tool is a class
 * that implements {@link studio.kintsugi.ui.tools.Tool}, named in its list; models whose card names it as their task
 * serve it.
 */
package studio.kintsugi.ui.tools;

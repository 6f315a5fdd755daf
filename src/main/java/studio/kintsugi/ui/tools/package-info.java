/** The tools of the rail: each describes itself and builds a step from its panel's settings. */
package studio.kintsugi.ui.tools;

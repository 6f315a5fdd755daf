/**
 * From the colour spaces of files to sRGB: ICC profiles (ICC.1:2010) of curves and a matrix are computed here, profiles
 * of tables by the platform's colour engine. {@link studio.kintsugi.imaging.color.DisplayColor} makes pixels for the
 * screen.
 */
package studio.kintsugi.imaging.color;

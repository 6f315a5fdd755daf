/**
 * What is known about the picture in front: the histogram of what shows, the file, what the camera wrote down, the
 * colour profile and the recipe. For the JavaFX thread; files are read and pixels counted in the background.
 */
package studio.kintsugi.ui.information;

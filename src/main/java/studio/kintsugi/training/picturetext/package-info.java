/**
 * Pictures of objects with words for them, drawn without end: the data that the built-in picture-text model learns
 * from, and its training. Backgrounds are those of Dream Fields (arXiv 2112.01455, section 3.4).
 */
package studio.kintsugi.training.picturetext;

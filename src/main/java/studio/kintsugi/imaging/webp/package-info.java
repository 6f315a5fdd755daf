/** WebP: the chunks of the container; pixels are decoded and encoded by Google's libwebp. */
package studio.kintsugi.imaging.webp;

/**
 * What a sentence asks for, put together from drawn things: {@link studio.kintsugi.models.shape.scene.Sentence} finds
 * the thing that it is about, its looks and those of its parts, and what else it has, holds, wears or stands on; {@link
 * studio.kintsugi.models.shape.scene.Arrangement} puts all of it in its place.
 */
package studio.kintsugi.models.shape.scene;

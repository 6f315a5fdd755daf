/** How things look: colours, materials and patterns, and the words for them, {@code resources/objects/looks.txt}. */
package studio.kintsugi.models.shape.look;

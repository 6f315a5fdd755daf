/**
 * The networks, one package for each paper. What networks of each kind do stands in {@code network}, what the
 * application knows of them in {@code registry}; {@link studio.kintsugi.models.BuiltInArchitectures} is the one list
 * that names them.
 */
package studio.kintsugi.models;

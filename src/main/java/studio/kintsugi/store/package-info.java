/**
 * The model store: each model is a folder with {@code weights.safetensors} and {@code card.json}. Built-in models lie
 * on the class path and are read-only; the user's lie under the platform's data directory.
 */
package studio.kintsugi.store;

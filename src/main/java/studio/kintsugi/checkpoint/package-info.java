/**
 * State dicts at rest: safetensors files, read mapped and written whole. Nothing here executes what a file says.
 */
package studio.kintsugi.checkpoint;

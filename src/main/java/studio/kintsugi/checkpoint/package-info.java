/**
 * Reads and writes state dicts in files: safetensors, whole or in shards, PyTorch's zip and legacy files, TorchScript
 * archives. Pickles are read by a restricted interpreter that refuses whatever weights do not need; nothing in a file
 * is executed.
 */
package studio.kintsugi.checkpoint;

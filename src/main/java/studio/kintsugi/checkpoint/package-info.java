/**
 * State dicts at rest: safetensors, PyTorch's zip and legacy files, TorchScript archives. A pickle is read by a
 * machine of our own that refuses whatever weights do not need; nothing a file says is executed.
 */
package studio.kintsugi.checkpoint;
